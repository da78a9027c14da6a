#include "app/jobs/launch.h"

#include <cstdlib>
#include <string>

namespace fsm::jobs {

void leaveLauncher() {
  constexpr const char* kBefore = "CHRONOSCOPE_CALLERS_LIBRARY_PATH";
  constexpr const char* kSearchPath = "LD_LIBRARY_PATH";
  const char* kept = std::getenv(kBefore);
  if (!kept) return;
  const std::string before = kept;
  if (before.empty())
    unsetenv(kSearchPath);
  else
    setenv(kSearchPath, before.c_str(), 1);
  unsetenv(kBefore);
}

}  // namespace fsm::jobs
