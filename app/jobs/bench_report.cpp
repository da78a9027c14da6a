#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/jobs/bench_job.h"

namespace fsm::jobs {

using nlohmann::json;

namespace {

json orNull(double value) { return value > 0 ? json(value) : json(nullptr); }
json orNull(uint64_t value) { return value > 0 ? json(value) : json(nullptr); }

json stagesJson(const RasterRow::Stages& stages) {
  json out = json::array();
  for (const auto& [name, ms] : stages) out.push_back({{"stage", name}, {"ms", ms}});
  return out;
}

json rasterJson(const RasterRow& row) {
  return {{"back_end", backEndName(row.backEnd)},
          {"device", row.device},
          {"software", row.software},
          {"picture", row.picture},
          {"width", row.size.width},
          {"height", row.size.height},
          {"gaussians", row.gaussians},
          {"visible", orNull(row.visible)},
          {"pairs", orNull(row.pairs)},
          {"frame_ms", orNull(row.frameMs)},
          {"wall_ms", orNull(row.wallMs)},
          {"backward_ms", orNull(row.backwardMs)},
          {"stages", stagesJson(row.stages)},
          {"backward_stages", stagesJson(row.backwardStages)},
          {"memory_bytes", orNull(row.memoryBytes)}};
}

/// Milliseconds with as many digits as fit; "-": not measured.
std::string milliseconds(double value) {
  if (value <= 0) return "-";
  char text[32];
  std::snprintf(text, sizeof text, value < 10 ? "%.3f" : "%.1f", value);
  return text;
}

std::string stagesLine(const char* title, const RasterRow::Stages& stages) {
  if (stages.empty()) return {};
  std::string line = std::string("           ") + title;
  for (size_t i = 0; i < stages.size(); ++i)
    line += (i > 0 ? ", " : " ") + stages[i].first + " " + milliseconds(stages[i].second);
  return line + "\n";
}

std::string modelTable(const std::vector<BenchRow>& rows) {
  if (rows.empty()) return {};
  char line[256];
  std::snprintf(line, sizeof line, "\n%-8s %-48s %-9s %10s %10s %10s %10s\n", "device", "work", "precision", "encode ms",
                "view ms", "total ms", "peak GiB");
  std::string text = line;
  for (const BenchRow& row : rows) {
    char peak[16] = "-";
    if (row.peakBytes > 0) std::snprintf(peak, sizeof peak, "%.2f", static_cast<double>(row.peakBytes) / (1 << 30));
    std::snprintf(line, sizeof line, "%-8s %-48s %-9s %10.1f %10.2f %10.1f %10s\n", row.device.c_str(),
                  row.work.substr(0, 48).c_str(), row.precision.c_str(), row.encodeMs, row.viewMs, row.totalMs, peak);
    text += line;
  }
  return text;
}

std::string rasterTable(const std::vector<RasterRow>& rows) {
  if (rows.empty()) return {};
  char line[320];
  std::snprintf(line, sizeof line, "\n%-10s %-40s %-24s %10s %10s %10s %10s %11s\n", "rasteriser", "device", "picture", "size",
                "Gaussians", "frame ms", "wall ms", "backward ms");
  std::string text = line;
  for (const RasterRow& row : rows) {
    const std::string size = std::to_string(row.size.width) + "x" + std::to_string(row.size.height);
    std::snprintf(line, sizeof line, "%-10s %-40s %-24s %10s %10llu %10s %10s %11s\n", backEndName(row.backEnd),
                  row.device.substr(0, 40).c_str(), row.picture.substr(0, 24).c_str(), size.c_str(),
                  static_cast<unsigned long long>(row.gaussians), milliseconds(row.frameMs).c_str(),
                  milliseconds(row.wallMs).c_str(), milliseconds(row.backwardMs).c_str());
    text += line + stagesLine("stages:", row.stages) + stagesLine("backward:", row.backwardStages);
  }
  return text;
}

}  // namespace

json toJson(const BenchResult& result) {
  json devices = json::array(), rows = json::array(), generator = json::array(), rasterisers = json::array(),
       ratios = json::array();
  for (const auto& [id, name] : result.devices) devices.push_back({{"id", id}, {"name", name}});
  for (const BenchRow& row : result.rows)
    rows.push_back({{"device", row.device},
                    {"work", row.work},
                    {"precision", row.precision},
                    {"encode_ms", row.encodeMs},
                    {"view_ms", row.viewMs},
                    {"total_ms", row.totalMs},
                    {"peak_bytes", orNull(row.peakBytes)}});
  for (const GeneratorRow& row : result.generator)
    generator.push_back({{"device", row.device}, {"views_per_second", row.viewsPerSecond}});
  for (const RasterRow& row : result.rasterisers) rasterisers.push_back(rasterJson(row));
  for (const BenchRatio& ratio : result.ratios) ratios.push_back({{"what", ratio.what}, {"value", ratio.value}});
  return {{"devices", devices},         {"model", rows},    {"generator", generator},
          {"rasterisers", rasterisers}, {"ratios", ratios}, {"notes", result.notes}};
}

std::string table(const BenchResult& result) {
  std::string text;
  char line[256];
  for (const auto& [id, name] : result.devices) text.append(id).append(": ").append(name).append("\n");
  text += modelTable(result.rows);
  for (const GeneratorRow& row : result.generator) {
    std::snprintf(line, sizeof line, "%-8s scene generator, 128x72, 4 rays a pixel: %.0f images a second\n", row.device.c_str(),
                  row.viewsPerSecond);
    text += line;
  }
  text += rasterTable(result.rasterisers);
  if (!result.ratios.empty()) text += '\n';
  for (const BenchRatio& ratio : result.ratios) {
    std::snprintf(line, sizeof line, "%.2f  ", ratio.value);
    text += line + ratio.what + "\n";
  }
  if (!result.notes.empty()) text += '\n';
  for (const std::string& note : result.notes) text += note + "\n";
  return text;
}

}  // namespace fsm::jobs
