#include "reconstruction/splatting/cuda/stage_clock.h"

#include "reconstruction/splatting/cuda/device_status.h"

namespace fsm::splatting::cuda {

StageClock::~StageClock() {
  for (cudaEvent_t event : events_) (void)cudaEventDestroy(event);
}

void StageClock::record(cudaStream_t stream) {
  if (used_ == events_.size()) {
    cudaEvent_t event = nullptr;
    check(cudaEventCreate(&event), "cudaEventCreate");
    events_.push_back(event);
  }
  check(cudaEventRecord(events_[used_++], stream), "cudaEventRecord");
}

void StageClock::start(cudaStream_t stream) {
  if (!enabled_) return;
  used_ = 0;
  names_.clear();
  record(stream);
}

void StageClock::mark(const char* name, cudaStream_t stream) {
  if (!enabled_ || used_ == 0) return;
  names_.push_back(name);
  record(stream);
}

std::vector<std::pair<std::string, float>> StageClock::times() {
  std::vector<std::pair<std::string, float>> out;
  if (used_ < 2) return out;
  check(cudaEventSynchronize(events_[used_ - 1]), "cudaEventSynchronize");
  for (size_t i = 0; i < names_.size(); ++i) {
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, events_[i], events_[i + 1]), "cudaEventElapsedTime");
    out.emplace_back(names_[i], milliseconds);
  }
  return out;
}

}  // namespace fsm::splatting::cuda
