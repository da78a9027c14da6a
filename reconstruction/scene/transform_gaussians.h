// Moving static Gaussians into other coordinates, and colours into another space: what files of others and exports need.
#pragma once

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::scene {

/// x -> linear * x + translation.
struct AffineMap {
  glm::dmat3 linear{1.0};
  glm::dvec3 translation{0};
};

/// Moves positions, shapes and the colours' directions. A rotation with a uniform scale (mirrored or not) keeps the axes and
/// their scales; any other map gives shapes new axes, and directions turn with its nearest rotation. Throws internal for a 4D
/// set, badInput for a map that is not invertible.
void transformGaussians(Gaussians4D& gaussians, const AffineMap& map);

/// From a scene's frame to the world: for Gaussians of one time.
AffineMap worldFromFrame(const Normalisation& frame);

/// Colours as the other space has them: exact for the colour that does not depend on the direction, to first order in how
/// colours change with it. Time harmonics change to first order too.
void convertColours(Gaussians4D& gaussians, ColourEncoding from, ColourEncoding to);

/// Gives the Gaussians spherical harmonics of a higher degree (zeros).
void raiseShDegree(Gaussians4D& gaussians, int degree);
/// `more` behind those in `gaussians`, with the higher of both degrees.
void appendAnyDegree(Gaussians4D& gaussians, Gaussians4D more);

}  // namespace fsm::scene
