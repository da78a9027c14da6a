// Odd scenes, requests and devices: right pictures or clear errors.
#include <QtTest>
#include <cmath>
#include <functional>
#include <limits>

#include "tests/renderer/picture_comparison.h"
#include "tests/renderer/random_scene.h"
#include "tests/renderer/validated_renderer_test.h"

namespace fsm::renderer {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN(), kInfinity = std::numeric_limits<float>::infinity();

ErrorCode codeOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::cancelled;  // which the renderer never throws
}

/// Each covers the whole picture.
scene::GaussianScene curtains(int64_t count) {
  scene::GaussianScene scene = randomScene({.count = count, .isStatic = true});
  for (int64_t i = 0; i < count; ++i) {
    for (int c = 0; c < 3; ++c) scene.gaussians.logScale[3 * i + c] = 2;
    scene.gaussians.position[3 * i + 2] = 3 + 0.001f * static_cast<float>(i);
    scene.gaussians.opacityLogit[i] = -4;
  }
  return scene;
}

}  // namespace

class RobustnessTest : public ValidatedRendererTest {
  Q_OBJECT

 private slots:
  void nothingToSee();
  void unusualNumbers_data();
  void unusualNumbers();
  void hugeAndTinyOnes();
  void requestsThatCannotBe();
  void pairsFindRoom();
  void littleMemoryDrawsRegions();
  void tooLittleMemoryIsTold();
  void aLostDeviceIsMadeAnew();
  void shortLivesAreNotTouched();
  void aSmallerAlphaMinDrawsEverything();
  void marksStandOut();
  void theNextSceneWaitsUntilItIsShown();
  void ticketsAreReadOnce();

 private:
  void expectParity(const scene::GaussianScene& scene, const FrameRequest& request) {
    renderer().setScene(scene);
    const std::string fault = breach(compare(renderer().render(request), referencePicture(scene, request)));
    QVERIFY2(fault.empty(), fault.c_str());
  }
};

void RobustnessTest::nothingToSee() {
  FrameRequest request = requestOf(37, 21);
  request.settings.background = {0.25f, 0.5f, 0.75f};
  scene::GaussianScene empty, behind = randomScene({.count = 300}), past = randomScene({.count = 300});
  for (int64_t i = 0; i < 300; ++i) behind.gaussians.position[3 * i + 2] = -5;
  for (int64_t i = 0; i < 300; ++i) past.gaussians.time[i] = -90;
  for (const auto& scene : {empty, behind, past}) {
    renderer().setScene(scene);
    const Picture picture = renderer().render(request);
    for (size_t i = 0; i < picture.rgba.size(); i += 4) {
      QCOMPARE(picture.rgba[i], 0.25f);
      QCOMPARE(picture.rgba[i + 1], 0.5f);
      QCOMPARE(picture.rgba[i + 2], 0.75f);
      QCOMPARE(picture.rgba[i + 3], 0.0f);
      QCOMPARE(picture.depth[i / 4], 0.0f);
    }
  }
}

void RobustnessTest::unusualNumbers_data() {
  QTest::addColumn<bool>("isStatic");
  QTest::newRow("4D") << false;
  QTest::newRow("static") << true;
}

void RobustnessTest::unusualNumbers() {
  QFETCH(bool, isStatic);
  scene::GaussianScene scene = randomScene({.count = 1200, .isStatic = isStatic, .shDegree = 1});
  scene::Gaussians4D& g = scene.gaussians;
  std::vector<std::vector<float>*> arrays{&g.position, &g.logScale, &g.rotation, &g.opacityLogit, &g.sh};
  if (!isStatic) arrays.insert(arrays.end(), {&g.time, &g.logScaleTime, &g.rotationRight});
  const float odd[] = {kNan, kInfinity, -kInfinity, 1e38f, -1e38f, 0.0f, 21.0f, -200.0f, 1e-40f};
  size_t turn = 0;
  for (int round = 0; round < 30; ++round) {
    for (std::vector<float>* array : arrays) {
      const float value = odd[++turn % std::size(odd)];
      // Colours beyond half floats are cut, which the reference does not do.
      const bool cut = array == &g.sh && std::isfinite(value);
      (*array)[(turn * 7919) % array->size()] = cut ? 50.0f : value;
    }
  }
  for (int c = 0; c < 4; ++c) g.rotation[4 * 17 + c] = 0;
  expectParity(scene, requestOf(90, 70, 0.1));
}

void RobustnessTest::hugeAndTinyOnes() {
  scene::GaussianScene scene = randomScene({.count = 400, .isStatic = true});
  for (int64_t i = 0; i < 400; ++i) {
    for (int c = 0; c < 3; ++c) scene.gaussians.logScale[3 * i + c] = static_cast<float>((i * 3 + c) % 41 - 20);
  }
  expectParity(scene, requestOf(120, 90));
}

void RobustnessTest::requestsThatCannotBe() {
  renderer().setScene(randomScene({.count = 10}));
  const auto refused = [&](const std::function<void(FrameRequest&)>& spoil) {
    FrameRequest request = requestOf(16, 16);
    spoil(request);
    return codeOf([&] { renderer().render(request); }) == ErrorCode::badInput;
  };
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.intrinsics.size.width = 0; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.intrinsics.size.height = -4; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.intrinsics.size.width = 1 << 20; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.intrinsics.fx = kNan; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.world_from_camera[3][0] = kNan; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.camera.world_from_camera[0][0] = 2; }));
  QVERIFY(refused([](FrameRequest& r) { r.view.time = kInfinity; }));
  QVERIFY(refused([](FrameRequest& r) { r.settings.alphaMax = 1; }));
  QVERIFY(refused([](FrameRequest& r) { r.settings.lowPass = kNan; }));
  scene::GaussianScene other;
  other.gaussians.shDegree = 2;
  renderer().beginScene(other);
  QCOMPARE(codeOf([&] { renderer().addGaussians(randomScene({.count = 3}).gaussians); }), ErrorCode::badInput);
}

void RobustnessTest::pairsFindRoom() {
  const scene::GaussianScene scene = curtains(150);
  Renderer fresh({.validation = true});
  fresh.setScene(scene);
  FrameStatistics statistics;
  const FrameRequest request = requestOf(400, 300);
  const Picture picture = fresh.read(fresh.draw(request), &statistics);
  QVERIFY(statistics.attempts > 1);
  QVERIFY(statistics.pairs > 65536);
  QCOMPARE(breach(compare(picture, referencePicture(scene, request))), std::string());
  fresh.read(fresh.draw(request), &statistics);
  QCOMPARE(statistics.attempts, 1);  // there is room now
  QVERIFY(fresh.validationMessages().empty());
}

void RobustnessTest::littleMemoryDrawsRegions() {
  const scene::GaussianScene scene = curtains(400);
  const FrameRequest request = requestOf(320, 240);
  Renderer small({.memoryLimit = 12 << 20, .validation = true});
  small.setScene(scene);
  FrameStatistics statistics;
  const Picture picture = small.read(small.draw(request), &statistics);
  QVERIFY(statistics.regions > 1);
  QVERIFY(small.memory().reserved <= 12 << 20);
  QCOMPARE(breach(compare(picture, referencePicture(scene, request))), std::string());
  QVERIFY(small.validationMessages().empty());
}

void RobustnessTest::tooLittleMemoryIsTold() {
  const scene::GaussianScene scene = randomScene({.count = 200000});
  Renderer small({.memoryLimit = 6 << 20, .validation = true});
  QCOMPARE(codeOf([&] { small.setScene(scene); }), ErrorCode::outOfMemory);
  QCOMPARE(codeOf([&] {
             small.setScene(randomScene({.count = 10}));
             small.render(requestOf(2000, 2000));
           }),
           ErrorCode::outOfMemory);
  // It goes on with what fits.
  const FrameRequest request = requestOf(32, 32);
  QCOMPARE(breach(compare(small.render(request), referencePicture(randomScene({.count = 10}), request))), std::string());
  QVERIFY(small.validationMessages().empty());
}

void RobustnessTest::aLostDeviceIsMadeAnew() {
  const scene::GaussianScene scene = randomScene({.count = 500});
  const FrameRequest request = requestOf(64, 48);
  Picture before;
  {
    Renderer first({.validation = true});
    first.setScene(scene);
    before = first.render(request);
    const Ticket flying = first.draw(request);
    first.loseDevice();
    QCOMPARE(codeOf([&] { first.draw(request); }), ErrorCode::deviceLost);
    QCOMPARE(codeOf([&] { first.read(flying); }), ErrorCode::deviceLost);
    QCOMPARE(codeOf([&] { first.setScene(scene); }), ErrorCode::deviceLost);
    QVERIFY(first.validationMessages().empty());
  }
  Renderer second({.validation = true});
  second.setScene(scene);
  QVERIFY(second.render(request).rgba == before.rgba);
}

void RobustnessTest::shortLivesAreNotTouched() {
  scene::GaussianScene scene = randomScene({.count = 40000, .largestLogScale = -3.5f});
  for (float& logScale : scene.gaussians.logScaleTime) logScale -= 3;
  renderer().setScene(scene);
  for (const double time : {-0.9, 0.0, 0.55}) {
    FrameStatistics statistics;
    const FrameRequest request = requestOf(120, 90, time);
    const Picture picture = renderer().read(renderer().draw(request), &statistics);
    QVERIFY2(statistics.candidates < 20000, std::to_string(statistics.candidates).c_str());
    QVERIFY(statistics.visible > 0);
    QCOMPARE(breach(compare(picture, referencePicture(scene, request))), std::string());
  }
}

void RobustnessTest::aSmallerAlphaMinDrawsEverything() {
  scene::GaussianScene scene = randomScene({.count = 3000});
  for (float& logScale : scene.gaussians.logScaleTime) logScale -= 2;
  FrameRequest request = requestOf(100, 70, 0.3);
  request.settings.alphaMin = 1e-6f;
  expectParity(scene, request);
  request.settings.alphaMin = 0;
  expectParity(scene, request);
}

/// As if the marked ones had been stored in their colour; they are counted as they were added, in parts, broken ones too.
void RobustnessTest::marksStandOut() {
  constexpr float kHarmonic = 0.28209479f;
  for (const bool isStatic : {true, false}) {
    const scene::GaussianScene scene = [&] {
      scene::GaussianScene made = randomScene({.count = 900, .isStatic = isStatic, .seed = 5});
      made.gaussians.position[3 * 7] = kNan;
      return made;
    }();
    std::vector<int64_t> marked, first, second;
    for (int64_t i = 0; i < 900; ++i) (i < 400 ? first : second).push_back(i);
    scene::GaussianScene coloured = scene;
    for (int64_t i = 3; i < 900; i += 4) {
      marked.push_back(i);
      float* sh = coloured.gaussians.sh.data() + 3 * i;
      const auto colour = [&](int c) { return std::max(0.5f + kHarmonic * sh[c], 0.0f); };
      const float brightness = 0.35f + 0.65f * (0.299f * colour(0) + 0.587f * colour(1) + 0.114f * colour(2));
      const glm::vec3 shown = brightness * glm::vec3(1, 0.55f, 0.05f);
      for (int c = 0; c < 3; ++c) sh[c] = (shown[c] - 0.5f) / kHarmonic;
    }
    const FrameRequest request = requestOf(96, 64);
    renderer().beginScene(scene);
    renderer().addGaussians(scene.gaussians.subset(first));
    renderer().addGaussians(scene.gaussians.subset(second));
    const Picture plain = renderer().render(request);
    renderer().markGaussians(marked);
    const std::string fault = breach(compare(renderer().render(request), referencePicture(coloured, request)));
    QVERIFY2(fault.empty(), fault.c_str());
    renderer().markGaussians({});
    QVERIFY(renderer().render(request).rgba == plain.rgba);
    renderer().markGaussians(std::vector<int64_t>{-1, 900});  // no such ones
    QVERIFY(renderer().render(request).rgba == plain.rgba);
  }
}

void RobustnessTest::theNextSceneWaitsUntilItIsShown() {
  const scene::GaussianScene before = randomScene({.count = 500}), after = randomScene({.count = 700, .seed = 2});
  const FrameRequest request = requestOf(96, 64);
  renderer().setScene(after);
  const auto wanted = renderer().render(request).rgba;
  renderer().setScene(before);
  const auto old = renderer().render(request).rgba;
  QVERIFY(old != wanted);
  renderer().beginNextScene(after);
  renderer().addGaussians(after.gaussians);
  QVERIFY(renderer().render(request).rgba == old);
  QCOMPARE(renderer().gaussianCount(), uint64_t{500});
  renderer().showNextScene();
  QVERIFY(renderer().render(request).rgba == wanted);
  // One that is set meanwhile takes its place.
  renderer().beginNextScene(before);
  renderer().addGaussians(before.gaussians);
  renderer().setScene(after);
  renderer().showNextScene();
  QVERIFY(renderer().render(request).rgba == wanted);
}

void RobustnessTest::ticketsAreReadOnce() {
  renderer().setScene(randomScene({.count = 100}));
  const Ticket ticket = renderer().draw(requestOf(20, 20));
  while (!renderer().ready(ticket)) QTest::qWait(1);
  renderer().read(ticket);
  QCOMPARE(codeOf([&] { renderer().read(ticket); }), ErrorCode::internal);
  // Many in flight, dropped and read in any order.
  std::vector<Ticket> tickets;
  tickets.reserve(7);
  for (int i = 0; i < 7; ++i) tickets.push_back(renderer().draw(requestOf(20 + i, 20)));
  renderer().drop(tickets[3]);
  QCOMPARE(renderer().read(tickets[6]).size.width, 26);
  QCOMPARE(renderer().read(tickets[0]).size.width, 20);
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::RobustnessTest)
#include "robustness_test.moc"
