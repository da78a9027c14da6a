#include "renderer/frame_ring.h"

#include <vector>

#include "reconstruction/core/log.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

vk::raii::Semaphore makeTimeline(const Device& device) {
  const vk::SemaphoreTypeCreateInfo type(vk::SemaphoreType::eTimeline, 0);
  return {device.handle(), vk::SemaphoreCreateInfo({}, &type)};
}

}  // namespace

FrameRing::FrameRing(const Device& device) : device_(device), timeline_(makeTimeline(device)) {
  device.name(timeline_, "finished frames");
  for (Slot& slot : slots_) slot.stream = std::make_unique<CommandStream>(device);
}

FrameRing::~FrameRing() {
  try {
    waitIdle();
  } catch (const std::exception& error) {
    log().debug("Renderer closed on a failed device: {}", error.what());
  }
}

CommandStream& FrameRing::begin() {
  return translatingErrors([&]() -> CommandStream& {
    wait(current().number);
    current().stream->begin();
    return *current().stream;
  });
}

void FrameRing::abandon() {
  translatingErrors([&] { current().stream->end(); });
}

uint64_t FrameRing::submit(std::span<const SemaphorePoint> waits, std::span<const SemaphorePoint> raised) {
  return translatingErrors([&] {
    Slot& slot = current();
    slot.stream->end();
    if (loseDevice_) lost_ = true;
    if (lost_) throw deviceLost("lost on purpose");
    const uint64_t number = submitted_ + 1;
    std::vector<vk::Semaphore> waitFor, signal{*timeline_};
    std::vector<vk::PipelineStageFlags> stages;
    std::vector<uint64_t> waitValues, signalValues{number};
    for (const SemaphorePoint& point : waits) {
      waitFor.push_back(point.semaphore);
      stages.push_back(point.stage);
      waitValues.push_back(point.value);
    }
    for (const SemaphorePoint& point : raised) {
      signal.push_back(point.semaphore);
      signalValues.push_back(point.value);
    }
    const vk::TimelineSemaphoreSubmitInfo values(waitValues, signalValues);
    device_.queue().submit(vk::SubmitInfo(waitFor, stages, *slot.stream->handle(), signal, &values));
    slot.number = submitted_ = number;
    return number;
  });
}

uint64_t FrameRing::finished() const {
  if (lost_) throw deviceLost("lost on purpose");
  return translatingErrors([&] { return timeline_.getCounterValue(); });
}

bool FrameRing::wait(uint64_t number, uint64_t nanoseconds) const {
  if (lost_) throw deviceLost("lost on purpose");
  if (number == 0) return true;
  return translatingErrors([&] {
    const vk::SemaphoreWaitInfo info({}, *timeline_, number);
    return device_.handle().waitSemaphores(info, nanoseconds) == vk::Result::eSuccess;
  });
}

void FrameRing::waitIdle() const {
  // Also after a loss on purpose: the device itself is alive then and may still use what is about to be freed.
  translatingErrors([&] { device_.handle().waitIdle(); });
}

void FrameRing::releaseFinished() {
  const uint64_t done = finished();
  for (Slot& slot : slots_) {
    if (slot.number <= done) slot.stream->release();
  }
}

std::vector<StageTime> FrameRing::times(uint64_t number) const {
  const Slot& slot = slots_[(number + kFramesInFlight - 1) % kFramesInFlight];
  if (slot.number != number || finished() < number) return {};
  return translatingErrors([&] { return slot.stream->times(); });
}

}  // namespace fsm::renderer
