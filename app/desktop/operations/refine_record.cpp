#include "app/desktop/operations/refine_record.h"

#include <QUuid>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/log.h"

namespace fsm::desktop {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kFormat = "refine-run 1";
constexpr uint64_t kLongestDescription = uint64_t{1} << 20;

json toJson(const VersionMark& mark) {
  return {{"name", mark.name}, {"created_utc", mark.createdUtc}, {"gaussians", mark.gaussians}};
}

VersionMark markFrom(const json& value) {
  return {value.at("name").get<std::string>(), value.at("created_utc").get<std::string>(), value.at("gaussians").get<int64_t>()};
}

/// What the panel lets an artist choose; the rest is as it is by default.
json toJson(const RefineChoice& choice) {
  const training::RefineOptions& scene = choice.scene;
  const training::FinetuneOptions& model = choice.model.options;
  return {{"kind", choice.kind == RefineKind::scene ? "scene" : "model"},
          {"hold_out_every", choice.holdOutEvery},
          {"scene",
           {{"device", scene.device},
            {"steps", scene.steps},
            {"seconds", scene.seconds},
            {"seed", scene.seed},
            {"budget", scene.budget},
            {"sh_degree", scene.shDegree}}},
          {"model",
           {{"model", choice.model.model.model},
            {"device", choice.model.model.device},
            {"precision", choice.model.model.precision},
            {"profile", choice.model.model.profile},
            {"budget", choice.model.budget},
            {"mode", training::name(model.mode)},
            {"rank", model.rank},
            {"steps", model.steps},
            {"seconds", model.seconds},
            {"seed", model.seed},
            {"inputs", model.inputs},
            {"targets", model.targets},
            {"long_side", model.longSide},
            {"rate", model.rate},
            {"pull", model.pull}}}};
}

RefineChoice choiceFrom(const json& value) {
  RefineChoice choice;
  choice.kind = value.at("kind") == "model" ? RefineKind::model : RefineKind::scene;
  value.at("hold_out_every").get_to(choice.holdOutEvery);
  const json& scene = value.at("scene");
  scene.at("device").get_to(choice.scene.device);
  scene.at("steps").get_to(choice.scene.steps);
  scene.at("seconds").get_to(choice.scene.seconds);
  scene.at("seed").get_to(choice.scene.seed);
  scene.at("budget").get_to(choice.scene.budget);
  scene.at("sh_degree").get_to(choice.scene.shDegree);
  const json& model = value.at("model");
  training::FinetuneOptions& options = choice.model.options;
  model.at("model").get_to(choice.model.model.model);
  model.at("device").get_to(choice.model.model.device);
  model.at("precision").get_to(choice.model.model.precision);
  model.at("profile").get_to(choice.model.model.profile);
  model.at("budget").get_to(choice.model.budget);
  options.mode = training::finetuneModeFromName(model.at("mode").get<std::string>());
  model.at("rank").get_to(options.rank);
  model.at("steps").get_to(options.steps);
  model.at("seconds").get_to(options.seconds);
  model.at("seed").get_to(options.seed);
  model.at("inputs").get_to(options.inputs);
  model.at("targets").get_to(options.targets);
  model.at("long_side").get_to(options.longSide);
  model.at("rate").get_to(options.rate);
  model.at("pull").get_to(options.pull);
  return choice;
}

json toJson(const RefineRecord& record) {
  return {{"format", kFormat},
          {"choice", toJson(record.choice)},
          {"from", toJson(record.from)},
          {"reached", toJson(record.reached)},
          {"finished", record.finished},
          {"steps", record.steps},
          {"seconds", record.seconds},
          {"owner", {{"process", record.owner.process}, {"started", record.owner.started}, {"host", record.owner.host}}}};
}

RefineRecord recordFrom(const fs::path& file) {
  const json value = json::parse(readTextFile(file, kLongestDescription));
  if (value.at("format") != kFormat) throw Error(ErrorCode::unsupported, quoted(file) + " is of another version.");
  RefineRecord record;
  record.id = file.stem().string();
  record.choice = choiceFrom(value.at("choice"));
  record.from = markFrom(value.at("from"));
  record.reached = markFrom(value.at("reached"));
  value.at("finished").get_to(record.finished);
  value.at("steps").get_to(record.steps);
  value.at("seconds").get_to(record.seconds);
  const json& owner = value.at("owner");
  owner.at("process").get_to(record.owner.process);
  owner.at("started").get_to(record.owner.started);
  owner.at("host").get_to(record.owner.host);
  return record;
}

/// Half a file of a program that was killed while it wrote (core/file.h); nobody takes so long for one.
bool wasLeftBehind(const fs::directory_entry& entry) {
  std::error_code failed;
  const fs::file_time_type time = entry.last_write_time(failed);
  return !failed && entry.path().extension() == ".part" && fs::file_time_type::clock::now() - time > std::chrono::hours(1);
}

}  // namespace

VersionMark VersionMark::of(const Version& version) {
  return {version.name, version.createdUtc, version.gaussians ? version.gaussians->gaussians.count() : -1};
}

const Version* VersionMark::in(const Project& project) const {
  if (name.empty()) return nullptr;
  const Version* renamed = nullptr;
  for (const Version& version : project.versions) {
    const VersionMark other = of(version);
    if (other.createdUtc != createdUtc || other.gaussians != gaussians) continue;
    if (other.name == name) return &version;
    if (!createdUtc.empty()) renamed = &version;
  }
  return renamed;
}

RefineRecord RefineRecord::fresh(const RefineChoice& choice, const Version& from) {
  RefineRecord record;
  record.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
  record.choice = choice;
  record.from = VersionMark::of(from);
  record.owner = AutosaveLock::ours({});
  return record;
}

fs::path RefineRecords::descriptionOf(const std::string& id) const { return folder_ / (id + ".json"); }
fs::path RefineRecords::stateOf(const std::string& id) const { return folder_ / (id + ".safetensors"); }

void RefineRecords::keep(RefineRecord& record, const TensorFile& state) const {
  writeSafetensors(stateOf(record.id), state);
  // Both kinds of state say where they stand in the same words.
  const auto entry = state.metadata.find("position");
  const json position = entry == state.metadata.end() ? json() : json::parse(entry->second, nullptr, false);
  if (position.is_object()) {
    record.steps = position.value("steps", record.steps);
    record.seconds = position.value("seconds", record.seconds);
  }
  update(record);
}

void RefineRecords::update(const RefineRecord& record) const {
  std::error_code ignored;
  if (!fs::exists(stateOf(record.id), ignored)) return;
  writeFileAtomically(descriptionOf(record.id), toJson(record).dump(1));
  // Removed meanwhile, by another thread: states go first.
  if (!fs::exists(stateOf(record.id), ignored)) fs::remove(descriptionOf(record.id), ignored);
}

std::optional<RefineRecord> RefineRecords::find(const Project& project) const {
  std::error_code ignored;
  std::optional<RefineRecord> newest;
  fs::file_time_type newestTime{};
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
    if (wasLeftBehind(entry)) fs::remove(entry.path(), ignored);
    if (entry.path().extension() != ".json") continue;
    try {
      RefineRecord record = recordFrom(entry.path());
      const bool taken = record.owner.lives() && !record.owner.isOurs();
      const fs::file_time_type time = entry.last_write_time();
      if (taken || !fs::exists(stateOf(record.id), ignored) || !record.from.in(project) || (newest && time <= newestTime))
        continue;
      newest = std::move(record);
      newestTime = time;
    } catch (const std::exception& problem) {
      log().warn("{} is no description of a refinement: {}", entry.path().string(), problem.what());
    }
  }
  return newest;
}

TensorFile RefineRecords::state(const RefineRecord& record) const {
  try {
    return readSafetensors(stateOf(record.id));
  } catch (const Error& problem) {
    if (problem.code() != ErrorCode::fileDamaged && problem.code() != ErrorCode::notFound) throw;
    throw Error(
        problem.code(),
        "What the interrupted run had learned cannot be read: its file is damaged or gone. The project is as it was. Discard "
        "the run and start it anew.",
        problem.what());
  }
}

void RefineRecords::remove(const std::string& id) const {
  std::error_code ignored;
  fs::remove(stateOf(id), ignored);
  fs::remove(descriptionOf(id), ignored);
}

}  // namespace fsm::desktop
