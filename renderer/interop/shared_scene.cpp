#include "renderer/interop/shared_scene.h"

#include "reconstruction/core/log.h"
#include "renderer/interop/cuda_transport.h"
#include "renderer/interop/host_transport.h"
#include "renderer/interop/published_scene.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

void checkOptions(const SharedSceneOptions& options) {
  constexpr int64_t kMost = int64_t{1} << 30;  // what 32-bit counts take comfortably
  const scene::Gaussians4D& kind = options.kind.gaussians;
  if (options.capacity <= 0 || options.capacity > kMost) {
    throw Error(ErrorCode::badInput, "A view of " + std::to_string(options.capacity) +
                                         " Gaussians cannot be opened. Ask for a number from 1 to " + std::to_string(kMost) +
                                         ".");
  }
  if (kind.shDegree < 0 || kind.shDegree > 3 || kind.timeHarmonics < 0 || kind.timeHarmonics > 16 || !(kind.timePeriod > 0) ||
      !(options.kind.frame.scale > 0)) {
    throw Error(
        ErrorCode::badInput,
        "The scene's colours, scale or period of time are not of a kind that can be drawn; load or reconstruct it again.");
  }
}

}  // namespace

SceneArrays arraysOf(const scene::Gaussians4D& g) {
  g.check();
  const auto data = [](const std::vector<float>& values) { return values.empty() ? nullptr : values.data(); };
  return {g.count(),  data(g.position), data(g.logScale),     data(g.rotation),     data(g.opacityLogit),
          data(g.sh), data(g.time),     data(g.logScaleTime), data(g.rotationRight)};
}

SharedScene::SharedScene(Renderer& renderer, const SharedSceneOptions& options) {
  checkOptions(options);
  translatingErrors([&] {
    RenderContext& context = renderer.context();
    const RawLayout layout(options.kind.gaussians, options.isStatic, options.capacity);
    if (layout.bytes > context.device.traits().maxAllocation)
      throw outOfDeviceMemory("a raw scene of " + std::to_string(layout.bytes));
    reason_ = options.transport == Transport::hostCopy ? "copies through the host were asked for"
                                                       : whyNotShared(context.device, options.cudaDevice);
    if (options.transport == Transport::sharedMemory && !reason_.empty()) {
      throw Error(ErrorCode::noDevice, "The view cannot share memory with CUDA: " + reason_ +
                                           ". Let the renderer choose the CUDA device and update its driver, or let scenes be "
                                           "copied through the host.");
    }
    std::unique_ptr<SceneTransport> transport;
    if (reason_.empty()) {
      transport = std::make_unique<CudaTransport>(context, layout, options.cudaDevice);
      transport_ = Transport::sharedMemory;
    } else {
      if (options.transport == Transport::automatic) log().info("Published scenes are copied through the host: {}", reason_);
      transport = std::make_unique<HostTransport>(context, layout, options.cudaDevice);
    }
    scene_ = std::make_shared<PublishedScene>(context, options.kind, layout, options.capacity, std::move(transport));
  });
  renderer.show(scene_);
}

SharedScene::~SharedScene() = default;

void SharedScene::publish(const SceneArrays& arrays, void* stream) { scene_->publish(arrays, true, stream); }
void SharedScene::publishFromHost(const SceneArrays& arrays) { scene_->publish(arrays, false, nullptr); }

Transport SharedScene::transport() const { return transport_; }
const std::string& SharedScene::reason() const { return reason_; }
int64_t SharedScene::capacity() const { return scene_->capacity(); }

}  // namespace fsm::renderer
