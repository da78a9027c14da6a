// Where the things of a scene are: what the camera frames, turns about and takes its pace from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "app/desktop/viewport/navigator.h"
#include "reconstruction/capture/capture.h"
#include "reconstruction/scene/gaussians4d.h"

namespace fsm::desktop {

/// The ball that holds most of the Gaussians that can be seen at all: about the median of their places, as large as nine tenths
/// of them ask for. Of many an even sample is looked at. Nothing where none has a place.
std::optional<SceneBall> ballOf(const scene::GaussianScene& scene);
/// How far below the ball's middle the ground is: what nearly all of the Gaussians are above. World units.
double floorDepthOf(const scene::GaussianScene& scene, const SceneBall& ball, const glm::dvec3& up);
/// The ball about all of those at `indices`, at `time` (seconds), with what three standard deviations of them reach.
std::optional<SceneBall> ballOf(const scene::GaussianScene& scene, std::span<const int64_t> indices, Seconds time);
/// What the cameras of a capture look at; nothing where it is not posed.
std::optional<SceneBall> ballOf(const Capture& capture);

}  // namespace fsm::desktop
