#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/jobs/models.h"
#include "reconstruction/core/error.h"
#include "reconstruction/model/engine.h"

namespace fsm::cli {

namespace {

using nlohmann::json;

/// Versions that the program was built with; all are linked as they were then or newer.
json libraries() {
  return {{"LibTorch", FSM_LIBTORCH_VERSION},
          {"CUDA", FSM_CUDA_VERSION},
          {"FFmpeg libavformat", FSM_LIBAVFORMAT_VERSION},
          {"FFmpeg libavcodec", FSM_LIBAVCODEC_VERSION},
          {"SQLite", FSM_SQLITE_VERSION}};
}

json devices() {
  json out = json::array();
  for (const DeviceInfo& device : listDevices())
    out.push_back({{"id", device.id},
                   {"name", device.name},
                   {"memory_bytes", device.memoryBytes},
                   {"bfloat16", device.bfloat16},
                   {"can", {"reconstruct", "render", "eval", "train", "synth"}}});
  return out;
}

json defaultModel() {
  try {
    return jobs::findModel("").string();
  } catch (const Error&) {
    return nullptr;
  }
}

void print(const json& info) {
  std::printf("fsm %s (%s)\n", info["version"].get<std::string>().c_str(), info["build"].get<std::string>().c_str());
  std::printf("devices:\n");
  for (const json& device : info["devices"])
    std::printf("  %-8s %s, %.1f GiB, %s\n", device["id"].get<std::string>().c_str(), device["name"].get<std::string>().c_str(),
                device["memory_bytes"].get<double>() / (1 << 30), device["bfloat16"].get<bool>() ? "bfloat16" : "float32 only");
  std::printf("  each can reconstruct, render, evaluate, train and make procedural captures; the first is what 'auto' takes\n");
  std::printf("libraries:\n");
  for (const auto& [name, version] : info["libraries"].items())
    std::printf("  %-20s %s\n", name.c_str(), version.get<std::string>().c_str());
  std::printf("default model: %s\n",
              info["default_model"].is_null() ? "not found, give --model" : info["default_model"].get<std::string>().c_str());
}

}  // namespace

void addInfo(CLI::App& app, Session& session) {
  const auto asJson = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("info", "Version, build, devices and what each can do");
  command->add_flag("--json", *asJson, "Print as JSON");
  command->callback([asJson, &session] {
    const json info{{"version", FSM_VERSION},
                    {"build", FSM_BUILD_TYPE},
                    {"devices", devices()},
                    {"libraries", libraries()},
                    {"default_model", defaultModel()}};
    session.finish();
    if (*asJson)
      printJson(info);
    else
      print(info);
  });
}

}  // namespace fsm::cli
