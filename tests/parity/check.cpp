// parity_check FOLDER [DEVICE...]: the comparisons as a plain program, for machines without Qt. Without a device: cpu, and cuda
// where there is one.
#include <algorithm>
#include <iostream>

#include "tests/parity/parity.h"

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "Usage: parity_check FOLDER [DEVICE...]\nFOLDER holds the parity fixtures; DEVICE is cpu, cuda or cuda:1.\n";
    return 2;
  }
  std::vector<std::string> devices(arguments + 2, arguments + count);
  if (devices.empty()) devices = fsm::parity::availableDevices();
  int failures = 0;
  for (const std::string& device : devices) failures += fsm::parity::run(arguments[1], device, std::cout);
  // An exit status holds one byte: 256 failures must not look like none.
  return std::min(failures, 1);
}
