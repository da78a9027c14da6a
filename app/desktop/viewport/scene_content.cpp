#include "app/desktop/viewport/scene_content.h"

#include <QMetaObject>
#include <set>
#include <utility>

#include "renderer/mesh/mesh_file.h"

namespace fsm::desktop {

namespace {

/// Errors of any kind as the one that people are told of.
Error asError(const std::exception& error) {
  if (const auto* known = dynamic_cast<const Error*>(&error)) return *known;
  if (dynamic_cast<const std::bad_alloc*>(&error))
    return {ErrorCode::outOfMemory, "The computer's memory is full; close other programs and try again."};
  return {ErrorCode::internal, "Something failed while the scene was made ready to be shown; please report this.", error.what()};
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
  if (parts & Document::CapturePart) updateBall();
  if (parts & Document::PropsPart) updateProps();
}

void SceneContent::updateScene() {
  const Project& project = workspace_.document.project();
  const Version* version = project.shownVersion();
  const auto source = version ? version->gaussians : nullptr;
  const auto edits =
      source && project.editedVersion == project.shown ? project.edits : std::vector<std::shared_ptr<const scene::Edit>>{};
  if (source == source_ && edits == edits_) return;
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
          [this, state, call] {
            if (state == wanted_) call();
          },
          Qt::QueuedConnection);
    };
    try {
      std::vector<const scene::Edit*> list;
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
  emit sceneChanged();
}

void SceneContent::updateBall() {
  editing_.post("ball", [this, scene = drawn_.scene, capture = workspace_.document.project().capture] {
    std::optional<SceneBall> ball = scene ? ballOf(*scene) : std::nullopt;
    if (!ball && capture) ball = ballOf(*capture);
    QMetaObject::invokeMethod(
        this,
        [this, found = ball.value_or(SceneBall{})] {
          ball_ = found;
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
