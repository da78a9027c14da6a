// Samples to one premultiplied colour and one view depth a pixel, as the blend of the Gaussians takes them: alpha is the covered
// share of the pixel, depth that of the nearest sample (0: nothing there).
#include "mesh/srgb.glsl"

layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = 2, rgba32f) uniform writeonly image2D resolvedColour;
layout(set = 0, binding = 3, r32f) uniform writeonly image2D resolvedDepth;
layout(push_constant) uniform Resolve {
  ivec2 size;
  float nearPlane;
  uint display;  // 1: colours are encoded with the sRGB curve
} resolve;

vec4 sampleColour(ivec2 pixel, int i);
float sampleDepth(ivec2 pixel, int i);

void resolvePixel(int samples) {
  const ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
  if (any(greaterThanEqual(pixel, resolve.size))) return;
  vec4 sum = vec4(0);
  float nearest = 0;
  for (int i = 0; i < samples; ++i) {
    sum += sampleColour(pixel, i);
    nearest = max(nearest, sampleDepth(pixel, i));
  }
  sum /= samples;
  if (resolve.display == 1 && sum.a > 0) sum.rgb = srgbFromLinear(sum.rgb / sum.a) * sum.a;
  imageStore(resolvedColour, pixel, sum);
  imageStore(resolvedDepth, pixel, vec4(nearest > 0 ? resolve.nearPlane / nearest : 0));
}
