// The Gaussians that are shown, fitted to the frames that they were made from; they are seen while they improve.
#pragma once

#include "app/desktop/document/workspace.h"
#include "training/refine/refine.h"

namespace fsm::desktop {

/// Without steps and seconds in `options`: jobs::kDefaultRefineSeconds. The viewport shows the running result, the job its
/// picture and the curves "loss" and "PSNR". What comes out is a new version, shown, one step of undo. Returns the job; 0 (with a
/// message) where there is nothing to refine.
int refine(Workspace& workspace, training::RefineOptions options);

}  // namespace fsm::desktop
