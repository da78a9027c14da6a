// What a SharedScene publishes as the renderer draws it: raw scenes come by a transport, are packed on the device when a frame
// asks, and stay packed for the frames that keep them.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "renderer/interop/live_scene.h"
#include "renderer/interop/pack_pass.h"
#include "renderer/interop/scene_transport.h"
#include "renderer/interop/slot_schedule.h"

namespace fsm::renderer {

class PublishedScene final : public LiveScene {
 public:
  /// Throws outOfMemory.
  PublishedScene(RenderContext& context, const scene::GaussianScene& kind, const RawLayout& layout, int64_t capacity,
                 std::unique_ptr<SceneTransport> transport);
  ~PublishedScene() override;

  int64_t capacity() const { return capacity_; }
  /// On any thread. Throws badInput, deviceLost, noDevice.
  void publish(const SceneArrays& arrays, bool onDevice, void* stream);

  std::shared_ptr<GpuScene> next() override;
  void close() override;

 private:
  /// A packed scene: its room and what of it is drawn.
  struct Version {
    std::vector<SceneChunk> chunks;
    std::shared_ptr<GpuScene> scene;
  };
  Version& freeVersion();
  bool somethingIsPending() const;

  RenderContext& context_;
  scene::GaussianScene kind_;
  RawLayout layout_;
  int64_t capacity_;

  mutable std::mutex publishing_;  ///< one publisher at a time; taken before `state_`
  mutable std::mutex state_;       ///< of what follows
  SlotSchedule schedule_;
  uint64_t lastPublication_ = 0;

  // The renderer's thread only, but for the transport's `write`.
  std::unique_ptr<SceneTransport> transport_;  ///< null: closed
  std::unique_ptr<PackPass> pass_;
  std::unique_ptr<FrameRing> packs_;
  uint64_t lastPack_ = 0;
  std::vector<Version> versions_;
  std::shared_ptr<GpuScene> newest_;
};

}  // namespace fsm::renderer
