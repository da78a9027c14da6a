#include "training/refine/relocation.h"

#include <algorithm>
#include <cmath>

#include "training/data/random.h"

namespace fsm::training {

using torch::Tensor;

namespace {

/// Standard deviation of the offset of a copy, in units of the Gaussian's own extents: enough to have gradients of its own,
/// too little to be seen.
constexpr float kApart = 0.25f;
constexpr float kLifeApart = 0.05f;  ///< of its logarithmic temporal scale

double binomial(int n, int k) {
  double value = 1;
  for (int i = 1; i <= k; ++i) value = value * (n - k + i) / i;
  return value;
}

/// Unit columns w, x, y, z of quaternions [M, 4].
std::vector<Tensor> unitColumns(const Tensor& quaternions) {
  return (quaternions / quaternions.norm(2, {1}, true).clamp_min(1e-20)).unbind(1);
}

Tensor matrices(const std::vector<Tensor>& entries, int64_t side) { return torch::stack(entries, 1).view({-1, side, side}); }

/// R(q_l, q_r) = A B [M, 4, 4], axes x, y, z, t (method of Yang et al. 2024; scene::rotation4d).
Tensor rotations4d(const Tensor& left, const Tensor& right) {
  const std::vector<Tensor> l = unitColumns(left), r = unitColumns(right);
  const Tensor &a = l[0], &b = l[1], &c = l[2], &d = l[3], &p = r[0], &q = r[1], &s = r[2], &u = r[3];
  const Tensor first = matrices({a, b, -c, d, -b, a, d, c, c, -d, a, b, -d, -c, -b, a}, 4);
  const Tensor second = matrices({p, q, -s, -u, -q, p, u, -s, s, -u, p, -q, u, s, q, p}, 4);
  return torch::bmm(first, second);
}

/// Ordinary rotations [M, 3, 3].
Tensor rotations3d(const Tensor& quaternions) {
  const std::vector<Tensor> v = unitColumns(quaternions);
  const Tensor &w = v[0], &x = v[1], &y = v[2], &z = v[3];
  return matrices(
      {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z), 1 - 2 * (x * x + z * z),
       2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)},
      3);
}

/// Draws that depend on the seed alone, whatever the device.
Tensor normals(int64_t rows, int64_t columns, uint64_t seed, torch::Device device) {
  Random random(seed);
  const Tensor host = torch::empty({rows, columns}, torch::kFloat32);
  float* out = host.data_ptr<float>();
  for (int64_t i = 0; i < rows * columns; ++i) out[i] = random.normal();
  return host.to(device);
}

/// Copies [from, to) are put apart: along the axes of their own space-time ellipsoid, so that what moves stays on its path.
void putApart(GaussianFit& fit, int64_t from, int64_t to, uint64_t seed) {
  if (to <= from) return;
  const auto of = [&](Part part) { return fit[part].narrow(0, from, to - from); };
  const int64_t axes = fit.isStatic() ? 3 : 4;
  const Tensor draw = kApart * normals(to - from, axes, seed, fit.device());
  Tensor extents = of(Part::logScale).exp();
  if (!fit.isStatic()) extents = torch::cat({extents, of(Part::logScaleTime).exp().unsqueeze(1)}, 1);
  const Tensor rotation =
      fit.isStatic() ? rotations3d(of(Part::rotation)) : rotations4d(of(Part::rotation), of(Part::rotationRight));
  const Tensor offset = torch::bmm(rotation, (draw * extents).unsqueeze(2)).squeeze(2);
  of(Part::position).add_(offset.narrow(1, 0, 3));
  if (fit.isStatic()) return;
  of(Part::time).add_(offset.select(1, 3));
  of(Part::logScaleTime).add_(kLifeApart * normals(to - from, 1, seed ^ 1, fit.device()).squeeze(1));
}

}  // namespace

CopyLook copyLook(double opacity, int copies) {
  if (copies < 2 || !(opacity > 0)) return {opacity, 1};
  const double each = -std::expm1(std::log1p(-std::min(opacity, 1 - 1e-6)) / copies);
  double sum = 0, power = 1;
  for (int j = 1; j <= copies; ++j) {
    power *= each;
    sum += (j % 2 == 1 ? 1 : -1) * binomial(copies, j) * power / std::sqrt(static_cast<double>(j));
  }
  return {each, opacity / sum};
}

Moves planMoves(const std::vector<float>& opacity, const std::vector<uint8_t>& dead, int64_t count, uint64_t seed) {
  Moves moves;
  std::vector<double> upTo;  // cumulated opacity of those that stay
  double total = 0;
  for (size_t i = 0; i < opacity.size(); ++i) {
    if (dead[i] != 0) continue;
    moves.rows.push_back(static_cast<int64_t>(i));
    total += std::max(0.0f, opacity[i]);
    upTo.push_back(total);
  }
  const auto before = static_cast<int64_t>(opacity.size());
  moves.stayed = static_cast<int64_t>(moves.rows.size());
  if (moves.stayed == 0 || !(total > 0)) {
    moves.rows.resize(opacity.size());
    for (size_t i = 0; i < opacity.size(); ++i) moves.rows[i] = static_cast<int64_t>(i);
    moves.copies.assign(opacity.size(), 1);
    moves.stayed = before;
    return moves;
  }
  moves.copies.assign(moves.rows.size(), 1);
  Random random(seed);
  std::vector<size_t> sources;
  for (int64_t draw = moves.stayed; draw < count; ++draw) {
    const double at = (random.bits() + 0.5) / 4294967296.0 * total;
    const size_t source = std::min<size_t>(std::upper_bound(upTo.begin(), upTo.end(), at) - upTo.begin(), upTo.size() - 1);
    if (moves.copies[source] >= kMostCopies) continue;
    ++moves.copies[source];
    sources.push_back(source);
  }
  for (const size_t source : sources) {
    moves.rows.push_back(moves.rows[source]);
    moves.copies.push_back(moves.copies[source]);
  }
  const auto copied = static_cast<int64_t>(sources.size());
  moves.moved = std::min(copied, before - moves.stayed);
  moves.added = copied - moves.moved;
  return moves;
}

void applyMoves(const Moves& moves, GaussianFit& fit, uint64_t seed) {
  torch::NoGradGuard noGradient;
  const auto after = static_cast<int64_t>(moves.rows.size());
  if (after == fit.count() && moves.stayed == after) return;
  const Tensor rows = torch::empty({after}, torch::kInt64);
  const Tensor fresh = torch::zeros({after}, torch::kBool);
  std::copy(moves.rows.begin(), moves.rows.end(), rows.data_ptr<int64_t>());
  for (int64_t i = 0; i < after; ++i) fresh.data_ptr<bool>()[i] = moves.copies[i] > 1;
  const Tensor before = torch::sigmoid(fit[Part::opacityLogit]).cpu();
  const Tensor logit = torch::zeros({after}, torch::kFloat32), logFactor = torch::zeros({after}, torch::kFloat32);
  for (int64_t i = 0; i < after; ++i) {
    if (moves.copies[i] < 2) continue;
    const CopyLook look = copyLook(before.data_ptr<float>()[moves.rows[i]], moves.copies[i]);
    logit.data_ptr<float>()[i] = static_cast<float>(std::log(look.opacity / (1 - look.opacity)));
    logFactor.data_ptr<float>()[i] = static_cast<float>(std::log(look.scale));
  }
  const torch::Device device = fit.device();
  const Tensor anew = fresh.to(device);
  fit.rearrange(rows.to(device), anew);
  fit[Part::opacityLogit].copy_(torch::where(anew, logit.to(device), fit[Part::opacityLogit]));
  fit[Part::logScale].add_(logFactor.to(device).unsqueeze(1));
  putApart(fit, moves.stayed, after, seed);
}

}  // namespace fsm::training
