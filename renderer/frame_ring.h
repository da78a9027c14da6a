// Frames in flight: while the device works on one, the next is recorded. One timeline semaphore counts finished frames.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "renderer/command_stream.h"

namespace fsm::renderer {

/// A semaphore of somebody else (presentation, CUDA) that a frame waits for or signals; `value` is for timeline semaphores.
struct SemaphorePoint {
  vk::Semaphore semaphore;
  uint64_t value = 0;
  vk::PipelineStageFlags stage = vk::PipelineStageFlagBits::eAllCommands;
};

class FrameRing {
 public:
  static constexpr int kFramesInFlight = 2;

  explicit FrameRing(const Device& device);
  /// Waits for what is in flight, so that nothing that it uses dies before it.
  ~FrameRing();

  /// The commands of the next frame, begun; waits for the frame that used them last. One frame is recorded at a time.
  CommandStream& begin();
  /// Submits what was begun and returns the frame's number, which `finished` reaches when it is done. Throws deviceLost,
  /// outOfMemory.
  uint64_t submit(std::span<const SemaphorePoint> waits = {}, std::span<const SemaphorePoint> raised = {});
  /// Gives up what was begun.
  void abandon();

  /// Number of the last finished frame. Throws deviceLost.
  uint64_t finished() const;
  /// Waits for frame `number`; false after `nanoseconds` without it. Throws deviceLost.
  bool wait(uint64_t number, uint64_t nanoseconds = UINT64_MAX) const;
  void waitIdle() const;
  /// Lets go of what finished frames kept.
  void releaseFinished();
  uint64_t submitted() const { return submitted_; }
  /// Of frame `number`, one of the last kFramesInFlight and finished; empty otherwise.
  std::vector<StageTime> times(uint64_t number) const;

  /// The next submission fails as if the device was lost; for tests of what follows.
  void loseDeviceAtNextSubmit() { loseDevice_ = true; }

 private:
  struct Slot {
    std::unique_ptr<CommandStream> stream;
    uint64_t number = 0;  ///< of the frame that used it last
  };
  Slot& current() { return slots_[submitted_ % kFramesInFlight]; }

  const Device& device_;
  vk::raii::Semaphore timeline_;
  std::array<Slot, kFramesInFlight> slots_;
  uint64_t submitted_ = 0;
  bool loseDevice_ = false, lost_ = false;
};

}  // namespace fsm::renderer
