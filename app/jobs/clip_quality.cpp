#include "app/jobs/clip_quality.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/jobs/environment.h"
#include "app/jobs/number.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"

namespace fsm::jobs {

namespace {

constexpr int kFewestMoments = 2, kMostMoments = 256, kMostSupersampling = 4;

Error notColour(const std::string& text) {
  return {ErrorCode::badInput, "'" + text + "' is not a colour. Write #RRGGBB with two hexadecimal digits each, like #102030."};
}

int digit(char c, const std::string& text) {
  if (c >= '0' && c <= '9') return c - '0';
  const int lower = std::tolower(static_cast<unsigned char>(c));
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  throw notColour(text);
}

/// #rgb or #rrggbb.
glm::vec3 parseColour(const std::string& text) {
  const size_t digits = text.size() - 1;
  if (digits != 3 && digits != 6) throw notColour(text);
  glm::vec3 colour;
  for (size_t c = 0; c < 3; ++c) {
    const int high = digit(text[1 + c * digits / 3], text), low = digit(text[1 + c * digits / 3 + digits / 6], text);
    colour[static_cast<int>(c)] = static_cast<float>(high * 16 + low) / 255.0f;
  }
  return colour;
}

}  // namespace

MotionBlur parseMotionBlur(const std::string& text) {
  const size_t colon = text.find(':');
  const auto shutter = parseNumber(text.substr(0, colon));
  const auto samples = colon == std::string::npos ? std::optional(MotionBlur().samples) : parseInteger(text.substr(colon + 1));
  if (!shutter || !samples)
    throw Error(ErrorCode::badInput,
                "'" + text +
                    "' is not a motion blur. Write the shutter's angle in degrees and the number of moments, "
                    "like 180:8.");
  ClipQuality quality;
  quality.blur = {*shutter, *samples};
  checkQuality(quality);
  return quality.blur;
}

Background parseBackground(const std::string& text) {
  Background background;
  using Kind = Background::Kind;
  if (text.empty() || text == "auto") return background;
  if (text == "scene") {
    background.kind = Kind::scene;
  } else if (text == "transparent") {
    background.kind = Kind::transparent;
  } else if (text.front() == '#') {
    background.kind = Kind::colour;
    background.colour = parseColour(text);
  } else if (isImageFile(text)) {
    background.kind = Kind::environment;
    background.environment = readEnvironment(text);
  } else {
    throw Error(ErrorCode::badInput, "'" + text +
                                         "' is not a background. Choose scene, transparent, a colour like #102030, or a picture "
                                         "of all directions (.jpg, .png).");
  }
  return background;
}

void checkQuality(const ClipQuality& quality) {
  const MotionBlur& blur = quality.blur;
  if (!(blur.shutter >= 0 && blur.shutter <= 360))
    throw Error(ErrorCode::badInput, "The shutter is open for 0 to 360 degrees of a frame. 180 looks like film.");
  if (blur.shutter > 0 && (blur.samples < kFewestMoments || blur.samples > kMostMoments))
    throw Error(ErrorCode::badInput, "Motion blur needs 2 to 256 moments a frame. 8 is enough for most moves.");
  if (quality.supersample < 1 || quality.supersample > kMostSupersampling)
    throw Error(ErrorCode::badInput, "Supersampling makes pictures 1 to 4 times as wide and high. Choose a number in between.");
  if (quality.background.kind == Background::Kind::environment && !quality.background.environment)
    throw Error(ErrorCode::badInput, "A background of all directions needs a picture. Choose one, or another background.");
}

}  // namespace fsm::jobs
