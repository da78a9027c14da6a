// Choosing input and target frames. Never a frame in both lists.
#pragma once

#include <string>

#include "reconstruction/capture/capture.h"

namespace fsm {

/// What is held out of a capture: a whole camera, or every Nth moment (moments N/2, N/2 + N, ... of every camera).
struct Holdout {
  std::string camera;  ///< name; empty when `every` is set
  int every = 0;
  /// "cam3" or "every:8". Throws badInput for anything else.
  static Holdout parse(const std::string& text);
};

/// Inputs for a reconstruction. "cam0,cam1": these cameras, all frames, spread to at most `limit`; "every:N": each Nth moment of
/// every camera; "N": N frames spread evenly over cameras and moments. Empty: `limit` spread evenly.
struct InputChoice {
  std::vector<std::string> cameras;
  int every = 0;
  int count = 0;
  static InputChoice parse(const std::string& text);
};

/// `count` of `candidates` spread evenly: camera by camera in turn, evenly over each camera's moments (with offsets between
/// cameras so that moments differ where cameras are many). All of them when there are no more than `count`.
std::vector<FrameId> spreadEvenly(const Capture& capture, std::vector<FrameId> candidates, int count);

FramePlan planReconstruction(const Capture& capture, const InputChoice& choice, int limit);
/// Inputs: `inputs` spread evenly over the cameras and moments that are not held out. Targets: at most `targets` held-out frames
/// spread evenly.
FramePlan planEvaluation(const Capture& capture, const Holdout& holdout, int inputs, int targets);

/// Index into `inputs` of the frame closest in time, ties (within 1e-6 s) by distance of the camera centres.
int nearestInput(const Capture& capture, std::span<const FrameId> inputs, FrameId target);

}  // namespace fsm
