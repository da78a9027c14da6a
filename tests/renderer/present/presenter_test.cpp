// Pictures in a real window: what is in it, in every way of showing it; sizes that change; failures.
#include "renderer/present/presenter.h"

#include <QtTest>
#include <cmath>

#include "reconstruction/capture/coverage.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/metrics.h"
#include "reconstruction/core/srgb.h"
#include "tests/renderer/present/test_window.h"
#include "tests/renderer/random_scene.h"

namespace fsm::renderer {
namespace {

constexpr ImageSize kSize{192, 108};
/// ctest runs all of it both ways.
const PresenterOptions kOptions{.copies = qEnvironmentVariable("CHRONOSCOPE_PRESENT") == "copied"};
constexpr float kByte = 1.01f / 255.0f;  // rounding to 8 bits, and the other way round in shaders

View viewOf(ImageSize size) {
  View view;
  view.camera.intrinsics = {size, 0.8 * size.width, 0.8 * size.width, size.width / 2.0, size.height / 2.0};
  return view;
}

PresentRequest requestOf(ImageSize size) {
  PresentRequest request;
  request.frame.emplace();
  request.frame->view = viewOf(size);
  return request;
}

std::shared_ptr<Image> plainImage(ImageSize size, glm::vec3 colour) {
  auto image = std::make_shared<Image>(size);
  for (size_t i = 0; i < image->rgb.size(); ++i) image->rgb[i] = colour[static_cast<int>(i % 3)];
  return image;
}

/// The largest difference.
float difference(const Image& a, const Image& b) {
  if (a.size != b.size) return 1e9f;
  float worst = 0;
  for (size_t i = 0; i < a.rgb.size(); ++i) worst = std::max(worst, std::abs(a.rgb[i] - b.rgb[i]));
  return worst;
}

glm::vec3 pixel(const Image& image, int x, int y) { return {image.at(x, y)[0], image.at(x, y)[1], image.at(x, y)[2]}; }
bool near(const glm::vec3& a, const glm::vec3& b, float tolerance = kByte) {
  return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance && std::abs(a.b - b.b) <= tolerance;
}

/// One static Gaussian on the axis, so wide that it covers the picture evenly.
void addWall(scene::Gaussians4D& g, float z, glm::vec3 colour, float opacity) {
  const int64_t i = g.count();
  g.resize(i + 1, true);
  g.position[3 * i + 2] = z;
  for (int c = 0; c < 3; ++c) {
    g.logScale[3 * i + c] = c < 2 ? 6.0f : -6.0f;
    g.sh[3 * i + c] = (colour[c] - 0.5f) / 0.28209479f;
  }
  g.rotation[4 * i] = 1;
  g.opacityLogit[i] = std::log(opacity / (1 - opacity));
}

/// The same frame through the host.
Image throughHost(Renderer& renderer, const PresentRequest& request) {
  FrameRequest frame = *request.frame;
  frame.overBackground = false;
  const Picture picture = renderer.render(frame);
  LayeredImage layered(picture.size);
  layered.rgba = picture.rgba;
  return over(layered, request.backdrop.colour);
}

}  // namespace

class PresenterTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void cleanup();
  void cleanupTestCase();

  void theWindowHasThePicture();
  void linearScenesAreEncodedForTheScreen();
  void everyWayOfShowingIsWhatItSays();
  void depthsFindTheirOwnRange();
  void confidenceIsThatOfTheCapture();
  void picturesOfTheHostAreShown();
  void wipeAndDifferenceCompare();
  void smallerPicturesAreEnlarged();
  void barsKeepTheAspect();
  void theOverlayLiesOverThePicture();
  void sizesChange();
  void framesWithoutRoomAreCompleted();
  void badRequestsLeaveThePresenterUsable();
  void headlessRenderersCopy();
  void windowsThatAreGoneAreErrors();
  void aLostDeviceIsAnError();

 private:
  /// What is shown, after a look at what the X server has.
  Image shown(const PresentRequest& request, PresentResult* finished = nullptr);
  void save(const char* name, const Image& image);

  std::unique_ptr<TestWindow> window_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<Presenter> presenter_;
  size_t reported_ = 0;
};

void PresenterTest::initTestCase() {
  // The first client stays: servers without clients begin anew.
  window_ = std::make_unique<TestWindow>(kSize);
  if (!window_->isThere()) QSKIP("no X server: run under xvfb-run");
  try {
    renderer_ = std::make_unique<Renderer>(RendererOptions{.validation = true, .window = window_->native()});
    presenter_ = std::make_unique<Presenter>(*renderer_, window_->native(), kOptions);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::noDevice) QSKIP(error.what());
    QFAIL((std::string(error.what()) + " " + error.detail()).c_str());
  }
  qInfo("%s", presenter_->description().c_str());
}

void PresenterTest::cleanup() {
  if (!renderer_) return;
  const auto messages = renderer_->validationMessages();
  for (size_t i = reported_; i < messages.size(); ++i) qWarning("%s", messages[i].c_str());
  const bool clean = reported_ == messages.size();
  reported_ = messages.size();
  QVERIFY2(clean, "the validation layers complained");
}

void PresenterTest::cleanupTestCase() {
  presenter_.reset();
  cleanup();
  renderer_.reset();
  window_.reset();
}

void PresenterTest::save(const char* name, const Image& image) {
  const QByteArray folder = qgetenv("FSM_SCREENSHOTS");
  if (!folder.isEmpty()) writePng((folder + "/present_" + name + ".png").toStdString(), image);
}

Image PresenterTest::shown(const PresentRequest& request, PresentResult* finished) {
  if (!presenter_->present(request).presented) return {};
  PresentResult last = presenter_->finish();
  if (finished) *finished = std::move(last);
  Image grabbed = presenter_->grab();
  // The server takes pictures when it has time.
  for (int i = 0; i < 50 && difference(window_->contents(), grabbed) > 0; ++i) QTest::qWait(20);
  if (difference(window_->contents(), grabbed) > 0) qWarning("the window does not have what was grabbed");
  return difference(window_->contents(), grabbed) > 0 ? Image() : grabbed;
}

void PresenterTest::theWindowHasThePicture() {
  renderer_->setScene(randomScene({.count = 3000}));
  PresentRequest request = requestOf(kSize);
  request.backdrop.colour = {0.1f, 0.2f, 0.3f};
  PresentResult result;
  const Image image = shown(request, &result);
  save("colour", image);
  QVERIFY(difference(image, throughHost(*renderer_, request)) <= kByte);
  QVERIFY(!result.finished.empty());
  QVERIFY(result.finished.back().statistics.visible > 100);
  QVERIFY(result.finished.back().complete);
}

void PresenterTest::linearScenesAreEncodedForTheScreen() {
  scene::GaussianScene scene;
  scene.colourSpace = ColourEncoding::linear;
  addWall(scene.gaussians, 2, glm::vec3(0.2f), 0.5f);
  renderer_->setScene(scene);
  PresentRequest request = requestOf(kSize);
  request.backdrop.colour = glm::vec3(0.8f);
  const Image image = shown(request);
  // Blended as light, then encoded.
  const auto expected = static_cast<float>(srgbFromLinear(0.5 * 0.2 + 0.5 * linearFromSrgb(0.8)));
  QVERIFY(near(pixel(image, kSize.width / 2, kSize.height / 2), glm::vec3(expected), 2 * kByte));
}

void PresenterTest::everyWayOfShowingIsWhatItSays() {
  scene::GaussianScene scene;
  for (const float z : {2.0f, 3.0f, 4.0f}) addWall(scene.gaussians, z, glm::vec3(0.9f, 0.5f, 0.1f), 0.5f);
  renderer_->setScene(scene);
  PresentRequest request = requestOf(kSize);
  const int x = kSize.width / 2, y = kSize.height / 2;
  request.shownAs = ShownAs::alpha;
  QVERIFY(near(pixel(shown(request), x, y), glm::vec3(0.875f), 2 * kByte));
  request.shownAs = ShownAs::overdraw;
  request.overdrawLimit = 3;
  QVERIFY(near(pixel(shown(request), x, y), glm::vec3(1)));  // three of three: the hot end
  request.overdrawLimit = 15;
  QVERIFY(near(pixel(shown(request), x, y), glm::vec3(0.30f, 0.05f, 0.45f)));  // a fifth
  request.shownAs = ShownAs::depth;
  request.depthRange = glm::vec2(0, 1000);
  QVERIFY(near(pixel(shown(request), x, y), glm::vec3(0.62f, 0.08f, 0.05f), 0.02f));  // near: the warm end
  request.depthRange = glm::vec2(0.1f, 1);
  QVERIFY(near(pixel(shown(request), x, y), glm::vec3(0.17f, 0.10f, 0.40f)));
  // Covered nowhere.
  renderer_->beginScene({});
  request.shownAs = ShownAs::colour;
  request.backdrop.checkerboard = true;
  const Image squares = shown(request);
  save("checkerboard", squares);
  QVERIFY(near(pixel(squares, 0, 0), glm::vec3(0.42f)));
  QVERIFY(near(pixel(squares, 12, 0), glm::vec3(0.58f)));
}

void PresenterTest::depthsFindTheirOwnRange() {
  renderer_->setScene(randomScene({.count = 3000}));
  PresentRequest request = requestOf(kSize);
  request.shownAs = ShownAs::depth;
  PresentResult result;
  save("depth", shown(request, &result));
  FrameRequest frame = *request.frame;
  frame.depth = true;
  std::vector<float> depths = renderer_->render(frame).depth;
  std::erase(depths, 0.0f);
  std::sort(depths.begin(), depths.end());
  QVERIFY(!result.finished.empty() && result.finished.back().depthRange);
  const glm::vec2 range = *result.finished.back().depthRange;
  const float low = depths[depths.size() * 2 / 100], high = depths[depths.size() * 98 / 100];
  QVERIFY(std::abs(range.x / low - 1) < 0.03f);  // a bin is 2.7 %
  QVERIFY(std::abs(range.y / high - 1) < 0.03f);
}

void PresenterTest::confidenceIsThatOfTheCapture() {
  scene::GaussianScene scene;
  addWall(scene.gaussians, 2, glm::vec3(0.2f, 0.9f, 0.4f), 0.99f);
  renderer_->setScene(scene);
  PresentRequest request = requestOf(kSize);
  request.frame->view.time = 3;
  const Image plain = shown(request);
  request.shownAs = ShownAs::confidence;
  const auto known = [&](const std::vector<View>& views, const char* name) {
    const Coverage coverage(views, {0, 0, 2});
    auto inputs = std::make_shared<ConfidenceInputs>();
    inputs->views = views;
    inputs->timeUnit = coverage.timeUnit();
    request.confidence = inputs;
    const Image image = shown(request);
    save(name, image);
    if (image.empty()) return false;
    for (const glm::ivec2 at : {glm::ivec2(96, 54), glm::ivec2(10, 90), glm::ivec2(180, 20)}) {
      const Intrinsics& lens = request.frame->view.camera.intrinsics;
      const glm::dvec3 point((at.x + 0.5 - lens.cx) / lens.fx * 2, (at.y + 0.5 - lens.cy) / lens.fy * 2, 2);
      const auto share = static_cast<float>(coverage.confidence(point, {0, 0, 0}, request.frame->view.time));
      const glm::vec3 colour = pixel(plain, at.x, at.y);
      const glm::vec3 doubt = glm::mix(glm::vec3(glm::dot(colour, glm::vec3(0.2126f, 0.7152f, 0.0722f)) * 0.5f),
                                       glm::vec3(0.45f, 0.04f, 0.10f), 0.6f);
      if (!near(pixel(image, at.x, at.y), glm::mix(doubt, colour, share), 0.012f)) return false;
    }
    return true;
  };
  View input = request.frame->view;
  QVERIFY(known({input}, "confidence_full"));
  QVERIFY(near(pixel(shown(request), 96, 54), pixel(plain, 96, 54)));  // the input itself
  input.time = 3.4;
  QVERIFY(known({input}, "confidence_later"));
  View beside = request.frame->view;
  beside.camera.world_from_camera[3] = {0.7, 0.2, -0.5, 1};
  beside.time = 2.9;
  QVERIFY(known({input, beside}, "confidence_beside"));
  beside.camera.intrinsics.fx = beside.camera.intrinsics.fy = 2000;  // sees next to nothing
  QVERIFY(known({beside}, "confidence_narrow"));
}

void PresenterTest::picturesOfTheHostAreShown() {
  PresentRequest request;
  auto image = plainImage(kSize, {0.25f, 0.5f, 0.75f});
  for (int i = 0; i < kSize.height; ++i) image->at(i, i)[0] = 1;
  request.picture.image = image;
  QVERIFY(difference(shown(request), *image) <= kByte);
  auto layered = std::make_shared<LayeredImage>(opaque(*image));
  for (float& value : layered->rgba) value *= 0.5f;
  request.picture = {nullptr, layered};
  request.backdrop.colour = glm::vec3(0);
  QVERIFY(near(pixel(shown(request), 100, 50), {0.125f, 0.25f, 0.375f}));
  request.picture.layered = std::make_shared<LayeredImage>();
  QVERIFY_EXCEPTION_THROWN(presenter_->present(request), Error);
  // Nothing but the backdrop.
  request.picture = {};
  request.backdrop.colour = {0, 0.4f, 0};
  QVERIFY(near(pixel(shown(request), 5, 5), {0, 0.4f, 0}));
}

void PresenterTest::wipeAndDifferenceCompare() {
  const auto left = plainImage(kSize, {0.5f, 0.5f, 0.5f}), right = plainImage({77, 31}, {0.6f, 0.5f, 0.4f});
  PresentRequest request;
  request.picture.image = left;
  request.comparison = {Comparison::Kind::wipe, {right, nullptr}, 0.25f, 4};
  const Image wiped = shown(request);
  QVERIFY(near(pixel(wiped, kSize.width / 4 - 1, 60), glm::vec3(0.5f)));
  QVERIFY(near(pixel(wiped, kSize.width / 4, 60), {0.6f, 0.5f, 0.4f}));
  request.comparison.kind = Comparison::Kind::difference;
  PresentResult result;
  QVERIFY(near(pixel(shown(request, &result), 90, 20), {0.4f, 0, 0.4f}));
  QVERIFY(!result.finished.empty() && result.finished.back().psnr);
  QVERIFY(std::abs(*result.finished.back().psnr - psnr(*left, *plainImage(kSize, {0.6f, 0.5f, 0.4f}))) < 0.01);
  request.comparison.other.image = left;
  (void)shown(request, &result);
  QVERIFY(std::isinf(*result.finished.back().psnr));
}

void PresenterTest::smallerPicturesAreEnlarged() {
  // A ramp stays a ramp.
  const ImageSize half{kSize.width / 2, kSize.height / 2};
  auto ramp = std::make_shared<Image>(half);
  for (int y = 0; y < half.height; ++y) {
    for (int x = 0; x < half.width; ++x)
      for (int c = 0; c < 3; ++c) ramp->at(x, y)[c] = (static_cast<float>(x) + 0.5f) / static_cast<float>(half.width);
  }
  PresentRequest request;
  request.picture.image = ramp;
  const Image large = shown(request);
  for (int x = 2; x < kSize.width - 2; ++x)
    QVERIFY(near(pixel(large, x, 40), glm::vec3((static_cast<float>(x) + 0.5f) / static_cast<float>(kSize.width))));
  // A fine pattern that is shrunk becomes its mean.
  auto fine = std::make_shared<Image>(ImageSize{kSize.width * 4, kSize.height * 4});
  for (int y = 0; y < fine->size.height; ++y) {
    for (int x = 0; x < fine->size.width; ++x)
      for (int c = 0; c < 3; ++c) fine->at(x, y)[c] = static_cast<float>((x + y) % 2);
  }
  request.picture.image = fine;
  QVERIFY(near(pixel(shown(request), 90, 50), glm::vec3(0.5f), 2 * kByte));
  // Gaussians at half the size.
  renderer_->setScene(randomScene({.count = 3000}));
  const Image coarse = shown(requestOf(half)), whole = shown(requestOf(kSize));
  QVERIFY(psnr(coarse, whole) > 20);
}

void PresenterTest::barsKeepTheAspect() {
  QCOMPARE(shownArea({200, 100}, std::nullopt), (PixelArea{0, 0, 200, 100}));
  QCOMPARE(shownArea({200, 100}, 1.0), (PixelArea{50, 0, 100, 100}));
  QCOMPARE(shownArea({100, 200}, 2.0), (PixelArea{0, 75, 100, 50}));
  QCOMPARE(shownArea({100, 200}, std::nan("")), (PixelArea{0, 0, 100, 200}));
  PresentRequest request;
  request.picture.image = plainImage({50, 50}, glm::vec3(1));
  request.aspect = 1;
  request.bars = {0.2f, 0, 0};
  const Image image = shown(request);
  QVERIFY(near(pixel(image, 41, 50), {0.2f, 0, 0}));
  QVERIFY(near(pixel(image, 42, 50), glm::vec3(1)));
  QVERIFY(near(pixel(image, 149, 50), glm::vec3(1)));
  QVERIFY(near(pixel(image, 150, 50), {0.2f, 0, 0}));
}

void PresenterTest::theOverlayLiesOverThePicture() {
  window_->resize({640, 360});
  PresentRequest request;
  request.picture.image = plainImage({640, 360}, {0.2f, 0.3f, 0.35f});
  OverlayContent& overlay = request.overlay;
  overlay.panel.title = "Figures";
  overlay.panel.sections = {{"Frame", {{"12.3 ms", {10, 12, 11, 16, 12}, 0}}, {{"project", "1.2 ms"}, {"blend", "8.0 ms"}}},
                            {"Memory", {}, {{"scene", "120 MB", 0.6f}, {"frame", "40 MB", 0.2f}}}};
  overlay.messages = {{"Saved \xc3\xa4\xc3\xb6\xc3\xbc", OverlayMessage::Kind::information},
                      {"Few frames", OverlayMessage::Kind::warning}};
  overlay.hint = "Drop a video here";
  overlay.labels = {{{500, 200}, "camera 1"}};
  overlay.shapes = {{OverlayShape::Kind::rectangle, {{400, 250}, {500, 300}}, 0, {1, 1, 0, 1}, {1, 1, 0, 0.5f}, 2},
                    {OverlayShape::Kind::circle, {{560, 260}}, 30, {1, 1, 1, 1}, {}, 2},
                    {OverlayShape::Kind::polyline, std::vector<glm::vec2>(20000, {350, 150}), 0, {1, 0, 0, 1}, {}, 1}};
  overlay.input.pointer = {60, 40};
  (void)presenter_->present(request);
  const PresentResult second = presenter_->present(request);
  QVERIFY(second.overlayTakesPointer);  // over the panel
  const Image with = shown(request);
  save("overlay", with);
  const Image without = presenter_->grab(false);
  QVERIFY(difference(without, *request.picture.image) <= kByte);
  QVERIFY(near(pixel(with, 450, 275), {0.6f, 0.65f, 0.175f}, 0.01f));  // half yellow
  QVERIFY(near(pixel(with, 600, 340), {0.2f, 0.3f, 0.35f}));
  QVERIFY(!near(pixel(with, 60, 60), {0.2f, 0.3f, 0.35f}, 0.05f));  // the panel
  request.overlay.input.pointer = {630, 350};
  (void)presenter_->present(request);
  QVERIFY(!presenter_->present(request).overlayTakesPointer);
  request.overlay.scale = 2;
  request.overlay.panel.sections.clear();
  save("overlay_large", shown(request));
  window_->resize(kSize);
}

void PresenterTest::sizesChange() {
  renderer_->setScene(randomScene({.count = 500}));
  for (const ImageSize size : {ImageSize{301, 207}, ImageSize{1, 1}, ImageSize{33, 400}, kSize}) {
    window_->resize(size);
    QCOMPARE(presenter_->windowSize(), size);
    const PresentResult result = presenter_->present(requestOf(size));
    QVERIFY(result.presented);
    QCOMPARE(result.window, size);
    QCOMPARE(shown(requestOf(size)).size, size);
  }
  // Many frames, one behind the other.
  uint64_t last = 0;
  for (int i = 0; i < 30; ++i) {
    for (const PresentedFrame& frame : presenter_->present(requestOf(kSize)).finished) {
      QVERIFY(frame.number > last);
      last = frame.number;
    }
  }
  const PresentResult end = presenter_->finish();
  QVERIFY(!end.finished.empty());
  QVERIFY(end.finished.back().number > last);
}

void PresenterTest::framesWithoutRoomAreCompleted() {
  // More pairs than a fresh queue has room for: three for each Gaussian, and no fewer than 65536.
  const scene::GaussianScene scene = randomScene({.count = 6000, .smallestLogScale = -2.0f, .largestLogScale = 0.0f});
  PresentRequest request = requestOf({640, 360});
  for (const bool only : {false, true}) {
    TestWindow window({640, 360});
    Renderer renderer({.validation = true, .window = window.native()});
    Presenter presenter(renderer, window.native(), kOptions);
    renderer.setScene(scene);
    request.onlyComplete = only;
    QVERIFY(presenter.present(request).presented);
    // By `finish`, or before the screen gets them.
    const PresentResult result = presenter.finish();
    QCOMPARE(result.finished.size() == 1, only);
    QCOMPARE(result.finished.front().complete, only);
    QVERIFY(result.finished.back().complete);
    QVERIFY(difference(presenter.grab(), throughHost(renderer, request)) <= kByte);
    for (const std::string& message : renderer.validationMessages()) QFAIL(message.c_str());
  }
}

void PresenterTest::badRequestsLeaveThePresenterUsable() {
  PresentRequest request = requestOf(kSize);
  request.frame->view.camera.intrinsics.fx = -1;
  QVERIFY_EXCEPTION_THROWN(presenter_->present(request), Error);
  PresentRequest compared = requestOf(kSize);
  compared.comparison.kind = Comparison::Kind::wipe;
  compared.comparison.other.image = std::make_shared<Image>();
  QVERIFY_EXCEPTION_THROWN(presenter_->present(compared), Error);
  QVERIFY(!shown(requestOf(kSize)).empty());
}

/// A renderer that was not made for a window, as one whose device cannot draw into it.
void PresenterTest::headlessRenderersCopy() {
  Renderer headless({.validation = true});
  headless.setScene(randomScene({.count = 500}));
  {
    Presenter presenter(headless, window_->native());
    QVERIFY(presenter.description().starts_with("copied"));
    const PresentRequest request = requestOf(kSize);
    QVERIFY(presenter.present(request).presented);
    presenter.finish();
    QVERIFY(difference(window_->contents(), throughHost(headless, request)) <= kByte);
    QVERIFY(difference(presenter.grab(), window_->contents()) <= kByte);
  }
  for (const std::string& message : headless.validationMessages()) QFAIL(message.c_str());
}

void PresenterTest::windowsThatAreGoneAreErrors() {
  const auto codeOf = [](const auto& body) {
    try {
      body();
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  QCOMPARE(codeOf([] { Renderer({.window = NativeWindow{}}); }), ErrorCode::noDevice);
  const NativeWindow gone{window_->native().connection, 0x7fffff};
  const auto openGone = [&] {
    Renderer renderer({.window = gone});
    Presenter presenter(renderer, gone, kOptions);
  };
  QCOMPARE(codeOf(openGone), ErrorCode::noDevice);
  TestWindow other(kSize);
  {
    Presenter presenter(*renderer_, other.native(), kOptions);  // a second window of the same renderer
    QVERIFY(presenter.present(requestOf(kSize)).presented);
    other.destroy();
    QCOMPARE(codeOf([&] { presenter.present(requestOf(kSize)); }), ErrorCode::noDevice);
  }
  QVERIFY(!shown(requestOf(kSize)).empty());
}

void PresenterTest::aLostDeviceIsAnError() {
  TestWindow window(kSize);
  Renderer renderer({.validation = true, .window = window.native()});
  renderer.setScene(randomScene({.count = 500}));
  {
    Presenter presenter(renderer, window.native(), kOptions);
    QVERIFY(presenter.present(requestOf(kSize)).presented);
    renderer.loseDevice();
    for (int i = 0; i < 2; ++i) {
      try {
        presenter.present(requestOf(kSize));
        QFAIL("the device is not lost");
      } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::deviceLost);
      }
    }
  }
  for (const std::string& message : renderer.validationMessages()) QFAIL(message.c_str());
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::PresenterTest)
#include "presenter_test.moc"
