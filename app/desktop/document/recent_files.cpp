#include "app/desktop/document/recent_files.h"

#include <QSettings>

namespace fsm::desktop {

namespace {

constexpr qsizetype kMostFiles = 12;
constexpr const char* kSetting = "recentFiles";

QString nameOf(const std::filesystem::path& file) {
  return QString::fromStdString(std::filesystem::absolute(file).lexically_normal().string());
}

}  // namespace

QStringList RecentFiles::files() const { return QSettings().value(kSetting).toStringList(); }

std::vector<std::filesystem::path> RecentFiles::paths() const {
  std::vector<std::filesystem::path> out;
  for (const QString& file : files()) out.emplace_back(file.toStdString());
  return out;
}

void RecentFiles::add(const std::filesystem::path& file) {
  QStringList list = files();
  list.removeAll(nameOf(file));
  list.prepend(nameOf(file));
  store(list.mid(0, kMostFiles));
}

void RecentFiles::remove(const std::filesystem::path& file) {
  QStringList list = files();
  if (list.removeAll(nameOf(file)) > 0) store(list);
}

void RecentFiles::clear() { store({}); }

/// Written at once: a program that is killed must find its files at the next start.
void RecentFiles::store(const QStringList& files) {
  QSettings settings;
  settings.setValue(kSetting, files);
  settings.sync();
  emit changed();
}

}  // namespace fsm::desktop
