// Scenes that are published while they are drawn: the same pictures as of scenes that were set, also while frames are in flight
// and from other threads. Runs on any device; what needs CUDA and Vulkan on one device is checked by interop_check.
#include "renderer/interop/shared_scene.h"

// Before Qt, to which `slots` is a keyword.
#include "renderer/interop/pack_pass.h"
#include "renderer/render_context.h"

#include <QtTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <thread>

#include "tests/renderer/picture_comparison.h"
#include "tests/renderer/random_scene.h"
#include "tests/renderer/validated_renderer_test.h"

namespace fsm::renderer {
namespace {

Error errorOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::cancelled, "nothing was thrown"};
}

SharedSceneOptions optionsFor(const scene::GaussianScene& scene, int64_t capacity) {
  SharedSceneOptions options;
  options.kind = scene;
  options.isStatic = scene.gaussians.isStatic();
  options.capacity = capacity;
  options.transport = Transport::hostCopy;
  return options;
}

/// 300 Gaussians that cover the whole picture.
scene::GaussianScene curtains(uint32_t seed) {
  scene::GaussianScene scene = randomScene({.count = 300, .isStatic = true, .seed = seed});
  scene::Gaussians4D& g = scene.gaussians;
  std::fill(g.logScale.begin(), g.logScale.end(), 1.0f);
  std::fill(g.opacityLogit.begin(), g.opacityLogit.end(), -4.0f);
  for (size_t i = 0; i < 300; ++i) g.position[3 * i + 2] = 3 + 0.001f * static_cast<float>(i);
  return scene;
}

/// Empty when two pictures of the same Gaussians are as near as single and double precision let them be.
std::string unlike(const Picture& picture, const Picture& expected) {
  const PictureDifference difference = compare(picture, expected);
  return difference.farPixels == 0 && difference.psnr > 60 && difference.farDepths == 0 ? "" : difference.text();
}

}  // namespace

class SharedSceneTest : public ValidatedRendererTest {
  Q_OBJECT

 private slots:
  void publishedIsAsGoodAsSet_data();
  void publishedIsAsGoodAsSet();
  void nothingPublishedIsNothingDrawn();
  void framesInFlightKeepTheirScene();
  void moreThanOneChunk();
  void unusualNumbersAreSkipped();
  void publishersOfOtherThreads();
  void whatDoesNotFitIsRefused();
  void aSceneThatIsSetTakesOver();
  void theRendererMayGoFirst();
  void sharingThatCannotBeSaysWhy();
  void memoryGoesToCudaAndBack();
};

void SharedSceneTest::publishedIsAsGoodAsSet_data() {
  QTest::addColumn<bool>("isStatic");
  QTest::addColumn<int>("degree");
  QTest::addColumn<int>("harmonics");
  QTest::newRow("4D, degree 0") << false << 0 << 0;
  QTest::newRow("4D, degree 2, time harmonics") << false << 2 << 1;
  QTest::newRow("static, degree 0") << true << 0 << 0;
  QTest::newRow("static, degree 3") << true << 3 << 0;
}

void SharedSceneTest::publishedIsAsGoodAsSet() {
  QFETCH(bool, isStatic);
  QFETCH(int, degree);
  QFETCH(int, harmonics);
  const scene::GaussianScene scene =
      randomScene({.count = 1500, .isStatic = isStatic, .shDegree = degree, .timeHarmonics = harmonics});
  const FrameRequest request = requestOf(120, 90, 0.2);
  renderer().setScene(scene);
  const Picture expected = renderer().render(request);
  SharedScene shared(renderer(), optionsFor(scene, 2000));
  shared.publishFromHost(arraysOf(scene.gaussians));
  const Picture picture = renderer().render(request);
  QCOMPARE(unlike(picture, expected), std::string());
  QCOMPARE(breach(compare(picture, referencePicture(scene, request))), std::string());
  QCOMPARE(renderer().gaussianCount(), uint64_t(1500));
  QVERIFY(shared.transport() == Transport::hostCopy);
  QVERIFY(!shared.reason().empty());
}

void SharedSceneTest::nothingPublishedIsNothingDrawn() {
  const scene::GaussianScene scene = randomScene({.count = 50});
  renderer().setScene(scene);
  SharedScene shared(renderer(), optionsFor(scene, 50));
  const FrameRequest request = requestOf(20, 10);
  for (const bool published : {false, true}) {
    if (published) shared.publishFromHost({});
    const Picture picture = renderer().render(request);
    for (size_t i = 3; i < picture.rgba.size(); i += 4) QCOMPARE(picture.rgba[i], 0.0f);
  }
}

void SharedSceneTest::framesInFlightKeepTheirScene() {
  // So many tiles are touched that the frames are drawn again with more room: after later scenes were published.
  const std::vector<scene::GaussianScene> scenes{curtains(1), curtains(2), curtains(3)};
  const FrameRequest request = requestOf(320, 240);
  Renderer fresh({.validation = true});
  SharedScene shared(fresh, optionsFor(scenes[0], 300));
  std::vector<Ticket> tickets;
  for (int round = 0; round < 2; ++round) {
    for (const auto& scene : scenes) {
      shared.publishFromHost(arraysOf(scenes[0].gaussians));  // which no frame takes
      shared.publishFromHost(arraysOf(scene.gaussians));
      tickets.push_back(fresh.draw(request));
    }
  }
  tickets.push_back(fresh.draw(request));  // of the same as the one before
  std::vector<Picture> pictures(tickets.size());
  FrameStatistics statistics;
  for (size_t i = tickets.size(); i-- > 0;) pictures[i] = fresh.read(tickets[i], &statistics);
  QVERIFY(statistics.attempts > 1);
  for (size_t i = 0; i < scenes.size(); ++i) {
    QCOMPARE(breach(compare(pictures[i], referencePicture(scenes[i], request))), std::string());
    QVERIFY(pictures[i].rgba == pictures[i + 3].rgba);
  }
  QVERIFY(pictures[6].rgba == pictures[5].rgba);
  QVERIFY(pictures[0].rgba != pictures[1].rgba);
  QVERIFY(fresh.validationMessages().empty());
}

void SharedSceneTest::moreThanOneChunk() {
  const scene::GaussianScene scene =
      randomScene({.count = (1 << 18) + 700, .isStatic = true, .smallestLogScale = -7.5f, .largestLogScale = -6.5f});
  const FrameRequest request = requestOf(96, 64);
  renderer().setScene(scene);
  const Picture expected = renderer().render(request);
  SharedScene shared(renderer(), optionsFor(scene, 1 << 19));
  shared.publishFromHost(arraysOf(scene.gaussians));
  QCOMPARE(unlike(renderer().render(request), expected), std::string());
  QCOMPARE(renderer().gaussianCount(), uint64_t((1 << 18) + 700));
  // Fewer than before: the rest is not drawn any more.
  const scene::GaussianScene few = randomScene({.count = 400, .isStatic = true});
  shared.publishFromHost(arraysOf(few.gaussians));
  QCOMPARE(breach(compare(renderer().render(request), referencePicture(few, request))), std::string());
}

void SharedSceneTest::unusualNumbersAreSkipped() {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN(), kInfinity = std::numeric_limits<float>::infinity();
  for (const bool isStatic : {false, true}) {
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
    for (int c = 0; c < 4; ++c) {
      g.rotation[4 * 17 + c] = 0;
      g.rotation[4 * 18 + c] = 1e-12f;
      g.rotation[4 * 19 + c] *= 1e-9f;
      g.rotation[4 * 20 + c] *= 1e37f;
    }
    const FrameRequest request = requestOf(90, 70, 0.1);
    SharedScene shared(renderer(), optionsFor(scene, 1200));
    shared.publishFromHost(arraysOf(g));
    QCOMPARE(breach(compare(renderer().render(request), referencePicture(scene, request))), std::string());
  }
}

void SharedSceneTest::publishersOfOtherThreads() {
  const scene::GaussianScene scenes[] = {randomScene({.count = 3000}), randomScene({.count = 2500, .seed = 2})};
  const FrameRequest request = requestOf(64, 48);
  SharedScene shared(renderer(), optionsFor(scenes[0], 3000));
  std::vector<Picture> expected;
  for (const auto& scene : scenes) {
    shared.publishFromHost(arraysOf(scene.gaussians));
    expected.push_back(renderer().render(request));
  }
  std::atomic<bool> stop = false;
  const auto publishing = [&](size_t which) {
    while (!stop) shared.publishFromHost(arraysOf(scenes[which].gaussians));
  };
  std::thread first(publishing, 0), second(publishing, 1);
  int whole = 0;
  for (int frame = 0; frame < 40; ++frame) {
    const Picture picture = renderer().render(request);
    whole += picture.rgba == expected[0].rgba || picture.rgba == expected[1].rgba;
  }
  stop = true;
  first.join();
  second.join();
  QCOMPARE(whole, 40);
}

void SharedSceneTest::whatDoesNotFitIsRefused() {
  const scene::GaussianScene scene = randomScene({.count = 300});
  SharedScene shared(renderer(), optionsFor(scene, 200));
  QCOMPARE(shared.capacity(), int64_t(200));
  SceneArrays arrays = arraysOf(scene.gaussians);
  QCOMPARE(errorOf([&] { shared.publishFromHost(arrays); }).code(), ErrorCode::badInput);
  arrays.count = -1;
  QCOMPARE(errorOf([&] { shared.publishFromHost(arrays); }).code(), ErrorCode::badInput);
  arrays.count = 100;
  arrays.logScaleTime = nullptr;
  QCOMPARE(errorOf([&] { shared.publishFromHost(arrays); }).code(), ErrorCode::badInput);
  arrays = arraysOf(scene.gaussians);
  arrays.count = 200;
  shared.publishFromHost(arrays);
  renderer().render(requestOf(16, 16));
  QCOMPARE(renderer().gaussianCount(), uint64_t(200));

  for (const int64_t capacity : {int64_t(0), int64_t(-5), int64_t(1) << 40}) {
    QCOMPARE(errorOf([&] { SharedScene impossible(renderer(), optionsFor(scene, capacity)); }).code(), ErrorCode::badInput);
  }
  Renderer small({.memoryLimit = 16 << 20, .validation = true});
  QCOMPARE(errorOf([&] { SharedScene large(small, optionsFor(scene, 2'000'000)); }).code(), ErrorCode::outOfMemory);
  QVERIFY(small.validationMessages().empty());
}

void SharedSceneTest::aSceneThatIsSetTakesOver() {
  const scene::GaussianScene first = randomScene({.count = 500}), second = randomScene({.count = 400, .seed = 5});
  const FrameRequest request = requestOf(50, 40);
  renderer().setScene(second);
  const Picture expected = renderer().render(request);
  {
    SharedScene shared(renderer(), optionsFor(first, 500));
    shared.publishFromHost(arraysOf(first.gaussians));
    const Picture published = renderer().render(request);
    renderer().setScene(second);
    QVERIFY(renderer().render(request).rgba == expected.rgba);
    shared.publishFromHost(arraysOf(first.gaussians));
    QVERIFY(renderer().render(request).rgba == expected.rgba);

    SharedScene again(renderer(), optionsFor(first, 500));
    again.publishFromHost(arraysOf(first.gaussians));
    QVERIFY(renderer().render(request).rgba == published.rgba);
  }
  // What was published last is drawn on, and Gaussians are not added to it.
  renderer().render(request);
  QCOMPARE(renderer().gaussianCount(), uint64_t(500));
  QCOMPARE(errorOf([&] { renderer().addGaussians(second.gaussians); }).code(), ErrorCode::internal);
}

void SharedSceneTest::theRendererMayGoFirst() {
  const scene::GaussianScene scene = randomScene({.count = 100});
  auto brief = std::make_unique<Renderer>(RendererOptions{.validation = true});
  SharedScene replaced(*brief, optionsFor(scene, 100));
  SharedScene shared(*brief, optionsFor(scene, 100));
  shared.publishFromHost(arraysOf(scene.gaussians));
  brief->draw(requestOf(30, 30));
  QVERIFY(brief->validationMessages().empty());
  brief.reset();
  QCOMPARE(errorOf([&] { shared.publishFromHost(arraysOf(scene.gaussians)); }).code(), ErrorCode::deviceLost);
  QCOMPARE(errorOf([&] { replaced.publishFromHost(arraysOf(scene.gaussians)); }).code(), ErrorCode::deviceLost);
}

void SharedSceneTest::sharingThatCannotBeSaysWhy() {
  const scene::GaussianScene scene = randomScene({.count = 10});
  SharedSceneOptions options = optionsFor(scene, 10);
  options.transport = Transport::automatic;
  SharedScene automatic(renderer(), options);
  if (automatic.transport() == Transport::sharedMemory) QSKIP("CUDA and Vulkan share this device");
  QVERIFY(!automatic.reason().empty());
  options.transport = Transport::sharedMemory;
  const Error error = errorOf([&] { SharedScene forced(renderer(), options); });
  QCOMPARE(error.code(), ErrorCode::noDevice);
  QVERIFY(std::string(error.what()).find(automatic.reason()) != std::string::npos);
  QVERIFY(std::string(error.what()).find("copied through the host") != std::string::npos);
  // A renderer that should be on the CUDA device is on another one then.
  Renderer elsewhere({.cudaDevice = 99});
  QCOMPARE(elsewhere.device().name, renderer().device().name);
}

/// The ownership transfers of the shared path, under the validation layers: no CUDA is needed for them.
void SharedSceneTest::memoryGoesToCudaAndBack() {
  RenderContext& context = renderer().context();
  if (!context.device.traits().externalMemory) QSKIP("the device does not export memory");
  scene::Gaussians4D kind;
  const RawLayout layout(kind, false, 600);
  const PackPass pass(context, kind, layout);
  const auto raw = context.makeBuffer({"raw scene", layout.bytes,
                                       vk::BufferUsageFlagBits::eStorageBuffer | vk::BufferUsageFlagBits::eTransferDst,
                                       MemoryUse::device, MemoryCategory::shared, true});
  const std::vector<SceneChunk> chunks = pass.makeChunks(context);
  std::vector<SceneChunk> counted;
  for (int turn = 0; turn < 3; ++turn) {
    CommandStream& commands = context.frames.begin();
    pass.record(commands, raw, true, 500, chunks, counted);
    context.frames.submit();
  }
  context.frames.waitIdle();
  QCOMPARE(counted.size(), size_t(1));
  QCOMPARE(counted[0].count, 500u);
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::SharedSceneTest)
#include "shared_scene_test.moc"
