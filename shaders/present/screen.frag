#version 450
// A pixel of the window: the picture in the way that was asked for, beside or against another one, or a bar.
#extension GL_GOOGLE_include_directive : require
#include "present/colour_scales.glsl"
#include "present/screen.glsl"

// Constants: software devices compute what branches skip.
layout(constant_id = 0) const uint kShown = 0;       // ShownAs
layout(constant_id = 1) const uint kComparison = 0;  // Comparison::Kind
layout(constant_id = 2) const uint kFit = 0;         // PictureFit, of the picture and of the other one
layout(constant_id = 3) const uint kOtherFit = 0;
layout(constant_id = 4) const bool kLinear = false;  // the picture holds linear light
layout(constant_id = 5) const bool kOtherLinear = false;

const uint kExact = 0, kEnlarged = 1;
const uint kAlpha = 1, kDepth = 2, kOverdraw = 3, kConfidence = 4;
const uint kWipe = 1, kDifference = 2;

layout(std430, set = 0, binding = 0) readonly buffer Screen { ScreenData data; };
layout(std430, set = 0, binding = 1) readonly buffer Inputs { InputView inputs[]; };
layout(std430, set = 0, binding = 2) readonly buffer Range { vec2 foundRange; };
layout(set = 0, binding = 3) uniform sampler2D pictureColour;  // premultiplied
layout(set = 0, binding = 4) uniform sampler2D pictureDepth;   // expected view depth, world units
layout(set = 0, binding = 5) uniform sampler2D pictureOverdraw;
layout(set = 0, binding = 6) uniform sampler2D otherColour;  // premultiplied

layout(location = 0) out vec4 result;

// Exact for small angles too, where the arc cosine is not.
float angleBetween(vec3 a, vec3 b) { return atan(length(cross(a, b)), dot(a, b)); }

// Of the world point at `p`, relative to the camera's centre; reconstruction/capture/coverage.h has the formula.
float confidenceAt(vec3 p) {
  float least = 1e30;
  const float far = max(length(p), 1e-12);
  for (uint i = 0; i < data.encodings.z; ++i) {
    const InputView seen = inputs[i];
    const vec3 own = p - seen.centre.xyz;
    const float outside = max(0.0, angleBetween(seen.forward.xyz, own) - seen.forward.w);
    const vec4 error = vec4(angleBetween(p, own), log(far / max(length(own), 1e-12)), outside, seen.centre.w) *
                       data.confidence.xyxz;
    least = min(least, dot(error, error));
  }
  return 1.0 / (1.0 + least);
}

vec3 confidenceOf(ivec2 pixel, vec3 colour, float alpha) {
  const float depth = texelFetch(pictureDepth, pixel, 0).x;
  if (depth <= 0.0 || alpha <= 0.0) return colour * 0.25;
  const vec3 ray = vec3((vec2(pixel) + 0.5 - data.lens.zw) / data.lens.xy, 1.0) * depth;
  const float known = confidenceAt(vec3(dot(data.rowX.xyz, ray), dot(data.rowY.xyz, ray), dot(data.rowZ.xyz, ray)));
  const vec3 doubt = mix(vec3(dot(colour, vec3(0.2126, 0.7152, 0.0722)) * 0.5), vec3(0.45, 0.04, 0.10), 0.6);
  return mix(doubt, colour, known);
}

vec3 depthOf(ivec2 pixel, float alpha) {
  const float depth = texelFetch(pictureDepth, pixel, 0).x;
  if (depth <= 0.0 || alpha < 0.02) return vec3(0.0);
  const vec2 range = data.depthRange.z > 0.0 ? foundRange : data.depthRange.xy;
  // Equal steps are equal ratios: a far sky leaves colours for what stands before it.
  const float place = range.x > 0.0 ? log(depth / range.x) / max(log(range.y / range.x), 1e-20)
                                    : (depth - range.x) / max(range.y - range.x, 1e-20);
  return spectrum(1.0 - place);
}

// Enlarging is what a hand that turns the view waits for: no loop over a single tap.
vec4 fitted(sampler2D picture, uint fit, ivec2 size, vec2 at, vec2 extent) {
  if (fit == kExact) return texelFetch(picture, min(ivec2(at), size - 1), 0);
  return fit == kEnlarged ? bilinear(picture, size, at) : resampled(picture, size, at, extent);
}

void main() {
  const vec2 window = gl_FragCoord.xy, inArea = window - vec2(data.area.xy);
  if (any(lessThan(inArea, vec2(0.0))) || any(greaterThanEqual(inArea, vec2(data.area.zw)))) {
    result = vec4(data.bars.rgb, 1.0);
    return;
  }
  const vec3 backdrop = backdropAt(data, window);
  const ivec2 size = data.sizes.xy;
  const vec2 extent = vec2(size) / vec2(data.area.zw), at = inArea * extent;
  const ivec2 nearest = min(ivec2(at), size - 1);
  const vec4 pixel = data.gain * fitted(pictureColour, kFit, size, at, extent);
  const vec3 plain = displayed(pixel, kLinear, backdrop);

  vec3 colour = plain;
  if (kShown == kAlpha) colour = vec3(clamp(pixel.a, 0.0, 1.0));
  if (kShown == kDepth) colour = depthOf(nearest, pixel.a);
  if (kShown == kOverdraw) colour = heat(texelFetch(pictureOverdraw, nearest, 0).x / data.values.z);
  if (kShown == kConfidence) colour = confidenceOf(nearest, plain, pixel.a);

  if (kComparison != 0) {
    const ivec2 otherSize = data.sizes.zw;
    const vec2 otherExtent = vec2(otherSize) / vec2(data.area.zw), otherAt = inArea * otherExtent;
    const vec4 otherPixel = fitted(otherColour, kOtherFit, otherSize, otherAt, otherExtent);
    const vec3 other = displayed(otherPixel, kOtherLinear, backdrop);
    if (kComparison == kWipe && window.x > data.values.x) colour = other;
    if (kComparison == kDifference) colour = clamp(data.values.y * abs(plain - other), vec3(0), vec3(1));
  }
  result = vec4(colour, 1.0);
}
