// Activations around the fast weights: SiLU with unit length, SwiGLU, and the element-wise part of the closed-form update.
#include "reconstruction/model/kernels/row_access.cuh"

namespace fsm::model::kernels {

namespace {

constexpr float kUnitEpsilon = 1e-5f;
constexpr int kMaxParts = 3;

struct Parts {
  Bfloat16* p[kMaxParts];
};
struct ConstParts {
  const Bfloat16* p[kMaxParts];
};

__device__ inline float silu(float x) { return x * sigmoid(x); }
/// d SiLU / dx
__device__ inline float siluSlope(float x) {
  const float s = sigmoid(x);
  return s * (1.0f + x * (1.0f - s));
}

/// Where row [batch, tokens, parts, heads] goes: part's [batch * heads, tokens] row.
__device__ inline int64_t headRow(int64_t row, int64_t tokens, int parts, int heads, int& part) {
  const int head = row % heads;
  part = (row / heads) % parts;
  const int64_t token = row / (static_cast<int64_t>(heads) * parts);
  return ((token / tokens) * heads + head) * tokens + token % tokens;
}

__global__ void siluUnitForwardKernel(const Bfloat16* x, Parts y, int64_t rows, int64_t tokens, int parts, int heads, int d) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const int lane = threadIdx.x % 32;
  int part;
  const int64_t target = headRow(row, tokens, parts, heads, part);
  Bfloat16* out = y.p[part] + target * d;
  const Bfloat16* in = x + row * d;
  float scale = 1;
  if (parts < 2 || part < parts - 1) {
    float squares = 0;
    for (int c = lane * 2; c < d; c += 64) {
      const float2 v = load2(in + c);
      const float a = silu(v.x), b = silu(v.y);
      squares += a * a + b * b;
    }
    scale = 1.0f / (sqrtf(warpSum(squares)) + kUnitEpsilon);
  }
  for (int c = lane * 2; c < d; c += 64) {
    const float2 v = load2(in + c);
    store2(out + c, {silu(v.x) * scale, silu(v.y) * scale});
  }
}

__global__ void siluUnitBackwardKernel(ConstParts dy, const Bfloat16* x, Bfloat16* dx, int64_t rows, int64_t tokens, int parts,
                                       int heads, int d) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const int lane = threadIdx.x % 32;
  int part;
  const int64_t target = headRow(row, tokens, parts, heads, part);
  const Bfloat16* gradient = dy.p[part] + target * d;
  const Bfloat16* in = x + row * d;
  float scale = 1, pull = 0;
  if (parts < 2 || part < parts - 1) {
    float squares = 0, dot = 0;
    for (int c = lane * 2; c < d; c += 64) {
      const float2 v = load2(in + c), g = load2(gradient + c);
      const float a = silu(v.x), b = silu(v.y);
      squares += a * a + b * b;
      dot += a * g.x + b * g.y;
    }
    const float norm = sqrtf(warpSum(squares));
    dot = warpSum(dot);
    scale = 1.0f / (norm + kUnitEpsilon);
    pull = dot * scale * scale / fmaxf(norm, 1e-20f);
  }
  for (int c = lane * 2; c < d; c += 64) {
    const float2 v = load2(in + c), g = load2(gradient + c);
    store2(dx + row * d + c,
           {(g.x * scale - silu(v.x) * pull) * siluSlope(v.x), (g.y * scale - silu(v.y) * pull) * siluSlope(v.y)});
  }
}

__global__ void swigluForwardKernel(const Bfloat16* gu, Bfloat16* a, int64_t pairs, int h) {
  const int64_t index = (static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x);
  if (index >= pairs) return;
  const int64_t row = index / (h / 2), c = (index % (h / 2)) * 2;
  const float2 g = load2(gu + row * 2 * h + c), u = load2(gu + row * 2 * h + h + c);
  store2(a + row * h + c, {silu(g.x) * u.x, silu(g.y) * u.y});
}

__global__ void swigluBackwardKernel(const Bfloat16* da, const Bfloat16* gu, Bfloat16* dgu, int64_t pairs, int h) {
  const int64_t index = (static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x);
  if (index >= pairs) return;
  const int64_t row = index / (h / 2), c = (index % (h / 2)) * 2;
  const float2 d = load2(da + row * h + c), g = load2(gu + row * 2 * h + c), u = load2(gu + row * 2 * h + h + c);
  store2(dgu + row * 2 * h + c, {d.x * u.x * siluSlope(g.x), d.y * u.y * siluSlope(g.y)});
  store2(dgu + row * 2 * h + h + c, {d.x * silu(g.x), d.y * silu(g.y)});
}

__global__ void updateTermsForwardKernel(const Bfloat16* gu, const Bfloat16* delta, const float* rates, Bfloat16* hidden,
                                         Bfloat16* deltas, int64_t rows, int h) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const float r0 = rates[row * 3], r1 = rates[row * 3 + 1], r2 = rates[row * 3 + 2];
  for (int c = (threadIdx.x % 32) * 2; c < h; c += 64) {
    const float2 g = load2(gu + row * 2 * h + c), u = load2(gu + row * 2 * h + h + c), d = load2(delta + row * h + c);
    const float2 s = {silu(g.x), silu(g.y)};
    store2(hidden + row * h + c, {r1 * s.x * u.x, r1 * s.y * u.y});
    store2(deltas + row * 2 * h + c, {r0 * d.x * u.x * siluSlope(g.x), r0 * d.y * u.y * siluSlope(g.y)});
    store2(deltas + row * 2 * h + h + c, {r2 * d.x * s.x, r2 * d.y * s.y});
  }
}

struct UpdateGradient {
  float g, u, delta;
};

/// Gradients of one element; the three rates' shares are added to `rate`.
__device__ inline UpdateGradient updateElement(float g, float u, float d, float dHidden, float dDg, float dDu, float r0, float r1,
                                               float r2, float (&rate)[3]) {
  const float s = sigmoid(g), sp = s * (1.0f - s);
  const float f = g * s, f1 = s + g * sp, f2 = 2.0f * sp + g * sp * (1.0f - 2.0f * s);  // SiLU and its derivatives
  rate[0] += d * u * f1 * dDg;
  rate[1] += f * u * dHidden;
  rate[2] += d * f * dDu;
  const float da = r1 * dHidden, dg = r0 * dDg, du = r2 * dDu;
  return {da * u * f1 + dg * d * u * f2 + du * d * f1, da * f + dg * d * f1, dg * u * f1 + du * f};
}

__global__ void updateTermsBackwardKernel(const Bfloat16* dHidden, const Bfloat16* dDeltas, const Bfloat16* gu,
                                          const Bfloat16* delta, const float* rates, Bfloat16* dgu, Bfloat16* dDelta,
                                          float* dRates, int64_t rows, int h) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / 32;
  if (row >= rows) return;
  const float r0 = rates[row * 3], r1 = rates[row * 3 + 1], r2 = rates[row * 3 + 2];
  float rate[3] = {};
  for (int c = (threadIdx.x % 32) * 2; c < h; c += 64) {
    const float2 g = load2(gu + row * 2 * h + c), u = load2(gu + row * 2 * h + h + c), d = load2(delta + row * h + c);
    const float2 dh = load2(dHidden + row * h + c), dg = load2(dDeltas + row * 2 * h + c),
                 du = load2(dDeltas + row * 2 * h + h + c);
    const UpdateGradient a = updateElement(g.x, u.x, d.x, dh.x, dg.x, du.x, r0, r1, r2, rate);
    const UpdateGradient b = updateElement(g.y, u.y, d.y, dh.y, dg.y, du.y, r0, r1, r2, rate);
    store2(dgu + row * 2 * h + c, {a.g, b.g});
    store2(dgu + row * 2 * h + h + c, {a.u, b.u});
    store2(dDelta + row * h + c, {a.delta, b.delta});
  }
  for (float& r : rate) r = warpSum(r);
  if (threadIdx.x % 32 == 0)
    for (int i = 0; i < 3; ++i) dRates[row * 3 + i] = rate[i];
}

unsigned elementBlocks(int64_t pairs) { return static_cast<unsigned>((pairs + kThreads - 1) / kThreads); }

}  // namespace

void siluUnitForward(const Bfloat16* x, Bfloat16* const* y, int64_t batch, int64_t tokens, int parts, int heads, int d,
                     Stream stream) {
  const int64_t rows = batch * tokens * parts * heads;
  if (rows == 0) return;
  Parts out{};
  for (int i = 0; i < parts; ++i) out.p[i] = y[i];
  siluUnitForwardKernel<<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(x, out, rows, tokens, parts, heads, d);
  checkLaunch("siluUnitForward");
}

void siluUnitBackward(const Bfloat16* const* dy, const Bfloat16* x, Bfloat16* dx, int64_t batch, int64_t tokens, int parts,
                      int heads, int d, Stream stream) {
  const int64_t rows = batch * tokens * parts * heads;
  if (rows == 0) return;
  ConstParts in{};
  for (int i = 0; i < parts; ++i) in.p[i] = dy[i];
  siluUnitBackwardKernel<<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(in, x, dx, rows, tokens, parts, heads, d);
  checkLaunch("siluUnitBackward");
}

void swigluForward(const Bfloat16* gu, Bfloat16* a, int64_t rows, int h, Stream stream) {
  const int64_t pairs = rows * (h / 2);
  if (pairs == 0) return;
  swigluForwardKernel<<<elementBlocks(pairs), kThreads, 0, asStream(stream)>>>(gu, a, pairs, h);
  checkLaunch("swigluForward");
}

void swigluBackward(const Bfloat16* da, const Bfloat16* gu, Bfloat16* dgu, int64_t rows, int h, Stream stream) {
  const int64_t pairs = rows * (h / 2);
  if (pairs == 0) return;
  swigluBackwardKernel<<<elementBlocks(pairs), kThreads, 0, asStream(stream)>>>(da, gu, dgu, pairs, h);
  checkLaunch("swigluBackward");
}

void updateTermsForward(const Bfloat16* gu, const Bfloat16* delta, const float* rates, Bfloat16* hidden, Bfloat16* deltas,
                        int64_t rows, int h, Stream stream) {
  if (rows == 0) return;
  updateTermsForwardKernel<<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(gu, delta, rates, hidden, deltas, rows, h);
  checkLaunch("updateTermsForward");
}

void updateTermsBackward(const Bfloat16* dHidden, const Bfloat16* dDeltas, const Bfloat16* gu, const Bfloat16* delta,
                         const float* rates, Bfloat16* dgu, Bfloat16* dDelta, float* dRates, int64_t rows, int h, Stream stream) {
  if (rows == 0) return;
  updateTermsBackwardKernel<<<blocksFor(rows), kThreads, 0, asStream(stream)>>>(dHidden, dDeltas, gu, delta, rates, dgu, dDelta,
                                                                                dRates, rows, h);
  checkLaunch("updateTermsBackward");
}

}  // namespace fsm::model::kernels
