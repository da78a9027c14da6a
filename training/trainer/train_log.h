// The log of a run: JSON lines on disk, the same records in memory for the plot.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

namespace fsm::training {

class TrainLog {
 public:
  /// Starts a new log, or (resume) keeps the records up to `step`: those after it, and a line that a kill cut short, are dropped,
  /// because the resumed run makes these steps again. Throws `Error` writeFailed.
  TrainLog(const std::filesystem::path& path, bool resume, int64_t step);

  /// One line, flushed. `record["event"]` is "start", "resume", "train", "validate", "pause" or "end". Throws `Error`
  /// writeFailed.
  void append(nlohmann::json record);
  const std::vector<nlohmann::json>& records() const { return records_; }

 private:
  std::filesystem::path path_;
  std::ofstream stream_;
  std::vector<nlohmann::json> records_;
};

/// Curves of the records as a PNG: training and validation PSNR above, gradient norm (log10) below, both over steps. Nothing when
/// there is nothing to draw yet.
void writeLossPlot(const std::filesystem::path& path, const std::vector<nlohmann::json>& records);

}  // namespace fsm::training
