#version 450
// Slice, cull, project and colour: one 4D Gaussian becomes a splat in a slot of its own, with the bits of its depth as sorting key
// (all ones: not drawn) and the number of tiles that it touches. A workgroup takes one block of 256 Gaussians that is alive at the
// time drawn (renderer/splat/life_index.h).
//
// Formulas: reconstruction/scene/raster_settings.h; numerically as follows. With the rows M_i of R S, T = M_t and w = T . T, the
// conditional Gaussian has k_i = M_i . T / w, mean mu_i + k_i (tau - t) and the factor m_i = M_i - k_i T, covariance m_i . m_j: no
// difference of large numbers. Its image has the rows b_1 = fx / z (n_x - u n_z), b_2 = fy / z (n_y - v n_z) with n = W m, and
// C^-1 = L L^T is kept as L, with det C = (sum of the squared 2x2 minors of b) + lowPass (tr C - lowPass), so that needles keep
// their width in float32.
#extension GL_GOOGLE_include_directive : require
#include "dispatch.glsl"
#include "view.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 1) const int kTileWidth = 16;
layout(constant_id = 2) const int kTileHeight = 16;
layout(constant_id = 3) const bool kDynamic = true;
layout(constant_id = 4) const int kDegree = 0;
layout(constant_id = 5) const int kHarmonics = 0;
layout(constant_id = 6) const bool kMarked = false;
layout(constant_id = 7) const bool kOfficial = false;  // footprint

#include "footprint.glsl"

const uint kBlock = 256;
const uint kCulled = 0xffffffffu;

layout(std430, set = 0, binding = 0) readonly buffer First { vec4 first[]; };     // 4D: position, t; 3D: position, s_x
layout(std430, set = 0, binding = 1) readonly buffer Second { vec4 second[]; };   // 4D: scales; 3D: s_y, s_z, packed rotation
layout(std430, set = 0, binding = 2) readonly buffer Third { uvec4 third[]; };    // 4D: packed left and right quaternions
layout(std430, set = 0, binding = 3) readonly buffer Colours { uint colours[]; };  // opacity, packed SH coefficients
layout(std430, set = 0, binding = 4) readonly buffer Alive { uint alive[]; };      // blocks to be drawn
layout(std140, set = 0, binding = 5) uniform View { ViewData view; };
layout(std430, set = 0, binding = 6) writeonly buffer Keys { uint keys[]; };
layout(std430, set = 0, binding = 7) writeonly buffer SplatsA { vec4 splatsA[]; };
layout(std430, set = 0, binding = 8) writeonly buffer SplatsB { vec4 splatsB[]; };
layout(std430, set = 0, binding = 9) writeonly buffer Tiles { uint tiles[]; };
layout(std430, set = 0, binding = 10) readonly buffer Marked { uint marked[]; };   // a bit a Gaussian: its colour is changed

layout(push_constant) uniform Push {
  uint aliveOffset;  // of this chunk's blocks in `alive`
  uint aliveCount;
  uint slotBase;
  uint count;   // Gaussians of the chunk
  uint stride;  // words of `colours` per Gaussian
};

struct Factor {
  vec4 x, y, z;  // rows; covariance_ij = row_i . row_j
};

vec4 quaternion(uvec2 bits) { return vec4(unpackSnorm2x16(bits.x), unpackSnorm2x16(bits.y)); }

// Row i of R = A(q_l) B(q_r) (method of 4D-LRM; axes x, y, z, t) from row i of A.
vec4 rotationRow(vec4 a, vec4 r) {
  return a.x * vec4(r.x, r.y, -r.z, -r.w) + a.y * vec4(-r.y, r.x, r.w, -r.z) + a.z * vec4(r.z, -r.w, r.x, -r.y) +
         a.w * vec4(r.w, r.z, r.y, r.x);
}

// Mean, factor and weight of a 4D Gaussian at the time drawn.
float slice(uint index, inout vec3 mean, out Factor factor) {
  const vec4 scale = second[index];
  const uvec4 packed_ = third[index];
  const vec4 l = quaternion(packed_.xy), r = quaternion(packed_.zw);
  const vec4 x = rotationRow(vec4(l.x, l.y, -l.z, l.w), r) * scale, y = rotationRow(vec4(-l.y, l.x, l.w, l.z), r) * scale;
  const vec4 z = rotationRow(vec4(l.z, -l.w, l.x, l.y), r) * scale, t = rotationRow(vec4(-l.w, -l.z, -l.y, l.x), r) * scale;
  const float variance = dot(t, t), offset = view.centre.w - first[index].w;
  const vec3 drift = vec3(dot(x, t), dot(y, t), dot(z, t)) / variance;
  mean += offset * drift;
  factor = Factor(x - drift.x * t, y - drift.y * t, z - drift.z * t);
  return exp(-0.5 * offset * (offset / variance));
}

void staticFactor(uint index, out Factor factor) {
  const vec4 more = second[index];
  const vec3 scale = vec3(first[index].w, more.xy);
  const vec4 q = quaternion(floatBitsToUint(more.zw));  // w, x, y, z
  const float w = q.x, x = q.y, y = q.z, z = q.w;
  factor.x = vec4(scale * vec3(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)), 0);
  factor.y = vec4(scale * vec3(2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)), 0);
  factor.z = vec4(scale * vec3(2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)), 0);
}

// Sum of the squared 2x2 minors of two rows: their Gram determinant.
float gramDeterminant(vec4 a, vec4 b) {
  const vec3 m = a.xyz * b.yzx - a.yzx * b.xyz, n = a.xyz * b.w - a.w * b.xyz;
  return dot(m, m) + (kDynamic ? dot(n, n) : 0.0);
}

// False where the Gaussian has no area or its numbers leave float32's range.
bool project(vec3 point, Factor factor, out vec2 mean, out vec3 whitening) {
  const float inverse = 1.0 / point.z;
  const vec2 slope = point.xy * inverse, clamped = clamp(slope, -view.limits.xy, view.limits.xy);
  mean = view.lens.xy * slope + view.lens.zw;
  const vec4 nx = view.rowX.x * factor.x + view.rowX.y * factor.y + view.rowX.z * factor.z;
  const vec4 ny = view.rowY.x * factor.x + view.rowY.y * factor.y + view.rowY.z * factor.z;
  const vec4 nz = view.rowZ.x * factor.x + view.rowZ.y * factor.y + view.rowZ.z * factor.z;
  vec4 b1 = view.lens.x * inverse * (nx - clamped.x * nz), b2 = view.lens.y * inverse * (ny - clamped.y * nz);
  // In units of the larger variance, so that products of huge ones do not overflow.
  const float largest = max(dot(b1, b1), dot(b2, b2)) + view.limits.w, unit = 1.0 / largest, root = sqrt(unit);
  b1 *= root;
  b2 *= root;
  const float low = view.limits.w * unit;
  const float xx = dot(b1, b1) + low, xy = dot(b1, b2), yy = dot(b2, b2) + low;
  const float det = gramDeterminant(b1, b2) + low * (xx + yy - low);
  if (!(largest < 3e38) || !(det > 0.0)) return false;
  const float log2eHalfRoot = 0.84932180028801905;
  const float unscale = root * log2eHalfRoot, len = sqrt(yy * det);
  whitening = unscale * vec3(yy / len, -xy / len, inversesqrt(yy));
  const vec3 size = abs(whitening);
  return all(lessThan(abs(mean), vec2(3e38))) && max(size.x, max(size.y, size.z)) < 3e38 && whitening.x > 0.0 && whitening.z > 0.0;
}

vec3 coefficient(uint base, int index) {
  const uint half_ = uint(3 * index);
  const vec2 a = unpackHalf2x16(colours[base + half_ / 2]), b = unpackHalf2x16(colours[base + half_ / 2 + 1]);
  return half_ % 2 == 0 ? vec3(a, b.x) : vec3(a.y, b);
}

#include "harmonics.glsl"

vec3 colourOf(uint index, vec3 toPosition, float offset) {
  const float len = length(toPosition);
  const vec3 direction = len > 0.0 ? toPosition / len : vec3(0);
  const int count = (kDegree + 1) * (kDegree + 1);
  const uint base = index * stride + 1;
  vec3 colour = vec3(0.5) + harmonicSum(base, 0, direction);
  for (int k = 1; k <= kHarmonics; ++k) {
    colour += cos(float(k) * view.background.w * offset) * harmonicSum(base, k * count, direction);
  }
  return clamp(colour, vec3(0), vec3(65504));  // what half floats hold
}

// Marked Gaussians keep some of their own brightness, so that their shape can be seen.
vec3 markedColour(uint index, vec3 colour) {
  if (!kMarked || (marked[index / 32] >> (index % 32) & 1u) == 0u) return colour;
  const float brightness = dot(colour, vec3(0.299, 0.587, 0.114));
  return (0.35 + 0.65 * brightness) * vec3(1.0, 0.55, 0.05);
}

// Whether Gaussian `index` may be seen; then its splat and the number of its tiles.
bool makeSplat(uint index, out vec4 a, out vec4 b, out uint tileCount) {
  const vec4 head = first[index];
  vec3 mean = head.xyz;
  Factor factor;
  float weight = 1.0;
  if (kDynamic) {
    weight = slice(index, mean, factor);
  } else {
    staticFactor(index, factor);
  }
  const float opacity = uintBitsToFloat(colours[index * stride]) * weight;
  if (!(weight > view.alpha.w) && kDynamic) return false;
  if (!(opacity >= view.alpha.x) || !(opacity > 0.0)) return false;
  const vec3 relative = mean - view.centre.xyz;
  const vec3 point = vec3(dot(view.rowX.xyz, relative), dot(view.rowY.xyz, relative), dot(view.rowZ.xyz, relative));
  if (!(point.z > view.limits.z) || !(point.z < 3e38)) return false;
  vec2 pixel;
  vec3 whitening;
  if (!project(point, factor, pixel, whitening)) return false;
  const float offset = kDynamic ? view.centre.w - head.w : view.centre.w;
  const vec3 colour = markedColour(index, colourOf(index, head.xyz - view.centre.xyz, offset));
  a = vec4(pixel, whitening.xy);
  b = vec4(whitening.z, point.z, uintBitsToFloat(packHalf2x16(colour.xy)), uintBitsToFloat(packHalf2x16(vec2(colour.z, opacity))));
  const Footprint footprint = footprintOf(unpackSplat(a, b), view);
  const ivec2 rows = tileRows(footprint, view);
  tileCount = 0;
  for (int row = rows.x; row < rows.y; ++row) {
    const ivec2 columns = tileColumns(footprint, row, view);
    tileCount += uint(max(columns.y - columns.x, 0));
  }
  return tileCount > 0;
}

void main() {
  const uint group = flatGroup();
  if (group >= aliveCount) return;
  const uint start = alive[aliveOffset + group] * kBlock;
  for (uint lane = gl_LocalInvocationIndex; lane < kBlock; lane += gl_WorkGroupSize.x) {
    const uint slot = slotBase + group * kBlock + lane, index = start + lane;
    vec4 a = vec4(0), b = vec4(0);
    uint tileCount = 0;
    const bool seen = index < count && makeSplat(min(index, count - 1), a, b, tileCount);
    keys[slot] = seen ? floatBitsToUint(b.y) : kCulled;
    if (seen) {
      splatsA[slot] = a;
      splatsB[slot] = b;
      tiles[slot] = tileCount;
    }
  }
}
