// The engine as the rest of the program uses it: read once, ask for many views, add frames, cancel; on tiny random models.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <optional>

#include "reconstruction/capture/image_sources.h"
#include "tests/model/tiny_engine.h"

using namespace fsm;
using namespace fsm::engine_tests;

namespace {

constexpr double kSame = 1e-5;     ///< float32 sums in another order
constexpr double kVisible = 1e-3;  ///< far above rounding

/// Bytes that the system can still give, or nothing where it does not say.
std::optional<uint64_t> availableMemory() {
  std::ifstream file("/proc/meminfo");
  for (std::string key; file >> key;) {
    uint64_t kibibytes = 0;
    if (key == "MemAvailable:" && file >> kibibytes) return kibibytes * 1024;
    file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return std::nullopt;
}

}  // namespace

class EngineTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void aViewAloneEqualsTheSameAmongOthers();
  void viewsOfSeveralSizesComeInOrder();
  void readsViewsOfTwoSizes();
  void chunksOfViewsEndBetweenViews();
  void readingDecidesThePixels();
  void appendedFramesAreCountedAndLabelled();
  void appendingEqualsReadingInTheFirstBlock();
  void refusesToAppendAnotherFrameOfReference();
  void cancelledReadingLeavesNothing();
  void cancelledRenderingStops();
  void progressReachesOne();
  void profilesDifferWhereElastic();
  void refusesViewsThatCannotBe();
  void refusesDevicesAndPrecisionsByName();
  void turnedCamerasAreReadUpright();
  void fullSizeOfficialLayout();

 private:
  Engine lively(const ModelConfig& config, const EngineOptions& options = kCpu) const {
    return livelyEngine(config, 5, folder_.path().toStdString(), options);
  }

  QTemporaryDir folder_;
  std::optional<Engine> engine_;
  std::optional<SpatialMemory> memory_;
};

void EngineTest::initTestCase() {
  QVERIFY(folder_.isValid());
  engine_ = lively(tinyConfig());
  memory_ = encoded(*engine_, readViews(4));
  QCOMPARE(memory_->framesRead(), 4);
  QVERIFY(!memory_->approximate());
}

void EngineTest::aViewAloneEqualsTheSameAmongOthers() {
  std::vector<PreparedView> views;
  views.reserve(5);
  for (int i = 0; i < 5; ++i) views.push_back(askedView({32, 24}, i));
  const auto together = rendered(*engine_, *memory_, views);
  QCOMPARE(together.size(), views.size());
  for (size_t i = 0; i < views.size(); ++i) {
    const auto alone = rendered(*engine_, *memory_, {views[i]});
    QCOMPARE(alone.size(), size_t{1});
    QVERIFY(difference(alone[0], together[i]) < kSame);
    for (size_t j = 0; j < i; ++j) QVERIFY(difference(together[j], together[i]) > kVisible);
  }
}

void EngineTest::viewsOfSeveralSizesComeInOrder() {
  const ImageSize sizes[] = {{32, 24}, {16, 16}, {16, 16}, {64, 8}, {32, 24}};
  std::vector<PreparedView> views;
  views.reserve(5);
  for (int i = 0; i < 5; ++i) views.push_back(askedView(sizes[i], i));
  const auto images = rendered(*engine_, *memory_, views);
  QCOMPARE(images.size(), views.size());
  for (size_t i = 0; i < views.size(); ++i) {
    QVERIFY(images[i].size == sizes[i]);
    QVERIFY(difference(rendered(*engine_, *memory_, {views[i]})[0], images[i]) < kSame);
  }
  QVERIFY(rendered(*engine_, *memory_, {}).empty());
}

void EngineTest::readsViewsOfTwoSizes() {
  const std::vector<PreparedView> views{readView({32, 24}, 0), readView({16, 32}, 1), readView({32, 24}, 2)};
  const SpatialMemory memory = encoded(*engine_, captureOf(views));
  QCOMPARE(memory.framesRead(), 3);
  // With one chunk what was read is a set: its order does not matter.
  const SpatialMemory turnedRound = encoded(*engine_, captureOf({views[1], views[2], views[0]}));
  QVERIFY(difference(probe(*engine_, memory), probe(*engine_, turnedRound)) < 1e-3);
  const SpatialMemory without = encoded(*engine_, captureOf({views[0], views[2]}));
  QVERIFY(difference(probe(*engine_, memory), probe(*engine_, without)) > 1e-2);
}

void EngineTest::chunksOfViewsEndBetweenViews() {
  // Two views a chunk, a small one first: both are one chunk, and so are they where chunks are off.
  const PreparedCapture capture = captureOf({readView({8, 8}, 0), readView({32, 16}, 1)});
  ModelConfig config = tinyConfig();
  const SpatialMemory oneChunk = encoded(lively(config), capture);
  config.chunkViews = 2;
  const SpatialMemory twoViews = encoded(lively(config), capture);
  config.chunkViews = 1;
  const SpatialMemory oneView = encoded(lively(config), capture);
  QVERIFY(difference(fastWeights(oneChunk, 0), fastWeights(twoViews, 0)) < kSame);
  QVERIFY(difference(fastWeights(oneChunk, 0), fastWeights(oneView, 0)) > kVisible);
}

void EngineTest::readingDecidesThePixels() {
  const SpatialMemory other = encoded(*engine_, readViews(4, {32, 24}, 4));
  QVERIFY(difference(probe(*engine_, *memory_), probe(*engine_, other)) > 1e-2);
  const SpatialMemory again = encoded(*engine_, readViews(4));
  QCOMPARE(difference(probe(*engine_, *memory_), probe(*engine_, again)), 0.0);
}

void EngineTest::appendedFramesAreCountedAndLabelled() {
  Progress progress;
  const Image before = probe(*engine_, *memory_);
  const SpatialMemory more = engine_->appendCausal(*memory_, readViews(3, {32, 24}, 4), progress);
  QVERIFY(more.approximate());
  QCOMPARE(more.framesRead(), 7);
  QCOMPARE(more.toTensors().tensors.size(), memory_->toTensors().tensors.size());
  QVERIFY(SpatialMemory::fromTensors(more.toTensors()).approximate());
  // What was appended shows, the exact reading of all frames is another, and the memory appended to is untouched.
  QVERIFY(difference(probe(*engine_, more), before) > 1e-2);
  QVERIFY(difference(probe(*engine_, more), probe(*engine_, encoded(*engine_, readViews(7)))) > kVisible);
  QVERIFY(!memory_->approximate());
  QCOMPARE(memory_->framesRead(), 4);
  QCOMPARE(difference(probe(*engine_, *memory_), before), 0.0);
}

void EngineTest::appendingEqualsReadingInTheFirstBlock() {
  // The first block's features do not depend on what was read. Without the elastic term (whose state is not kept) its step on
  // the appended frames is therefore the step of a chunk of their own.
  ModelConfig config = tinyConfig();
  config.elastic.enabled = false;
  config.chunkViews = 3;
  const Engine engine = lively(config);
  Progress progress;
  const SpatialMemory appended = engine.appendCausal(encoded(engine, readViews(3)), readViews(3, {32, 24}, 3), progress);
  const SpatialMemory exact = encoded(engine, readViews(6));
  QVERIFY(difference(fastWeights(appended, 0), fastWeights(exact, 0)) < 1e-4);
  QVERIFY(difference(fastWeights(appended, 1), fastWeights(exact, 1)) > kVisible);
  QVERIFY(difference(fastWeights(appended, 0), fastWeights(encoded(engine, readViews(3)), 0)) > kVisible);
}

void EngineTest::refusesToAppendAnotherFrameOfReference() {
  Progress progress;
  PreparedCapture more = readViews(2);
  more.preparation.normalisation.scale = 2;
  QVERIFY(refuses([&] { engine_->appendCausal(*memory_, more, progress); }, ErrorCode::badInput, "frame of reference"));
  ModelConfig wide = tinyConfig();
  wide.interMulti = 4;
  const Engine other = Engine::random(wide, 1, kCpu);
  QVERIFY(refuses([&] { other.appendCausal(*memory_, readViews(2), progress); }, ErrorCode::badInput, "'lively'"));
}

void EngineTest::cancelledReadingLeavesNothing() {
  const Image before = probe(*engine_, *memory_);
  for (const bool append : {false, true}) {
    int reports = 0;
    Progress* running = nullptr;
    Progress progress([&](const ProgressReport&) {
      ++reports;
      running->cancel();
    });
    running = &progress;
    std::optional<SpatialMemory> result;
    const PreparedCapture capture = readViews(3);
    const auto read = [&] {
      result = append ? engine_->appendCausal(*memory_, capture, progress) : engine_->encode(capture, progress);
    };
    QVERIFY(refuses(read, ErrorCode::cancelled, "Cancelled"));
    QVERIFY(!result);
    QCOMPARE(reports, 1);  // work had begun, and nothing more was done
  }
  QCOMPARE(difference(probe(*engine_, *memory_), before), 0.0);
}

void EngineTest::cancelledRenderingStops() {
  Progress progress;
  const std::vector<PreparedView> views{askedView({16, 16}, 0), askedView({32, 24}, 1), askedView({16, 16}, 2)};
  std::vector<size_t> received;
  const auto receive = [&](size_t index, Image&&) {
    received.push_back(index);
    progress.cancel();
  };
  QVERIFY(refuses([&] { engine_->render(*memory_, views, receive, progress); }, ErrorCode::cancelled, "Cancelled"));
  QCOMPARE(received, std::vector<size_t>{0});
  received.clear();
  QVERIFY(refuses([&] { engine_->render(*memory_, views, receive, progress); }, ErrorCode::cancelled, "Cancelled"));
  QVERIFY(received.empty());
}

void EngineTest::progressReachesOne() {
  std::vector<double> fractions;
  const auto listener = [&](const ProgressReport& report) { fractions.push_back(report.fraction); };
  const auto complete = [&](const std::function<void(Progress&)>& work) {
    fractions.clear();
    Progress progress(listener);
    progress.stage("Working", 1);
    work(progress);
    return std::is_sorted(fractions.begin(), fractions.end()) && fractions.front() == 0 && fractions.back() == 1 &&
           std::count(fractions.begin(), fractions.end(), 1.0) == 1;
  };
  const PreparedCapture capture = captureOf({readView({32, 24}, 0), readView({16, 16}, 1)});
  QVERIFY(complete([&](Progress& progress) { engine_->encode(capture, progress); }));
  QVERIFY(complete([&](Progress& progress) { engine_->appendCausal(*memory_, capture, progress); }));
  QVERIFY(complete([&](Progress& progress) {
    engine_->render(
        *memory_, {askedView({16, 16}, 0), askedView({8, 8}, 1)}, [](size_t, Image&&) {}, progress);
  }));
}

void EngineTest::profilesDifferWhereElastic() {
  for (const bool elastic : {true, false}) {
    ModelConfig config = tinyConfig();
    config.chunkViews = 2;
    config.elastic.enabled = elastic;
    config.elastic.lambda = 4;
    const Engine official = lively(config, {"cpu", "float32", "official"}), paper = lively(config, {"cpu", "float32", "paper"});
    QVERIFY(official.config().profile == Profile::official);
    QVERIFY(paper.config().profile == Profile::paper);
    const Image a = probe(official, encoded(official, readViews(6))), b = probe(paper, encoded(paper, readViews(6)));
    if (elastic)
      QVERIFY(difference(a, b) > kVisible);
    else
      QCOMPARE(difference(a, b), 0.0);
  }
  QVERIFY(refuses([] { Engine::random(tinyConfig(), 1, {"cpu", "float32", "own"}); }, ErrorCode::badInput, "official, paper"));
}

void EngineTest::refusesViewsThatCannotBe() {
  Progress progress;
  const auto encode = [&](const PreparedCapture& capture) { return [&, capture] { engine_->encode(capture, progress); }; };
  QVERIFY(refuses(encode({}), ErrorCode::badInput, "input frame"));
  QVERIFY(refuses(encode(captureOf({askedView({16, 16}, 0)})), ErrorCode::badInput, "no image"));
  PreparedView mismatched = readView({16, 16}, 0);
  mismatched.image = tinyImage({16, 24}, 0);
  QVERIFY(refuses(encode(captureOf({mismatched})), ErrorCode::badInput, "size"));
  QVERIFY(refuses(encode(readViews(1, {4, 16})), ErrorCode::badInput, "at least 8 pixels"));
  QVERIFY(refuses(encode(readViews(1, {12, 16})), ErrorCode::badInput, "multiples of 8"));
  for (const ImageSize size : {ImageSize{0, 0}, ImageSize{4, 16}, ImageSize{12, 16}, ImageSize{-8, -8}})
    QVERIFY(refuses([&] { rendered(*engine_, *memory_, {askedView(size, 0)}); }, ErrorCode::badInput, "8"));
  ModelConfig impossible = tinyConfig();
  impossible.layers = 0;
  QVERIFY(refuses([&] { Engine::random(impossible, 1, kCpu); }, ErrorCode::badInput, "layers"));
  impossible = tinyConfig();
  impossible.fastHeadDim = 48;
  QVERIFY(refuses([&] { Engine::random(impossible, 1, kCpu); }, ErrorCode::badInput, "fast_head_dim"));
}

void EngineTest::refusesDevicesAndPrecisionsByName() {
  const auto with = [](const std::string& device, const std::string& precision) {
    return [=] { Engine::random(tinyConfig(), 1, {device, precision, ""}); };
  };
  for (const char* device : {"gpu", "", "cuda:", "cuda:x", "cuda:-1", "cuda:12345", "CPU"})
    QVERIFY(refuses(with(device, "float32"), ErrorCode::badInput, "is no device"));
  QVERIFY(refuses(with("cuda:999", "float32"), ErrorCode::noDevice, "device"));
  QVERIFY(refuses(with("cpu", "float16"), ErrorCode::badInput, "is no precision"));
  const auto devices = listDevices();
  QVERIFY(!devices.empty() && devices.back().id == "cpu" && devices.back().memoryBytes > 0);
  if (devices.size() == 1) QVERIFY(refuses(with("cuda:7", "float32"), ErrorCode::noDevice, "--device cpu"));
  QVERIFY(engine_->deviceName().starts_with("cpu"));
  QVERIFY(engine_->precision() == Precision::float32);
  QVERIFY(Engine::random(tinyConfig(), 1, {"cpu", "bfloat16", ""}).precision() == Precision::bfloat16);
}

void EngineTest::turnedCamerasAreReadUpright() {
  // Two upright cameras, and one that was filmed on its side and saw less light.
  Capture capture;
  for (int c = 0; c < 3; ++c) {
    CaptureCamera camera;
    camera.name = "cam" + std::to_string(c);
    const PreparedView view = askedView({48, 32}, 2 * c);
    const Camera placed = c == 2 ? turned(view.camera, 1) : view.camera;
    camera.intrinsics = placed.intrinsics;
    camera.world_from_camera = {placed.world_from_camera};
    std::vector<Image> images;
    for (int f = 0; f < 2; ++f) {
      Image image = tinyImage({48, 32}, f + c);
      for (float& value : image.rgb) value *= c == 2 ? 0.5f : 1.0f;
      images.push_back(c == 2 ? turn(image, 1) : image);
      camera.times.push_back(0.1 * f);
    }
    camera.images = std::make_shared<MemoryImages>(std::move(images));
    capture.cameras.push_back(std::move(camera));
  }
  Progress progress;
  PrepareOptions options;
  options.longSide = 48;
  const std::vector<FrameId> inputs{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}};
  const PreparedCapture prepared = prepareInputs(capture, inputs, options, progress);
  for (const PreparedView& view : prepared.inputs) {
    QCOMPARE(view.quarterTurns, view.id.camera == 2 ? 3 : 0);
    QVERIFY((view.image.size == ImageSize{48, 32}));
  }
  const SpatialMemory memory = encoded(*engine_, prepared);
  const CapturePreparation& kept = memory.preparation();
  QCOMPARE(kept.exposure.size(), size_t{3});
  const auto output = [&](const View& view) {
    const PreparedView asked = prepareView(kept, view);
    return outputFor(kept, view, asked, std::move(rendered(*engine_, memory, {asked}).at(0)));
  };
  // A view on its side is the upright view's picture, turned; a size that the model cannot make is met all the same.
  View upright{capture.camera({1, 0}), 0.05};
  const Image picture = output(upright), sideways = output({turned(upright.camera, 1), 0.05});
  QVERIFY((picture.size == ImageSize{48, 32}));
  QVERIFY(difference(turn(picture, 1), sideways) < kSame);
  upright.camera.intrinsics = resized(upright.camera.intrinsics, {45, 31});
  const Image odd = output(upright);
  QVERIFY((odd.size == ImageSize{45, 31}));
  QVERIFY(difference(odd, resize(picture, {45, 31})) < 0.2);
}

void EngineTest::fullSizeOfficialLayout() {
  constexpr uint64_t kNeeded = 6ull << 30;
  const auto available = availableMemory();
  if (!available || *available < kNeeded) QSKIP("The full-size model is tried where 6 GiB of memory are free.");
  ModelConfig config;
  config.chunkTokens = 8192;
  config.elastic.enabled = true;
  config.muonSteps = 1;  // of 5: nearly all of the time, and no part of the layout
  const Engine engine = Engine::random(config, 1, {"cpu", "auto", ""});
  QCOMPARE(engine.parameters(), int64_t{312347208});
  const SpatialMemory memory = encoded(engine, readViews(2, {16, 16}));
  const auto images = rendered(engine, memory, {askedView({16, 16}, 1)});
  QCOMPARE(images.size(), size_t{1});
  QCOMPARE(difference(images[0], images[0]), 0.0);  // infinite where a value is not finite
}

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
