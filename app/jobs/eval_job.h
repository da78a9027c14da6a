// Held-out frames of a capture, predicted from the rest, against two trivial answers: the nearest input frame and the mean of the
// inputs.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/contact_sheet.h"
#include "app/jobs/reconstruct_job.h"

namespace fsm::jobs {

struct EvalRequest {
  std::filesystem::path source;
  std::string holdout;  ///< "cam3", "every:8"
  int inputs = 16;
  int targets = 24;  ///< at most this many held-out frames, spread evenly
  std::string size;  ///< as PrepareOptions::parseSize takes it; empty: long side 256
  ModelRequest model;
  bool gaussians = false;  ///< score the Gaussians instead of the image decoder
  int64_t budget = kDefaultGaussianBudget;
  double refineSeconds = 0;  ///< fit them to the input frames first
  int sheetRows = 8;         ///< held-out frames on the contact sheet; 0: no sheet
};

/// Means over frames. The fitted ones are after an affine colour fit, and empty where a camera has too few frames to fit and
/// score.
struct Score {
  double psnr = 0, ssim = 0;
  std::optional<double> psnrFitted, ssimFitted;
};

struct ScoreSet {
  Score model, nearest, average;
};

struct CameraScores {
  std::string name;
  int frames = 0;
  ScoreSet scores;
};

struct EvalResult {
  std::string source, model, device;
  FramePlan plan;
  std::vector<CameraScores> cameras;
  ScoreSet mean;                    ///< over all held-out frames
  double encodeMs = 0, viewMs = 0;  ///< encoding all inputs; one view
  std::vector<SheetCell> sheet;     ///< rows of nearest, prediction, truth
};

/// The frames that are compared, one entry a target, all of the target's prepared size in the source's orientation.
struct EvalImages {
  std::vector<int> camera;  ///< of each target
  std::vector<Image> truth, model, nearest, average;
};

/// Scores by camera: raw, and after a colour fit a camera and method that is fitted on the first third (at least one) of its
/// frames and scored on the rest. `names[c]`: of camera c. Images in the order of time.
void score(const EvalImages& images, const std::vector<std::string>& names, EvalResult& result);

EvalResult evalJob(const EvalRequest& request, Progress& progress);

nlohmann::json toJson(const EvalResult& result);
std::string table(const EvalResult& result);

}  // namespace fsm::jobs
