// How well a model renders procedural scenes that it never saw, against copying one of its input frames. Scored by how hard a
// target is (how well the best input frame would do as a copy): targets that almost equal an input say nothing about view
// synthesis and would dominate a plain mean.
#pragma once

#include <array>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "reconstruction/core/progress.h"
#include "reconstruction/model/weights.h"
#include "reconstruction/splatting/rasteriser.h"
#include "training/data/generator.h"

namespace fsm::training {

struct ValidationOptions {
  uint64_t seed = 777;  ///< same seed, same scenes
  int scenes = 64;
  int batch = 8;       ///< scenes at a time
  SceneOptions scene;  ///< its photometry, rigs, sizes
  Precision precision = Precision::float32;
  int samples = 6;  ///< targets kept as images, from different scenes
};

/// Means of PSNR (dB) over some targets; all 0 when there are none.
struct Comparison {
  int targets = 0;
  double model = 0;
  double copy = 0;       ///< of the input frame that is the best copy: an oracle, it looks at the answer
  double nearest = 0;    ///< of the input frame closest in time (ties: camera centre)
  double wins = 0;       ///< share of targets where the model beats the best copy
  double gaussians = 0;  ///< of the model's Gaussians, rasterised; 0 for a model without
};

/// PSNR of one target, and where it comes from.
struct TargetScore {
  double model = 0, copy = 0, nearest = 0;
  RigKind rig = RigKind::phonePath;
  double gaussians = 0;
};

struct ValidationSample {
  Image firstInput, lastInput, nearest, prediction;
  Image gaussians;  ///< empty for a model without
  Image truth;
};

struct ValidationReport {
  static constexpr std::array<double, 4> kBinEdges{15, 20, 25, 30};
  std::array<Comparison, 5> bins;   ///< by PSNR of the best copy: < 15, 15-20, 20-25, 25-30, >= 30
  Comparison mean;                  ///< all targets
  Comparison below25;               ///< where the best copy scores under 25 dB
  Comparison nearestBelow25;        ///< where the nearest input scores under 25 dB
  std::array<Comparison, 3> rigs;   ///< below25 by RigKind
  std::vector<TargetScore> scores;  ///< in scene, then target order
  std::vector<ValidationSample> samples;
};

/// Equal images count as 100 dB. `rasteriser`: of the weights' device; needed where the model makes Gaussians. Throws `Error`
/// cancelled, badInput (no scenes).
ValidationReport validateProcedural(const model::Weights& weights, const SceneGenerator& generator,
                                    const ValidationOptions& options, const std::shared_ptr<splatting::Rasteriser>& rasteriser,
                                    Progress& progress);
/// The means from `scores`.
void summarise(ValidationReport& report);

/// Without images and single scores.
nlohmann::json toJson(const ValidationReport& report);

}  // namespace fsm::training
