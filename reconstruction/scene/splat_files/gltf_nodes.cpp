#include "reconstruction/scene/splat_files/gltf_nodes.h"

#include <array>
#include <cmath>

#include "reconstruction/scene/splat_files/activation.h"
#include "reconstruction/scene/symmetric_eigen.h"

namespace fsm::scene {

namespace {

using nlohmann::json;

template <size_t N>
std::array<double, N> numbersOf(const GltfDocument& document, const json& node, const char* key,
                                std::array<double, N> otherwise) {
  const auto found = node.find(key);
  if (found == node.end()) return otherwise;
  bool good = found->is_array() && found->size() == N;
  for (size_t i = 0; good && i < N; ++i) {
    good = (*found)[i].is_number() && std::isfinite((*found)[i].get<double>());
    if (good) otherwise[i] = (*found)[i].get<double>();
  }
  if (!good) throw damagedFile(document.name(), std::string("the '") + key + "' of a node is not what it should be");
  return otherwise;
}

glm::dmat4 localOf(const GltfDocument& document, const json& node) {
  if (node.contains("matrix")) {
    const auto m = numbersOf<16>(document, node, "matrix", {});
    glm::dmat4 out(1.0);
    for (int i = 0; i < 16; ++i) out[i / 4][i % 4] = m[static_cast<size_t>(i)];
    return out;
  }
  const auto t = numbersOf<3>(document, node, "translation", {0, 0, 0}), s = numbersOf<3>(document, node, "scale", {1, 1, 1});
  const auto r = numbersOf<4>(document, node, "rotation", {0, 0, 0, 1});  // x, y, z, w
  const glm::dvec4 q(r[3], r[0], r[1], r[2]);
  if (!(glm::length(q) > 0)) throw damagedFile(document.name(), "the 'rotation' of a node is zero");
  const glm::dmat3 rotation = rotationOf(glm::normalize(q));
  return {glm::dvec4(rotation[0] * s[0], 0), glm::dvec4(rotation[1] * s[1], 0), glm::dvec4(rotation[2] * s[2], 0),
          glm::dvec4(t[0], t[1], t[2], 1)};
}

struct Pending {
  int64_t node;
  glm::dmat4 scene_from_parent;
};

void pushChildren(const GltfDocument& document, const json& owner, const char* key, const glm::dmat4& scene_from_parent,
                  std::vector<Pending>& pending) {
  const auto found = owner.find(key);
  if (found == owner.end()) return;
  if (!found->is_array()) throw damagedFile(document.name(), std::string("its '") + key + "' are no list");
  for (const json& child : *found) {
    if (!child.is_number_unsigned()) throw damagedFile(document.name(), "a node is referred to by something that is no number");
    pending.push_back({child.get<int64_t>(), scene_from_parent});
  }
}

std::vector<Pending> roots(const GltfDocument& document) {
  std::vector<Pending> out;
  const json& all = document.json();
  if (all.contains("scenes") && all["scenes"].is_array() && !all["scenes"].empty()) {
    const auto scene = static_cast<int64_t>(document.whole(all, "scene", 0));
    pushChildren(document, document.entry("scenes", scene), "nodes", glm::dmat4(1.0), out);
    return out;
  }
  if (!all.contains("nodes") || !all["nodes"].is_array()) return out;
  std::vector<bool> isChild(all["nodes"].size(), false);
  for (const auto& node : all["nodes"])
    if (node.is_object() && node.contains("children") && node["children"].is_array())
      for (const auto& child : node["children"])
        if (child.is_number_unsigned() && child.get<uint64_t>() < isChild.size()) isChild[child.get<uint64_t>()] = true;
  for (size_t i = 0; i < isChild.size(); ++i)
    if (!isChild[i]) out.push_back({static_cast<int64_t>(i), glm::dmat4(1.0)});
  if (out.empty() && !isChild.empty()) throw damagedFile(document.name(), "its nodes stand in a circle");
  return out;
}

}  // namespace

std::vector<PlacedMesh> placedMeshes(const GltfDocument& document) {
  std::vector<Pending> pending = roots(document);
  const json& all = document.json();
  std::vector<bool> seen(all.contains("nodes") && all["nodes"].is_array() ? all["nodes"].size() : 0, false);
  std::vector<PlacedMesh> out;
  // Depth first in the order of the file, without recursion: a chain of nodes may be as long as the file.
  std::reverse(pending.begin(), pending.end());
  while (!pending.empty()) {
    const Pending at = pending.back();
    pending.pop_back();
    const auto& node = document.entry("nodes", at.node);
    if (seen[static_cast<size_t>(at.node)]) throw damagedFile(document.name(), "a node of it has two parents");
    seen[static_cast<size_t>(at.node)] = true;
    const glm::dmat4 scene_from_node = at.scene_from_parent * localOf(document, node);
    if (node.contains("mesh")) out.push_back({static_cast<int64_t>(document.whole(node, "mesh", 0)), scene_from_node});
    const size_t before = pending.size();
    pushChildren(document, node, "children", scene_from_node, pending);
    std::reverse(pending.begin() + static_cast<long>(before), pending.end());
  }
  return out;
}

}  // namespace fsm::scene
