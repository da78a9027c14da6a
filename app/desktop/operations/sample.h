// What a newcomer sees: the sample capture that comes with the program, as a scene that plays.
#pragma once

#include <filesystem>

#include "app/desktop/document/session.h"

namespace fsm::desktop {

/// Opens the sample as a project without a file and plays it. It is reconstructed once, into a project in `cacheFolder`;
/// meanwhile its frames are seen. Does nothing where the sample is not installed.
void showSample(Workspace& workspace, Session& session, const std::filesystem::path& cacheFolder);

}  // namespace fsm::desktop
