// COLMAP, the program (https://colmap.github.io; 3.8 as Debian has it): structure from motion in three steps, each a run of it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "reconstruction/capture/poses/child_process.h"
#include "reconstruction/core/progress.h"

namespace fsm::poses {

class ColmapProgram {
 public:
  /// Found on PATH. `scratch`: a folder for what it leaves behind (its logs). Throws notFound: which package to install.
  static ColmapProgram find(std::filesystem::path scratch);

  /// One step, such as "mapper"; `line` gets what it says. Cancelling `progress` ends it. Throws cancelled; outOfMemory where the
  /// system killed it.
  ChildResult run(const std::string& step, const std::vector<std::string>& arguments, Progress& progress,
                  const std::function<void(const std::string&)>& line) const;
  /// The same for steps that must succeed. Throws internal with the end of what it said as detail.
  void require(const std::string& step, const std::vector<std::string>& arguments, Progress& progress,
               const std::function<void(const std::string&)>& line) const;

 private:
  ColmapProgram(std::filesystem::path path, std::filesystem::path scratch)
      : path_(std::move(path)), scratch_(std::move(scratch)) {}
  std::filesystem::path path_, scratch_;
};

}  // namespace fsm::poses
