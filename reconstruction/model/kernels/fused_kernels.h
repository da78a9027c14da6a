// Fused element-wise and row-wise CUDA kernels of the block, forward and backward. bfloat16 in and out, float32 arithmetic.
// Raw pointers and a stream only; every pointer is device memory, contiguous. `rows` counts rows, widths are in elements.
// Row widths of the normalisations are multiples of 64 up to 1024 (`isSupportedRowWidth`).
#pragma once

#include <cstdint>

namespace fsm::model::kernels {

using Stream = void*;       ///< cudaStream_t
using Bfloat16 = uint16_t;  ///< bits of a bfloat16

bool isSupportedRowWidth(int64_t width);

/// y = (x - mean) * rstd * w, method.md 1.1 (weight only, eps 1e-5). x [rows, d] float32.
void layerNormForward(const float* x, const float* w, Bfloat16* y, float* mean, float* rstd, int64_t rows, int d, float eps,
                      Stream);
/// dx float32; dw [d] is added to.
void layerNormBackward(const Bfloat16* dy, const float* x, const float* w, const float* mean, const float* rstd, float* dx,
                       float* dw, int64_t rows, int d, Stream);

/// y = x * rsqrt(mean(x^2) + eps) * w.
void rmsNormForward(const Bfloat16* x, const float* w, Bfloat16* y, float* rstd, int64_t rows, int d, float eps, Stream);
void rmsNormBackward(const Bfloat16* dy, const Bfloat16* x, const float* w, const float* rstd, Bfloat16* dx, float* dw,
                     int64_t rows, int d, Stream);

/// qkv [tokens, 3, heads, d] -> q, k (RMS-normalised with qw, kw) and v (copied), each [tokens, heads, d]; rstd [tokens, 2,
/// heads].
void attentionInputsForward(const Bfloat16* qkv, const float* qw, const float* kw, Bfloat16* q, Bfloat16* k, Bfloat16* v,
                            float* rstd, int64_t tokens, int heads, int d, float eps, Stream);
void attentionInputsBackward(const Bfloat16* dq, const Bfloat16* dk, const Bfloat16* dv, const Bfloat16* qkv, const float* qw,
                             const float* kw, const float* rstd, Bfloat16* dqkv, float* dqw, float* dkw, int64_t tokens,
                             int heads, int d, Stream);

/// x [batch, tokens, parts, heads, d] -> y[part] [batch * heads, tokens, d] = a / (|a| + 1e-5) with a = SiLU(x); the last of two
/// or more parts (the values) stays a itself.
void siluUnitForward(const Bfloat16* x, Bfloat16* const* y, int64_t batch, int64_t tokens, int parts, int heads, int d, Stream);
void siluUnitBackward(const Bfloat16* const* dy, const Bfloat16* x, Bfloat16* dx, int64_t batch, int64_t tokens, int parts,
                      int heads, int d, Stream);

/// gu [rows, 2h] = (g | u) -> a [rows, h] = SiLU(g) * u.
void swigluForward(const Bfloat16* gu, Bfloat16* a, int64_t rows, int h, Stream);
void swigluBackward(const Bfloat16* da, const Bfloat16* gu, Bfloat16* dgu, int64_t rows, int h, Stream);

/// Element-wise part of the fast-weight gradient (method.md 1.6). delta [rows, h] = V w1^T; rates [rows, 3] float32.
/// hidden [rows, h] = rate1 * a; deltas [rows, 2h] = (rate0 * delta_g | rate2 * delta_u).
void updateTermsForward(const Bfloat16* gu, const Bfloat16* delta, const float* rates, Bfloat16* hidden, Bfloat16* deltas,
                        int64_t rows, int h, Stream);
void updateTermsBackward(const Bfloat16* dHidden, const Bfloat16* dDeltas, const Bfloat16* gu, const Bfloat16* delta,
                         const float* rates, Bfloat16* dgu, Bfloat16* dDelta, float* dRates, int64_t rows, int h, Stream);

}  // namespace fsm::model::kernels
