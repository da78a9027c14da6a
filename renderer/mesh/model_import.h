// A model file opened by Assimp with what it must not do kept from it: memory on a header's word, files of other folders, readers
// of other formats. Shared by meshes and cameras.
#pragma once

#include <assimp/scene.h>

#include <assimp/Importer.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::renderer {

class ConfinedFiles;

enum class MeshFormat { gltf, obj, fbx };

/// By the ending of the name (any case).
std::optional<MeshFormat> meshFormatOf(const std::filesystem::path& path);

class ModelImport {
 public:
  /// Checks the file's claims and reads it, without post-processing. Throws notFound, unsupported, fileDamaged.
  ModelImport(const std::filesystem::path& path, MeshFormat format, std::string shownName);

  const aiScene& scene() const { return *scene_; }
  Assimp::Importer& importer() { return importer_; }
  /// Runs Assimp's post-processing `steps` on what was read, which must have passed checkScene. Throws fileDamaged.
  void process(unsigned steps);
  /// Files that the model names and that are not in its folder.
  const std::vector<std::string>& missing() const;

 private:
  /// Why Assimp gave up, as far as the user can mend it.
  Error unreadable() const;

  std::string shownName_;
  Assimp::Importer importer_;
  ConfinedFiles* files_ = nullptr;  ///< the importer owns it
  const aiScene* scene_ = nullptr;
};

/// How many metres a unit of the model is; 0: the file does not say.
double metresPerUnitOf(const aiScene& scene, MeshFormat format);

}  // namespace fsm::renderer
