#include "tests/parity/parity.h"

#include <algorithm>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <set>

#include "reconstruction/core/error.h"
#include "tests/parity/fixture_comparisons.h"
#include "tests/parity/raster_comparison.h"

namespace fsm::parity {
namespace {

namespace fs = std::filesystem;

/// Parsed, or discarded when the file is damaged: then it is for compareFixture to say so.
nlohmann::json readOrDiscard(const fs::path& path) {
  try {
    return readFixtureJson(path);
  } catch (const Error&) {
    return nlohmann::json(nlohmann::json::value_t::discarded);
  }
}

std::string textOr(const nlohmann::json& json, const char* key, const std::string& otherwise) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

/// Fixtures are tiny: threads would only wait for each other, for minutes on a machine that is busy.
class OneThread {
 public:
  OneThread() : before_(torch::get_num_threads()) { torch::set_num_threads(1); }
  ~OneThread() { torch::set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

/// All back ends of the rasteriser that work on `device`.
void compareRasterisers(const fs::path& path, torch::Device device, Comparison& comparison) {
  for (const RasterBackEnd& backEnd : rasterBackEnds())
    if ((backEnd.name == "cuda") == device.is_cuda()) comparison.add(compareRasterFixture(path, backEnd));
}

void compareByJson(const fs::path& path, torch::Device device, Comparison& comparison) {
  const nlohmann::json json = readFixtureJson(path);
  if (!json.contains("kind")) {
    comparison.fail("fixture", "Its JSON does not say what kind of fixture it is. Add \"kind\", or remove the files.");
    return;
  }
  const std::string kind = textOr(json, "kind", "");
  if (kind != "lvsm" && kind != "lrm") {
    comparison.skip("fixture", "Its kind '" + kind + "' is not one that this program compares.");
    return;
  }
  compareNetwork(readNetworkFixture(path, json), device, comparison);
  if (kind == "lrm") compareRasterisers(path, device, comparison);
}

/// A .safetensors without JSON: what it is follows from the names in it.
void compareByContent(const fs::path& path, torch::Device device, Comparison& comparison) {
  const std::string name = path.stem().string();
  const TensorFile file = readSafetensors(path);
  if (isGeometryFixture(file)) {
    compareGeometry(file, name, device, comparison);
  } else if (isRasterFixture(file)) {
    compareRasterisers(path, device, comparison);
  } else if (hasTensor(file, "in.image") || hasTensor(file, "out.rendering")) {
    comparison.fail("fixture", "Its JSON, '" + name + ".json', is missing. Put it beside the tensors.");
  } else {
    comparison.skip("fixture", "Its tensors are not of a kind that this program compares.");
  }
}

void printRow(std::ostream& out, const Result& result) {
  out << std::left << std::setw(30) << result.fixture << ' ' << std::setw(34) << result.quantity << ' ';
  if (result.skipped) {
    out << "skipped: " << result.note << '\n';
  } else if (result.bound == 0) {
    out << "FAILED: " << result.note << '\n';
  } else {
    out << std::right << std::scientific << std::setprecision(2) << std::setw(9) << result.error << ' ' << std::setw(9)
        << result.bound << ' ' << (result.passed ? "pass  " : "FAILED") << "  " << result.note << '\n';
  }
}

std::optional<torch::Device> namedDevice(const std::string& name) {
  try {
    return torch::Device(name);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

torch::Device deviceOf(const std::string& name) {
  const auto device = namedDevice(name);
  if (device &&
      (device->is_cpu() || (device->is_cuda() && torch::cuda::is_available() && device->index() < torch::cuda::device_count())))
    return *device;
  throw Error(ErrorCode::noDevice,
              "There is no device '" + name + "' here. Ask for 'cpu', or for 'cuda' on a machine with an NVIDIA GPU.");
}

}  // namespace

std::vector<fs::path> discover(const fs::path& folder) {
  std::error_code status;
  if (!fs::is_directory(folder, status)) {
    throw Error(ErrorCode::notFound,
                "There is no folder of parity fixtures at '" + folder.string() + "'. Set FSM_PARITY_DIR to one.");
  }
  std::vector<fs::path> jsons, tensors;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (entry.path().extension() == ".json") jsons.push_back(entry.path());
    if (entry.path().extension() == ".safetensors") tensors.push_back(entry.path());
  }
  std::set<std::string> spokenFor;  // names of .safetensors that belong to a JSON: its tensors or its weights
  std::vector<fs::path> found;
  for (const fs::path& path : jsons) {
    const std::string ownTensors = path.stem().string() + ".safetensors";
    const nlohmann::json json = readOrDiscard(path);
    const bool claims = json.is_discarded() || json.contains("kind") || fs::exists(folder / ownTensors);
    if (!claims) continue;  // some other JSON, a model's configuration say
    found.push_back(path);
    spokenFor.insert(ownTensors);
    if (!json.is_discarded()) spokenFor.insert(textOr(json, "weights", ""));
  }
  for (const fs::path& path : tensors) {
    if (spokenFor.count(path.filename().string()) == 0) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> availableDevices() {
  std::vector<std::string> devices{"cpu"};
  if (torch::cuda::is_available()) devices.emplace_back("cuda");
  return devices;
}

std::vector<Result> compareFixture(const fs::path& path, const std::string& device) {
  const OneThread oneThread;
  Comparison comparison(path.stem().string());
  try {
    if (path.extension() == ".json")
      compareByJson(path, deviceOf(device), comparison);
    else
      compareByContent(path, deviceOf(device), comparison);
    if (comparison.results().empty())
      comparison.fail("fixture", "It holds nothing that can be compared. Replace the fixture's files.");
  } catch (const Error& error) {
    comparison.fail("fixture", error.what());
  } catch (const std::exception& error) {
    // The first line: LibTorch appends its call stack.
    const std::string what = error.what();
    comparison.fail("fixture", "It cannot be computed: " + what.substr(0, what.find('\n')) + " Check the shapes of its tensors.");
  }
  return comparison.results();
}

int run(const fs::path& folder, const std::string& device, std::ostream& out) {
  std::vector<fs::path> fixtures;
  try {
    fixtures = discover(folder);
  } catch (const std::exception& error) {
    out << error.what() << '\n';
    return 1;
  }
  int compared = 0, failures = 0, skipped = 0;
  out << std::left << std::setw(30) << "fixture" << ' ' << std::setw(34) << "quantity"
      << "     error     bound\n";
  for (const fs::path& path : fixtures) {
    for (const Result& result : compareFixture(path, device)) {
      printRow(out, result);
      skipped += result.skipped;
      compared += !result.skipped;
      failures += !result.skipped && !result.passed;
    }
    out.flush();
  }
  if (compared == 0) {
    out << "Nothing could be compared: '" << folder.string() << "' holds no parity fixture of a known kind.\n";
    return 1;
  }
  out << compared << " quantities compared on " << device << ", " << failures << " failed, " << skipped << " skipped.\n";
  return failures;
}

}  // namespace fsm::parity
