// Layer norm, RMS norm and the split of attention inputs.
#include <type_traits>

#include "reconstruction/model/kernels/row_access.cuh"

namespace fsm::model::kernels {

bool isSupportedRowWidth(int64_t width) {
  if (width <= 0 || width % 64 != 0) return false;
  const int64_t i = width / 64;
  return i <= 8 || i == 12 || i == 16;
}

namespace {

template <int I>
__global__ void layerNormForwardKernel(const float* x, const float* w, Bfloat16* y, float* mean, float* rstd, int64_t rows,
                                       float eps) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const int lane = threadIdx.x % 32;
  const float* in = x + row * (64 * I);
  float2 v[I];
  float sum = 0;
#pragma unroll
  for (int i = 0; i < I; ++i) {
    v[i] = load2(in + i * 64 + lane * 2);
    sum += v[i].x + v[i].y;
  }
  const float m = warpSum(sum) / (64 * I);
  float squares = 0;
#pragma unroll
  for (int i = 0; i < I; ++i) {
    v[i].x -= m;
    v[i].y -= m;
    squares += v[i].x * v[i].x + v[i].y * v[i].y;
  }
  const float r = rsqrtf(warpSum(squares) / (64 * I) + eps);
  Bfloat16* out = y + row * (64 * I);
#pragma unroll
  for (int i = 0; i < I; ++i) {
    const float2 weight = load2(w + i * 64 + lane * 2);
    store2(out + i * 64 + lane * 2, {v[i].x * r * weight.x, v[i].y * r * weight.y});
  }
  if (lane == 0) {
    mean[row] = m;
    rstd[row] = r;
  }
}

template <int I>
__global__ void layerNormBackwardKernel(const Bfloat16* dy, const float* x, const float* w, const float* mean, const float* rstd,
                                        float* dx, float* dw, int64_t rows) {
  __shared__ float shared[64 * I];
  const int lane = threadIdx.x % 32;
  float2 weightGradient[I] = {};
  const int64_t stride = static_cast<int64_t>(gridDim.x) * kWarps;
  for (int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32; row < rows; row += stride) {
    const float m = mean[row], r = rstd[row];
    float2 n[I], g[I];
    float sumG = 0, sumGN = 0;
#pragma unroll
    for (int i = 0; i < I; ++i) {
      const int c = i * 64 + lane * 2;
      const float2 value = load2(x + row * (64 * I) + c), d = load2(dy + row * (64 * I) + c), weight = load2(w + c);
      n[i] = {(value.x - m) * r, (value.y - m) * r};
      weightGradient[i].x += d.x * n[i].x;
      weightGradient[i].y += d.y * n[i].y;
      g[i] = {d.x * weight.x, d.y * weight.y};
      sumG += g[i].x + g[i].y;
      sumGN += g[i].x * n[i].x + g[i].y * n[i].y;
    }
    sumG = warpSum(sumG) / (64 * I);
    sumGN = warpSum(sumGN) / (64 * I);
#pragma unroll
    for (int i = 0; i < I; ++i)
      store2(dx + row * (64 * I) + i * 64 + lane * 2,
             {r * (g[i].x - sumG - n[i].x * sumGN), r * (g[i].y - sumG - n[i].y * sumGN)});
  }
  addWeightGradient<I>(dw, weightGradient, shared);
}

/// One row: y = x rstd w; returns rstd.
template <int I>
__device__ float rmsRow(const Bfloat16* in, const float* w, Bfloat16* out, int lane, float eps) {
  float2 v[I];
  float squares = 0;
#pragma unroll
  for (int i = 0; i < I; ++i) {
    v[i] = load2(in + i * 64 + lane * 2);
    squares += v[i].x * v[i].x + v[i].y * v[i].y;
  }
  const float r = rsqrtf(warpSum(squares) / (64 * I) + eps);
#pragma unroll
  for (int i = 0; i < I; ++i) {
    const float2 weight = load2(w + i * 64 + lane * 2);
    store2(out + i * 64 + lane * 2, {v[i].x * r * weight.x, v[i].y * r * weight.y});
  }
  return r;
}

template <int I>
__device__ void rmsRowBackward(const Bfloat16* dy, const Bfloat16* x, const float* w, float r, Bfloat16* dx,
                               float2 (&weightGradient)[I], int lane) {
  float2 n[I], g[I];
  float sumGN = 0;
#pragma unroll
  for (int i = 0; i < I; ++i) {
    const int c = i * 64 + lane * 2;
    const float2 value = load2(x + c), d = load2(dy + c), weight = load2(w + c);
    n[i] = {value.x * r, value.y * r};
    weightGradient[i].x += d.x * n[i].x;
    weightGradient[i].y += d.y * n[i].y;
    g[i] = {d.x * weight.x, d.y * weight.y};
    sumGN += g[i].x * n[i].x + g[i].y * n[i].y;
  }
  sumGN = warpSum(sumGN) / (64 * I);
#pragma unroll
  for (int i = 0; i < I; ++i) store2(dx + i * 64 + lane * 2, {r * (g[i].x - n[i].x * sumGN), r * (g[i].y - n[i].y * sumGN)});
}

template <int I>
__global__ void rmsNormForwardKernel(const Bfloat16* x, const float* w, Bfloat16* y, float* rstd, int64_t rows, float eps) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const float r = rmsRow<I>(x + row * (64 * I), w, y + row * (64 * I), threadIdx.x % 32, eps);
  if (threadIdx.x % 32 == 0) rstd[row] = r;
}

template <int I>
__global__ void rmsNormBackwardKernel(const Bfloat16* dy, const Bfloat16* x, const float* w, const float* rstd, Bfloat16* dx,
                                      float* dw, int64_t rows) {
  __shared__ float shared[64 * I];
  float2 weightGradient[I] = {};
  const int64_t stride = static_cast<int64_t>(gridDim.x) * kWarps;
  for (int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32; row < rows; row += stride)
    rmsRowBackward<I>(dy + row * (64 * I), x + row * (64 * I), w, rstd[row], dx + row * (64 * I), weightGradient,
                      threadIdx.x % 32);
  addWeightGradient<I>(dw, weightGradient, shared);
}

/// Row index runs over [tokens, 3, heads].
template <int I>
__global__ void attentionInputsForwardKernel(const Bfloat16* qkv, const float* qw, const float* kw, Bfloat16* q, Bfloat16* k,
                                             Bfloat16* v, float* rstd, int64_t rows, int heads, float eps) {
  constexpr int d = 64 * I;
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const int lane = threadIdx.x % 32, head = row % heads, part = (row / heads) % 3;
  const int64_t token = row / (3 * heads), out = (token * heads + head) * d;
  if (part == 2) {
#pragma unroll
    for (int i = 0; i < I; ++i) store2(v + out + i * 64 + lane * 2, load2(qkv + row * d + i * 64 + lane * 2));
    return;
  }
  const float r = rmsRow<I>(qkv + row * d, part == 0 ? qw : kw, (part == 0 ? q : k) + out, lane, eps);
  if (lane == 0) rstd[(token * 2 + part) * heads + head] = r;
}

template <int I>
__global__ void attentionInputsBackwardKernel(const Bfloat16* dq, const Bfloat16* dk, const Bfloat16* dv, const Bfloat16* qkv,
                                              const float* qw, const float* kw, const float* rstd, Bfloat16* dqkv, float* dqw,
                                              float* dkw, int64_t tokens, int heads) {
  constexpr int d = 64 * I;
  __shared__ float shared[d];
  const int lane = threadIdx.x % 32;
  float2 queryGradient[I] = {}, keyGradient[I] = {};
  const int64_t stride = static_cast<int64_t>(gridDim.x) * kWarps;
  for (int64_t pair = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32; pair < tokens * heads; pair += stride) {
    const int64_t token = pair / heads, head = pair % heads, base = token * 3 * heads + head;
    rmsRowBackward<I>(dq + pair * d, qkv + base * d, qw, rstd[token * 2 * heads + head], dqkv + base * d, queryGradient, lane);
    rmsRowBackward<I>(dk + pair * d, qkv + (base + heads) * d, kw, rstd[(token * 2 + 1) * heads + head],
                      dqkv + (base + heads) * d, keyGradient, lane);
#pragma unroll
    for (int i = 0; i < I; ++i)
      store2(dqkv + (base + 2 * heads) * d + i * 64 + lane * 2, load2(dv + pair * d + i * 64 + lane * 2));
  }
  addWeightGradient<I>(dqw, queryGradient, shared);
  addWeightGradient<I>(dkw, keyGradient, shared);
}

}  // namespace

void layerNormForward(const float* x, const float* w, Bfloat16* y, float* mean, float* rstd, int64_t rows, int d, float eps,
                      Stream stream) {
  if (rows == 0) return;
  dispatchRowWidth(d, [&](auto i) {
    layerNormForwardKernel<i.value><<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(x, w, y, mean, rstd, rows, eps);
  });
  checkLaunch("layerNormForward");
}

void layerNormBackward(const Bfloat16* dy, const float* x, const float* w, const float* mean, const float* rstd, float* dx,
                       float* dw, int64_t rows, int d, Stream stream) {
  if (rows == 0) return;
  dispatchRowWidth(d, [&](auto i) {
    layerNormBackwardKernel<i.value><<<loopBlocks(rows), kThreads, 0, asStream(stream)>>>(dy, x, w, mean, rstd, dx, dw, rows);
  });
  checkLaunch("layerNormBackward");
}

void rmsNormForward(const Bfloat16* x, const float* w, Bfloat16* y, float* rstd, int64_t rows, int d, float eps, Stream stream) {
  if (rows == 0) return;
  dispatchRowWidth(d, [&](auto i) {
    rmsNormForwardKernel<i.value><<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(x, w, y, rstd, rows, eps);
  });
  checkLaunch("rmsNormForward");
}

void rmsNormBackward(const Bfloat16* dy, const Bfloat16* x, const float* w, const float* rstd, Bfloat16* dx, float* dw,
                     int64_t rows, int d, Stream stream) {
  if (rows == 0) return;
  dispatchRowWidth(d, [&](auto i) {
    rmsNormBackwardKernel<i.value><<<loopBlocks(rows), kThreads, 0, asStream(stream)>>>(dy, x, w, rstd, dx, dw, rows);
  });
  checkLaunch("rmsNormBackward");
}

void attentionInputsForward(const Bfloat16* qkv, const float* qw, const float* kw, Bfloat16* q, Bfloat16* k, Bfloat16* v,
                            float* rstd, int64_t tokens, int heads, int d, float eps, Stream stream) {
  if (tokens == 0) return;
  const int64_t rows = tokens * 3 * heads;
  dispatchRowWidth(d, [&](auto i) {
    attentionInputsForwardKernel<i.value>
        <<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(qkv, qw, kw, q, k, v, rstd, rows, heads, eps);
  });
  checkLaunch("attentionInputsForward");
}

void attentionInputsBackward(const Bfloat16* dq, const Bfloat16* dk, const Bfloat16* dv, const Bfloat16* qkv, const float* qw,
                             const float* kw, const float* rstd, Bfloat16* dqkv, float* dqw, float* dkw, int64_t tokens,
                             int heads, int d, Stream stream) {
  if (tokens == 0) return;
  dispatchRowWidth(d, [&](auto i) {
    attentionInputsBackwardKernel<i.value><<<loopBlocks(tokens * heads), kThreads, 0, asStream(stream)>>>(
        dq, dk, dv, qkv, qw, kw, rstd, dqkv, dqw, dkw, tokens, heads);
  });
  checkLaunch("attentionInputsBackward");
}

}  // namespace fsm::model::kernels
