#include "reconstruction/capture/import/importer.h"

#include <functional>

#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/capture/import/plain_media.h"
#include "reconstruction/capture/import/posed_sources.h"
#include "reconstruction/capture/import/scene_file.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm {
namespace {

namespace fs = std::filesystem;

/// An importer made of two functions: all of them are.
class FunctionImporter : public Importer {
 public:
  FunctionImporter(const char* name, std::function<bool(const fs::path&)> accepts, std::function<Capture(const fs::path&)> import)
      : name_(name), accepts_(std::move(accepts)), import_(std::move(import)) {}
  const char* name() const override { return name_; }
  bool accepts(const fs::path& source) const override { return accepts_(source); }
  Capture import(const fs::path& source) const override { return import_(source); }

 private:
  const char* name_;
  std::function<bool(const fs::path&)> accepts_;
  std::function<Capture(const fs::path&)> import_;
};

std::vector<std::unique_ptr<Importer>> makeImporters() {
  std::vector<std::unique_ptr<Importer>> list;
  list.push_back(std::make_unique<FunctionImporter>("capture folder (scene.json)", import::acceptsSceneFile, readCaptureFolder));
  for (const import::PosedSource& source : import::posedSources())
    list.push_back(std::make_unique<FunctionImporter>(
        source.name, source.accepts, [read = source.read](const fs::path& path) { return import::assemble(read(path)); }));
  list.push_back(
      std::make_unique<FunctionImporter>("video or images without cameras", import::acceptsPlainMedia, import::readPlainMedia));
  return list;
}

}  // namespace

const std::vector<std::unique_ptr<Importer>>& importers() {
  static const std::vector<std::unique_ptr<Importer>> list = makeImporters();
  return list;
}

Capture importCapture(const fs::path& source) {
  std::error_code failed;
  if (!fs::exists(source, failed)) throw Error(ErrorCode::notFound, quoted(source) + " does not exist. Check its name.");
  for (const auto& importer : importers()) {
    if (!importer->accepts(source)) continue;
    Capture capture = importer->import(source);
    validate(capture);
    return capture;
  }
  std::string names;
  for (const auto& importer : importers()) names += (names.empty() ? "" : ", ") + std::string(importer->name());
  throw Error(ErrorCode::unsupported, quoted(source) + " is nothing that can be imported. Give one of: " + names + ".");
}

}  // namespace fsm
