#include "renderer/renderer.h"

#include <map>

#include "reconstruction/core/log.h"
#include "renderer/frame_queue.h"
#include "renderer/interop/cuda_device.h"
#include "renderer/interop/live_scene.h"
#include "renderer/render_context.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

std::vector<DeviceInfo> listDevices() {
  const Instance instance;
  std::vector<DeviceInfo> devices;
  for (const auto& device : instance.devices()) devices.push_back(describe(device));
  return devices;
}

namespace {

std::string wantedDevice(const RendererOptions& options) {
  if (!options.cudaDevice) return options.device;
  std::string problem;
  const std::optional<DeviceUuid> uuid = cudaDeviceUuid(*options.cudaDevice, problem);
  if (uuid) {
    for (const DeviceInfo& info : listDevices()) {
      if (info.uuid == *uuid) return info.uuidText();
    }
    problem = "no Vulkan device is CUDA device " + std::to_string(*options.cudaDevice);
  }
  log().info("Drawing on another device than CUDA: {}", problem);
  return options.device;
}

}  // namespace

struct Renderer::Impl {
  explicit Impl(const RendererOptions& options)
      : context({options.validation, options.window}, wantedDevice(options), options.memoryLimit),
        queue(context, Tuning::forDevice(context.device.traits(), options.cardTuning)) {}
  ~Impl() {
    for (const auto& shown : everShown) {
      if (const auto alive = shown.lock()) alive->close();
    }
  }

  Ticket draw(const FrameRequest& request, FrameSink* sink) {
    if (live) scene = live->next();
    return {queue.draw(request, scene, sink)};
  }

  /// Throws badInput.
  std::shared_ptr<GpuScene> begin(const scene::GaussianScene& kind) {
    if (!(kind.frame.scale > 0) || !(kind.gaussians.timePeriod > 0)) {
      throw Error(ErrorCode::badInput,
                  "The scene's scale or period of time is not a positive number; load or reconstruct it again.");
    }
    return std::make_shared<GpuScene>(context, kind);
  }
  /// What parts and marks are for; null: nothing, since a live scene is drawn.
  std::shared_ptr<GpuScene> loaded() const { return next ? next : live ? nullptr : scene; }

  RenderContext context;
  std::shared_ptr<GpuScene> scene, next;  ///< `next` is null where nothing is loaded behind the scene that is drawn
  FrameQueue queue;
  std::shared_ptr<LiveScene> live;  ///< null: `scene` is drawn
  std::vector<std::weak_ptr<LiveScene>> everShown;
};

Renderer::Renderer(const RendererOptions& options) : impl_(translatingErrors([&] { return std::make_unique<Impl>(options); })) {
  beginScene({});
}
Renderer::~Renderer() {
  // Frames in flight use kernels and pictures that are about to go.
  try {
    impl_->context.frames.waitIdle();
  } catch (const std::exception& error) {
    log().debug("Renderer closed on a failed device: {}", error.what());
  }
}

const DeviceInfo& Renderer::device() const { return impl_->context.device.traits().info; }
MemoryReport Renderer::memory() const { return impl_->context.memory.report(); }

void Renderer::setScene(const scene::GaussianScene& scene) {
  beginScene(scene);
  addGaussians(scene.gaussians);
}

void Renderer::beginScene(const scene::GaussianScene& kind) {
  impl_->scene = impl_->begin(kind);
  impl_->next.reset();
  impl_->live.reset();
  // What was drawn before makes room for what is to come.
  impl_->context.frames.releaseFinished();
}

void Renderer::beginNextScene(const scene::GaussianScene& kind) { impl_->next = impl_->begin(kind); }

void Renderer::showNextScene() {
  if (!impl_->next) return;
  impl_->scene = std::move(impl_->next);
  impl_->next.reset();
  impl_->live.reset();
}

void Renderer::addGaussians(const scene::Gaussians4D& part) {
  const auto scene = impl_->loaded();
  if (!scene) {
    throw Error(ErrorCode::internal, "The renderer failed; please report this.", "Gaussians added to a scene that is published");
  }
  translatingErrors([&] { scene->add(part); });
}

void Renderer::markGaussians(std::span<const int64_t> indices) {
  if (const auto scene = impl_->loaded()) translatingErrors([&] { scene->mark(indices); });
}

uint64_t Renderer::gaussianCount() const { return impl_->scene->count(); }

Ticket Renderer::draw(const FrameRequest& request) {
  return translatingErrors([&] { return impl_->draw(request, nullptr); });
}
Ticket Renderer::draw(const FrameRequest& request, FrameSink& sink) {
  return translatingErrors([&] { return impl_->draw(request, &sink); });
}
FrameOutcome Renderer::conclude(Ticket ticket) {
  return translatingErrors([&] { return impl_->queue.conclude(ticket.id); });
}
bool Renderer::ready(Ticket ticket) {
  return translatingErrors([&] { return impl_->queue.ready(ticket.id); });
}
Picture Renderer::read(Ticket ticket, FrameStatistics* statistics) {
  return translatingErrors([&] { return impl_->queue.read(ticket.id, statistics); });
}
void Renderer::drop(Ticket ticket) { impl_->queue.drop(ticket.id); }

std::vector<std::string> Renderer::validationMessages() const { return impl_->context.instance.validation().messages(); }
void Renderer::loseDevice() { impl_->context.frames.loseDeviceAtNextSubmit(); }
RenderContext& Renderer::context() { return impl_->context; }

void Renderer::show(std::shared_ptr<LiveScene> live) {
  std::erase_if(impl_->everShown, [](const auto& shown) { return shown.expired(); });
  impl_->everShown.push_back(live);
  impl_->live = std::move(live);
  impl_->next.reset();
}

}  // namespace fsm::renderer
