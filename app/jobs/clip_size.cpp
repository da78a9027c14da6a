#include "app/jobs/clip_size.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/jobs/number.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

constexpr std::array<SizePreset, 7> kPresets{{{"720p", {1280, 720}},
                                              {"1080p", {1920, 1080}},
                                              {"1440p", {2560, 1440}},
                                              {"4k", {3840, 2160}},
                                              {"square", {1080, 1080}},
                                              {"vertical", {1080, 1920}},
                                              {"portrait", {1080, 1350}}}};

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::span<const SizePreset> sizePresets() { return kPresets; }

ImageSize parseImageSize(const std::string& text) {
  const std::string wanted = lowered(text);
  for (const SizePreset& preset : kPresets)
    if (wanted == preset.name) return preset.size;
  const size_t cross = wanted.find('x');
  if (cross != std::string::npos) {
    const auto width = parseInteger(wanted.substr(0, cross)), height = parseInteger(wanted.substr(cross + 1));
    if (width && height && *width > 0 && *height > 0 && *width <= kLargestClipSide && *height <= kLargestClipSide)
      return {*width, *height};
  }
  std::string names;
  for (const SizePreset& preset : kPresets) names += (names.empty() ? "" : ", ") + std::string(preset.name);
  throw Error(ErrorCode::badInput, "'" + text + "' is not an image size. Write WIDTHxHEIGHT with sides up to " +
                                       std::to_string(kLargestClipSide) + ", for example 640x360, or one of " + names + ".");
}

}  // namespace fsm::jobs
