// glTF 2.0 with KHR_gaussian_splatting (release candidate of 2026): points with rotations (x, y, z, w), linear scales, opacities
// and harmonics as attributes. glTF is y-up with z towards the viewer; half a turn about x makes it a PLY's axes.
#include <array>
#include <cmath>

#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/splat_files/formats.h"
#include "reconstruction/scene/splat_files/gltf_document.h"
#include "reconstruction/scene/splat_files/gltf_nodes.h"
#include "reconstruction/scene/splat_files/spz_layout.h"
#include "reconstruction/scene/transform_gaussians.h"

namespace fsm::scene {

namespace {

using nlohmann::json;

constexpr const char* kExtension = "KHR_gaussian_splatting";
constexpr int kMaxDegree = 3;

/// The extension of a primitive, or null.
const json* extensionOf(const json& primitive) {
  if (!primitive.is_object()) return nullptr;
  const auto extensions = primitive.find("extensions");
  if (extensions == primitive.end() || !extensions->is_object()) return nullptr;
  const auto found = extensions->find(kExtension);
  return found == extensions->end() || !found->is_object() ? nullptr : &*found;
}

std::string attributeName(const std::string& name) { return std::string(kExtension) + ":" + name; }

std::string harmonicAttribute(int degree, int m) {
  return attributeName("SH_DEGREE_" + std::to_string(degree) + "_COEF_" + std::to_string(m));
}

/// One primitive's attributes by name.
class Attributes {
 public:
  Attributes(GltfDocument& document, const json& primitive) : document_(document) {
    const auto found = primitive.find("attributes");
    if (found == primitive.end() || !found->is_object()) throw damagedFile(document.name(), "Gaussians of it have no attributes");
    attributes_ = &*found;
    count_ = document.accessorCount(accessor("POSITION"));
  }

  uint64_t count() const { return count_; }
  bool has(const std::string& name) const { return attributes_->contains(name); }

  std::vector<float> read(const std::string& name, int components) {
    std::vector<float> out = document_.numbers(accessor(name), components);
    if (out.size() != count_ * static_cast<uint64_t>(components))
      throw damagedFile(document_.name(), "its attribute " + name + " has another count than the positions");
    return out;
  }

 private:
  int64_t accessor(const std::string& name) const {
    if (!has(name)) throw damagedFile(document_.name(), "Gaussians of it have no attribute " + name);
    return static_cast<int64_t>(document_.whole(*attributes_, name.c_str(), 0));
  }

  GltfDocument& document_;
  const json* attributes_ = nullptr;
  uint64_t count_ = 0;
};

int degreeOf(const Attributes& attributes) {
  int degree = 0;
  while (degree < kMaxDegree && attributes.has(harmonicAttribute(degree + 1, 0))) ++degree;
  return degree;
}

void readHarmonics(Attributes& attributes, Gaussians4D& out) {
  const auto each = 3 * static_cast<size_t>(out.coefficients());
  for (int degree = 0; degree <= out.shDegree; ++degree)
    for (int m = 0; m < 2 * degree + 1; ++m) {
      const std::vector<float> values = attributes.read(harmonicAttribute(degree, m), 3);
      const auto at = 3 * static_cast<size_t>(degree * degree + m);
      for (size_t i = 0; i < attributes.count(); ++i)
        for (size_t channel = 0; channel < 3; ++channel) out.sh[i * each + at + channel] = values[3 * i + channel];
    }
}

Gaussians4D readPrimitive(GltfDocument& document, const json& primitive) {
  Attributes attributes(document, primitive);
  Gaussians4D out;
  // The arrays of the file are read, and so checked against its size, before ours are made.
  out.position = attributes.read("POSITION", 3);
  const std::vector<float> scales = attributes.read(attributeName("SCALE"), 3);
  const std::vector<float> rotations = attributes.read(attributeName("ROTATION"), 4);
  const std::vector<float> opacities = attributes.read(attributeName("OPACITY"), 1);
  out.shDegree = degreeOf(attributes);
  out.resize(static_cast<int64_t>(attributes.count()), true);
  // A standard deviation is never negative: where one is, the file follows an earlier draft, which had logarithms.
  if (std::any_of(scales.begin(), scales.end(), [](float scale) { return scale < 0; }))
    out.logScale = scales;
  else
    std::transform(scales.begin(), scales.end(), out.logScale.begin(), logScaleOf);
  std::transform(opacities.begin(), opacities.end(), out.opacityLogit.begin(), logitOf);
  for (size_t i = 0; i < rotations.size(); i += 4) {
    out.rotation[i] = rotations[i + 3];
    std::copy_n(&rotations[i], 3, &out.rotation[i + 1]);
  }
  readHarmonics(attributes, out);
  return out;
}

void checkSupported(const json& extension, const std::string& name) {
  const auto compressed = extension.find("extensions");
  if (compressed != extension.end() && compressed->is_object() && !compressed->empty())
    throw Error(ErrorCode::unsupported, name + " compresses its Gaussians (" + compressed->begin().key() +
                                            "), which this program does not read. Export it uncompressed, or as .spz.");
  const std::string kernel = extension.value("kernel", json("ellipse")).is_string() ? extension.value("kernel", "ellipse") : "";
  if (kernel != "ellipse")
    throw Error(ErrorCode::unsupported, name + " draws its Gaussians with another kernel than ellipses. Export it with those.");
}

ColourEncoding colourSpaceOf(const json& extension) {
  const auto found = extension.find("colorSpace");
  return found != extension.end() && *found == "lin_rec709_display" ? ColourEncoding::linear : ColourEncoding::display;
}

class GltfFormat : public SplatFormat {
 public:
  bool recognises(const SplatInput& input) const override {
    return input.startsWith("glTF") || ((input.extension() == ".gltf" || input.extension() == ".glb") && !input.bytes.empty());
  }

  GaussianScene read(const SplatInput& input) const override {
    GltfDocument document(input);
    GaussianScene scene;
    bool first = true;
    for (const PlacedMesh& placed : placedMeshes(document)) {
      const json& mesh = document.entry("meshes", placed.mesh);
      if (!mesh.contains("primitives") || !mesh["primitives"].is_array()) continue;
      for (const json& primitive : mesh["primitives"]) {
        const json* extension = extensionOf(primitive);
        if (!extension) continue;
        checkSupported(*extension, document.name());
        if (first) scene.colourSpace = colourSpaceOf(*extension);
        first = false;
        add(scene, document, primitive, *extension, placed);
      }
    }
    if (first)
      throw Error(ErrorCode::unsupported, input.name() + " is a glTF file without Gaussians (" + kExtension +
                                              "). Give one that a Gaussian splatting program exported.");
    transformGaussians(scene.gaussians, {rubFromRdf(), glm::dvec3(0)});
    return scene;
  }

 private:
  static void add(GaussianScene& scene, GltfDocument& document, const json& primitive, const json& extension,
                  const PlacedMesh& placed) {
    Gaussians4D part = readPrimitive(document, primitive);
    // Many nodes may show one mesh: a small file could still ask for any number of Gaussians.
    if (static_cast<uint64_t>(scene.gaussians.count() + part.count()) > document.bufferBytes())
      throw damagedFile(document.name(), "it shows the same Gaussians too often");
    transformGaussians(part, {glm::dmat3(placed.scene_from_mesh), glm::dvec3(placed.scene_from_mesh[3])});
    convertColours(part, colourSpaceOf(extension), scene.colourSpace);
    appendAnyDegree(scene.gaussians, std::move(part));
  }
};

}  // namespace

std::unique_ptr<const SplatFormat> makeGltfFormat() { return std::make_unique<GltfFormat>(); }

}  // namespace fsm::scene
