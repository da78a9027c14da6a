// The pages of the inspector, one for each kind of thing that can be selected.
#pragma once

#include "app/desktop/document/workspace.h"
#include "app/desktop/panels/inspector_statistics.h"
#include "app/desktop/panels/property_form.h"

namespace fsm::desktop {

/// Of what `workspace.selection` says; of the scene where nothing (any more) is selected. Edits go to the document.
PropertyForm* inspectorPage(Workspace& workspace, StatisticsCache& statistics);

/// Of a version: its Gaussians in numbers, how it was made (inspector_version_page.cpp).
void fillVersion(PropertyForm& form, const Version& version, StatisticsCache& statistics);

/// Of keys of the tracks (inspector_key_pages.cpp).
void fillCameraKey(PropertyForm& form, Workspace& workspace, size_t key);
void fillTimeKey(PropertyForm& form, Workspace& workspace, size_t key);

}  // namespace fsm::desktop
