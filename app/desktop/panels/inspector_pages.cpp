#include "app/desktop/panels/inspector_pages.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/panels/item_texts.h"

namespace fsm::desktop {

namespace {

using Kind = SelectedItem::Kind;

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }
QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }
QString sizeText(ImageSize size) { return QStringLiteral("%1 × %2").arg(size.width).arg(size.height); }

QString placeText(const glm::dvec3& p) { return tr("%1, %2, %3").arg(number(p.x, 3), number(p.y, 3), number(p.z, 3)); }

/// Place, turn and size of a prop or the scene, as numbers that people type.
struct Placement {
  glm::dvec3 place, degrees, size;
};

Placement placementOf(const glm::dmat4& world_from_model) {
  glm::dvec3 size;
  glm::dmat3 turn(world_from_model);
  for (int i = 0; i < 3; ++i) {
    size[i] = glm::length(turn[i]);
    if (size[i] > 0) turn[i] /= size[i];
  }
  return {glm::dvec3(world_from_model[3]), glm::degrees(glm::eulerAngles(glm::quat_cast(turn))), size};
}

glm::dmat4 matrixOf(const Placement& placement) {
  return glm::translate(glm::dmat4(1), placement.place) * glm::mat4_cast(glm::dquat(glm::radians(placement.degrees))) *
         glm::scale(glm::dmat4(1), placement.size);
}

void fillFootage(PropertyForm& form, const Capture& capture) {
  form.heading(tr("Footage"));
  form.text(tr("Name"), QString::fromStdString(capture.name));
  form.text(tr("Source"), QString::fromStdString(capture.source));
  int frames = 0;
  for (const CaptureCamera& camera : capture.cameras) frames += camera.frameCount();
  form.text(tr("Cameras"), QString::number(capture.cameras.size()));
  form.text(tr("Frames"), QString::number(frames));
  const auto [from, to] = capture.timeRange();
  form.text(tr("Duration"), tr("%1 s").arg(number(to - from, 3)));
  for (const std::string& note : capture.notes) form.note(engineText(note));
}

using EditSettings = std::function<void(const QString&, const QString&, const std::function<void(SceneSettings3D&)>&)>;

void fillUp(PropertyForm& form, const SceneSettings3D& settings, const EditSettings& edit) {
  const SceneSettings3D initial;
  for (int i = 0; i < 3; ++i) {
    const QString axis(QChar('X' + i));
    form.number(
        "sceneUp" + axis, tr("Up %1").arg(axis),
        {.value = settings.up[i], .least = -1, .most = 1, .step = 0.05, .initial = initial.up[i]},
        [edit, i, axis](double value) {
          edit(tr("Set the up axis"), "sceneUp" + axis, [i, value](SceneSettings3D& changed) {
            glm::dvec3 up = changed.up;
            up[i] = value;
            // What has no direction is no axis: the old one stays.
            if (glm::length(up) > 1e-3) changed.up = glm::normalize(up);
          });
        },
        tr("The direction that is up, in the footage's world. View > Up axis from this view and Edit > Set the ground find it"));
  }
}

/// Where the whole scene was put, as numbers.
void fillPlace(PropertyForm& form, Workspace& workspace) {
  const Placement now = placementOf(lastMove(workspace.document.project()));
  form.heading(tr("Place of the scene"));
  const auto put = [&workspace, now](const QString& key, const std::function<void(Placement&)>& change) {
    Placement moved = now;
    change(moved);
    setLastMove(workspace, matrixOf(moved), key);
  };
  for (int i = 0; i < 3; ++i) {
    const QString axis(QChar('X' + i)), key = "scenePlace" + axis;
    form.number(key, tr("Move %1").arg(axis), {.value = now.place[i], .step = 0.05, .unit = tr(" m"), .initial = 0},
                [put, i, key](double value) { put(key, [&](Placement& moved) { moved.place[i] = value; }); });
  }
  for (int i = 0; i < 3; ++i) {
    const QString axis(QChar('X' + i)), key = "sceneTurn" + axis;
    form.number(key, tr("Turn %1").arg(axis),
                {.value = now.degrees[i], .least = -360, .most = 360, .step = 5, .decimals = 1, .unit = tr("°"), .initial = 0},
                [put, i, key](double value) { put(key, [&](Placement& moved) { moved.degrees[i] = value; }); });
  }
  form.number(
      "sceneScale", tr("Scale"), {.value = now.size.x, .least = 1e-4, .most = 1e4, .step = 0.1, .unit = tr(" ×"), .initial = 1},
      [put](double value) { put("sceneScale", [&](Placement& moved) { moved.size = glm::dvec3(value); }); },
      tr("Edit > Measure sets it from a length that is known"));
}

void fillScene(PropertyForm& form, Workspace& workspace) {
  const Project& project = workspace.document.project();
  if (project.capture) fillFootage(form, *project.capture);
  form.heading(tr("Scene"));
  const SceneSettings3D& settings = project.settings;
  const auto edit = [&workspace](const QString& what, const QString& key, const std::function<void(SceneSettings3D&)>& change) {
    workspace.document.edit(
        what, Document::SettingsPart, [&](Project& changed) { change(changed.settings); }, key);
  };
  form.check(
      "sceneGrid", tr("Grid"), settings.showGrid,
      [edit](bool on) { edit(tr("Grid"), {}, [on](SceneSettings3D& s) { s.showGrid = on; }); }, tr("A grid on the ground"));
  form.check(
      "sceneFrusta", tr("Cameras"), settings.showFrusta,
      [edit](bool on) { edit(tr("Cameras"), {}, [on](SceneSettings3D& s) { s.showFrusta = on; }); },
      tr("The cameras that filmed it, as small pyramids"));
  const glm::vec3 ground = settings.background;
  form.colour(
      "sceneBackground", tr("Background"), QColor::fromRgbF(ground.r, ground.g, ground.b),
      [edit](const QColor& colour) {
        edit(tr("Background"), {}, [colour](SceneSettings3D& s) {
          s.background = {static_cast<float>(colour.redF()), static_cast<float>(colour.greenF()),
                          static_cast<float>(colour.blueF())};
        });
      },
      tr("Behind what is transparent"));
  fillUp(form, settings, edit);
  const Version* version = project.shownVersion();
  if (!version) return;
  if (version->gaussians) fillPlace(form, workspace);
  form.heading(tr("Shown version"));
  form.text(tr("Name"), QString::fromStdString(version->name));
  form.text(tr("Content"), summary(*version));
}

void fillCamera(PropertyForm& form, const CaptureCamera& camera) {
  form.heading(tr("Camera %1").arg(QString::fromStdString(camera.name)));
  form.text(tr("Frames"), QString::number(camera.frameCount()));
  form.text(tr("Size"), tr("%1 pixels").arg(sizeText(camera.intrinsics.size)));
  if (camera.intrinsics.fx > 0) {
    form.text(tr("Focal length"), tr("%1 × %2 pixels").arg(number(camera.intrinsics.fx, 1), number(camera.intrinsics.fy, 1)));
    form.text(tr("Middle"), tr("%1, %2").arg(number(camera.intrinsics.cx, 1), number(camera.intrinsics.cy, 1)),
              tr("Principal point, pixels from the upper left corner"));
    const double across = 2 * std::atan(camera.intrinsics.size.width / (2 * camera.intrinsics.fx)) * 180 / M_PI;
    form.text(tr("Angle of view"), tr("%1° across").arg(number(across, 1)));
  }
  form.text(tr("Lens"), camera.distortion.model == Distortion::Model::none ? tr("no distortion") : tr("distortion is undone"));
  form.text(tr("Kind"), !camera.posed()                        ? tr("no poses")
                        : camera.world_from_camera.size() == 1 ? tr("stands still")
                                                               : tr("moves"));
  if (camera.times.size() > 1)
    form.text(tr("Rate"),
              tr("%1 frames a second").arg(number((camera.times.size() - 1) / (camera.times.back() - camera.times.front()), 2)));
}

void fillFrame(PropertyForm& form, Workspace& workspace, const Capture& capture, FrameId id) {
  form.heading(tr("Frame %1 of %2").arg(id.frame + 1).arg(QString::fromStdString(capture.cameras[id.camera].name)));
  form.text(tr("Moment"), tr("%1 s").arg(number(capture.time(id), 4)));
  if (!capture.cameras[id.camera].posed()) return;
  form.text(tr("Place"), placeText(glm::dvec3(capture.cameras[id.camera].pose(id.frame)[3])),
            tr("Of the camera, in the footage's world"));
  form.button(
      "frameGo", tr("Look from here"),
      [&workspace, camera = capture.camera(id), time = capture.time(id)] {
        workspace.view.pause();
        workspace.view.setSceneTime(time);
        workspace.view.setCamera(camera);
      },
      tr("The camera and the moment of this frame"));
}

void fillProp(PropertyForm& form, Workspace& workspace, size_t index) {
  const Prop& prop = workspace.document.project().props[index];
  form.heading(QString::fromStdString(prop.name));
  form.text(tr("File"), QString::fromStdString(prop.file.string()));
  const auto edit = [&workspace, index](const QString& key, const std::function<void(Prop&)>& change) {
    workspace.document.edit(
        tr("Change prop"), Document::PropsPart, [&](Project& project) { change(project.props.at(index)); },
        QStringLiteral("prop%1.%2").arg(index).arg(key));
  };
  const Placement placement = placementOf(prop.world_from_model);
  const QString axes[] = {QStringLiteral("X"), QStringLiteral("Y"), QStringLiteral("Z")};
  const auto part = [&](const QString& name, glm::dvec3 Placement::*member, const NumberField& kind) {
    for (int i = 0; i < 3; ++i) {
      NumberField field = kind;
      field.value = (placement.*member)[i];
      const QString key = QStringLiteral("prop%1%2").arg(name, axes[i]);
      form.number(key, QStringLiteral("%1 %2").arg(name, axes[i]), field, [edit, key, placement, member, i](double value) {
        edit(key, [&](Prop& changed) {
          Placement moved = placement;
          (moved.*member)[i] = value;
          changed.world_from_model = matrixOf(moved);
        });
      });
    }
  };
  part(tr("Place"), &Placement::place, {.step = 0.05, .initial = 0});
  part(tr("Turn"), &Placement::degrees, {.least = -360, .most = 360, .step = 5, .decimals = 1, .unit = tr("°"), .initial = 0});
  part(tr("Size"), &Placement::size, {.least = 1e-6, .step = 0.05, .initial = 1});
  form.heading(tr("Animation"));
  form.number(
      "propClip", tr("Clip"),
      {.value = static_cast<double>(prop.clip), .least = -1, .most = 1000, .step = 1, .decimals = 0, .initial = -1},
      [edit](double value) { edit("clip", [value](Prop& changed) { changed.clip = static_cast<int>(value); }); },
      tr("Which of the model's animations is played; -1: none"));
  form.number(
      "propStart", tr("Start"), {.value = prop.start, .step = 0.1, .unit = tr(" s"), .initial = 0},
      [edit](double value) { edit("start", [value](Prop& changed) { changed.start = value; }); },
      tr("Scene time at which it begins"));
  form.number("propSpeed", tr("Speed"),
              {.value = prop.speed, .least = -100, .most = 100, .step = 0.1, .unit = tr(" ×"), .initial = 1},
              [edit](double value) { edit("speed", [value](Prop& changed) { changed.speed = value; }); });
}

void fillSelected(PropertyForm& form, const SelectedGaussians& selected) {
  if (selected.indices.empty()) return;
  form.heading(tr("Selected"));
  form.text(tr("Gaussians"), QLocale().toString(static_cast<qlonglong>(selected.indices.size())));
  form.text(tr("Time"), selected.wholeLife ? tr("their whole life")
                                           : tr("%1 s to %2 s").arg(number(selected.from, 2), number(selected.to, 2)));
}

}  // namespace

PropertyForm* inspectorPage(Workspace& workspace, StatisticsCache& statistics) {
  auto* form = new PropertyForm;
  form->setObjectName("inspectorPage");
  const Project& project = workspace.document.project();
  const SelectedItem& item = workspace.selection.item();
  const auto within = [&](size_t count) { return item.index >= 0 && static_cast<size_t>(item.index) < count; };
  const Capture* capture = project.capture.get();
  fillSelected(*form, workspace.selection.gaussians());
  if (item.kind == Kind::captureCamera && capture && within(capture->cameras.size()))
    fillCamera(*form, capture->cameras[item.index]);
  else if (item.kind == Kind::frame && capture && within(capture->cameras.size()) && item.frame >= 0 &&
           item.frame < capture->cameras[item.index].frameCount())
    fillFrame(*form, workspace, *capture, {item.index, item.frame});
  else if (item.kind == Kind::version && within(project.versions.size()))
    fillVersion(*form, project.versions[item.index], statistics);
  else if (item.kind == Kind::prop && within(project.props.size()))
    fillProp(*form, workspace, item.index);
  else if (item.kind == Kind::cameraKey && within(project.animation.camera.keys().size()))
    fillCameraKey(*form, workspace, item.index);
  else if (item.kind == Kind::timeKey && within(project.animation.time.keys().size()))
    fillTimeKey(*form, workspace, item.index);
  else
    fillScene(*form, workspace);
  return form;
}

}  // namespace fsm::desktop
