// A polygon model on the host, as artists' programs write it: triangles with base colours, a tree of nodes, skins and animation
// clips (the model of glTF 2.0). Distances in the model's own units, axes as in the file, angles counter-clockwise seen from the
// front of a face. No Vulkan and no Assimp here.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <glm/gtc/quaternion.hpp>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"

namespace fsm::renderer {

constexpr int kJointsPerVertex = 4;

/// Layout as the vertex shader reads it.
struct MeshVertex {
  glm::vec3 position{0};
  glm::vec3 normal{0, 0, 1};        ///< unit length
  glm::vec2 uv{0};                  ///< (0, 0) is the top left corner of the texture
  glm::vec4 colour{1};              ///< linear light, straight alpha; multiplies the material's
  glm::vec<4, uint16_t> joints{0};  ///< indices into MeshPart::joints
  glm::vec4 weights{0};             ///< sum 1 in a skinned part
};
static_assert(sizeof(MeshVertex) == 72);

/// 8-bit sRGB-encoded colours with straight alpha, rows top to bottom.
struct MeshTexture {
  std::string name;
  ImageSize size;
  std::vector<uint8_t> rgba;  ///< height * width * 4
};

enum class TextureWrap { repeat, mirror, clamp };

struct MeshMaterial {
  std::string name;
  glm::vec4 baseColour{1};  ///< linear light; multiplies vertex colour and texture
  int texture = -1;         ///< index into MeshModel::textures; -1: none
  TextureWrap wrapU = TextureWrap::repeat, wrapV = TextureWrap::repeat;
  bool nearest = false;     ///< texels as squares when magnified
  float alphaCutoff = 0;    ///< alpha below this is a hole; 0: opaque whatever the alpha. Blended materials are cut at one half
  bool doubleSided = true;  ///< false: seen from the front only
  bool unlit = false;
};

struct MeshJoint {
  int node = 0;                     ///< that moves it
  glm::mat4 joint_from_mesh{1.0f};  ///< inverse bind matrix
};

/// Triangles of one material.
struct MeshPart {
  std::string name;
  std::vector<MeshVertex> vertices;
  std::vector<uint32_t> indices;  ///< three a triangle
  int material = 0;
  std::vector<MeshJoint> joints;  ///< empty: it moves rigidly with the nodes that hold it
};

/// Translation, rotation and scale, applied to a point in reverse order.
struct NodeTransform {
  glm::vec3 translation{0};
  glm::quat rotation{1, 0, 0, 0};
  glm::vec3 scale{1};
};

struct MeshNode {
  std::string name;
  int parent = -1;  ///< always before the node itself; -1: a root
  glm::mat4 parent_from_node{1.0f};
  std::vector<int> parts;
};

template <typename Value>
struct Keys {
  std::vector<float> times;  ///< seconds, increasing
  std::vector<Value> values;
};

/// How one node moves; what has no keys stays as the node has it.
struct MeshTrack {
  int node = 0;
  NodeTransform rest;  ///< the node's own transform taken apart
  Keys<glm::vec3> translation, scale;
  Keys<glm::quat> rotation;
};

struct MeshClip {
  std::string name;
  Seconds duration = 0;
  std::vector<MeshTrack> tracks;
};

struct MeshModel {
  std::string name;
  double metresPerUnit = 0;  ///< 0: the file does not say
  std::vector<MeshPart> parts;
  std::vector<MeshMaterial> materials;
  std::vector<MeshTexture> textures;
  std::vector<MeshNode> nodes;
  std::vector<MeshClip> clips;
  std::vector<std::string> notes;  ///< sentences about what was left out, for the user

  /// Index of the clip of that name, -1: none.
  int clip(const std::string& clipName) const;
};

}  // namespace fsm::renderer
