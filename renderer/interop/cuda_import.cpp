#include "renderer/interop/cuda_import.h"

#include <unistd.h>

#include <optional>

#include "renderer/interop/cuda_device.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr auto kMemoryHandle = vk::ExternalMemoryHandleTypeFlagBits::eOpaqueFd;
constexpr auto kSemaphoreHandle = vk::ExternalSemaphoreHandleTypeFlagBits::eOpaqueFd;

bool exportsBuffers(const vk::raii::PhysicalDevice& physical) {
  const auto properties = physical.getExternalBufferProperties({{}, kRawSceneUsage, kMemoryHandle});
  return bool(properties.externalMemoryProperties.externalMemoryFeatures & vk::ExternalMemoryFeatureFlagBits::eExportable);
}

bool exportsTimelines(const vk::raii::PhysicalDevice& physical) {
  const vk::SemaphoreTypeCreateInfo timeline(vk::SemaphoreType::eTimeline, 0);
  vk::PhysicalDeviceExternalSemaphoreInfo info(kSemaphoreHandle);
  info.pNext = &timeline;
  return bool(physical.getExternalSemaphoreProperties(info).externalSemaphoreFeatures &
              vk::ExternalSemaphoreFeatureFlagBits::eExportable);
}

vk::raii::Semaphore makeExportableTimeline(const Device& device) {
  const vk::ExportSemaphoreCreateInfo exported(kSemaphoreHandle);
  const vk::SemaphoreTypeCreateInfo type(vk::SemaphoreType::eTimeline, 0, &exported);
  return {device.handle(), vk::SemaphoreCreateInfo({}, &type)};
}

/// A file descriptor until CUDA took it over.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~OwnedDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  int get() const { return descriptor_; }
  void handedOver() { descriptor_ = -1; }

 private:
  int descriptor_;
};

}  // namespace

std::string whyNotShared(const Device& device, int cudaDevice) {
  std::string problem;
  const std::optional<DeviceUuid> uuid = cudaDeviceUuid(cudaDevice, problem);
  if (!uuid) return problem;
  const DeviceTraits& traits = device.traits();
  if (*uuid != traits.info.uuid)
    return "the renderer's device \"" + traits.info.name + "\" is not CUDA device " + std::to_string(cudaDevice);
  const bool shares = traits.externalMemory && traits.externalSemaphores && exportsBuffers(device.physical()) &&
                      exportsTimelines(device.physical());
  return shares ? "" : "the Vulkan driver of \"" + traits.info.name + "\" does not export memory and timeline semaphores";
}

ImportedBuffer::ImportedBuffer(const Device& device, const Buffer& buffer) {
  OwnedDescriptor descriptor(device.handle().getMemoryFdKHR({buffer.allocation().memory(), kMemoryHandle}));
  cudaExternalMemoryHandleDesc import{};
  import.type = cudaExternalMemoryHandleTypeOpaqueFd;
  import.handle.fd = descriptor.get();
  import.size = buffer.allocation().size();  // of the whole allocation, which is the buffer's alone
  import.flags = cudaExternalMemoryDedicated;
  checkCuda(cudaImportExternalMemory(&memory_, &import), "import of Vulkan's memory");
  descriptor.handedOver();
  cudaExternalMemoryBufferDesc map{};
  map.offset = buffer.allocation().offset();
  map.size = buffer.size();
  const cudaError_t status = cudaExternalMemoryGetMappedBuffer(&data_, memory_, &map);
  if (status == cudaSuccess) return;
  (void)cudaDestroyExternalMemory(memory_);
  checkCuda(status, "mapping of Vulkan's memory");
}

ImportedBuffer::~ImportedBuffer() {
  (void)cudaFree(data_);
  (void)cudaDestroyExternalMemory(memory_);
}

SharedTimeline::SharedTimeline(const Device& device, const std::string& name) : semaphore_(makeExportableTimeline(device)) {
  device.name(semaphore_, name);
  OwnedDescriptor descriptor(device.handle().getSemaphoreFdKHR({*semaphore_, kSemaphoreHandle}));
  cudaExternalSemaphoreHandleDesc import{};
  import.type = cudaExternalSemaphoreHandleTypeTimelineSemaphoreFd;
  import.handle.fd = descriptor.get();
  checkCuda(cudaImportExternalSemaphore(&imported_, &import), "import of a Vulkan semaphore");
  descriptor.handedOver();
}

SharedTimeline::~SharedTimeline() { (void)cudaDestroyExternalSemaphore(imported_); }

void SharedTimeline::wait(uint64_t value, cudaStream_t stream) const {
  cudaExternalSemaphoreWaitParams parameters{};
  parameters.params.fence.value = value;
  checkCuda(cudaWaitExternalSemaphoresAsync(&imported_, &parameters, 1, stream), "wait for a Vulkan semaphore");
}

void SharedTimeline::raise(uint64_t value, cudaStream_t stream) const {
  cudaExternalSemaphoreSignalParams parameters{};
  parameters.params.fence.value = value;
  checkCuda(cudaSignalExternalSemaphoresAsync(&imported_, &parameters, 1, stream), "signal of a Vulkan semaphore");
}

}  // namespace fsm::renderer
