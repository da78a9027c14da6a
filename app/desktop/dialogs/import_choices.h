// What an artist decides about footage before it becomes a scene, as a value: what the import panel edits, and what jobs and the
// estimate are made of.
#pragma once

#include <string>
#include <vector>

#include "app/desktop/operations/import_flow.h"
#include "app/jobs/import_estimate.h"

namespace fsm::desktop {

struct ImportChoices {
  enum class Keep { automatic, count, rate };                           ///< which frames
  enum class Poses { found, estimate, still };                          ///< where cameras come from
  enum class Up { found, first, right, left, ahead, behind, flipped };  ///< which direction of the found world is up

  Seconds from = 0, to = 0;  ///< on the clock that all cameras have (onOneClock)
  Keep keep = Keep::automatic;
  int count = 40;        ///< a camera
  double rate = 10;      ///< frames a second
  bool sharpest = true;  ///< of neighbours
  Poses poses = Poses::estimate;
  int poseFrames = poses::PoseOptions{}.frames;  ///< looked at where cameras are estimated, over all cameras
  std::vector<bool> inputs;                      ///< one a camera: the model reads it
  std::vector<sync::CameraOffset> offsets;       ///< one a camera of several videos; else empty
  int longSide = jobs::kDefaultReadSize;         ///< at which the model reads
  int reads = jobs::kDefaultInputs;              ///< frames that it reads
  bool gaussians = true;
  int64_t budget = jobs::kDefaultGaussianBudget;
  std::string device = "auto";
  Up up = Up::found;
  double scale = 1;
  bool lookFirst = false;  ///< stop when the cameras are known
};

/// With what suits most footage.
ImportChoices defaultChoices(const Footage& footage);

/// Several videos of one event, whose clocks have to be brought together.
bool hasOwnClocks(const Footage& footage);
/// The capture with the offsets of `choices`: times as the import will have them.
Capture onOneClock(const Footage& footage, const ImportChoices& choices);

/// Times between in and out, and of those the ones that are kept, increasing. Of `capture` as onOneClock makes it. What is
/// kept is a forecast: the sharpest of neighbours is only known once frames were looked at.
std::vector<Seconds> timesInRange(const CaptureCamera& camera, const ImportChoices& choices);
std::vector<Seconds> keptTimes(const Capture& capture, size_t camera, const ImportChoices& choices, bool posed);

/// What jobs get.
ImportOrder orderOf(const Footage& footage, const Capture& capture, const ImportChoices& choices);
/// What the estimate gets.
jobs::ImportWork workOf(const Footage& footage, const Capture& capture, const ImportChoices& choices, int patch);

/// The direction of the found world that is up; `capture` is posed (only asked for Up::first).
glm::dvec3 upDirection(ImportChoices::Up up, const Capture* capture);

}  // namespace fsm::desktop
