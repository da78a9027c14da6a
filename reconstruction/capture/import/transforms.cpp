#include "reconstruction/capture/import/transforms.h"

#include <set>

#include "reconstruction/capture/import/json_reading.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::import {
namespace {

namespace fs = std::filesystem;
using Role = PosedFrame::Role;

bool isFile(const fs::path& path) {
  std::error_code failed;
  return fs::is_regular_file(path, failed);
}

/// A field of the frame, else of the whole file.
class Fields {
 public:
  Fields(const Json& frame, const Json& file, std::string where) : frame_(frame), file_(file), where_(std::move(where)) {}

  const Json* find(const char* key) const {
    if (frame_.contains(key) && !frame_[key].is_null()) return &frame_[key];
    return file_.contains(key) && !file_[key].is_null() ? &file_[key] : nullptr;
  }
  std::optional<double> value(const char* key) const {
    const Json* found = find(key);
    return found ? std::optional(number(*found, where_ + ": " + key)) : std::nullopt;
  }
  double valueOr(const char* key, double otherwise) const { return value(key).value_or(otherwise); }
  const std::string& where() const { return where_; }

 private:
  const Json& frame_;
  const Json& file_;
  std::string where_;
};

FileIntrinsics readIntrinsics(const Fields& fields) {
  FileIntrinsics k;
  k.fx = fields.value("fl_x");
  k.fy = fields.value("fl_y");
  k.cx = fields.value("cx");
  k.cy = fields.value("cy");
  k.angleX = fields.value("camera_angle_x");
  k.angleY = fields.value("camera_angle_y");
  const Json *w = fields.find("w"), *h = fields.find("h");
  if (w && h) k.size = {wholeNumber(*w, 1, 65536, fields.where() + ": w"), wholeNumber(*h, 1, 65536, fields.where() + ": h")};
  return k;
}

/// Coefficients in nerfstudio's order k1 k2 k3 k4 p1 p2, from the list or from their own keys.
std::array<double, 6> readCoefficients(const Fields& fields) {
  std::array<double, 6> k{};
  if (const Json* list = fields.find("distortion_params")) {
    if (!list->is_array() || list->size() > k.size())
      throw Error(ErrorCode::unsupported,
                  fields.where() + ": distortion_params must be a list of up to 6 numbers. Undistort the images first.");
    for (size_t i = 0; i < list->size(); ++i) k[i] = number((*list)[i], fields.where() + ": distortion_params");
    return k;
  }
  const char* names[6] = {"k1", "k2", "k3", "k4", "p1", "p2"};
  for (int i = 0; i < 6; ++i) k[i] = fields.valueOr(names[i], 0.0);
  return k;
}

Distortion readDistortion(const Fields& fields) {
  const auto k = readCoefficients(fields);
  const Json* model = fields.find("camera_model");
  const std::string name = model && model->is_string() ? model->get<std::string>() : "OPENCV";
  const Json* flag = fields.find("is_fisheye");
  const std::set<std::string> known{"OPENCV", "PINHOLE",        "SIMPLE_PINHOLE", "SIMPLE_RADIAL",
                                    "RADIAL", "OPENCV_FISHEYE", "PERSPECTIVE"};
  if (!known.contains(name))
    throw Error(ErrorCode::unsupported, fields.where() + " has the camera model " + name +
                                            ", which is not read. Convert the capture to OPENCV or PINHOLE.");
  Distortion out;
  if (name == "OPENCV_FISHEYE" || (flag && flag->is_boolean() && flag->get<bool>())) {
    out.model = Distortion::Model::fisheye;
    out.k = {k[0], k[1], k[2], k[3]};
    return out;
  }
  if (name == "PINHOLE" || name == "SIMPLE_PINHOLE" || k == std::array<double, 6>{}) return out;
  // The fourth radial coefficient of this format multiplies r^8; OpenCV's fourth stands in a denominator.
  if (k[3] != 0)
    throw Error(ErrorCode::unsupported,
                fields.where() + " has a k4, which is only read for fisheye lenses. Undistort the images first.");
  out.model = Distortion::Model::opencv;
  out.k = {k[0], k[1], k[4], k[5], k[2]};
  return out;
}

PosedFrame readFrame(const Json& json, const Json& file, size_t position, const fs::path& path) {
  if (!json.is_object())
    throw Error(ErrorCode::fileDamaged,
                "Frame " + std::to_string(position) + " of " + quoted(path) + " is no object. Export it again.");
  PosedFrame frame;
  frame.name = requiredText(json, "file_path", "Frame " + std::to_string(position) + " of " + quoted(path));
  if (frame.name.starts_with("./")) frame.name.erase(0, 2);
  const Fields fields(json, file, "Frame '" + frame.name + "'");
  if (!json.contains("transform_matrix"))
    throw Error(ErrorCode::fileDamaged,
                fields.where() + " lacks 'transform_matrix', its camera-to-world matrix. Export the file again.");
  frame.world_from_camera = fromOpenGl(rigidMatrix(json["transform_matrix"], fields.where()));
  frame.intrinsics = readIntrinsics(fields);
  frame.distortion = readDistortion(fields);
  for (const char* key : {"time", "timestamp"})
    if (!frame.time && json.contains(key) && !json[key].is_null()) frame.time = requiredNumber(json, key, fields.where());
  if (json.contains("frame_idx")) frame.index = wholeNumber(json["frame_idx"], 0, 1 << 30, fields.where() + ": frame_idx");
  return frame;
}

/// Roles from nerfstudio's lists of file names: training files are inputs, test files (else validation files) targets.
void applySplits(const Json& file, PosedFrames& out, size_t first) {
  const auto names = [&](const char* key) {
    std::set<std::string> set;
    if (file.contains(key) && file[key].is_array())
      for (const Json& name : file[key])
        if (name.is_string())
          set.insert(name.get<std::string>().starts_with("./") ? name.get<std::string>().substr(2) : name.get<std::string>());
    return set;
  };
  const auto train = names("train_filenames");
  auto test = names("test_filenames");
  if (test.empty()) test = names("val_filenames");
  for (size_t i = first; i < out.frames.size(); ++i) {
    PosedFrame& frame = out.frames[i];
    if (test.contains(frame.name)) frame.role = Role::target;
    if (train.contains(frame.name)) frame.role = Role::input;
  }
}

void readInto(const fs::path& path, Role role, PosedFrames& out) {
  const Json json = readJsonFile(path);
  const Json& frames = requiredList(json, "frames", quoted(path));
  if (const auto fps = optionalNumber(json, "fps", quoted(path)); fps && *fps > 0) out.fps = fps;
  const size_t first = out.frames.size();
  for (size_t i = 0; i < frames.size(); ++i) {
    out.frames.push_back(readFrame(frames[i], json, i, path));
    out.frames.back().role = role;
  }
  if (role == Role::unsaid) applySplits(json, out, first);
}

}  // namespace

bool acceptsTransforms(const fs::path& source) {
  if (isFile(source / "transforms.json") || isFile(source / "transforms_train.json")) return true;
  if (source.extension() != ".json" || !isFile(source)) return false;
  return headOf(source).find("\"transform_matrix\"") != std::string::npos;
}

PosedFrames readTransforms(const fs::path& source) {
  PosedFrames out;
  const bool folder = !isFile(source);
  const fs::path root = folder ? source : source.parent_path();
  out.source = folder && isFile(source / "transforms.json") ? source / "transforms.json" : source;
  out.name = fs::absolute(root / ".").parent_path().filename().string();
  out.searchFolders = {root, root / "images"};
  if (isFile(out.source)) {
    readInto(out.source, Role::unsaid, out);
    return out;
  }
  readInto(source / "transforms_train.json", Role::input, out);
  if (isFile(source / "transforms_test.json"))
    readInto(source / "transforms_test.json", Role::target, out);
  else if (isFile(source / "transforms_val.json"))
    readInto(source / "transforms_val.json", Role::target, out);
  return out;
}

}  // namespace fsm::import
