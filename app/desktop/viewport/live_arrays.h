// Takes the arrays of a running job to the scene that the render thread draws: called on the job's thread, between two of its
// steps.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "reconstruction/scene/gaussians4d.h"
#include "reconstruction/splatting/raster_pointers.h"
#include "training/refine/refine.h"

namespace fsm::renderer {
class Renderer;
class SharedScene;
}  // namespace fsm::renderer

namespace fsm::desktop {

class LiveArrays {
 public:
  LiveArrays();
  /// All but `publish` are called on the render thread.
  ~LiveArrays();

  /// From now on `renderer` draws these Gaussians, and those that `publish` brings after them. Throws as renderer::SharedScene.
  void show(renderer::Renderer& renderer, const scene::GaussianScene& scene);
  /// Nothing is taken any more. Waits for a `publish` under way.
  void close();
  /// How Gaussians arrive: "shared", "host"; empty: nothing is open.
  std::string transport() const;

  /// False where they are of another kind than what is shown, more than it has room for, or nothing is: then the scene has to be
  /// shown anew. From any thread.
  bool publish(const splatting::GaussianPointers<float>& arrays, const training::ArraysPlace& place);

 private:
  bool holds(int64_t count, int shDegree, int timeHarmonics, double timePeriod, bool isStatic) const;

  mutable std::mutex mutex_;
  std::unique_ptr<renderer::SharedScene> shared_;
  scene::Gaussians4D kind_;  ///< of what is shown; no Gaussians
  bool isStatic_ = false;
};

}  // namespace fsm::desktop
