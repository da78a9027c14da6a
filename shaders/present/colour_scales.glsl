// Colours of quantities, through six colours at equal distances.
vec3 through(vec3 colours[6], float value) {
  const float place = clamp(value, 0.0, 1.0) * 5.0;
  const int i = min(int(place), 4);
  return mix(colours[i], colours[i + 1], place - float(i));
}

// Cold (0) to warm (1), all clearly apart; for distances.
vec3 spectrum(float value) {
  const vec3 colours[6] = {vec3(0.17, 0.10, 0.40), vec3(0.16, 0.45, 0.90), vec3(0.10, 0.80, 0.75),
                           vec3(0.65, 0.92, 0.25), vec3(0.98, 0.62, 0.12), vec3(0.62, 0.08, 0.05)};
  return through(colours, value);
}

// Dark (0) to white (1), ever brighter; for amounts.
vec3 heat(float value) {
  const vec3 colours[6] = {vec3(0.0), vec3(0.30, 0.05, 0.45), vec3(0.75, 0.12, 0.35),
                           vec3(0.98, 0.45, 0.12), vec3(1.0, 0.85, 0.30), vec3(1.0)};
  return through(colours, value);
}
