// Times of a frame's stages on the device, by events between them. Off unless asked for: then it records nothing.
#pragma once

#include <cuda_runtime_api.h>

#include <string>
#include <utility>
#include <vector>

namespace fsm::splatting::cuda {

class StageClock {
 public:
  StageClock() = default;
  ~StageClock();
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

  void enable(bool on) { enabled_ = on; }
  /// Forgets what was recorded; the next stage begins here.
  void start(cudaStream_t stream);
  /// The stage `name` ends here.
  void mark(const char* name, cudaStream_t stream);
  /// Milliseconds of each stage since `start`, in order. Waits for the last one.
  std::vector<std::pair<std::string, float>> times();

 private:
  void record(cudaStream_t stream);

  bool enabled_ = false;
  size_t used_ = 0;
  std::vector<cudaEvent_t> events_;  ///< one more than names
  std::vector<const char*> names_;
};

}  // namespace fsm::splatting::cuda
