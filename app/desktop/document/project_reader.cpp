#include "app/desktop/document/project_reader.h"

#include <QCoreApplication>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/animation/animation_json.h"
#include "app/desktop/document/engine_text.h"
#include "app/desktop/document/project_records.h"
#include "app/desktop/document/stored_content.h"
#include "app/jobs/capture_json.h"
#include "app/jobs/scene_rows.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/project_file.h"
#include "reconstruction/scene/splat_files/splat_file.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

// What `fsm reconstruct` calls what it makes.
constexpr const char* kFirstMemory = "memory";
constexpr const char* kFirstVersion = "feed-forward";

/// A project file that is open, and what it holds.
struct Opened {
  fs::path path;
  scene::ProjectFile file;
  StoredContent content;

  explicit Opened(const fs::path& where) : path(where), file(scene::ProjectFile::open(where, true)), content(readContent(file)) {}
};

class Reader {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::ProjectReader)

 public:
  Reader(StoreState& state, const fs::path& path, const fs::path& base) : state_(state), own_(path) {
    std::error_code failed;
    if (base.empty() || !fs::exists(base, failed)) return;
    try {
      base_.emplace(base);
    } catch (const Error& error) {
      note(error);
    }
  }

  ReadProject run(Progress& progress) {
    progress.stage(tr("Opening the project").toStdString(), 1);
    readRecords();
    readCaptures();
    for (size_t i = 0; i < records_.versions.size(); ++i) {
      readVersion(records_.versions[i], progress);
      progress.advance(static_cast<double>(i + 1), static_cast<double>(records_.versions.size()));
    }
    Project& project = out_.project;
    if (project.versions.empty() && !records_.versions.empty()) throw *firstError_;
    project.shown = records_.shown;
    if (!project.shownVersion()) project.shown = project.versions.empty() ? std::string() : project.versions.back().name;
    readSettings();
    return std::move(out_);
  }

 private:
  void note(const Error& error) {
    if (!firstError_) firstError_ = error;
    out_.notes.push_back(engineText(error.what()));
  }

  /// `read`, whose damage costs only what it reads. What a newer program wrote, full memory and cancelling end it all.
  template <typename Read>
  void optional(Read read) {
    try {
      read();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::fileDamaged && error.code() != ErrorCode::notFound && error.code() != ErrorCode::badInput)
        throw;
      note(error);
    }
  }

  /// What `fsm` made has no records: versions are the Gaussians, with the memories that they were made from, and the memories
  /// that have none. The same holds for what `fsm` added to a project of a window.
  void readRecords() {
    if (const auto text = own_.file.setting(kVersionsSetting)) optional([&] { records_ = versionsFrom(*text); });
    for (const scene::GaussiansSummary& summary : own_.file.gaussians()) {
      const StoredRow* row = own_.content.gaussiansIn(summary.row.name);
      if (row && !isRecorded(row->id))
        addRecord({summary.row.name, memoryFor(summary.row), row->id, summary.row.json, summary.row.createdUtc});
    }
    for (const StoredRow& row : own_.content.memories)
      if (!isRecorded(row.id))
        addRecord({row.row == kFirstMemory ? kFirstVersion : row.row, row.id, {}, reportOf(row.row), row.createdUtc});
  }

  /// The memory of the same name (fine-tuning), else that of what it was refined from, else the newest of its time.
  std::string memoryFor(const scene::GaussiansRow& row) const {
    std::string newest;
    for (const StoredRow& memory : own_.content.memories) {
      if (memory.row == row.name) return memory.id;
      if (newest.empty() || memory.createdUtc <= row.createdUtc) newest = memory.id;
    }
    const nlohmann::json how = nlohmann::json::parse(row.json, nullptr, false);
    const auto from = how.is_object() ? how.find("from") : how.end();
    if (how.is_object() && from != how.end() && from->is_string())
      for (const VersionRecord& record : records_.versions)
        if (record.name == from->get<std::string>()) return record.memory;
    return newest;
  }

  std::string reportOf(const std::string& memory) const {
    for (const scene::MemoryRow& row : own_.file.memories()) {
      const nlohmann::json value = nlohmann::json::parse(row.json, nullptr, false);
      if (row.name == memory && value.is_object() && value.contains("report")) return value.at("report").dump();
    }
    return {};
  }

  bool isRecorded(const std::string& id) const {
    for (const VersionRecord& record : records_.versions)
      if (record.gaussians == id || record.memory == id) return true;
    return false;
  }

  /// In the place of one whose Gaussians another program has replaced.
  void addRecord(VersionRecord record) {
    for (VersionRecord& known : records_.versions) {
      if (known.name != record.name) continue;
      if (record.memory.empty()) record.memory = known.memory;
      if (record.gaussians.empty()) record.gaussians = known.gaussians;
      known = std::move(record);
      return;
    }
    records_.versions.push_back(std::move(record));
  }

  void readCaptures() {
    if (const auto row = own_.file.capture()) {
      optional([&] {
        Capture capture = takeCapture(*row);
        rowPlan_ = jobs::planFromRow(*row, capture);
        rowCapture_ = std::move(capture);
      });
    }
    if (const auto text = own_.file.setting(kCapturesSetting))
      optional([&] {
        for (const auto& [key, row] : capturesFrom(*text)) captures_.emplace(key, takeCapture(row));
      });
    if (!records_.capture.empty() && captures_.contains(records_.capture))
      out_.project.capture = std::make_shared<const Capture>(captures_.at(records_.capture));
    else if (rowCapture_ && !own_.file.setting(kVersionsSetting))
      out_.project.capture = std::make_shared<const Capture>(*rowCapture_);
  }

  Capture takeCapture(const scene::CaptureRow& row) {
    Capture capture = jobs::captureFromRow(row, own_.path);
    state_.setFootageHash(capture, row.contentHash);
    return capture;
  }

  void readVersion(const VersionRecord& record, Progress& progress) {
    Version version{record.name, nullptr, nullptr, record.report, record.createdUtc};
    optional([&] { version.scene = memoryOf(record.memory); });
    progress.check();
    optional([&] { version.gaussians = gaussiansOf(record.gaussians, progress); });
    if (!version.scene && !version.gaussians) return;
    version.name = out_.project.freeVersionName(version.name);
    out_.project.versions.push_back(std::move(version));
  }

  const Opened* holderOf(const std::string& id) const {
    if (own_.content.memory(id) || own_.content.gaussiansOf(id)) return &own_;
    if (base_ && (base_->content.memory(id) || base_->content.gaussiansOf(id))) return &*base_;
    throw Error(ErrorCode::notFound, tr("A version of %1 is not there any more: it was in another file that has changed since. "
                                        "What is left was opened.")
                                         .arg(QString::fromStdString(quoted(own_.path)))
                                         .toStdString());
  }

  std::shared_ptr<const jobs::Scene> memoryOf(const std::string& id) {
    if (id.empty()) return nullptr;
    if (const auto known = scenes_.find(id); known != scenes_.end()) return known->second;
    const Opened& holder = *holderOf(id);
    const StoredRow& stored = *holder.content.memory(id);
    auto [capture, plan] = sourceOf(id);
    for (const scene::MemoryRow& row : holder.file.memories()) {
      if (row.name != stored.row) continue;
      const std::vector<uint8_t> bytes = holder.file.memoryBytes(row.name);
      SpatialMemory memory = SpatialMemory::fromTensors(parseSafetensors(bytes, holder.path.string()));
      jobs::Scene read = jobs::sceneFromRow(row, std::move(memory), std::move(capture), std::move(plan));
      read.settings.modelPath = jobs::modelOf(holder.path, read.settings.modelPath);
      auto scene = std::make_shared<const jobs::Scene>(std::move(read));
      state_.setId(scene, id);
      state_.remember(holder.path, id);
      return scenes_[id] = std::move(scene);
    }
    return nullptr;
  }

  /// What a memory was read from; told by the capture's row where no window ever saved.
  std::pair<Capture, FramePlan> sourceOf(const std::string& memory) {
    const auto told = records_.memories.find(memory);
    if (told != records_.memories.end() && captures_.contains(told->second.capture)) {
      const Capture& capture = captures_.at(told->second.capture);
      return {capture, jobs::planFromJson(nlohmann::json::parse(told->second.plan), capture)};
    }
    if (!rowCapture_ || !rowPlan_)
      throw Error(ErrorCode::fileDamaged,
                  tr("%1 does not say what its reconstruction was made from. Reconstruct the scene again.")
                      .arg(QString::fromStdString(quoted(own_.path)))
                      .toStdString());
    return {*rowCapture_, *rowPlan_};
  }

  std::shared_ptr<const scene::GaussianScene> gaussiansOf(const std::string& id, Progress& progress) {
    if (id.empty()) return nullptr;
    if (const auto known = gaussians_.find(id); known != gaussians_.end()) return known->second;
    const Opened& holder = *holderOf(id);
    scene::GaussiansReader reader = holder.file.readGaussians(holder.content.gaussiansOf(id)->row);
    auto scene = std::make_shared<scene::GaussianScene>(reader.scene());
    scene->gaussians.resize(0, reader.summary().isStatic);
    while (const std::optional<scene::Gaussians4D> chunk = reader.next()) {
      scene->gaussians.append(*chunk);
      progress.check();
    }
    std::shared_ptr<const scene::GaussianScene> done = std::move(scene);
    state_.setId(done, id);
    state_.remember(holder.path, id);
    return gaussians_[id] = std::move(done);
  }

  void readSettings() {
    Project& project = out_.project;
    const auto span = project.span();
    project.animation = animation::newAnimation({span.first, span.second});
    const fs::path folder = fs::absolute(own_.path).lexically_normal().parent_path();
    if (const auto text = own_.file.setting(animation::kAnimationSetting))
      optional([&] { project.animation = animation::animationFromJson(*text); });
    if (const auto text = own_.file.setting(kPropsSetting)) optional([&] { project.props = propsFrom(*text, folder); });
    if (const auto text = own_.file.setting(kSceneSetting)) optional([&] { project.settings = sceneSettingsFrom(*text); });
    if (const auto text = own_.file.setting(kEditsSetting)) optional([&] { readEdits(*text); });
  }

  void readEdits(const std::string& text) {
    EditRecords records = editsFrom(text);
    const Version* version = out_.project.version(records.version);
    const int64_t count = version && version->gaussians ? version->gaussians->gaussians.count() : 0;
    for (const auto& edit : records.edits)
      if (!edit->names.empty() && (edit->names.front() < 0 || edit->names.back() >= count))
        throw Error(ErrorCode::fileDamaged, tr("The edits of %1 belong to Gaussians that it does not have. They were left out.")
                                                .arg(QString::fromStdString(quoted(own_.path)))
                                                .toStdString());
    out_.project.edits = std::move(records.edits);
    out_.project.editedVersion = std::move(records.version);
  }

  StoreState& state_;
  Opened own_;
  std::optional<Opened> base_;
  VersionRecords records_;
  std::optional<Capture> rowCapture_;
  std::optional<FramePlan> rowPlan_;
  std::map<std::string, Capture> captures_;
  std::map<std::string, std::shared_ptr<const jobs::Scene>> scenes_;
  std::map<std::string, std::shared_ptr<const scene::GaussianScene>> gaussians_;
  std::optional<Error> firstError_;
  ReadProject out_;
};

}  // namespace

ReadProject readProject(StoreState& state, const fs::path& file, const fs::path& base, Progress& progress) {
  return Reader(state, file, base).run(progress);
}

Project readSplatProject(const fs::path& file, Progress& progress) {
  progress.stage(QCoreApplication::translate("fsm::desktop::ProjectReader", "Opening the splat file").toStdString(), 1);
  Version version{file.stem().string(),
                  nullptr,
                  std::make_shared<const scene::GaussianScene>(scene::readSplatFile(file)),
                  {},
                  jobs::utcNow()};
  progress.check();
  Project project;
  project.shown = version.name;
  project.versions.push_back(std::move(version));
  const auto span = project.span();
  project.animation = animation::newAnimation({span.first, span.second});
  return project;
}

}  // namespace fsm::desktop
