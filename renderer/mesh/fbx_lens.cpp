#include "renderer/mesh/fbx_lens.h"

#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "reconstruction/core/error.h"
#include "renderer/mesh/fbx_tree.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {
namespace {

constexpr double kTicks = 46186158000;  ///< of FBX's clock, a second
constexpr size_t kMostKeys = 1'000'000, kMostLenses = 1000;

struct Connection {
  int64_t from = 0, to = 0;
  std::string_view property;  ///< empty: the object as a whole
};

/// Objects by number, and what hangs on what.
class Graph {
 public:
  explicit Graph(const FbxNode& top) {
    for (const FbxNode& object : top.list("Objects"))
      if (const auto id = object.integer(0)) objects_.emplace(*id, &object);
    for (const FbxNode& record : top.list("Connections")) {
      const auto from = record.integer(1), to = record.integer(2);
      if (from && to) connections_.push_back({*from, *to, record.text(3).value_or(std::string_view())});
    }
  }

  const std::vector<Connection>& connections() const { return connections_; }

  const FbxNode* object(int64_t id, std::string_view kind) const {
    const auto found = objects_.find(id);
    return found != objects_.end() && found->second->name == kind ? found->second : nullptr;
  }
  /// The first object of that kind on which `id` hangs as a whole.
  const FbxNode* above(int64_t id, std::string_view kind) const {
    for (const Connection& connection : connections_)
      if (connection.from == id && connection.property.empty())
        if (const FbxNode* found = object(connection.to, kind)) return found;
    return nullptr;
  }
  /// The first object of that kind that hangs on a property of `id`.
  const FbxNode* below(int64_t id, std::string_view kind) const {
    for (const Connection& connection : connections_)
      if (connection.to == id && !connection.property.empty())
        if (const FbxNode* found = object(connection.from, kind)) return found;
    return nullptr;
  }

 private:
  std::map<int64_t, const FbxNode*> objects_;
  std::vector<Connection> connections_;
};

/// An object's own name, without its class.
std::string nameOf(const FbxNode& object) {
  const std::string_view name = object.text(1).value_or(std::string_view());
  return std::string(name.substr(0, name.find('\0')));
}

/// The focal length of a camera that rests, millimetres.
std::optional<double> restOf(const FbxNode& camera) {
  for (const FbxNode& property : camera.list("Properties70"))
    if (property.text(0) == "FocalLength") return property.number(4);
  return std::nullopt;
}

/// False: the curve says nothing that can be used.
bool takeCurve(const FbxNode& curve, double rest, FbxLens& out) {
  const FbxNode *times = curve.child("KeyTime"), *values = curve.child("KeyValueFloat");
  if (!times || !values) return false;
  const std::vector<int64_t> at = times->integers(0, kMostKeys);
  const std::vector<float> focal = values->floats(0, kMostKeys);
  if (at.empty() || at.size() != focal.size()) return false;
  for (size_t i = 0; i < at.size(); ++i) {
    const double factor = focal[i] / rest;
    if (!std::isfinite(factor) || factor <= 0 || (i > 0 && at[i] <= at[i - 1])) return false;
    out.times.push_back(static_cast<double>(at[i]) / kTicks);
    out.factor.push_back(factor);
  }
  return true;
}

}  // namespace

std::vector<FbxLens> readFbxLenses(std::span<const uint8_t> file, const std::string& shownName) {
  const FbxNode top = fbxTree(file);
  const Graph graph(top);
  std::vector<FbxLens> lenses;
  for (const Connection& connection : graph.connections()) {
    if (connection.property != "FocalLength" || lenses.size() >= kMostLenses) continue;
    const FbxNode* camera = graph.object(connection.to, "NodeAttribute");
    const FbxNode* node = graph.above(connection.to, "Model");
    const FbxNode* curve = graph.below(connection.from, "AnimationCurve");
    if (!camera || !node || !curve || !graph.object(connection.from, "AnimationCurveNode")) continue;
    FbxLens lens;
    lens.camera = nameOf(*node);
    if (const FbxNode* layer = graph.above(connection.from, "AnimationLayer"))
      if (const FbxNode* stack = graph.above(layer->integer(0).value_or(0), "AnimationStack")) lens.clip = nameOf(*stack);
    const std::optional<double> rest = restOf(*camera);
    if (!rest || !(*rest > 0)) continue;  // a length that the file does not say: its factor is not known
    if (!takeCurve(*curve, *rest, lens)) throw damagedModel(shownName, "a focal length that is no curve");
    lenses.push_back(std::move(lens));
  }
  return lenses;
}

}  // namespace fsm::renderer
