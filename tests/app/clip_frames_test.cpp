// The pictures of a clip: motion blur, supersampling and backgrounds against what they are defined as, computed here from plain
// pictures; what is written is what the preview shows; which requests are refused.
#include "app/jobs/clip_frames.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "app/jobs/clip_size.h"
#include "app/jobs/environment.h"
#include "app/jobs/render_job.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/srgb.h"
#include "reconstruction/media/video_reader.h"
#include "tests/app/tiny_scene.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::jobs;
using Kind = Background::Kind;

namespace {

constexpr ImageSize kSize{40, 24};
const glm::dvec3 kUp{0, -1, 0};

/// Two Gaussians that cross the picture in opposite directions, one of them half transparent.
scene::GaussianScene movingScene() {
  scene::GaussianScene out;
  scene::Gaussians4D& g = out.gaussians;
  g.resize(2, false);
  g.position = {-0.3f, 0, 0, 0.3f, 0.2f, 0.5f};
  g.logScale.assign(6, -1.8f);
  g.opacityLogit = {4, 0};
  g.sh = {1.2f, -0.5f, -1, -1, 0, 1.3f};
  g.time = {0, 0};
  g.logScaleTime = {0, 0};
  // Turns between space and time make them move.
  g.rotation = {0.9f, 0.4f, 0, 0, 0.9f, -0.4f, 0.1f, 0};
  g.rotationRight = {0.9f, -0.4f, 0, 0, 0.9f, 0.4f, 0.1f, 0};
  out.settings.background = {0.2f, 0.4f, 0.6f};
  return out;
}

/// A camera that moves to the right while the event plays.
View viewAt(double frame) {
  View view;
  view.camera.intrinsics = {kSize, 30, 30, 20, 12};
  view.camera.world_from_camera[3] = {0.3 * frame - 0.6, 0, -3, 1};
  view.time = -0.4 + 0.2 * frame;
  return view;
}

Clip movingClip(int frames = 5) {
  Clip clip;
  clip.size = kSize;
  clip.fps = 10;
  clip.between = viewAt;
  for (int i = 0; i < frames; ++i) clip.views.push_back(viewAt(i));
  return clip;
}

ClipQuality qualityOf(const MotionBlur& blur, int supersample, Kind background) {
  ClipQuality quality{blur, supersample, {}};
  quality.background.kind = background;
  return quality;
}

/// What one view shows, without any of what is tested here.
LayeredImage plain(FrameRenderer& renderer, const View& view) {
  LayeredImage out;
  Progress progress;
  renderer.render(
      {view}, [&](size_t, LayeredImage&& image) { out = std::move(image); }, progress);
  return out;
}

/// Premultiplied linear light of a pixel.
glm::dvec4 lightOf(const LayeredImage& image, int x, int y) {
  const float* p = image.at(x, y);
  const double alpha = p[3];
  if (alpha <= 0) return glm::dvec4(0);
  glm::dvec4 out(0, 0, 0, alpha);
  for (int c = 0; c < 3; ++c) out[c] = image.encoding == ColourEncoding::linear ? p[c] : linearFromSrgb(p[c] / alpha) * alpha;
  return out;
}

double worstDifference(const LayeredImage& image, const std::vector<glm::dvec4>& expected) {
  double worst = 0;
  for (int y = 0; y < kSize.height; ++y)
    for (int x = 0; x < kSize.width; ++x) {
      const glm::dvec4 d = glm::abs(lightOf(image, x, y) - expected[static_cast<size_t>(y) * kSize.width + x]);
      worst = std::max({worst, d.x, d.y, d.z, d.w});
    }
  return worst;
}

std::vector<glm::dvec4> lights(const LayeredImage& image) {
  std::vector<glm::dvec4> out;
  for (int y = 0; y < image.size.height; ++y)
    for (int x = 0; x < image.size.width; ++x) out.push_back(lightOf(image, x, y));
  return out;
}

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

/// Ahead red, right green, behind blue, left white; the upper half of it twice as bright.
Image panorama() {
  Image image({256, 128});
  for (int y = 0; y < 128; ++y)
    for (int x = 0; x < 256; ++x) {
      const int quarter = ((x + 32) / 64) % 4;  // behind, left, ahead, right
      const glm::vec3 colours[] = {{0, 0, 1}, {1, 1, 1}, {1, 0, 0}, {0, 1, 0}};
      for (int c = 0; c < 3; ++c) image.at(x, y)[c] = colours[quarter][c] * (y < 64 ? 1.0f : 0.5f);
    }
  return image;
}

/// A camera at the origin whose axes are these directions of the world.
Camera looking(const glm::dvec3& right, const glm::dvec3& down, const glm::dvec3& forward) {
  Camera camera;
  camera.intrinsics = {kSize, 30, 30, 20, 12};
  camera.world_from_camera = glm::dmat4(glm::dmat3(right, down, forward));
  return camera;
}

}  // namespace

class ClipFramesTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::unique_ptr<FrameRenderer> renderer_;

  LayeredImage frame(size_t index, const ClipQuality& quality) {
    Progress progress;
    return renderFrame(*renderer_, movingClip(), index, quality, kUp, progress);
  }

 private slots:
  void initTestCase() { renderer_ = referenceRenderer(movingScene(), std::nullopt); }

  void motionBlurIsTheMeanOfItsMoments_data() {
    QTest::addColumn<double>("shutter");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("background");
    QTest::newRow("film") << 180.0 << 8 << static_cast<int>(Kind::transparent);
    QTest::newRow("odd") << 360.0 << 5 << static_cast<int>(Kind::transparent);
    QTest::newRow("over a colour") << 270.0 << 4 << static_cast<int>(Kind::colour);
    QTest::newRow("over the scene's") << 180.0 << 2 << static_cast<int>(Kind::scene);
  }
  void motionBlurIsTheMeanOfItsMoments() {
    QFETCH(double, shutter);
    QFETCH(int, samples);
    QFETCH(int, background);
    const ClipQuality quality = qualityOf({shutter, samples}, 1, static_cast<Kind>(background));
    const LayeredImage blurred = frame(2, quality);
    std::vector<glm::dvec4> expected(static_cast<size_t>(kSize.width) * kSize.height, glm::dvec4(0));
    std::vector<float> depth;
    for (int k = 0; k < samples; ++k) {
      LayeredImage moment = plain(*renderer_, viewAt(2 + ((k + 0.5) / samples - 0.5) * shutter / 360));
      if (k == samples / 2) depth = moment.depth;
      if (quality.background.kind == Kind::colour) moment = flattened(moment, {0, 0, 0});
      if (quality.background.kind == Kind::scene) moment = flattened(moment, movingScene().settings.background);
      const std::vector<glm::dvec4> light = lights(moment);
      for (size_t i = 0; i < light.size(); ++i) expected[i] += light[i] / double(samples);
    }
    const double worst = worstDifference(blurred, expected);
    QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
    QCOMPARE(blurred.depth, depth);
    // Something is there to be seen, and it is not what stands still.
    float most = 0;
    for (size_t i = 3; i < blurred.rgba.size(); i += 4) most = std::max(most, blurred.rgba[i]);
    QVERIFY(most > 0.5f);
    QVERIFY(worstDifference(frame(2, qualityOf({}, 1, static_cast<Kind>(background))), expected) > 0.005);
  }

  void supersamplingIsALargePictureShrunk_data() {
    QTest::addColumn<int>("factor");
    for (const int factor : {2, 3}) QTest::addRow("%d", factor) << factor;
  }
  void supersamplingIsALargePictureShrunk() {
    QFETCH(int, factor);
    View large = viewAt(1);
    const double k = factor;
    large.camera.intrinsics = {{kSize.width * factor, kSize.height * factor}, 30 * k, 30 * k, 20 * k, 12 * k};
    const LayeredImage picture = plain(*renderer_, large);
    std::vector<glm::dvec4> expected;
    std::vector<float> depth;
    for (int y = 0; y < kSize.height; ++y)
      for (int x = 0; x < kSize.width; ++x) {
        glm::dvec4 sum(0);
        float nearest = INFINITY;
        for (int v = 0; v < factor; ++v)
          for (int u = 0; u < factor; ++u) {
            sum += lightOf(picture, x * factor + u, y * factor + v);
            nearest = std::min(nearest, picture.depth[static_cast<size_t>(y * factor + v) * picture.size.width + x * factor + u]);
          }
        expected.push_back(sum / (k * k));
        depth.push_back(nearest);
      }
    const LayeredImage shrunk = frame(1, qualityOf({}, factor, Kind::transparent));
    QCOMPARE(shrunk.size, kSize);
    QVERIFY2(worstDifference(shrunk, expected) < 1e-5, qPrintable(QString::number(worstDifference(shrunk, expected))));
    QCOMPARE(shrunk.depth, depth);
  }

  void plainFramesAreNotTouched() {
    const LayeredImage expected = plain(*renderer_, viewAt(3));
    QCOMPARE(frame(3, qualityOf({}, 1, Kind::transparent)).rgba, expected.rgba);
    QCOMPARE(frame(3, qualityOf({}, 1, Kind::automatic)).rgba, flattened(expected, {0.2f, 0.4f, 0.6f}).rgba);
    // A shutter that is hardly open shows the same; in light, so that only rounding differs.
    const LayeredImage still = frame(3, qualityOf({1e-9, 4}, 1, Kind::transparent));
    QVERIFY(worstDifference(still, lights(expected)) < 1e-5);
  }

  void environmentsStandInTheirDirections_data() {
    QTest::addColumn<int>("camera");
    QTest::addColumn<int>("red");
    QTest::addColumn<int>("green");
    QTest::addColumn<int>("blue");
    QTest::newRow("ahead") << 0 << 1 << 0 << 0;
    QTest::newRow("right") << 1 << 0 << 1 << 0;
    QTest::newRow("behind") << 2 << 0 << 0 << 1;
    QTest::newRow("left") << 3 << 1 << 1 << 1;
  }
  void environmentsStandInTheirDirections() {
    QFETCH(int, camera);
    QFETCH(int, red);
    QFETCH(int, green);
    QFETCH(int, blue);
    const Camera cameras[] = {looking({1, 0, 0}, {0, 1, 0}, {0, 0, 1}), looking({0, 0, -1}, {0, 1, 0}, {1, 0, 0}),
                              looking({-1, 0, 0}, {0, 1, 0}, {0, 0, -1}), looking({0, 0, 1}, {0, 1, 0}, {-1, 0, 0})};
    LayeredImage image(kSize);
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 3; ++x) image.at(x, y)[3] = image.at(x, y)[2] = 0.5f;  // a corner that is half covered with blue
    const LayeredImage before = image;
    Environment(panorama()).putBehind(image, cameras[camera], kUp);
    const float* upper = image.at(20, 6);
    const float* lower = image.at(20, 18);
    const int expected[] = {red, green, blue};
    for (int c = 0; c < 3; ++c) {
      QVERIFY(std::abs(upper[c] - static_cast<float>(expected[c])) < 0.01f);
      QVERIFY(std::abs(lower[c] - 0.5f * static_cast<float>(expected[c])) < 0.01f);
    }
    QCOMPARE(upper[3], 1.0f);
    // The half covered corner lets half of it through.
    LayeredImage alone(kSize);
    Environment(panorama()).putBehind(alone, cameras[camera], kUp);
    for (int c = 0; c < 3; ++c) QVERIFY(std::abs(image.at(1, 1)[c] - before.at(1, 1)[c] - 0.5f * alone.at(1, 1)[c]) < 1e-5f);
  }

  void environmentsTurnWithTheCameraAndItsUp() {
    const Environment environment(panorama());
    // What is right of straight ahead in the panorama is right in the picture.
    LayeredImage image({256, 24});
    Camera wide = looking({1, 0, 0}, {0, 1, 0}, {0, 0, 1});
    wide.intrinsics = {{256, 24}, 60, 60, 128, 12};
    environment.putBehind(image, wide, kUp);
    QVERIFY(image.at(250, 3)[1] > 0.99f && image.at(250, 3)[0] < 0.01f);
    QVERIFY(image.at(5, 3)[0] > 0.99f && image.at(5, 3)[1] > 0.99f);
    // Where z is up, straight ahead is x.
    const glm::vec3 ahead = environment.light({1, 0, 0.1}, {0, 0, 1}), above = environment.light({0.01, 0, 1}, {0, 0, 1});
    QVERIFY(ahead.r > 0.9f && ahead.g < 0.1f && above.r > 0.9f);
    QVERIFY(environment.light({1, 0, -0.1}, {0, 0, 1}).r < 0.3f);
    // Across the seam, behind, there is no gap.
    const glm::vec3 seam = environment.light({1e-6, -0.5, -1}, kUp), other = environment.light({-1e-6, -0.5, -1}, kUp);
    QVERIFY(glm::length(seam - other) < 1e-3f && seam.b > 0.99f);
    QCOMPARE(codeOf([] { Environment(Image({100, 100})); }), ErrorCode::badInput);
    QCOMPARE(codeOf([] { Environment{Image{}}; }), ErrorCode::badInput);
  }

  void whatIsWrittenIsThePreview() {
    RenderStage stage;
    const scene::GaussianScene gaussians = movingScene();
    stage = openStage(nullptr, &gaussians, {"reference", {}});
    writePng(fs::path(folder_.path().toStdString()) / "sky.png", panorama());
    ClipOutput output;
    output.file = fs::path(folder_.path().toStdString()) / "frames";
    output.quality = qualityOf({180, 3}, 2, Kind::scene);
    output.quality.background = parseBackground(folder_.filePath("sky.png").toStdString());
    const Clip clip = movingClip();
    Progress progress;
    int told = 0;
    const RenderResult result =
        renderClip(stage, clip, output, progress, 1, [&](int done, int total, const LayeredImage& picture) {
          QCOMPARE(done, ++told);
          QCOMPARE(total, 5);
          QCOMPARE(picture.size, kSize);
        });
    QCOMPARE(result.frames, 5);
    QCOMPARE(told, 5);
    const LayeredImage preview = renderFrame(*stage.renderer, clip, 3, output.quality, stage.up, progress);
    QCOMPARE(toBytes(readImageFile(output.file / "frame_000003.png")), toBytes(over(preview, glm::vec3(1))));
  }

  void aPartOfAClipIsItsFrames() {
    const Clip whole = movingClip(10);
    const Clip middle = part(whole, parseClipRange("0.25:0.7"));
    QCOMPARE(middle.views.size(), size_t{4});  // at 0.3, 0.4, 0.5, 0.6 s
    QCOMPARE(middle.views[0].time, whole.views[3].time);
    QVERIFY(std::abs(middle.between(0.5).time - viewAt(3.5).time) < 1e-12);
    QCOMPARE(part(whole, parseClipRange(":0.2")).views.size(), size_t{2});
    QCOMPARE(part(whole, parseClipRange("0.8:")).views.size(), size_t{2});
    QCOMPARE(codeOf([&] { part(whole, parseClipRange("3:")); }), ErrorCode::badInput);
    for (const char* text : {"", "1", "a:b", "2:1", "1:1"}) QCOMPARE(codeOf([&] { parseClipRange(text); }), ErrorCode::badInput);
  }

  void textsOfQualities() {
    const MotionBlur film = parseMotionBlur("180");
    QVERIFY(film.shutter == 180 && film.samples == 8);
    const MotionBlur long_ = parseMotionBlur("360:16");
    QVERIFY(long_.shutter == 360 && long_.samples == 16);
    QCOMPARE(parseMotionBlur("0").shutter, 0.0);
    for (const char* text : {"", "fast", "180:", "180:1", "400", "-5", "nan", "180:8:2", "180:1000"})
      QCOMPARE(codeOf([&] { parseMotionBlur(text); }), ErrorCode::badInput);
    const Background blue = parseBackground("#102030"), short_ = parseBackground("#fA0");
    QVERIFY(blue.kind == Kind::colour && glm::length(blue.colour * 255.0f - glm::vec3(16, 32, 48)) < 1e-4f);
    QVERIFY(glm::length(short_.colour * 255.0f - glm::vec3(255, 170, 0)) < 1e-4f);
    QVERIFY(parseBackground("").kind == Kind::automatic && parseBackground("scene").kind == Kind::scene);
    QVERIFY(parseBackground("transparent").kind == Kind::transparent);
    for (const char* text : {"blue", "#12345", "#", "#gggggg", "sky.exr"})
      QCOMPARE(codeOf([&] { parseBackground(text); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { parseBackground("missing.jpg"); }), ErrorCode::notFound);
  }

  void sizesHaveNames() {
    QCOMPARE(parseImageSize("4K"), (ImageSize{3840, 2160}));
    QCOMPARE(parseImageSize("vertical"), (ImageSize{1080, 1920}));
    QCOMPARE(parseImageSize("640X360"), (ImageSize{640, 360}));
    for (const SizePreset& preset : sizePresets()) QCOMPARE(parseImageSize(preset.name), preset.size);
    for (const char* text : {"", "big", "640x", "x", "640x360x2", "9000x10", "-1x5"})
      QCOMPARE(codeOf([&] { parseImageSize(text); }), ErrorCode::badInput);
  }

  void requestsThatCannotBe() {
    QCOMPARE(codeOf([&] { frame(99, {}); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { frame(0, qualityOf({}, 9, Kind::scene)); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { frame(0, qualityOf({}, 1, Kind::environment)); }), ErrorCode::badInput);
    Clip huge = movingClip();
    huge.size = {8192, 24};
    Progress progress;
    QCOMPARE(codeOf([&] { renderFrame(*renderer_, huge, 0, qualityOf({}, 4, Kind::scene), kUp, progress); }),
             ErrorCode::badInput);
    QCOMPARE(codeOf([&] { openStage(nullptr, nullptr, {}); }), ErrorCode::badInput);
  }

  void cancellingStopsWithinAFrame() {
    const scene::GaussianScene gaussians = movingScene();
    RenderStage stage = openStage(nullptr, &gaussians, {"reference", {}});
    const size_t before = tests::entriesIn(folder_.path().toStdString());
    for (const char* name : {"c.mp4", "c.gif", "c.webm", "folder"}) {
      Progress progress;
      int frames = 0;
      ClipOutput output;
      output.file = fs::path(folder_.path().toStdString()) / name;
      const ErrorCode code = codeOf([&] {
        renderClip(stage, movingClip(50), output, progress, 1, [&](int, int, const LayeredImage&) {
          if (++frames == 2) progress.cancel();
        });
      });
      QCOMPARE(code, ErrorCode::cancelled);
      QCOMPARE(frames, 2);
      QCOMPARE(tests::entriesIn(folder_.path().toStdString()), before);
    }
  }
};

QTEST_GUILESS_MAIN(ClipFramesTest)
#include "clip_frames_test.moc"
