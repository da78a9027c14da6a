// Which tiles a projected Gaussian touches. alpha >= alphaMin is |w|^2 <= reach2 in whitened units, an ellipse; in a band of rows its
// pixels lie between two columns that are found exactly. Needs kTileWidth, kTileHeight, kOfficial.

// As the blend reads it: w = (xx dx + xy dy, yy dy), alpha = opacity * 2^-(w . w).
struct Splat {
  vec2 mean;       // px
  vec3 whitening;  // xx, xy, yy, 1/px, times sqrt(log2(e) / 2)
  float depth;
  vec3 colour;
  float opacity;
};

Splat unpackSplat(vec4 a, vec4 b) {
  const vec2 redGreen = unpackHalf2x16(floatBitsToUint(b.z)), blueOpacity = unpackHalf2x16(floatBitsToUint(b.w));
  return Splat(a.xy, vec3(a.zw, b.x), b.y, vec3(redGreen, blueOpacity.x), blueOpacity.y);
}

// Squared reach, a little more than the exact one so that rounding loses no pixel.
float reachSquared(float opacity, float alphaMin) { return max(log2(opacity / max(alphaMin, 1e-30)), 0.0) * 1.0001 + 1e-3; }

const float kBorder = 0.01;  // px added on either side, against rounding

// Half-open range of the whole numbers from first to last, cut to [0, size); safe for any number.
ivec2 wholeRange(float first, float last, int size) {
  const int begin = first > 0.0 ? (first < float(size) ? int(ceil(first)) : size) : 0;
  const int end = last < float(size) - 1.0 ? (last >= 0.0 ? int(floor(last)) + 1 : 0) : size;
  return ivec2(begin, end);
}
ivec2 cut(ivec2 a, ivec2 b) { return ivec2(max(a.x, b.x), min(a.y, b.y)); }
bool isEmpty(ivec2 range) { return range.y <= range.x; }

// Half side of the official footprint's square, px: ceil(3 sqrt(largest eigenvalue of the covariance)).
float officialRadius(vec3 whitening) {
  const float log2eHalf = 0.72134752044448170;
  const float yy = log2eHalf / (whitening.z * whitening.z);  // covariance
  const float det = yy * log2eHalf / (whitening.x * whitening.x);
  const float xy = -whitening.y / whitening.x * yy;
  const float xx = (det + xy * xy) / yy;
  const float mid = 0.5 * (xx + yy), half_ = 0.5 * (xx - yy);
  // The official rasteriser keeps the discriminant at 0.1 px^4 or more.
  return ceil(3.0 * sqrt(mid + sqrt(max(half_ * half_ + xy * xy, 0.1))));
}

// Pixels of the 16x16 tiles floor((m - r) / 16) to floor((m + r - 1) / 16), m = mean - 0.5, along one axis.
ivec2 officialPixels(float mean, float radius, int size) {
  const float m = mean - 0.5;
  const ivec2 tiles = wholeRange(floor((m - radius) / 16.0), floor((m + radius - 1.0) / 16.0), (size + 15) / 16);
  return ivec2(tiles.x * 16, min(tiles.y * 16, size));
}

struct Footprint {
  vec2 mean;
  vec3 whitening;
  float reach2;
  ivec2 columns, rows;  // pixels that it is confined to
};

ivec2 tilesOf(ivec2 pixels, int tile) { return isEmpty(pixels) ? ivec2(0) : ivec2(pixels.x / tile, (pixels.y - 1) / tile + 1); }

Footprint footprintOf(Splat splat, ViewData view) {
  Footprint f = Footprint(splat.mean, splat.whitening, reachSquared(splat.opacity, view.alpha.x), ivec2(0), ivec2(0));
  const ivec2 size = ivec2(view.image.xy);
  const float halfHeight = sqrt(f.reach2) / splat.whitening.z + kBorder;
  f.rows = wholeRange(splat.mean.y - halfHeight - 0.5, splat.mean.y + halfHeight - 0.5, size.y);
  f.columns = ivec2(0, size.x);
  if (kOfficial) {
    const float radius = officialRadius(splat.whitening);
    f.columns = officialPixels(splat.mean.x, radius, size.x);
    f.rows = cut(f.rows, officialPixels(splat.mean.y, radius, size.y));
  }
  return f;
}

ivec2 tileRows(Footprint f, ViewData view) {
  return isEmpty(f.columns) ? ivec2(0) : cut(tilesOf(f.rows, kTileHeight), ivec2(view.region.yw));
}

// Tiles of the row of tiles `row`.
ivec2 tileColumns(Footprint f, int row, ViewData view) {
  const int top = max(row * kTileHeight, f.rows.x), bottom = min((row + 1) * kTileHeight, f.rows.y);
  const float limit = sqrt(f.reach2) / f.whitening.z;
  const float first = clamp(float(top) + 0.5 - f.mean.y, -limit, limit), last = clamp(float(bottom) - 0.5 - f.mean.y, -limit, limit);
  // With s = yy dy: dx = (+-sqrt(reach2 - s^2) - xy dy) / xx, extreme at s = -+ reach xy / sqrt(xy^2 + yy^2).
  const float xy = f.whitening.y, yy = f.whitening.z;
  const float tilt = limit * xy / sqrt(xy * xy + yy * yy);
  const vec2 dy = clamp(vec2(tilt, -tilt), first, last);  // of the left and the right end
  const vec2 inside = sqrt(max(f.reach2 - yy * dy * (yy * dy), vec2(0.0)));
  const float left = (-inside.x - xy * dy.x) / f.whitening.x - kBorder, right = (inside.y - xy * dy.y) / f.whitening.x + kBorder;
  const ivec2 pixels = cut(wholeRange(f.mean.x + left - 0.5, f.mean.x + right - 0.5, int(view.image.x)), f.columns);
  return cut(tilesOf(pixels, kTileWidth), ivec2(view.region.xz));
}
