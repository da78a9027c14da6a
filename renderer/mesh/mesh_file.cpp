#include "renderer/mesh/mesh_file.h"

#include <assimp/BaseImporter.h>
#include <assimp/config.h>
#include <assimp/importerdesc.h>
#include <assimp/postprocess.h>

#include <algorithm>
#include <assimp/Importer.hpp>
#include <cctype>
#include <memory>
#include <new>
#include <optional>
#include <string_view>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "renderer/mesh/confined_files.h"
#include "renderer/mesh/mesh_claims.h"
#include "renderer/mesh/mesh_conversion.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxFileBytes = uint64_t{2} << 30;
constexpr float kSmoothingDegrees = 60;

std::optional<MeshFormat> formatOf(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".gltf" || ending == ".glb") return MeshFormat::gltf;
  if (ending == ".obj") return MeshFormat::obj;
  if (ending == ".fbx") return MeshFormat::fbx;
  return std::nullopt;
}

void checkClaims(const fs::path& path, MeshFormat format, const std::string& shownName) {
  const std::vector<uint8_t> bytes = readBinaryFile(path, kMaxFileBytes);
  if (bytes.empty()) throw damagedModel(shownName, "an empty file");
  if (format == MeshFormat::gltf) checkGltfClaims(path, bytes, shownName);
  if (format == MeshFormat::fbx) checkFbxClaims(bytes, shownName);
}

const char* importerName(MeshFormat format) {
  switch (format) {
    case MeshFormat::gltf: return "glTF2 Importer";
    case MeshFormat::obj: return "Wavefront Object Importer";
    default: return "Autodesk FBX Importer";
  }
}

/// Only the reader of the file's own format: Assimp would otherwise try all that it has on a file it does not understand.
void keepOneFormat(Assimp::Importer& importer, MeshFormat format) {
  std::vector<Assimp::BaseImporter*> others;
  const size_t all = importer.GetImporterCount();
  for (size_t i = 0; i < all; ++i)
    if (std::string_view(importer.GetImporterInfo(i)->mName) != importerName(format)) others.push_back(importer.GetImporter(i));
  if (others.size() == all)
    throw Error(ErrorCode::unsupported, "This build cannot read such models. Convert the model to another of glTF, OBJ and FBX.");
  for (Assimp::BaseImporter* other : others) {
    importer.UnregisterLoader(other);
    delete other;  // unregistering hands it over
  }
}

unsigned postProcessing(MeshFormat format) {
  unsigned steps = aiProcess_Triangulate | aiProcess_SortByPType | aiProcess_LimitBoneWeights | aiProcess_FlipUVs;
  // glTF says that missing normals are those of the faces (convertPart makes them); its vertices are shared already.
  if (format != MeshFormat::gltf) steps |= aiProcess_GenSmoothNormals | aiProcess_JoinIdenticalVertices;
  return steps;
}

/// Why Assimp gave up, as far as the user can mend it.
Error unreadable(const ConfinedFiles& files, const Assimp::Importer& importer, const std::string& shownName) {
  if (!files.missing().empty())
    return {ErrorCode::notFound,
            "The model " + shownName + " needs the file \"" + files.missing().front() +
                "\", which is not in its folder. Copy it there, or export the model with everything in one file.",
            importer.GetErrorString()};
  return damagedModel(shownName, importer.GetErrorString());
}

void requireFaces(const aiScene& scene, const std::string& shownName) {
  for (unsigned m = 0; m < scene.mNumMeshes; ++m)
    for (unsigned f = 0; f < scene.mMeshes[m]->mNumFaces; ++f)
      if (scene.mMeshes[m]->mFaces[f].mNumIndices >= 3) return;
  throw Error(ErrorCode::unsupported,
              "The model " + shownName + " has no faces to draw. Export it with its meshes from the program it comes from.");
}

MeshModel importModel(const fs::path& path, MeshFormat format, const std::string& shownName) {
  Assimp::Importer importer;
  keepOneFormat(importer, format);
  auto* files = new ConfinedFiles(path);  // the importer owns it
  importer.SetIOHandler(files);
  importer.SetPropertyInteger(AI_CONFIG_PP_SBP_REMOVE, aiPrimitiveType_POINT | aiPrimitiveType_LINE);
  importer.SetPropertyInteger(AI_CONFIG_PP_LBW_MAX_WEIGHTS, kJointsPerVertex);
  importer.SetPropertyFloat(AI_CONFIG_PP_GSN_MAX_SMOOTHING_ANGLE, kSmoothingDegrees);
  const aiScene* scene = importer.ReadFile(fs::absolute(path).string(), 0);
  if (!scene) throw unreadable(*files, importer, shownName);
  checkScene(*scene, shownName);
  requireFaces(*scene, shownName);
  scene = importer.ApplyPostProcessing(postProcessing(format));
  if (!scene) throw unreadable(*files, importer, shownName);
  checkScene(*scene, shownName);
  MeshModel model = convertScene(*scene, format, fs::absolute(path).parent_path(), shownName);
  model.name = path.stem().string();
  for (const std::string& name : files->missing())
    model.notes.push_back("The file \"" + name + "\" that the model names is not in its folder.");
  return model;
}

}  // namespace

bool isMeshFile(const fs::path& path) { return formatOf(path).has_value(); }

MeshModel readMeshFile(const fs::path& path) {
  const std::string shownName = quoted(path.filename());
  const std::optional<MeshFormat> format = formatOf(path);
  if (!format)
    throw Error(ErrorCode::unsupported, shownName + " is no model that can be read. Convert it to glTF (.glb), OBJ or FBX.");
  try {
    checkClaims(path, *format, shownName);
    return importModel(path, *format, shownName);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::outOfMemory, "There is not enough memory for the model " + shownName + ". Close other programs.");
  }
}

}  // namespace fsm::renderer
