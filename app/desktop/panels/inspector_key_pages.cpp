// Pages of the inspector for keys of the tracks. Exact numbers of all kinds are also behind a double click in the timeline.
#include <QCoreApplication>
#include <QLocale>

#include "app/desktop/panels/inspector_pages.h"
#include "app/desktop/timeline/camera_angles.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

/// Replaces a key by what `change` makes of it, under a step of undo of its own kind. The key is looked for by its moment, so
/// that a change that comes late never hits another one.
void changeCamera(Workspace& workspace, double at, const QString& what,
                  const std::function<void(animation::CameraKey&)>& change) {
  workspace.document.edit(
      tr("Change camera key"), Document::AnimationPart,
      [&](Project& project) {
        animation::CameraTrack& track = project.animation.camera;
        const std::optional<size_t> index = track.keyNear(at, 1e-6);
        if (!index) return;
        animation::CameraKey key = track.keys()[*index];
        change(key);
        track.set(key);
      },
      QStringLiteral("cameraKey%1.%2").arg(at).arg(what));
}

void changeTime(Workspace& workspace, double at, const QString& what, const std::function<void(animation::TimeKey&)>& change) {
  workspace.document.edit(
      tr("Change time key"), Document::AnimationPart,
      [&](Project& project) {
        animation::SceneTimeTrack& track = project.animation.time;
        const std::optional<size_t> index = track.keyNear(at, 1e-6);
        if (!index) return;
        animation::TimeKey key = track.keys()[*index];
        change(key);
        track.set(key);
      },
      QStringLiteral("timeKey%1.%2").arg(at).arg(what));
}

void fillAngles(PropertyForm& form, Workspace& workspace, const animation::CameraKey& key) {
  const glm::dvec3 up = workspace.document.project().settings.up;
  const CameraAngles now = anglesOf(key.pose.rotation, up);
  struct Row {
    const char* id;
    QString name;
    double CameraAngles::*angle;
    double most;
    QString tip;
  };
  const Row rows[] = {{"cameraKeyPan", tr("Pan"), &CameraAngles::pan, 360, tr("Round the horizon, to the right")},
                      {"cameraKeyTilt", tr("Tilt"), &CameraAngles::tilt, 90, tr("Above the horizon")},
                      {"cameraKeyRoll", tr("Roll"), &CameraAngles::roll, 360, tr("Leaning to its right")}};
  for (const Row& row : rows) {
    NumberField field{.value = now.*row.angle, .least = -row.most, .most = row.most, .step = 1, .decimals = 2, .unit = tr("°")};
    if (row.angle == &CameraAngles::roll) field.initial = 0;
    form.number(
        row.id, row.name, field,
        [&workspace, at = key.at, now, up, angle = row.angle, id = row.id](double value) {
          changeCamera(workspace, at, id, [&](animation::CameraKey& changed) {
            CameraAngles turned = now;
            turned.*angle = value;
            changed.pose.rotation = rotationOf(turned, up);
          });
        },
        row.tip);
  }
}

}  // namespace

void fillCameraKey(PropertyForm& form, Workspace& workspace, size_t index) {
  const animation::CameraKey& key = workspace.document.project().animation.camera.keys()[index];
  const double at = key.at;
  form.heading(tr("Camera key %1").arg(index + 1));
  form.text(tr("Clip time"), tr("%1 s").arg(QLocale().toString(at, 'f', 3)));
  for (int i = 0; i < 3; ++i) {
    const QString axis = QString(QChar('X' + i));
    form.number("cameraKey" + axis, tr("Place %1").arg(axis), {.value = key.pose.position[i], .step = 0.05, .unit = tr(" m")},
                [&workspace, at, i, axis](double value) {
                  changeCamera(workspace, at, axis, [&](animation::CameraKey& changed) { changed.pose.position[i] = value; });
                });
  }
  fillAngles(form, workspace, key);
  form.number(
      "cameraKeyFocal", tr("Lens"),
      {.value = animation::millimetres(key.pose.focal), .least = 1, .most = 2000, .step = 1, .decimals = 1, .unit = tr(" mm")},
      [&workspace, at](double value) {
        changeCamera(workspace, at, "focal",
                     [&](animation::CameraKey& changed) { changed.pose.focal = animation::focalOfMillimetres(value); });
      },
      tr("Focal length on a 36 × 24 mm picture"));
  form.choice("cameraKeyEasing", tr("To the next key"),
              {tr("Straight"), tr("Smooth, without stopping"), tr("Ease in"), tr("Ease out"), tr("Ease in and out"), tr("Hold")},
              static_cast<int>(key.easing), [&workspace, at](int choice) {
                changeCamera(workspace, at, "easing",
                             [&](animation::CameraKey& changed) { changed.easing = static_cast<animation::Easing>(choice); });
              });
  form.button("cameraKeyGo", tr("Look from here"), [&workspace, at] { workspace.view.setClipTime(at); });
}

void fillTimeKey(PropertyForm& form, Workspace& workspace, size_t index) {
  const animation::TimeKey& key = workspace.document.project().animation.time.keys()[index];
  const double at = key.at;
  form.heading(tr("Scene-time key %1").arg(index + 1));
  form.text(tr("Clip time"), tr("%1 s").arg(QLocale().toString(at, 'f', 3)));
  form.number("timeKeyScene", tr("Scene time"), {.value = key.time, .step = 0.05, .unit = tr(" s")},
              [&workspace, at](double value) {
                changeTime(workspace, at, "scene", [&](animation::TimeKey& changed) { changed.time = value; });
              });
  form.choice("timeKeyInterpolation", tr("To the next key"), {tr("Straight"), tr("Smooth"), tr("Hold")},
              static_cast<int>(key.interpolation), [&workspace, at](int choice) {
                changeTime(workspace, at, "interpolation", [&](animation::TimeKey& changed) {
                  changed.interpolation = static_cast<animation::TimeInterpolation>(choice);
                });
              });
  form.text(
      tr("Speed after it"),
      tr("%1 %").arg(QLocale().toString(workspace.document.project().animation.time.slopeAt(at, workspace.view.span()), 'f', 0)),
      tr("100 % is as filmed, 0 % frozen, less than nothing backwards"));
}

}  // namespace fsm::desktop
