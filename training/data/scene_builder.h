// Puts things into a scene: materials, simple props, plants, buildings, people and animals. Everything is drawn from one stream
// of random numbers, so a seed is a scene.
#pragma once

#include <string>

#include "training/data/scene_model.h"
#include "training/data/texture_tiles.h"

namespace fsm::training {

class SceneBuilder {
 public:
  SceneBuilder(const TextureAtlas::Impl& atlas, Random& random, SampleScene& scene)
      : atlas_(atlas), random_(random), scene_(scene) {}

  Random& random() { return random_; }
  SampleScene& scene() { return scene_; }
  /// Primitives that can still be added, one kept for the surroundings.
  int room() const { return kMaxPrimitives - 1 - static_cast<int>(scene_.members.size()); }

  // Materials (builder_materials.cpp). `density`: tiles a world unit; 0 stretches one tile over each face.
  int tile(TileKind kind);
  Material material(TileKind kind, float density, glm::vec3 half);
  Material materialOf(int tile, float density, glm::vec3 half);
  /// Recolours to mean `colour` with `contrast` times the texture's own.
  void recolour(Material& material, glm::vec3 colour, float contrast);
  void addLayer(Material& material, int tile, float scale, float maskScale, float coverage);
  void placePanorama(Material& material, int firstTile);

  // Shapes in the world. Return the index of the member, -1 when the scene is full.
  int add(Member member);
  int addStanding(Shape shape, glm::vec3 base, glm::vec3 half, float yaw, Material material);

  // Props (builder_props.cpp): `base` lies on the ground.
  void addTree(glm::vec3 base);
  void addBush(glm::vec3 base, float size);
  void addPost(glm::vec3 base);
  void addFence(glm::vec3 base, float yaw);
  void addBuilding(glm::vec3 base, float yaw, glm::vec3 half);
  void addParkedCar(glm::vec3 base, float yaw);
  void addBench(glm::vec3 base, float yaw);
  void addRock(glm::vec3 base, float size);
  void addGroundPatch(glm::vec3 base, float size);
  /// A thing of the size of a hand or a box, standing on a surface: boxes, cups, balls, papers, bottles, pens, plants.
  void addClutter(glm::vec3 base, float size);

  // Those who move (builder_figures.cpp). Return the group.
  int addGroup(const Group& group);
  int addQuadruped(const Group& group, float length, float stride);
  int addPerson(const Group& group, float height, float stride);
  int addCart(const Group& group, float length, float stride);
  int addBundle(const Group& group, float size, int parts);

 private:
  int addLimb(int group, int parent, glm::vec3 joint, float length, float radius, float swing, float stride, float phase,
              const Material& material);
  Material skin(glm::vec3 colour);

  const TextureAtlas::Impl& atlas_;
  Random& random_;
  SampleScene& scene_;
};

}  // namespace fsm::training
