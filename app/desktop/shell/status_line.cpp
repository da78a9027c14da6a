#include "app/desktop/shell/status_line.h"

#include <QLabel>
#include <QLocale>
#include <QTimer>

namespace fsm::desktop {

namespace {

constexpr int kKeptMilliseconds = 5'000;  ///< between updates of "n s ago": wakes the program rarely

QLabel* field(QStatusBar* bar, const char* name, const QString& tip) {
  auto* label = new QLabel(bar);
  label->setObjectName(name);
  label->setToolTip(tip);
  label->setContentsMargins(6, 0, 6, 0);
  bar->addPermanentWidget(label);
  return label;
}

}  // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent),
      device_(field(this, "statusDevice", tr("The device that draws, and how scenes of running jobs reach it"))),
      frame_(field(this, "statusFrame", tr("Time of the last frame, and the size at which it was drawn"))),
      gaussians_(field(this, "statusGaussians", tr("Gaussians that are alive at this moment, of all in the scene"))),
      memory_(field(this, "statusMemory", tr("Memory of the device that the viewport takes"))),
      kept_(field(this, "statusKept", tr("When the project was last kept safe, by saving or by itself"))) {
  setObjectName("statusLine");
  auto* timer = new QTimer(this);
  connect(timer, &QTimer::timeout, this, &StatusLine::updateKept);
  timer->start(kKeptMilliseconds);
}

void StatusLine::showStatistics(const ViewportStatistics& statistics) {
  const QLocale locale;
  device_->setText(statistics.interop.isEmpty() ? statistics.device
                                                : QStringLiteral("%1 · %2").arg(statistics.device, statistics.interop));
  frame_->setText(tr("%1 ms at %2 × %3")
                      .arg(locale.toString(statistics.frameMilliseconds, 'f', 1))
                      .arg(statistics.picture.width)
                      .arg(statistics.picture.height));
  gaussians_->setText(tr("%1 of %2 Gaussians").arg(locale.toString(statistics.alive), locale.toString(statistics.gaussians)));
  memory_->setText(locale.formattedDataSize(static_cast<qint64>(statistics.memory.reserved)));
}

void StatusLine::showKept(const QDateTime& when) {
  when_ = when;
  updateKept();
}

void StatusLine::updateKept() {
  if (!when_.isValid()) {
    kept_->clear();
    return;
  }
  const qint64 seconds = when_.secsTo(QDateTime::currentDateTime());
  kept_->setText(seconds < 60 ? tr("kept %n s ago", nullptr, static_cast<int>(seconds))
                              : tr("kept %n min ago", nullptr, static_cast<int>(seconds / 60)));
}

}  // namespace fsm::desktop
