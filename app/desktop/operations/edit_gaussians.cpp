#include "app/desktop/operations/edit_gaussians.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <memory>
#include <ranges>
#include <utility>

#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

using EditPointer = std::shared_ptr<const scene::Edit>;

bool editable(Workspace& workspace) {
  const Version* version = workspace.document.project().shownVersion();
  if (version && version->gaussians) return true;
  workspace.messages.error(
      Error(ErrorCode::badInput,
            tr("There are no Gaussians to edit. Reconstruct the footage or open a splat file first.").toStdString()));
  return false;
}

/// Whether an edit of the shown version would take the place of edits of another one.
bool editsOther(const Project& project) {
  return !project.edits.empty() && project.editedVersion != project.shown && project.version(project.editedVersion);
}

/// One step of undo that changes the list of the shown version.
void changeList(Workspace& workspace, const QString& text, const std::function<void(std::vector<EditPointer>&)>& change,
                const QString& mergeKey = {}) {
  const bool givesUp = editsOther(workspace.document.project());
  const QString other = QString::fromStdString(workspace.document.project().editedVersion);
  workspace.document.edit(
      text, Document::EditsPart,
      [&](Project& project) {
        if (project.editedVersion != project.shown) project.edits.clear();
        project.editedVersion = project.shown;
        change(project.edits);
      },
      mergeKey);
  if (givesUp) {
    Message message{Message::Level::warning,
                    tr("The edits of \"%1\" were given up for those of the shown version. Undo brings them back; a version "
                       "made of them (Edit > Make a version of the edits) keeps them.")
                        .arg(other),
                    {},
                    {},
                    {},
                    {}};
    workspace.messages.show(std::move(message));
  }
}

}  // namespace

std::vector<int64_t> storedNames(const DrawnScene& drawn, const std::vector<int64_t>& indices) {
  if (!drawn.names) return indices;
  std::vector<int64_t> names;
  names.reserve(indices.size());
  for (const int64_t index : indices) names.push_back(drawn.names->at(static_cast<size_t>(index)));
  // Pieces of a cut life lie behind all others and share a name.
  if (!std::is_sorted(names.begin(), names.end())) std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<int64_t> carriedOver(const DrawnScene& from, const DrawnScene& to, const std::vector<int64_t>& indices) {
  std::vector<int64_t> names = storedNames(from, indices);
  if (!to.names) return names;
  std::vector<int64_t> places;
  for (size_t i = 0; i < to.names->size(); ++i)
    if (std::binary_search(names.begin(), names.end(), (*to.names)[i])) places.push_back(static_cast<int64_t>(i));
  return places;
}

void addEdit(Workspace& workspace, const QString& text, scene::Edit edit) {
  if (!editable(workspace)) return;
  const auto added = std::make_shared<const scene::Edit>(std::move(edit));
  changeList(workspace, text, [&](std::vector<EditPointer>& edits) { edits.push_back(added); });
}

void showHidden(Workspace& workspace) {
  const Project& project = workspace.document.project();
  const auto hides = [](const EditPointer& edit) { return edit->kind == scene::Edit::Kind::hide; };
  if (project.editedVersion != project.shown || std::none_of(project.edits.begin(), project.edits.end(), hides)) {
    workspace.messages.info(tr("Nothing is hidden."));
    return;
  }
  changeList(workspace, tr("Show hidden"), [&](std::vector<EditPointer>& edits) { std::erase_if(edits, hides); });
}

glm::dmat4 lastMove(const Project& project) {
  if (project.editedVersion != project.shown) return glm::dmat4(1.0);
  for (const EditPointer& edit : std::ranges::reverse_view(project.edits)) {
    if (!edit->enabled) continue;
    return edit->kind == scene::Edit::Kind::transform ? edit->edited_from_world : glm::dmat4(1.0);
  }
  return glm::dmat4(1.0);
}

void setLastMove(Workspace& workspace, const glm::dmat4& edited_from_world, const QString& mergeKey) {
  if (!editable(workspace)) return;
  scene::Edit edit;
  edit.kind = scene::Edit::Kind::transform;
  edit.edited_from_world = edited_from_world;
  const auto move = std::make_shared<const scene::Edit>(edit);
  changeList(
      workspace, tr("Move the scene"),
      [&](std::vector<EditPointer>& edits) {
        const auto last = std::find_if(edits.rbegin(), edits.rend(), [](const EditPointer& e) { return e->enabled; });
        const bool moves = last != edits.rend() && (*last)->kind == scene::Edit::Kind::transform;
        if (moves)
          *last = move;
        else
          edits.push_back(move);
      },
      mergeKey);
}

void moveScene(Workspace& workspace, const glm::dmat4& moved_from_now, const QString& mergeKey) {
  setLastMove(workspace, moved_from_now * lastMove(workspace.document.project()), mergeKey);
}

void enableEdit(Workspace& workspace, int index, bool enabled) {
  workspace.document.edit(enabled ? tr("Switch edit on") : tr("Switch edit off"), Document::EditsPart, [&](Project& project) {
    EditPointer& edit = project.edits.at(static_cast<size_t>(index));
    auto changed = std::make_shared<scene::Edit>(*edit);
    changed->enabled = enabled;
    edit = std::move(changed);
  });
}

void takeOutEdit(Workspace& workspace, int index) {
  workspace.document.edit(tr("Take out edit"), Document::EditsPart, [&](Project& project) {
    if (index < 0 || index >= static_cast<int>(project.edits.size())) return;
    project.edits.erase(project.edits.begin() + index);
  });
}

int bakeEdits(Workspace& workspace) {
  if (!editable(workspace)) return 0;
  const Project& project = workspace.document.project();
  if (project.edits.empty() || project.editedVersion != project.shown) {
    workspace.messages.info(tr("The shown version has no edits. Delete, crop or move something first."));
    return 0;
  }
  const auto made = std::make_shared<std::shared_ptr<const scene::GaussianScene>>();
  Job job;
  job.title = tr("Make a version of the edits");
  job.lane = Lane::light;
  job.work = [made, source = project.shownVersion()->gaussians, edits = project.edits](Progress& progress, JobFeedback&) {
    progress.stage("edits", 1);
    std::vector<const scene::Edit*> list;
    list.reserve(edits.size());
    for (const EditPointer& edit : edits) list.push_back(edit.get());
    *made = std::make_shared<const scene::GaussianScene>(scene::applyEdits(*source, list).scene);
  };
  job.done = [&workspace, made, from = project.shown] {
    workspace.document.edit(tr("Make a version of the edits"), Document::VersionsPart, [&](Project& changed) {
      const Version* source = changed.version(from);
      Version version;
      version.name = changed.freeVersionName("edited");
      version.scene = source ? source->scene : nullptr;
      version.gaussians = *made;
      version.createdUtc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
      changed.shown = version.name;
      changed.versions.push_back(std::move(version));
    });
  };
  return workspace.jobs.start(std::move(job));
}

}  // namespace fsm::desktop
