#include "app/desktop/viewport/viewport_panel.h"

#include "app/desktop/viewport/viewport_panel_impl.h"

namespace fsm::desktop {

ViewportPanel::ViewportPanel(Workspace& workspace, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("viewport"));
  qRegisterMetaType<FrameDone>();
  qRegisterMetaType<RendererFacts>();
  impl_ = std::make_unique<Impl>(workspace, *this);
}

ViewportPanel::~ViewportPanel() = default;

void ViewportPanel::setTool(ViewportTool* tool) { impl_->setTool(tool); }
ViewportTool* ViewportPanel::tool() const { return impl_->tool; }
View ViewportPanel::pictureView() const { return impl_->view(); }
const DrawnScene& ViewportPanel::drawnScene() const { return impl_->content.drawn(); }

void ViewportPanel::pickPoint(const glm::dvec2& pixel, std::function<void(std::optional<glm::dvec3>)> found) {
  if (!impl_->render) return;
  impl_->render->pick(impl_->view(), pixel, impl_->guides.props(), std::move(found));
}

void ViewportPanel::readDepths(std::function<void(std::shared_ptr<const std::vector<float>>)> found) {
  if (!impl_->render) return found(nullptr);
  impl_->render->readDepths(impl_->view(), impl_->guides.props(), std::move(found));
}

void ViewportPanel::requestFrame() { impl_->request(); }

void ViewportPanel::takePicture(bool withOverlay, std::function<void(QImage)> taken) {
  if (!impl_->render) {
    taken({});
    return;
  }
  impl_->draw();
  impl_->render->grab(withOverlay, std::move(taken));
}

const ViewportStatistics& ViewportPanel::statistics() const { return impl_->statistics; }
QStringList ViewportPanel::validationMessages() const {
  return impl_->render ? impl_->render->validationMessages() : QStringList();
}
bool ViewportPanel::drawing() const { return impl_->render != nullptr; }
void ViewportPanel::compareWithVersion(const QString& name) {
  impl_->options.setCompare(name.isEmpty() ? Compare::none : Compare::version, name.toStdString());
}

QWidget* ViewportPanel::canvas() const { return impl_->canvas; }

}  // namespace fsm::desktop
