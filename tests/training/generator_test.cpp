// The scene generator: reproducible scenes, sane pixels, targets that are not inputs, and geometry that agrees with the pictures.
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <limits>

#include "reconstruction/core/error.h"
#include "training/data/generator.h"
#include "training/data/ray_cast.h"

using namespace fsm;
using namespace fsm::training;

namespace {

std::shared_ptr<const TextureAtlas> atlas() {
  static const auto shared = std::make_shared<const TextureAtlas>(std::filesystem::path(), 3, 24);
  return shared;
}

SceneOptions smallOptions() {
  SceneOptions options;
  options.inputs = 6;
  options.targets = 3;
  options.size = {48, 27};
  options.samplesPerAxis = 1;
  return options;
}

struct Pixels {
  std::vector<float> rgb, depth, flow;
};

Pixels rendered(const SceneGenerator& generator, const SceneGenerator::Scenes& scenes) {
  const SceneBatch& b = generator.batch(scenes);
  const size_t area = static_cast<size_t>(b.samples) * b.views * b.size.width * b.size.height;
  Pixels p{std::vector<float>(area * 3, -1.0f), std::vector<float>(area, -1.0f), std::vector<float>(area * 2, -1.0f)};
  generator.render(scenes, {p.rgb.data(), p.depth.data(), p.flow.data()}, nullptr);
  return p;
}

Camera cameraOf(const SceneBatch& b, int image) {
  std::array<double, 16> rows{};
  for (int i = 0; i < 16; ++i) rows[i] = b.worldFromCamera[static_cast<size_t>(image) * 16 + i];
  const float* k = b.intrinsics.data() + static_cast<size_t>(image) * 4;
  return {{b.size, k[0], k[1], k[2], k[3]}, fromRowMajor(rows)};
}

glm::dvec3 unprojected(const Camera& camera, double x, double y, double distance) {
  const Intrinsics& k = camera.intrinsics;
  const glm::dvec3 ray = glm::normalize(glm::dvec3((x - k.cx) / k.fx, (y - k.cy) / k.fy, 1));
  return glm::dvec3(camera.world_from_camera * glm::dvec4(ray * distance, 1));
}

}  // namespace

class GeneratorTest : public QObject {
  Q_OBJECT

 private slots:
  void sameSeedSameScenes() {
    const SceneGenerator one(atlas(), -1), two(atlas(), -1);
    const auto a = one.draw(11, 5, smallOptions()), b = two.draw(11, 5, smallOptions()), c = one.draw(12, 5, smallOptions());
    QCOMPARE(one.batch(*a).worldFromCamera, two.batch(*b).worldFromCamera);
    QCOMPARE(one.batch(*a).time, two.batch(*b).time);
    QVERIFY(one.batch(*a).worldFromCamera != one.batch(*c).worldFromCamera);
    const Pixels p = rendered(one, *a), q = rendered(two, *b);
    QCOMPARE(p.rgb, q.rgb);
    QCOMPARE(p.depth, q.depth);
  }

  void aSceneDoesNotDependOnItsBatch() {
    const SceneGenerator generator(atlas(), -1);
    const auto few = generator.draw(4, 2, smallOptions()), many = generator.draw(4, 7, smallOptions());
    const SceneBatch &a = generator.batch(*few), &b = generator.batch(*many);
    QVERIFY(std::equal(a.worldFromCamera.begin(), a.worldFromCamera.end(), b.worldFromCamera.begin()));
  }

  void valuesAreSane() {
    const SceneGenerator generator(atlas(), -1);
    const auto scenes = generator.draw(5, 24, smallOptions());
    const SceneBatch& b = generator.batch(*scenes);
    const Pixels p = rendered(generator, *scenes);
    for (const float v : p.rgb) QVERIFY(v >= 0.0f && v <= 1.0f);
    for (const float d : p.depth) QVERIFY(std::isfinite(d) && d > 0);
    for (int image = 0; image < b.samples * b.views; ++image) QVERIFY(isRigid(cameraOf(b, image).world_from_camera));
    for (const float t : b.time) QVERIFY(t >= -1 && t <= 1);
  }

  void inputsAreSortedAndTargetsAreNotInputs() {
    const SceneGenerator generator(atlas(), -1);
    SceneOptions options = smallOptions();
    options.inputs = 16;
    options.targets = 6;
    const auto scenes = generator.draw(6, 64, options);
    const SceneBatch& b = generator.batch(*scenes);
    for (int s = 0; s < b.samples; ++s) {
      const int first = s * b.views;
      for (int i = 1; i < b.inputs; ++i) QVERIFY(b.time[first + i] >= b.time[first + i - 1]);
      for (int t = b.inputs; t < b.views; ++t) {
        for (int i = 0; i < b.inputs; ++i) {
          const Camera camera = cameraOf(b, first + t), input = cameraOf(b, first + i);
          const bool sameTime = std::abs(b.time[first + t] - b.time[first + i]) < 1e-3f;
          const double moved = glm::length(glm::dvec3(camera.world_from_camera[3] - input.world_from_camera[3]));
          QVERIFY2(!sameTime || moved > 1e-4, "a target has the camera and the time of an input");
        }
      }
    }
  }

  void allRigsAndAMeaningfulDepthAppear() {
    const SceneGenerator generator(atlas(), -1);
    const auto scenes = generator.draw(9, 64, smallOptions());
    std::array<int, 3> kinds{};
    for (const RigKind rig : generator.batch(*scenes).rig) ++kinds[static_cast<int>(rig)];
    QVERIFY(kinds[0] > kinds[1] && kinds[1] > 0 && kinds[2] > 0);
    // No picture is a surface right in front of the lens, and no two samples look alike.
    const Pixels p = rendered(generator, *scenes);
    const size_t area = 48 * 27, images = p.depth.size() / area;
    size_t blocked = 0;
    for (size_t i = 0; i < images; ++i) {
      std::vector<float> d(p.depth.begin() + i * area, p.depth.begin() + (i + 1) * area);
      std::nth_element(d.begin(), d.begin() + area / 2, d.end());
      blocked += d[area / 2] < 0.12f;
    }
    QVERIFY2(blocked * 50 < images, qPrintable(QString("%1 of %2 views are blocked").arg(blocked).arg(images)));
  }

  void depthAgreesWithThePictures() {
    // A still scene: what one view sees at a distance must have the same colour and the right distance in another that sees it.
    const SceneGenerator generator(atlas(), -1);
    SceneOptions options = smallOptions();
    options.photometry = options.motionBlur = false;
    options.size = {96, 54};
    options.samplesPerAxis = 2;
    const auto scenes = generator.draw(21, 12, options);
    const SceneBatch& b = generator.batch(*scenes);
    const size_t area = 96 * 54;
    const Pixels p = rendered(generator, *scenes);
    int compared = 0, alike = 0;
    for (int s = 0; s < b.samples; ++s) {
      // Freezing time makes any scene a still one.
      std::vector<View> views;
      views.reserve(2);
      for (int v = 0; v < 2; ++v)
        views.push_back({cameraOf(b, s * b.views + (v == 0 ? 0 : b.inputs - 1)), b.time[static_cast<size_t>(s) * b.views]});
      const auto frozen = generator.renderViews(*scenes, s, views);
      const float* depth = p.depth.data() + static_cast<size_t>(s) * b.views * area;
      for (int y = 2; y < 52; y += 3) {
        for (int x = 2; x < 94; x += 3) {
          const glm::dvec3 world = unprojected(views[0].camera, x + 0.5, y + 0.5, depth[y * 96 + x]);
          const glm::dvec3 seen = project(views[1].camera, world);
          const int u = static_cast<int>(seen.x), v = static_cast<int>(seen.y);
          if (seen.z <= 0 || seen.x < 1 || seen.y < 1 || u >= 95 || v >= 53) continue;
          double least = 9;
          for (int n = 0; n < 9; ++n) {
            double difference = 0;
            for (int c = 0; c < 3; ++c)
              difference += std::abs(frozen[0].at(x, y)[c] - frozen[1].at(u + n % 3 - 1, v + n / 3 - 1)[c]);
            least = std::min(least, difference);
          }
          ++compared;
          alike += least < 0.25;
        }
      }
    }
    QVERIFY(compared > 500);
    QVERIFY2(alike > 0.75 * compared, qPrintable(QString("%1 of %2 points look alike").arg(alike).arg(compared)));
  }

  void flowAgreesWithDepth() {
    // Where nothing moves, flow is depth seen from the next camera. Moving figures are a minority of pixels.
    const SceneGenerator generator(atlas(), -1);
    SceneOptions options = smallOptions();
    options.motionBlur = false;
    const auto scenes = generator.draw(31, 24, options);
    const SceneBatch& b = generator.batch(*scenes);
    const Pixels p = rendered(generator, *scenes);
    const int w = b.size.width, h = b.size.height;
    const size_t area = static_cast<size_t>(w) * h;
    int finite = 0, agree = 0;
    for (int s = 0; s < b.samples; ++s) {
      for (int i = 0; i + 1 < b.inputs; ++i) {
        const int image = s * b.views + i;
        const Camera here = cameraOf(b, image), next = cameraOf(b, image + 1);
        for (size_t k = 0; k < area; k += 7) {
          const size_t column = k % w, row = k / w;
          const double x = static_cast<double>(column) + 0.5, y = static_cast<double>(row) + 0.5;
          const float dx = p.flow[(static_cast<size_t>(image) * 2) * area + k],
                      dy = p.flow[(static_cast<size_t>(image) * 2 + 1) * area + k];
          const glm::dvec3 seen = project(next, unprojected(here, x, y, p.depth[static_cast<size_t>(image) * area + k]));
          QCOMPARE(std::isnan(dx), std::isnan(dy));
          if (std::isnan(dx)) continue;
          ++finite;
          agree += std::hypot(seen.x - x - dx, seen.y - y - dy) < 0.05;
        }
      }
      const int last = s * b.views + b.inputs - 1;
      QVERIFY(std::isnan(p.flow[static_cast<size_t>(last) * 2 * area]));  // no input follows the last
    }
    QVERIFY(finite > 1000);
    QVERIFY2(agree > 0.7 * finite, qPrintable(QString("%1 of %2").arg(agree).arg(finite)));
  }

  void oddSizesAndCounts() {
    const SceneGenerator generator(atlas(), -1);
    for (const ImageSize size : {ImageSize{1, 1}, ImageSize{33, 17}, ImageSize{17, 65}}) {
      SceneOptions options;
      options.inputs = size.width == 1 ? 1 : 3;
      options.targets = size.width == 1 ? 0 : 2;
      options.size = size;
      options.samplesPerAxis = 3;
      const auto scenes = generator.draw(2, 3, options);
      for (const float v : rendered(generator, *scenes).rgb) QVERIFY(v >= 0.0f && v <= 1.0f);
    }
  }

  void densePathIsTheInputsPath() {
    const SceneGenerator generator(atlas(), -1);
    SceneOptions options = smallOptions();
    options.rigShares = {1, 0, 0};
    options.interpolateShare = 1;
    const auto scenes = generator.draw(8, 4, options);
    const SceneBatch& b = generator.batch(*scenes);
    const auto path = generator.densePath(*scenes, 1, 4001);
    QCOMPARE(path.size(), size_t{4001});
    QCOMPARE(path.front().time, -1.0);
    QCOMPARE(path.back().time, 1.0);
    for (int v = 0; v < b.views; ++v) {
      const int image = b.views + v, at = static_cast<int>(std::lround((b.time[image] + 1.0) * 2000));
      const glm::dvec3 off(path[at].camera.world_from_camera[3] - cameraOf(b, image).world_from_camera[3]);
      QVERIFY(glm::length(off) < 0.02);
    }
    const auto images = generator.renderViews(*scenes, 1, {path[0], path[2000]});
    QCOMPARE(images.size(), size_t{2});
    QVERIFY(images[0].size == options.size);
  }

  void refusesNonsense() {
    const SceneGenerator generator(atlas(), -1);
    SceneOptions options = smallOptions();
    QVERIFY_THROWS_EXCEPTION(Error, generator.draw(1, 0, options));
    options.size = {0, 5};
    QVERIFY_THROWS_EXCEPTION(Error, generator.draw(1, 1, options));
    options = smallOptions();
    options.rigShares = {0, 0, 0};
    QVERIFY_THROWS_EXCEPTION(Error, generator.draw(1, 1, options));
    options = smallOptions();
    options.rigShares[0] = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_THROWS_EXCEPTION(Error, generator.draw(1, 1, options));
    const auto scenes = generator.draw(1, 1, smallOptions());
    View view{cameraOf(generator.batch(*scenes), 0), 0};
    QVERIFY_THROWS_EXCEPTION(Error, generator.renderViews(*scenes, 1, {view}));
    view.time = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_THROWS_EXCEPTION(Error, generator.renderViews(*scenes, 0, {view}));
    QVERIFY_THROWS_EXCEPTION(Error, generator.densePath(*scenes, 0, 0));
    QVERIFY_THROWS_EXCEPTION(Error, TextureAtlas("/nowhere/at/all", 1, 8));
  }

  void shapesAreHitWhereTheyAre() {
    float entry, exit;
    intersect(Shape::sphere, {0, 0, -3}, {0, 0, 1}, entry, exit);
    QVERIFY(std::abs(entry - 2) < 1e-5f && std::abs(exit - 4) < 1e-5f);
    intersect(Shape::box, {0.5f, -5, 0}, {0, 2, 0}, entry, exit);
    QVERIFY(std::abs(entry - 2) < 1e-5f && std::abs(exit - 3) < 1e-5f);
    intersect(Shape::cylinder, {-2, 0, 0.5f}, {1, 0, 0}, entry, exit);
    QVERIFY(std::abs(entry - 1) < 1e-5f && std::abs(exit - 3) < 1e-5f);
    intersect(Shape::cone, {-2, 0, 0}, {1, 0, 0}, entry, exit);  // half-way up, the radius is a half
    QVERIFY(std::abs(entry - 1.5f) < 1e-4f && std::abs(exit - 2.5f) < 1e-4f);
    intersect(Shape::cone, {0.5f, 0, 3}, {0, 0, -1}, entry, exit);  // from above: the mantle at z = 0, then the base
    QVERIFY(std::abs(entry - 3) < 1e-4f && std::abs(exit - 4) < 1e-4f);
    intersect(Shape::cone, {0.5f, 0, -3}, {0, 0, 1}, entry, exit);
    QVERIFY(std::abs(entry - 2) < 1e-4f && std::abs(exit - 3) < 1e-4f);
    intersect(Shape::quad, {0.2f, 0.9f, 2}, {0, 0, -1}, entry, exit);
    QVERIFY(entry < exit && std::abs(entry - 2) < 1e-5f);
    intersect(Shape::quad, {0.2f, 1.1f, 2}, {0, 0, -1}, entry, exit);
    QVERIFY(entry >= exit);
  }
};

QTEST_GUILESS_MAIN(GeneratorTest)
#include "generator_test.moc"
