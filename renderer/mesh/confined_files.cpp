#include "renderer/mesh/confined_files.h"

#include <algorithm>
#include <cctype>

namespace fsm::renderer {
namespace {

namespace fs = std::filesystem;

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const int lower = std::tolower(static_cast<unsigned char>(c));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// %20 and the like, as glTF's URIs have them.
std::string unescaped(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2])) : text[i];
    if (escape) i += 2;
  }
  return out;
}

std::optional<fs::path> insideFolder(const fs::path& folder, const std::string& named) {
  if (named.empty() || named.find('\0') != std::string::npos) return std::nullopt;
  std::error_code failure;
  const fs::path root = fs::canonical(folder, failure);
  if (failure) return std::nullopt;
  const fs::path file = fs::canonical(root / named, failure);
  if (failure || !fs::is_regular_file(file, failure)) return std::nullopt;
  const auto [rest, ignored] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return rest == root.end() ? std::optional(file) : std::nullopt;
}

/// Whether a path names its place on some machine ("/home/...", "C:/...", "//server/...").
bool isAbsolute(const std::string& path) { return path.starts_with('/') || (path.size() > 1 && path[1] == ':'); }

}  // namespace

std::optional<fs::path> fileBeside(const fs::path& folder, const std::string& named) {
  std::string slashed = named;
  std::replace(slashed.begin(), slashed.end(), '\\', '/');
  for (const std::string& name : {slashed, unescaped(slashed)}) {
    if (isAbsolute(name)) continue;
    if (auto file = insideFolder(folder, name)) return file;
  }
  for (const std::string& name : {slashed, unescaped(slashed)})
    if (auto file = insideFolder(folder, name.substr(name.find_last_of('/') + 1))) return file;
  return std::nullopt;
}

ConfinedFiles::ConfinedFiles(const fs::path& model) : model_(fs::absolute(model)), folder_(model_.parent_path()) {}

std::optional<fs::path> ConfinedFiles::allowed(const char* file) const {
  // Assimp asks for the model by the name it was given, and for others by the model's folder and their name behind it.
  const fs::path asked = fs::absolute(file);
  if (asked == model_) return model_;
  const fs::path relative = asked.lexically_relative(folder_);
  return fileBeside(folder_, relative.empty() ? asked.string() : relative.string());
}

bool ConfinedFiles::Exists(const char* file) const { return allowed(file).has_value(); }

Assimp::IOStream* ConfinedFiles::Open(const char* file, const char* mode) {
  const bool reading = mode[0] == 'r' && std::string(mode).find('+') == std::string::npos;
  if (const auto path = allowed(file); reading && path) return DefaultIOSystem::Open(path->c_str(), mode);
  missing_.push_back(fs::path(file).lexically_relative(folder_).string());
  return nullptr;
}

}  // namespace fsm::renderer
