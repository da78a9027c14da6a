#include "renderer/mesh/mesh_file.h"

#include <assimp/config.h>
#include <assimp/postprocess.h>

#include <new>
#include <optional>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "renderer/mesh/mesh_conversion.h"
#include "renderer/mesh/model_import.h"

namespace fsm::renderer {
namespace {

namespace fs = std::filesystem;

constexpr float kSmoothingDegrees = 60;

unsigned postProcessing(MeshFormat format) {
  unsigned steps = aiProcess_Triangulate | aiProcess_SortByPType | aiProcess_LimitBoneWeights | aiProcess_FlipUVs;
  // glTF says that missing normals are those of the faces (convertPart makes them); its vertices are shared already.
  if (format != MeshFormat::gltf) steps |= aiProcess_GenSmoothNormals | aiProcess_JoinIdenticalVertices;
  return steps;
}

void requireFaces(const aiScene& scene, const std::string& shownName) {
  for (unsigned m = 0; m < scene.mNumMeshes; ++m)
    for (unsigned f = 0; f < scene.mMeshes[m]->mNumFaces; ++f)
      if (scene.mMeshes[m]->mFaces[f].mNumIndices >= 3) return;
  throw Error(ErrorCode::unsupported,
              "The model " + shownName + " has no faces to draw. Export it with its meshes from the program it comes from.");
}

MeshModel importModel(const fs::path& path, MeshFormat format, const std::string& shownName) {
  ModelImport import(path, format, shownName);
  import.importer().SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE, aiPrimitiveType_POINT | aiPrimitiveType_LINE);
  import.importer().SetPropertyInteger(AI_CONFIG_PP_LBW_MAX_WEIGHTS, kJointsPerVertex);
  import.importer().SetPropertyFloat(AI_CONFIG_PP_GSN_MAX_SMOOTHING_ANGLE, kSmoothingDegrees);
  checkScene(import.scene(), shownName);
  requireFaces(import.scene(), shownName);
  import.process(postProcessing(format));
  checkScene(import.scene(), shownName);
  MeshModel model = convertScene(import.scene(), format, fs::absolute(path).parent_path(), shownName);
  model.name = path.stem().string();
  for (const std::string& name : import.missing())
    model.notes.push_back("The file \"" + name + "\" that the model names is not in its folder.");
  return model;
}

}  // namespace

bool isMeshFile(const fs::path& path) { return meshFormatOf(path).has_value(); }

MeshModel readMeshFile(const fs::path& path) {
  const std::string shownName = quoted(path.filename());
  const std::optional<MeshFormat> format = meshFormatOf(path);
  if (!format)
    throw Error(ErrorCode::unsupported, shownName + " is no model that can be read. Convert it to glTF (.glb), OBJ or FBX.");
  try {
    return importModel(path, *format, shownName);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::outOfMemory, "There is not enough memory for the model " + shownName + ". Close other programs.");
  }
}

}  // namespace fsm::renderer
