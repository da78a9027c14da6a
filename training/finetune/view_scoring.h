// What weights make of the frames that are only scored: the scene is read and looked at exactly as it will be shown.
#pragma once

#include <optional>
#include <vector>

#include "training/finetune/finetune.h"
#include "training/finetune/frame_draw.h"

namespace fsm::training {

struct ScoredViews {
  FinetuneScore score;  ///< its step is left to the caller
  Image picture;        ///< of the first frame: by the image decoder where there is one, else of the Gaussians
  std::optional<scene::GaussianScene> gaussians;
};

class ViewScoring {
 public:
  /// `input` must outlive it.
  ViewScoring(const FinetuneInput& input, const FrameRoles& roles);

  /// Runs to its end even where the run was cancelled. Throws what reading and drawing throw.
  ScoredViews score(const Engine& engine) const;
  const std::vector<PreparedView>& asked() const { return asked_; }

 private:
  const FinetuneInput& input_;
  PreparedCapture read_;  ///< without the frames held back
  std::vector<PreparedView> asked_;
  std::vector<RefineFrame> truths_;  ///< of `asked_`
};

/// No decoder worse than in `before`, the mean better than in `best`.
bool isBetter(const FinetuneScore& score, const FinetuneScore& before, const FinetuneScore& best);

}  // namespace fsm::training
