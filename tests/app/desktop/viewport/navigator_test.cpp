// Moving the camera by hand: what stays where it is, what may not happen, which button does what.
#include <QtTest>
#include <cmath>
#include <limits>
#include <set>

#include "app/desktop/viewport/navigator.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

constexpr ImageSize kSize{800, 600};

Camera cameraAt(const glm::dvec3& place) {
  Camera camera{{kSize, 700, 700, 400, 300}, glm::dmat4(1)};
  camera.world_from_camera[3] = glm::dvec4(place, 1);
  return camera;
}

/// Four units before a ball of radius 1 at the origin, level.
Navigator navigator() {
  Navigator n;
  n.setScene({glm::dvec3(0), 1});
  n.setCamera(cameraAt({0, 0, -4}));
  return n;
}

glm::dvec3 placeOf(const Navigator& n) { return glm::dvec3(n.camera().world_from_camera[3]); }
glm::dvec3 aheadOf(const Navigator& n) { return glm::dvec3(n.camera().world_from_camera[2]); }
bool near(const glm::dvec3& a, const glm::dvec3& b, double tolerance = 1e-9) { return glm::length(a - b) < tolerance; }

}  // namespace

class NavigatorTest : public QObject {
  Q_OBJECT

 private slots:
  void orbitKeepsDistanceAndPivot_data() {
    QTest::addColumn<bool>("trackball");
    QTest::newRow("turntable") << false;
    QTest::newRow("trackball") << true;
  }
  void orbitKeepsDistanceAndPivot() {
    QFETCH(bool, trackball);
    Navigator n = navigator();
    n.setStyle(trackball ? OrbitStyle::trackball : OrbitStyle::turntable);
    const glm::dvec3 pivot(0.3, -0.2, 0.5);
    n.setPivot(pivot);
    const double distance = glm::length(placeOf(n) - pivot);
    const glm::dvec3 pixel = project(n.camera(), pivot);
    for (int i = 0; i < 1000; ++i) n.drag(Motion::orbit, {400, 300}, {400 + 7 * std::sin(i), 300 + 5 * std::cos(0.7 * i)});
    n.drag(Motion::orbit, {400, 300}, {523, 260});
    QVERIFY(std::abs(glm::length(placeOf(n) - pivot) - distance) < 1e-9);
    QVERIFY(near(project(n.camera(), pivot), pixel, 1e-6));
    QVERIFY(isRigid(n.camera().world_from_camera));
    QVERIFY(!near(placeOf(n), {0, 0, -4}, 0.1));
  }

  void nearSideFollowsTheMouse() {
    Navigator n = navigator();
    const glm::dvec3 front(0, 0, -1);
    const glm::dvec3 before = project(n.camera(), front);
    n.drag(Motion::orbit, {400, 300}, {430, 320});
    const glm::dvec3 after = project(n.camera(), front);
    QVERIFY(after.x > before.x + 1 && after.y > before.y + 1);
    // Of a picture that is rolled (a phone held upright) too.
    Navigator rolled = navigator();
    rolled.setUp({1, 0, 0});
    rolled.drag(Motion::orbit, {400, 300}, {430, 300});
    QVERIFY(project(rolled.camera(), front).x > before.x + 1);
    QVERIFY(std::abs(project(rolled.camera(), front).y - before.y) < 0.5);
  }

  void turntableNeverPassesThePoles() {
    Navigator n = navigator();
    for (const double sign : {1.0, -1.0}) {
      for (int i = 0; i < 100; ++i) {
        n.drag(Motion::orbit, {400, 300}, {401, 300 + 50 * sign});
        QVERIFY(glm::dot(-glm::dvec3(n.camera().world_from_camera[1]), n.up()) >= -1e-9);  // never upside down
        QVERIFY(std::abs(glm::dot(aheadOf(n), n.up())) < 0.99999);
        QVERIFY(std::abs(n.roll()) < 1e-9);
      }
      QVERIFY(sign * glm::dot(aheadOf(n), n.up()) < -0.99);  // and as far as that
    }
  }

  void rollIsKeptAndLevelled() {
    Navigator n = navigator();
    n.drag(Motion::roll, {600, 300}, {580, 400});
    const double roll = n.roll();
    QVERIFY(std::abs(roll) > 0.3);
    n.drag(Motion::orbit, {400, 300}, {480, 330});
    QVERIFY(std::abs(n.roll() - roll) < 1e-9);
    const glm::dvec3 place = placeOf(n), ahead = aheadOf(n);
    n.level();
    QVERIFY(std::abs(n.roll()) < 1e-9);
    QVERIFY(near(placeOf(n), place) && near(aheadOf(n), ahead));
  }

  void panKeepsWhatIsGrabbedUnderTheMouse() {
    Navigator n = navigator();
    const glm::dvec3 grabbed(0.4, 0.1, -0.8);
    n.setPivot(grabbed);
    const glm::dvec3 from = project(n.camera(), grabbed);
    for (int i = 0; i < 10; ++i)
      n.drag(Motion::pan, {from.x + 9 * i, from.y - 4 * i}, {from.x + 9 * (i + 1), from.y - 4 * (i + 1)});
    const glm::dvec3 to = project(n.camera(), grabbed);
    QVERIFY(std::abs(to.x - from.x - 90) < 1e-6 && std::abs(to.y - from.y + 40) < 1e-6);
    QVERIFY(near(aheadOf(n), {0, 0, 1}));
  }

  void zoomGoesTowardsThePointUnderTheMouse() {
    Navigator n = navigator();
    const glm::dvec2 pixel(550, 220);
    const glm::dvec3 point = n.pointAt(pixel);
    const double before = glm::length(placeOf(n) - point);
    n.zoom(3, pixel);
    QVERIFY(glm::length(placeOf(n) - point) < 0.8 * before);
    const glm::dvec3 seen = project(n.camera(), point);
    QVERIFY(std::abs(seen.x - pixel.x) < 1e-6 && std::abs(seen.y - pixel.y) < 1e-6);
    n.zoom(-3, pixel);
    QVERIFY(near(placeOf(n), {0, 0, -4}, 1e-6));
  }

  void oneGetsThroughSurfacesAndNotToInfinity() {
    Navigator n = navigator();
    for (int i = 0; i < 2000; ++i) n.zoom(1, {400, 300});
    QVERIFY(placeOf(n).z > 0.5);  // past the middle of the scene, where the pivot was
    QVERIFY(near(glm::normalize(n.pivot() - placeOf(n)), aheadOf(n), 1e-6));
    for (int i = 0; i < 5000; ++i) n.zoom(-1, {400, 300});
    QVERIFY(std::isfinite(placeOf(n).z) && glm::length(placeOf(n)) < 1.1e4);
  }

  void flyIntegratesSpeed() {
    Navigator n = navigator();
    const double speed = n.flySpeed();
    QVERIFY(n.fly({.forward = 1}, 0.5));
    QVERIFY(near(placeOf(n), {0, 0, -4 + 0.5 * speed}));
    for (int i = 0; i < 50; ++i) n.fly({.right = 1}, 0.01);
    QVERIFY(near(placeOf(n), {0.5 * speed, 0, -4 + 0.5 * speed}));
    n.fly({.up = 1}, 1);
    QVERIFY(std::abs(placeOf(n).y + speed) < 1e-9);  // up is -y
    const glm::dvec3 before = placeOf(n);
    n.fly({.forward = 1, .right = 1, .pace = 4}, 0.25);  // two keys are not faster than one
    QVERIFY(std::abs(glm::length(placeOf(n) - before) - speed) < 1e-9);
    QVERIFY(!n.fly({}, 1) && !n.fly({.forward = 1}, 0) && !n.fly({.forward = 1}, std::nan("")));
    n.changeFlySpeed(2);
    QVERIFY(n.flySpeed() > 1.5 * speed);
    n.changeFlySpeed(-1000);
    QVERIFY(n.flySpeed() > 0);
  }

  void lookTurnsOnTheSpot() {
    Navigator n = navigator();
    n.drag(Motion::look, {400, 300}, {500, 300});
    QVERIFY(near(placeOf(n), {0, 0, -4}));
    QVERIFY(aheadOf(n).x > 0.1);  // to the right
  }

  void frameFillsThePicture() {
    Navigator n = navigator();
    n.frame({{5, 1, 2}, 0.5});
    QVERIFY(near(aheadOf(n), {0, 0, 1}));
    const glm::dvec3 centre = project(n.camera(), {5, 1, 2});
    QVERIFY(std::abs(centre.x - 400) < 1e-6 && std::abs(centre.y - 300) < 1e-6);
    const double radius = project(n.camera(), {5, 1.5, 2}).y - 300;
    QVERIFY(radius > 250 && radius < 300);
    n.frame({{std::nan(""), 0, 0}, 1});  // ignored
    QVERIFY(isRigid(n.camera().world_from_camera));
  }

  void sidesLookAlongTheAxes() {
    Navigator n = navigator();
    n.drag(Motion::orbit, {400, 300}, {500, 340});
    const double distance = glm::length(placeOf(n));
    n.lookAlong(AxisView::front, {0.2, 0.1, 0.9});
    QVERIFY(near(aheadOf(n), {0, 0, 1}, 1e-9) && near(placeOf(n), {0, 0, -distance}, 1e-9) && std::abs(n.roll()) < 1e-9);
    n.lookAlong(AxisView::right, {0.2, 0.1, 0.9});
    QVERIFY(near(aheadOf(n), {-1, 0, 0}, 1e-9));
    n.lookAlong(AxisView::top, {0.2, 0.1, 0.9});
    QVERIFY(near(aheadOf(n), {0, 1, 0}, 1e-9));
    QVERIFY(near(-glm::dvec3(n.camera().world_from_camera[1]), {0, 0, 1}, 1e-9));  // the far side is up
    // From the pole one can turn away again.
    n.drag(Motion::orbit, {400, 300}, {400, 200});
    QVERIFY(glm::dot(aheadOf(n), n.up()) > -0.95);
    QVERIFY(isRigid(n.camera().world_from_camera));
  }

  void nonsenseChangesNothing() {
    Navigator n = navigator();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    n.setUp({0, 0, 0});
    n.setUp({nan, 0, 1});
    n.setPivot({0, 0, -10});  // behind
    n.setPivot({nan, nan, nan});
    n.setScene({{nan, 0, 0}, 1});
    n.setScene({{0, 0, 0}, -1});
    QVERIFY(near(n.up(), {0, -1, 0}) && near(n.pivot(), {0, 0, 0}) && n.scene().radius == 1);
    n.drag(Motion::none, {0, 0}, {100, 100});
    QVERIFY(near(placeOf(n), {0, 0, -4}));
  }

  void presetsAreTables() {
    for (const NavigationPreset preset : kNavigationPresets) {
      std::set<std::pair<int, int>> seen;
      std::set<Motion> motions;
      for (const NavigationBinding& binding : bindingsOf(preset)) {
        QVERIFY2(seen.insert({int(binding.button), int(binding.modifiers)}).second, "a binding occurs twice");
        motions.insert(binding.motion);
      }
      QVERIFY(motions.contains(Motion::orbit) && motions.contains(Motion::pan) && motions.contains(Motion::dolly));
      QCOMPARE(navigationPreset(idOf(preset)), preset);
    }
    const auto motion = [](NavigationPreset preset, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
      const NavigationBinding* binding = bindingFor(preset, button, modifiers);
      return binding ? binding->motion : Motion::none;
    };
    QCOMPARE(motion(NavigationPreset::standard, Qt::LeftButton, Qt::NoModifier), Motion::orbit);
    QCOMPARE(motion(NavigationPreset::standard, Qt::LeftButton, Qt::ShiftModifier), Motion::pan);
    QCOMPARE(motion(NavigationPreset::standard, Qt::RightButton, Qt::NoModifier), Motion::dolly);
    QVERIFY(bindingFor(NavigationPreset::standard, Qt::RightButton, Qt::NoModifier)->flies);
    QCOMPARE(motion(NavigationPreset::blender, Qt::LeftButton, Qt::NoModifier), Motion::none);
    QCOMPARE(motion(NavigationPreset::blender, Qt::MiddleButton, Qt::ControlModifier), Motion::dolly);
    QCOMPARE(motion(NavigationPreset::maya, Qt::RightButton, Qt::AltModifier | Qt::KeypadModifier), Motion::dolly);
    QCOMPARE(navigationPreset("nonsense"), NavigationPreset::standard);
  }
};

QTEST_APPLESS_MAIN(NavigatorTest)
#include "navigator_test.moc"
