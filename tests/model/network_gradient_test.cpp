// The network's gradients: against the reference's in double precision, against numeric differences, and with activation
// checkpointing.
#include "reconstruction/model/network.h"

#include <QtTest>

#include "tests/model/network_problem.h"

using namespace fsm::network_tests;
using fsm::ModelConfig;
using fsm::Profile;

class NetworkGradientTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { torch::set_num_threads(1); }  // tiny products: threads only wait for each other
  void gradientsAgreeWithReference_data();
  void gradientsAgreeWithReference();
  void gradientsAreThoseOfDifferences_data();
  void gradientsAreThoseOfDifferences();
  void checkpointingGivesTheSameGradients_data();
  void checkpointingGivesTheSameGradients();
};

void NetworkGradientTest::gradientsAgreeWithReference_data() {
  QTest::addColumn<bool>("elastic");
  QTest::addColumn<int>("profile");
  QTest::newRow("LaCT") << false << static_cast<int>(Profile::official);
  QTest::newRow("LaCET official") << true << static_cast<int>(Profile::official);
  QTest::newRow("LaCET paper") << true << static_cast<int>(Profile::paper);
}

/// In double precision on both sides: every entry of every learned tensor.
void NetworkGradientTest::gradientsAgreeWithReference() {
  QFETCH(bool, elastic);
  QFETCH(int, profile);
  ModelConfig config = smallConfig();
  config.elastic.enabled = elastic;
  config.profile = static_cast<Profile>(profile);
  const Weights start = livelyWeights(config, 17);
  Weights tested = leafWeights(start), reference = leafWeights(start);
  Problem problem(torch::kFloat64, 2, 3, 2, 8, 8);
  problem.inputs.mask = torch::tensor({1.0, 1.0, 1.0, 1.0, 0.0, 1.0}, torch::kFloat64).view({2, 3});

  const Tensor rendering = forwardImages(tested, problem.inputs, problem.targets, exactOptions());
  const Tensor expected = fsm::reference::renderImages(reference, problem.inputs, problem.targets).rendering;
  QVERIFY(difference(rendering, expected) <= kDoubleBound);
  problem.loss(rendering).backward();
  problem.loss(expected).backward();
  NamedTensors got, wanted;
  for (auto& [name, tensor] : tested.named()) got.emplace_back(name, tensor->grad());
  for (auto& [name, tensor] : reference.named()) wanted.emplace_back(name, tensor->grad());
  for (const auto& [name, gradient] : wanted)
    QVERIFY2(gradient.defined() && gradient.abs().max().item<double>() > 0, name.c_str());
  const QString wrong = disagreement(got, wanted, 1e-6);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void NetworkGradientTest::gradientsAreThoseOfDifferences_data() {
  QTest::addColumn<QString>("tensor");
  // Without the elastic term the only thing held constant is the column norm of the first weights: all but w0, w1, w2 have true
  // derivatives.
  for (const char* name :
       {"input_linear.weight", "input_layernorm.weight", "blocks.0.module_list.0.f.to_qkv.weight",
        "blocks.0.module_list.0.f.q_norm.weight", "blocks.0.module_list.0.f.c_proj.weight",
        "blocks.0.module_list.1.f.to_qkv.weight", "blocks.0.module_list.1.f.lr_fc.weight", "blocks.1.module_list.1.f.lr_fc.bias",
        "blocks.1.module_list.1.f.to_qkv.weight", "blocks.1.module_list.1.f.o_norm.weight",
        "blocks.0.module_list.1.f.c_proj.weight", "blocks.1.module_list.2.f.c_fc.weight", "image_token_decoder.1.weight"}) {
    QTest::newRow(name) << name;
  }
}

/// Central differences of fourth order along a random direction of one tensor, in double precision.
void NetworkGradientTest::gradientsAreThoseOfDifferences() {
  QFETCH(QString, tensor);
  ModelConfig config = smallConfig();
  config.elastic.enabled = false;
  Weights weights = leafWeights(livelyWeights(config, 19));
  const Problem problem(torch::kFloat64, 1, 3, 1, 8, 8);
  Tensor* changed = nullptr;
  for (auto& [name, candidate] : weights.named()) {
    if (name == tensor.toStdString()) changed = candidate;
  }
  QVERIFY(changed != nullptr);
  problem.loss(forwardImages(weights, problem.inputs, problem.targets, exactOptions())).backward();
  Tensor direction = torch::randn_like(*changed);
  direction = direction / direction.norm();
  const double analytic = (changed->grad() * direction).sum().item<double>();

  const torch::NoGradGuard noGrad;
  const Tensor original = changed->detach().clone();
  const auto lossAt = [&](double step) {
    changed->copy_(original + step * direction);
    return problem.loss(forwardImages(weights, problem.inputs, problem.targets, exactOptions())).item<double>();
  };
  constexpr double kStep = 1e-4;
  const double numeric = (8 * (lossAt(kStep) - lossAt(-kStep)) - (lossAt(2 * kStep) - lossAt(-2 * kStep))) / (12 * kStep);
  QVERIFY2(std::abs(numeric - analytic) <= 1e-6 * std::max(1.0, std::abs(numeric)),
           qPrintable(QString("differences give %1, the backward pass %2").arg(numeric, 0, 'g', 9).arg(analytic, 0, 'g', 9)));
}

void NetworkGradientTest::checkpointingGivesTheSameGradients_data() {
  QTest::addColumn<bool>("elastic");
  QTest::addColumn<int>("profile");
  QTest::addColumn<bool>("frozenEmbedding");
  QTest::newRow("LaCT") << false << static_cast<int>(Profile::official) << false;
  QTest::newRow("LaCET official") << true << static_cast<int>(Profile::official) << false;
  QTest::newRow("LaCET paper") << true << static_cast<int>(Profile::paper) << false;
  QTest::newRow("frozen embedding") << true << static_cast<int>(Profile::official) << true;
}

void NetworkGradientTest::checkpointingGivesTheSameGradients() {
  QFETCH(bool, elastic);
  QFETCH(int, profile);
  QFETCH(bool, frozenEmbedding);
  ModelConfig config = smallConfig();
  config.layers = 3;
  config.elastic.enabled = elastic;
  config.profile = static_cast<Profile>(profile);
  const Weights start = livelyWeights(config, 23);
  const Problem problem(torch::kFloat32, 2, 3, 2, 8, 8);
  std::vector<NamedTensors> gradients(2);
  std::vector<Tensor> renderings;
  for (const bool checkpointing : {false, true}) {
    Weights weights = start;
    for (auto& [name, tensor] : weights.named()) {
      *tensor = tensor->detach().clone().requires_grad_(!(frozenEmbedding && name.starts_with("input_")));
    }
    Tensor rendering;
    {
      // Gone before the backward pass, as a caller's may be.
      ForwardOptions options = exactOptions();
      options.checkpointing = checkpointing;
      rendering = forwardImages(weights, problem.inputs, problem.targets, options);
    }
    problem.loss(rendering).backward();
    renderings.push_back(rendering.detach());
    for (auto& [name, tensor] : weights.named()) {
      if (tensor->requires_grad()) gradients[checkpointing].emplace_back(name, tensor->grad());
    }
  }
  QCOMPARE(difference(renderings[1], renderings[0]), 0.0);
  const QString wrong = disagreement(gradients[1], gradients[0], 1e-5);
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

QTEST_GUILESS_MAIN(NetworkGradientTest)
#include "network_gradient_test.moc"
