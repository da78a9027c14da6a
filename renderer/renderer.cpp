#include "renderer/renderer.h"

#include <map>

#include "renderer/frame_queue.h"
#include "renderer/render_context.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {

std::vector<DeviceInfo> listDevices() {
  const Instance instance;
  std::vector<DeviceInfo> devices;
  for (const auto& device : instance.devices()) devices.push_back(describe(device));
  return devices;
}

struct Renderer::Impl {
  explicit Impl(const RendererOptions& options)
      : context({options.validation, {}}, options.device, options.memoryLimit),
        queue(context, Tuning::forDevice(context.device.traits(), options.cardTuning)) {}

  RenderContext context;
  std::shared_ptr<GpuScene> scene;
  FrameQueue queue;
};

Renderer::Renderer(const RendererOptions& options) : impl_(translatingErrors([&] { return std::make_unique<Impl>(options); })) {
  beginScene({});
}
Renderer::~Renderer() = default;

const DeviceInfo& Renderer::device() const { return impl_->context.device.traits().info; }
MemoryReport Renderer::memory() const { return impl_->context.memory.report(); }

void Renderer::setScene(const scene::GaussianScene& scene) {
  beginScene(scene);
  addGaussians(scene.gaussians);
}

void Renderer::beginScene(const scene::GaussianScene& kind) {
  if (!(kind.frame.scale > 0) || !(kind.gaussians.timePeriod > 0)) {
    throw Error(ErrorCode::badInput,
                "The scene's scale or period of time is not a positive number; load or reconstruct it again.");
  }
  impl_->scene = std::make_shared<GpuScene>(impl_->context, kind);
}

void Renderer::addGaussians(const scene::Gaussians4D& part) {
  translatingErrors([&] { impl_->scene->add(part); });
}

uint64_t Renderer::gaussianCount() const { return impl_->scene->count(); }

Ticket Renderer::draw(const FrameRequest& request) {
  return translatingErrors([&] { return Ticket{impl_->queue.draw(request, impl_->scene)}; });
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

}  // namespace fsm::renderer
