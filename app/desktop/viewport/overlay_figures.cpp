#include "app/desktop/viewport/overlay_figures.h"

#include <QLocale>
#include <algorithm>

namespace fsm::desktop {

namespace {

constexpr size_t kFramesPlotted = 120;

std::string text(const QString& string) { return string.toStdString(); }
QString bytes(quint64 count) { return QLocale().formattedDataSize(static_cast<qint64>(count), 1); }
QString number(quint64 value) { return QLocale().toString(value); }

}  // namespace

void OverlayFigures::add(const ViewportStatistics& statistics) {
  milliseconds_.push_back(static_cast<float>(statistics.frameMilliseconds));
  if (milliseconds_.size() > kFramesPlotted) milliseconds_.pop_front();
}

renderer::OverlaySection OverlayFigures::frameSection(const ViewportStatistics& s) const {
  renderer::OverlaySection section{text(tr("Frame")), {}, {}};
  const auto ms = [](double value) { return text(tr("%1 ms").arg(QLocale().toString(value, 'f', 2))); };
  section.plots.push_back({text(tr("whole frame")), {milliseconds_.begin(), milliseconds_.end()}, 0});
  section.rows.push_back({text(tr("whole frame")), ms(s.frameMilliseconds)});
  if (s.deviceMilliseconds > 0) section.rows.push_back({text(tr("device")), ms(s.deviceMilliseconds)});
  for (const renderer::StageTime& stage : s.stages) {
    const double share = s.deviceMilliseconds > 0 ? stage.milliseconds / s.deviceMilliseconds : 0;
    section.rows.push_back({"  " + stage.stage, ms(stage.milliseconds), static_cast<float>(std::clamp(share, 0.0, 1.0))});
  }
  section.rows.push_back(
      {text(tr("picture")),
       text(tr("%1 x %2 of %3 x %4").arg(s.picture.width).arg(s.picture.height).arg(s.window.width).arg(s.window.height))});
  if (s.psnr) section.rows.push_back({text(tr("PSNR")), text(tr("%1 dB").arg(QLocale().toString(*s.psnr, 'f', 2)))});
  return section;
}

renderer::OverlaySection OverlayFigures::sceneSection(const ViewportStatistics& s) {
  renderer::OverlaySection section{text(tr("Gaussians")), {}, {}};
  const auto row = [&](const QString& label, quint64 count) {
    const float share = s.gaussians ? std::min(1.0f, static_cast<float>(count) / static_cast<float>(s.gaussians)) : 0.0f;
    section.rows.push_back({text(label), text(number(count)), share});
  };
  section.rows.push_back({text(tr("total")), text(number(s.gaussians))});
  row(tr("alive now"), s.alive);
  row(tr("in the picture"), s.visible);
  if (s.regions > 1) section.rows.push_back({text(tr("drawn in parts")), text(number(static_cast<quint64>(s.regions)))});
  return section;
}

renderer::OverlaySection OverlayFigures::memorySection(const ViewportStatistics& s) {
  renderer::OverlaySection section{text(tr("Graphics memory")), {}, {}};
  const double whole = static_cast<double>(s.memory.reserved + s.memory.available);
  for (int i = 0; i < renderer::kMemoryCategories; ++i) {
    const auto category = static_cast<renderer::MemoryCategory>(i);
    if (const uint64_t used = s.memory.of(category))
      section.rows.push_back({renderer::memoryCategoryName(category), text(bytes(used)),
                              whole > 0 ? static_cast<float>(static_cast<double>(used) / whole) : -1});
  }
  section.rows.push_back({text(tr("free")), text(bytes(s.memory.available))});
  return section;
}

renderer::OverlaySection OverlayFigures::deviceSection(const ViewportStatistics& s) {
  renderer::OverlaySection section{text(tr("Device")), {}, {}};
  section.rows.push_back({text(s.device), ""});
  section.rows.push_back({text(s.driver), ""});
  section.rows.push_back({text(s.present), ""});
  if (!s.interop.isEmpty()) section.rows.push_back({text(tr("running job")), text(s.interop)});
  return section;
}

renderer::OverlayPanel OverlayFigures::panel(const ViewportStatistics& s) const {
  return {text(tr("Viewport")), {frameSection(s), sceneSection(s), memorySection(s), deviceSection(s)}};
}

}  // namespace fsm::desktop
