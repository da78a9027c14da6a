#include "app/desktop/operations/finetune_models.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/operations/reconstruct.h"
#include "app/desktop/operations/refine_estimate.h"

namespace fsm::desktop {

std::vector<KnownModel> modelsOf(const Project& project) {
  std::vector<KnownModel> models{{QCoreApplication::translate("fsm::desktop", "The program's own"), {}, true}};
  for (const Version& version : project.versions) {
    if (!version.scene || version.scene->settings.modelPath.empty()) continue;
    const jobs::SceneSettings& settings = version.scene->settings;
    auto known = std::ranges::find(models, settings.modelPath, &KnownModel::path);
    if (known == models.end())
      known = models.insert(known, {QString::fromStdString(settings.model), settings.modelPath, version.gaussians != nullptr});
    known->gaussians = known->gaussians || version.gaussians;
  }
  return models;
}

int reconstructWith(Workspace& workspace, const KnownModel& model) {
  jobs::ReconstructOptions options;
  options.model.model = model.path.string();
  options.gaussians = model.gaussians;
  const Version* shown = workspace.document.project().shownVersion();
  if (shown && shown->scene) {
    options.inputs = std::to_string(shown->scene->plan.inputs.size());
    if (const int side = longSideOf(*shown->scene); side > 0) options.size = std::to_string(side);
  }
  return reconstruct(workspace, options);
}

}  // namespace fsm::desktop
