// Edits of the Gaussians that are shown, each one step of undo: what is deleted, hidden, cropped and moved. Nothing is lost by
// them: a version stays as it was made, and a list of edits is applied to it for the viewport (reconstruction/scene/edits.h).
#pragma once

#include <QString>
#include <cstdint>
#include <glm/glm.hpp>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/drawn_scene.h"

namespace fsm::desktop {

/// What the stored version calls the drawn Gaussians at `indices` (increasing): increasing, each once. From any thread.
std::vector<int64_t> storedNames(const DrawnScene& drawn, const std::vector<int64_t>& indices);
/// Places in `to` of the Gaussians that are at `indices` in `from`, of the same version with other edits. From any thread.
std::vector<int64_t> carriedOver(const DrawnScene& from, const DrawnScene& to, const std::vector<int64_t>& indices);

/// Behind the edits of the shown version. The edits of another version are given up for it; a message says so, and undo brings
/// them back. Nothing (and a message) where no Gaussians are shown.
void addEdit(Workspace& workspace, const QString& text, scene::Edit edit);

/// All that is hidden is seen again.
void showHidden(Workspace& workspace);

/// Puts the whole scene somewhere else, after all that was done to it: `moved_from_now` is a similarity of the world. Moves that
/// follow each other are one edit. Same `mergeKey`: one step of undo (Document::edit).
void moveScene(Workspace& workspace, const glm::dmat4& moved_from_now, const QString& mergeKey = {});
/// The move that is the last enabled thing on the list; the identity where there is none.
glm::dmat4 lastMove(const Project& project);
/// Sets it, as if it was done anew.
void setLastMove(Workspace& workspace, const glm::dmat4& edited_from_world, const QString& mergeKey = {});

/// Switches an edit of the list on or off, or takes it out.
void enableEdit(Workspace& workspace, int index, bool enabled);
void takeOutEdit(Workspace& workspace, int index);

/// The shown version with its edits applied, as a version of its own whose edits are none: what refinement and export begin with.
/// Returns the job; 0 (with a message) where there are no edits.
int bakeEdits(Workspace& workspace);

}  // namespace fsm::desktop
