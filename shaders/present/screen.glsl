// What a window shows, as its fragment shader and the measuring kernels read it (renderer/present/screen_data.h fills it), and how
// a picture's values become display-referred colours. It comes in a storage buffer: lavapipe compiles a shader anew for each value of
// a uniform that ends a loop, and the picture's size is another one whenever the resolution follows the hand.
#include "mesh/srgb.glsl"

struct ScreenData {
  ivec4 area;        // of the window that the picture is shown in: left, top, width, height
  ivec4 sizes;       // pixels of the picture, of the other picture
  vec4 backdrop;     // rgb, display-referred; w: 1 for the checkerboard
  vec4 bars;         // rgb, display-referred; w: side of the checkerboard's squares, pixels
  vec4 values;       // x: first column right of the wipe, in the window; y: amplification; z: overdraw at the hot end
  vec4 depthRange;   // near, far; z: 1 where the device finds them
  uvec4 encodings;   // x: the picture holds linear light; y: the other does; z: number of inputs
  vec4 lens;         // fx, fy, cx, cy of the picture's camera
  vec4 rowX, rowY, rowZ;  // its rotation, world from camera, row by row
  vec4 confidence;   // 1 / unit of: angle, ln(ratio of distances), time
  vec4 gain;         // on the picture's colours; w: 1
};

// An input view, relative to the centre of the picture's camera.
struct InputView {
  vec4 centre;   // xyz; w: its time minus the picture's
  vec4 forward;  // xyz: unit; w: half the angle of what it saw
};

vec3 linearFromSrgb(vec3 value) {
  return mix(value / 12.92, pow((value + 0.055) / 1.055, vec3(2.4)), greaterThan(value, vec3(0.04045)));
}

// What is seen where nothing is drawn, at a pixel of the window. Display-referred.
vec3 backdropAt(ScreenData data, vec2 pixel) {
  const ivec2 square = ivec2(floor(pixel / data.bars.w));
  const vec3 squares = vec3(((square.x + square.y) & 1) == 0 ? 0.42 : 0.58);
  return data.backdrop.w > 0.0 ? squares : data.backdrop.rgb;
}

// Of a premultiplied pixel.
vec3 displayed(vec4 pixel, bool isLinear, vec3 backdrop) {
  const vec3 ground = isLinear ? linearFromSrgb(backdrop) : backdrop;
  const vec3 colour = clamp(pixel.rgb + (1.0 - pixel.a) * ground, vec3(0), vec3(1));
  return isLinear ? srgbFromLinear(colour) : colour;
}

vec4 texel(sampler2D picture, ivec2 size, ivec2 at) { return texelFetch(picture, clamp(at, ivec2(0), size - 1), 0); }

vec4 bilinear(sampler2D picture, ivec2 size, vec2 at) {
  const vec2 corner = at - 0.5, low = floor(corner), part = corner - low;
  const ivec2 i = ivec2(low);
  const vec4 upper = mix(texel(picture, size, i), texel(picture, size, i + ivec2(1, 0)), part.x);
  const vec4 lower = mix(texel(picture, size, i + ivec2(0, 1)), texel(picture, size, i + ivec2(1, 1)), part.x);
  return mix(upper, lower, part.y);
}

// The picture around `at`, in its pixels, averaged over `extent` of them: enlarging is smooth, shrinking leaves nothing out.
vec4 resampled(sampler2D picture, ivec2 size, vec2 at, vec2 extent) {
  const ivec2 taps = clamp(ivec2(ceil(extent - 1e-3)), ivec2(1), ivec2(8));
  vec4 sum = vec4(0);
  for (int y = 0; y < taps.y; ++y) {
    for (int x = 0; x < taps.x; ++x) {
      const vec2 offset = taps == ivec2(1) ? vec2(0) : ((vec2(x, y) + 0.5) / vec2(taps) - 0.5) * extent;
      sum += bilinear(picture, size, at + offset);
    }
  }
  return sum / float(taps.x * taps.y);
}
