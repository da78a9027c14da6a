// Pictures of a model: those inside its file and those beside it, each read once.
#pragma once

#include <assimp/scene.h>

#include <filesystem>
#include <map>
#include <string>

#include "renderer/mesh/mesh.h"

namespace fsm::renderer {

class MeshTextures {
 public:
  MeshTextures(const aiScene& scene, std::filesystem::path folder, MeshModel& model)
      : scene_(scene), folder_(std::move(folder)), model_(model) {}

  /// Index into the model's textures of what a material calls `reference`; -1, and a note in the model, when there is no such
  /// picture or it cannot be read.
  int texture(const std::string& reference);

 private:
  MeshTexture read(const std::string& reference) const;
  MeshTexture readEmbedded(const aiTexture& texture, const std::string& name) const;

  const aiScene& scene_;
  std::filesystem::path folder_;
  MeshModel& model_;
  std::map<std::string, int> known_;
};

}  // namespace fsm::renderer
