// Brings a capture into the range that the model knows, and its answers back: sizes to multiples of the patch, cameras turned
// upright in quarter turns towards the common up, exposure evened between cameras, poses and times normalised over the inputs.
#pragma once

#include <array>
#include <string>

#include "reconstruction/capture/capture.h"
#include "reconstruction/capture/normalise.h"

namespace fsm {

struct PrepareOptions {
  enum class Sizing {
    longSide,  ///< long side `longSide`, the other in proportion, both rounded to the nearest multiple of `patch`; full frame
    exact,     ///< `size` rounded to multiples of `patch`, full frame, turned cameras get it turned
    officialSquare  ///< cover-resize by max(w'/w, h'/h) to `size`, rounded, then centre crop with integer floor offsets
  };
  Sizing sizing = Sizing::longSide;
  int longSide = 256;  ///< 0: full size
  ImageSize size{256, 256};
  int patch = 8;
  bool upright = true;
  bool evenExposure = true;
  /// "256x144", "official" (256x256 square crop), "256" (long side), "native" (full size). Throws badInput.
  void parseSize(const std::string& text);
};

/// Multiplicative exposure of a place in the capture (per channel, applied to inputs as x * gain; outputs are divided by it).
struct ExposureGain {
  glm::dvec3 centre{0.0};  ///< normalised camera centre where it was measured
  glm::dvec3 forward{0.0, 0.0, 1.0};
  std::array<double, 3> gain{1, 1, 1};
};

/// What must be kept beside the fast weights to ask for views later: plain data, goes into the project file as JSON.
struct CapturePreparation {
  Normalisation normalisation;
  glm::dvec3 up{0, -1, 0};  ///< common up in the normalised frame
  bool upright = true;
  std::vector<ExposureGain> exposure;  ///< one a still camera, one a frame of a moving one; empty: none
  int patch = 8;
};

struct PreparedView {
  FrameId id;
  Image image;           ///< empty for a view that is only asked for
  Camera camera;         ///< of the prepared image: resized, turned, normalised pose
  double time = 0;       ///< normalised
  int quarterTurns = 0;  ///< the prepared image is the source image turned clockwise by this many
};

struct PreparedCapture {
  CapturePreparation preparation;
  std::vector<PreparedView> inputs;  ///< sorted by time
};

/// Reads, turns and resizes the frames `inputs` of a posed capture. Turns and gains are per camera, so that a camera's frames
/// stay alike. A capture of one camera is never turned: its roll is the film-maker's choice. Advances the caller's progress
/// stage.
PreparedCapture prepareInputs(const Capture& capture, std::span<const FrameId> inputs, const PrepareOptions& options,
                              Progress& progress);

/// Frames to append to what was prepared before: the frame of reference, time and exposure of `preparation` stay. `sizes`: for
/// each camera of the capture the size at which its frames are read, before turning. Throws like prepareInputs.
PreparedCapture prepareMore(const CapturePreparation& preparation, const Capture& capture, std::span<const FrameId> ids,
                            std::span<const ImageSize> sizes, Progress& progress);

/// The view that the model is asked for in place of `view` (capture world, seconds, any size): size rounded to the nearest
/// multiple of the patch with the intrinsics alongside, turned upright, normalised. `outputFor` takes the model's image back to
/// the size, orientation and exposure of `view`.
PreparedView prepareView(const CapturePreparation& preparation, const View& view);
Image outputFor(const CapturePreparation& preparation, const View& view, const PreparedView& prepared, Image&& rendered);

/// Quarter turns (clockwise) that bring each camera's image upright towards the common up, which is returned too.
/// Cameras that are upright within 45 degrees already stay as they are. The pose of a turned camera turns along.
std::vector<int> uprightTurns(std::span<const glm::dmat4> world_from_camera, glm::dvec3& up);

}  // namespace fsm
