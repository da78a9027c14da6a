#include "app/jobs/bench_job.h"

#include <algorithm>
#include <array>

#include "app/jobs/bench_parts.h"
#include "app/jobs/generator_speed.h"
#include "reconstruction/core/error.h"

namespace fsm::jobs {

namespace {

struct NamedPart {
  BenchPart part;
  const char* name;
  double cost;  ///< how long it takes beside the others, about
};
constexpr std::array<NamedPart, 5> kParts{{{BenchPart::model, "model", 5},
                                           {BenchPart::generator, "generator", 2},
                                           {BenchPart::cuda, "cuda", 2},
                                           {BenchPart::vulkan, "vulkan", 2},
                                           {BenchPart::cpu, "cpu", 1}}};

std::vector<DeviceInfo> chosenDevices(const std::string& wanted) {
  std::vector<DeviceInfo> all = listDevices();
  if (wanted.empty()) return all;
  for (const DeviceInfo& device : all)
    if (device.id == wanted || (wanted == "cuda" && device.id == "cuda:0") || wanted == "auto") return {device};
  std::string names;
  for (const DeviceInfo& device : all) names += (names.empty() ? "" : ", ") + device.id;
  throw Error(ErrorCode::noDevice, "There is no device '" + wanted + "' here. Choose one of: " + names + ".");
}

/// One run: what is measured where.
class Bench {
 public:
  Bench(const BenchRequest& request, Progress& progress)
      : request_(request),
        progress_(progress),
        devices_(chosenDevices(request.device)),
        pictures_(request.quick, request.scene ? &*request.scene : nullptr) {
    for (const NamedPart& part : kParts)
      if (runs(part.part)) allCosts_ += part.cost;
  }

  BenchResult run() {
    for (const DeviceInfo& device : devices_) result_.devices.emplace_back(device.id, device.name);
    for (const NamedPart& part : kParts) {
      if (!runs(part.part)) continue;
      try {
        measure(part.part, part.cost / allCosts_);
      } catch (const Error& error) {
        // What was asked for by name must be possible; of the rest, what this machine has.
        const bool missing = error.code() == ErrorCode::noDevice || error.code() == ErrorCode::unsupported;
        if (!missing || request_.parts.contains(part.part)) throw;
        result_.notes.push_back(std::string("Not measured (") + part.name + "): " + error.what());
      }
    }
    result_.ratios = ratiosOf(result_.rasterisers);
    return std::move(result_);
  }

 private:
  bool runs(BenchPart part) const { return request_.parts.empty() || request_.parts.contains(part); }

  void measure(BenchPart part, double share) {
    const double each = share / static_cast<double>(devices_.size());
    switch (part) {
      case BenchPart::model:
        for (const DeviceInfo& device : devices_)
          add(result_.rows, benchModels(request_.model, device, request_.quick, each, progress_));
        return;
      case BenchPart::generator:
        for (const DeviceInfo& device : devices_) measureGenerator(device, each);
        return;
      case BenchPart::cuda: return measureCuda(share);
      case BenchPart::vulkan: return add(result_.rasterisers, benchVulkan(vulkanClass(), pictures_, share, progress_));
      case BenchPart::cpu: return measureCpu(share);
    }
  }

  template <class Row>
  static void add(std::vector<Row>& rows, std::vector<Row> more) {
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }

  void measureGenerator(const DeviceInfo& device, double share) {
    progress_.stage("Scene generator on " + device.id, share);
    result_.generator.push_back({device.id, generatorSpeed(isCuda(device) ? cudaIndex(device) : -1, request_.quick, progress_)});
  }

  void measureCuda(double share) {
    const auto cards = std::count_if(devices_.begin(), devices_.end(), isCuda);
    if (cards == 0)
      throw Error(ErrorCode::noDevice, "There is no CUDA device among those that are measured. Choose other parts with --only.");
    for (const DeviceInfo& device : devices_)
      if (isCuda(device))
        add(result_.rasterisers, benchCuda(cudaIndex(device), pictures_, share / static_cast<double>(cards), progress_));
  }

  void measureCpu(double share) {
    const auto cpu = std::find_if_not(devices_.begin(), devices_.end(), isCuda);
    if (cpu == devices_.end())
      throw Error(ErrorCode::noDevice,
                  "The processor is not among the devices that are measured. Leave --device out, or choose cpu.");
    add(result_.rasterisers, benchCpu(cpu->name, pictures_, share, progress_));
  }

  /// A chosen device leaves out the renderer on the other kind.
  VulkanClass vulkanClass() const {
    if (request_.device.empty()) return VulkanClass::all;
    return isCuda(devices_.front()) ? VulkanClass::cards : VulkanClass::software;
  }

  const BenchRequest& request_;
  Progress& progress_;
  std::vector<DeviceInfo> devices_;
  BenchPictures pictures_;
  double allCosts_ = 0;
  BenchResult result_;
};

}  // namespace

int cudaIndex(const DeviceInfo& device) {
  const size_t colon = device.id.find(':');
  return colon == std::string::npos ? 0 : std::stoi(device.id.substr(colon + 1));
}

std::set<BenchPart> parseBenchParts(const std::string& text) {
  std::set<BenchPart> out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    const std::string name = text.substr(begin, end - begin);
    const auto found = std::find_if(kParts.begin(), kParts.end(), [&](const NamedPart& part) { return name == part.name; });
    if (found == kParts.end()) {
      std::string names;
      for (const NamedPart& part : kParts) names += (names.empty() ? "" : ", ") + std::string(part.name);
      std::string sentence = "--only: there is no part '";
      sentence.append(name).append("'. Name one or more of ").append(names).append(", with commas between them.");
      throw Error(ErrorCode::badInput, sentence);
    }
    out.insert(found->part);
    begin = end + 1;
  }
  return out;
}

BenchResult benchJob(const BenchRequest& request, Progress& progress) { return Bench(request, progress).run(); }

}  // namespace fsm::jobs
