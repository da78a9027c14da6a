#include "app/desktop/operations/export_source.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/media/gif_writer.h"
#include "renderer/mesh/mesh_file.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::desktop {

namespace {

std::string tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text).toStdString(); }

bool sameProp(const Prop& a, const Prop& b) {
  return a.file == b.file && a.world_from_model == b.world_from_model && a.clip == b.clip && a.start == b.start &&
         a.speed == b.speed;
}

/// Null without props.
std::shared_ptr<const renderer::MeshScene> readProps(const std::vector<Prop>& props) {
  if (props.empty()) return nullptr;
  auto meshes = std::make_shared<renderer::MeshScene>();
  std::map<std::filesystem::path, std::shared_ptr<const renderer::MeshModel>> models;
  for (const Prop& prop : props) {
    auto& model = models[prop.file];
    if (!model) model = std::make_shared<const renderer::MeshModel>(renderer::readMeshFile(prop.file));
    meshes->objects.push_back({.model = model,
                               .world_from_model = prop.world_from_model,
                               .clip = prop.clip < static_cast<int>(model->clips.size()) ? prop.clip : renderer::kRestPose,
                               .start = prop.start,
                               .speed = prop.speed});
  }
  return meshes;
}

}  // namespace

bool ExportSource::sameStage(const ExportSource& other) const {
  return scene == other.scene && gaussians == other.gaussians && edits == other.edits &&
         std::equal(props.begin(), props.end(), other.props.begin(), other.props.end(), sameProp);
}

ExportSource exportSource(const Workspace& workspace) {
  const Project& project = workspace.document.project();
  ExportSource source;
  if (const Version* version = project.shownVersion()) {
    source.scene = version->scene;
    source.gaussians = version->gaussians;
  }
  if (source.gaussians && project.editedVersion == project.shown) source.edits = project.edits;
  std::copy_if(project.props.begin(), project.props.end(), std::back_inserter(source.props),
               [](const Prop& prop) { return prop.visible; });
  source.animation = project.animation;
  source.span = workspace.view.span();
  source.freeCamera = workspace.view.camera();
  source.clipTime = workspace.view.clipTime();
  source.up = project.settings.up;
  source.background = project.settings.background;
  return source;
}

std::shared_ptr<const scene::GaussianScene> editedGaussians(const ExportSource& source) {
  if (!source.gaussians)
    throw Error(ErrorCode::badInput, tr("The project shows no Gaussians. Reconstruct them, or open a version that has some."));
  if (source.edits.empty()) return source.gaussians;
  std::vector<const scene::Edit*> edits;
  edits.reserve(source.edits.size());
  for (const auto& edit : source.edits) edits.push_back(edit.get());
  auto edited = std::make_shared<const scene::GaussianScene>(scene::applyEdits(*source.gaussians, edits).scene);
  if (edited->gaussians.count() == 0)
    throw Error(ErrorCode::badInput, tr("The edits leave no Gaussian, so there is nothing to export. Undo one of them."));
  return edited;
}

jobs::RenderStage openExportStage(const ExportSource& source, bool neural) {
  const auto gaussians = neural || !source.gaussians ? nullptr : editedGaussians(source);
  jobs::RendererRequest request;
  request.renderer = neural ? "neural" : "vulkan";
  return jobs::openStage(source.scene, gaussians.get(), request, neural ? nullptr : readProps(source.props));
}

jobs::Clip exportClip(const jobs::RenderStage& stage, const ExportSource& source, const ExportSettings& settings) {
  using Range = ExportSettings::Range;
  jobs::ClipStage made = stage.stage;
  made.span = {source.span.first, source.span.last};
  made.animation = source.animation;
  made.freeCamera = source.freeCamera;
  if (settings.range != Range::inOut) {
    made.animation->in = 0;
    made.animation->out = source.animation.length;
  }
  jobs::ClipRequest request;
  request.camera = "animation";
  request.size = settings.size;
  request.fps = settings.fps > 0 ? settings.fps : source.animation.fps;
  if (settings.format == QLatin1String("gif")) request.fps = std::min(*request.fps, media::kFastestGif);
  jobs::Clip clip = jobs::planClip(made, request);
  if (settings.range != Range::frame) return clip;
  const double last = static_cast<double>(clip.views.size() - 1);
  const double frame = std::clamp(std::round(source.clipTime * clip.fps), 0.0, last);
  const std::pair range(frame / clip.fps, (frame + 1) / clip.fps);
  return jobs::part(std::move(clip), range);
}

}  // namespace fsm::desktop
