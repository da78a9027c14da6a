#version 450
// The 2nd and the 98th percentile of the histogram (depth_histogram.comp), at the outer edges of their bins; 0 and 1 of nothing.
layout(local_size_x = 1) in;

const int kBins = 1024;
const float kBinsPerOctave = 25.6, kLowest = -20.0;

layout(std430, set = 0, binding = 0) readonly buffer Histogram { uint histogram[]; };
layout(std430, set = 0, binding = 1) buffer Range { vec2 range; };

void main() {
  uint total = 0;
  for (int i = 0; i < kBins; ++i) total += histogram[i];
  const float low = 0.02 * float(total), high = 0.98 * float(total);
  uint sum = 0;
  vec2 found = vec2(0.0, 1.0);
  bool begun = false, ended = false;
  for (int i = 0; i < kBins; ++i) {
    sum += histogram[i];
    if (!begun && float(sum) > low) {
      begun = true;
      found.x = exp2(kLowest + float(i) / kBinsPerOctave);
    }
    if (!ended && sum > 0 && float(sum) >= high) {
      ended = true;
      found.y = exp2(kLowest + float(i + 1) / kBinsPerOctave);
    }
  }
  range = found;
}
