#include <algorithm>
#include <cmath>
#include <map>

#include "reconstruction/core/error.h"
#include "training/refine/refine.h"

namespace fsm::training {

namespace {

/// Numbers that stay finite in means: equal pictures would score infinity.
constexpr double kBestPsnr = 100;

double boundedPsnr(const Image& a, const Image& b) { return std::min(kBestPsnr, psnr(a, b)); }

/// Colours far beyond any display count as far, and what is no number as black: a scene that overflows scores badly, and does not
/// end the run.
Image bounded(Image image) {
  constexpr float kFar = 16;
  for (float& value : image.rgb) value = std::isnan(value) ? 0 : std::clamp(value, -kFar, kFar);
  return image;
}

std::vector<Image> chosen(const std::vector<size_t>& indices, const auto& imageOf) {
  std::vector<Image> images;
  images.reserve(indices.size());
  for (const size_t i : indices) images.push_back(imageOf(i));
  return images;
}

}  // namespace

ViewScore scoreViews(const std::vector<Image>& given, const std::vector<RefineFrame>& frames) {
  if (given.size() != frames.size() || frames.empty())
    throw Error(ErrorCode::internal, "Pictures and frames to compare do not have the same number. Please report this.");
  std::vector<Image> answers;
  answers.reserve(given.size());
  for (const Image& image : given) answers.push_back(bounded(image));
  std::map<int, std::vector<size_t>> byCamera;
  for (size_t i = 0; i < frames.size(); ++i) byCamera[frames[i].camera].push_back(i);
  ViewScore score;
  int fitted = 0;
  for (auto& [camera, indices] : byCamera) {
    std::stable_sort(indices.begin(), indices.end(),
                     [&](size_t a, size_t b) { return frames[a].view.time < frames[b].view.time; });
    const size_t first = std::max<size_t>(1, indices.size() / 3);
    const std::vector<size_t> sample(indices.begin(), indices.begin() + static_cast<std::ptrdiff_t>(first));
    const ColourFit fit = fitColour(chosen(sample, [&](size_t i) { return answers[i]; }),
                                    chosen(sample, [&](size_t i) { return frames[i].image; }));
    for (size_t k = 0; k < indices.size(); ++k) {
      const Image &answer = answers[indices[k]], &truth = frames[indices[k]].image;
      score.psnr += boundedPsnr(answer, truth);
      if (k < first && indices.size() > 1) continue;
      score.psnrFitted += boundedPsnr(fit.apply(answer), truth);
      ++fitted;
    }
  }
  score.frames = static_cast<int>(frames.size());
  score.psnr /= score.frames;
  score.psnrFitted /= fitted;
  return score;
}

}  // namespace fsm::training
