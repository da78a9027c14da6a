// What the Gaussian decoder is trained on: distances of the right pixels, targets in turn, and a run of both decoders.
#include "training/trainer/gaussian_targets.h"

#include <QTemporaryDir>
#include <QtTest>
#include <limits>
#include <nlohmann/json.hpp>

#include "reconstruction/core/file.h"
#include "reconstruction/model/network.h"
#include "reconstruction/splatting/autograd.h"
#include "training/trainer/train.h"

using namespace fsm;
using namespace fsm::training;
using torch::Tensor;

namespace {

constexpr int kPatch = 8;

ModelConfig smallConfig() {
  ModelConfig config;
  config.decoder = Decoder::both;
  config.dim = config.fastHeadDim = 16;
  config.attentionHeadDim = 8;
  config.layers = 1;
  return config;
}

TrainingBatch someBatch() {
  const auto generator =
      std::make_shared<const SceneGenerator>(std::make_shared<const TextureAtlas>("", 1, 4), /*cudaDevice=*/-1);
  DataConfig data;
  data.samplesPerAxis = 1;
  data.allInputsShare = 1;
  const BatchSource source(data, 5, generator, torch::kCPU);
  return source.make(source.draw({0, {24, 16}, 2, 3, 4}), true);
}

}  // namespace

class GaussianTargetsTest : public QObject {
  Q_OBJECT

 private slots:
  void distancesAreInTheModelsUnits() {
    const TrainingBatch batch = someBatch();
    QCOMPARE(batch.distance.sizes().vec(), (std::vector<int64_t>{2, 3, 16, 24}));
    const Tensor known = batch.distance.masked_select(torch::isfinite(batch.distance));
    QVERIFY(known.numel() > batch.distance.numel() / 2);
    QVERIFY(known.min().item<double>() > 0);
    QVERIFY(batch.host.scale[0].item<double>() > 0);
  }

  void exactDistancesAreNoError() {
    TrainingBatch batch = someBatch();
    const auto weights = model::Weights::random(smallConfig(), 1, torch::kCPU);
    model::ForwardOptions options;
    model::GaussianArrays made = model::forwardGaussians(weights, batch.inputs, options);
    const Tensor centre = batch.inputs.world_from_camera.select(-1, 3).slice(-1, 0, 3).repeat_interleave(16 * 24, 1);
    // The distances that were made, laid out as pictures, as if they were the truth.
    const Tensor made1d = (made.xyz - centre).norm(2, -1);
    batch.distance = made1d.view({2, 3, 2, 3, 8, 8}).permute({0, 1, 2, 4, 3, 5}).reshape({2, 3, 16, 24}).clone();
    QVERIFY(distanceError(made, batch, kPatch).item<double>() < 1e-5);
    batch.distance.mul_(std::exp(0.5));
    QVERIFY(std::abs(distanceError(made, batch, kPatch).item<double>() - 0.5) < 1e-4);
    // What is unknown, and inputs that are not read, do not count.
    batch.distance.select(1, 0).fill_(std::numeric_limits<float>::quiet_NaN());
    batch.distance.select(1, 1).fill_(1e-3f);
    batch.inputs.mask.select(1, 1).fill_(0);
    made.xyz.requires_grad_(true);
    const Tensor error = distanceError(made, batch, kPatch);
    QVERIFY(std::abs(error.item<double>() - 0.5) < 1e-4);
    error.backward();
    QVERIFY(torch::isfinite(made.xyz.grad()).all().item<bool>());
    batch.distance.fill_(std::numeric_limits<float>::quiet_NaN());
    QCOMPARE(distanceError(made, batch, kPatch).item<double>(), 0.0);
  }

  void samplesAndViewsTakeTurns() {
    const TrainingBatch batch = someBatch();
    const auto weights = model::Weights::random(smallConfig(), 1, torch::kCPU);
    const model::GaussianArrays made = model::forwardGaussians(weights, batch.inputs, {});
    const auto rasteriser = splatting::makeRasteriser(torch::kCPU);
    const GaussianTraining options{1, 2, 1, 0};
    const auto first = rasteriseTargets(made, batch, options, 0, rasteriser);
    const auto second = rasteriseTargets(made, batch, options, 1, rasteriser);
    QCOMPARE(first.prediction.sizes().vec(), (std::vector<int64_t>{1, 2, 3, 16, 24}));
    QVERIFY(torch::equal(first.truth[0][0], batch.truth[0][0]));
    QVERIFY(torch::equal(first.truth[0][1], batch.truth[0][2]));
    QVERIFY(torch::equal(second.truth[0][0], batch.truth[1][1]));
    // All of them, once each, where all fit.
    const auto all = rasteriseTargets(made, batch, {9, 9, 1, 0}, 0, rasteriser);
    QVERIFY(torch::equal(all.truth, batch.truth));
  }

  void bothDecodersTrain() {
    QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    const nlohmann::json config{
        {"model", {{"decoder", "both"}, {"dim", 16}, {"layers", 1}, {"attention_head_dim", 8}, {"fast_head_dim", 16}}},
        {"steps", 3},
        {"device", "cpu"},
        {"precision", "float32"},
        {"data", {{"proceduralTiles", 4}, {"samplesPerAxis", 1}}},
        {"stages", {{{"sizes", {{16, 16}}}, {"batch", 2}, {"inputs", 3}, {"targets", 2}}}},
        {"gaussians", {{"samples", 1}, {"views", 1}}},
        {"logSteps", 1},
        {"validate", {{"steps", 0}, {"scenes", 2}}}};
    writeFileAtomically(root / "config.json", config.dump());
    Progress progress;
    train(root / "config.json", {root / "out", false, 0, 0}, progress);
    const std::string log = readTextFile(root / "out" / "log.jsonl");
    QVERIFY(log.find("distanceError") != std::string::npos);
    QVERIFY(log.find("\"gaussians\":") != std::string::npos);
    const auto weights = model::Weights::fromFile(readTensorFile(root / "out" / "model.safetensors"), {}, torch::kCPU);
    QVERIFY(weights.config.decoder == Decoder::both);
  }
};

QTEST_GUILESS_MAIN(GaussianTargetsTest)
#include "gaussian_targets_test.moc"
