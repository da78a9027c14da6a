// IEC 61966-2-1, for light >= 0.
vec3 srgbFromLinear(vec3 light) {
  const vec3 low = light * 12.92, high = 1.055 * pow(max(light, vec3(0.0031308)), vec3(1 / 2.4)) - 0.055;
  return mix(low, high, greaterThan(light, vec3(0.0031308)));
}
