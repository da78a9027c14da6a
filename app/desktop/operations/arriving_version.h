// A version that arrives in two parts: first its memory, which the network shows, then its Gaussians. Lives on the GUI thread.
#pragma once

#include <memory>
#include <string>

#include "app/desktop/document/workspace.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::desktop {

class ArrivingVersion {
 public:
  /// The workspace must outlive it.
  explicit ArrivingVersion(Workspace& workspace) : workspace_(workspace) {}

  /// Adds the version and shows it by the network: one step of undo.
  void showMemory(std::shared_ptr<const jobs::Scene> scene);
  /// The whole version, in place of its first part: the same step of undo, or another where the project was changed since.
  void finish(jobs::Reconstruction made);
  /// It will not be finished: as it was before, unless the project was changed since; then it stays as it is.
  void takeBack();

 private:
  bool isLastStep() const { return !name_.empty() && workspace_.document.revision() == revision_; }
  void add(Version version);

  Workspace& workspace_;
  std::string name_;  ///< of the first part; empty: not there
  quint64 revision_ = 0;
};

}  // namespace fsm::desktop
