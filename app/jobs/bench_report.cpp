#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/jobs/bench_job.h"

namespace fsm::jobs {

using nlohmann::json;

json toJson(const BenchResult& result) {
  json devices = json::array(), rows = json::array(), generator = json::array();
  for (const auto& [id, name] : result.devices) devices.push_back({{"id", id}, {"name", name}});
  for (const BenchRow& row : result.rows)
    rows.push_back({{"device", row.device},
                    {"work", row.work},
                    {"precision", row.precision},
                    {"encode_ms", row.encodeMs},
                    {"view_ms", row.viewMs},
                    {"total_ms", row.totalMs},
                    {"peak_bytes", row.peakBytes > 0 ? json(row.peakBytes) : json(nullptr)}});
  for (const GeneratorRow& row : result.generator)
    generator.push_back({{"device", row.device}, {"views_per_second", row.viewsPerSecond}});
  return {{"devices", devices}, {"model", rows}, {"generator", generator}};
}

std::string table(const BenchResult& result) {
  std::string text;
  char line[256];
  for (const auto& [id, name] : result.devices) text.append(id).append(": ").append(name).append("\n");
  std::snprintf(line, sizeof line, "\n%-8s %-48s %-9s %10s %10s %10s %10s\n", "device", "work", "precision", "encode ms",
                "view ms", "total ms", "peak GiB");
  text += line;
  for (const BenchRow& row : result.rows) {
    char peak[16] = "-";
    if (row.peakBytes > 0) std::snprintf(peak, sizeof peak, "%.2f", static_cast<double>(row.peakBytes) / (1 << 30));
    std::snprintf(line, sizeof line, "%-8s %-48s %-9s %10.1f %10.2f %10.1f %10s\n", row.device.c_str(),
                  row.work.substr(0, 48).c_str(), row.precision.c_str(), row.encodeMs, row.viewMs, row.totalMs, peak);
    text += line;
  }
  for (const GeneratorRow& row : result.generator) {
    std::snprintf(line, sizeof line, "%-8s scene generator, 128x72, 4 rays a pixel: %.0f images a second\n", row.device.c_str(),
                  row.viewsPerSecond);
    text += line;
  }
  return text;
}

}  // namespace fsm::jobs
