// From the sums that the backward blending left for each splat to the gradients of the stored parameters: a thread a splat, which
// computes again what the projection computed. No two threads write to the same Gaussian; only the pose is summed up by all.
#include "reconstruction/splatting/cuda/block_sum.cuh"
#include "reconstruction/splatting/cuda/device_status.h"
#include "reconstruction/splatting/cuda/stages.h"
#include "reconstruction/splatting/formulas/splat.h"

namespace fsm::splatting::cuda {
namespace {

struct BackwardJob {
  GaussianPointers<float> gaussians;
  RasterCamera<float> camera;
  RasterThresholds<float> settings;
  const DeviceSplat* splats;
  const float* moments;
  int64_t visible;
  GaussianGradients<float> gradients;
  double* pose;
};

/// Row of moments; `first` and `second` in whitened units.
__device__ inline bool loadMoments(const float* moments, int64_t number, float logOpacity, SplatGradient<float>& g) {
  static_assert(kMomentStride == 12, "read as three float4");
  const float4* row = reinterpret_cast<const float4*>(moments + number * kMomentStride);
  const float4 p = row[0], q = row[1], r = row[2];
  if (p.x == 0 && p.y == 0 && p.z == 0 && p.w == 0 && q.x == 0 && q.y == 0 && q.z == 0 && q.w == 0 && r.x == 0 && r.y == 0)
    return false;
  constexpr float kOne = 1.0f / kUnitsPerWhite, kTwo = kOne * kOne;
  const float opacity = exp2f(logOpacity);
  g.colour = {p.x, p.y, p.z};
  g.shape.depth = p.w;
  g.opacity = opacity > 0 ? q.x / opacity : 0;
  g.shape.first = {kOne * q.y, kOne * q.z};
  g.shape.second = {kTwo * q.w, kTwo * r.x, kTwo * r.y};
  return true;
}

__device__ inline void add(float* into, int64_t index, float value) {
  if (into != nullptr) into[index] += value;
}
__device__ inline void add3(float* into, int64_t index, const Vec3<float>& value) {
  if (into == nullptr) return;
  into[3 * index] += value.x;
  into[3 * index + 1] += value.y;
  into[3 * index + 2] += value.z;
}
__device__ inline void add4(float* into, int64_t index, const Quaternion<float>& value) {
  if (into == nullptr) return;
  into[4 * index] += value.w;
  into[4 * index + 1] += value.x;
  into[4 * index + 2] += value.y;
  into[4 * index + 3] += value.z;
}

__device__ inline void addGradients(const GaussianGradients<float>& out, int64_t index, const ParameterGradient<float>& g) {
  add3(out.position, index, g.position);
  add3(out.logScale, index, g.logScale);
  add4(out.rotation, index, g.rotation);
  add(out.opacityLogit, index, g.opacityLogit);
  add(out.time, index, g.time);
  add(out.logScaleTime, index, g.logScaleTime);
  add4(out.rotationRight, index, g.rotationRight);
}

/// Sums over the block and adds to pose [6].
__device__ inline void addPose(double* pose, const PoseGradient<float>& g) {
  const double values[6] = {g.rotation.x, g.rotation.y, g.rotation.z, g.translation.x, g.translation.y, g.translation.z};
  addBlockSums<kScanThreads>(values, pose);
}

__global__ void __launch_bounds__(kScanThreads) projectBackwardKernel(const __grid_constant__ BackwardJob job) {
  const int64_t number = static_cast<int64_t>(blockIdx.x) * kScanThreads + threadIdx.x;
  ParameterGradient<float> gradient;
  SplatGradient<float> g;
  if (number < job.visible) {
    const float4* words = reinterpret_cast<const float4*>(job.splats + number);
    const float4 place = words[0], shape = words[1];
    if (loadMoments(job.moments, number, shape.y, g)) {
      const int64_t source = __float_as_uint(words[2].w);
      const GaussianGradients<float>& out = job.gradients;
      float* sh = out.sh == nullptr ? nullptr : out.sh + source * job.gaussians.coefficients() * 3;
      gradient = makeSplatAdjoint(job.gaussians, source, job.camera, job.settings, g, sh);
      addGradients(out, source, gradient);
      constexpr float kWhite = 1.0f / kUnitsPerWhite;
      const Whitening<float> whitening{kWhite * place.z, kWhite * place.w, kWhite * shape.x};
      const Vec2<float> mean = meanGradient(whitening, g.shape.first);
      add(out.meanPixel, source, hypotf(mean.x, mean.y));
    }
  }
  if (job.pose != nullptr) addPose(job.pose, gradient.pose);
}

__global__ void addRoundedKernel(const double* sums, int count, float* into) {
  const int i = static_cast<int>(threadIdx.x);
  if (i < count) into[i] += static_cast<float>(sums[i]);
}

}  // namespace

void projectBackward(const GaussianPointers<float>& gaussians, const RasterCamera<float>& camera,
                     const RasterThresholds<float>& settings, const DeviceSplat* splats, const float* moments, int64_t visible,
                     const GaussianGradients<float>& gradients, double* pose, cudaStream_t stream) {
  const unsigned blocks = static_cast<unsigned>(scanBlocks(visible));
  if (blocks == 0) return;
  projectBackwardKernel<<<blocks, kScanThreads, 0, stream>>>(
      {gaussians, camera, settings, splats, moments, visible, gradients, pose});
  checkLaunch("project backward");
}

void addRounded(const double* sums, int count, float* into, cudaStream_t stream) {
  addRoundedKernel<<<1, kMostSums, 0, stream>>>(sums, count, into);
  checkLaunch("round sums");
}

}  // namespace fsm::splatting::cuda
