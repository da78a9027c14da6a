// How good the pictures of a clip are and what stands behind them: the same for the preview and for what is written.
//
// A picture is made of samples, each a picture of its own that is put over the background:
//   motion blur     `samples` moments spread evenly over the shutter's opening, which is centred on the frame, in scene time
//   *and*
//                   camera: sample k of n lies (k + 1/2) / n - 1/2 of the opening away from the frame's moment
//   supersampling   pictures `factor` times as wide and high, of which factor x factor pixels become one (box filter)
// All of them are averaged in linear light, premultiplied by alpha. The depth is that of the middle moment (of two, the later),
// and of the pixels that become one the nearest.
#pragma once

#include <filesystem>
#include <glm/glm.hpp>
#include <memory>
#include <string>

namespace fsm::jobs {

class Environment;

struct MotionBlur {
  double shutter = 0;  ///< degrees that it is open, 360 being a whole frame; 0: no blur
  int samples = 8;     ///< moments a frame, where the shutter is open
};

struct Background {
  enum class Kind {
    automatic,    ///< nothing in formats that are made for compositing (clip_format.h), else the scene's colour
    scene,        ///< the colour that the scene was made with
    colour,       ///< `colour`
    transparent,  ///< nothing: the picture keeps its alpha
    environment   ///< `environment`, as the camera sees it
  };
  Kind kind = Kind::automatic;
  glm::vec3 colour{0};                             ///< display-referred
  std::shared_ptr<const Environment> environment;  ///< where it is the kind
};

struct ClipQuality {
  MotionBlur blur;
  int supersample = 1;  ///< factor, 1 to 4
  Background background;

  int moments() const { return blur.shutter > 0 ? blur.samples : 1; }
  /// Pictures that are drawn for one frame, in pictures of its size.
  double cost() const { return static_cast<double>(moments()) * supersample * supersample; }
};

/// "180" or "180:8": degrees of the shutter, and the number of moments (2 to 256); "0": none. Throws badInput.
MotionBlur parseMotionBlur(const std::string& text);
/// "auto" or nothing, "scene", "transparent", "#rgb", "#rrggbb", or a picture (loaded here) of all directions. Throws badInput,
/// and what loading the picture throws.
Background parseBackground(const std::string& text);
/// Throws badInput where a number makes no sense; for requests that are not typed.
void checkQuality(const ClipQuality& quality);

}  // namespace fsm::jobs
