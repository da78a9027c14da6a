#include "renderer/mesh/mesh_conversion.h"

#include <assimp/GltfMaterial.h>
#include <assimp/material.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "reconstruction/core/srgb.h"
#include "renderer/mesh/mesh_clips.h"
#include "renderer/mesh/mesh_nodes.h"
#include "renderer/mesh/mesh_parts.h"
#include "renderer/mesh/mesh_textures.h"

namespace fsm::renderer {
namespace {

constexpr uint64_t kMaxVertices = uint64_t{64} << 20;
constexpr size_t kMaxNodes = size_t{1} << 20;

Error tooLarge(const std::string& shownName) {
  return {ErrorCode::unsupported,
          "The model " + shownName + " has more than 64 million vertices or a million nodes. Simplify it."};
}

void checkMesh(const aiMesh& mesh, const aiScene& scene, const std::string& shownName) {
  if (mesh.mMaterialIndex >= scene.mNumMaterials) throw damagedModel(shownName, "a material that is not there");
  if (mesh.mNumVertices > 0 && !mesh.mVertices) throw damagedModel(shownName, "a mesh without positions");
  for (unsigned f = 0; f < mesh.mNumFaces; ++f)
    for (unsigned i = 0; i < mesh.mFaces[f].mNumIndices; ++i)
      if (mesh.mFaces[f].mIndices[i] >= mesh.mNumVertices)
        throw damagedModel(shownName, "a face with a vertex that is not there");
  for (unsigned b = 0; b < mesh.mNumBones; ++b)
    for (unsigned w = 0; w < mesh.mBones[b]->mNumWeights; ++w)
      if (mesh.mBones[b]->mWeights[w].mVertexId >= mesh.mNumVertices)
        throw damagedModel(shownName, "a bone with a vertex that is not there");
}

TextureWrap wrapOf(int mode) {
  if (mode == aiTextureMapMode_Mirror) return TextureWrap::mirror;
  return mode == aiTextureMapMode_Clamp || mode == aiTextureMapMode_Decal ? TextureWrap::clamp : TextureWrap::repeat;
}

/// Nodes in an order in which parents come first, and what finds them by name. No recursion: a hostile file may be deep.
class SceneConversion {
 public:
  SceneConversion(const aiScene& scene, MeshFormat format, const std::filesystem::path& folder, const std::string& shownName)
      : scene_(scene), format_(format), shownName_(shownName), textures_(scene, folder, model_) {}

  MeshModel convert() {
    model_.metresPerUnit = metresPerUnitOf(scene_, format_);
    NodeList list = convertNodes(scene_, shownName_);
    model_.nodes = std::move(list.nodes);
    for (unsigned m = 0; m < scene_.mNumMaterials; ++m) model_.materials.push_back(convertMaterial(*scene_.mMaterials[m]));
    convertParts(list.index);
    for (unsigned a = 0; a < scene_.mNumAnimations; ++a)
      model_.clips.push_back(convertClip(*scene_.mAnimations[a], list.index, model_.nodes));
    return std::move(model_);
  }

 private:
  glm::vec4 baseColour(const aiMaterial& material) const {
    aiColor4D colour(1, 1, 1, 1);
    const bool linear = format_ == MeshFormat::gltf;
    if (material.Get(AI_MATKEY_BASE_COLOR, colour) != AI_SUCCESS) material.Get(AI_MATKEY_COLOR_DIFFUSE, colour);
    glm::vec4 out(colour.r, colour.g, colour.b, linear ? colour.a : 1);
    float opacity = 1;
    if (!linear && material.Get(AI_MATKEY_OPACITY, opacity) == AI_SUCCESS) out.a = opacity;
    for (int c = 0; c < 4; ++c) {
      out[c] = std::isfinite(out[c]) ? std::clamp(out[c], 0.0f, 1.0f) : 1.0f;
      if (!linear && c < 3) out[c] = static_cast<float>(linearFromSrgb(out[c]));
    }
    return out;
  }

  float alphaCutoff(const aiMaterial& material, const glm::vec4& colour) const {
    constexpr float kHalf = 0.5f;
    if (format_ != MeshFormat::gltf) return colour.a < 1 ? kHalf : 0;
    aiString mode;
    if (material.Get(AI_MATKEY_GLTF_ALPHAMODE, mode) != AI_SUCCESS || mode == aiString("OPAQUE")) return 0;
    float cutoff = kHalf;
    if (mode == aiString("MASK") && material.Get(AI_MATKEY_GLTF_ALPHACUTOFF, cutoff) == AI_SUCCESS && std::isfinite(cutoff))
      return std::clamp(cutoff, 1e-6f, 2.0f);
    return kHalf;
  }

  void findTexture(const aiMaterial& material, MeshMaterial& out) {
    for (const aiTextureType type : {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE}) {
      aiString reference;
      if (material.GetTexture(type, 0, &reference) != AI_SUCCESS || reference.length == 0) continue;
      out.texture = textures_.texture(reference.C_Str());
      int mode = aiTextureMapMode_Wrap;
      if (material.Get(AI_MATKEY_MAPPINGMODE_U(type, 0), mode) == AI_SUCCESS) out.wrapU = wrapOf(mode);
      mode = aiTextureMapMode_Wrap;
      if (material.Get(AI_MATKEY_MAPPINGMODE_V(type, 0), mode) == AI_SUCCESS) out.wrapV = wrapOf(mode);
      constexpr int kGlNearest = 9728;
      int filter = 0;
      out.nearest = material.Get(AI_MATKEY_GLTF_MAPPINGFILTER_MAG(type, 0), filter) == AI_SUCCESS && filter == kGlNearest;
      return;
    }
  }

  MeshMaterial convertMaterial(const aiMaterial& material) {
    MeshMaterial out;
    out.name = material.GetName().C_Str();
    out.baseColour = baseColour(material);
    out.alphaCutoff = alphaCutoff(material, out.baseColour);
    // Only glTF says what one-sided means; models of the other formats are full of faces turned the wrong way.
    int twoSided = 0;
    out.doubleSided = format_ != MeshFormat::gltf || (material.Get(AI_MATKEY_TWOSIDED, twoSided) == AI_SUCCESS && twoSided != 0);
    int shading = 0;
    out.unlit = material.Get(AI_MATKEY_SHADING_MODEL, shading) == AI_SUCCESS && shading == aiShadingMode_Unlit;
    findTexture(material, out);
    return out;
  }

  unsigned uvChannel(const aiMaterial& material) const {
    int channel = 0;
    for (const aiTextureType type : {aiTextureType_BASE_COLOR, aiTextureType_DIFFUSE})
      if (material.GetTextureCount(type) > 0 && material.Get(AI_MATKEY_UVWSRC(type, 0), channel) == AI_SUCCESS) break;
    return channel >= 0 && channel < AI_MAX_NUMBER_OF_TEXTURECOORDS ? static_cast<unsigned>(channel) : 0;
  }

  void convertParts(const NodeIndex& index) {
    std::vector<int> holder(scene_.mNumMeshes, 0);
    for (size_t n = model_.nodes.size(); n > 0; --n)
      for (const int part : model_.nodes[n - 1].parts) holder[part] = static_cast<int>(n - 1);
    bool shapeKeys = false, triangles = false;
    for (unsigned m = 0; m < scene_.mNumMeshes; ++m) {
      const aiMesh& mesh = *scene_.mMeshes[m];
      const unsigned channel = uvChannel(*scene_.mMaterials[mesh.mMaterialIndex]);
      model_.parts.push_back(convertPart(mesh, {index, holder[m], channel, format_ != MeshFormat::gltf, shownName_}));
      shapeKeys = shapeKeys || mesh.mNumAnimMeshes > 0;
      triangles = triangles || !model_.parts.back().indices.empty();
    }
    if (!triangles) throw damagedModel(shownName_, "no face has finite corners");
    if (shapeKeys) model_.notes.emplace_back("The model's shape keys are not animated: it keeps its basic shape.");
  }

  const aiScene& scene_;
  MeshFormat format_;
  std::string shownName_;
  MeshModel model_;
  MeshTextures textures_;
};

}  // namespace

void checkScene(const aiScene& scene, const std::string& shownName) {
  if (!scene.mRootNode) throw damagedModel(shownName, "no root node");
  uint64_t vertices = 0;
  for (unsigned m = 0; m < scene.mNumMeshes; ++m) {
    checkMesh(*scene.mMeshes[m], scene, shownName);
    vertices += scene.mMeshes[m]->mNumVertices;
  }
  std::vector<const aiNode*> waiting{scene.mRootNode};
  size_t nodes = 0;
  while (!waiting.empty()) {
    const aiNode* node = waiting.back();
    waiting.pop_back();
    ++nodes;
    for (unsigned m = 0; m < node->mNumMeshes; ++m)
      if (node->mMeshes[m] >= scene.mNumMeshes) throw damagedModel(shownName, "a node with a mesh that is not there");
    for (unsigned c = 0; c < node->mNumChildren; ++c) waiting.push_back(node->mChildren[c]);
  }
  if (vertices > kMaxVertices || nodes > kMaxNodes) throw tooLarge(shownName);
}

MeshModel convertScene(const aiScene& scene, MeshFormat format, const std::filesystem::path& folder,
                       const std::string& shownName) {
  return SceneConversion(scene, format, folder, shownName).convert();
}

}  // namespace fsm::renderer
