// The project's tree and the inspector: what they list, and what a click, a double click, a mark and a typed number do.
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/panels/capture_panel.h"
#include "app/desktop/panels/inspector_panel.h"
#include "app/desktop/panels/inspector_statistics.h"
#include "tests/app/desktop/viewport/viewport_scenes.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 30'000;

}  // namespace

class CaptureInspectorTest : public QObject {
  Q_OBJECT

  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<CapturePanel> capture_;
  std::unique_ptr<InspectorPanel> inspector_;
  QTreeWidget* tree_ = nullptr;

  const Project& project() const { return workspace_->document.project(); }
  void undo() { workspace_->document.undoStack()->undo(); }
  QTreeWidgetItem* row(int section, int index) const { return tree_->topLevelItem(section)->child(index); }

  /// The inspector's field, once its page is there.
  QDoubleSpinBox* field(const QString& name) {
    QCoreApplication::processEvents();
    return inspector_->findChild<QDoubleSpinBox*>(name);
  }
  void type(const QString& name, double value) {
    QDoubleSpinBox* box = field(name);
    QVERIFY2(box, qPrintable(name));
    box->setValue(value);
    QCoreApplication::processEvents();
  }
  bool says(const QString& text) const {
    for (const QLabel* label : inspector_->findChildren<QLabel*>())
      if (label->text().contains(text)) return true;
    return false;
  }
  /// A double click of Qt Test leaves the button down.
  void letGo() { QTest::mouseRelease(tree_->viewport(), Qt::LeftButton); }
  void press(const QRect& place, bool twice = false) {
    QTest::mouseClick(tree_->viewport(), Qt::LeftButton, {}, place.center());
    if (twice) {
      QTest::mouseDClick(tree_->viewport(), Qt::LeftButton, {}, place.center());
      letGo();
    }
  }
  void keep(const QString& name) {
    const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
    if (folder.isEmpty()) return;
    QTest::qWait(50);
    capture_->grab().save(folder + "/capture_" + name + ".png");
    inspector_->grab().save(folder + "/inspector_" + name + ".png");
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("capture_inspector_test");
    QSettings().clear();
  }

  void init() {
    workspace_ = std::make_unique<Workspace>();
    capture_ = std::make_unique<CapturePanel>(*workspace_);
    inspector_ = std::make_unique<InspectorPanel>(*workspace_);
    tree_ = capture_->findChild<QTreeWidget*>("projectTree");
    Project project = tests::ballProject();
    project.versions.push_back(tests::versionOf("second", tests::threeBalls()));
    workspace_->document.reset(project, {});
    capture_->resize(260, 700);
    inspector_->resize(330, 800);
    capture_->show();
    inspector_->show();
    QVERIFY(QTest::qWaitForWindowExposed(capture_.get()));
  }

  void cleanup() {
    inspector_.reset();
    capture_.reset();
    workspace_.reset();
  }

  void doubleClickGoesToACameraAndAFrame() {
    QTreeWidgetItem* footage = tree_->topLevelItem(0);
    QCOMPARE(footage->childCount(), 3);
    QTRY_VERIFY_WITH_TIMEOUT(!footage->child(2)->icon(0).isNull(), kPatience);  // its picture
    workspace_->view.setSceneTime(0.2);
    press(tree_->visualItemRect(footage->child(1)), true);
    const Capture& capture = *project().capture;
    QVERIFY(workspace_->selection.item().kind == SelectedItem::Kind::captureCamera);
    QCOMPARE(workspace_->selection.item().index, 1);
    QVERIFY(workspace_->view.camera().world_from_camera == capture.cameras[1].pose(0));
    footage->child(2)->setExpanded(true);
    QCOMPARE(footage->child(2)->childCount(), 6);
    press(tree_->visualItemRect(footage->child(2)->child(3)), true);
    QCOMPARE(workspace_->view.sceneTime(), capture.time({2, 3}));
    QVERIFY(workspace_->view.camera().world_from_camera == capture.cameras[2].pose(3));
    QCoreApplication::processEvents();
    QVERIFY(says("Frame 4 of"));
    keep("frame");
    // It stays open when versions come.
    workspace_->document.edit("show", Document::VersionsPart, [](Project& changed) { changed.shown = "second"; });
    QVERIFY(tree_->topLevelItem(0)->child(2)->isExpanded());
    QCOMPARE(tree_->topLevelItem(0)->child(2)->childCount(), 6);
  }

  void versionsAreShownRenamedAndRemoved() {
    QVERIFY(row(1, 0)->font(0).bold() && !row(1, 1)->font(0).bold());
    press(tree_->visualItemRect(row(1, 1)), true);
    QCOMPARE(project().shown, std::string("second"));
    QVERIFY(row(1, 1)->font(0).bold());
    row(1, 1)->setText(0, "first");  // is taken
    QCoreApplication::processEvents();
    QCOMPARE(project().versions[1].name, std::string("first 2"));
    QCOMPARE(project().shown, std::string("first 2"));
    tree_->setCurrentItem(row(1, 1));
    QTest::keyClick(tree_, Qt::Key_Delete);
    QCOMPARE(project().versions.size(), size_t{1});
    QCOMPARE(project().shown, std::string("first"));
    undo();
    undo();
    QCOMPARE(project().versions[1].name, std::string("second"));
    QVERIFY(says("Gaussians") || field("sceneScale"));
  }

  void editsAreSwitchedOffAndTakenOut() {
    scene::Edit edit;
    edit.names = {0, 1, 2};
    addEdit(*workspace_, "delete", edit);
    QCOMPARE(tree_->topLevelItem(3)->childCount(), 1);
    QVERIFY(row(3, 0)->text(0).contains("3 Gaussians deleted"));
    row(3, 0)->setCheckState(0, Qt::Unchecked);
    QCoreApplication::processEvents();
    QVERIFY(!project().edits[0]->enabled);
    QCOMPARE(row(3, 0)->checkState(0), Qt::Unchecked);
    undo();
    QVERIFY(project().edits[0]->enabled);
    keep("edits");
    tree_->setCurrentItem(row(3, 0));
    QTest::keyClick(tree_, Qt::Key_Delete);
    QVERIFY(project().edits.empty());
    undo();
    // Of another version they are listed, and said to be its.
    workspace_->document.edit("show", Document::VersionsPart, [](Project& changed) { changed.shown = "second"; });
    QCOMPARE(tree_->topLevelItem(3)->childCount(), 2);
    QVERIFY(row(3, 0)->text(0).contains("first"));
  }

  void propsAreAddedHiddenAndPlaced() {
    capture_->addProps({"/somewhere/tree.glb"});
    QCOMPARE(project().props.size(), size_t{1});
    QCOMPARE(project().props[0].name, std::string("tree"));
    type("propPlaceX", 1.5);
    QCOMPARE(project().props[0].world_from_model[3].x, 1.5);
    type("propTurnY", 90);
    QVERIFY(std::abs(project().props[0].world_from_model[2].x - 1) < 1e-9);
    keep("prop");
    row(2, 0)->setCheckState(0, Qt::Unchecked);
    QCoreApplication::processEvents();
    QVERIFY(!project().props[0].visible);
    tree_->setCurrentItem(row(2, 0));
    QTest::keyClick(tree_, Qt::Key_Delete);
    QVERIFY(project().props.empty());
  }

  void theSceneIsPlacedByNumbers() {
    workspace_->selection.select({});
    type("sceneScale", 2);
    type("scenePlaceY", -0.5);
    QCOMPARE(project().edits.size(), size_t{1});
    const glm::dmat4 move = project().edits[0]->edited_from_world;
    QCOMPARE(move[0].x, 2.0);
    QCOMPARE(move[3].y, -0.5);
    QCOMPARE(field("sceneScale")->value(), 2.0);
    // A double click on the name: the default.
    QLabel* name = nullptr;
    for (QLabel* label : inspector_->findChildren<QLabel*>())
      if (label->buddy() == field("sceneScale")) name = label;
    QVERIFY(name);
    QTest::mouseDClick(name, Qt::LeftButton);
    letGo();
    QCOMPARE(project().edits[0]->edited_from_world[0].x, 1.0);
    type("sceneUpX", 1);
    QVERIFY(std::abs(glm::length(project().settings.up) - 1) < 1e-12 && project().settings.up.x > 0.6);
    keep("scene");
  }

  void aVersionIsCounted() {
    workspace_->selection.select({SelectedItem::Kind::version, 0, -1});
    QCoreApplication::processEvents();
    QTRY_VERIFY_WITH_TIMEOUT(says("450 in the middle"), kPatience);
    keep("version");
    const GaussianStatistics counted = statisticsOf(*tests::threeBalls());
    QCOMPARE(counted.drawable, int64_t{450});
    QVERIFY(std::abs(counted.least.x + 1.2) < 0.05 && std::abs(counted.most.x - 1.2) < 0.05);
    float sum = 0;
    for (const float share : counted.life.shares) sum += share;
    QVERIFY(std::abs(sum - 1) < 1e-3f);
    scene::GaussianScene none;
    QCOMPARE(statisticsOf(none).count, int64_t{0});
    QVERIFY(statisticsOf(none).opacity.shares.empty());
    auto broken = tests::threeBalls();
    broken->gaussians.position[0] = NAN;
    QCOMPARE(statisticsOf(*broken).drawable, int64_t{449});
  }

  void aKeyIsTurnedByNumbers() {
    workspace_->document.edit("key", Document::AnimationPart, [](Project& changed) {
      animation::CameraPose pose;
      pose.position = {0, 0, -4};
      changed.animation.camera.set({1.0, pose, animation::Easing::smooth});
    });
    workspace_->selection.select({SelectedItem::Kind::cameraKey, 0, -1});
    type("cameraKeyPan", field("cameraKeyPan")->value() + 90);
    const auto& key = project().animation.camera.keys()[0];
    QVERIFY(glm::length(animation::forwardOf(key.pose) - glm::dvec3(1, 0, 0)) < 1e-6);
    type("cameraKeyRoll", 30);
    QVERIFY(std::abs(animation::degreesBetween(project().animation.camera.keys()[0].pose.rotation, glm::dquat(1, 0, 0, 0)) - 90) >
            1);
    keep("key");
    // One step of undo a number.
    undo();
    QVERIFY(std::abs(field("cameraKeyRoll")->value()) < 1e-6);
  }
};

QTEST_MAIN(CaptureInspectorTest)
#include "capture_inspector_test.moc"
