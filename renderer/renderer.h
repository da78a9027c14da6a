// Draws 4D Gaussians with Vulkan: the only header of the renderer that programs include.
//
//   Renderer renderer({});                    // the quickest device there is
//   renderer.setScene(scene);                 // or beginScene and addGaussians, part by part
//   const Ticket ticket = renderer.draw(request);   // returns at once; two frames are in flight
//   const Picture picture = renderer.read(ticket);  // waits for this one
//
// One thread uses a renderer at a time. What it draws is defined in reconstruction/scene/raster_settings.h; the same scene,
// device and request give the same bytes. All functions throw `Error`: badInput, outOfMemory, deviceLost. After deviceLost make a
// new Renderer: scenes stay with their owners on the host.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/core/geometry.h"
#include "reconstruction/scene/gaussians4d.h"
#include "renderer/device_info.h"
#include "renderer/memory_report.h"
#include "renderer/present/native_window.h"
#include "renderer/stage_time.h"

namespace fsm::renderer {

class FrameSink;
class LiveScene;
class RenderContext;
struct FrameOutcome;
struct MeshScene;

/// Every device that can run the renderer. Throws noDevice where there is no Vulkan at all.
std::vector<DeviceInfo> listDevices();

struct RendererOptions {
  std::string device;  ///< part of a name, a UUID's 32 digits, or "software"; empty: discrete before integrated before software
  uint64_t memoryLimit = 0;  ///< bytes of device memory at most; 0: what the device offers
  bool validation = false;   ///< Khronos validation layers with synchronisation validation; slow
  bool cardTuning = false;   ///< workgroups as on graphics cards on software devices too: tests of what runs there
  /// Wins over `device` where a Vulkan device is this CUDA device (by UUID), so that scenes are shared (interop/shared_scene.h).
  std::optional<int> cudaDevice;
  /// Pictures are shown in this window (present/presenter.h): where the device has images of it, they are drawn into those.
  std::optional<NativeWindow> window;
};

struct FrameRequest {
  View view;  ///< in the world, time in seconds; the picture has the size of its intrinsics
  scene::RasterSettings settings;
  bool overBackground = true;  ///< false: premultiplied colour without the background
  bool depth = false;          ///< depths are wanted
  bool overdraw = false;       ///< the number of Gaussians in each pixel is wanted
  /// Models and lines (renderer/mesh/mesh_scene.h) that stand among the Gaussians, in world units, animated at the view's time;
  /// null: none. Must not change until the frame is read or dropped.
  std::shared_ptr<const MeshScene> meshes;
};

/// Pixels row by row from the top.
struct Picture {
  ImageSize size;
  std::vector<float> rgba;         ///< [H, W, 4] in the scene's colours, not clamped; alpha = 1 - transmittance
  std::vector<float> depth;        ///< [H, W] expected view depth (sum of weight * z / alpha), world units; 0 where alpha is 0
  std::vector<float> medianDepth;  ///< [H, W] view depth at which the transmittance falls to 0.5, world units; 0: nowhere
  std::vector<float> overdraw;     ///< [H, W] Gaussians that were blended
};

/// Of a finished frame.
struct FrameStatistics {
  uint64_t candidates = 0;       ///< Gaussians of the blocks that are alive at the frame's time
  uint64_t visible = 0;          ///< those that touch the picture
  uint64_t pairs = 0;            ///< of them and tiles
  int attempts = 1;              ///< draws until all pairs had room
  int regions = 1;               ///< parts in which the picture was drawn
  std::vector<StageTime> times;  ///< of the last attempt; empty where the device does not measure or other frames came since
};

/// Names a frame until it was read or dropped.
struct Ticket {
  uint64_t id = 0;
};

class Renderer {
 public:
  /// Throws noDevice, unsupported.
  explicit Renderer(const RendererOptions& options);
  ~Renderer();

  const DeviceInfo& device() const;
  MemoryReport memory() const;

  /// Replaces what is drawn. Throws outOfMemory; then nothing is drawn any more.
  void setScene(const scene::GaussianScene& scene);
  /// The same part by part: what was added is drawn while more is loaded. `kind` gives all but the Gaussians, of which it may
  /// have none; every part must be of its degree, harmonics and kind (static or not). Throws badInput.
  void beginScene(const scene::GaussianScene& kind);
  void addGaussians(const scene::Gaussians4D& part);
  /// As beginScene, but what was drawn before (a live scene too) is drawn until `showNextScene`; both take memory until then.
  /// Parts and marks are the next scene's. Another scene that is set, begun or shown meanwhile takes its place.
  void beginNextScene(const scene::GaussianScene& kind);
  /// What was begun last is drawn from now on.
  void showNextScene();
  /// These Gaussians (increasing indices in the order in which they were added) are drawn in a colour that stands out, such as a
  /// selection; until the next call or scene. What is added later is not marked. Nothing for a live scene.
  void markGaussians(std::span<const int64_t> indices);
  /// Of a live scene: as drawn last.
  uint64_t gaussianCount() const;

  /// Begins a frame of what is there now. Never waits for its own frame, only for the one before the last.
  Ticket draw(const FrameRequest& request);
  /// Whether `read` would not wait.
  bool ready(Ticket ticket);
  /// Waits for the frame and gives its picture. A ticket is read once.
  Picture read(Ticket ticket, FrameStatistics* statistics = nullptr);
  /// `draw` and `read` in one.
  Picture render(const FrameRequest& request) { return read(draw(request)); }
  /// The picture is not wanted any more.
  void drop(Ticket ticket);

  /// What the validation layers said so far.
  std::vector<std::string> validationMessages() const;
  /// The next frame fails with deviceLost, as if the driver had failed; for tests of what follows.
  void loseDevice();

  /// For the parts of the renderer that programs reach through their own headers (meshes, CUDA, presentation).
  RenderContext& context();
  /// Draws what `live` gives for each frame, until a scene is set or begun.
  void show(std::shared_ptr<LiveScene> live);
  /// As `draw`, for a sink on the device (frame_sink.h): the ticket is concluded and then dropped.
  Ticket draw(const FrameRequest& request, FrameSink& sink);
  FrameOutcome conclude(Ticket ticket);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::renderer
