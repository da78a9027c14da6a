// One interface for all kinds of sources, tried in a fixed order. Nothing is decoded here beyond headers.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "reconstruction/capture/capture.h"

namespace fsm {

class Importer {
 public:
  virtual ~Importer() = default;
  virtual const char* name() const = 0;
  /// Cheap: looks at names and first bytes only.
  virtual bool accepts(const std::filesystem::path& source) const = 0;
  virtual Capture import(const std::filesystem::path& source) const = 0;
};

/// In order of detection: capture folder (scene.json), official FSM / LaCT opencv_cameras.json (and video scenes), nerfstudio /
/// instant-ngp transforms.json, COLMAP model, Record3D, plain video or folder of stills (not posed).
const std::vector<std::unique_ptr<Importer>>& importers();

/// The first importer that accepts `source`; the result is validated. Throws notFound, unsupported (saying what is accepted), and
/// what the importer throws.
Capture importCapture(const std::filesystem::path& source);

}  // namespace fsm
