#include "app/desktop/viewport/scene_content.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "renderer/mesh/mesh_file.h"

namespace fsm::desktop {

namespace {

std::string tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text).toStdString(); }

/// Errors of any kind as the one that people are told of.
Error asError(const std::exception& error) {
  if (const auto* known = dynamic_cast<const Error*>(&error)) return *known;
  if (dynamic_cast<const std::bad_alloc*>(&error))
    return {ErrorCode::outOfMemory, tr("The computer's memory is full; close other programs and try again.")};
  return {ErrorCode::internal, tr("Something failed while the scene was made ready to be shown; please report this."),
          error.what()};
}

/// Places of the `most` Gaussians of the highest opacity, increasing.
std::vector<int64_t> mostSolid(const scene::GaussianScene& whole, int64_t most) {
  std::vector<int64_t> indices(static_cast<size_t>(whole.gaussians.count()));
  std::iota(indices.begin(), indices.end(), 0);
  const auto& opacity = whole.gaussians.opacityLogit;
  const auto key = [&](int64_t i) { return std::isfinite(opacity[i]) ? opacity[i] : -std::numeric_limits<float>::infinity(); };
  std::nth_element(indices.begin(), indices.begin() + most, indices.end(),
                   [&](int64_t a, int64_t b) { return std::pair(-key(a), a) < std::pair(-key(b), b); });
  indices.resize(static_cast<size_t>(most));
  std::sort(indices.begin(), indices.end());
  return indices;
}

}  // namespace

SceneContent::SceneContent(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  connect(&workspace_.document, &Document::changed, this, &SceneContent::onDocumentChanged);
  onDocumentChanged(Document::Everything);
}

SceneContent::~SceneContent() = default;

bool SceneContent::empty() const {
  const Project& project = workspace_.document.project();
  return !drawn_.scene && !(project.capture && project.capture->posed()) && !project.shownVersion() && project.props.empty();
}

void SceneContent::onDocumentChanged(Document::Parts parts) {
  if (parts & (Document::VersionsPart | Document::EditsPart)) updateScene();
  if (parts & (Document::CapturePart | Document::SettingsPart)) updateBall();
  if (parts & Document::PropsPart) updateProps();
}

void SceneContent::updateScene() {
  const Project& project = workspace_.document.project();
  const Version* version = project.shownVersion();
  const auto source = version ? version->gaussians : nullptr;
  const auto edits =
      source && project.editedVersion == project.shown ? project.edits : std::vector<std::shared_ptr<const scene::Edit>>{};
  if (source == source_ && edits == edits_) return;
  if (source != source_) limit_ = 0;
  source_ = source;
  edits_ = edits;
  const quint64 state = ++wanted_;
  if (!source || edits.empty()) {
    editing_.drop("edits");
    return take({source, nullptr});
  }
  editing_.post("edits", [this, source, edits, state] {
    const auto answer = [&](auto call) {
      QMetaObject::invokeMethod(
          this,
          [this, state, call = std::move(call)] {
            if (state == wanted_) call();
          },
          Qt::QueuedConnection);
    };
    try {
      std::vector<const scene::Edit*> list;
      list.reserve(edits.size());
      for (const auto& edit : edits) list.push_back(edit.get());
      auto edited = std::make_shared<scene::EditedScene>(scene::applyEdits(*source, list));
      const DrawnScene drawn{{edited, &edited->scene}, {edited, &edited->names}};
      answer([this, drawn] { take(drawn); });
    } catch (const std::exception& error) {
      answer([this, error = asError(error)] { workspace_.messages.error(error); });
    }
  });
}

void SceneContent::take(DrawnScene drawn) {
  drawn_ = std::move(drawn);
  updateBall();
  if (limit_ > 0 && drawn_.scene && drawn_.scene->gaussians.count() > limit_) return thinOut();
  shown_ = drawn_.scene;
  kept_.reset();
  emit sceneChanged();
}

void SceneContent::limit(int64_t most) {
  limit_ = most;
  take(drawn_);
}

std::vector<int64_t> SceneContent::inShown(const std::vector<int64_t>& drawn) const {
  if (!kept_) return drawn;
  std::vector<int64_t> places;
  size_t place = 0;
  for (const int64_t index : drawn) {
    while (place < kept_->size() && (*kept_)[place] < index) ++place;
    if (place < kept_->size() && (*kept_)[place] == index) places.push_back(static_cast<int64_t>(place));
  }
  return places;
}

void SceneContent::thinOut() {
  editing_.post("limit", [this, whole = drawn_.scene, most = limit_] {
    const auto kept = std::make_shared<const std::vector<int64_t>>(mostSolid(*whole, most));
    const auto thinned = std::make_shared<const scene::GaussianScene>(
        scene::GaussianScene{whole->gaussians.subset(*kept), whole->frame, whole->colourSpace, whole->settings});
    QMetaObject::invokeMethod(
        this,
        [this, whole, most, kept, thinned] {
          if (whole != drawn_.scene || most != limit_) return;
          shown_ = thinned;
          kept_ = kept;
          emit sceneChanged();
        },
        Qt::QueuedConnection);
  });
}

void SceneContent::updateBall() {
  const Project& project = workspace_.document.project();
  editing_.post("ball", [this, scene = drawn_.scene, capture = project.capture, up = project.settings.up] {
    const std::optional<SceneBall> seen = scene ? ballOf(*scene) : std::nullopt;
    const std::optional<SceneBall> filmed = !seen && capture ? ballOf(*capture) : std::nullopt;
    const SceneBall ball = seen ? *seen : filmed.value_or(SceneBall{});
    const double floor = seen ? floorDepthOf(*scene, ball, up) : ball.radius;
    QMetaObject::invokeMethod(
        this,
        [this, ball, floor] {
          ball_ = ball;
          floorDepth_ = floor;
          emit ballChanged();
        },
        Qt::QueuedConnection);
  });
}

void SceneContent::updateProps() {
  std::set<std::filesystem::path> missing;
  for (const Prop& prop : workspace_.document.project().props)
    if (!models_.contains(prop.file)) missing.insert(prop.file);
  for (const std::filesystem::path& file : missing) {
    reading_.post(file.string(), [this, file] {
      std::shared_ptr<const renderer::MeshModel> model;
      std::optional<Error> problem;
      try {
        model = std::make_shared<renderer::MeshModel>(renderer::readMeshFile(file));
      } catch (const std::exception& error) {
        problem = asError(error);
      }
      QMetaObject::invokeMethod(
          this,
          [this, file, model, problem] {
            models_[file] = model;
            if (problem) workspace_.messages.error(*problem);
            emit propsChanged();
          },
          Qt::QueuedConnection);
    });
  }
  emit propsChanged();
}

std::vector<renderer::MeshObject> SceneContent::props() const {
  std::vector<renderer::MeshObject> objects;
  for (const Prop& prop : workspace_.document.project().props) {
    const auto model = models_.find(prop.file);
    if (!prop.visible || model == models_.end() || !model->second) continue;
    const auto clips = static_cast<int>(model->second->clips.size());
    objects.push_back({.model = model->second,
                       .world_from_model = prop.world_from_model,
                       .clip = prop.clip < clips ? prop.clip : renderer::kRestPose,
                       .start = prop.start,
                       .speed = prop.speed});
  }
  return objects;
}

}  // namespace fsm::desktop
