// A workspace with a few Gaussians and a short animation, and what drives its dialogs.
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "app/animation/orbit.h"
#include "app/desktop/document/workspace.h"
#include "app/desktop/shell/theme.h"
#include "tests/app/desktop/document/project_fixtures.h"

namespace fsm::desktop {

constexpr int kClipFrames = 6;
constexpr double kClipFps = 12;

/// Settings and files go to folders of the test's own.
class ExportWorkspace {
 public:
  ExportWorkspace() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    QSettings().clear();
    QSettings().setValue("export/folder", folder.path());
    QSettings().setValue("export/splatFolder", folder.path());
    QSettings().setValue("export/cameraFolder", folder.path());
    workspace = std::make_unique<Workspace>();
    Project project;
    project.versions.push_back({"splats", nullptr, tests::someGaussians(400), "", ""});
    project.shown = "splats";
    project.settings.background = {0.1f, 0.2f, 0.3f};
    project.animation = animation::newAnimation({0, 0.7}, kClipFps);
    animation::setLength(project.animation, kClipFrames / kClipFps);
    project.animation.camera.set({0, tests::somePose(-0.5)});
    project.animation.camera.set({kClipFrames / kClipFps, tests::somePose(0.5)});
    workspace->document.reset(project, {});
  }

  std::filesystem::path at(const char* name) const { return folder.filePath(name).toStdString(); }
  /// Everything in the folder of exports, hidden files too.
  QStringList files() const {
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
  }
  /// Whether the job of this title ended as it should.
  bool ended(const QString& title, JobState as) const {
    for (const JobStatus& job : workspace->jobs.jobs())
      if (job.title == title) return job.state == as;
    return false;
  }

 private:
  QTemporaryDir settings_;

 public:
  QTemporaryDir folder;
  std::unique_ptr<Workspace> workspace;
};

inline void press(QWidget& in, const char* name) {
  auto* button = in.findChild<QAbstractButton*>(name);
  QVERIFY2(button, name);
  QTest::mouseClick(button, Qt::LeftButton);
}

/// By keys, as a person would; disabled items are stepped over and cannot be reached.
inline void choose(QWidget& in, const char* name, int index) {
  auto* box = in.findChild<QComboBox*>(name);
  QVERIFY2(box, name);
  box->setFocus();
  const auto key = index > box->currentIndex() ? Qt::Key_Down : Qt::Key_Up;
  for (int steps = box->count(); steps > 0 && box->currentIndex() != index; --steps) {
    QTest::keyClick(box, key);
    if ((key == Qt::Key_Down) == (box->currentIndex() > index)) return;  // stepped over
  }
}

inline bool offered(QWidget& in, const char* name, int index) {
  auto* model = qobject_cast<QStandardItemModel*>(in.findChild<QComboBox*>(name)->model());
  return model->item(index)->isEnabled();
}

/// Types into a field and finishes it.
inline void type(QWidget& in, const char* name, const QString& text) {
  auto* field = in.findChild<QWidget*>(name);
  QVERIFY2(field, name);
  auto* line = qobject_cast<QLineEdit*>(field);
  if (!line) line = field->findChild<QLineEdit*>();
  line->setFocus();
  line->selectAll();
  QTest::keyClicks(line, text);
  QTest::keyClick(line, Qt::Key_Return);
}

/// Gives the file dialog `name` below `in` a path.
inline void answerFileDialog(QWidget& in, const char* name, const QString& path) {
  auto* dialog = in.findChild<QFileDialog*>(name);
  QVERIFY2(dialog, name);
  auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
  QVERIFY(line);
  line->setText(path);
  QTest::keyClick(line, Qt::Key_Return);
}

/// Into the folder that CHRONOSCOPE_SCREENSHOTS names, in the dark and the light theme; nothing without it.
inline void screenshot(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  for (const Theme theme : {Theme::light, Theme::dark}) {
    applyTheme(*qApp, theme);
    QTest::qWait(50);
    widget.grab().save(QDir(folder).filePath(name + (theme == Theme::dark ? "_dark.png" : "_light.png")));
  }
}

}  // namespace fsm::desktop
