// The renderer against what the official rasteriser drew, and on files of other programs against the reference.
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <glm/gtc/matrix_transform.hpp>

#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/renderer/float_tensors.h"
#include "tests/renderer/picture_comparison.h"
#include "tests/renderer/validated_renderer_test.h"

namespace fsm::renderer {
namespace {

std::filesystem::path dataFolder() {
  const char* folder = std::getenv("FSM_DATA");
  return folder ? folder : FSM_DEFAULT_DATA;
}

scene::GaussianScene sceneOf(const FloatTensors& file) {
  scene::GaussianScene scene;
  scene::Gaussians4D& g = scene.gaussians;
  g.shDegree = static_cast<int>(std::lround(std::sqrt(static_cast<double>(file.shape("gaussians.features").at(1))))) - 1;
  g.position = file.values("gaussians.xyz");
  g.logScale = file.values("gaussians.scaling");
  g.rotation = file.values("gaussians.rotation");
  g.opacityLogit = file.values("gaussians.opacity");
  g.sh = file.values("gaussians.features");
  g.time = file.values("gaussians.t");
  g.logScaleTime = file.values("gaussians.scaling_t");
  g.rotationRight = file.values("gaussians.rotation_r");
  scene.settings = scene::RasterSettings::official();
  return scene;
}

FrameRequest requestOf(const FloatTensors& file, size_t view) {
  FrameRequest request;
  const auto shape = file.shape("out.rendering");
  const auto lens = file.values("fxfycxcy"), pose = file.values("c2w");
  request.view.camera.intrinsics = {{static_cast<int>(shape.at(3)), static_cast<int>(shape.at(2))},
                                    lens.at(4 * view),
                                    lens.at(4 * view + 1),
                                    lens.at(4 * view + 2),
                                    lens.at(4 * view + 3)};
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) {
      request.view.camera.world_from_camera[column][row] = pose.at(16 * view + static_cast<size_t>(4 * row + column));
    }
  }
  request.view.time = file.values("time").at(view);
  request.settings = scene::RasterSettings::official();
  return request;
}

/// Channels after each other become pixels.
Picture expectedOf(const FloatTensors& file, size_t view, ImageSize size) {
  const auto colour = file.values("out.rendering"), alpha = file.values("out.alpha");
  const size_t pixels = static_cast<size_t>(size.width) * static_cast<size_t>(size.height);
  Picture picture;
  picture.size = size;
  for (size_t i = 0; i < pixels; ++i) {
    for (size_t c = 0; c < 3; ++c) picture.rgba.push_back(colour.at((3 * view + c) * pixels + i));
    picture.rgba.push_back(alpha.at(view * pixels + i));
  }
  return picture;
}

/// Looks at the middle of the Gaussians from outside.
FrameRequest viewOfAll(const scene::GaussianScene& scene) {
  const auto& p = scene.gaussians.position;
  glm::dvec3 mean(0), squares(0);
  const double n = static_cast<double>(scene.gaussians.count());
  for (size_t i = 0; i < p.size(); i += 3) mean += glm::dvec3(p[i], p[i + 1], p[i + 2]) / n;
  for (size_t i = 0; i < p.size(); i += 3) {
    const glm::dvec3 d = glm::dvec3(p[i], p[i + 1], p[i + 2]) - mean;
    squares += d * d / n;
  }
  const double radius = std::sqrt(squares.x + squares.y + squares.z) + 0.1;
  FrameRequest request;
  request.view.camera.intrinsics = {{160, 120}, 150, 150, 80, 60};
  request.view.camera.world_from_camera[3] = glm::dvec4(mean - glm::dvec3(0, 0, 2.5 * radius), 1);
  request.depth = true;
  return request;
}

}  // namespace

class FixturesTest : public ValidatedRendererTest {
  Q_OBJECT

 private slots:
  void officialRasteriser_data();
  void officialRasteriser();
  void filesOfOtherPrograms_data();
  void filesOfOtherPrograms();
};

void FixturesTest::officialRasteriser_data() {
  QTest::addColumn<QString>("name");
  QTest::newRow("degree 0") << "raster4d_sh0.safetensors";
  QTest::newRow("degree 2") << "raster4d_sh2.safetensors";
}

void FixturesTest::officialRasteriser() {
  QFETCH(QString, name);
  const auto path = dataFolder() / "parity" / name.toStdString();
  if (!std::filesystem::exists(path)) QSKIP("no fixtures: set FSM_DATA to the folder that has parity/");
  const FloatTensors file(path);
  renderer().setScene(sceneOf(file));
  for (size_t view = 0; view < static_cast<size_t>(file.shape("c2w").at(0)); ++view) {
    const FrameRequest request = requestOf(file, view);
    const Picture expected = expectedOf(file, view, request.view.camera.intrinsics.size);
    const PictureDifference difference = compare(renderer().render(request), expected);
    qInfo("%s", difference.text().c_str());
    QVERIFY2(breach(difference).empty(), difference.text().c_str());
  }
}

void FixturesTest::filesOfOtherPrograms_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"biker.spz", "guitar.compressed.ply", "splat-transform_minimal.splat", "splatapult_test.ply"}) {
    QTest::newRow(name) << name;
  }
}

void FixturesTest::filesOfOtherPrograms() {
  QFETCH(QString, name);
  const auto path = dataFolder() / "splats" / name.toStdString();
  if (!std::filesystem::exists(path)) QSKIP("no splat files: set FSM_DATA to the folder that has splats/");
  const scene::GaussianScene scene = scene::readSplatFile(path);
  renderer().setScene(scene);
  for (const bool official : {false, true}) {
    FrameRequest request = viewOfAll(scene);
    if (official) request.settings = scene::RasterSettings::official();
    const PictureDifference difference = compare(renderer().render(request), referencePicture(scene, request));
    qInfo("%s", difference.text().c_str());
    QVERIFY2(breach(difference).empty(), difference.text().c_str());
  }
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::FixturesTest)
#include "fixtures_test.moc"
