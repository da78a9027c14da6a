#include "training/trainer/train_log.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/log.h"
#include "training/trainer/line_plot.h"

namespace fsm::training {
namespace {

std::vector<nlohmann::json> recordsUpTo(const std::filesystem::path& path, int64_t step) {
  std::vector<nlohmann::json> records;
  if (!std::filesystem::exists(path)) return records;
  std::istringstream lines(readTextFile(path));
  for (std::string line; std::getline(lines, line);) {
    nlohmann::json record = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (record.is_object() && record.value("step", int64_t{0}) <= step) records.push_back(std::move(record));
  }
  return records;
}

std::string linesOf(const std::vector<nlohmann::json>& records) {
  std::string text;
  for (const auto& record : records) text += record.dump() + "\n";
  return text;
}

Curve curveOf(const std::vector<nlohmann::json>& records, const std::string& event, const std::string& pointer,
              const std::string& name, std::array<float, 3> colour, bool logarithm = false) {
  Curve curve{name, colour, {}};
  const nlohmann::json::json_pointer where(pointer);
  for (const auto& record : records) {
    if (record.value("event", "") != event || !record.contains(where) || !record.at(where).is_number()) continue;
    const double value = record.at(where).get<double>();
    const double y = logarithm ? std::log10(std::max(value, 1e-12)) : value;
    if (std::isfinite(y)) curve.points.push_back({record.value("step", 0.0), y});
  }
  return curve;
}

/// The same for a person who watches.
void announce(const nlohmann::json& record) {
  const std::string event = record.value("event", "");
  const int64_t step = record.value("step", int64_t{0});
  if (event == "train") {
    log().debug("step {}: PSNR {} dB, {} samples/s", step, record.value("psnr", nlohmann::json()).dump(),
                record.value("samplesPerSecond", nlohmann::json()).dump());
  } else if (event == "validate") {
    const nlohmann::json hard = record.value("below25", nlohmann::json::object());
    log().info("step {}: where copying the best input scores under 25 dB: model {:.2f} dB, copy {:.2f} dB ({} targets)", step,
               hard.value("model", 0.0), hard.value("copy", 0.0), hard.value("targets", 0));
  } else {
    log().info("training: {} at step {}", event, step);
  }
}

}  // namespace

TrainLog::TrainLog(const std::filesystem::path& path, bool resume, int64_t step) : path_(path) {
  if (resume) records_ = recordsUpTo(path, step);
  writeFileAtomically(path, linesOf(records_));
  stream_.open(path, std::ios::app);
  if (!stream_)
    throw Error(ErrorCode::writeFailed, "The log " + path.string() + " cannot be written: check the folder's permissions.");
}

void TrainLog::append(nlohmann::json record) {
  stream_ << record.dump() << "\n" << std::flush;
  if (!stream_) throw Error(ErrorCode::writeFailed, "The log " + path_.string() + " cannot be written: is the disk full?");
  announce(record);
  records_.push_back(std::move(record));
}

void writeLossPlot(const std::filesystem::path& path, const std::vector<nlohmann::json>& records) {
  const std::array<float, 3> blue{0.12f, 0.35f, 0.75f}, red{0.8f, 0.2f, 0.15f}, green{0.1f, 0.55f, 0.25f}, grey{0.5f, 0.5f, 0.5f};
  const std::vector<Panel> panels{
      {"PSNR DB",
       {curveOf(records, "train", "/psnr", "TRAINING", blue), curveOf(records, "validate", "/mean/model", "VALIDATION", green),
        curveOf(records, "validate", "/below25/model", "COPY BELOW 25", red),
        curveOf(records, "validate", "/below25/copy", "ITS COPY", grey)}},
      {"LOG10 GRADIENT NORM",
       {curveOf(records, "train", "/gradient/median", "MEDIAN", blue, true),
        curveOf(records, "train", "/gradient/max", "LARGEST", red, true)}}};
  size_t points = 0;
  for (const Panel& panel : panels) {
    for (const Curve& curve : panel.curves) points += curve.points.size();
  }
  if (points > 0) writePng(path, drawPanels(panels, {960, 360}));
}

}  // namespace fsm::training
