#include "app/desktop/dialogs/exports.h"

#include <QCoreApplication>

#include "app/desktop/dialogs/camera_file_actions.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/splat_export_dialog.h"

namespace fsm::desktop {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::Exports)
};

/// The dialog that is there already, else a new one.
template <class Dialog>
void present(Workspace& workspace, QWidget* window) {
  auto* dialog = window->findChild<Dialog*>(QString(), Qt::FindDirectChildrenOnly);
  if (!dialog) dialog = new Dialog(workspace, window);
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

}  // namespace

void registerExports(Workspace& workspace, QWidget* window) {
  Actions& actions = workspace.actions;
  actions.add({"file.export",
               Texts::tr("File"),
               Texts::tr("&Export clip…"),
               Texts::tr("Writes what the timeline shows as a video or as images"),
               {QKeySequence("Ctrl+E")}},
              [&workspace, window](bool) { present<ExportDialog>(workspace, window); });
  actions.add({"file.export_splats",
               Texts::tr("File"),
               Texts::tr("Export s&plats…"),
               Texts::tr("Writes the Gaussians for other programs: a moment, or a flip-book"),
               {}},
              [&workspace, window](bool) { present<SplatExportDialog>(workspace, window); });
  actions.add({"file.export_camera",
               Texts::tr("File"),
               Texts::tr("Export &camera…"),
               Texts::tr("Writes the camera track for Blender, After Effects or nerfstudio"),
               {}},
              [&workspace, window](bool) { askForCameraExport(workspace, window); });
  actions.add({"file.import_camera",
               Texts::tr("File"),
               Texts::tr("I&mport camera…"),
               Texts::tr("Takes a camera move made or matched in another program as the camera track"),
               {}},
              [&workspace, window](bool) { askForCameraImport(workspace, window); });
}

}  // namespace fsm::desktop
