// The renderer against the reference rasteriser.
#include <QtTest>

#include "tests/renderer/picture_comparison.h"
#include "tests/renderer/random_scene.h"
#include "tests/renderer/validated_renderer_test.h"

namespace fsm::renderer {

class ParityTest : public ValidatedRendererTest {
  Q_OBJECT

 private slots:
  void randomScenes_data();
  void randomScenes();
  void worldAndSecondsAreMapped();
  void manyOnOneTile();
  void workgroupsOfGraphicsCards();
  void theSameBytesTwice();
  void partsAreDrawnAsTheyCome();
};

void ParityTest::randomScenes_data() {
  QTest::addColumn<int>("degree");
  QTest::addColumn<int>("harmonics");
  QTest::addColumn<bool>("isStatic");
  QTest::addColumn<bool>("official");
  QTest::addColumn<int>("width");
  QTest::addColumn<int>("height");
  QTest::addColumn<float>("largestLogScale");
  QTest::newRow("4D") << 0 << 0 << false << false << 160 << 120 << -2.0f;
  QTest::newRow("4D, official settings") << 0 << 0 << false << true << 160 << 120 << -2.0f;
  QTest::newRow("4D, degree 2, harmonics") << 2 << 2 << false << false << 97 << 61 << -2.0f;
  QTest::newRow("static") << 0 << 0 << true << false << 160 << 120 << -2.0f;
  QTest::newRow("static, degree 3, official settings") << 3 << 0 << true << true << 97 << 61 << -2.0f;
  QTest::newRow("static, degree 1") << 1 << 0 << true << false << 33 << 200 << -2.0f;
  QTest::newRow("large ones") << 0 << 0 << true << false << 320 << 200 << 0.5f;
  QTest::newRow("one pixel") << 0 << 0 << false << false << 1 << 1 << -2.0f;
}

void ParityTest::randomScenes() {
  QFETCH(int, degree);
  QFETCH(int, harmonics);
  QFETCH(bool, isStatic);
  QFETCH(bool, official);
  QFETCH(int, width);
  QFETCH(int, height);
  QFETCH(float, largestLogScale);
  RandomSceneKind kind{.isStatic = isStatic, .shDegree = degree, .timeHarmonics = harmonics, .largestLogScale = largestLogScale};
  const scene::GaussianScene scene = randomScene(kind);
  renderer().setScene(scene);
  for (const double time : {-0.3, 0.8}) {
    FrameRequest request = requestOf(width, height, time);
    request.overBackground = time < 0;
    if (official) request.settings = scene::RasterSettings::official();
    const Picture picture = renderer().render(request);
    const PictureDifference difference = compare(picture, referencePicture(scene, request));
    qInfo("%s", difference.text().c_str());
    QCOMPARE(breach(difference), std::string());
  }
}

void ParityTest::worldAndSecondsAreMapped() {
  scene::GaussianScene scene = randomScene({});
  scene.frame.scale = 0.25;
  scene.frame.timeCentre = 7;
  scene.frame.timeHalfRange = 3;
  scene.frame.frame_from_world[3] = glm::dvec4(0.4, -0.2, 1, 1);
  FrameRequest request = requestOf(120, 80, 8);
  request.view.camera.world_from_camera[3] = glm::dvec4(-0.3, 0.1, -1, 1);
  renderer().setScene(scene);
  const PictureDifference difference = compare(renderer().render(request), referencePicture(scene, request));
  QCOMPARE(breach(difference), std::string());
}

void ParityTest::manyOnOneTile() {
  // More than a software device blends at once.
  scene::GaussianScene scene = randomScene({.count = 60000, .isStatic = true});
  for (int64_t i = 0; i < scene.gaussians.count(); ++i) {
    scene.gaussians.position[3 * i] *= 0.001f;
    scene.gaussians.position[3 * i + 1] *= 0.001f;
    scene.gaussians.opacityLogit[i] = -5.3f;
  }
  FrameRequest request = requestOf(16, 16);
  request.settings.alphaMin = 0.001f;
  request.settings.transmittanceStop = 0;
  renderer().setScene(scene);
  const PictureDifference difference = compare(renderer().render(request), referencePicture(scene, request));
  QCOMPARE(breach(difference), std::string());
}

void ParityTest::workgroupsOfGraphicsCards() {
  // Several subgroups in a workgroup, lists through shared memory, tiles of 16x16.
  Renderer card({.validation = true, .cardTuning = true});
  for (const bool official : {false, true}) {
    const scene::GaussianScene scene = randomScene({.count = 20000, .largestLogScale = -1.0f});
    FrameRequest request = requestOf(333, 201, 0.2);
    if (official) request.settings = scene::RasterSettings::official();
    card.setScene(scene);
    const Picture picture = card.render(request);
    QCOMPARE(breach(compare(picture, referencePicture(scene, request))), std::string());
    QVERIFY(picture.rgba == card.render(request).rgba);
  }
  for (const std::string& message : card.validationMessages()) qWarning("%s", message.c_str());
  QVERIFY(card.validationMessages().empty());
}

void ParityTest::theSameBytesTwice() {
  renderer().setScene(randomScene({.count = 20000}));
  const FrameRequest request = requestOf(200, 150, 0.1);
  const Picture first = renderer().render(request);
  // Two in flight, one read out of order.
  const Ticket a = renderer().draw(request), b = renderer().draw(request);
  const Picture third = renderer().read(b), second = renderer().read(a);
  QVERIFY(first.rgba == second.rgba && first.depth == second.depth && first.medianDepth == second.medianDepth);
  QVERIFY(first.rgba == third.rgba);
}

void ParityTest::partsAreDrawnAsTheyCome() {
  const scene::GaussianScene scene = randomScene({.count = 3000});
  std::vector<int64_t> head, tail;
  for (int64_t i = 0; i < 3000; ++i) (i < 1000 ? head : tail).push_back(i);
  const FrameRequest request = requestOf(100, 80);
  renderer().beginScene(scene);
  renderer().addGaussians(scene.gaussians.subset(head));
  scene::GaussianScene part = scene;
  part.gaussians = scene.gaussians.subset(head);
  QCOMPARE(breach(compare(renderer().render(request), referencePicture(part, request))), std::string());
  renderer().addGaussians(scene.gaussians.subset(tail));
  QCOMPARE(renderer().gaussianCount(), uint64_t(3000));
  QCOMPARE(breach(compare(renderer().render(request), referencePicture(scene, request))), std::string());
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::ParityTest)
#include "parity_test.moc"
