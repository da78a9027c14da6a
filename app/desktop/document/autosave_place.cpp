#include "app/desktop/document/autosave_place.h"

#include <unistd.h>

#include <QCryptographicHash>
#include <QUuid>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::desktop {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kSuffix = ".autosave";

std::string hostName() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

/// When a process began, in ticks since the machine did (field 22 of /proc/N/stat; the name before may hold anything but a last
/// parenthesis); 0 where that cannot be read.
int64_t startOf(int64_t process) {
  std::ifstream stream("/proc/" + std::to_string(process) + "/stat");
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const size_t name = text.rfind(')');
  if (name == std::string::npos) return 0;
  std::istringstream fields(text.substr(name + 1));
  std::string field;
  for (int i = 3; i < 22; ++i) fields >> field;
  int64_t ticks = 0;
  fields >> ticks;
  return ticks;
}

bool canWrite(const fs::path& folder) { return ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0; }

}  // namespace

AutosaveLock AutosaveLock::ours(const fs::path& file, int recoveries) {
  return {getpid(), startOf(getpid()), hostName(), file, recoveries};
}

bool AutosaveLock::isOurs() const { return process == getpid() && host == hostName() && started == startOf(getpid()); }

bool AutosaveLock::lives() const {
  if (host != hostName()) return true;
  if (process <= 0 || (kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)) return false;
  return started == startOf(process);
}

fs::path AutosavePlace::lock() const {
  fs::path path = sidecar;
  return path += ".lock";
}

AutosavePlace AutosavePlace::of(const fs::path& file, const fs::path& dataFolder) {
  if (file.empty()) {
    const std::string unique = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return {dataFolder / ("untitled-" + unique + ".chrono" + kSuffix)};
  }
  const fs::path whole = fs::absolute(file).lexically_normal();
  if (canWrite(whole.parent_path())) {
    std::string name(1, '.');
    name += whole.filename().string();
    return {whole.parent_path() / (name += kSuffix)};
  }
  const QByteArray path = QByteArray::fromStdString(whole.string());
  const std::string hash = QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex().left(12).toStdString();
  return {dataFolder / (whole.stem().string() + "-" + hash + ".chrono" + kSuffix)};
}

std::vector<AutosavePlace> AutosavePlace::allIn(const fs::path& dataFolder) {
  std::vector<AutosavePlace> places;
  std::error_code failed;
  for (fs::directory_iterator it(dataFolder, failed), end; !failed && it != end; it.increment(failed))
    if (it->path().extension() == kSuffix) places.push_back({it->path()});
  return places;
}

std::optional<AutosaveLock> AutosavePlace::readLock() const {
  try {
    const json value = json::parse(readTextFile(lock(), uint64_t{1} << 20));
    return AutosaveLock{value.at("process").get<int64_t>(), value.at("started").get<int64_t>(),
                        value.at("host").get<std::string>(), value.at("file").get<std::string>(),
                        value.at("recoveries").get<int>()};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void AutosavePlace::writeLock(const AutosaveLock& held) const {
  const json value{{"process", held.process},
                   {"started", held.started},
                   {"host", held.host},
                   {"file", held.file.string()},
                   {"recoveries", held.recoveries}};
  writeFileAtomically(lock(), value.dump());
}

void AutosavePlace::removeAutosave() const {
  std::error_code ignored;
  fs::remove(sidecar, ignored);
  fs::remove(fs::path(sidecar) += "-journal", ignored);
}

void AutosavePlace::remove() const {
  removeAutosave();
  std::error_code ignored;
  fs::remove(lock(), ignored);
}

}  // namespace fsm::desktop
