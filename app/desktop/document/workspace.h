// One of everything that panels work with. Panels take a `Workspace&` and know nothing of each other.
#pragma once

#include "app/desktop/document/actions.h"
#include "app/desktop/document/document.h"
#include "app/desktop/document/job_queue.h"
#include "app/desktop/document/live_scene.h"
#include "app/desktop/document/messages.h"
#include "app/desktop/document/selection.h"
#include "app/desktop/document/view_state.h"

namespace fsm::desktop {

struct Workspace {
  /// Errors of jobs that nobody else tells become messages.
  Workspace();

  Messages messages;  ///< what the console shows
  Document document;
  Selection selection;
  ViewState view{document};
  LiveScene live;  ///< Gaussians of a running job, shown in place of the project's
  Actions actions;
  JobQueue jobs;  ///< last: ends first, and its jobs call the others
};

}  // namespace fsm::desktop
