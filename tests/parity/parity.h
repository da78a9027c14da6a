// Comparison with numbers of the official implementation. A plain library, without Qt and FFmpeg, so that the tests and a bare
// GPU machine run the same checks. A fixture is
//   NAME.json + NAME.safetensors + the weights that the JSON names   one forward of FSM-LVSM ("kind": "lvsm") or FSM-LRM ("lrm"),
//   or NAME.safetensors alone                                           rays, pose normalisation, PSNR and SSIM, or Gaussians and
//   their renderings, recognised by tensor names.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace fsm::parity {

/// One quantity of one fixture.
struct Result {
  std::string fixture;   ///< file name without its ending
  std::string quantity;  ///< "rendering", "block 2 tokens", ...
  double error =
      0;  ///< as `note` of the quantity's kind says: largest absolute, relative to the largest entry, or RMS; may be NaN
  double bound = 0;
  bool passed = false;
  bool skipped = false;  ///< not compared: `note` says why; counts neither as passed nor as failed
  std::string note;      ///< the measure, or a sentence that says what is wrong
};

/// Every file of `folder` that is a fixture or claims to be one, sorted by name. Weights that a JSON names are not fixtures.
/// Throws `Error` notFound when the folder is not there. An empty answer is for the caller to judge.
std::vector<std::filesystem::path> discover(const std::filesystem::path& folder);

/// What this machine can compare on: "cpu", and "cuda" where a GPU can be used.
std::vector<std::string> availableDevices();

/// Compares everything that the fixture at `path` (its JSON, or the .safetensors of one without JSON) holds with what this
/// program computes on `device` ("cpu", "cuda", "cuda:1"). Never throws for what files hold: missing or damaged parts become a
/// failed Result with a sentence.
std::vector<Result> compareFixture(const std::filesystem::path& path, const std::string& device);

/// Compares every fixture of `folder` and prints a table. Returns the number of failures; a folder in which nothing could be
/// compared is one.
int run(const std::filesystem::path& folder, const std::string& device, std::ostream& out);

}  // namespace fsm::parity
