// Projects that were open lately, kept in the settings.
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <vector>

namespace fsm::desktop {

class RecentFiles : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  /// Absolute paths, newest first.
  QStringList files() const;
  std::vector<std::filesystem::path> paths() const;
  void add(const std::filesystem::path& file);
  void remove(const std::filesystem::path& file);
  void clear();

 signals:
  void changed();

 private:
  void store(const QStringList& files);
};

}  // namespace fsm::desktop
