#include "app/desktop/document/stored_content.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reconstruction/core/log.h"

namespace fsm::desktop {

using nlohmann::json;

namespace {

constexpr const char* kContentSetting = "contents";

const StoredRow* findId(const std::vector<StoredRow>& rows, const std::string& id) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const StoredRow& row) { return row.id == id; });
  return found == rows.end() || id.empty() ? nullptr : &*found;
}

const StoredRow* findRow(const std::vector<StoredRow>& rows, const std::string& name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const StoredRow& row) { return row.row == name; });
  return found == rows.end() ? nullptr : &*found;
}

/// Rows as they lie in the file, with identities that say no more than can be seen.
StoredContent rowsOf(const scene::ProjectFile& file) {
  StoredContent content;
  for (const scene::MemoryRow& row : file.memories())
    content.memories.push_back({row.name, "memory:" + row.name + "@" + row.createdUtc, row.createdUtc, 0});
  for (const scene::GaussiansSummary& summary : file.gaussians()) {
    const scene::GaussiansRow& row = summary.row;
    const std::string id = "gaussians:" + row.name + "@" + row.createdUtc + "#" + std::to_string(summary.storedBytes);
    content.gaussians.push_back({row.name, id, row.createdUtc, summary.storedBytes});
  }
  return content;
}

/// Identities that were written down, for rows that are still the same.
void recognise(std::vector<StoredRow>& rows, const json& known) {
  if (!known.is_object()) return;
  for (StoredRow& row : rows) {
    const auto found = known.find(row.row);
    if (found == known.end() || !found->is_object()) continue;
    if (found->value("created_utc", "") == row.createdUtc && found->value("bytes", int64_t{0}) == row.bytes)
      row.id = found->value("id", row.id);
  }
}

json toJson(const std::vector<StoredRow>& rows) {
  json out = json::object();
  for (const StoredRow& row : rows) out[row.row] = {{"id", row.id}, {"created_utc", row.createdUtc}, {"bytes", row.bytes}};
  return out;
}

}  // namespace

const StoredRow* StoredContent::memory(const std::string& id) const { return findId(memories, id); }
const StoredRow* StoredContent::gaussiansOf(const std::string& id) const { return findId(gaussians, id); }
const StoredRow* StoredContent::gaussiansIn(const std::string& row) const { return findRow(gaussians, row); }

StoredContent readContent(const scene::ProjectFile& file) {
  StoredContent content = rowsOf(file);
  try {
    const json known = json::parse(file.setting(kContentSetting).value_or("{}"));
    if (known.is_object()) {
      recognise(content.memories, known.value("memories", json::object()));
      recognise(content.gaussians, known.value("gaussians", json::object()));
    }
  } catch (const json::exception& error) {
    // Then everything counts as written by another program, which costs time and loses nothing.
    log().debug("What a project holds is not known: {}", error.what());
  }
  return content;
}

void writeContent(scene::ProjectFile& file, const StoredContent& ids) {
  StoredContent now = rowsOf(file);
  for (StoredRow& row : now.memories)
    if (const StoredRow* known = findRow(ids.memories, row.row)) row.id = known->id;
  for (StoredRow& row : now.gaussians)
    if (const StoredRow* known = findRow(ids.gaussians, row.row)) row.id = known->id;
  const std::string text = json{{"memories", toJson(now.memories)}, {"gaussians", toJson(now.gaussians)}}.dump();
  if (file.setting(kContentSetting) != text) file.setSetting(kContentSetting, text);
}

}  // namespace fsm::desktop
