// cameras.txt and images.txt.
#include <sstream>

#include "reconstruction/capture/import/colmap_model.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

bool isContent(const std::string& line) {
  const size_t first = line.find_first_not_of(" \t\r");
  return first != std::string::npos && line[first] != '#';
}

[[noreturn]] void damaged(const std::filesystem::path& file, int line) {
  throw Error(ErrorCode::fileDamaged,
              "Line " + std::to_string(line) + " of " + quoted(file) + " is not as COLMAP writes it. Export the model again.");
}

/// The words of a line as numbers. Streams do not read "nan": such a word ends the line early, which the caller refuses.
template <class T>
T word(std::istringstream& in, const std::filesystem::path& file, int line) {
  T value;
  if (!(in >> value)) damaged(file, line);
  return value;
}

void readCameras(const std::filesystem::path& file, ColmapModel& model) {
  std::istringstream lines(readTextFile(file));
  std::string text;
  for (int line = 1; std::getline(lines, text); ++line) {
    if (!isContent(text)) continue;
    std::istringstream in(text);
    const auto id = word<uint32_t>(in, file, line);
    const std::string where = "Camera " + std::to_string(id) + " of " + quoted(file);
    ColmapCamera camera;
    camera.model = colmapModelId(word<std::string>(in, file, line), where);
    camera.size.width = word<int>(in, file, line);
    camera.size.height = word<int>(in, file, line);
    if (camera.size.width < 1 || camera.size.height < 1 || camera.size.width > 65536 || camera.size.height > 65536)
      damaged(file, line);
    for (int p = 0; p < colmapModelKind(camera.model, where).params; ++p) camera.params.push_back(word<double>(in, file, line));
    model.cameras[id] = std::move(camera);
  }
}

void readImages(const std::filesystem::path& file, ColmapModel& model) {
  std::istringstream lines(readTextFile(file, uint64_t{4} << 30));
  std::string text;
  for (int line = 1; std::getline(lines, text); ++line) {
    if (!isContent(text)) continue;
    std::istringstream in(text);
    ColmapImage image;
    word<uint32_t>(in, file, line);
    for (double& q : image.rotation) q = word<double>(in, file, line);
    for (int a = 0; a < 3; ++a) image.translation[a] = word<double>(in, file, line);
    image.camera = word<uint32_t>(in, file, line);
    in >> std::ws;
    std::getline(in, image.name);  // names may hold spaces
    while (!image.name.empty() && (image.name.back() == '\r' || image.name.back() == ' ')) image.name.pop_back();
    if (image.name.empty()) damaged(file, line);
    model.images.push_back(std::move(image));
    // The image's points stand on the next line, which may be empty.
    if (std::getline(lines, text)) ++line;
  }
}

}  // namespace

ColmapModel readColmapText(const std::filesystem::path& folder) {
  ColmapModel model;
  readCameras(folder / "cameras.txt", model);
  readImages(folder / "images.txt", model);
  return model;
}

}  // namespace fsm::import
