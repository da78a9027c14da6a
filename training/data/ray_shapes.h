// Vectors, affine maps and the unit shapes of the ray caster, for the CPU and for CUDA.
#pragma once

#include <cmath>

#if defined(__CUDACC__)
#define FSM_RAY_FUNCTION __host__ __device__ inline
#else
#define FSM_RAY_FUNCTION inline
#endif

namespace fsm::training {

constexpr float kFar = 1e8f;

struct Vec3 {
  float x, y, z;
};
FSM_RAY_FUNCTION Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
FSM_RAY_FUNCTION Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
FSM_RAY_FUNCTION Vec3 operator*(Vec3 a, float s) { return {a.x * s, a.y * s, a.z * s}; }
FSM_RAY_FUNCTION Vec3 operator*(Vec3 a, Vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
FSM_RAY_FUNCTION float dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
FSM_RAY_FUNCTION Vec3 normalized(Vec3 a) { return a * (1.0f / sqrtf(dot(a, a) + 1e-20f)); }
FSM_RAY_FUNCTION float clamped(float v, float low, float high) { return fminf(fmaxf(v, low), high); }
FSM_RAY_FUNCTION Vec3 vec3(const float* p) { return {p[0], p[1], p[2]}; }
FSM_RAY_FUNCTION Vec3 mixed(Vec3 a, Vec3 b, float t) { return a * (1.0f - t) + b * t; }

/// Unit shapes in local coordinates, all within [-1, 1]^3. Cylinder and cone stand along z (apex at z = 1), the quad lies in z =
/// 0, the room is the unit cube seen from inside.
enum class Shape : int { none = -1, sphere, box, cylinder, cone, quad, room };

/// 3x4 affine maps, row by row: three rows of the linear part, then the translation.
struct Affine {
  float linear[9];
  float translation[3];
};
FSM_RAY_FUNCTION Vec3 turnedBy(const float* m, Vec3 v) {
  return {m[0] * v.x + m[1] * v.y + m[2] * v.z, m[3] * v.x + m[4] * v.y + m[5] * v.z, m[6] * v.x + m[7] * v.y + m[8] * v.z};
}
FSM_RAY_FUNCTION Vec3 apply(const Affine& a, Vec3 p) { return turnedBy(a.linear, p) + vec3(a.translation); }
FSM_RAY_FUNCTION Affine between(const Affine& a, const Affine& b, float t) {
  Affine r;
  for (int i = 0; i < 9; ++i) r.linear[i] = a.linear[i] + t * (b.linear[i] - a.linear[i]);
  for (int i = 0; i < 3; ++i) r.translation[i] = a.translation[i] + t * (b.translation[i] - a.translation[i]);
  return r;
}

FSM_RAY_FUNCTION float awayFromZero(float v) { return fabsf(v) < 1e-9f ? (v < 0.0f ? -1e-9f : 1e-9f) : v; }

FSM_RAY_FUNCTION void clipToSlab(float o, float d, float& entry, float& exit) {
  const float inverse = 1.0f / awayFromZero(d);
  const float a = (-1.0f - o) * inverse, b = (1.0f - o) * inverse;
  entry = fmaxf(entry, fminf(a, b));
  exit = fminf(exit, fmaxf(a, b));
}

/// Roots of a t^2 + 2 b t + c = 0 as the interval in which the quadric is entered.
FSM_RAY_FUNCTION void clipToQuadric(float a, float b, float c, bool upwards, float& entry, float& exit) {
  a = awayFromZero(a);
  const float discriminant = b * b - a * c;
  if (discriminant <= 0.0f) {
    if (a > 0.0f) exit = -kFar;
    return;
  }
  const float root = sqrtf(discriminant);
  if (a > 0.0f) {
    entry = fmaxf(entry, (-b - root) / a);
    exit = fminf(exit, (-b + root) / a);
  } else if (upwards) {  // a cone seen along its slope: inside before the first root, the other nappe is outside the slab
    exit = fminf(exit, (-b + root) / a);
  } else {
    entry = fmaxf(entry, (-b - root) / a);
  }
}

/// The interval of the local ray inside the shape; empty when entry >= exit.
FSM_RAY_FUNCTION void intersect(Shape shape, Vec3 o, Vec3 d, float& entry, float& exit) {
  entry = -kFar;
  exit = kFar;
  if (shape == Shape::quad) {
    const float t = -o.z / awayFromZero(d.z);
    const float x = o.x + t * d.x, y = o.y + t * d.y;
    const bool inside = fabsf(x) <= 1.0f && fabsf(y) <= 1.0f;
    entry = inside ? t : kFar;
    exit = inside ? t * (1.0f + 1e-6f) + 1e-7f : -kFar;
    return;
  }
  if (shape != Shape::sphere) clipToSlab(o.z, d.z, entry, exit);
  if (shape == Shape::box || shape == Shape::room) {
    clipToSlab(o.x, d.x, entry, exit);
    clipToSlab(o.y, d.y, entry, exit);
    return;
  }
  if (shape == Shape::cone) {
    const float h = 0.5f * (1.0f - o.z), slope = -0.5f * d.z;
    clipToQuadric(d.x * d.x + d.y * d.y - slope * slope, o.x * d.x + o.y * d.y - h * slope, o.x * o.x + o.y * o.y - h * h,
                  d.z > 0.0f, entry, exit);
    return;
  }
  const float w = shape == Shape::sphere ? 1.0f : 0.0f;
  clipToQuadric(d.x * d.x + d.y * d.y + w * d.z * d.z, o.x * d.x + o.y * d.y + w * o.z * d.z,
                o.x * o.x + o.y * o.y + w * o.z * o.z - 1.0f, false, entry, exit);
}

FSM_RAY_FUNCTION Vec3 localNormal(Shape shape, Vec3 q) {
  const float x = fabsf(q.x), y = fabsf(q.y), z = fabsf(q.z);
  if (shape == Shape::sphere) return q;
  if (shape == Shape::quad) return {0.0f, 0.0f, 1.0f};
  if (shape == Shape::cylinder) return z > 0.9995f ? Vec3{0.0f, 0.0f, q.z} : Vec3{q.x, q.y, 0.0f};
  if (shape == Shape::cone) return q.z < -0.9995f ? Vec3{0.0f, 0.0f, -1.0f} : Vec3{q.x, q.y, 0.25f * (1.0f - q.z)};
  if (x >= y && x >= z) return {q.x, 0.0f, 0.0f};
  if (y >= z) return {0.0f, q.y, 0.0f};
  return {0.0f, 0.0f, q.z};
}

}  // namespace fsm::training
