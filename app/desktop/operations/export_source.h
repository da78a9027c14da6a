// What is exported: the project as it is in the window, unsaved edits included, taken at one moment so that work on it goes on
// undisturbed.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/operations/export_settings.h"
#include "app/jobs/render_stage.h"

namespace fsm::desktop {

struct ExportSource {
  std::shared_ptr<const jobs::Scene> scene;               ///< null: of a splat file
  std::shared_ptr<const scene::GaussianScene> gaussians;  ///< as they are stored; null: there are none
  std::vector<std::shared_ptr<const scene::Edit>> edits;  ///< of `gaussians`
  std::vector<Prop> props;                                ///< the visible ones
  animation::Animation animation;
  animation::SceneSpan span;
  Camera freeCamera;  ///< what is filmed with where the camera track is empty
  double clipTime = 0;
  glm::dvec3 up{0, -1, 0};
  glm::vec3 background{0};  ///< of the viewport

  ExportChoices choices() const { return {gaussians != nullptr, scene != nullptr}; }
  /// Whether both are drawn from the same: the stage of one can draw clips of the other.
  bool sameStage(const ExportSource& other) const;
};

ExportSource exportSource(const Workspace& workspace);

/// The Gaussians with the edits applied. Long: for a worker. Throws badInput without Gaussians, and as applying edits does.
std::shared_ptr<const scene::GaussianScene> editedGaussians(const ExportSource& source);

/// Something that draws the source. Long. Throws as jobs::openStage does, and what reading props throws.
jobs::RenderStage openExportStage(const ExportSource& source, bool neural);

/// The frames of the export. Throws badInput.
jobs::Clip exportClip(const jobs::RenderStage& stage, const ExportSource& source, const ExportSettings& settings);

}  // namespace fsm::desktop
