#include "reconstruction/capture/poses/colmap_steps.h"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <cstdio>
#include <thread>

#include "reconstruction/capture/poses/scratch_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::poses {
namespace {

namespace fs = std::filesystem;

/// Measured on a clip of 4 s (README of this folder): more features cost time in proportion and register no more frames.
constexpr int kFeatures = 1200;
/// From this size on the finest octave, made by doubling the picture, holds mostly noise and costs two thirds of the time.
constexpr int kLargePicture = 800;
constexpr size_t kPairsPerRun = 80;

std::string threads() { return std::to_string(std::clamp(std::thread::hardware_concurrency(), 1u, 32u)); }

void ignore(const std::string&) {}

}  // namespace

void ColmapWork::clear() const {
  std::error_code ignored;
  fs::remove(database(), ignored);
  fs::remove_all(sparse(), ignored);
  fs::remove_all(masks(), ignored);
}

void extractFeatures(const ColmapProgram& colmap, const ColmapWork& work, const std::vector<PosePicture>& pictures,
                     const std::vector<double>& focalRatios, Progress& progress) {
  size_t before = 0;
  for (size_t camera = 0; camera < focalRatios.size(); ++camera) {
    std::string names;
    size_t count = 0;
    bool large = false;
    for (const PosePicture& picture : pictures) {
      if (picture.id.camera != static_cast<int>(camera)) continue;
      names += picture.name + "\n";
      large = large || std::max(picture.size.width, picture.size.height) >= kLargePicture;
      ++count;
    }
    if (count == 0) continue;
    // One run a camera: all its frames share intrinsics, and other cameras have others.
    const fs::path list = work.root / "pictures.txt";
    writeFileAtomically(list, names);
    std::vector<std::string> arguments{"--database_path",
                                       work.database(),
                                       "--image_path",
                                       work.images(),
                                       "--image_list_path",
                                       list,
                                       "--ImageReader.single_camera",
                                       "1",
                                       "--ImageReader.camera_model",
                                       "SIMPLE_RADIAL",
                                       "--ImageReader.default_focal_length_factor",
                                       fmt::format("{}", focalRatios[camera]),
                                       "--SiftExtraction.use_gpu",
                                       "0",
                                       "--SiftExtraction.num_threads",
                                       threads(),
                                       "--SiftExtraction.max_num_features",
                                       std::to_string(kFeatures),
                                       "--SiftExtraction.first_octave",
                                       large ? "0" : "-1"};
    if (fs::is_directory(work.masks())) arguments.insert(arguments.end(), {"--ImageReader.mask_path", work.masks()});
    colmap.require("feature_extractor", arguments, progress, [&](const std::string& line) {
      int done = 0, total = 0;
      if (std::sscanf(line.c_str(), "Processed file [%d/%d]", &done, &total) == 2)
        progress.advance(static_cast<double>(before) + done, static_cast<double>(pictures.size()));
    });
    before += count;
  }
}

void matchFeatures(const ColmapProgram& colmap, const ColmapWork& work, const std::vector<PosePicture>& pictures,
                   std::span<const std::pair<int, int>> pairs, Progress& progress) {
  // It tells of a step once in 1225 pairs only: smaller runs show progress.
  for (size_t first = 0; first < pairs.size(); first += kPairsPerRun) {
    progress.advance(static_cast<double>(first), static_cast<double>(pairs.size()));
    std::string lines;
    for (const auto& [a, b] : pairs.subspan(first, std::min(kPairsPerRun, pairs.size() - first)))
      lines += pictures[static_cast<size_t>(a)].name + " " + pictures[static_cast<size_t>(b)].name + "\n";
    const fs::path list = work.root / "pairs.txt";
    writeFileAtomically(list, lines);
    colmap.require(
        "matches_importer",
        {"--database_path", work.database(), "--match_list_path", list, "--match_type", "pairs", "--SiftMatching.use_gpu", "0",
         "--SiftMatching.num_threads", threads(), "--SiftMatching.max_num_trials", "2000"},
        progress, ignore);
  }
  progress.advance(1, 1);
}

void mapCameras(const ColmapProgram& colmap, const ColmapWork& work, size_t pictures, Progress& progress) {
  makeFolder(work.sparse());
  int most = 0;
  // Bundle adjustment over everything is most of the time: done when the model has grown by 30 %, and to a precision that the
  // last digits of a pixel do not need.
  const ChildResult result = colmap.run("mapper",
                                        {"--database_path",
                                         work.database(),
                                         "--image_path",
                                         work.images(),
                                         "--output_path",
                                         work.sparse(),
                                         "--Mapper.num_threads",
                                         threads(),
                                         "--Mapper.min_model_size",
                                         "3",
                                         "--Mapper.max_num_models",
                                         "8",
                                         "--Mapper.ba_global_images_ratio",
                                         "1.3",
                                         "--Mapper.ba_global_points_ratio",
                                         "1.3",
                                         "--Mapper.ba_global_max_num_iterations",
                                         "25",
                                         "--Mapper.ba_global_max_refinements",
                                         "2",
                                         "--Mapper.ba_global_function_tolerance",
                                         "0.000001",
                                         "--Mapper.ba_local_function_tolerance",
                                         "0.000001"},
                                        progress, [&](const std::string& line) {
                                          int image = 0, registered = 0;
                                          if (std::sscanf(line.c_str(), "Registering image #%d (%d)", &image, &registered) != 2)
                                            return;
                                          most = std::max(most, registered);
                                          progress.advance(most, static_cast<double>(pictures));
                                        });
  // It ends with a failure where no two pictures fit together, which is an answer.
  if (result.signal != 0)
    throw Error(ErrorCode::internal, "COLMAP broke off while it placed the cameras. Try again with fewer frames.", result.tail);
}

}  // namespace fsm::poses
