#version 450
// Blends each tile's list front to back. An invocation has kQuads * 4 pixels of one column; the pixels of a quad lie below each other
// and are computed as one vec4. A tile ends when all its pixels have: those that the next Gaussian would bring below
// transmittanceStop, and those that something opaque covers. Meshes were drawn before: each pixel has their premultiplied colour
// and one depth, which is put between the Gaussians of the list; the edges of meshes cover their pixels in part.
//
// Software devices stop any loop after 65535 iterations, so that they blend lists in segments of kSegment Gaussians, one dispatch a
// segment; between them the state is in the pictures, with -T in alpha for pixels that have ended.
#extension GL_GOOGLE_include_directive : require
#extension GL_KHR_shader_subgroup_vote : require
#extension GL_KHR_shader_subgroup_ballot : require
#include "dispatch.glsl"
#include "view.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 1) const uint kSubgroup = 32;
layout(constant_id = 2) const int kTileWidth = 16;
layout(constant_id = 3) const int kTileHeight = 16;
layout(constant_id = 4) const uint kBatch = 64;         // workgroup size, as a constant for arrays
layout(constant_id = 5) const uint kQuads = 1;          // tile width * height / workgroup size / 4
layout(constant_id = 6) const uint kSegment = 0;        // 0: lists are blended at once
layout(constant_id = 7) const bool kInterleave = false;  // even tiles first, for devices that halve a dispatch between two cores
layout(constant_id = 8) const bool kDepth = true;
layout(constant_id = 9) const bool kMeshes = false;  // a constant: software devices compute what branches skip
layout(constant_id = 10) const bool kOverdraw = false;

layout(std140, set = 0, binding = 0) uniform View { ViewData view; };
layout(std430, set = 0, binding = 1) readonly buffer Ranges { uvec2 ranges[]; };
layout(std430, set = 0, binding = 2) readonly buffer Values { uint values[]; };
layout(std430, set = 0, binding = 3) readonly buffer SplatsA { vec4 splatsA[]; };  // mean, whitening xx, xy
layout(std430, set = 0, binding = 4) readonly buffer SplatsB { vec4 splatsB[]; };  // whitening yy, depth, packed colour and opacity
layout(rgba32f, set = 0, binding = 5) uniform image2D colourImage;
layout(r32f, set = 0, binding = 6) uniform image2D depthImage;   // expected depth
layout(r32f, set = 0, binding = 7) uniform image2D medianImage;  // median depth
layout(r32f, set = 0, binding = 8) uniform image2D overdrawImage;  // Gaussians blended
layout(set = 0, binding = 9) uniform sampler2D meshColour;       // premultiplied; used with kMeshes
layout(set = 0, binding = 10) uniform sampler2D meshDepth;       // view depth, 0 where there is none

layout(push_constant) uniform Push { uint segment; };

shared vec4 batchA[kBatch], batchB[kBatch];
shared uint aliveStamp[2];  // the turn at which some pixel was last alive, even and odd turns

struct Pixels {
  vec4 red, green, blue, depth, median, transmittance;
  vec4 alive;  // 1 or 0
  vec4 blended;  // Gaussians
};

// No mesh lies before the next Gaussian; a pixel's limit becomes this once its mesh is blended.
const float kNoLimit = 3e38;

void blendMesh(ivec2 pixel, int i, inout Pixels p, inout vec4 limit) {
  const vec4 mesh = texelFetch(meshColour, pixel, 0);
  const float before = p.transmittance[i], after = before * (1.0 - mesh.a);
  p.red[i] += before * mesh.r;
  p.green[i] += before * mesh.g;
  p.blue[i] += before * mesh.b;
  if (kDepth) p.depth[i] += before * mesh.a * limit[i];
  if (kDepth && before > 0.5 && after <= 0.5) p.median[i] = limit[i];
  p.transmittance[i] = after;
  if (after < view.alpha.z) p.alive[i] = 0.0;
  limit[i] = kNoLimit;
}

// Before a Gaussian at `depth`: the meshes of the quad's pixels (x, top to top + 3) that are nearer.
void blendMeshesBefore(float depth, ivec2 top, inout Pixels p, inout vec4 limit) {
  const vec4 due = p.alive * vec4(greaterThan(vec4(depth), limit));
  if (dot(due, vec4(1)) == 0.0) return;
  for (int i = 0; i < 4; ++i)
    if (due[i] > 0.0) blendMesh(top + ivec2(0, i), i, p, limit);
}

void blend(vec4 a, vec4 b, float x, vec4 y, inout Pixels p) {
  const vec2 redGreen = unpackHalf2x16(floatBitsToUint(b.z)), blueOpacity = unpackHalf2x16(floatBitsToUint(b.w));
  const vec4 dy = y - a.y;
  const vec4 u = a.z * (x - a.x) + a.w * dy, v = b.x * dy;
  vec4 alpha = min(blueOpacity.y * exp2(-(u * u + v * v)), vec4(view.alpha.y));
  alpha = mix(vec4(0), alpha * p.alive, greaterThanEqual(alpha, vec4(view.alpha.x)));
  // Pixels that are not touched keep their transmittance, which is not below the stop.
  const vec4 before = p.transmittance, after = before - before * alpha;
  const bvec4 ends = lessThan(after, vec4(view.alpha.z));
  const vec4 weight = mix(alpha * before, vec4(0), ends);
  p.alive = mix(p.alive, vec4(0), ends);
  p.transmittance = mix(after, before, ends);
  if (kOverdraw) p.blended += vec4(greaterThan(weight, vec4(0)));
  p.red += weight * redGreen.x;
  p.green += weight * redGreen.y;
  p.blue += weight * blueOpacity.x;
  if (kDepth) {
    p.depth += weight * b.y;
    const vec4 isMedian = vec4(greaterThan(before, vec4(0.5))) * vec4(lessThanEqual(p.transmittance, vec4(0.5)));
    p.median += isMedian * b.y;
  }
}

ivec2 pixelOf(int x, int top, uint quad, int row) { return ivec2(x, top + int(quad) * 4 + row); }
bool inside(ivec2 pixel) { return all(lessThan(pixel, ivec2(view.image.xy))); }

// `before`: depth of the last Gaussian of the segment before; the meshes nearer than it are blended.
void start(int x, int top, uint quad, float before, out Pixels p, out vec4 limit) {
  p = Pixels(vec4(0), vec4(0), vec4(0), vec4(0), vec4(0), vec4(1), vec4(1), vec4(0));
  limit = vec4(kNoLimit);
  for (int i = 0; i < 4; ++i) {
    const ivec2 pixel = pixelOf(x, top, quad, i);
    const ivec2 at = min(pixel, ivec2(view.image.xy) - 1);
    p.alive[i] = inside(pixel) ? 1.0 : 0.0;
    if (kMeshes) {
      const float mesh = texelFetch(meshDepth, at, 0).x;
      limit[i] = mesh > 0.0 ? mesh : kNoLimit;
    }
    if (kSegment == 0 || segment == 0) continue;
    const vec4 colour = imageLoad(colourImage, at);
    p.red[i] = colour.x;
    p.green[i] = colour.y;
    p.blue[i] = colour.z;
    p.transmittance[i] = abs(colour.w);
    p.alive[i] *= colour.w > 0.0 ? 1.0 : 0.0;
    if (kMeshes && p.alive[i] > 0.0 && before > limit[i]) limit[i] = kNoLimit;
    if (kDepth) p.depth[i] = imageLoad(depthImage, at).x;
    if (kDepth) p.median[i] = imageLoad(medianImage, at).x;
    if (kOverdraw) p.blended[i] = imageLoad(overdrawImage, at).x;
  }
}

void pause(int x, int top, uint quad, Pixels p) {
  for (int i = 0; i < 4; ++i) {
    const ivec2 pixel = pixelOf(x, top, quad, i);
    if (!inside(pixel)) continue;
    const float state = p.alive[i] > 0.0 ? p.transmittance[i] : -p.transmittance[i];
    imageStore(colourImage, pixel, vec4(p.red[i], p.green[i], p.blue[i], state));
    if (kDepth) imageStore(depthImage, pixel, vec4(p.depth[i]));
    if (kDepth) imageStore(medianImage, pixel, vec4(p.median[i]));
    if (kOverdraw) imageStore(overdrawImage, pixel, vec4(p.blended[i]));
  }
}

void finish(int x, int top, uint quad, Pixels p, vec4 limit) {
  for (int i = 0; i < 4; ++i) {
    const ivec2 pixel = pixelOf(x, top, quad, i);
    if (!inside(pixel)) continue;
    if (kMeshes && limit[i] < kNoLimit) blendMesh(pixel, i, p, limit);
    vec3 colour = vec3(p.red[i], p.green[i], p.blue[i]);
    const float transmittance = p.transmittance[i], depth = p.depth[i], median = p.median[i];
    colour += transmittance * view.background.rgb;
    const float alpha = 1.0 - transmittance;
    imageStore(colourImage, pixel, vec4(colour, alpha));
    if (kOverdraw) imageStore(overdrawImage, pixel, vec4(p.blended[i]));
    if (!kDepth) continue;
    const float toWorld = view.rowX.w;
    imageStore(depthImage, pixel, vec4(alpha > 0.0 ? depth / alpha * toWorld : 0.0));
    imageStore(medianImage, pixel, vec4(median * toWorld));
  }
}

uint tileOfGroup(uint count) {
  const uint group = flatGroup(), evens = (count + 1) / 2;
  if (!kInterleave || group >= count) return group;
  return group < evens ? 2 * group : 2 * (group - evens) + 1;
}

void main() {
  const uint width = view.region.z - view.region.x, count = width * (view.region.w - view.region.y);
  const uint tile = tileOfGroup(count);
  if (tile >= count) return;
  const uvec2 range = ranges[tile];
  const uint lastSegment = kSegment == 0 || range.y == range.x ? 0 : (range.y - range.x - 1) / max(kSegment, 1);
  if (segment > lastSegment) return;
  const uint begin = range.x + segment * kSegment, end = kSegment == 0 ? range.y : min(range.y, begin + kSegment);

  const uint lane = kBatch == kSubgroup ? gl_SubgroupInvocationID : gl_LocalInvocationIndex;
  const int x = int(view.region.x + tile % width) * kTileWidth + int(lane) % kTileWidth;
  const int top = int(view.region.y + tile / width) * kTileHeight + int(lane) / kTileWidth * int(kQuads) * 4;
  Pixels pixels[kQuads];
  vec4 limits[kQuads];
  const float before = !kMeshes || segment == 0 ? 0.0 : splatsB[values[begin - 1]].y;
  for (uint quad = 0; quad < kQuads; ++quad) start(x, top, quad, before, pixels[quad], limits[quad]);

  if (kBatch != kSubgroup) {
    if (lane < 2) aliveStamp[lane] = 0;
    barrier();
  }
  uint turn = 0;
  for (uint first = begin; first < end; first += kBatch) {
    vec4 alive = vec4(0);
    for (uint quad = 0; quad < kQuads; ++quad) alive += pixels[quad].alive;
    const bool any_ = dot(alive, vec4(1)) > 0.0;
    const uint slot = values[min(first + lane, end - 1)];
    const vec4 a = splatsA[slot], b = splatsB[slot];
    if (kBatch == kSubgroup) {
      if (!subgroupAny(any_)) break;
    } else {
      ++turn;
      barrier();  // the batch before is blended
      batchA[lane] = a;
      batchB[lane] = b;
      if (any_) atomicMax(aliveStamp[turn & 1], turn);
      barrier();
      if (aliveStamp[turn & 1] != turn) break;
    }
    const uint number = min(end - first, kBatch);
    for (uint i = 0; i < number; ++i) {
      const vec4 splatA = kBatch == kSubgroup ? subgroupBroadcast(a, i) : batchA[i];
      const vec4 splatB = kBatch == kSubgroup ? subgroupBroadcast(b, i) : batchB[i];
      for (uint quad = 0; quad < kQuads; ++quad) {
        const vec4 y = float(top + int(quad) * 4) + vec4(0.5, 1.5, 2.5, 3.5);
        if (kMeshes) blendMeshesBefore(splatB.y, pixelOf(x, top, quad, 0), pixels[quad], limits[quad]);
        blend(splatA, splatB, float(x) + 0.5, y, pixels[quad]);
      }
    }
  }
  for (uint quad = 0; quad < kQuads; ++quad) {
    if (segment == lastSegment) {
      finish(x, top, quad, pixels[quad], limits[quad]);
    } else {
      pause(x, top, quad, pixels[quad]);
    }
  }
}
