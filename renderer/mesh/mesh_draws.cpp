#include "renderer/mesh/mesh_draws.h"

#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::renderer {
namespace {

bool isUsable(const glm::dmat4& matrix) {
  for (int column = 0; column < 4; ++column)
    for (int row = 0; row < 4; ++row)
      if (!std::isfinite(matrix[column][row])) return false;
  return true;
}

void checkView(const MeshView& view) {
  const Intrinsics& in = view.intrinsics;
  const bool usable = in.size.width > 0 && in.size.height > 0 && in.fx > 0 && in.fy > 0 && std::isfinite(in.fx) &&
                      std::isfinite(in.fy) && std::isfinite(in.cx) && std::isfinite(in.cy) && isUsable(view.view_from_world) &&
                      std::isfinite(view.time) && std::isfinite(view.nearPlane) && view.nearPlane > 0;
  if (!usable)
    throw Error(ErrorCode::badInput, "This view cannot be drawn: it needs a size, a focal length and a pose that are numbers.");
}

FrameBlock frameBlock(const MeshScene& scene, const MeshView& view) {
  const Intrinsics& in = view.intrinsics;
  const double width = in.size.width, height = in.size.height;
  FrameBlock frame{};
  frame.projection = glm::vec4(2 * in.fx / width, 2 * in.fy / height, 2 * in.cx / width - 1, 2 * in.cy / height - 1);
  const glm::dvec3 towardsSun = glm::dmat3(view.view_from_world) * -scene.lighting.direction;
  const double length = glm::length(towardsSun);
  frame.sunDirection = glm::vec4(length > 0 && std::isfinite(length) ? towardsSun / length : glm::dvec3(0), 0);
  frame.sun = glm::vec4(scene.lighting.sun, view.nearPlane);
  frame.ambient = glm::vec4(scene.lighting.ambient, scene.lineWidth / 2);
  frame.pixels = glm::vec4(width, height, 0, 0);
  return frame;
}

class DrawListBuilder {
 public:
  DrawListBuilder(const MeshScene& scene, const MeshView& view) : scene_(scene), view_(view) {}

  MeshDrawList build() {
    list_.frame = frameBlock(scene_, view_);
    for (size_t o = 0; o < scene_.objects.size(); ++o) addObject(o);
    for (const LineSegment& line : scene_.lines)
      list_.segments.push_back({inView(line.from), inView(line.to), glm::vec4(line.colour, 1)});
    return std::move(list_);
  }

 private:
  glm::vec4 inView(const glm::dvec3& point) const { return view_.view_from_world * glm::dvec4(point, 1); }

  void addObject(size_t index) {
    const MeshObject& object = scene_.objects[index];
    if (!object.model || !isUsable(object.world_from_model))
      throw Error(ErrorCode::badInput, "An object has no model, or no place that is a number. Place it again.");
    const MeshModel& model = *object.model;
    const MeshPose pose = poseAt(model, object.clip, (view_.time - object.start) * object.speed, object.playback);
    const glm::dmat4 view_from_model = view_.view_from_world * object.world_from_model;
    for (size_t n = 0; n < model.nodes.size(); ++n)
      for (const int part : model.nodes[n].parts) addPart(index, part, view_from_model, pose, pose[n]);
  }

  void addPart(size_t index, int part, const glm::dmat4& view_from_model, const MeshPose& pose,
               const glm::mat4& model_from_node) {
    const MeshObject& object = scene_.objects[index];
    const MeshPart& drawn = object.model->parts[part];
    if (drawn.indices.empty()) return;
    const MeshMaterial& material = object.model->materials[drawn.material];
    MeshDraw draw;
    draw.object = index;
    draw.part = part;
    glm::dmat4 transform = view_from_model;
    if (drawn.joints.empty()) {
      transform = view_from_model * glm::dmat4(model_from_node);
    } else {
      draw.skinned = true;
      draw.block.firstJoint = static_cast<int32_t>(list_.joints.size());
      const std::vector<glm::mat4> joints = jointMatrices(drawn, pose);
      list_.joints.insert(list_.joints.end(), joints.begin(), joints.end());
    }
    draw.block.view_from_model = transform;
    draw.mirrored = glm::determinant(glm::dmat3(transform)) < 0;
    draw.block.colour = material.baseColour * object.tint;
    draw.unlit = object.unlit || material.unlit;
    draw.block.alphaCutoff = material.alphaCutoff;
    list_.draws.push_back(draw);
  }

  const MeshScene& scene_;
  const MeshView& view_;
  MeshDrawList list_;
};

}  // namespace

MeshDrawList makeDrawList(const MeshScene& scene, const MeshView& view) {
  checkView(view);
  return DrawListBuilder(scene, view).build();
}

}  // namespace fsm::renderer
