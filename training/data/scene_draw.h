// Draws one sample: who moves, how it is filmed, and where it happens.
#pragma once

#include "training/data/scene_builder.h"

namespace fsm::training {

enum class Place { outdoors, indoors, desk, open };

/// The whole sample, from its own seed.
SampleScene drawScene(const TextureAtlas::Impl& atlas, uint64_t seed, const SceneOptions& options);

// The steps, in this order.
/// Adds the subject and its companions (groups, members). Returns the subject's group.
int drawSubject(SceneBuilder& builder, Place place, bool still);
/// The path of a hand-held camera around or past the subject (sets path, focusDistance, focal).
void drawPath(SceneBuilder& builder, Place place, int subject, bool still);
/// Cameras, times and looks of all views (sets shots, looks).
void drawShots(SceneBuilder& builder, Place place, int subject, const SceneOptions& options);
/// Everything that stands around, out of the cameras' way; the surroundings last (adds members, sets light).
void drawPlace(SceneBuilder& builder, const TextureAtlas::Impl& atlas, Place place, int subject);

}  // namespace fsm::training
