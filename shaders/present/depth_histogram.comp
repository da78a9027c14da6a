#version 450
// How many pixels have which depth: bins of equal ratio, 2^-20 to 2^20 world units. A workgroup counts kRows rows of 64 columns in
// its own memory first.
layout(local_size_x = 64) in;
layout(constant_id = 0) const int kRows = 64;

const int kBins = 1024;
const float kBinsPerOctave = 25.6, kLowest = -20.0;

layout(std430, set = 0, binding = 0) buffer Histogram { uint histogram[]; };
layout(set = 0, binding = 1) uniform sampler2D depth;
layout(push_constant) uniform Push { ivec2 size; };

shared uint counts[kBins];

void main() {
  for (int i = int(gl_LocalInvocationIndex); i < kBins; i += 64) counts[i] = 0;
  barrier();
  const int x = int(gl_GlobalInvocationID.x), top = int(gl_WorkGroupID.y) * kRows;
  for (int y = top; y < min(top + kRows, size.y) && x < size.x; ++y) {
    const float value = texelFetch(depth, ivec2(x, y), 0).x;
    if (value > 0.0) atomicAdd(counts[clamp(int((log2(value) - kLowest) * kBinsPerOctave), 0, kBins - 1)], 1);
  }
  barrier();
  for (int i = int(gl_LocalInvocationIndex); i < kBins; i += 64)
    if (counts[i] > 0) atomicAdd(histogram[i], counts[i]);
}
