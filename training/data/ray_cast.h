// The ray caster of the procedural scenes, one source for the CPU and for CUDA: nearest hit among a sample's primitives,
// mip-mapped texture with an optional blended second layer, one shadow ray, haze, and the look (exposure, white balance, noise)
// of a camera. Camera and primitives have two poses, at the opening and the closing of the shutter; every ray looks at its own
// moment between them.
#pragma once

#include <cmath>
#include <cstdint>

#include "training/data/ray_shapes.h"

namespace fsm::training {

constexpr int kTileSize = 256;
constexpr int kTileLevels = 9;
constexpr int kTileTexels = 87381;  ///< of all levels: 256^2 + 128^2 + ... + 1
constexpr int kMaxPrimitives = 56;  ///< a sample

/// A primitive as one view sees it: local_from_world at both ends of the shutter, and a world sphere that holds it during all of
/// it.
struct PrimitivePose {
  Affine open, close;
  float centre[3];
  float radius;  ///< negative: never culled
  Shape shape;
  int cutoutMaterial;  ///< 1: the alpha of the texture cuts holes; the material must be looked at during the search
  int casts;           ///< throws shadows; here because shadow rays ask it of every primitive
};

struct Layer {
  float gain[3], bias[3];
};
/// Colour = tile * gain + bias, texture coordinates by the dominant axis (as a cube map), mirrored repeat.
struct Material {
  int tile[6];       ///< faces +x -x +y -y +z -z
  float uvScale[3];  ///< tiles over the unit half-size
  float uvOffset[2];
  float texelsPerUnit;  ///< texels of level 0 a world unit
  Layer base;
  float emission;               ///< 0 lit, 1 as the texture says
  float gloss;                  ///< strength of the highlight
  int casts;                    ///< throws shadows
  int cutout;                   ///< the alpha of the texture cuts holes
  int layerTile;                ///< negative: one layer only
  int maskTile;                 ///< its red channel says where the second layer is
  float layerScale, maskScale;  ///< multiply the texture coordinates
  float maskThreshold, maskSharpness;
  Layer layer;
};

struct ViewCamera {
  Affine open, close;  ///< world_from_camera
  float fx, fy, cx, cy;
  float gain[3];
  float gamma, haze, saturation, noise;
  uint32_t seed;
  int nextInput;  ///< view within the sample, -1: none
};

struct Light {
  float towards[3];  ///< unit, from the surface to the light
  float ambient, diffuse, bounce;
  float fogColour[3];
  float fogDensity;  ///< per world unit
};

/// What is needed to make the pixels of a batch; pointers of the host or of the device.
struct RenderJob {
  const PrimitivePose* poses;  ///< samples * views * primitives
  const Material* materials;   ///< samples * primitives
  const ViewCamera* cameras;   ///< samples * views
  const Light* lights;         ///< samples
  const uint32_t* texels;
  int samples, views, primitives, width, height, samplesPerAxis;
  float* rgb;
  float* depth;
  float* flow;
};

/// What one view's rays are cast against. `poses` may be a copy near the processor; `active` lists those the tile can see.
struct RayTargets {
  const PrimitivePose* poses;
  const Material* materials;
  const uint32_t* texels;
  const unsigned char* active;
  int activeCount, count;
};

struct Hit {
  float distance;
  int primitive;
};

struct TexturePoint {
  float u, v;
  int face;
};
FSM_RAY_FUNCTION TexturePoint texturePoint(Shape shape, const Material& m, Vec3 q) {
  const float x = fabsf(q.x), y = fabsf(q.y), z = fabsf(q.z);
  const bool upright = shape == Shape::cylinder || shape == Shape::cone;
  const bool alongZ = shape == Shape::quad || (upright ? z > 0.9995f : (z > x && z > y));
  TexturePoint p;
  if (alongZ) {
    const float scale = upright ? 1.0f : 1.0f / fmaxf(shape == Shape::quad ? 1.0f : z, 1e-6f);
    p = {q.x * m.uvScale[0] * scale, q.y * m.uvScale[1] * scale, q.z > 0.0f ? 4 : 5};
  } else if (x >= y) {
    const float scale = 1.0f / fmaxf(x, 1e-6f);
    p = upright ? TexturePoint{q.y * m.uvScale[1] * scale, -q.z * m.uvScale[2], q.x > 0.0f ? 0 : 1}
                : TexturePoint{q.z * m.uvScale[2] * scale, q.y * m.uvScale[1] * scale, q.x > 0.0f ? 0 : 1};
  } else {
    const float scale = 1.0f / fmaxf(y, 1e-6f);
    p = upright ? TexturePoint{q.x * m.uvScale[0] * scale, -q.z * m.uvScale[2], q.y > 0.0f ? 2 : 3}
                : TexturePoint{q.x * m.uvScale[0] * scale, q.z * m.uvScale[2] * scale, q.y > 0.0f ? 2 : 3};
  }
  p.u = p.u * 0.5f + 0.5f + m.uvOffset[0];
  p.v = p.v * 0.5f + 0.5f + m.uvOffset[1];
  return p;
}

struct Texel {
  Vec3 colour;
  float alpha;
};
FSM_RAY_FUNCTION float mirrored(float t) {
  t -= 2.0f * floorf(t * 0.5f);
  return t > 1.0f ? 2.0f - t : t;
}
FSM_RAY_FUNCTION int mipLevel(float texelsPerRay) {
  const float level = log2f(fmaxf(texelsPerRay, 1e-6f)) + 0.5f;
  return static_cast<int>(clamped(level, 0.0f, static_cast<float>(kTileLevels - 1)));
}
FSM_RAY_FUNCTION Texel unpacked(uint32_t p) {
  constexpr float s = 1.0f / 255.0f;
  return {{(p & 255u) * s, ((p >> 8) & 255u) * s, ((p >> 16) & 255u) * s}, (p >> 24) * s};
}
FSM_RAY_FUNCTION Texel sampleTile(const uint32_t* texels, int tile, float u, float v, int level) {
  const int width = kTileSize >> level;
  const size_t levelOffset = static_cast<size_t>(65536 - (65536 >> (2 * level))) * 4 / 3;
  const uint32_t* base = texels + static_cast<size_t>(tile) * kTileTexels + levelOffset;
  const float x = mirrored(u) * width - 0.5f, y = mirrored(v) * width - 0.5f;
  const float fx = floorf(x), fy = floorf(y), ax = x - fx, ay = y - fy;
  const int last = width - 1, ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const int x0 = ix < 0 ? 0 : ix > last ? last : ix, x1 = ix + 1 > last ? last : ix + 1 < 0 ? 0 : ix + 1;
  const int y0 = iy < 0 ? 0 : iy > last ? last : iy, y1 = iy + 1 > last ? last : iy + 1 < 0 ? 0 : iy + 1;
  const Texel a = unpacked(base[y0 * width + x0]), b = unpacked(base[y0 * width + x1]);
  const Texel c = unpacked(base[y1 * width + x0]), d = unpacked(base[y1 * width + x1]);
  return {mixed(mixed(a.colour, b.colour, ax), mixed(c.colour, d.colour, ax), ay),
          (a.alpha * (1 - ax) + b.alpha * ax) * (1 - ay) + (c.alpha * (1 - ax) + d.alpha * ax) * ay};
}

/// Whether the texture has something at the local point `q` (cut-outs: foliage, fences).
FSM_RAY_FUNCTION bool opaqueAt(const RayTargets& targets, int primitive, Shape shape, Vec3 q, float footprint) {
  const Material& m = targets.materials[primitive];
  const TexturePoint p = texturePoint(shape, m, q);
  return sampleTile(targets.texels, m.tile[p.face], p.u, p.v, mipLevel(footprint * m.texelsPerUnit)).alpha > 0.45f;
}

/// Distance to primitive `k` along the ray, or kFar. `spread`: width of the ray a unit of distance.
FSM_RAY_FUNCTION float hitDistance(const RayTargets& targets, int k, Vec3 origin, Vec3 direction, float moment, float spread,
                                   float nearest) {
  const PrimitivePose& pose = targets.poses[k];
  if (pose.radius >= 0.0f) {
    const Vec3 to = vec3(pose.centre) - origin;
    const float along = dot(to, direction), squared = dot(to, to), r2 = pose.radius * pose.radius;
    if (squared > r2 && (along < 0.0f || squared - along * along > r2)) return kFar;
  }
  const Affine local = between(pose.open, pose.close, moment);
  const Vec3 o = apply(local, origin), d = turnedBy(local.linear, direction);
  float entry, exit;
  intersect(pose.shape, o, d, entry, exit);
  if (entry >= exit || exit < 1e-4f) return kFar;
  if (pose.shape == Shape::room) return exit;
  if (!pose.cutoutMaterial) return entry > 1e-4f ? entry : kFar;
  if (entry > 1e-4f && entry < nearest && opaqueAt(targets, k, pose.shape, o + d * entry, entry * spread)) return entry;
  if (exit < nearest && pose.shape != Shape::quad && opaqueAt(targets, k, pose.shape, o + d * exit, exit * spread)) return exit;
  return kFar;
}

FSM_RAY_FUNCTION Hit nearestHit(const RayTargets& targets, Vec3 origin, Vec3 direction, float moment, float spread) {
  Hit best{kFar, -1};
  for (int i = 0; i < targets.activeCount; ++i) {
    const int k = targets.active[i];
    const float t = hitDistance(targets, k, origin, direction, moment, spread, best.distance);
    if (t < best.distance) best = {t, k};
  }
  return best;
}

FSM_RAY_FUNCTION bool inShadow(const RayTargets& targets, Vec3 origin, Vec3 direction, float moment, float spread) {
  for (int k = 0; k < targets.count; ++k) {
    const PrimitivePose& pose = targets.poses[k];
    if (pose.shape == Shape::none || pose.shape == Shape::room || !pose.casts) continue;
    if (hitDistance(targets, k, origin, direction, moment, spread, kFar) < kFar) return true;
  }
  return false;
}

/// Albedo of the primitive at local point `q`.
FSM_RAY_FUNCTION Vec3 surfaceColour(const RayTargets& targets, const Material& m, Shape shape, Vec3 q, float footprint) {
  const TexturePoint p = texturePoint(shape, m, q);
  const float texels = footprint * m.texelsPerUnit;
  Vec3 colour = sampleTile(targets.texels, m.tile[p.face], p.u, p.v, mipLevel(texels)).colour;
  colour = colour * vec3(m.base.gain) + vec3(m.base.bias);
  if (m.layerTile >= 0) {
    const Texel mask =
        sampleTile(targets.texels, m.maskTile, p.u * m.maskScale, p.v * m.maskScale, mipLevel(texels * m.maskScale));
    const float share = clamped((mask.colour.x - m.maskThreshold) * m.maskSharpness + 0.5f, 0.0f, 1.0f);
    if (share > 0.0f) {
      const Texel other =
          sampleTile(targets.texels, m.layerTile, p.u * m.layerScale, p.v * m.layerScale, mipLevel(texels * m.layerScale));
      colour = mixed(colour, other.colour * vec3(m.layer.gain) + vec3(m.layer.bias), share);
    }
  }
  return {clamped(colour.x, 0.0f, 1.0f), clamped(colour.y, 0.0f, 1.0f), clamped(colour.z, 0.0f, 1.0f)};
}

/// Light that comes back along the ray: texture, sun with shadow, sky from above, highlight, haze.
FSM_RAY_FUNCTION Vec3 shade(const RayTargets& targets, const Light& light, const Hit& hit, Vec3 origin, Vec3 direction,
                            float moment, float spread) {
  if (hit.primitive < 0) return vec3(light.fogColour);
  const PrimitivePose& pose = targets.poses[hit.primitive];
  const Material& m = targets.materials[hit.primitive];
  const Affine local = between(pose.open, pose.close, moment);
  const Vec3 world = origin + direction * hit.distance;
  const Vec3 q = apply(local, world), n = localNormal(pose.shape, q);
  const float* a = local.linear;
  Vec3 normal = normalized(
      Vec3{a[0] * n.x + a[3] * n.y + a[6] * n.z, a[1] * n.x + a[4] * n.y + a[7] * n.z, a[2] * n.x + a[5] * n.y + a[8] * n.z});
  float facing = dot(normal, direction);
  if (facing > 0.0f) {
    normal = normal * -1.0f;
    facing = -facing;
  }
  const float footprint = hit.distance * spread / fmaxf(-facing, 0.3f);
  Vec3 colour = surfaceColour(targets, m, pose.shape, q, footprint);
  if (m.emission < 1.0f) {
    const Vec3 sun = vec3(light.towards);
    const float slope = dot(normal, sun);
    float lit = 0.0f;
    if (slope > 0.0f) {
      const float lift = 2e-4f + 1e-3f * hit.distance;
      lit = inShadow(targets, world + normal * lift, sun, moment, spread) ? 0.25f : 1.0f;
    }
    const float sky = light.ambient * (1.0f + light.bounce * -normal.y);
    const float brightness = sky + light.diffuse * fmaxf(slope, 0.0f) * lit;
    colour = colour * (m.emission + (1.0f - m.emission) * brightness);
    if (m.gloss > 0.0f && lit > 0.5f) {
      const Vec3 half = normalized(sun - direction);
      const float h = fmaxf(dot(normal, half), 0.0f), h2 = h * h, h4 = h2 * h2, h8 = h4 * h4;
      const float shine = m.gloss * h8 * h8 * h8 * h8;
      colour = colour + Vec3{shine, shine, shine};
    }
  }
  const float clear = expf(-light.fogDensity * hit.distance);
  return mixed(vec3(light.fogColour), colour, clear);
}

FSM_RAY_FUNCTION uint32_t hashed(uint32_t v) {
  v ^= v >> 16;
  v *= 0x7feb352du;
  v ^= v >> 15;
  v *= 0x846ca68bu;
  return v ^ (v >> 16);
}
/// About normal, unit variance: a sum of four uniform numbers.
FSM_RAY_FUNCTION float noiseAt(uint32_t seed, uint32_t pixel, uint32_t channel) {
  const uint32_t a = hashed(seed ^ hashed(pixel * 4u + channel)), b = hashed(a);
  const float sum =
      static_cast<float>(a & 65535u) + static_cast<float>(a >> 16) + static_cast<float>(b & 65535u) + static_cast<float>(b >> 16);
  return (sum * (1.0f / 65536.0f) - 2.0f) * 1.7320508f;
}

/// What this camera makes of the scene's colour: gain, haze, gamma, saturation, noise.
FSM_RAY_FUNCTION Vec3 asFilmed(const ViewCamera& camera, Vec3 colour, uint32_t pixel) {
  colour = {clamped(colour.x, 0.0f, 1.0f), clamped(colour.y, 0.0f, 1.0f), clamped(colour.z, 0.0f, 1.0f)};
  colour = colour * vec3(camera.gain);
  const float grey = 0.299f * colour.x + 0.587f * colour.y + 0.114f * colour.z;
  colour = mixed(Vec3{grey, grey, grey}, colour, camera.saturation);
  float c[3] = {colour.x, colour.y, colour.z};
  for (int i = 0; i < 3; ++i) {
    float v = clamped(c[i], 0.0f, 1.0f);
    if (camera.gamma != 1.0f) v = powf(v, camera.gamma);
    v = camera.haze + (1.0f - camera.haze) * v;
    if (camera.noise > 0.0f) v += camera.noise * noiseAt(camera.seed, pixel, static_cast<uint32_t>(i));
    c[i] = clamped(v, 0.0f, 1.0f);
  }
  return {c[0], c[1], c[2]};
}

FSM_RAY_FUNCTION Vec3 rayThrough(const ViewCamera& camera, const Affine& pose, float x, float y) {
  return normalized(turnedBy(pose.linear, Vec3{(x - camera.cx) / camera.fx, (y - camera.cy) / camera.fy, 1.0f}));
}

/// A cone with its apex at the camera that holds the rays of a rectangle of pixels during the whole exposure.
struct TileCone {
  Vec3 apex, axis;
  float halfAngle, slack;
};
FSM_RAY_FUNCTION TileCone tileCone(const ViewCamera& camera, float left, float top, float right, float bottom) {
  const Affine middle = between(camera.open, camera.close, 0.5f);
  TileCone cone{vec3(middle.translation), rayThrough(camera, middle, 0.5f * (left + right), 0.5f * (top + bottom)), 0.0f, 0.0f};
  float smallest = 1.0f;
  for (int i = 0; i < 8; ++i) {
    const Affine& pose = i < 4 ? camera.open : camera.close;
    smallest = fminf(smallest, dot(cone.axis, rayThrough(camera, pose, i & 1 ? right : left, i & 2 ? bottom : top)));
  }
  const Vec3 moved = vec3(camera.close.translation) - vec3(camera.open.translation);
  cone.halfAngle = acosf(clamped(smallest, -1.0f, 1.0f)) + 1e-3f;
  cone.slack = 0.5f * sqrtf(dot(moved, moved));
  return cone;
}
FSM_RAY_FUNCTION bool coneSees(const TileCone& cone, const PrimitivePose& pose) {
  if (pose.shape == Shape::none) return false;
  if (pose.radius < 0.0f) return true;
  const Vec3 to = vec3(pose.centre) - cone.apex;
  const float distance = sqrtf(dot(to, to)), radius = pose.radius + cone.slack;
  if (distance <= radius) return true;
  const float angle = acosf(clamped(dot(to, cone.axis) / distance, -1.0f, 1.0f));
  return angle <= cone.halfAngle + asinf(radius / distance);
}

/// Of n sub-samples, the moment of the s-th: neighbours in the pixel look at moments far apart.
/// (11 shares no factor with the square of an axis below 11.)
FSM_RAY_FUNCTION float shutterMoment(int s, int n) { return (static_cast<float>((s * 11) % n) + 0.5f) / n; }

FSM_RAY_FUNCTION Vec3 pixelColour(const RenderJob& job, const RayTargets& targets, const ViewCamera& camera, const Light& light,
                                  int x, int y) {
  const int axis = job.samplesPerAxis, rays = axis * axis;
  const float spread = 1.0f / (camera.fx * axis);
  Vec3 sum{0.0f, 0.0f, 0.0f};
  for (int s = 0; s < rays; ++s) {
    const float moment = shutterMoment(s, rays);
    const Affine pose = between(camera.open, camera.close, moment);
    const Vec3 origin = vec3(pose.translation);
    const int column = s % axis, row = s / axis;
    const Vec3 direction = rayThrough(camera, pose, x + (column + 0.5f) / axis, y + (row + 0.5f) / axis);
    const Hit hit = nearestHit(targets, origin, direction, moment, spread);
    const Vec3 c = shade(targets, light, hit, origin, direction, moment, spread);
    sum = sum + Vec3{clamped(c.x, 0.0f, 1.0f), clamped(c.y, 0.0f, 1.0f), clamped(c.z, 0.0f, 1.0f)};
  }
  return asFilmed(camera, sum * (1.0f / rays), static_cast<uint32_t>(y * job.width + x));
}

FSM_RAY_FUNCTION Vec3 solved(const float* m, Vec3 b) {
  const float c0 = m[4] * m[8] - m[5] * m[7], c1 = m[5] * m[6] - m[3] * m[8], c2 = m[3] * m[7] - m[4] * m[6];
  const float inverse = 1.0f / awayFromZero(m[0] * c0 + m[1] * c1 + m[2] * c2);
  const Vec3 r{b.x * c0 + b.y * (m[2] * m[7] - m[1] * m[8]) + b.z * (m[1] * m[5] - m[2] * m[4]),
               b.x * c1 + b.y * (m[0] * m[8] - m[2] * m[6]) + b.z * (m[2] * m[3] - m[0] * m[5]),
               b.x * c2 + b.y * (m[1] * m[6] - m[0] * m[7]) + b.z * (m[0] * m[4] - m[1] * m[3])};
  return r * inverse;
}

/// Where the surface point at `q` of a primitive (local) is in view `other` of the same sample, minus (x, y); false: out of view.
FSM_RAY_FUNCTION bool flowTo(const ViewCamera& camera, const PrimitivePose& pose, Vec3 q, int width, int height, float x, float y,
                             float& dx, float& dy) {
  const Affine local = between(pose.open, pose.close, 0.5f), eye = between(camera.open, camera.close, 0.5f);
  const Vec3 world = solved(local.linear, q - vec3(local.translation));
  const Vec3 c = solved(eye.linear, world - vec3(eye.translation));
  if (!(c.z > 1e-4f)) return false;
  const float u = camera.fx * c.x / c.z + camera.cx, v = camera.fy * c.y / c.z + camera.cy;
  if (!(u >= 0.0f && v >= 0.0f && u <= width && v <= height)) return false;
  dx = u - x;
  dy = v - y;
  return true;
}

/// Depth and flow of the middle of pixel (x, y) at the middle of the exposure.
FSM_RAY_FUNCTION void pixelGeometry(const RenderJob& job, const RayTargets& targets, int sample, int view, int x, int y) {
  const size_t image = static_cast<size_t>(sample) * job.views + view, area = static_cast<size_t>(job.width) * job.height;
  const size_t pixel = static_cast<size_t>(y) * job.width + x;
  const ViewCamera& camera = job.cameras[image];
  const Affine pose = between(camera.open, camera.close, 0.5f);
  const Vec3 origin = vec3(pose.translation), direction = rayThrough(camera, pose, x + 0.5f, y + 0.5f);
  const Hit hit = nearestHit(targets, origin, direction, 0.5f, 1.0f / (camera.fx * job.samplesPerAxis));
  if (job.depth) job.depth[image * area + pixel] = hit.distance;
  if (!job.flow) return;
  float dx = nanf(""), dy = nanf("");
  if (hit.primitive >= 0 && camera.nextInput >= 0) {
    const PrimitivePose& here = targets.poses[hit.primitive];
    const Vec3 q = apply(between(here.open, here.close, 0.5f), origin + direction * hit.distance);
    const size_t other = static_cast<size_t>(sample) * job.views + camera.nextInput;
    flowTo(job.cameras[other], job.poses[other * job.primitives + hit.primitive], q, job.width, job.height, x + 0.5f, y + 0.5f,
           dx, dy);
  }
  job.flow[(image * 2 + 0) * area + pixel] = dx;
  job.flow[(image * 2 + 1) * area + pixel] = dy;
}

/// All outputs of one pixel.
FSM_RAY_FUNCTION void renderPixel(const RenderJob& job, const RayTargets& targets, int sample, int view, int x, int y) {
  const size_t image = static_cast<size_t>(sample) * job.views + view, area = static_cast<size_t>(job.width) * job.height;
  const size_t pixel = static_cast<size_t>(y) * job.width + x;
  if (job.rgb) {
    const Vec3 c = pixelColour(job, targets, job.cameras[image], job.lights[sample], x, y);
    float* out = job.rgb + image * 3 * area + pixel;
    out[0] = c.x;
    out[area] = c.y;
    out[2 * area] = c.z;
  }
  if (job.depth || job.flow) pixelGeometry(job, targets, sample, view, x, y);
}

}  // namespace fsm::training
