#include "reconstruction/scene/splat_files/splat_file.h"

#include <array>
#include <cctype>
#include <new>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"

namespace fsm::scene {

namespace {

std::string lowerExtension(const std::filesystem::path& path) {
  std::string out = path.extension().string();
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::vector<std::unique_ptr<const SplatFormat>> allFormats() {
  std::vector<std::unique_ptr<const SplatFormat>> out;
  // What has a signature first; the headerless ones, which go by their names, last.
  out.push_back(makeCompressedPlyFormat());
  out.push_back(makePlyFormat());
  out.push_back(makeSpzFormat());
  out.push_back(makeGltfFormat());
  out.push_back(makeSogFormat());
  out.push_back(makeKsplatFormat());
  out.push_back(makeDotSplatFormat());
  return out;
}

void checkDrawable(const GaussianScene& scene, const SplatInput& input) {
  scene.gaussians.check();
  if (scene.gaussians.count() == 0) throw Error(ErrorCode::badInput, input.name() + " holds no Gaussians. Choose another file.");
  for (int64_t i = 0; i < scene.gaussians.count(); ++i)
    if (scene.gaussians.isDrawable(i)) return;
  throw damagedFile(input.name(), "none of its Gaussians can be drawn");
}

}  // namespace

std::string SplatInput::name() const { return quoted(path.filename()); }
std::string SplatInput::extension() const { return lowerExtension(path); }

bool SplatInput::startsWith(std::string_view magic) const {
  return bytes.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin(), [](char a, uint8_t b) { return static_cast<uint8_t>(a) == b; });
}

const std::vector<std::unique_ptr<const SplatFormat>>& splatFormats() {
  static const std::vector<std::unique_ptr<const SplatFormat>> formats = allFormats();
  return formats;
}

bool hasSplatExtension(const std::filesystem::path& path) {
  constexpr std::array<std::string_view, 7> kExtensions{".ply", ".spz", ".splat", ".ksplat", ".sog", ".glb", ".gltf"};
  return std::find(kExtensions.begin(), kExtensions.end(), lowerExtension(path)) != kExtensions.end();
}

GaussianScene readSplats(const SplatInput& input) try {
  for (const auto& format : splatFormats()) {
    if (!format->recognises(input)) continue;
    GaussianScene scene = format->read(input);
    checkDrawable(scene, input);
    return scene;
  }
  if (input.bytes.empty()) throw Error(ErrorCode::fileDamaged, input.name() + " is empty. Get it again.");
  if (hasSplatExtension(input.path))
    throw Error(ErrorCode::fileDamaged, input.name() + " is damaged, or not what its name says. Get it again.");
  throw Error(
      ErrorCode::badInput,
      input.name() + " is no splat file that this program knows. Give a .ply, .spz, .splat, .ksplat, .glb or .gltf file.");
} catch (const std::bad_alloc&) {
  throw Error(ErrorCode::outOfMemory,
              "There is not enough memory to read " + input.name() + ". Close other programs and try again.");
}

GaussianScene readSplatFile(const std::filesystem::path& path) { return readSplats({path, readBinaryFile(path)}); }

void writeSplatFile(const std::filesystem::path& path, const GaussianScene& scene) {
  const std::string extension = lowerExtension(path);
  if (extension != ".ply" && extension != ".spz")
    throw Error(ErrorCode::unsupported, "Gaussians are written as .ply or .spz, not as " +
                                            (extension.empty() ? "a file without extension" : extension) +
                                            ". Give a name that ends in one of them.");
  writeFileAtomically(path, extension == ".ply" ? encodePly(scene) : encodeSpz(scene));
}

}  // namespace fsm::scene
