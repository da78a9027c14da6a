// The training configuration: what it means, and that each mistake is named.
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "training/trainer/train_config.h"

using namespace fsm;
using namespace fsm::training;
using nlohmann::json;

namespace {

json goodConfig() {
  return json::parse(R"({
    "model": {"dim": 64, "layers": 2, "fast_head_dim": 64},
    "steps": 100,
    "learningRate": {"muon": 0.004, "finalFraction": 0.1},
    "data": {"textures": "pictures", "rigShares": {"phonePath": 1}, "captures": [{"cache": "desk.safetensors", "share": 0.25}]},
    "stages": [{"sizes": [[64, 32], [32, 64]], "batch": 8, "inputs": 6, "targets": 2, "until": 0.4},
               {"sizes": [[128, 72]], "batch": 4, "inputs": 5, "targets": 3}],
    "loss": {"perceptual": 0.1, "perceptualWeights": "/weights.mat"},
    "validate": {"steps": 20, "scenes": 3},
    "save": {"seconds": 60}
  })");
}

/// The sentence of the error that a changed configuration gives; empty when it is accepted.
std::string complaint(const std::function<void(json&)>& change) {
  json config = goodConfig();
  change(config);
  try {
    parseTrainConfig(config, "/runs");
  } catch (const Error& error) {
    return error.code() == ErrorCode::badInput ? error.what() : "another code";
  }
  return {};
}

}  // namespace

class TrainConfigTest : public QObject {
  Q_OBJECT
 private slots:
  void readsEverything() {
    const TrainConfig config = parseTrainConfig(goodConfig(), "/runs");
    QCOMPARE(config.model.dim, 64);
    QCOMPARE(config.steps, int64_t{100});
    QCOMPARE(config.muonRate, 0.004);
    QCOMPARE(config.adamRate, 0.002);
    QCOMPARE(config.data.textures, std::filesystem::path("/runs/pictures"));
    QCOMPARE(config.data.captures.at(0).cache, std::filesystem::path("/runs/desk.safetensors"));
    QCOMPARE(config.data.rigShares, (std::array<double, 3>{1, 0, 0}));
    QCOMPARE(config.stages.size(), size_t{2});
    QCOMPARE(config.stages[0].sizes[1], (ImageSize{32, 64}));
    QCOMPARE(config.loss.perceptualWeights, std::filesystem::path("/weights.mat"));
    QCOMPARE(config.validation.size, (ImageSize{128, 72}));
    QCOMPARE(config.validation.inputs, 5);
    QCOMPARE(config.validation.every.steps, int64_t{20});
    QCOMPARE(config.validation.every.seconds, 0.0);
    QCOMPARE(config.save.seconds, 60.0);
  }

  void namesTheKeyThatIsWrong_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << "/stepps"
                             << "1"
                             << "stepps";
    QTest::newRow("unknown in model") << "/model/dimm"
                                      << "64"
                                      << "model.dimm";
    QTest::newRow("unknown in elastic") << "/model/elastic/lamda"
                                        << "1"
                                        << "lamda";
    QTest::newRow("unknown in data") << "/data/texture"
                                     << "\"x\""
                                     << "data.texture";
    QTest::newRow("unknown in a stage") << "/stages/1/bacth"
                                        << "3"
                                        << "stages[1].bacth";
    QTest::newRow("unknown in loss") << "/loss/lpips"
                                     << "3"
                                     << "loss.lpips";
    QTest::newRow("unknown in validate") << "/validate/scene"
                                         << "3"
                                         << "validate.scene";
    QTest::newRow("unknown in save") << "/save/minutes"
                                     << "3"
                                     << "save.minutes";
    QTest::newRow("unknown in a capture") << "/data/captures/0/path"
                                          << "\"x\""
                                          << "data.captures[0].path";
    QTest::newRow("size off the patch") << "/stages/0/sizes/0"
                                        << "[60, 32]"
                                        << "stages[0].sizes";
    QTest::newRow("zero size") << "/stages/0/sizes/0"
                               << "[0, 32]"
                               << "stages[0].sizes";
    QTest::newRow("batch zero") << "/stages/0/batch"
                                << "0"
                                << "stages[0].batch";
    QTest::newRow("batch with a fraction") << "/stages/0/batch"
                                           << "1.5"
                                           << "stages[0].batch";
    QTest::newRow("stages out of order") << "/stages/0/until"
                                         << "1"
                                         << "stages[1].until";
    QTest::newRow("last stage short") << "/stages/1/until"
                                      << "0.9"
                                      << "stages[1].until";
    QTest::newRow("two lengths") << "/seconds"
                                 << "10"
                                 << "steps";
    QTest::newRow("negative rate") << "/learningRate/muon"
                                   << "-1"
                                   << "learningRate.muon";
    QTest::newRow("rate as text") << "/learningRate/muon"
                                  << "\"fast\""
                                  << "learningRate.muon";
    QTest::newRow("precision") << "/precision"
                               << "\"half\""
                               << "precision";
    QTest::newRow("device") << "/device"
                            << "\"tpu\""
                            << "device";
    QTest::newRow("device index") << "/device"
                                  << "\"cuda:x\""
                                  << "device";
    QTest::newRow("stages missing") << "/stages"
                                    << "[]"
                                    << "stages";
    QTest::newRow("share above one") << "/data/captures/0/share"
                                     << "1.5"
                                     << "data.captures[0].share";
    QTest::newRow("perceptual without weights") << "/loss/perceptualWeights"
                                                << "\"\""
                                                << "loss.perceptualWeights";
    QTest::newRow("object expected") << "/data"
                                     << "3"
                                     << "data";
  }
  void namesTheKeyThatIsWrong() {
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, named);
    const std::string sentence =
        complaint([&](json& config) { config[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString()); });
    QVERIFY2(QString::fromStdString(sentence).contains(named), sentence.c_str());
  }

  void aFileThatIsNotJsonIsSaid() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "bad.json";
    writeFileAtomically(path, std::string("{ \"steps\": "));
    QVERIFY_EXCEPTION_THROWN(readTrainConfig(path), Error);
    writeFileAtomically(path, goodConfig().dump());
    QCOMPARE(readTrainConfig(path).data.textures, path.parent_path() / "pictures");
  }
};

QTEST_GUILESS_MAIN(TrainConfigTest)
#include "train_config_test.moc"
