#include "renderer/mesh/mesh_parts.h"

#include <algorithm>
#include <cmath>

#include "reconstruction/core/srgb.h"

namespace fsm::renderer {
namespace {

glm::vec3 toVector(const aiVector3D& v) { return {v.x, v.y, v.z}; }

bool isFinitePoint(const glm::vec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

/// The direction of v, or `otherwise` where it has none.
glm::vec3 direction(const glm::vec3& v, const glm::vec3& otherwise) {
  const float length = glm::length(v);
  return std::isfinite(length) && length > 1e-20f ? v / length : otherwise;
}

glm::vec4 vertexColour(const aiColor4D& colour, bool display) {
  glm::vec4 out(colour.r, colour.g, colour.b, colour.a);
  for (int c = 0; c < 4; ++c) {
    if (!std::isfinite(out[c])) out[c] = 1;
    out[c] = std::max(out[c], 0.0f);
    if (display && c < 3) out[c] = static_cast<float>(linearFromSrgb(out[c]));
  }
  return out;
}

std::vector<MeshVertex> convertVertices(const aiMesh& mesh, const PartConversion& conversion) {
  const unsigned uvChannel = mesh.HasTextureCoords(conversion.uvChannel) ? conversion.uvChannel : 0;
  const aiVector3D* uvs = mesh.HasTextureCoords(uvChannel) ? mesh.mTextureCoords[uvChannel] : nullptr;
  const aiColor4D* colours = mesh.HasVertexColors(0) ? mesh.mColors[0] : nullptr;
  std::vector<MeshVertex> vertices(mesh.mNumVertices);
  for (unsigned i = 0; i < mesh.mNumVertices; ++i) {
    MeshVertex& vertex = vertices[i];
    vertex.position = toVector(mesh.mVertices[i]);
    if (mesh.mNormals) vertex.normal = direction(toVector(mesh.mNormals[i]), vertex.normal);
    if (uvs && std::isfinite(uvs[i].x) && std::isfinite(uvs[i].y)) vertex.uv = {uvs[i].x, uvs[i].y};
    if (colours) vertex.colour = vertexColour(colours[i], conversion.displayColours);
  }
  return vertices;
}

std::vector<uint32_t> convertFaces(const aiMesh& mesh, const std::vector<MeshVertex>& vertices) {
  std::vector<uint32_t> indices;
  indices.reserve(static_cast<size_t>(mesh.mNumFaces) * 3);
  for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
    const aiFace& face = mesh.mFaces[f];
    if (face.mNumIndices != 3) continue;
    const auto finite = [&](unsigned corner) { return isFinitePoint(vertices[face.mIndices[corner]].position); };
    if (finite(0) && finite(1) && finite(2)) indices.insert(indices.end(), face.mIndices, face.mIndices + 3);
  }
  return indices;
}

/// Every triangle gets corners of its own with the normal of its plane.
void facet(MeshPart& part) {
  std::vector<MeshVertex> corners;
  corners.reserve(part.indices.size());
  for (size_t i = 0; i + 2 < part.indices.size(); i += 3) {
    const glm::vec3 a = part.vertices[part.indices[i]].position, b = part.vertices[part.indices[i + 1]].position,
                    c = part.vertices[part.indices[i + 2]].position;
    const glm::vec3 normal = direction(glm::cross(b - a, c - a), {0, 0, 1});
    for (size_t corner = 0; corner < 3; ++corner) {
      corners.push_back(part.vertices[part.indices[i + corner]]);
      corners.back().normal = normal;
    }
  }
  part.vertices = std::move(corners);
  for (size_t i = 0; i < part.indices.size(); ++i) part.indices[i] = static_cast<uint32_t>(i);
}

/// The weakest of the four places of a vertex.
int weakestPlace(const glm::vec4& weights) {
  int place = 0;
  for (int i = 1; i < kJointsPerVertex; ++i)
    if (weights[i] < weights[place]) place = i;
  return place;
}

void addBone(const aiBone& bone, const PartConversion& conversion, MeshPart& part) {
  const int node = conversion.nodes.find(bone.mName.C_Str());
  if (node < 0) throw damagedModel(conversion.shownName, std::string("a bone without a node: ") + bone.mName.C_Str());
  const glm::mat4 joint_from_mesh = toGlm(bone.mOffsetMatrix);
  if (!isFinite(joint_from_mesh)) throw damagedModel(conversion.shownName, "a bone's matrix is not finite");
  const auto joint = static_cast<uint16_t>(part.joints.size());
  part.joints.push_back({node, joint_from_mesh});
  for (unsigned w = 0; w < bone.mNumWeights; ++w) {
    const float weight = bone.mWeights[w].mWeight;
    MeshVertex& vertex = part.vertices[bone.mWeights[w].mVertexId];
    const int place = weakestPlace(vertex.weights);
    if (!std::isfinite(weight) || weight <= vertex.weights[place]) continue;
    vertex.weights[place] = weight;
    vertex.joints[place] = joint;
  }
}

void convertSkin(const aiMesh& mesh, const PartConversion& conversion, MeshPart& part) {
  constexpr unsigned kMaxJoints = 65535;  // one number stays free for the node of the mesh
  if (mesh.mNumBones > kMaxJoints) throw damagedModel(conversion.shownName, "more than 65535 bones");
  for (unsigned b = 0; b < mesh.mNumBones; ++b) addBone(*mesh.mBones[b], conversion, part);
  const auto loose = static_cast<uint16_t>(part.joints.size());
  bool anyLoose = false;
  for (MeshVertex& vertex : part.vertices) {
    const float sum = vertex.weights.x + vertex.weights.y + vertex.weights.z + vertex.weights.w;
    if (sum > 0) {
      vertex.weights /= sum;
    } else {
      anyLoose = true;
      vertex.joints[0] = loose;
      vertex.weights[0] = 1;
    }
  }
  if (anyLoose) part.joints.push_back({conversion.meshNode, glm::mat4(1.0f)});
}

}  // namespace

MeshPart convertPart(const aiMesh& mesh, const PartConversion& conversion) {
  MeshPart part;
  part.name = mesh.mName.C_Str();
  part.material = static_cast<int>(mesh.mMaterialIndex);
  part.vertices = convertVertices(mesh, conversion);
  part.indices = convertFaces(mesh, part.vertices);
  if (mesh.HasBones()) convertSkin(mesh, conversion, part);
  if (!mesh.mNormals) facet(part);
  return part;
}

Error damagedModel(const std::string& shownName, const std::string& detail) {
  return {ErrorCode::fileDamaged,
          "The model " + shownName + " is damaged or cut off. Export it again from the program that it comes from.", detail};
}

glm::mat4 toGlm(const aiMatrix4x4& m) {
  return {{m.a1, m.b1, m.c1, m.d1}, {m.a2, m.b2, m.c2, m.d2}, {m.a3, m.b3, m.c3, m.d3}, {m.a4, m.b4, m.c4, m.d4}};
}

bool isFinite(const glm::mat4& matrix) {
  for (int column = 0; column < 4; ++column)
    for (int row = 0; row < 4; ++row)
      if (!std::isfinite(matrix[column][row])) return false;
  return true;
}

}  // namespace fsm::renderer
