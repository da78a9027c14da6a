#include <algorithm>
#include <array>
#include <string_view>

#include "reconstruction/core/error.h"
#include "renderer/mesh/gltf_buffers.h"
#include "renderer/mesh/mesh_claims.h"

namespace fsm::renderer {
namespace {

using nlohmann::json;

constexpr int kByte = 5121, kShort = 5123, kInt = 5125, kFloat = 5126;
constexpr int kMaxNodeDepth = 512;  // Assimp walks the tree recursively

class GltfCheck {
 public:
  GltfCheck(const GltfBuffers& file, const std::string& shownName) : file_(file), json_(file.document()), shownName_(shownName) {}

  void run() {
    checkVersion();
    checkExtensions();
    for (const json& mesh : file_.list(json_, "meshes"))
      for (const json& primitive : file_.list(mesh, "primitives")) checkPrimitive(primitive);
    for (const json& skin : file_.list(json_, "skins")) checkSkin(skin);
    for (const json& image : file_.list(json_, "images")) checkImage(image);
    checkNodes();
    for (const json& animation : file_.list(json_, "animations")) checkAnimation(animation);
  }

 private:
  Error unsupported(const std::string& what) const { return {ErrorCode::unsupported, "The model " + shownName_ + " " + what}; }

  void checkVersion() const {
    const auto asset = json_.find("asset");
    if (asset == json_.end() || !asset->is_object()) file_.fail("no asset");
    const auto version = asset->find("version");
    if (version == asset->end() || !version->is_string()) file_.fail("no version");
    if (!version->get_ref<const std::string&>().starts_with("2."))
      throw unsupported("is of another version than glTF 2. Export it as glTF 2.0.");
  }

  void checkExtensions() const {
    constexpr std::array<std::string_view, 2> kNeedless{"KHR_materials_unlit", "KHR_materials_pbrSpecularGlossiness"};
    for (const json& extension : file_.list(json_, "extensionsRequired")) {
      if (!extension.is_string()) file_.fail("an extension without a name");
      const auto& name = extension.get_ref<const std::string&>();
      const bool known = std::find(kNeedless.begin(), kNeedless.end(), name) != kNeedless.end();
      if (!known && !name.starts_with("KHR_materials_") && !name.starts_with("KHR_lights_"))
        throw unsupported("cannot be read without the glTF extension " + name + ". Export it without (no compression).");
    }
  }

  const GltfAccessor& accessor(const json& object, const char* name) const {
    return file_.accessors()[file_.index(object, name, file_.accessors().size(), true)];
  }

  /// Assimp copies the bytes of most attributes without looking at their type.
  void requireFloats(const GltfAccessor& accessor, int components, const std::string& what) const {
    if (accessor.components != components) file_.fail(what + " of a wrong type");
    if (accessor.componentType != kFloat) throw unsupported("has quantised vertices. Export it without compression.");
  }

  void checkAttribute(const std::string& name, const GltfAccessor& attribute, uint64_t count) const {
    if (attribute.count != count) file_.fail("attributes of different lengths");
    const bool floats = attribute.componentType == kFloat;
    const bool shorts = attribute.componentType == kByte || attribute.componentType == kShort;
    if (name == "POSITION" || name == "NORMAL") requireFloats(attribute, 3, name);
    if (name == "TANGENT") requireFloats(attribute, 4, name);
    if (name.starts_with("TEXCOORD_")) requireFloats(attribute, 2, name);
    if (name.starts_with("COLOR_") && (!(floats || shorts) || attribute.components < 3 || attribute.components > 4))
      file_.fail("colours of a wrong type");
    if (name.starts_with("JOINTS_") && (!shorts || attribute.components != 4)) file_.fail("joints of a wrong type");
    if (name.starts_with("WEIGHTS_") && (!(floats || shorts) || attribute.components != 4)) file_.fail("weights of a wrong type");
  }

  void checkPrimitive(const json& primitive) const {
    if (!primitive.is_object()) file_.fail("a primitive that is no object");
    const auto attributes = primitive.find("attributes");
    if (attributes == primitive.end() || !attributes->is_object() || !attributes->contains("POSITION"))
      file_.fail("a primitive without positions");
    const uint64_t count = accessor(*attributes, "POSITION").count;
    for (const auto& [name, ignored] : attributes->items()) checkAttribute(name, accessor(*attributes, name.c_str()), count);
    for (const json& target : file_.list(primitive, "targets")) {
      if (!target.is_object()) file_.fail("a shape key that is no object");
      for (const auto& [name, ignored] : target.items()) {
        if (accessor(target, name.c_str()).count != count) file_.fail("a shape key of another length");
        requireFloats(accessor(target, name.c_str()), 3, "a shape key");
      }
    }
    if (primitive.contains("indices")) checkVertexIndices(accessor(primitive, "indices"), count);
  }

  void checkVertexIndices(const GltfAccessor& indices, uint64_t count) const {
    const int type = indices.componentType;
    if (indices.components != 1 || (type != kByte && type != kShort && type != kInt)) file_.fail("indices of a wrong type");
    for (uint64_t i = 0; i < indices.count; ++i)
      if (indices.integer(i, 0) >= count) file_.fail("an index past the vertices");
  }

  /// Assimp looks for the slash of a media type and does not ask whether there is one.
  void checkImage(const json& image) const {
    if (!image.is_object()) file_.fail("an image that is no object");
    const auto requireSlash = [this](std::string_view type) {
      if (type.find('/') == std::string_view::npos) file_.fail("an image of no media type");
    };
    if (const auto type = image.find("mimeType"); type != image.end()) {
      if (!type->is_string()) file_.fail("a media type that is no text");
      requireSlash(type->get_ref<const std::string&>());
    }
    if (const auto uri = image.find("uri"); uri != image.end()) {
      if (!uri->is_string()) file_.fail("a uri that is no text");
      const std::string_view text = uri->get_ref<const std::string&>();
      if (text.starts_with("data:")) requireSlash(text.substr(0, text.find_first_of(";,")));
    }
    if (image.contains("bufferView")) file_.index(image, "bufferView", file_.list(json_, "bufferViews").size(), true);
  }

  void checkSkin(const json& skin) const {
    const json& joints = file_.list(skin, "joints");
    if (joints.empty()) file_.fail("a skin without joints");
    requireNodes(joints);
    // Assimp falls over such skins, although glTF allows them.
    if (!skin.contains("inverseBindMatrices"))
      throw unsupported("has a skin without inverse bind matrices. Export it again with the mesh bound to its skeleton.");
    const GltfAccessor& matrices = accessor(skin, "inverseBindMatrices");
    requireFloats(matrices, 16, "inverse bind matrices");
    if (matrices.count < joints.size()) file_.fail("fewer bind matrices than joints");
  }

  void requireNodes(const json& numbers) const {
    const size_t nodes = file_.list(json_, "nodes").size();
    for (const json& number : numbers)
      if (!number.is_number_unsigned() || number.get<uint64_t>() >= nodes) file_.fail("a node that is not there");
  }

  /// The joint numbers of a mesh against the skin that a node gives it.
  void checkSkinned(const json& mesh, size_t joints) const {
    for (const json& primitive : file_.list(mesh, "primitives"))
      for (const auto& [name, ignored] : primitive["attributes"].items()) {
        if (!name.starts_with("JOINTS_")) continue;
        const GltfAccessor& numbers = accessor(primitive["attributes"], name.c_str());
        for (uint64_t i = 0; i < numbers.count; ++i)
          for (int c = 0; c < 4; ++c)
            if (numbers.integer(i, c) >= joints) file_.fail("a joint that is not there");
      }
  }

  void checkNodes() const {
    const json &nodes = file_.list(json_, "nodes"), &meshes = file_.list(json_, "meshes"), &skins = file_.list(json_, "skins");
    std::vector<int64_t> parent(nodes.size(), -1);
    for (size_t n = 0; n < nodes.size(); ++n) {
      const uint64_t mesh = file_.index(nodes[n], "mesh", meshes.size(), false);
      const uint64_t skin = file_.index(nodes[n], "skin", skins.size(), false);
      if (mesh < meshes.size() && skin < skins.size()) checkSkinned(meshes[mesh], file_.list(skins[skin], "joints").size());
      const json& children = file_.list(nodes[n], "children");
      requireNodes(children);
      for (const json& child : children) {
        int64_t& above = parent[child.get<size_t>()];
        if (above >= 0) file_.fail("a node with two parents");
        above = static_cast<int64_t>(n);
      }
    }
    for (size_t n = 0; n < nodes.size(); ++n) {
      int depth = 0;
      for (auto above = static_cast<int64_t>(n); above >= 0; above = parent[above])
        if (++depth > kMaxNodeDepth) file_.fail("nodes in a ring, or nested deeper than 512");
    }
    for (const json& scene : file_.list(json_, "scenes")) requireNodes(file_.list(scene, "nodes"));
  }

  void checkAnimation(const json& animation) const {
    const json& samplers = file_.list(animation, "samplers");
    for (const json& sampler : samplers) {
      requireFloats(accessor(sampler, "input"), 1, "times");
      if (accessor(sampler, "output").componentType != kFloat) throw unsupported("has quantised keys. Export it without.");
    }
    for (const json& channel : file_.list(animation, "channels")) {
      const json& sampler = samplers.at(file_.index(channel, "sampler", samplers.size(), true));
      const auto target = channel.find("target");
      if (target == channel.end() || !target->is_object()) file_.fail("a channel without a target");
      file_.index(*target, "node", file_.list(json_, "nodes").size(), false);
      const auto path = target->find("path");
      if (path == target->end() || !path->is_string()) file_.fail("a channel without a path");
      checkKeys(sampler, path->get_ref<const std::string&>());
    }
  }

  void checkKeys(const json& sampler, const std::string& path) const {
    const auto interpolation = sampler.find("interpolation");
    const uint64_t valuesPerKey = interpolation != sampler.end() && *interpolation == "CUBICSPLINE" ? 3 : 1;
    const GltfAccessor &input = accessor(sampler, "input"), &output = accessor(sampler, "output");
    const int components = path == "rotation" ? 4 : path == "weights" ? 1 : 3;
    if (output.components != components) file_.fail("keys of a wrong type");
    const bool enough = path == "weights" ? output.count >= input.count : output.count == input.count * valuesPerKey;
    if (!enough) file_.fail("fewer values than keys");
  }

  const GltfBuffers& file_;
  const json& json_;
  std::string shownName_;
};

}  // namespace

void checkGltfClaims(const std::filesystem::path& path, std::span<const uint8_t> file, const std::string& shownName) {
  const GltfBuffers buffers(path, file, shownName);
  try {
    GltfCheck(buffers, shownName).run();
  } catch (const json::exception& error) {
    buffers.fail(error.what());
  }
}

}  // namespace fsm::renderer
