// Rays, pose normalisation (method.md 1.2, 1.3) and image metrics (5.4) against the official ones.
#include <glm/gtc/type_ptr.hpp>

#include "reconstruction/capture/normalise.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/metrics.h"
#include "tests/parity/fixture_comparisons.h"

namespace fsm::parity {
namespace {

[[noreturn]] void wrongShape(const std::string& fixture, const std::string& what) {
  throw Error(ErrorCode::fileDamaged,
              "The parity fixture '" + fixture + "' cannot be used: " + what + ". Replace the fixture's files.");
}

torch::Tensor posesOf(const TensorFile& file, const std::string& name) {
  const torch::Tensor poses = tensorOf(file, "c2w", name).to(torch::kFloat64).contiguous();
  if (poses.dim() != 3 || poses.size(0) == 0 || poses.size(1) != 4 || poses.size(2) != 4)
    wrongShape(name, "'c2w' is not [cameras, 4, 4]");
  return poses;
}

void compareRays(const TensorFile& file, const std::string& name, torch::Device device, Comparison& comparison) {
  const torch::Tensor origins = tensorOf(file, "ray_o", name), directions = tensorOf(file, "ray_d", name);
  const torch::Tensor poses = posesOf(file, name).to(torch::kFloat32),
                      intrinsics = tensorOf(file, "fxfycxcy", name).to(torch::kFloat32);
  const bool fits = directions.dim() == 4 && directions.size(0) == poses.size(0) && directions.size(1) == 3 &&
                    intrinsics.sizes() == torch::IntArrayRef({poses.size(0), 4}) && directions.size(2) < 1 << 15 &&
                    directions.size(3) < 1 << 15;
  if (!fits) wrongShape(name, "the shapes of 'ray_d', 'c2w' and 'fxfycxcy' disagree");
  const auto [rayOrigins, rayDirections] =
      model::rays(poses.unsqueeze(0).to(device), intrinsics.unsqueeze(0).to(device), static_cast<int>(directions.size(2)),
                  static_cast<int>(directions.size(3)));
  comparison.absolute("ray origins", rayOrigins.squeeze(0), origins, bounds::kGeometry);
  comparison.absolute("ray directions", rayDirections.squeeze(0), directions, bounds::kGeometry);
}

void comparePoses(const TensorFile& file, const std::string& name, Comparison& comparison) {
  const torch::Tensor rows = posesOf(file, name);
  std::vector<glm::dmat4> poses;
  poses.reserve(static_cast<size_t>(rows.size(0)));
  for (int64_t camera = 0; camera < rows.size(0); ++camera) {
    poses.push_back(glm::transpose(glm::make_mat4(rows[camera].data_ptr<double>())));
  }
  const Normalisation normalisation = normalisePoses(poses);
  torch::Tensor normalised = torch::empty_like(rows);
  for (int64_t camera = 0; camera < rows.size(0); ++camera) {
    const glm::dmat4 byRows = glm::transpose(normalisation.normalisedPose(poses[static_cast<size_t>(camera)]));
    std::copy_n(glm::value_ptr(byRows), 16, normalised[camera].data_ptr<double>());
  }
  comparison.absolute("normalised poses", normalised, tensorOf(file, "normalized_c2w", name), bounds::kGeometry);
}

std::vector<Image> imagesOf(const TensorFile& file, const std::string& tensor, const std::string& name) {
  const torch::Tensor planes = tensorOf(file, tensor, name).to(torch::kFloat32);
  if (planes.dim() != 4 || planes.size(1) != 3 || planes.size(2) > 1 << 15 || planes.size(3) > 1 << 15) {
    wrongShape(name, "'" + tensor + "' is not [images, 3, height, width]");
  }
  const torch::Tensor interleaved = planes.permute({0, 2, 3, 1}).contiguous();
  std::vector<Image> images;
  for (int64_t i = 0; i < interleaved.size(0); ++i) {
    Image image({static_cast<int>(planes.size(3)), static_cast<int>(planes.size(2))});
    std::copy_n(interleaved[i].data_ptr<float>(), image.rgb.size(), image.rgb.data());
    images.push_back(std::move(image));
  }
  return images;
}

void compareMetric(const TensorFile& file, const std::string& name, const std::string& metric,
                   double (*measure)(const Image&, const Image&), Comparison& comparison) {
  const std::vector<Image> a = imagesOf(file, "img_a", name), b = imagesOf(file, "img_b", name);
  if (a.size() != b.size() || a.empty() || a[0].size != b[0].size) wrongShape(name, "the shapes of 'img_a' and 'img_b' disagree");
  std::vector<double> values;
  values.reserve(a.size());
  for (size_t i = 0; i < a.size(); ++i) values.push_back(measure(a[i], b[i]));
  comparison.absolute(metric, torch::tensor(values, torch::kFloat64), tensorOf(file, metric, name), bounds::kMetrics);
}

}  // namespace

bool isGeometryFixture(const TensorFile& file) {
  for (const char* name : {"ray_o", "ray_d", "normalized_c2w", "psnr", "ssim"}) {
    if (hasTensor(file, name)) return true;
  }
  return false;
}

void compareGeometry(const TensorFile& file, const std::string& name, torch::Device device, Comparison& comparison) {
  if (hasTensor(file, "ray_o") || hasTensor(file, "ray_d")) compareRays(file, name, device, comparison);
  if (hasTensor(file, "normalized_c2w")) comparePoses(file, name, comparison);
  if (hasTensor(file, "psnr")) compareMetric(file, name, "psnr", &psnr, comparison);
  if (hasTensor(file, "ssim")) compareMetric(file, name, "ssim", &ssim, comparison);
}

}  // namespace fsm::parity
