// What lies over the picture, and the note beside the modes.
#include "app/desktop/viewport/viewport_panel_impl.h"

#include <QLocale>

#include "app/desktop/viewport/gap_text.h"

namespace fsm::desktop {

renderer::OverlayContent ViewportPanel::Impl::overlay(const FrameComposer::Composed& composed) const {
  renderer::OverlayContent over;
  over.scale = static_cast<float>(canvas->devicePixelRatioF());
  over.input = pointer_;
  over.hint = hint().toStdString();
  if (options.overlay()) over.panel = figures_.panel(statistics);
  if (composed.ask.request.frame && !composed.input) addLabels(over, composed.view, composed.area);
  if (options.safeFrame()) addSafeFrame(over);
  wipe_.overlay(over);
  if (tool) tool->overlay(over);
  return over;
}

QString ViewportPanel::Impl::hint() const {
  if (composer.loadingModel()) return ViewportPanel::tr("Loading the model ...");
  const Project& project = workspace.document.project();
  if (content.empty() && !project.capture) return ViewportPanel::tr("Drop a video here, or File > Import");
  const Version* version = project.shownVersion();
  if (workspace.view.decoder() == Decoder::neural && !(version && version->scene))
    return ViewportPanel::tr("This version has no neural view; its Gaussians are shown");
  if (workspace.view.decoder() == Decoder::input && !project.capture && !(version && version->scene))
    return ViewportPanel::tr("There is no footage in this project");
  if (!options.tellsGaps() || workspace.view.decoder() == Decoder::input) return {};
  const auto gap = composer.gap();
  return gap ? gapText(*gap) : QString();
}

void ViewportPanel::Impl::addLabels(renderer::OverlayContent& over, const View& view, const renderer::PixelArea& area) const {
  for (const SceneGuides::Label& label : guides.labels()) {
    const glm::dvec3 pixel = fsm::project(view.camera, label.place);
    if (pixel.z <= 0 || pixel.x < 0 || pixel.y < 0 || pixel.x > area.width || pixel.y > area.height) continue;
    over.labels.push_back({glm::vec2(area.left + pixel.x, area.top + pixel.y), label.text});
  }
}

/// The part of the window that a clip with the footage's proportions shows: the whole height of the view.
void ViewportPanel::Impl::addSafeFrame(renderer::OverlayContent& over) const {
  const ImageSize window = canvas->pixels(), nominal = workspace.view.camera().intrinsics.size;
  if (nominal.height <= 0) return;
  const double half = 0.5 * window.height * nominal.width / nominal.height, middle = 0.5 * window.width;
  const auto left = static_cast<float>(middle - half), right = static_cast<float>(middle + half);
  over.shapes.push_back({.kind = renderer::OverlayShape::Kind::rectangle,
                         .points = {{left, 1}, {right, static_cast<float>(window.height) - 1}},
                         .colour = {1, 1, 1, 0.45f}});
}

void ViewportPanel::Impl::updateNote(const FrameComposer::Composed& composed) {
  note_.clear();
  if (composed.input) {
    const Project& shown = workspace.document.project();
    const Version* version = shown.shownVersion();
    const Capture* filmed = shown.capture ? shown.capture.get() : version && version->scene ? &version->scene->capture : nullptr;
    if (filmed)
      note_ = ViewportPanel::tr("%1, frame %2")
                  .arg(QString::fromStdString(filmed->cameras[composed.input->camera].name))
                  .arg(composed.input->frame + 1);
  } else if (composed.ask.compareVersions) {
    note_ = ViewportPanel::tr("%1 | %2").arg(QString::fromStdString(workspace.document.project().shown),
                                             QString::fromStdString(options.comparedVersion()));
  }
  compares_ = composed.ask.request.comparison.kind != renderer::Comparison::Kind::none;
  showNote();
}

void ViewportPanel::Impl::showNote() {
  QString note = note_;
  if (compares_ && statistics.psnr) note += ViewportPanel::tr("   PSNR %1 dB").arg(QLocale().toString(*statistics.psnr, 'f', 1));
  strip->setNote(
      note, compares_ ? ViewportPanel::tr("Peak signal-to-noise ratio between both sides: higher is more alike") : QString());
}

}  // namespace fsm::desktop
