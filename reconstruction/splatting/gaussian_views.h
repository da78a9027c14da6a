// Gaussians of the host on a device, to be looked at any number of times without gradients: evaluation, pruning, the slow
// reference picture. The renderer (Vulkan) draws the pictures that people see.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reconstruction/core/layered_image.h"
#include "reconstruction/core/progress.h"
#include "reconstruction/splatting/rasteriser.h"

namespace fsm::splatting {

/// fast: CUDA where the device is one, else the fast CPU rasteriser. reference: double precision on the CPU, slow.
enum class BackEnd { fast, reference };

class GaussianViews {
 public:
  /// `device`: "cpu", "cuda:N". Keeps what it needs of `gaussians`. Throws noDevice, outOfMemory.
  GaussianViews(const scene::Gaussians4D& gaussians, const std::string& device, BackEnd backEnd = BackEnd::fast);
  ~GaussianViews();
  GaussianViews(GaussianViews&&) noexcept;
  GaussianViews& operator=(GaussianViews&&) noexcept;

  /// `view` in the scene's frame with normalised time. Premultiplied, in the scene's colours (the settings' background is not
  /// used); expected depth in scene units.
  LayeredImage render(const View& view, const scene::RasterSettings& settings) const;
  /// Sum over the pixels of all views of what each Gaussian contributed (alpha times transmittance).
  std::vector<float> contributions(const std::vector<View>& views, const scene::RasterSettings& settings,
                                   Progress& progress) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Indices of the `budget` Gaussians that contributed most (all that contributed where they are fewer), in ascending order; of
/// equals the first.
std::vector<int64_t> strongest(const std::vector<float>& contributions, int64_t budget);

}  // namespace fsm::splatting
