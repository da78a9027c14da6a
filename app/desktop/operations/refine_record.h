// Runs of the window on disk while they are under way, so that one that was killed with the program, or was paused when the
// project was closed, can go on after the next start. A run is two files: ID.json says what it is and which version it starts
// from, ID.safetensors is where it stood last. They lie in the program's data folder, not beside the project: a project that was
// never saved, or goes on under another name, keeps its runs, because versions are known by what they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/desktop/document/autosave_place.h"
#include "app/desktop/document/project.h"
#include "app/desktop/operations/refine_choice.h"
#include "reconstruction/model/tensor_file.h"

namespace fsm::desktop {

/// A version as another process knows it again. Empty name: none.
struct VersionMark {
  std::string name, createdUtc;
  int64_t gaussians = -1;  ///< -1: it has none

  static VersionMark of(const Version& version);
  /// Null where the project has none that fits. A version may have been renamed; one without a date is known by its name.
  const Version* in(const Project& project) const;
};

struct RefineRecord {
  std::string id;
  RefineChoice choice;
  VersionMark from;
  VersionMark reached;    ///< what a pause or the end made of it
  bool finished = false;  ///< `reached` is all there is to come of it
  AutosaveLock owner;     ///< process that works on it
  int64_t steps = 0;      ///< of the state
  double seconds = 0;

  static RefineRecord fresh(const RefineChoice& choice, const Version& from);
};

/// All calls touch files: for jobs.
class RefineRecords {
 public:
  explicit RefineRecords(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Puts `state`, of a refinement or a fine-tuning, away; `record` learns where it stands. Each file is the old or the new one
  /// whatever happens meanwhile, and one without the other is nobody's. Throws writeFailed.
  void keep(RefineRecord& record, const TensorFile& state) const;
  /// The description again, where there is a state; nothing otherwise. Throws writeFailed.
  void update(const RefineRecord& record) const;
  /// The newest one that starts from a version of `project` and that no other living process works on. Descriptions that cannot
  /// be read are passed over.
  std::optional<RefineRecord> find(const Project& project) const;
  /// Throws notFound, fileDamaged.
  TensorFile state(const RefineRecord& record) const;
  void remove(const std::string& id) const;

 private:
  std::filesystem::path descriptionOf(const std::string& id) const;
  std::filesystem::path stateOf(const std::string& id) const;

  std::filesystem::path folder_;
};

}  // namespace fsm::desktop
