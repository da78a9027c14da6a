#include "app/desktop/dialogs/camera_file_actions.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include "app/desktop/operations/export_jobs.h"
#include "app/desktop/operations/export_settings.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::CameraFiles)
};

constexpr auto kFolderSetting = "export/cameraFolder";

QString folderFor(const Document& document) {
  QString last = QSettings().value(kFolderSetting).toString();
  if (!last.isEmpty() && QFileInfo(last).isDir()) return last;
  if (!document.file().empty()) return QString::fromStdString(document.file().parent_path().string());
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

QFileDialog* dialogFor(const char* name, const QString& title, const Workspace& workspace, QWidget* window) {
  auto* dialog = new QFileDialog(window, title, folderFor(workspace.document));
  dialog->setObjectName(name);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                   [](const QString& file) { QSettings().setValue(kFolderSetting, QFileInfo(file).path()); });
  return dialog;
}

}  // namespace

void askForCameraExport(Workspace& workspace, QWidget* window) {
  if (workspace.document.project().animation.camera.empty()) {
    workspace.messages.error(
        Error(ErrorCode::badInput,
              Texts::tr("The camera track has no keys, so there is no move to export. Key the camera on the timeline "
                        "(K) or choose a preset first.")
                  .toStdString()));
    return;
  }
  QFileDialog* dialog = dialogFor("exportCameraDialog", Texts::tr("Export camera"), workspace, window);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({Texts::tr("glTF, for Blender and others (*.glb *.gltf)"),
                          Texts::tr("FBX, for Blender, Maya and others (*.fbx)"), Texts::tr("nerfstudio camera path (*.json)")});
  dialog->setDefaultSuffix("glb");
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.contains("*.json") ? "json" : filter.contains("*.fbx") ? "fbx" : "glb");
  });
  dialog->selectFile(workspace.document.file().empty() ? Texts::tr("Camera") : workspace.document.title());
  QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [&workspace](const QString& file) {
    startCameraExport(workspace, file.toStdString(), loadExportSettings().size);
  });
  dialog->open();
}

void askForCameraImport(Workspace& workspace, QWidget* window) {
  QFileDialog* dialog = dialogFor("importCameraDialog", Texts::tr("Import camera"), workspace, window);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({Texts::tr("Camera moves (*.glb *.gltf *.fbx *.json)"), Texts::tr("All files (*)")});
  QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                   [&workspace](const QString& file) { startCameraImport(workspace, file.toStdString()); });
  dialog->open();
}

}  // namespace fsm::desktop
