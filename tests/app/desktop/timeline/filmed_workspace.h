// A workspace with a capture that was never filmed: one camera that went a quarter round the origin in two seconds. No pictures.
#pragma once

#include <QDir>
#include <QSettings>
#include <QString>
#include <QTemporaryDir>
#include <QWidget>
#include <cmath>
#include <memory>

#include "app/animation/orbit.h"
#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

constexpr int kFrames = 25;
constexpr int kInputEvery = 4;
constexpr Seconds kEvent = 2;

inline Capture quarterTurn() {
  Capture capture;
  capture.name = "quarter turn";
  CaptureCamera camera;
  camera.name = "phone";
  camera.intrinsics = {{640, 360}, 500, 500, 320, 180};
  capture.plan = FramePlan();
  for (int i = 0; i < kFrames; ++i) {
    const double share = static_cast<double>(i) / (kFrames - 1), angle = share * std::acos(0.0);
    const glm::dvec3 place(4 * std::sin(angle), 0, -4 * std::cos(angle));
    camera.world_from_camera.push_back(animation::lookAt(place, glm::dvec3(0), glm::dvec3(0, -1, 0)));
    camera.times.push_back(kEvent * share);
    if (i % kInputEvery == 0) capture.plan->inputs.push_back({0, i});
  }
  capture.cameras.push_back(camera);
  return capture;
}

/// Settings go to a folder of the test's own.
class FilmedWorkspace {
 public:
  FilmedWorkspace() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    workspace = std::make_unique<Workspace>();
    Project project;
    project.capture = std::make_shared<const Capture>(quarterTurn());
    project.animation = animation::newAnimation({0, kEvent}, 30);
    animation::setLength(project.animation, 4);
    workspace->document.reset(project, {});
  }

  const animation::Animation& animation() const { return workspace->document.project().animation; }
  void edit(const std::function<void(animation::Animation&)>& change) {
    workspace->document.edit(QStringLiteral("test"), Document::AnimationPart, [&](Project& p) { change(p.animation); });
  }

 private:
  QTemporaryDir settings_;

 public:
  std::unique_ptr<Workspace> workspace;
};

/// A picture of `widget` into the folder that CHRONOSCOPE_SCREENSHOTS names; nothing without it.
inline void screenshot(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QDir().mkpath(folder);
  widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

}  // namespace fsm::desktop
