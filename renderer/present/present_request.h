// What a window shows: a frame of the Gaussians or a picture of the host, how its values become colours, what it is compared
// with.
#pragma once

#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "reconstruction/core/layered_image.h"
#include "renderer/overlay/overlay_content.h"
#include "renderer/renderer.h"

namespace fsm::renderer {

/// A picture that the host has: an input frame, the neural decoder's answer, another version's frame. One of the two is set, or
/// none. It is copied to the device once: the same pointer means the same pixels.
struct HostPicture {
  std::shared_ptr<const Image> image;           ///< display-referred, covers every pixel
  std::shared_ptr<const LayeredImage> layered;  ///< premultiplied; its depth is not used

  explicit operator bool() const { return image || layered; }
  ImageSize size() const { return image ? image->size : layered ? layered->size : ImageSize{}; }
};

/// Depth, overdraw and confidence are known of frames only: host pictures are shown in colour then.
enum class ShownAs {
  colour,
  alpha,      ///< how much of each pixel is covered, black to white
  depth,      ///< expected depth, near to far on a colour scale
  overdraw,   ///< number of Gaussians that were blended in each pixel, as heat
  confidence  ///< how near the view is to the inputs, for each pixel's point (ConfidenceInputs), over its darkened colours
};

/// The views that a scene was made from, for ShownAs::confidence. A pixel's point (its expected depth in the world) is judged by
/// the formula of reconstruction/capture/coverage.h with the same units: 1 where an input looked from the same place at the same
/// time, falling with the angle, the ratio of the distances, the way out of the input's picture, and the time between.
struct ConfidenceInputs {
  std::vector<View> views;  ///< in the world, seconds; the first kMostViews are used
  Seconds timeUnit = 1;     ///< T of the formula, Coverage::timeUnit()
  static constexpr size_t kMostViews = 1024;
};

struct Comparison {
  enum class Kind {
    none,
    wipe,       ///< left of `split` the frame, right of it the other picture
    difference  ///< amplification * |frame - other|, in display-referred values
  };
  Kind kind = Kind::none;
  HostPicture other;   ///< lies on the same area as the frame, whatever its size
  float split = 0.5f;  ///< 0 to 1 of the shown area's width
  float amplification = 4;
};

/// What is seen through what is not covered.
struct Backdrop {
  bool checkerboard = false;
  glm::vec3 colour{1};  ///< display-referred; without the checkerboard
};

struct PresentRequest {
  /// The Gaussians and meshes; drawn at the size of its intrinsics, which need not be the window's (a smaller picture is
  /// enlarged smoothly). `overBackground`, `depth` and `overdraw` are chosen by the presenter.
  std::optional<FrameRequest> frame;
  /// The frame is shown only when all its Gaussians had room: `present` waits for it and draws it again where they had none.
  bool onlyComplete = false;
  /// The frame's colours times this, in the scene's encoding: undoes the gain that evened the cameras' exposures.
  glm::vec3 gain{1};
  HostPicture picture;  ///< shown instead where it is set; neither: the backdrop alone
  ShownAs shownAs = ShownAs::colour;
  /// World units at both ends of the depth scale, which is logarithmic where the nearer is positive; none: 2nd to 98th percentile
  /// of the picture's depths.
  std::optional<glm::vec2> depthRange;
  float overdrawLimit = 256;  ///< Gaussians a pixel at the hot end of the scale
  std::shared_ptr<const ConfidenceInputs> confidence;
  Comparison comparison;
  Backdrop backdrop;
  /// Width / height of the area that the picture is shown in, in the middle of the window between bars; none: all of it.
  std::optional<double> aspect;
  glm::vec3 bars{0.08f};  ///< display-referred
  OverlayContent overlay;
};

/// Pixels of a window; the right and lower edges are exclusive.
struct PixelArea {
  int left = 0, top = 0, width = 0, height = 0;
  bool operator==(const PixelArea&) const = default;
};
/// Where a picture is shown in a window of that size (PresentRequest::aspect). An aspect that is no positive number counts as
/// none.
PixelArea shownArea(ImageSize window, std::optional<double> aspect);

}  // namespace fsm::renderer
