#include "reconstruction/model/config.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "reconstruction/core/error.h"

using nlohmann::json;

class ConfigTest : public QObject {
  Q_OBJECT

 private slots:
  void keepsEveryFieldThroughJson() {
    fsm::ModelConfig config;
    config.decoder = fsm::Decoder::gaussians;
    config.dim = 96;
    config.layers = 5;
    config.patch = 16;
    config.attentionHeadDim = 32;
    config.fastHeadDim = 48;
    config.interMulti = 4;
    config.mlpMulti = 3;
    config.muonSteps = 2;
    config.baseLearningRate = 0.03;
    config.chunkTokens = 77;
    config.chunkViews = 8;
    config.elastic = {true, fsm::Importance::ewc, fsm::AnchorPolicy::streaming, 0.1, 0.2, 0.3};
    config.profile = fsm::Profile::paper;
    config.near = 0.5;
    config.far = 7;
    const json written = fsm::toJson(config);
    // Every field was changed: one that is not read shows as its default.
    QVERIFY(fsm::toJson(fsm::modelConfigFromJson(json::parse(written.dump()))) == written);
    const json defaults = fsm::toJson(fsm::ModelConfig{});
    for (const auto& [key, value] : written.items()) QVERIFY2(value != defaults.at(key), key.c_str());
    for (const auto& [key, value] : written.at("elastic").items()) QVERIFY2(value != defaults.at("elastic").at(key), key.c_str());
  }

  void missingKeysKeepTheirDefaultsAndUnknownOnesAreIgnored() {
    const auto config =
        fsm::modelConfigFromJson(json::parse(R"({"layers": 2, "colour": "red", "elastic": {"enabled": true, "x": 1}})"));
    QCOMPARE(config.layers, 2);
    QCOMPARE(config.dim, 768);
    QVERIFY(config.elastic.enabled);
    QCOMPARE(config.elastic.lambda, 0.5);
  }

  void namesTheWrongKey_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    const auto add = [](const char* text, const char* key) { QTest::newRow(text) << QByteArray(text) << QByteArray(key); };
    add(R"([])", "JSON object");
    add(R"({"dim": 0})", "\"dim\"");
    add(R"({"dim": -768})", "\"dim\"");
    add(R"({"dim": 768.0})", "\"dim\"");
    add(R"({"dim": "768"})", "\"dim\"");
    add(R"({"dim": 18446744073709551615})", "\"dim\"");
    add(R"({"layers": 1000000000})", "\"layers\"");
    add(R"({"attention_head_dim": 100})", "\"attention_head_dim\"");
    add(R"({"fast_head_dim": 500})", "\"fast_head_dim\"");
    add(R"({"base_learning_rate": true})", "\"base_learning_rate\"");
    add(R"({"decoder": "sound"})", "\"decoder\"");
    add(R"({"profile": 3})", "\"profile\"");
    add(R"({"elastic": 3})", "\"elastic\"");
    add(R"({"elastic": {"importance": "most"}})", "\"elastic.importance\"");
    add(R"({"elastic": {"alpha": 1.5}})", "\"elastic.alpha\"");
    add(R"({"elastic": {"enabled": 1}})", "\"elastic.enabled\"");
    add(R"({"near": 5, "far": 5})", "\"far\"");
  }
  void namesTheWrongKey() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, key);
    try {
      fsm::modelConfigFromJson(json::parse(text.toStdString()));
    } catch (const fsm::Error& error) {
      QCOMPARE(error.code(), fsm::ErrorCode::badInput);
      QVERIFY2(QByteArray(error.what()).contains(key), error.what());
      return;
    }
    QFAIL("It was taken.");
  }

  void knowsTheNames() {
    QCOMPARE(fsm::importanceFromName("abs"), fsm::Importance::mas);
    QCOMPARE(fsm::importanceFromName("sq"), fsm::Importance::ewc);
    for (const auto value : {fsm::Importance::mas, fsm::Importance::ewc, fsm::Importance::si})
      QCOMPARE(fsm::importanceFromName(fsm::name(value)), value);
    for (const auto value : {fsm::AnchorPolicy::global, fsm::AnchorPolicy::streaming, fsm::AnchorPolicy::streamingEma})
      QCOMPARE(fsm::anchorFromName(fsm::name(value)), value);
    for (const auto value : {fsm::Profile::official, fsm::Profile::paper})
      QCOMPARE(fsm::profileFromName(fsm::name(value)), value);
    QCOMPARE(std::string(fsm::name(fsm::AnchorPolicy::streamingEma)), std::string("streaming-ema"));
    QVERIFY_THROWS_EXCEPTION(fsm::Error, fsm::anchorFromName(""));
  }
};

QTEST_APPLESS_MAIN(ConfigTest)
#include "config_test.moc"
