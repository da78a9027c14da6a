// The reference behind the common interface: arrays are widened to double precision, results rounded.
#include <new>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/splatting/raster_view.h"
#include "reconstruction/splatting/rasteriser.h"
#include "reconstruction/splatting/reference/reference.h"

namespace fsm::splatting {
namespace {

/// A copy in double precision of an array in single precision that may be null.
class Widened {
 public:
  Widened() = default;
  Widened(const float* values, int64_t count) {
    if (values != nullptr) values_.assign(values, values + count);
  }
  const double* data() const { return values_.empty() ? nullptr : values_.data(); }

 private:
  std::vector<double> values_;
};

/// Room in double precision for an array that may not be wanted.
class Room {
 public:
  Room(float* target, int64_t count) : target_(target) {
    if (target != nullptr) values_.assign(count, 0.0);
  }
  double* data() { return target_ == nullptr ? nullptr : values_.data(); }
  void store() const {
    for (size_t i = 0; i < values_.size(); ++i) target_[i] = static_cast<float>(values_[i]);
  }
  void add() const {
    for (size_t i = 0; i < values_.size(); ++i) target_[i] = static_cast<float>(target_[i] + values_[i]);
  }
  void takeLarger() const {
    for (size_t i = 0; i < values_.size(); ++i)
      if (values_[i] > target_[i]) target_[i] = static_cast<float>(values_[i]);
  }

 private:
  float* target_;
  std::vector<double> values_;
};

class ReferenceRasteriser : public Rasteriser {
 public:
  void forward(const GaussianPointers<float>& gaussians, const View& view, const scene::RasterSettings& settings,
               const RasterOutputs<float>& outputs) override;
  void backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) override;

 private:
  void widen(const GaussianPointers<float>& gaussians);

  Widened position_, logScale_, rotation_, opacityLogit_, sh_, time_, logScaleTime_, rotationRight_;
  GaussianPointers<double> gaussians_;
  ReferenceRendering rendering_;
  bool rendered_ = false;
};

void ReferenceRasteriser::widen(const GaussianPointers<float>& g) {
  const int64_t n = g.count;
  position_ = {g.position, 3 * n};
  logScale_ = {g.logScale, 3 * n};
  rotation_ = {g.rotation, 4 * n};
  opacityLogit_ = {g.opacityLogit, n};
  sh_ = {g.sh, n * g.coefficients() * 3};
  time_ = {g.time, n};
  logScaleTime_ = {g.logScaleTime, n};
  rotationRight_ = {g.rotationRight, 4 * n};
  gaussians_ = {n,
                g.shDegree,
                g.timeHarmonics,
                g.timePeriod,
                position_.data(),
                logScale_.data(),
                rotation_.data(),
                opacityLogit_.data(),
                sh_.data(),
                time_.data(),
                logScaleTime_.data(),
                rotationRight_.data()};
}

[[noreturn]] void outOfMemory() {
  throw Error(ErrorCode::outOfMemory,
              "There is not enough memory to draw the Gaussians. Draw a smaller picture or prune the scene.");
}

void ReferenceRasteriser::forward(const GaussianPointers<float>& gaussians, const View& view,
                                  const scene::RasterSettings& settings, const RasterOutputs<float>& outputs) try {
  rendered_ = false;
  checkView(view);
  checkGaussians(gaussians);
  widen(gaussians);
  const int64_t pixels = static_cast<int64_t>(view.camera.intrinsics.size.width) * view.camera.intrinsics.size.height;
  Room colour(outputs.colour, 3 * pixels), alpha(outputs.alpha, pixels), depth(outputs.depth, pixels);
  Room median(outputs.medianDepth, pixels), sum(outputs.contribution, gaussians.count);
  Room largest(outputs.maxContribution, gaussians.count);
  rendering_ = forwardReference(gaussians_, view, settings,
                                {colour.data(), alpha.data(), depth.data(), median.data(), sum.data(), largest.data()});
  for (const Room* image : {&colour, &alpha, &depth, &median}) image->store();
  sum.add();
  largest.takeLarger();
  rendered_ = true;
} catch (const std::bad_alloc&) {
  outOfMemory();
}

void ReferenceRasteriser::backward(const RasterOutputGradients<float>& outputs, const GaussianGradients<float>& gradients) try {
  if (!rendered_) throw Error(ErrorCode::internal, "Gradients were asked for before a picture was drawn. Please report this.");
  const int64_t pixels = static_cast<int64_t>(rendering_.transmittance.size()), n = gaussians_.count;
  const Widened colour(outputs.colour, 3 * pixels), alpha(outputs.alpha, pixels), depth(outputs.depth, pixels);
  Room position(gradients.position, 3 * n), logScale(gradients.logScale, 3 * n), rotation(gradients.rotation, 4 * n);
  Room opacity(gradients.opacityLogit, n), sh(gradients.sh, n * gaussians_.coefficients() * 3), time(gradients.time, n);
  Room logScaleTime(gradients.logScaleTime, n), right(gradients.rotationRight, 4 * n);
  Room background(gradients.background, 3), pose(gradients.pose, 6), meanPixel(gradients.meanPixel, n);
  backwardReference(rendering_, gaussians_, {colour.data(), alpha.data(), depth.data()},
                    {position.data(), logScale.data(), rotation.data(), opacity.data(), sh.data(), time.data(),
                     logScaleTime.data(), right.data(), background.data(), pose.data(), meanPixel.data()});
  for (const Room* room :
       {&position, &logScale, &rotation, &opacity, &sh, &time, &logScaleTime, &right, &background, &pose, &meanPixel})
    room->add();
} catch (const std::bad_alloc&) {
  outOfMemory();
}

}  // namespace

std::unique_ptr<Rasteriser> makeReferenceRasteriser() { return std::make_unique<ReferenceRasteriser>(); }

}  // namespace fsm::splatting
