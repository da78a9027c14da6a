// From dropped footage to a scene that can be looked at: what it is, then jobs one after the other that bring it in and
// reconstruct it.
#pragma once

#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/jobs/import_job.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::desktop {

/// Sources as they lie on the disk, not decoded.
struct Footage {
  std::vector<std::filesystem::path> sources;  ///< one of any kind, or several videos of one event
  std::shared_ptr<const Capture> capture;      ///< each camera on its own clock
  std::string posesName;                       ///< the file or folder that knows the cameras; empty: nothing does
  bool sound = false;                          ///< some of the videos have sound
};

/// Opens and indexes `sources` on a worker. `failed` gets the sentence; a file that is no footage is named in it. Returns the
/// job.
int lookAtFootage(Workspace& workspace, const QStringList& sources, std::function<void(const Footage&)> done,
                  std::function<void(const Error&)> failed);

/// Listens to several videos of one event, on a worker: one offset a camera, `given` ones as they are. Returns the job.
int findOffsets(Workspace& workspace, const Footage& footage, const sync::GivenOffsets& given,
                std::function<void(const std::vector<sync::CameraOffset>&)> done);

/// What is to be done with footage.
struct ImportOrder {
  jobs::ImportRequest request;  ///< its folder is chosen when it is written
  bool inPlace = false;         ///< the source has cameras and is used as it is: nothing is written
  jobs::ReconstructOptions reconstruct;
};

/// Brings the footage into the project that is open, which is empty: one job, one step of undo. `done` gets what was estimated,
/// `failed` what went wrong; the project is as it was then, and also when the job was cancelled. `dataFolder`: where captures go
/// that cannot lie beside their footage. Returns the job.
int bringIn(Workspace& workspace, const ImportOrder& order, const std::filesystem::path& dataFolder,
            std::function<void(const std::optional<poses::PoseEstimate>&)> done, std::function<void(const Error&)> failed);

/// Turns and scales what was imported and not reconstructed yet, as one step of undo: `up` (world, any length but zero) becomes
/// the direction (0, -1, 0), lengths grow by `scale`. Nothing to turn or to scale: no step.
void adjustWorld(Workspace& workspace, const glm::dvec3& up, double scale);

}  // namespace fsm::desktop
