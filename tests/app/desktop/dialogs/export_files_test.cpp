// Splats and camera moves to files of other programs and back, by the dialogs of the File menu.
#include <QDoubleSpinBox>
#include <QLabel>
#include <cmath>

#include "app/desktop/dialogs/exports.h"
#include "app/desktop/dialogs/splat_export_dialog.h"
#include "reconstruction/core/file.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/app/desktop/dialogs/export_fixtures.h"
#include "tests/renderer/mesh/fbx_builder.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

enum What { kAll, kMoment, kFlipBook };

SplatExportDialog* openSplats(ExportWorkspace& made, QWidget& window) {
  registerExports(*made.workspace, &window);
  window.show();
  made.workspace->actions.action("file.export_splats")->trigger();
  return window.findChild<SplatExportDialog*>();
}

}  // namespace

class ExportFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("ChronoscopeTest");
    QCoreApplication::setApplicationName("export_files_test");
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  }

  void splatsOfOneMoment() {
    ExportWorkspace made;
    QWidget window;
    SplatExportDialog* dialog = openSplats(made, window);
    QVERIFY(dialog);
    QVERIFY(!offered(*dialog, "splatFormat", 1));  // SPZ knows no time
    screenshot(*dialog, "splats_all");
    choose(*dialog, "splatWhat", kMoment);
    choose(*dialog, "splatFormat", 1);
    type(*dialog, "splatMoment", "0.35");
    QVERIFY(dialog->findChild<QLineEdit*>("splatFile")->text().endsWith(".spz"));
    press(*dialog, "splatStart");
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export Scene.spz", JobState::finished), 10000);
    const scene::GaussianScene moment = scene::readSplatFile(made.at("Scene.spz"));
    QVERIFY(moment.gaussians.isStatic());
    QVERIFY(moment.gaussians.count() > 0);
  }

  void splatsAsFlipBook() {
    ExportWorkspace made;
    QWidget window;
    SplatExportDialog* dialog = openSplats(made, window);
    QVERIFY(dialog);
    choose(*dialog, "splatWhat", kFlipBook);
    type(*dialog, "splatFirst", "0.2");
    type(*dialog, "splatLast", "0.5");
    type(*dialog, "splatFps", "10");
    QVERIFY(dialog->findChild<QLabel*>("splatNote")->text().contains('4'));
    screenshot(*dialog, "splats_flip_book");
    press(*dialog, "splatStart");
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Export Scene", JobState::finished), 10000);
    QCOMPARE(QDir(made.folder.filePath("Scene")).entryList(QDir::Files).size(), 4);
    // There is something in the folder now: it is not mixed with anything.
    made.workspace->actions.action("file.export_splats")->trigger();
    press(*dialog, "splatStart");
    QVERIFY(dialog->findChild<QLabel*>("splatProblem")->isVisible());
    QCOMPARE(made.workspace->jobs.jobs().size(), size_t{1});
  }

  void cameraOutAndInAgain_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("glTF") << "move.glb";
    QTest::newRow("glTF as text") << "move.gltf";
    QTest::newRow("FBX") << "move.fbx";
    QTest::newRow("nerfstudio") << "move.json";
  }
  void cameraOutAndInAgain() {
    QFETCH(QString, name);
    ExportWorkspace made;
    Workspace& workspace = *made.workspace;
    QWidget window;
    registerExports(workspace, &window);
    window.show();
    workspace.actions.action("file.export_camera")->trigger();
    answerFileDialog(window, "exportCameraDialog", made.folder.filePath(name));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(made.folder.filePath(name)) && !workspace.jobs.busy(), 10000);
    const animation::Animation before = workspace.document.project().animation;
    workspace.document.edit("Other", Document::AnimationPart, [](Project& project) {
      project.animation.camera = animation::CameraTrack({{0, tests::somePose(9)}});
    });
    workspace.actions.action("file.import_camera")->trigger();
    answerFileDialog(window, "importCameraDialog", made.folder.filePath(name));
    QTRY_VERIFY_WITH_TIMEOUT(workspace.document.project().animation.camera.keys().size() > 1, 10000);
    const animation::CameraTrack& after = workspace.document.project().animation.camera;
    for (const double at : {0.0, 0.2, 0.4}) {
      const glm::dvec3 was = before.camera.pose(at).position, is = after.pose(at).position;
      QVERIFY2(glm::length(was - is) < 1e-3, qPrintable(QString("%1: %2 %3").arg(at).arg(was.x).arg(is.x)));
    }
    QVERIFY(workspace.view.cameraOnTrack());
    workspace.document.undoStack()->undo();
    QCOMPARE(workspace.document.project().animation.camera.keys().size(), size_t{1});
  }

  /// FBX of another program, in its units and axes.
  void cameraOfFbx() {
    ExportWorkspace made;
    Workspace& workspace = *made.workspace;
    QWidget window;
    registerExports(workspace, &window);
    window.show();
    writeFileAtomically(made.at("camera.fbx"), test::cameraFbx());
    const animation::Animation before = workspace.document.project().animation;
    workspace.actions.action("file.import_camera")->trigger();
    answerFileDialog(window, "importCameraDialog", made.folder.filePath("camera.fbx"));
    QTRY_COMPARE_WITH_TIMEOUT(workspace.document.project().animation.camera.keys().size(), size_t{3}, 10000);
    const animation::Animation& after = workspace.document.project().animation;
    // The capture's y points down, the file's up: half a turn about x.
    QVERIFY(glm::length(after.camera.pose(0).position - glm::dvec3(1, -2, -3)) < 1e-4);
    QVERIFY(glm::length(after.camera.pose(1.5).position - glm::dvec3(3.25, -2, -3)) < 1e-4);
    QVERIFY(std::abs(after.length - 2) < 1e-6);  // the timeline has grown
    QVERIFY(workspace.view.cameraOnTrack());
    QVERIFY(workspace.messages.all().back().text.contains("3 camera keys"));
    workspace.document.undoStack()->undo();
    QVERIFY(workspace.document.project().animation == before);
  }

  /// A move that came from one format goes out in another and comes back the same.
  void cameraFromFbxByFbxAndGltfToNerfstudio() {
    ExportWorkspace made;
    Workspace& workspace = *made.workspace;
    QWidget window;
    registerExports(workspace, &window);
    window.show();
    writeFileAtomically(made.at("camera.fbx"), test::cameraFbx());
    const auto imports = [&](const char* name) {
      const size_t undoable = static_cast<size_t>(workspace.document.undoStack()->count());
      workspace.actions.action("file.import_camera")->trigger();
      answerFileDialog(window, "importCameraDialog", made.folder.filePath(name));
      return QTest::qWaitFor([&] { return static_cast<size_t>(workspace.document.undoStack()->count()) > undoable; }, 10000);
    };
    QVERIFY(imports("camera.fbx"));
    const animation::CameraTrack original = workspace.document.project().animation.camera;
    for (const char* name : {"again.fbx", "again.glb", "again.json"}) {
      workspace.actions.action("file.export_camera")->trigger();
      answerFileDialog(window, "exportCameraDialog", made.folder.filePath(name));
      QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(made.folder.filePath(name)) && !workspace.jobs.busy(), 10000);
      QVERIFY(imports(name));
      const animation::CameraTrack& track = workspace.document.project().animation.camera;
      for (const double at : {0.0, 0.5, 1.25, 1.9}) {
        const animation::CameraPose was = original.pose(at), is = track.pose(at);
        QVERIFY2(glm::length(was.position - is.position) < 1e-3, qPrintable(QString("%1 %2").arg(name).arg(at)));
        QVERIFY2(std::abs(glm::dot(was.rotation, is.rotation)) > 1 - 1e-6, name);
        QVERIFY2(std::abs(was.focal - is.focal) < 1e-4, name);
      }
    }
  }

  void cameraWithoutKeysAndDamagedFiles() {
    ExportWorkspace made;
    Workspace& workspace = *made.workspace;
    QWidget window;
    registerExports(workspace, &window);
    window.show();
    QFile broken(made.folder.filePath("broken.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"camera_path\": 3") > 0);
    broken.close();
    const animation::Animation before = workspace.document.project().animation;
    workspace.actions.action("file.import_camera")->trigger();
    answerFileDialog(window, "importCameraDialog", made.folder.filePath("broken.json"));
    QTRY_VERIFY_WITH_TIMEOUT(made.ended("Import camera from broken.json", JobState::failed), 10000);
    QVERIFY(workspace.document.project().animation == before);
    workspace.document.edit("No camera", Document::AnimationPart, [](Project& project) { project.animation.camera = {}; });
    workspace.messages.clear();
    workspace.actions.action("file.export_camera")->trigger();
    QVERIFY(!window.findChild<QFileDialog*>("exportCameraDialog"));
    QVERIFY(workspace.messages.all().back().text.contains("no keys"));
  }
};

QTEST_MAIN(ExportFilesTest)
#include "export_files_test.moc"
