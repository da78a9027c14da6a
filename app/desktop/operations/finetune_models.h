// The models that a project knows: the one that comes with the program, and those that its versions were made with. A fine-tuned
// model is a folder beside the project, and a model like any other.
#pragma once

#include <QString>
#include <filesystem>
#include <vector>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

struct KnownModel {
  QString name;
  std::filesystem::path path;  ///< as jobs::ModelRequest takes it; empty: the default model
  bool gaussians = true;       ///< it made some
};

/// The default model first, then others in the order of the versions.
std::vector<KnownModel> modelsOf(const Project& project);

/// Reconstructs the capture of the project with `model`, from as many frames of the size that the version read that is shown.
/// Returns the job; 0 where there is no capture (a message says so).
int reconstructWith(Workspace& workspace, const KnownModel& model);

}  // namespace fsm::desktop
