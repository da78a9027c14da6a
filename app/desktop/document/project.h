// What an artist's project is made of, as a value: cheap to copy (large parts are shared and never change), so that undo keeps
// whole projects and workers read one while the window goes on with the next.
#pragma once

#include <filesystem>
#include <glm/glm.hpp>
#include <memory>
#include <string>
#include <vector>

#include "app/animation/animation.h"
#include "app/jobs/scene_io.h"
#include "reconstruction/scene/edits.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::desktop {

/// A result of a reconstruction, a refinement or a fine-tuning, or a splat file. Immutable once it is made.
struct Version {
  std::string name;                                       ///< unique in the project: "feed-forward", "refined", "refined 2"
  std::shared_ptr<const jobs::Scene> scene;               ///< capture, plan, memory; null: of a splat file
  std::shared_ptr<const scene::GaussianScene> gaussians;  ///< null: only the image decoder shows it
  std::string report;                                     ///< JSON: what it scored and cost; may be empty
  std::string createdUtc;                                 ///< ISO 8601
};

/// A mesh that stands in the scene.
struct Prop {
  std::string name;
  std::filesystem::path file;
  glm::dmat4 world_from_model{1.0};
  int clip = -1;  ///< of its animation; -1: rest pose
  Seconds start = 0;
  double speed = 1;
  bool visible = true;
};

/// How the scene is looked at and moved about in: kept in the project, undone like the rest.
struct SceneSettings3D {
  glm::dvec3 up{0, -1, 0};  ///< unit, world
  bool showGrid = false;
  bool showFrusta = true;
  glm::vec3 background{0.09f};  ///< display-referred, behind what is transparent
};

struct Project {
  std::shared_ptr<const Capture> capture;                 ///< null: nothing imported (a splat file, an empty project)
  std::vector<Version> versions;                          ///< oldest first
  std::string shown;                                      ///< name of the version that is shown; empty: none
  std::vector<std::shared_ptr<const scene::Edit>> edits;  ///< of the shown Gaussians, in order; non-destructive
  std::string editedVersion;                              ///< version that `edits` belong to
  animation::Animation animation;
  std::vector<Prop> props;
  SceneSettings3D settings;

  const Version* version(const std::string& name) const;
  const Version* shownVersion() const { return version(shown); }
  /// First and last moment that can be shown, seconds; {0, 0} for an empty project. Without footage all Gaussians are looked at:
  /// `ViewState::span` keeps the answer.
  std::pair<Seconds, Seconds> span() const;
  /// A name that no version has: `wanted`, else "wanted 2", ...
  std::string freeVersionName(const std::string& wanted) const;
};

}  // namespace fsm::desktop
