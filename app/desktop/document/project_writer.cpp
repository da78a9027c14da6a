#include "app/desktop/document/project_writer.h"

#include <QCoreApplication>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/animation/animation_json.h"
#include "app/desktop/document/project_records.h"
#include "app/desktop/document/stored_content.h"
#include "app/jobs/capture_json.h"
#include "app/jobs/scene_rows.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/parent_folders.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

/// What `base` holds; nothing where it cannot be read: then everything is written.
StoredContent contentOfBase(const fs::path& base) {
  std::error_code failed;
  if (base.empty() || !fs::exists(base, failed)) return {};
  try {
    return readContent(scene::ProjectFile::open(base, true));
  } catch (const Error&) {
    return {};
  }
}

scene::ProjectFile openTarget(const WriteTarget& target) {
  std::error_code failed;
  if (!target.original.empty() && fs::exists(target.original, failed))
    return scene::ProjectFile::createCopy(target.file, target.original);
  if (!target.replace && fs::exists(target.file, failed)) return scene::ProjectFile::open(target.file);
  return scene::ProjectFile::create(target.file);
}

class Writer {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::ProjectWriter)

 public:
  Writer(StoreState& state, const Project& project, const WriteTarget& target)
      : state_(state), project_(project), target_(target), base_(contentOfBase(target.base)), file_(openTarget(target)) {
    if (!target.original.empty()) state_.copied(target.file, target.original);
    content_ = readContent(file_);
    for (const Version& version : project_.versions) {
      VersionRecord record{version.name, {}, {}, version.report, version.createdUtc};
      if (version.scene) record.memory = state_.idOf(version.scene);
      if (version.gaussians) record.gaussians = state_.idOf(version.gaussians);
      records_.versions.push_back(record);
    }
  }

  void run(Progress& progress) {
    file_.begin();
    removeWhatIsGone();
    nameRows();
    progress.stage(tr("Saving").toStdString(), 1);
    const size_t count = project_.versions.size();
    for (size_t i = 0; i < count; ++i) {
      writeVersion(i);
      progress.advance(static_cast<double>(i + 1), static_cast<double>(count + 1));
    }
    writeCaptures();
    writeContent(file_, content_);
    writeSettings();
    progress.check();
    file_.commit();
    for (const auto& row : content_.memories) remember(row.id);
    for (const auto& row : content_.gaussians) remember(row.id);
  }

 private:
  bool wanted(const std::string& id) const {
    for (const VersionRecord& record : records_.versions)
      if (record.memory == id || record.gaussians == id) return true;
    return false;
  }

  /// Rows of other programs are not ours to remove: only what this one has read or written.
  bool gone(const StoredRow& row) const { return !wanted(row.id) && state_.remembers(target_.file, row.id); }

  void remember(const std::string& id) {
    if (wanted(id)) state_.remember(target_.file, id);
  }

  void removeWhatIsGone() {
    for (const StoredRow& row : content_.memories)
      if (gone(row)) file_.removeMemory(row.row);
    for (const StoredRow& row : content_.gaussians)
      if (gone(row)) file_.removeGaussians(row.row);
    std::erase_if(content_.memories, [&](const StoredRow& row) { return gone(row); });
    std::erase_if(content_.gaussians, [&](const StoredRow& row) { return gone(row); });
  }

  /// Versions that were renamed: their rows get the new names, by way of others where names are exchanged.
  void nameRows() {
    std::map<std::string, std::string> nameOf;  // by identity; of versions that share their Gaussians, the first names them
    for (const VersionRecord& record : records_.versions)
      if (!record.gaussians.empty()) nameOf.try_emplace(record.gaussians, record.name);
    std::vector<StoredRow*> moving;
    for (StoredRow& row : content_.gaussians)
      if (const auto name = nameOf.find(row.id); name != nameOf.end() && name->second != row.row) moving.push_back(&row);
    for (StoredRow* row : moving) {
      const std::string between = "\x01" + row->id;
      file_.renameGaussians(row->row, between);
      row->row = between;
    }
    for (StoredRow* row : moving) {
      checkFree(nameOf.at(row->id));
      file_.renameGaussians(row->row, nameOf.at(row->id));
      row->row = nameOf.at(row->id);
    }
  }

  void checkFree(const std::string& name) const {
    if (content_.gaussiansIn(name))
      throw Error(ErrorCode::writeFailed,
                  tr("Another program has put a version \"%1\" into %2. Save under another name, or rename "
                     "your version.")
                      .arg(QString::fromStdString(name), QString::fromStdString(quoted(target_.file)))
                      .toStdString());
  }

  void writeVersion(size_t index) {
    const Version& version = project_.versions[index];
    const VersionRecord& record = records_.versions[index];
    if (version.scene) {
      records_.memories.try_emplace(
          record.memory, VersionRecords::Source{keyOf(version.scene->capture), jobs::toJson(version.scene->plan).dump()});
      if (!content_.memory(record.memory) && !base_.memory(record.memory)) writeMemory(*version.scene, record.memory);
    }
    if (version.gaussians && !content_.gaussiansOf(record.gaussians) && !base_.gaussiansOf(record.gaussians))
      writeGaussians(version, record);
  }

  void writeMemory(const jobs::Scene& scene, const std::string& id) {
    std::set<std::string> taken;
    for (const StoredRow& row : content_.memories) taken.insert(row.row);
    std::string name = "memory";
    for (int number = 2; taken.contains(name); ++number) name = "memory " + std::to_string(number);
    file_.setMemory(jobs::memoryRow(name, scene), serialiseSafetensors(scene.memory.toTensors()));
    content_.memories.push_back({name, id, {}, 0});
  }

  void writeGaussians(const Version& version, const VersionRecord& record) {
    checkFree(version.name);
    const nlohmann::json report = nlohmann::json::parse(version.report, nullptr, false);
    const std::string model = version.scene ? version.scene->settings.model : std::string();
    file_.setGaussians({version.name, model, report.is_object() ? version.report : std::string(),
                        version.createdUtc.empty() ? jobs::utcNow() : version.createdUtc},
                       *version.gaussians, scene::Quantisation::half);
    content_.gaussians.push_back({version.name, record.gaussians, {}, 0});
    state_.wrote(target_.file, record.gaussians, version.gaussians);
  }

  /// Key of a capture among those that are written; the same for equal ones. Rows differ by plan, captures do not.
  std::string keyOf(const Capture& capture) {
    const std::string hash = state_.footageHash(capture);
    scene::CaptureRow row = jobs::captureRow(target_.file, capture, nullptr, hash);
    const auto same = [&](const scene::CaptureRow& other) {
      return other.json == row.json && other.relativePath == row.relativePath && other.contentHash == row.contentHash;
    };
    for (const auto& [key, known] : captures_)
      if (same(known)) return key;
    const std::string key = std::to_string(captures_.size() + 1);
    captures_.emplace(key, std::move(row));
    return key;
  }

  /// The row that `fsm` reads belongs to the newest memory; of footage alone it has no plan.
  void writeCaptures() {
    if (project_.capture) records_.capture = keyOf(*project_.capture);
    const std::string newest = newestMemory();
    for (size_t i = 0; i < project_.versions.size(); ++i) {
      const auto& scene = project_.versions[i].scene;
      if (!scene || records_.versions[i].memory != newest) continue;
      return writeCapture(scene->capture, &scene->plan);
    }
    if (newest.empty() && project_.capture) writeCapture(*project_.capture, nullptr);
  }

  void writeCapture(const Capture& capture, const FramePlan* plan) {
    const scene::CaptureRow row = jobs::captureRow(target_.file, capture, plan, state_.footageHash(capture));
    const std::optional<scene::CaptureRow> before = file_.capture();
    if (!before || before->name != row.name || before->json != row.json || before->relativePath != row.relativePath ||
        before->contentHash != row.contentHash)
      file_.setCapture(row);
  }

  std::string newestMemory() const {
    const std::vector<scene::MemoryRow> rows = file_.memories();
    if (rows.empty()) return {};
    for (const StoredRow& row : content_.memories)
      if (row.row == rows.back().name) return row.id;
    return {};
  }

  void writeSettings() {
    records_.shown = project_.shown;
    set(kCapturesSetting, capturesText(captures_));
    set(kVersionsSetting, versionsText(records_, before(kVersionsSetting)));
    set(animation::kAnimationSetting, animation::toJson(project_.animation));
    set(kEditsSetting, editsText(storedEdits()));
    const fs::path folder = fs::absolute(target_.file).lexically_normal().parent_path();
    set(kPropsSetting, propsText(project_.props, folder, before(kPropsSetting)));
    set(kSceneSetting, sceneSettingsText(project_.settings, before(kSceneSetting)));
  }

  /// Edits name Gaussians by their place in the file that the version is read from.
  EditRecords storedEdits() {
    EditRecords records{project_.edits, project_.editedVersion};
    const Version* version = project_.version(project_.editedVersion);
    if (!version || !version->gaussians) return records;
    const std::string id = state_.idOf(version->gaussians);
    const fs::path& holder = content_.gaussiansOf(id) ? target_.file : target_.base;
    for (auto& edit : records.edits) {
      if (edit->names.empty()) continue;
      auto stored = std::make_shared<scene::Edit>(*edit);
      stored->names = state_.storedNames(holder, id, *version->gaussians, edit->names);
      edit = std::move(stored);
    }
    return records;
  }

  std::string before(const char* setting) const { return file_.setting(setting).value_or(std::string()); }

  void set(const char* setting, const std::string& text) {
    if (file_.setting(setting) != text) file_.setSetting(setting, text);
  }

  StoreState& state_;
  const Project& project_;
  const WriteTarget& target_;
  StoredContent base_;
  scene::ProjectFile file_;
  StoredContent content_;
  VersionRecords records_;
  std::map<std::string, scene::CaptureRow> captures_;
};

}  // namespace

void writeProject(StoreState& state, const Project& project, const WriteTarget& target, Progress& progress) {
  ParentFolders folders(target.file);
  Writer(state, project, target).run(progress);
  folders.keep();
}

}  // namespace fsm::desktop
