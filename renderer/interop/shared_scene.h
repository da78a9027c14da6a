// A scene that is drawn while it is made: a reconstruction or a fine-tuning step publishes its Gaussians, and the next frame
// shows them.
//
//   SharedScene shared(renderer, {.kind = kind, .capacity = 2'000'000});   // from now on the renderer draws it
//   shared.publish(arrays, stream);        // device arrays; returns at once, ordered behind what is in the stream
//   renderer.draw(request);                // waits for the stream on the device, not on the host
//
// Two transports do the same:
//   sharedMemory  The raw arrays lie in memory that Vulkan allocated and exported (VK_KHR_external_memory_fd) and CUDA imported.
//                 CUDA copies into it on the caller's stream; two timeline semaphores order the copy and the kernel that packs
//                 it for drawing (VK_KHR_external_semaphore_fd). Nothing passes through the host and nobody waits there.
//   hostCopy      The arrays are copied into memory of the host that the device reads. Works everywhere. Publishing arrays of a
//                 CUDA device waits for their stream.
// A raw scene is kept twice (three times on the host), a packed one once for every frame that shows another one: a frame in
// flight never sees a scene half written.
//
// Gaussians are drawn in the order of the arrays and without an index of their lives: all of them are looked at in each frame.
// When a scene is final, Renderer::setScene makes it quicker to draw.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "reconstruction/scene/gaussians4d.h"
#include "renderer/renderer.h"

namespace fsm::renderer {

class PublishedScene;

/// Stored parameters as in scene/gaussians4d.h, float32, contiguous, all on the host or all on one CUDA device. Of a static
/// scene the last three are not read.
struct SceneArrays {
  int64_t count = 0;
  const float* position = nullptr;       ///< [N, 3]
  const float* logScale = nullptr;       ///< [N, 3]
  const float* rotation = nullptr;       ///< [N, 4]
  const float* opacityLogit = nullptr;   ///< [N]
  const float* sh = nullptr;             ///< [N, coefficients, 3]
  const float* time = nullptr;           ///< [N]
  const float* logScaleTime = nullptr;   ///< [N]
  const float* rotationRight = nullptr;  ///< [N, 4]
};
/// The arrays of a set on the host. Throws internal when their lengths disagree.
SceneArrays arraysOf(const scene::Gaussians4D& gaussians);

enum class Transport { automatic, sharedMemory, hostCopy };

struct SharedSceneOptions {
  scene::GaussianScene kind;  ///< frame, colours, settings, degree, harmonics and period of what is published; no Gaussians
  bool isStatic = false;
  int64_t capacity = 0;  ///< Gaussians at most, > 0
  Transport transport = Transport::automatic;
  int cudaDevice = 0;  ///< that publishes
};

class SharedScene {
 public:
  /// Nothing is drawn until something is published. With `automatic` the memory is shared where the renderer's device is the CUDA
  /// device (by UUID) and both can; else the log says why it is not. Throws badInput, outOfMemory; noDevice where sharing was
  /// asked for and cannot be.
  SharedScene(Renderer& renderer, const SharedSceneOptions& options);
  /// On the renderer's thread, as the constructor. The renderer goes on drawing what was published last.
  ~SharedScene();

  /// Copies arrays of the CUDA device, in `stream` (a cudaStream_t; null: the default stream), behind what is in it. They may be
  /// written again by work that follows in the stream. Throws badInput (more than the capacity, an array missing), deviceLost,
  /// noDevice (no CUDA here).
  void publish(const SceneArrays& arrays, void* stream);
  /// Copies arrays of the host, which may be changed when it returns. Throws as above.
  void publishFromHost(const SceneArrays& arrays);
  // Both may be called from any thread, also while the renderer draws on another; after the renderer is gone they throw
  // deviceLost.

  /// Never `automatic`.
  Transport transport() const;
  /// Why memory is not shared; empty where it is.
  const std::string& reason() const;
  int64_t capacity() const;

 private:
  std::shared_ptr<PublishedScene> scene_;
  Transport transport_ = Transport::hostCopy;
  std::string reason_;
};

}  // namespace fsm::renderer
