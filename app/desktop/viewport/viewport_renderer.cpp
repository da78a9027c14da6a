#include "app/desktop/viewport/viewport_renderer.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "renderer/mesh/mesh_scene.h"

namespace fsm::desktop {

namespace {

/// A part of a scene: a whole chunk of the renderer, so that its index of lives is as good as that of a scene set at once.
constexpr int64_t kPart = int64_t{1} << 18;
/// Width of the picture that depths are picked from.
constexpr int kPickedWidth = 320;

scene::GaussianScene kindOf(const scene::GaussianScene& scene) {
  scene::GaussianScene kind;
  kind.frame = scene.frame;
  kind.colourSpace = scene.colourSpace;
  kind.settings = scene.settings;
  kind.gaussians.shDegree = scene.gaussians.shDegree;
  kind.gaussians.timeHarmonics = scene.gaussians.timeHarmonics;
  kind.gaussians.timePeriod = scene.gaussians.timePeriod;
  return kind;
}

LayeredImage layered(renderer::Picture&& picture, ColourEncoding encoding, const glm::vec3& gain) {
  LayeredImage image;
  image.size = picture.size;
  image.encoding = encoding;
  image.rgba = std::move(picture.rgba);
  for (size_t i = 0; i < image.rgba.size(); ++i)
    if (i % 4 < 3) image.rgba[i] *= gain[static_cast<int>(i % 4)];
  return image;
}

/// Memory that one Gaussian takes on the device (renderer/splat/packing.h).
int64_t bytesOf(const scene::Gaussians4D& gaussians) {
  return (gaussians.isStatic() ? 32 : 48) + 4 + 4 * ((int64_t{3} * gaussians.coefficients() + 1) / 2);
}

double milliseconds(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

}  // namespace

ViewportRenderer::ViewportRenderer(renderer::RendererOptions options, std::shared_ptr<LiveArrays> arrays)
    : options_(std::move(options)), arrays_(std::move(arrays)) {}

ViewportRenderer::~ViewportRenderer() {
  close();
  arrays_->close();  // who publishes may keep it longer than the renderer lives
}

RendererFacts ViewportRenderer::open(const renderer::NativeWindow& window) {
  close();
  window_ = window;
  if (!renderer_) {
    options_.window = window;
    renderer_ = std::make_unique<renderer::Renderer>(options_);
    show(scene_);
    if (live_) setLive(live_);
  }
  hostPicture_ = false;
  presenter_ = std::make_unique<renderer::Presenter>(*renderer_, window_);
  return {renderer_->device(), presenter_->description()};
}

void ViewportRenderer::close() { presenter_.reset(); }

RendererFacts ViewportRenderer::restart() {
  if (renderer_)
    for (const std::string& message : renderer_->validationMessages()) pastMessages_.push_back(message);
  presenter_.reset();
  arrays_->close();
  comparedRenderer_.reset();
  renderer_.reset();
  return open(window_);
}

void ViewportRenderer::show(const ScenePointer& scene) {
  arrays_->close();
  uploaded_ = 0;
  behind_ = false;
  if (!renderer_) return;
  behind_ = scene && scene->gaussians.count() > 0 && renderer_->gaussianCount() > 0;
  if (behind_)
    renderer_->beginNextScene(kindOf(*scene));
  else
    renderer_->beginScene(scene ? kindOf(*scene) : scene::GaussianScene{});
}

void ViewportRenderer::setScene(ScenePointer scene) {
  scene_ = std::move(scene);
  if (!live_) show(scene_);
}

void ViewportRenderer::setMarked(std::shared_ptr<const std::vector<int64_t>> indices) {
  marked_ = std::move(indices);
  mark();
}

void ViewportRenderer::mark() {
  if (!renderer_ || live_) return;
  renderer_->markGaussians(marked_ ? std::span<const int64_t>(*marked_) : std::span<const int64_t>());
}

bool ViewportRenderer::uploadPart() {
  if (!renderer_ || !scene_ || live_) return false;
  const int64_t count = scene_->gaussians.count();
  if (uploaded_ >= count) return false;
  try {
    if (count <= kPart) {
      renderer_->addGaussians(scene_->gaussians);
      uploaded_ = count;
    } else {
      std::vector<int64_t> part(static_cast<size_t>(std::min(kPart, count - uploaded_)));
      std::iota(part.begin(), part.end(), uploaded_);
      renderer_->addGaussians(scene_->gaussians.subset(part));
      uploaded_ += static_cast<int64_t>(part.size());
    }
    if (marked_) mark();
  } catch (const Error& error) {
    if (behind_ && error.code() == ErrorCode::outOfMemory) {
      // There is room for one of them.
      behind_ = false;
      uploaded_ = 0;
      renderer_->beginScene(kindOf(*scene_));
      return true;
    }
    show(nullptr);
    uploaded_ = count;  // not tried again and again
    throw;
  }
  if (uploaded_ < count) return true;
  if (std::exchange(behind_, false)) renderer_->showNextScene();
  return false;
}

void ViewportRenderer::setLive(const ScenePointer& live) {
  const bool wasLive = live_ != nullptr;
  live_ = live;
  if (!renderer_) return;
  if (!live) {
    if (wasLive) show(scene_);
    return;
  }
  if (!wasLive) arrays_->close();
  arrays_->show(*renderer_, *live);
}

renderer::HostPicture ViewportRenderer::comparedPicture(const renderer::FrameRequest& frame, const glm::vec3& gain) {
  if (!compared_) return {};
  if (!comparedRenderer_) {
    renderer::RendererOptions options = options_;
    options.window.reset();
    options.validation = false;
    options.device = renderer_->device().uuidText();
    comparedRenderer_ = std::make_unique<renderer::Renderer>(options);
    comparedRenderer_->setScene(*compared_);
  }
  renderer::FrameRequest asked = frame;
  asked.settings = compared_->settings;
  asked.overBackground = false;
  asked.meshes = nullptr;
  return {nullptr, std::make_shared<LayeredImage>(layered(comparedRenderer_->render(asked), compared_->colourSpace, gain))};
}

bool ViewportRenderer::waitsForScene(const FrameAsk& ask) const {
  const bool loading = scene_ && !live_ && !behind_ && uploaded_ < scene_->gaussians.count();
  return hostPicture_ && loading && !ask.request.picture;
}

FrameDone ViewportRenderer::present(const FrameAsk& ask) {
  FrameDone done;
  done.serial = ask.serial;
  done.asked = ask.asked;
  done.moving = ask.moving;
  const Clock::time_point begin = Clock::now();
  if (!presenter_ || waitsForScene(ask)) return done;
  renderer::PresentResult result;
  if (ask.compareVersions && ask.request.frame) {
    renderer::PresentRequest request = ask.request;
    request.comparison.other = comparedPicture(*request.frame, request.gain);
    result = presenter_->present(request);
  } else {
    result = presenter_->present(ask.request);
  }
  done.presented = result.presented;
  done.window = result.window;
  done.overlayTakesPointer = result.overlayTakesPointer;
  if (result.presented) {
    hostPicture_ = static_cast<bool>(ask.request.picture);
    const renderer::PresentResult last = presenter_->finish();
    if (!result.finished.empty()) done.frame = result.finished.back();
    if (!last.finished.empty()) done.frame = last.finished.back();
  }
  done.done = Clock::now();
  done.milliseconds = milliseconds(done.done - begin);
  done.picture = ask.request.frame ? ask.request.frame->view.camera.intrinsics.size : ask.request.picture.size();
  done.gaussians = renderer_->gaussianCount();
  done.memory = renderer_->memory();
  return done;
}

std::optional<glm::dvec3> ViewportRenderer::pick(const View& view, const glm::dvec2& pixel,
                                                 const std::shared_ptr<const renderer::MeshScene>& meshes) {
  const Intrinsics& full = view.camera.intrinsics;
  if (!renderer_ || full.size.width <= 0 || full.size.height <= 0) return std::nullopt;
  const double share = std::min(1.0, static_cast<double>(kPickedWidth) / full.size.width);
  const ImageSize small{std::max(1, static_cast<int>(std::lround(share * full.size.width))),
                        std::max(1, static_cast<int>(std::lround(share * full.size.height)))};
  View reduced = view;
  reduced.camera.intrinsics = resized(full, small);
  const std::vector<float> seen = depths(reduced, meshes);
  const int x = static_cast<int>(pixel.x / full.size.width * small.width);
  const int y = static_cast<int>(pixel.y / full.size.height * small.height);
  if (x < 0 || y < 0 || x >= small.width || y >= small.height) return std::nullopt;
  const double depth = seen[static_cast<size_t>(y) * small.width + x];
  if (!(depth > 0) || !std::isfinite(depth)) return std::nullopt;
  return glm::dvec3(view.camera.world_from_camera *
                    glm::dvec4((pixel.x - full.cx) / full.fx * depth, (pixel.y - full.cy) / full.fy * depth, depth, 1));
}

std::vector<float> ViewportRenderer::depths(const View& view, const std::shared_ptr<const renderer::MeshScene>& meshes) {
  const ImageSize size = view.camera.intrinsics.size;
  if (!renderer_ || size.width <= 0 || size.height <= 0) return {};
  renderer::FrameRequest request;
  request.view = view;
  const ScenePointer& drawn = live_ ? live_ : scene_;
  if (drawn) request.settings = drawn->settings;
  request.depth = true;
  request.meshes = meshes;
  return renderer_->render(request).medianDepth;
}

Image ViewportRenderer::grab(bool withOverlay) {
  if (!presenter_)
    throw Error(ErrorCode::notFound,
                QCoreApplication::translate("fsm::desktop::ViewportRenderer",
                                            "Nothing is shown yet, so there is no picture to take. Open or import a scene first.")
                    .toStdString());
  return presenter_->grab(withOverlay);
}

void ViewportRenderer::loseDevice() {
  if (renderer_) renderer_->loseDevice();
}

int64_t ViewportRenderer::fittingGaussians() const {
  const ScenePointer& wanted = live_ ? live_ : scene_;
  if (!renderer_ || !wanted) return 0;
  // Half of what is free: a frame needs lists of its own.
  return static_cast<int64_t>(renderer_->memory().available / 2) / bytesOf(wanted->gaussians);
}

std::vector<std::string> ViewportRenderer::validationMessages() const {
  std::vector<std::string> messages = pastMessages_;
  if (renderer_)
    for (const std::string& message : renderer_->validationMessages()) messages.push_back(message);
  return messages;
}

}  // namespace fsm::desktop
