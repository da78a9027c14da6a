#include "reconstruction/capture/poses/pose_estimate.h"

#include <algorithm>

#include "reconstruction/capture/import/subset.h"
#include "reconstruction/capture/poses/camera_motion.h"
#include "reconstruction/capture/poses/colmap_reconstruction.h"
#include "reconstruction/capture/poses/lens_guess.h"
#include "reconstruction/capture/poses/picture_masks.h"
#include "reconstruction/capture/poses/pose_capture.h"
#include "reconstruction/capture/poses/pose_words.h"
#include "reconstruction/capture/poses/scratch_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/log.h"

namespace fsm::poses {
namespace {

/// Below this share of registered frames another try with what moves left out is worth its time.
constexpr double kGoodShare = 0.6;
constexpr double kLeastShare = 0.2;
constexpr size_t kFewestFrames = 3;
/// Masks that hide less cannot change anything.
constexpr double kWorthwhileMotion = 0.005;
/// Of a still camera in a rig this many frames are compared with the other cameras'.
constexpr size_t kStillPictures = 3;

std::vector<media::GreyPicture> greysOf(const std::vector<PosePicture>& pictures, int camera) {
  std::vector<media::GreyPicture> out;
  for (const PosePicture& picture : pictures)
    if (picture.id.camera == camera) out.push_back(picture.grey);
  return out;
}

LookedAt lookedAt(const Capture& capture, const std::vector<PosePicture>& pictures) {
  LookedAt out;
  for (size_t c = 0; c < capture.cameras.size(); ++c) {
    const std::vector<media::GreyPicture> greys = greysOf(pictures, static_cast<int>(c));
    out.still.push_back(!isUnordered(capture.cameras[c]) && standsStill(greys));
    out.frames.emplace_back();
  }
  for (const PosePicture& picture : pictures) out.frames[static_cast<size_t>(picture.id.camera)].push_back(picture.id.frame);
  return out;
}

/// Of still cameras only some pictures, spread over the clip: they all show the same still things.
std::vector<PosePicture> telling(std::vector<PosePicture> pictures, const LookedAt& looked) {
  std::vector<PosePicture> out;
  std::vector<size_t> seen(looked.frames.size(), 0);
  for (PosePicture& picture : pictures) {
    const auto camera = static_cast<size_t>(picture.id.camera);
    const size_t position = seen[camera]++, count = looked.frames[camera].size();
    bool taken = !looked.still[camera] || count <= kStillPictures;
    for (size_t k = 0; !taken && k < kStillPictures; ++k) taken = position == k * (count - 1) / (kStillPictures - 1);
    if (taken) out.push_back(std::move(picture));
  }
  return out;
}

std::vector<MotionMask> motionMasks(const std::vector<PosePicture>& pictures, size_t cameras, Progress& progress) {
  std::vector<MotionMask> out;
  for (size_t c = 0; c < cameras; ++c) {
    progress.advance(static_cast<double>(c), static_cast<double>(cameras));
    std::vector<MotionMask> part = findMotion(greysOf(pictures, static_cast<int>(c)));
    std::move(part.begin(), part.end(), std::back_inserter(out));
  }
  return out;
}

bool isUseful(const Reconstruction& found, size_t pictures) {
  const size_t registered = found.estimated_from_camera.size();
  return registered >= kFewestFrames && static_cast<double>(registered) >= kLeastShare * static_cast<double>(pictures);
}

/// One try, and where it registers few frames another without what moves: the better of the two.
struct Tries {
  Reconstruction found;
  bool motionMasked = false;
};
Tries reconstruct(const Capture& capture, const std::vector<PosePicture>& pictures, const PoseOptions& options,
                  const ColmapProgram& colmap, const ColmapWork& work, Progress& progress, double share) {
  const std::vector<double> focalRatios = guessFocalRatios(capture, options.fieldOfView);
  const GivenMasks given = options.masks.empty() ? GivenMasks() : GivenMasks(options.masks, capture);
  if (given.any()) writePictureMasks(pictures, given, {}, work.masks(), progress);
  Tries out{reconstructCameras(colmap, work, capture, pictures, focalRatios, progress, 0.8 * share)};
  const auto registered = static_cast<double>(out.found.estimated_from_camera.size());
  log().debug("COLMAP registered {} of {} pictures", registered, pictures.size());
  if (!options.findMotion || registered >= kGoodShare * static_cast<double>(pictures.size())) return out;
  progress.stage("Leaving out what moves", 0.02 * share);
  const std::vector<MotionMask> motion = motionMasks(pictures, capture.cameras.size(), progress);
  work.clear();
  const double hidden = writePictureMasks(pictures, given, motion, work.masks(), progress);
  log().debug("{:.1f} % of the pictures move against the rest", 100 * hidden);
  if (hidden < kWorthwhileMotion) return out;
  Reconstruction second = reconstructCameras(colmap, work, capture, pictures, focalRatios, progress, 0.18 * share);
  out.motionMasked = true;
  if (second.estimated_from_camera.size() > out.found.estimated_from_camera.size()) out.found = std::move(second);
  return out;
}

}  // namespace

PoseEstimate estimatePoses(const Capture& unposed, const PoseOptions& options, Progress& progress, double share) {
  validate(unposed);
  if (options.frames < 2)
    throw Error(ErrorCode::badInput, "Poses are estimated from at least two frames. Choose a larger number.");
  if (unposed.cameras.size() == 1 && unposed.cameras.front().frameCount() == 1) return staticPoses(unposed, options);
  const ScratchFolder scratch;
  const ColmapProgram colmap = ColmapProgram::find(scratch.path());
  const ColmapWork work{scratch.path()};
  progress.stage("Choosing sharp frames", 0.15 * share);
  std::vector<PosePicture> pictures =
      writePosePictures(unposed, pictureWindows(unposed, options), options.longSide, work.images(), progress);
  const LookedAt looked = lookedAt(unposed, pictures);
  if (unposed.cameras.size() == 1 && looked.still.front()) {
    PoseEstimate still = staticPoses(unposed, options);
    still.capture.notes.emplace_back("The camera does not move in this clip.");
    return still;
  }
  pictures = telling(std::move(pictures), looked);
  const Tries tries = reconstruct(unposed, pictures, options, colmap, work, progress, 0.85 * share);
  if (!isUseful(tries.found, pictures.size())) throw poseFailure(frameStates(unposed, looked, tries.found), tries.motionMasked);
  PoseEstimate out = capturedBy(unposed, looked, tries.found, options);
  if (tries.motionMasked)
    out.capture.notes.emplace_back("What moves against the rest was left out when the cameras were placed.");
  return out;
}

PoseEstimate staticPoses(const Capture& unposed, const PoseOptions& options) {
  validate(unposed);
  if (unposed.cameras.size() != 1)
    throw Error(ErrorCode::badInput, "One camera can be taken as static, but there are " +
                                         std::to_string(unposed.cameras.size()) +
                                         ". Where they stand to each other is estimated (--poses estimate), or given as a file.");
  PoseEstimate out;
  out.staticCamera = true;
  out.world.scale = options.world.scale;
  out.capture = unposed;
  out.capture.plan.reset();
  eraseUnposedNote(out.capture);
  CaptureCamera& camera = out.capture.cameras.front();
  out.frames.push_back({camera.name, camera.times, std::vector<FrameState>(camera.times.size(), FrameState::registered)});
  if (!options.wanted.empty()) camera = selectFrames(camera, options.wanted.front());
  const bool lensKnown = camera.intrinsics.fx > 0 && !options.fieldOfView;
  if (!lensKnown) {
    const ImageSize size = camera.intrinsics.size;
    const double focal = guessFocalRatios(unposed, options.fieldOfView).front() * std::max(size.width, size.height);
    camera.intrinsics = {size, focal, focal, 0.5 * size.width, 0.5 * size.height};
    camera.frameIntrinsics.clear();
  }
  camera.world_from_camera = {staticPose()};
  out.capture.notes.emplace_back(
      "One static camera: there is no parallax that would tell depth, so that the scene can be seen from about where it was "
      "filmed "
      "and at any of its moments, but hardly from the side.");
  if (!lensKnown) out.capture.notes.emplace_back("The focal length was guessed (--field-of-view corrects it).");
  validate(out.capture);
  return out;
}

}  // namespace fsm::poses
