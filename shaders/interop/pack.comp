#version 450
// From stored parameters as they lie in a raw scene (renderer/interop/raw_layout.h) to what the projection reads: the formulas and
// the layout of renderer/splat/packing.cpp, in single precision. A Gaussian that is not drawable (reconstruction/scene/gaussians4d.h)
// gets the opacity 0, which every frame culls; the order stays that of the arrays.
#extension GL_GOOGLE_include_directive : require
#include "../splat/dispatch.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 1) const bool kDynamic = true;

layout(std430, set = 0, binding = 0) readonly buffer Positions { float positions[]; };
layout(std430, set = 0, binding = 1) readonly buffer LogScales { float logScales[]; };
layout(std430, set = 0, binding = 2) readonly buffer Rotations { vec4 rotations[]; };
layout(std430, set = 0, binding = 3) readonly buffer Opacities { float opacityLogits[]; };
layout(std430, set = 0, binding = 4) readonly buffer Harmonics { float harmonics[]; };
layout(std430, set = 0, binding = 5) readonly buffer Times { float times[]; };
layout(std430, set = 0, binding = 6) readonly buffer TimeScales { float logScaleTimes[]; };
layout(std430, set = 0, binding = 7) readonly buffer RightRotations { vec4 rotationsRight[]; };
layout(std430, set = 0, binding = 8) writeonly buffer First { vec4 first[]; };
layout(std430, set = 0, binding = 9) writeonly buffer Second { uvec4 second[]; };
layout(std430, set = 0, binding = 10) writeonly buffer Third { uvec4 third[]; };
layout(std430, set = 0, binding = 11) writeonly buffer Colours { uint colours[]; };

layout(push_constant) uniform Push {
  uint count;          // Gaussians of the chunk
  uint coefficients;   // floats of `harmonics` per Gaussian
  uint stride;         // words of `colours` per Gaussian
};

const float kMinLogScale = -20.0, kMaxLogScale = 20.0;
const float kMinQuaternionNorm = 1e-10;
const float kLargestHalf = 65504.0;

// By their bits: compilers may take numbers for finite.
bool finite(float value) { return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u; }
bool finite(vec3 v) { return finite(v.x) && finite(v.y) && finite(v.z); }
bool finite(vec4 v) { return finite(v.xyz) && finite(v.w); }
bool scaleFits(float value) { return finite(value) && value <= kMaxLogScale; }
float activeScale(float logScale) { return exp(clamp(logScale, kMinLogScale, kMaxLogScale)); }

// False where the quaternion has no direction. Its largest component is taken out first, so that no square overflows or vanishes;
// huge ones are made smaller before, because devices divide by way of a reciprocal and take a reciprocal below 1.2e-38 for zero.
bool unitQuaternion(vec4 stored, out uvec2 bits) {
  bits = uvec2(0);
  if (!finite(stored)) return false;
  const float largest = max(max(abs(stored.x), abs(stored.y)), max(abs(stored.z), abs(stored.w)));
  if (!(largest >= 0.5 * kMinQuaternionNorm)) return false;
  const float shrink = largest > 1e20 ? 1e-20 : 1.0;
  const vec4 q = stored * shrink / (largest * shrink);
  const float len = length(q);
  if (!(largest >= kMinQuaternionNorm / len)) return false;
  const vec4 unit = q / len;
  bits = uvec2(packSnorm2x16(unit.xy), packSnorm2x16(unit.zw));
  return true;
}

float sigmoid(float logit) {
  const float e = exp(-abs(logit));
  return (logit >= 0.0 ? 1.0 : e) / (1.0 + e);
}

float coefficientAt(uint base, uint place, inout bool drawable) {
  if (place >= coefficients) return 0.0;
  const float value = harmonics[base + place];
  if (!finite(value)) {
    drawable = false;
    return 0.0;
  }
  return clamp(value, -kLargestHalf, kLargestHalf);
}

void main() {
  const uint index = flatGroup() * gl_WorkGroupSize.x + gl_LocalInvocationIndex;
  if (index >= count) return;
  vec3 position = vec3(positions[3 * index], positions[3 * index + 1], positions[3 * index + 2]);
  const vec3 logScale = vec3(logScales[3 * index], logScales[3 * index + 1], logScales[3 * index + 2]);
  const float logit = opacityLogits[index];
  uvec2 left = uvec2(0), right = uvec2(0);
  bool drawable = finite(position) && finite(logit) && scaleFits(logScale.x) && scaleFits(logScale.y) && scaleFits(logScale.z) &&
                  unitQuaternion(rotations[index], left);
  const vec3 scale = vec3(activeScale(logScale.x), activeScale(logScale.y), activeScale(logScale.z));
  if (kDynamic) {
    const float time = times[index], logScaleTime = logScaleTimes[index];
    const bool lives = finite(time) && scaleFits(logScaleTime) && unitQuaternion(rotationsRight[index], right);
    drawable = drawable && lives;
    first[index] = drawable ? vec4(position, time) : vec4(0);
    second[index] = floatBitsToUint(vec4(scale, activeScale(logScaleTime)));
    third[index] = uvec4(left, right);
  } else {
    first[index] = drawable ? vec4(position, scale.x) : vec4(0);
    second[index] = uvec4(floatBitsToUint(scale.yz), left);
  }
  const uint base = index * coefficients, words = index * stride;
  for (uint word = 0; word + 1 < stride; ++word) {
    const float low = coefficientAt(base, 2 * word, drawable), high = coefficientAt(base, 2 * word + 1, drawable);
    colours[words + 1 + word] = packHalf2x16(vec2(low, high));
  }
  colours[words] = floatBitsToUint(drawable ? sigmoid(logit) : 0.0);
}
