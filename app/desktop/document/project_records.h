// The small parts of a project as texts for its file: versions, edits, props, how the scene is looked at. Members of objects that
// a newer version added are kept where a text is replaced.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/document/project.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::desktop {

/// Names of the rows in a project file's table of settings. The animation's is `animation::kAnimationSetting`.
constexpr const char* kVersionsSetting = "versions";
constexpr const char* kCapturesSetting = "captures";
constexpr const char* kEditsSetting = "edits";
constexpr const char* kPropsSetting = "props";
constexpr const char* kSceneSetting = "scene_settings";

/// A version without what is large: memory and Gaussians by identity (see StoredContent), empty where it has none.
struct VersionRecord {
  std::string name, memory, gaussians, report, createdUtc;
};

struct VersionRecords {
  std::vector<VersionRecord> versions;
  std::string shown;
  std::string capture;  ///< key of the project's capture; empty: none
  struct Source {
    std::string capture;  ///< key
    std::string plan;     ///< JSON
  };
  std::map<std::string, Source> memories;  ///< by identity: what each was read from
};

struct EditRecords {
  std::vector<std::shared_ptr<const scene::Edit>> edits;
  std::string version;
};

// Each `...Text` takes the text that it replaces (empty: none); each `...From` throws fileDamaged for what it cannot be.

std::string versionsText(const VersionRecords& records, const std::string& before);
VersionRecords versionsFrom(const std::string& text);

std::string editsText(const EditRecords& records);
EditRecords editsFrom(const std::string& text);

/// Files of props are written relative to `folder`, and where they are.
std::string propsText(const std::vector<Prop>& props, const std::filesystem::path& folder, const std::string& before);
std::vector<Prop> propsFrom(const std::string& text, const std::filesystem::path& folder);

std::string sceneSettingsText(const SceneSettings3D& settings, const std::string& before);
SceneSettings3D sceneSettingsFrom(const std::string& text);

/// Capture rows by key. Their `json` is stored as it is.
std::string capturesText(const std::map<std::string, scene::CaptureRow>& captures);
std::map<std::string, scene::CaptureRow> capturesFrom(const std::string& text);

}  // namespace fsm::desktop
