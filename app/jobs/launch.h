// What a program does first when it was started by the installed launcher (installer/launch.sh).
#pragma once

namespace fsm::jobs {

/// Puts the dynamic loader's search path back to what the launcher found, so that COLMAP, browsers and other programs that this
/// one starts load their own libraries. Nothing where the launcher was not. Call before threads exist: it changes the
/// environment.
void leaveLauncher();

}  // namespace fsm::jobs
