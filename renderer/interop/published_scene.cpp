#include "renderer/interop/published_scene.h"

#include <algorithm>

#include "reconstruction/core/log.h"
#include "renderer/render_context.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

PublishedScene::PublishedScene(RenderContext& context, const scene::GaussianScene& kind, const RawLayout& layout,
                               int64_t capacity, std::unique_ptr<SceneTransport> transport)
    : context_(context),
      kind_(kind),
      layout_(layout),
      capacity_(capacity),
      schedule_(transport->slots()),
      transport_(std::move(transport)),
      pass_(std::make_unique<PackPass>(context, kind.gaussians, layout)),
      packs_(std::make_unique<FrameRing>(context.device)),
      newest_(std::make_shared<GpuScene>(context, kind)) {
  (void)freeVersion();  // so that a scene that does not fit says so now
}

PublishedScene::~PublishedScene() {
  try {
    close();
  } catch (const std::exception& error) {
    log().debug("A published scene was closed on a failed device: {}", error.what());
  }
}

void PublishedScene::close() {
  const std::lock_guard publishing(publishing_);
  const std::lock_guard state(state_);
  packs_.reset();  // Waits for the device, so that nothing reads what goes now.
  newest_.reset();
  versions_.clear();
  pass_.reset();
  transport_.reset();
}

void PublishedScene::publish(const SceneArrays& arrays, bool onDevice, void* stream) {
  checkArrays(arrays, layout_, capacity_);
  const std::lock_guard publishing(publishing_);
  if (!transport_) throw deviceLost("published to a renderer that is gone");
  Publication publication;
  SlotSchedule::Claim claim;
  {
    const std::lock_guard state(state_);
    claim = schedule_.claim();
    publication = {claim.slot, arrays.count, ++lastPublication_};
  }
  // Outside the lock: copies of the host take their time, and frames go on with what they have.
  transport_->write(publication, claim.readBy, arrays, onDevice, stream);
  const std::lock_guard state(state_);
  schedule_.publish(publication);
}

bool PublishedScene::somethingIsPending() const {
  const std::lock_guard state(state_);
  return schedule_.pending().has_value();
}

std::shared_ptr<GpuScene> PublishedScene::next() {
  if (!packs_) throw deviceLost("a closed scene was drawn");
  if (!somethingIsPending()) return newest_;
  context_.frames.releaseFinished();
  packs_->releaseFinished();
  Version& version = freeVersion();
  CommandStream& commands = packs_->begin();  // may wait for the pack before the last, so not under the lock
  const std::lock_guard state(state_);
  if (!schedule_.pending()) {  // It is just being replaced.
    packs_->abandon();
    return newest_;
  }
  const Publication publication = *schedule_.pending();
  std::vector<SceneChunk> counted;
  try {
    pass_->record(commands, transport_->buffer(publication.slot), transport_->external(), publication.count, version.chunks,
                  counted);
  } catch (...) {
    packs_->abandon();
    throw;
  }
  std::vector<SemaphorePoint> waits;
  if (auto written = transport_->written(publication)) {
    written->stage = vk::PipelineStageFlagBits::eComputeShader;
    waits.push_back(*written);
  }
  const SemaphorePoint raised{transport_->read(), lastPack_ + 1};
  packs_->submit(waits, std::span(&raised, 1));
  schedule_.taken(++lastPack_);
  version.scene->replaceChunks(std::move(counted));
  newest_ = version.scene;
  return newest_;
}

PublishedScene::Version& PublishedScene::freeVersion() {
  const auto unused = std::find_if(versions_.begin(), versions_.end(), [](const Version& v) { return v.scene.use_count() == 1; });
  if (unused != versions_.end()) return *unused;
  Version version;
  version.chunks = pass_->makeChunks(context_);
  version.scene = std::make_shared<GpuScene>(context_, kind_);
  return versions_.emplace_back(std::move(version));
}

}  // namespace fsm::renderer
