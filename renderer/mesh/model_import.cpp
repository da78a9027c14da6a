#include "renderer/mesh/model_import.h"

#include <assimp/BaseImporter.h>
#include <assimp/importerdesc.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

#include "reconstruction/core/file.h"
#include "renderer/mesh/confined_files.h"
#include "renderer/mesh/mesh_claims.h"
#include "renderer/mesh/mesh_parts.h"

namespace fsm::renderer {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxFileBytes = uint64_t{2} << 30;

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

}  // namespace

std::optional<MeshFormat> meshFormatOf(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".gltf" || ending == ".glb") return MeshFormat::gltf;
  if (ending == ".obj") return MeshFormat::obj;
  if (ending == ".fbx") return MeshFormat::fbx;
  return std::nullopt;
}

ModelImport::ModelImport(const fs::path& path, MeshFormat format, std::string shownName) : shownName_(std::move(shownName)) {
  checkClaims(path, format, shownName_);
  keepOneFormat(importer_, format);
  files_ = new ConfinedFiles(path);
  importer_.SetIOHandler(files_);
  scene_ = importer_.ReadFile(fs::absolute(path).string(), 0);
  if (!scene_) throw unreadable();
}

void ModelImport::process(unsigned steps) {
  scene_ = importer_.ApplyPostProcessing(steps);
  if (!scene_) throw unreadable();
}

const std::vector<std::string>& ModelImport::missing() const { return files_->missing(); }

Error ModelImport::unreadable() const {
  if (!missing().empty())
    return {ErrorCode::notFound,
            "The model " + shownName_ + " needs the file \"" + missing().front() +
                "\", which is not in its folder. Copy it there, or export the model with everything in one file.",
            importer_.GetErrorString()};
  return damagedModel(shownName_, importer_.GetErrorString());
}

double metresPerUnitOf(const aiScene& scene, MeshFormat format) {
  if (format == MeshFormat::gltf) return 1;
  double centimetres = 0;
  float single = 0;
  if (format != MeshFormat::fbx || !scene.mMetaData) return 0;
  if (scene.mMetaData->Get("UnitScaleFactor", single)) centimetres = single;
  if (centimetres <= 0) scene.mMetaData->Get("UnitScaleFactor", centimetres);
  return std::isfinite(centimetres) && centimetres > 0 ? centimetres * 0.01 : 0;
}

}  // namespace fsm::renderer
