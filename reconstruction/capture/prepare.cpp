#include "reconstruction/capture/prepare.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "reconstruction/capture/exposure.h"
#include "reconstruction/capture/upright.h"
#include "reconstruction/core/error.h"

namespace fsm {
namespace {

[[noreturn]] void refuse(const std::string& sentence) { throw Error(ErrorCode::badInput, sentence); }

/// Larger pictures than the image readers take are refused before memory is.
constexpr int kLargestSide = 16384;

int toMultiple(double length, int patch) { return std::max(1, static_cast<int>(std::lround(length / patch))) * patch; }

ImageSize toMultiple(ImageSize size, int patch) { return {toMultiple(size.width, patch), toMultiple(size.height, patch)}; }

void checkOptions(const PrepareOptions& options) {
  if (options.patch < 1 || options.patch > 256)
    refuse("The patch size " + std::to_string(options.patch) + " is not possible. Use the model's own.");
  const bool badSide = options.longSide < 0 || options.longSide > kLargestSide;
  const bool badSize = options.size.width < 1 || options.size.height < 1 || options.size.width > kLargestSide ||
                       options.size.height > kLargestSide;
  if ((options.sizing == PrepareOptions::Sizing::longSide && badSide) ||
      (options.sizing != PrepareOptions::Sizing::longSide && badSize))
    refuse("That image size is not possible. Ask for a width and height between 1 and " + std::to_string(kLargestSide) + ".");
}

/// From a source image to the model's, before turning: resize, then cut.
struct Fit {
  ImageSize resized;
  int left = 0, top = 0;
  ImageSize cut;
  Intrinsics intrinsics;

  Image apply(Image&& image) const {
    Image out = image.size == resized ? std::move(image) : resize(image, resized);
    return cut == resized ? out : crop(out, left, top, cut);
  }
};

/// The official preprocessing: both focal lengths scale by the one cover factor, although the resized size is rounded.
Fit coverFit(const Intrinsics& source, ImageSize size) {
  const double factor =
      std::max(static_cast<double>(size.width) / source.size.width, static_cast<double>(size.height) / source.size.height);
  Fit fit;
  fit.resized = {std::max(size.width, static_cast<int>(std::lround(source.size.width * factor))),
                 std::max(size.height, static_cast<int>(std::lround(source.size.height * factor)))};
  fit.left = (fit.resized.width - size.width) / 2;
  fit.top = (fit.resized.height - size.height) / 2;
  fit.cut = size;
  fit.intrinsics = {size, source.fx * factor, source.fy * factor, source.cx * factor - fit.left, source.cy * factor - fit.top};
  return fit;
}

Fit fitFor(const Intrinsics& source, const PrepareOptions& options) {
  if (options.sizing == PrepareOptions::Sizing::officialSquare) return coverFit(source, toMultiple(options.size, options.patch));
  ImageSize size = options.size;
  if (options.sizing == PrepareOptions::Sizing::longSide) {
    const double longest = std::max(source.size.width, source.size.height);
    const double factor = options.longSide > 0 ? options.longSide / longest : 1.0;
    size = {toMultiple(source.size.width * factor, options.patch), toMultiple(source.size.height * factor, options.patch)};
  } else {
    size = toMultiple(size, options.patch);
  }
  return {size, 0, 0, size, resized(source, size)};
}

std::vector<FrameId> sortedInputs(const Capture& capture, std::span<const FrameId> inputs) {
  if (inputs.empty()) refuse("There is no input frame. Choose at least one.");
  std::vector<FrameId> ids(inputs.begin(), inputs.end());
  for (FrameId id : ids) {
    const bool exists = id.camera >= 0 && id.camera < static_cast<int>(capture.cameras.size()) && id.frame >= 0 &&
                        id.frame < capture.cameras[id.camera].frameCount();
    if (!exists) refuse("A frame that the capture does not have was chosen as input. Choose frames that it has.");
    if (!capture.cameras[id.camera].posed())
      refuse("Camera '" + capture.cameras[id.camera].name +
             "' has no poses. Import it again with its poses (fsm import SOURCE -o FOLDER --poses FILE).");
  }
  std::sort(ids.begin(), ids.end(),
            [&](FrameId a, FrameId b) { return capture.time(a) != capture.time(b) ? capture.time(a) < capture.time(b) : a < b; });
  return ids;
}

Normalisation normalise(const Capture& capture, std::span<const FrameId> ids) {
  std::vector<glm::dmat4> poses;
  std::vector<Seconds> times;
  for (FrameId id : ids) {
    poses.push_back(capture.camera(id).world_from_camera);
    times.push_back(capture.time(id));
  }
  Normalisation out = normalisePoses(poses);
  normaliseTimes(out, times);
  return out;
}

/// Quarter turns for each camera that gives inputs; finds the common up on the way, each camera with one vote.
std::map<int, int> turnCameras(const Capture& capture, std::span<const FrameId> ids, CapturePreparation& preparation) {
  std::map<int, std::vector<glm::dmat4>> byCamera;
  for (FrameId id : ids)
    byCamera[id.camera].push_back(preparation.normalisation.normalisedPose(capture.camera(id).world_from_camera));
  std::vector<glm::dmat4> poses;
  std::vector<double> weights;
  for (const auto& [camera, own] : byCamera) {
    poses.insert(poses.end(), own.begin(), own.end());
    weights.insert(weights.end(), own.size(), 1.0 / static_cast<double>(own.size()));
  }
  if (byCamera.size() < 2) {
    preparation.upright = false;
    preparation.up = glm::dvec3(0.0, -1.0, 0.0);  // of the normalised frame: the mean over the camera's own poses
  } else {
    preparation.up = commonUp(poses, weights);
  }
  std::map<int, int> turns;
  for (const auto& [camera, own] : byCamera) turns[camera] = preparation.upright ? quarterTurnsTowards(own, preparation.up) : 0;
  return turns;
}

void evenExposure(const Capture& capture, const std::map<int, ColourSum>& sums, PreparedCapture& prepared) {
  if (sums.size() < 2) return;
  std::vector<ColourSum> list;
  std::map<int, size_t> position;
  for (const auto& [camera, sum] : sums) {
    position[camera] = list.size();
    list.push_back(sum);
  }
  const auto gains = evenGains(list);
  std::map<int, bool> entered;
  for (PreparedView& view : prepared.inputs) {
    const auto& gain = gains[position[view.id.camera]];
    multiply(view.image, gain);
    const bool still = capture.cameras[view.id.camera].world_from_camera.size() == 1;
    if (still && entered[view.id.camera]) continue;
    entered[view.id.camera] = true;
    prepared.preparation.exposure.push_back(
        {glm::dvec3(view.camera.world_from_camera[3]), glm::dvec3(view.camera.world_from_camera[2]), gain});
  }
}

void checkView(const CapturePreparation& preparation, const View& view) {
  const Intrinsics& k = view.camera.intrinsics;
  if (preparation.patch < 1) refuse("The scene's patch size is not possible. Reconstruct it again.");
  if (k.size.width < 1 || k.size.height < 1 || k.size.width > kLargestSide || k.size.height > kLargestSide)
    refuse("A view of " + std::to_string(k.size.width) + " x " + std::to_string(k.size.height) +
           " pixels is not possible. Ask for 1 to " + std::to_string(kLargestSide) + " a side.");
  const bool finite = std::isfinite(k.cx) && std::isfinite(k.cy) && std::isfinite(k.fx) && std::isfinite(k.fy);
  if (!finite || k.fx <= 0 || k.fy <= 0)
    refuse("A view has a focal length or centre that is no positive number. Correct its camera.");
  if (!isRigid(view.camera.world_from_camera))
    refuse("A view has a pose that is not a rotation and a translation of finite numbers. Correct its camera.");
  if (!std::isfinite(view.time)) refuse("A view has a time that is not a number. Correct it.");
}

}  // namespace

void PrepareOptions::parseSize(const std::string& text) {
  const auto number = [&](std::string_view part) {
    int value = 0;
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (failed != std::errc{} || end != part.data() + part.size() || value < 1 || value > kLargestSide)
      refuse("The size '" + text +
             "' is not understood. Write WIDTHxHEIGHT such as 256x144, the long side such as 256, official, or native.");
    return value;
  };
  if (text == "official") {
    sizing = Sizing::officialSquare;
    size = {256, 256};
  } else if (text == "native") {
    sizing = Sizing::longSide;
    longSide = 0;
  } else if (const size_t x = text.find('x'); x != std::string::npos) {
    size = {number(std::string_view(text).substr(0, x)), number(std::string_view(text).substr(x + 1))};
    sizing = Sizing::exact;
  } else {
    longSide = number(text);
    sizing = Sizing::longSide;
  }
}

PreparedCapture prepareInputs(const Capture& capture, std::span<const FrameId> inputs, const PrepareOptions& options,
                              Progress& progress) {
  checkOptions(options);
  const std::vector<FrameId> ids = sortedInputs(capture, inputs);
  PreparedCapture out;
  CapturePreparation& preparation = out.preparation;
  preparation.normalisation = normalise(capture, ids);
  preparation.upright = options.upright;
  preparation.patch = options.patch;
  const std::map<int, int> turns = turnCameras(capture, ids, preparation);

  out.inputs.resize(ids.size());
  std::map<int, ColourSum> sums;
  visitFrames(
      capture, ids,
      [&](size_t i, Image&& image) {
        const Fit fit = fitFor(capture.cameras[ids[i].camera].intrinsicsOf(ids[i].frame), options);
        const glm::dmat4 pose = preparation.normalisation.normalisedPose(capture.camera(ids[i]).world_from_camera);
        const int turn = turns.at(ids[i].camera);
        Image fitted = fit.apply(std::move(image));
        if (options.evenExposure) sums[ids[i].camera].add(fitted);
        out.inputs[i] = {ids[i], fsm::turn(fitted, turn), turned({fit.intrinsics, pose}, turn),
                         preparation.normalisation.normalisedTime(capture.time(ids[i])), turn};
      },
      progress);
  evenExposure(capture, sums, out);
  return out;
}

PreparedCapture prepareMore(const CapturePreparation& preparation, const Capture& capture, std::span<const FrameId> frames,
                            std::span<const ImageSize> sizes, Progress& progress) {
  const std::vector<FrameId> ids = sortedInputs(capture, frames);
  if (sizes.size() != capture.cameras.size())
    throw Error(ErrorCode::internal, "Sizes were not given for each camera of the capture.");
  PreparedCapture out{preparation, std::vector<PreparedView>(ids.size())};
  visitFrames(
      capture, ids,
      [&](size_t i, Image&& image) {
        Camera camera = capture.camera(ids[i]);
        camera.intrinsics = resized(camera.intrinsics, sizes[static_cast<size_t>(ids[i].camera)]);
        PreparedView view = prepareView(preparation, {camera, capture.time(ids[i])});
        view.id = ids[i];
        const bool sideways = view.quarterTurns % 2 != 0;
        const ImageSize size = view.camera.intrinsics.size;
        Image fitted = resize(image, sideways ? ImageSize{size.height, size.width} : size);
        multiply(fitted, gainAt(preparation.exposure, preparation.normalisation.normalisedPose(camera.world_from_camera)));
        view.image = turn(fitted, view.quarterTurns);
        out.inputs[i] = std::move(view);
      },
      progress);
  return out;
}

PreparedView prepareView(const CapturePreparation& preparation, const View& view) {
  checkView(preparation, view);
  const Intrinsics& k = view.camera.intrinsics;
  const glm::dmat4 pose = preparation.normalisation.normalisedPose(view.camera.world_from_camera);
  PreparedView out;
  out.quarterTurns = preparation.upright ? quarterTurnsTowards({&pose, 1}, preparation.up) : 0;
  out.camera = turned({resized(k, toMultiple(k.size, preparation.patch)), pose}, out.quarterTurns);
  out.time = preparation.normalisation.normalisedTime(view.time);
  return out;
}

Image outputFor(const CapturePreparation& preparation, const View& view, const PreparedView& prepared, Image&& rendered) {
  if (rendered.size != prepared.camera.intrinsics.size)
    throw Error(ErrorCode::internal, "The model's image has not the size that was asked for.");
  Image out = prepared.quarterTurns % 4 == 0 ? std::move(rendered) : turn(rendered, 4 - prepared.quarterTurns % 4);
  if (out.size != view.camera.intrinsics.size) out = resize(out, view.camera.intrinsics.size);
  std::array<double, 3> gain =
      gainAt(preparation.exposure, preparation.normalisation.normalisedPose(view.camera.world_from_camera));
  for (double& g : gain) g = 1 / g;
  multiply(out, gain);
  return out;
}

}  // namespace fsm
