// raster_check FOLDER: the rasteriser's back ends against the parity fixtures, as a plain program for machines without Qt.
#include <algorithm>
#include <cstdio>
#include <exception>

#include "tests/parity/raster_comparison.h"

int main(int count, char** arguments) try {
  if (count != 2) {
    std::fprintf(stderr, "Usage: raster_check FOLDER\nFOLDER holds the parity fixtures.\n");
    return 2;
  }
  int failures = 0, compared = 0;
  for (const fsm::parity::RasterBackEnd& backEnd : fsm::parity::rasterBackEnds()) {
    for (const auto& path : fsm::parity::discoverRasterFixtures(arguments[1])) {
      for (const fsm::parity::Result& result : fsm::parity::compareRasterFixture(path, backEnd)) {
        const char* verdict = result.skipped ? "skipped" : result.passed ? "pass" : "FAILED";
        std::printf("%-28s %-34s %9.2e %9.2e %-7s %s\n", result.fixture.c_str(), result.quantity.c_str(), result.error,
                    result.bound, verdict, result.note.c_str());
        compared += !result.skipped;
        failures += !result.skipped && !result.passed;
      }
    }
  }
  std::printf("%d quantities compared, %d failed.\n", compared, failures);
  return compared == 0 || failures > 0 ? 1 : 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
