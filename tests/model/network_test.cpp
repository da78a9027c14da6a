// The network against a plain double-precision reference: every importance, anchor policy and profile, several heads, batches,
// chunk remainders, masks and image shapes; bounded memory in groups; masked views; Gaussians against explicitly duplicated
// virtual views.
#include "reconstruction/model/network.h"

#include <QtTest>

#include "reconstruction/core/error.h"
#include "reconstruction/model/inference.h"
#include "tests/model/network_problem.h"

using namespace fsm::network_tests;
using fsm::AnchorPolicy;
using fsm::Decoder;
using fsm::Importance;
using fsm::ModelConfig;
using fsm::Profile;

class NetworkTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { torch::set_num_threads(1); }  // tiny products: threads only wait for each other
  void agreesWithReference_data();
  void agreesWithReference();
  void plainUpdateAgreesWithReference_data();
  void plainUpdateAgreesWithReference();
  void gaussiansEqualThoseOfVirtualViews_data();
  void gaussiansEqualThoseOfVirtualViews();
  void maskedViewIsAsIfLeftOut_data();
  void maskedViewIsAsIfLeftOut();
  void boundedMemoryGivesTheSame_data();
  void boundedMemoryGivesTheSame();
  void targetsDoNotTouchEachOther();
  void wrongInputsThrow();
};

void NetworkTest::agreesWithReference_data() {
  QTest::addColumn<int>("importance");
  QTest::addColumn<int>("anchor");
  QTest::addColumn<int>("profile");
  for (const Importance importance : {Importance::mas, Importance::ewc, Importance::si}) {
    for (const AnchorPolicy anchor : {AnchorPolicy::global, AnchorPolicy::streaming, AnchorPolicy::streamingEma}) {
      for (const Profile profile : {Profile::official, Profile::paper}) {
        QTest::addRow("%s %s %s", name(importance), name(anchor), name(profile))
            << static_cast<int>(importance) << static_cast<int>(anchor) << static_cast<int>(profile);
      }
    }
  }
}

void NetworkTest::agreesWithReference() {
  QFETCH(int, importance);
  QFETCH(int, anchor);
  QFETCH(int, profile);
  ModelConfig config = smallConfig();
  config.elastic.importance = static_cast<Importance>(importance);
  config.elastic.anchor = static_cast<AnchorPolicy>(anchor);
  config.profile = static_cast<Profile>(profile);
  Weights weights = livelyWeights(config, 7);
  storeElastic(weights);
  // Two heads, two samples, 5 views of 6 tokens in chunks of 12: boundaries inside views, a remainder of 6.
  Problem problem(torch::kFloat32, 2, 5, 2, 8, 12);
  problem.inputs.mask = torch::tensor({1.0f, 1.0f, 0.0f, 1.0f, 1.0f, 1.0f, 0.0f, 1.0f, 1.0f, 0.0f}).view({2, 5});

  Trace trace;
  const Tensor rendering = forwardImages(weights, problem.inputs, problem.targets, exactOptions(&trace));
  const auto expected = fsm::reference::renderImages(fsm::reference::inDouble(weights), problem.inputs, problem.targets);
  QVERIFY(difference(rendering, expected.rendering) <= kFloatBound);
  const QString wrong = disagreement(named(trace, true), named(expected.trace, true), kFloatBound);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void NetworkTest::plainUpdateAgreesWithReference_data() {
  QTest::addColumn<int>("chunkTokens");
  QTest::addColumn<int>("chunkViews");
  QTest::addColumn<int>("fastHeadDim");
  QTest::addColumn<int>("interMulti");
  QTest::addColumn<int>("muonSteps");
  QTest::newRow("one chunk") << 0 << 0 << 16 << 2 << 5;
  QTest::newRow("longer than the sequence") << 1000 << 0 << 16 << 2 << 5;
  QTest::newRow("one token left over") << 23 << 0 << 16 << 2 << 5;
  QTest::newRow("by views") << 5 << 2 << 16 << 2 << 5;
  QTest::newRow("four heads, wide") << 12 << 0 << 4 << 4 << 5;
  QTest::newRow("hidden as wide as the head") << 12 << 0 << 8 << 1 << 5;
  QTest::newRow("normalised gradient only") << 12 << 0 << 8 << 2 << 0;
}

void NetworkTest::plainUpdateAgreesWithReference() {
  QFETCH(int, chunkTokens);
  QFETCH(int, chunkViews);
  QFETCH(int, fastHeadDim);
  QFETCH(int, interMulti);
  QFETCH(int, muonSteps);
  ModelConfig config = smallConfig();
  config.elastic.enabled = false;
  config.chunkTokens = chunkTokens;
  config.chunkViews = chunkViews;
  config.fastHeadDim = fastHeadDim;
  config.interMulti = interMulti;
  config.muonSteps = muonSteps;
  const Weights weights = livelyWeights(config, 11);
  const Problem problem(torch::kFloat32, 2, 4, 1, 12, 8);
  Trace trace;
  const Tensor rendering = forwardImages(weights, problem.inputs, problem.targets, exactOptions(&trace));
  const auto expected = fsm::reference::renderImages(fsm::reference::inDouble(weights), problem.inputs, problem.targets);
  QVERIFY(difference(rendering, expected.rendering) <= kFloatBound);
  const QString wrong = disagreement(named(trace, false), named(expected.trace, false), kFloatBound);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void NetworkTest::gaussiansEqualThoseOfVirtualViews_data() {
  QTest::addColumn<int>("profile");
  QTest::newRow("official") << static_cast<int>(Profile::official);
  QTest::newRow("paper") << static_cast<int>(Profile::paper);
}

void NetworkTest::gaussiansEqualThoseOfVirtualViews() {
  QFETCH(int, profile);
  ModelConfig config = smallConfig();
  config.decoder = Decoder::gaussians;
  config.profile = static_cast<Profile>(profile);
  config.near = 0.5;
  config.far = 20;
  Weights weights = livelyWeights(config, 13);
  {
    // Large outputs, so that the caps on the scales are reached.
    const torch::NoGradGuard noGrad;
    weights.outputLinear.mul_(6);
  }
  const Problem problem(torch::kFloat32, 2, 3, 1, 8, 12);
  const GaussianArrays arrays = forwardGaussians(weights, problem.inputs, exactOptions());
  const auto expected = fsm::reference::predictGaussians(fsm::reference::inDouble(weights), problem.inputs);
  QVERIFY(expected.gaussians.scaling.max().item<double>() == 10.0);
  const QString wrong = disagreement(named(arrays), named(expected.gaussians), kFloatBound);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void NetworkTest::maskedViewIsAsIfLeftOut_data() {
  QTest::addColumn<int>("masked");
  QTest::addColumn<int>("chunkViews");
  QTest::newRow("first view, one chunk") << 0 << 0;
  QTest::newRow("view in the middle, one chunk") << 2 << 0;
  QTest::newRow("last view of a shorter last chunk") << 4 << 3;
}

void NetworkTest::maskedViewIsAsIfLeftOut() {
  QFETCH(int, masked);
  QFETCH(int, chunkViews);
  ModelConfig config = smallConfig();
  config.chunkTokens = 0;
  config.chunkViews = chunkViews;
  const Weights weights = livelyWeights(config, 29);
  Problem problem(torch::kFloat32, 2, 5, 2, 8, 8);
  problem.inputs.mask = torch::ones({2, 5});
  problem.inputs.mask.select(1, masked).zero_();

  std::vector<int64_t> others{0, 1, 2, 3, 4};
  others.erase(others.begin() + masked);
  const Tensor keep = torch::tensor(others, torch::kInt64);
  const auto pick = [&](const Tensor& tensor) { return tensor.index_select(1, keep); };
  const ViewBatch fewer{pick(problem.inputs.image),
                        pick(problem.inputs.world_from_camera),
                        pick(problem.inputs.fxfycxcy),
                        pick(problem.inputs.time),
                        {}};
  const Tensor withMask = forwardImages(weights, problem.inputs, problem.targets, exactOptions());
  const Tensor without = forwardImages(weights, fewer, problem.targets, exactOptions());
  QVERIFY(difference(withMask, without) <= 1e-4);
  problem.inputs.mask = Tensor();
  const Tensor withAll = forwardImages(weights, problem.inputs, problem.targets, exactOptions());
  QVERIFY2(difference(withAll, without) > 1e-3, "the masked view would have made no difference anyway");
}

void NetworkTest::boundedMemoryGivesTheSame_data() {
  QTest::addColumn<int>("profile");
  QTest::addColumn<int>("groupViews");
  for (const Profile profile : {Profile::official, Profile::paper}) {
    for (const int views : {1, 2, 100})
      QTest::addRow("%s, %d views at once", name(profile), views) << static_cast<int>(profile) << views;
  }
}

/// Groups that do not line up with chunks, masks, several heads and samples.
void NetworkTest::boundedMemoryGivesTheSame() {
  QFETCH(int, profile);
  QFETCH(int, groupViews);
  ModelConfig config = smallConfig();
  config.chunkTokens = 14;
  config.profile = static_cast<Profile>(profile);
  Weights weights = livelyWeights(config, 41);
  storeElastic(weights);
  Problem problem(torch::kFloat64, 2, 5, 3, 8, 12);
  problem.inputs.mask = torch::tensor({1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0}, torch::kFloat64).view({2, 5});
  weights = fsm::reference::inDouble(weights);

  Trace whole, bounded;
  const Tensor expected = forwardImages(weights, problem.inputs, problem.targets, exactOptions(&whole));
  fsm::model::InferenceOptions options;
  options.newtonSchulzBfloat16 = false;
  options.groupTokens = groupViews * 2 * 6;  // views of both samples, 6 tokens each
  options.trace = &bounded;
  const auto memory = fsm::model::encode(weights, {problem.inputs}, options);
  const Tensor rendering = renderViews(weights, memory, problem.targets, 8, 12, options);
  QVERIFY(difference(rendering, expected) <= kDoubleBound);
  for (Tensor& tokens : whole.tokens) tokens = tokens.slice(1, 0, 5 * 6);
  const QString wrong = disagreement(named(bounded, true), named(whole, true), kDoubleBound);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void NetworkTest::targetsDoNotTouchEachOther() {
  const ModelConfig config = smallConfig();
  const Weights weights = livelyWeights(config, 31);
  const Problem problem(torch::kFloat32, 1, 3, 3, 8, 12);
  const Tensor all = forwardImages(weights, problem.inputs, problem.targets, exactOptions());
  for (int64_t view = 0; view < 3; ++view) {
    const ViewBatch& targets = problem.targets;
    const ViewBatch one{{},
                        targets.world_from_camera.slice(1, view, view + 1),
                        targets.fxfycxcy.slice(1, view, view + 1),
                        targets.time.slice(1, view, view + 1),
                        {}};
    QVERIFY(difference(forwardImages(weights, problem.inputs, one, exactOptions()), all.slice(1, view, view + 1)) <= 1e-5);
  }
}

void NetworkTest::wrongInputsThrow() {
  const ModelConfig config = smallConfig();
  const Weights weights = livelyWeights(config, 37);
  const Problem problem(torch::kFloat32, 1, 2, 1, 8, 8), odd(torch::kFloat32, 1, 2, 1, 8, 10);
  ViewBatch blind = problem.inputs;
  blind.image = Tensor();
  QVERIFY_EXCEPTION_THROWN(forwardImages(weights, blind, problem.targets, exactOptions()), fsm::Error);
  QVERIFY_EXCEPTION_THROWN(forwardImages(weights, odd.inputs, odd.targets, exactOptions()), fsm::Error);
}

QTEST_GUILESS_MAIN(NetworkTest)
#include "network_test.moc"
