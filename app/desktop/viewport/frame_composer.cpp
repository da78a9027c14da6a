#include "app/desktop/viewport/frame_composer.h"

#include <algorithm>
#include <cmath>

#include "app/desktop/viewport/resolution_scale.h"
#include "app/desktop/viewport/view_fit.h"
#include "reconstruction/capture/exposure.h"

namespace fsm::desktop {

namespace {

renderer::ShownAs shownAs(Shading shading) {
  switch (shading) {
    case Shading::depth: return renderer::ShownAs::depth;
    case Shading::alpha: return renderer::ShownAs::alpha;
    case Shading::overdraw: return renderer::ShownAs::overdraw;
    case Shading::confidence: return renderer::ShownAs::confidence;
    case Shading::colour: break;
  }
  return renderer::ShownAs::colour;
}

double aspectOf(ImageSize size) { return static_cast<double>(size.width) / std::max(size.height, 1); }

bool same(const View& a, const View& b) {
  return a.time == b.time && a.camera.intrinsics == b.camera.intrinsics &&
         a.camera.world_from_camera == b.camera.world_from_camera;
}

/// As a clip has it (jobs::undoExposure).
glm::vec3 gainFor(const CapturePreparation& preparation, const Camera& camera) {
  const auto evened = gainAt(preparation.exposure, preparation.normalisation.normalisedPose(camera.world_from_camera));
  return 1.0f / glm::vec3(glm::dvec3(evened[0], evened[1], evened[2]));
}

std::vector<FrameId> allFrames(const Capture& capture) {
  std::vector<FrameId> frames;
  for (int camera = 0; camera < static_cast<int>(capture.cameras.size()); ++camera)
    for (int frame = 0; frame < capture.cameras[camera].frameCount(); ++frame) frames.push_back({camera, frame});
  return frames;
}

}  // namespace

FrameComposer::FrameComposer(Workspace& workspace, const SceneContent& content, SceneGuides& guides, const ViewOptions& options,
                             QObject* parent)
    : QObject(parent), workspace_(workspace), content_(content), guides_(guides), options_(options), neural_(workspace.jobs) {
  connect(&workspace_.document, &Document::changed, this, &FrameComposer::onDocumentChanged);
  connect(&inputs_, &InputFrames::arrived, this, &FrameComposer::outdated);
  connect(&inputs_, &InputFrames::failed, this, [this](const Error& error) { workspace_.messages.error(error); });
  connect(&neural_, &NeuralView::loadingChanged, this, &FrameComposer::outdated);
  connect(&neural_, &NeuralView::failed, this, [this](const Error& error) {
    // What is there may be of another scene.
    drawn_.reset();
    last_ = {};
    emit outdated();
    workspace_.messages.error(error);
  });
  connect(&neural_, &NeuralView::made, this, [this](const NeuralPicture& picture) {
    drawn_ = picture.image;
    drawnNumber_ = picture.serial;
    drawnMoving_ = picture.moving;
    emit outdated();
  });
  onDocumentChanged(Document::Everything);
}

void FrameComposer::onDocumentChanged(Document::Parts parts) {
  if (!(parts & (Document::CapturePart | Document::VersionsPart))) return;
  const Version* version = workspace_.document.project().shownVersion();
  const auto scene = version ? version->scene : nullptr;
  if (neural_.scene() != scene) {
    neural_.setScene(scene);
    // The picture of the scene before stays until there is one of this.
    if (!scene) drawn_.reset();
    asked_.reset();
  }
  updateInputs();
}

const Capture* FrameComposer::capture() const {
  const Project& project = workspace_.document.project();
  const Version* version = project.shownVersion();
  return project.capture ? project.capture.get() : version && version->scene ? &version->scene->capture : nullptr;
}

void FrameComposer::updateInputs() {
  const Project& project = workspace_.document.project();
  const Version* version = project.shownVersion();
  std::shared_ptr<const Capture> filmed = project.capture;
  if (!filmed && version && version->scene) filmed = {version->scene, &version->scene->capture};
  if (inputs_.setCapture(filmed)) {
    last_ = {};
    drawn_.reset();
  }
  input_.reset();
  inputIds_.clear();
  confidence_.reset();
  coverage_.reset();
  if (!filmed) return;
  inputIds_ = allFrames(*filmed);
  // Frames that a version read are its own capture's: the same as the project's where the frames are.
  const std::vector<FrameId>* read = version && version->scene ? &version->scene->plan.inputs : nullptr;
  const auto exists = [&](const FrameId& id) {
    return id.camera < static_cast<int>(filmed->cameras.size()) && id.frame < filmed->cameras[id.camera].frameCount();
  };
  if (read && !read->empty() && std::all_of(read->begin(), read->end(), exists)) inputIds_ = *read;
  auto confidence = std::make_shared<renderer::ConfidenceInputs>();
  for (const FrameId& id : inputIds_)
    if (filmed->cameras[id.camera].posed()) confidence->views.push_back({filmed->camera(id), filmed->time(id)});
  if (confidence->views.empty()) return;
  confidence->timeUnit = Coverage(confidence->views, glm::dvec3(0)).timeUnit();
  confidence_ = confidence;
}

View FrameComposer::viewFor(ImageSize window) const {
  return {fitted(workspace_.view.camera(), window), workspace_.view.sceneTime()};
}

std::optional<CoverageGap> FrameComposer::gap() const {
  if (!confidence_) return std::nullopt;
  const glm::dvec3 middle = content_.ball().centre;
  if (!coverage_ || coverage_->sceneCentre() != middle) coverage_.emplace(confidence_->views, middle);
  return coverage_->gap(viewFor({16, 16}));
}

std::optional<FrameId> FrameComposer::nearestInput() const {
  if (!capture()) return std::nullopt;
  // The whole of the event counts as much as the size of the scene.
  const auto [first, last] = capture()->timeRange();
  const double radius = content_.ball().radius;
  const NearnessScale scale{radius, last > first ? 2 * radius / (last - first) : 0};
  return nearestFrame(*capture(), inputIds_, viewFor({16, 16}), scale);
}

std::shared_ptr<const Image> FrameComposer::inputPicture(FrameId id, bool& complete) {
  if (auto image = inputs_.frame(id)) {
    input_ = Shown{id, image};
  } else {
    complete = false;
  }
  return input_ ? input_->image : nullptr;
}

FrameComposer::Composed FrameComposer::compose(ImageSize window, double share, bool moving) {
  Composed composed;
  composed.ask.moving = moving;
  composed.view = viewFor(window);
  composed.area = renderer::shownArea(window, std::nullopt);
  renderer::PresentRequest& request = composed.ask.request;
  request.onlyComplete = true;
  request.shownAs = shownAs(workspace_.view.shading());
  request.backdrop.checkerboard = options_.checkerboard();
  request.backdrop.colour = workspace_.document.project().settings.background;
  composeComparison(composed, window);
  switch (workspace_.view.decoder()) {
    case Decoder::input: composeInput(composed, window, share); break;
    case Decoder::neural:
      if (neural_.scene()) {
        composeNeural(composed, moving, share);
        break;
      }
      [[fallthrough]];
    case Decoder::splats: composeSplats(composed, share); break;
  }
  if (request.picture) last_ = {request.picture, request.aspect};
  if (request.shownAs == renderer::ShownAs::confidence) {
    request.confidence = confidence_;
    if (!confidence_) request.shownAs = renderer::ShownAs::colour;
  }
  return composed;
}

/// Beside an input frame stands the picture of its own view: only then the difference says something.
void FrameComposer::composeComparison(Composed& composed, ImageSize window) {
  renderer::Comparison& comparison = composed.ask.request.comparison;
  comparison.split = options_.split();
  if (workspace_.view.decoder() == Decoder::input || options_.compare() == Compare::none) return;
  if (options_.compare() == Compare::version) {
    composed.ask.compareVersions = workspace_.view.decoder() == Decoder::splats;
    if (composed.ask.compareVersions) comparison.kind = renderer::Comparison::Kind::wipe;
    return;
  }
  composed.input = nearestInput();
  if (!composed.input) return;
  comparison.other.image = inputPicture(*composed.input, composed.complete);
  if (!comparison.other.image) return;
  composed.input = input_->id;
  const View filmed{capture()->camera(*composed.input), capture()->time(*composed.input)};
  const double aspect = aspectOf(filmed.camera.intrinsics.size);
  composed.ask.request.aspect = aspect;
  composed.area = renderer::shownArea(window, aspect);
  composed.view = {filmed.camera, filmed.time};
  composed.view.camera.intrinsics =
      resized(filmed.camera.intrinsics, {std::max(composed.area.width, 1), std::max(composed.area.height, 1)});
  comparison.kind =
      options_.compare() == Compare::input ? renderer::Comparison::Kind::wipe : renderer::Comparison::Kind::difference;
}

void FrameComposer::composeInput(Composed& composed, ImageSize window, double share) {
  composed.input = nearestInput();
  if (!composed.input) return;
  renderer::PresentRequest& request = composed.ask.request;
  request.picture.image = inputPicture(*composed.input, composed.complete);
  if (!request.picture.image) {
    if (inputs_.reads(*composed.input)) composeMeanwhile(composed, share);
    return;
  }
  composed.input = input_->id;
  request.aspect = aspectOf(request.picture.size());
  composed.area = renderer::shownArea(window, request.aspect);
}

/// Until a picture that was asked for arrives: Gaussians, or what the window has shown before.
void FrameComposer::composeMeanwhile(Composed& composed, double share) {
  composed.complete = false;
  if (workspace_.live.current() || content_.shown()) return composeSplats(composed, share);
  composed.ask.request.picture = last_.picture;
  composed.ask.request.aspect = last_.aspect;
}

void FrameComposer::composeNeural(Composed& composed, bool moving, double share) {
  const bool another = !asked_ || !same(*asked_, composed.view);
  if (another || (askedMoving_ && !moving)) {
    asked_ = composed.view;
    askedMoving_ = moving;
    neural_.ask(composed.view, moving, ++askedNumber_);
  }
  if (!drawn_) return composeMeanwhile(composed, share);
  composed.ask.request.picture.layered = drawn_;
  composed.complete = composed.complete && drawnNumber_ == askedNumber_ && (moving || !drawnMoving_);
}

void FrameComposer::composeSplats(Composed& composed, double share) {
  renderer::FrameRequest frame;
  frame.view = composed.view;
  frame.view.camera.intrinsics = resized(composed.view.camera.intrinsics, scaled(composed.view.camera.intrinsics.size, share));
  const auto live = workspace_.live.current();
  const auto& drawn = live ? live : content_.drawn().scene;
  if (drawn) frame.settings = drawn->settings;
  // Guides would count as differences. Where the picture is made smaller so that it follows the hand, they wait for it to rest:
  // on a slow device they take a good part of such a frame.
  constexpr double kSlowShare = 0.5;
  const bool bare = composed.ask.request.comparison.kind != renderer::Comparison::Kind::none || share <= kSlowShare;
  frame.meshes = bare ? guides_.props() : guides_.meshes(composed.view.camera);
  const Version* version = workspace_.document.project().shownVersion();
  if (version && version->scene) composed.ask.request.gain = gainFor(version->scene->memory.preparation(), composed.view.camera);
  composed.ask.request.frame = std::move(frame);
}

}  // namespace fsm::desktop
