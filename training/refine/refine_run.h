// One refinement under way: a step at a time, what it draws, and its state.
#pragma once

#include <memory>
#include <vector>

#include "training/refine/camera_colours.h"
#include "training/refine/gaussian_fit.h"
#include "training/refine/refine.h"
#include "training/refine/refine_loss.h"

namespace fsm::training {

/// What one step saw; `applied` false: its gradients were not finite, nothing changed.
struct StepOutcome {
  double loss = 0, squaredError = 0;
  bool applied = true;
};

class RefineRun {
 public:
  /// `input` must outlive the run.
  RefineRun(const RefineInput& input, const RefineOptions& options, torch::Device device);

  /// `fraction` of the run done so far, in [0, 1): where the schedule stands.
  StepOutcome step(double fraction);
  /// The last step is done: what cannot be seen goes.
  void finish();

  int64_t steps() const { return steps_; }
  int64_t skipped() const { return skipped_; }
  int64_t gaussians() const { return fit_.count(); }
  scene::GaussianScene scene() const;
  const CameraColours& colours() const { return colours_; }
  Image draw(const View& view);
  /// Hands the Gaussians to who wants to see them where they lie. False: nobody took them.
  bool publishArrays(const RefineOptions& to) const;

  TensorFile save(double seconds) const;
  /// Returns the seconds that were saved. Throws fileDamaged, badInput (of another run).
  double load(const TensorFile& file);

 private:
  RenderedView render(const View& view, bool withDepth);
  size_t frameOf(int64_t step);
  PartRates rates(double fraction) const;
  void fitToBudget();
  void restructure(double fraction);
  void measureReach();
  void startCounting();

  const RefineInput& input_;
  RefineOptions options_;
  torch::Device device_;
  std::shared_ptr<splatting::Rasteriser> rasteriser_;
  GaussianFit fit_;
  CameraColours colours_;
  std::vector<torch::Tensor> truths_;  ///< [3, H, W]
  torch::Tensor centres_;              ///< [C, 3] of the cameras
  torch::Tensor reach_;                ///< [N, 1] distance from the nearest camera
  torch::Tensor seen_;                 ///< [N] largest alpha * T in any view since the last restructuring
  double spacing_ = 1;                 ///< normalised time between neighbouring moments
  int64_t budget_ = 0;
  int64_t steps_ = 0, skipped_ = 0, sinceRestructured_ = 0;
  std::vector<size_t> order_;  ///< of the frames in epoch `epoch_`
  int64_t epoch_ = -1;
};

}  // namespace fsm::training
