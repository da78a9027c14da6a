// Selecting and editing Gaussians with the mouse. Under an X server: real events in the viewport, compared with a plain search of
// all Gaussians. Without one: the arithmetic of edits, boxes and grounds.
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QtTest>
#include <numbers>
#include <numeric>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/viewport/tools/tool_bar.h"
#include "app/desktop/viewport/tools/world_figures.h"
#include "tests/app/desktop/viewport/viewport_scenes.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr int kPatience = 120'000;
constexpr int kCount = 450, kRed = 150, kGreen = 300;  ///< balls: [0, 150) red, [150, 300) green, [300, 450) blue

bool underX() { return QGuiApplication::platformName() == "xcb"; }

/// Even-odd, by crossings of a ray to the right.
bool insidePolygon(const std::vector<glm::dvec2>& corners, const glm::dvec2& p) {
  bool inside = false;
  for (size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
    const glm::dvec2 a = corners[i], b = corners[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

double distanceToLine(const std::vector<glm::dvec2>& points, const glm::dvec2& p) {
  double nearest = 1e9;
  for (size_t i = 0; i + 1 < points.size(); ++i) {
    const glm::dvec2 along = points[i + 1] - points[i];
    const double length2 = glm::dot(along, along);
    const double share = length2 > 0 ? std::clamp(glm::dot(p - points[i], along) / length2, 0.0, 1.0) : 0.0;
    nearest = std::min(nearest, glm::length(p - points[i] - share * along));
  }
  return nearest;
}

glm::dvec3 placeOf(const scene::Gaussians4D& g, int64_t i) {
  return {g.position[3 * i], g.position[3 * i + 1], g.position[3 * i + 2]};
}

bool same(const scene::Gaussians4D& a, const scene::Gaussians4D& b) {
  return a.position == b.position && a.logScale == b.logScale && a.rotation == b.rotation && a.opacityLogit == b.opacityLogit &&
         a.sh == b.sh && a.time == b.time && a.logScaleTime == b.logScaleTime && a.rotationRight == b.rotationRight;
}

/// Share of the picture in the colour of what is selected.
double markedShare(const QImage& image) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QRgb p = image.pixel(x, y);
      count += qRed(p) > 60 && qGreen(p) > 0.4 * qRed(p) && qGreen(p) < 0.7 * qRed(p) && qBlue(p) < 0.2 * qRed(p);
    }
  return static_cast<double>(count) / (image.width() * image.height());
}

}  // namespace

class ToolsTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QWidget> window_;
  std::unique_ptr<Workspace> workspace_;
  ViewportPanel* panel_ = nullptr;
  ToolSet* tools_ = nullptr;
  std::shared_ptr<scene::GaussianScene> stored_;

  const std::vector<int64_t>& selected() const { return workspace_->selection.gaussians().indices; }
  const scene::Gaussians4D& drawn() const { return panel_->drawnScene().scene->gaussians; }
  void run(const char* action) { workspace_->actions.action(action)->trigger(); }
  const auto& edits() const { return workspace_->document.project().edits; }

  glm::dvec2 pixel(const glm::dvec3& world) const { return glm::dvec2(project(panel_->pictureView().camera, world)); }
  QPoint logical(const glm::dvec2& device) const { return (QPointF(device.x, device.y) / panel_->devicePixelRatioF()).toPoint(); }
  glm::dvec2 device(const QPoint& logical) const {
    return {logical.x() * panel_->devicePixelRatioF(), logical.y() * panel_->devicePixelRatioF()};
  }

  /// Events of the mouse along a way.
  void draw(const std::vector<QPoint>& way, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* canvas = panel_->canvas();
    const auto send = [&](QEvent::Type type, QPoint at, Qt::MouseButton changed, Qt::MouseButtons held) {
      QMouseEvent event(type, at, canvas->mapToGlobal(at), changed, held, modifiers);
      QCoreApplication::sendEvent(canvas, &event);
    };
    send(QEvent::MouseMove, way.front(), Qt::NoButton, Qt::NoButton);
    send(QEvent::MouseButtonPress, way.front(), Qt::LeftButton, Qt::LeftButton);
    for (const QPoint& at : way) send(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, way.back(), Qt::LeftButton, Qt::NoButton);
  }

  /// A rectangle around the red (-1) or the blue ball (1) that leaves the green one, which stands close, alone.
  void boxAroundBall(double side, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    run("edit.tool.box");
    const QPoint a = logical(pixel({side * 0.395, -0.46, 0})), b = logical(pixel({side * 1.26, 0.46, 0}));
    draw({a, (a + b) / 2, b}, modifiers);
  }

  QImage picture() {
    QTest::qWait(200);
    std::optional<QImage> taken;
    panel_->takePicture(true, [&](const QImage& image) { taken = image; });
    return QTest::qWaitFor([&] { return taken.has_value(); }, kPatience) ? *taken : QImage();
  }

  void keep(const QString& name) {
    const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    picture();
    window_->screen()->grabWindow(window_->winId()).save(folder + "/tools_" + name + ".png");
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("viewport_tools_test");
  }

  void init() {
    QSettings().clear();
    if (!underX()) return;
    workspace_ = std::make_unique<Workspace>();
    Project project = tests::ballProject();
    project.settings.showFrusta = false;
    stored_ = tests::threeBalls();
    project.versions[0].gaussians = stored_;
    workspace_->document.reset(project, {});
    window_ = std::make_unique<QWidget>();
    auto* layout = new QVBoxLayout(window_.get());
    layout->setContentsMargins(0, 0, 0, 0);
    panel_ = new ViewportPanel(*workspace_, window_.get());
    tools_ = new ToolSet(*workspace_, *panel_, window_.get());
    layout->addWidget(new ViewportToolBar(*workspace_, *tools_, window_.get()));
    layout->addWidget(panel_, 1);
    window_->resize(900, 420);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QVERIFY(QTest::qWaitFor([&] { return panel_->statistics().gaussians == kCount; }, kPatience));
    workspace_->view.setSceneTime(0.25);
    Camera before = workspace_->view.homeCamera();
    before.world_from_camera = animation::lookAt({0, 0, -4}, {0, 0, 0}, {0, -1, 0});
    workspace_->view.setCamera(before);
  }

  void cleanup() {
    if (!window_) return;
    const QStringList messages = panel_->validationMessages();
    window_.reset();
    workspace_.reset();
    QVERIFY2(messages.isEmpty(), qPrintable(messages.join('\n')));
  }

  void boxDeletesAndUndoBringsBack() {
    if (!underX()) QSKIP("Needs an X server.");
    boxAroundBall(-1);
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{kRed}, kPatience);
    QCOMPARE(selected().front(), 0);
    QCOMPARE(selected().back(), kRed - 1);
    QVERIFY(markedShare(picture()) > 0.005);
    keep("box");
    QCOMPARE(window_->findChild<QLabel*>("tools.count")->text(), QStringLiteral("150 selected"));
    window_->activateWindow();
    panel_->canvas()->setFocus();
    QVERIFY(QTest::qWaitFor([&] { return panel_->canvas()->hasFocus(); }, kPatience));
    QTest::keyClick(panel_->canvas(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{kCount - kRed}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(selected().empty(), kPatience);
    QVERIFY(markedShare(picture()) < 0.0005);
    workspace_->document.undoStack()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{kCount}, kPatience);
    QVERIFY(same(drawn(), stored_->gaussians));
    QVERIFY(edits().empty());
  }

  void shiftAddsControlTakesAway() {
    if (!underX()) QSKIP("Needs an X server.");
    boxAroundBall(-1);
    boxAroundBall(1, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{300}, kPatience);
    boxAroundBall(-1, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{150}, kPatience);
    QCOMPARE(selected().front(), kGreen);
    run("edit.select.invert");
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{300}, kPatience);
    QCOMPARE(selected().front(), 0);
    for (const auto& [action, count] : {std::pair{"edit.select.all", kCount}, {"edit.select.none", 0}}) {
      run(action);
      QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t(count), kPatience);
    }
    // A drag with Alt is the camera's.
    const auto camera = workspace_->view.camera().world_from_camera;
    draw({{200, 100}, {240, 120}, {280, 130}}, Qt::AltModifier);
    QVERIFY(workspace_->view.camera().world_from_camera != camera);
    QVERIFY(selected().empty());
  }

  void timeLimitsWhatIsTaken() {
    if (!underX()) QSKIP("Needs an X server.");
    // The green ball lives around 0.25 s only: at 0.02 s it is not there.
    workspace_->view.setSceneTime(0.02);
    run("edit.tool.box");
    auto* time = window_->findChild<QComboBox*>("tools.time");
    QTRY_VERIFY_WITH_TIMEOUT(time->isVisible(), kPatience);
    tools_->options().setHalfWidth(0.02);
    time->setCurrentIndex(1);
    emit time->activated(1);
    const QSize size = panel_->canvas()->size();
    draw({{1, 1}, {size.width() - 2, size.height() - 2}});
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{300}, kPatience);
    QVERIFY(!std::binary_search(selected().begin(), selected().end(), int64_t{200}));
    QCOMPARE(workspace_->selection.gaussians().from, 0.0);
    QCOMPARE(workspace_->selection.gaussians().to, 0.04);
    QVERIFY(!workspace_->selection.gaussians().wholeLife);
    tools_->takeAway(true);
    QTRY_COMPARE_WITH_TIMEOUT(edits().size(), size_t{1}, kPatience);
    QVERIFY(!edits()[0]->wholeLife);
    // Nothing is seen in that time any more, all of it later.
    QTRY_VERIFY_WITH_TIMEOUT(panel_->drawnScene().names != nullptr, kPatience);
    const scene::GaussianScene& now = *panel_->drawnScene().scene;
    const auto names = *panel_->drawnScene().names;
    const auto opacityAt = [&](int64_t name, Seconds seconds) {
      double through = 1;
      for (size_t i = 0; i < names.size(); ++i) {
        if (names[i] != name) continue;
        const double opacity = 1 / (1 + std::exp(-now.gaussians.opacityLogit[i]));
        through *= 1 - opacity * scene::slice(now.gaussians, static_cast<int64_t>(i), now.frame.normalisedTime(seconds)).weight;
      }
      return 1 - through;
    };
    QVERIFY(opacityAt(10, 0.02) < 1.0 / 255);
    QVERIFY(opacityAt(10, 0.3) > 0.8);
    QVERIFY(opacityAt(200, 0.25) > 0.95);  // was never touched
    workspace_->document.undoStack()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{kCount}, kPatience);
    QVERIFY(same(drawn(), stored_->gaussians));
  }

  void lassoBrushAndSphereAgreeWithAPlainSearch() {
    if (!underX()) QSKIP("Needs an X server.");
    // Devices' pixels whose middle lies inside of what was drawn, as the mask has it.
    const auto expected = [&](const std::function<bool(const glm::dvec2&)>& inside) {
      std::vector<int64_t> found;
      for (int64_t i = 0; i < kCount; ++i)
        if (inside(glm::floor(pixel(placeOf(stored_->gaussians, i))) + 0.5)) found.push_back(i);
      return found;
    };
    std::vector<QPoint> star;
    const QPoint middle = logical(pixel({0, 0.1, 0.2}));
    for (int i = 0; i < 10; ++i) {
      const double angle = i * std::numbers::pi / 5, r = i % 2 ? 30 : 90;
      star.push_back(middle + QPoint(qRound(r * std::cos(angle)), qRound(r * std::sin(angle))));
    }
    std::vector<glm::dvec2> way;
    for (const QPoint& p : star) way.push_back(device(p));
    run("edit.tool.lasso");
    draw(star);
    const auto inLasso = expected([&](const glm::dvec2& p) { return insidePolygon(way, p); });
    QVERIFY(inLasso.size() > 20 && inLasso.size() < 300);
    QTRY_COMPARE_WITH_TIMEOUT(selected(), inLasso, kPatience);
    keep("lasso");

    run("edit.tool.brush");
    tools_->options().setBrushRadius(14);
    const QPoint from = logical(pixel({-0.8, 0, 0})), to = logical(pixel({0.8, 0.2, 0}));
    draw({from, (from + to) / 2, to});
    const std::vector<glm::dvec2> line{device(from), device((from + to) / 2), device(to)};
    const auto painted =
        expected([&](const glm::dvec2& p) { return distanceToLine(line, p) <= 14 * panel_->devicePixelRatioF(); });
    QVERIFY(painted.size() > 20 && painted.size() < 300);
    QTRY_COMPARE_WITH_TIMEOUT(selected(), painted, kPatience);
    keep("brush");

    run("edit.tool.sphere");
    picture();
    std::optional<glm::dvec3> centre;
    panel_->pickPoint(device(from), [&](const std::optional<glm::dvec3>& point) { centre = point; });
    QTRY_VERIFY_WITH_TIMEOUT(centre.has_value(), kPatience);
    const QPoint rim = from + QPoint(40, 0);
    draw({from, rim});
    const Camera camera = panel_->pictureView().camera;
    const double radius = glm::length(device(rim) - device(from)) * project(camera, *centre).z / camera.intrinsics.fx;
    std::vector<int64_t> inBall;
    for (int64_t i = 0; i < kCount; ++i)
      if (glm::length(placeOf(stored_->gaussians, i) - *centre) <= radius) inBall.push_back(i);
    QVERIFY(inBall.size() > 5 && inBall.size() < 150);
    QTRY_COMPARE_WITH_TIMEOUT(selected(), inBall, kPatience);
  }

  void visibleOnlyLeavesTheFarSideAlone() {
    if (!underX()) QSKIP("Needs an X server.");
    tools_->options().setVisibleOnly(true);
    boxAroundBall(-1);
    QTRY_VERIFY_WITH_TIMEOUT(!selected().empty(), kPatience);
    QVERIFY(selected().size() > 30 && selected().size() < 130);
    for (const int64_t index : selected()) QVERIFY(placeOf(stored_->gaussians, index).z < 0.2);
  }

  void hiddenIsShownAgain() {
    if (!underX()) QSKIP("Needs an X server.");
    boxAroundBall(1);
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{150}, kPatience);
    run("edit.gaussians.hide");
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{300}, kPatience);
    // What is selected then is kept through other edits, under its new place.
    boxAroundBall(-1);
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{150}, kPatience);
    run("edit.select.invert");
    QTRY_COMPARE_WITH_TIMEOUT(selected().front(), int64_t{kRed}, kPatience);
    run("edit.gaussians.unhide");
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{kCount}, kPatience);
    QVERIFY(same(drawn(), stored_->gaussians));
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), size_t{150}, kPatience);
    QCOMPARE(selected().front(), kRed);
    run("edit.gaussians.unhide");  // nothing is hidden: says so
    QVERIFY(!workspace_->messages.all().empty());
    QVERIFY(edits().empty());
  }

  void cropBoxByItsHandles() {
    if (!underX()) QSKIP("Needs an X server.");
    run("edit.tool.crop");
    QVERIFY(tools_->crop().box().has_value());
    const glm::dmat4 around = *tools_->crop().box();
    // The side at the right is dragged until it stands between the green and the blue ball.
    int axis = 0;
    for (int i = 1; i < 3; ++i)
      if (std::abs(around[i].x) > std::abs(around[axis].x)) axis = i;
    const double sign = around[axis].x > 0 ? 1 : -1;
    const glm::dvec3 side = glm::dvec3(around[3]) + sign * glm::dvec3(around[axis]);
    QVERIFY(side.x > 1);
    glm::dvec3 wanted = side;
    wanted.x = 0.38;
    keep("crop");
    draw({logical(pixel(side)), logical(pixel(wanted))});
    const glm::dmat4 narrowed = *tools_->crop().box();
    QVERIFY(std::abs(narrowed[3].x + std::abs(narrowed[axis].x) - 0.38) < 0.03);
    QVERIFY(std::abs(narrowed[3].x - std::abs(narrowed[axis].x) - (around[3].x - std::abs(around[axis].x))) < 1e-6);
    QTest::mouseClick(window_->findChild<QWidget*>("tools.cropInside"), Qt::LeftButton);
    const auto inside = [&](int64_t i) {
      const glm::dvec3 p(glm::inverse(narrowed) * glm::dvec4(placeOf(stored_->gaussians, i), 1));
      return std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) <= 1;
    };
    int64_t kept = 0;
    for (int64_t i = 0; i < kCount; ++i) kept += inside(i);
    QVERIFY(kept > 250 && kept < 330);
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), kept, kPatience);
    for (const int64_t name : *panel_->drawnScene().names) QVERIFY(inside(name));
    keep("cropped");
    enableEdit(*workspace_, 0, false);
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), int64_t{kCount}, kPatience);
    enableEdit(*workspace_, 0, true);
    QTRY_COMPARE_WITH_TIMEOUT(drawn().count(), kept, kPatience);
  }

  void sceneIsMovedByItsHandles() {
    if (!underX()) QSKIP("Needs an X server.");
    run("edit.tool.move");
    QVERIFY(tools_->mover().middle().has_value());
    const glm::dvec3 middle = *tools_->mover().middle();
    keep("move");
    const QPoint arrow = logical(*tools_->mover().handlePixel(0));
    draw({arrow, arrow + QPoint(20, 0), arrow + QPoint(40, 0)});
    const glm::dvec3 moved = *tools_->mover().middle() - middle;
    QVERIFY(std::abs(moved.x) > 0.1 && std::abs(moved.y) < 1e-9 && std::abs(moved.z) < 1e-9);
    QCOMPARE(edits().size(), size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(panel_->drawnScene().names != nullptr, kPatience);
    const glm::dvec3 place(glm::inverse(panel_->drawnScene().scene->frame.frame_from_world) *
                           glm::dvec4(placeOf(stored_->gaussians, 0) / panel_->drawnScene().scene->frame.scale, 1));
    QVERIFY(glm::length(place - placeOf(stored_->gaussians, 0) - moved) < 1e-6);
    // The next drag adds to the same edit.
    const QPoint knob = logical(*tools_->mover().handlePixel(6));
    draw({knob, knob + QPoint(30, 0)});
    QCOMPARE(edits().size(), size_t{1});
    QVERIFY(glm::determinant(glm::dmat3(edits()[0]->edited_from_world)) > 1.2);
    while (workspace_->document.undoStack()->canUndo()) workspace_->document.undoStack()->undo();
    QVERIFY(edits().empty());
    QTRY_VERIFY_WITH_TIMEOUT(glm::length(*tools_->mover().middle() - middle) < 1e-9, kPatience);
  }

  void measuredDistanceScalesTheScene() {
    if (!underX()) QSKIP("Needs an X server.");
    picture();
    run("edit.tool.distance");
    const QPoint a = logical(pixel({-0.8, 0, 0})), b = logical(pixel({0.8, 0, 0}));
    draw({a});
    QTRY_COMPARE_WITH_TIMEOUT(tools_->distance().points().size(), size_t{1}, kPatience);
    draw({b});
    QTRY_VERIFY_WITH_TIMEOUT(tools_->distance().distance().has_value(), kPatience);
    QVERIFY(std::abs(*tools_->distance().distance() - 1.6) < 0.25);  // between the skins
    keep("distance");
    QVERIFY_EXCEPTION_THROWN(tools_->distance().setDistance(0), Error);
    tools_->distance().setDistance(3.2);
    QCOMPARE(edits().size(), size_t{1});
    QCOMPARE(*tools_->distance().distance(), 3.2);
    const double factor = std::cbrt(glm::determinant(glm::dmat3(edits()[0]->edited_from_world)));
    QVERIFY(std::abs(factor - 2) < 0.3);
  }

  void escapeLeavesTheTool() {
    if (!underX()) QSKIP("Needs an X server.");
    run("edit.tool.brush");
    QVERIFY(panel_->tool() != nullptr);
    const double before = tools_->options().brushRadius();
    QTest::keyClick(panel_->canvas(), Qt::Key_BracketRight);
    QVERIFY(tools_->options().brushRadius() > before);
    QTest::keyClick(panel_->canvas(), Qt::Key_Escape);
    QVERIFY(panel_->tool() == nullptr);
    QVERIFY(workspace_->actions.action("edit.tool.navigate")->isChecked());
  }

  void editsBelongToTheirVersion() {
    if (underX()) QSKIP("Needs no window.");
    Workspace workspace;
    Project project = tests::ballProject();
    project.versions.push_back(tests::versionOf("second", tests::threeBalls()));
    workspace.document.reset(project, {});
    scene::Edit edit;
    edit.names = {1, 2, 3};
    addEdit(workspace, "delete", edit);
    QCOMPARE(workspace.document.project().editedVersion, std::string("first"));
    workspace.document.edit("show", Document::VersionsPart, [](Project& changed) { changed.shown = "second"; });
    QVERIFY(lastMove(workspace.document.project()) == glm::dmat4(1.0));
    glm::dmat4 by(1.0);
    by[3].x = 2;
    moveScene(workspace, by);
    QCOMPARE(workspace.document.project().editedVersion, std::string("second"));
    QCOMPARE(workspace.document.project().edits.size(), size_t{1});
    QCOMPARE(workspace.messages.all().size(), size_t{1});  // that the others were given up
    moveScene(workspace, by);
    QCOMPARE(workspace.document.project().edits.size(), size_t{1});
    QCOMPARE(workspace.document.project().edits[0]->edited_from_world[3].x, 4.0);
    workspace.document.undoStack()->undo();
    workspace.document.undoStack()->undo();
    QCOMPARE(workspace.document.project().editedVersion, std::string("first"));
    QCOMPARE(workspace.document.project().edits[0]->names.size(), size_t{3});
  }

  void namesFollowPieces() {
    if (underX()) QSKIP("Needs no window.");
    const auto scene = tests::threeBalls();
    scene::Edit cut;
    cut.names = {0, 7};
    cut.wholeLife = false;
    cut.from = 0.2;
    cut.to = 0.3;
    const auto edited = std::make_shared<scene::EditedScene>(scene::applyEdits(*scene, {&cut}));
    const DrawnScene before{scene, nullptr}, after{{edited, &edited->scene}, {edited, &edited->names}};
    const std::vector<int64_t> pieces = carriedOver(before, after, {0, 7});
    QVERIFY(pieces.size() > 2);
    for (const int64_t piece : pieces) QVERIFY(edited->names[piece] == 0 || edited->names[piece] == 7);
    QCOMPARE(storedNames(after, pieces), (std::vector<int64_t>{0, 7}));
    QCOMPARE(carriedOver(after, before, pieces), (std::vector<int64_t>{0, 7}));
    scene::Edit off = cut;
    off.enabled = false;
    QVERIFY(same(scene::applyEdits(*scene, {&off}).scene.gaussians, scene->gaussians));
  }

  void arithmeticOfGizmos() {
    if (underX()) QSKIP("Needs no window.");
    const auto box = boxAround(*tests::threeBalls(), {}, 0.25, {0, -1, 0});
    QVERIFY(box && std::abs((*box)[3].x) < 0.05 && std::abs(glm::length((*box)[0]) - 1.25) < 0.15);
    std::vector<int64_t> red(kRed);
    std::iota(red.begin(), red.end(), int64_t{0});
    const auto small = boxAround(*tests::threeBalls(), red, 0.25, {0, -1, 0});
    QVERIFY(small && glm::length(glm::dvec3((*small)[3]) - glm::dvec3(-0.8, 0, 0)) < 0.02);
    QVERIFY(!boxAround(scene::GaussianScene{}, {}, 0, {0, -1, 0}));
    const auto up = groundNormal({0, 0, 0}, {1, 0, 0}, {0, 0, 1}, {0.2, -3, 0.2});
    QVERIFY(up && glm::length(*up - glm::dvec3(0, -1, 0)) < 1e-12);
    QVERIFY(!groundNormal({0, 0, 0}, {1, 0, 0}, {2, 0, 0}, {0, 1, 0}));
    Camera camera{{{200, 100}, 100, 100, 100, 50}, glm::dmat4(1.0)};
    QCOMPARE(*alongAxis(camera, {150, 50}, {0, 0, 4}, {1, 0, 0}), 2.0);
    QVERIFY(!alongAxis(camera, {100, 50}, {0, 0, 4}, {0, 0, 1}));
    QVERIFY(!onPlane(camera, {100, 50}, {0, 0, -4}, {0, 0, 1}));  // behind
    QVERIFY(!pixelOf(camera, {0, 0, -1}));
    renderer::OverlayContent content;
    addSegment(content, camera, {0, 0, -2}, {0, 1, 2}, {}, 1);  // cut at the camera
    QCOMPARE(content.shapes.size(), size_t{1});
    addSegment(content, camera, {0, 0, -2}, {0, 1, -1}, {}, 1);  // behind
    QCOMPARE(content.shapes.size(), size_t{1});
  }
};

QTEST_MAIN(ToolsTest)
#include "tools_test.moc"
