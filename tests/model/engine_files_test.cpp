// Models and memories on disk: what is written comes back as the same pixels, official checkpoints load, and damaged or foreign
// files are refused by name.
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fstream>
#include <numeric>
#include <optional>
#include <utility>

#include "tests/model/tiny_engine.h"

using namespace fsm;
using namespace fsm::engine_tests;
namespace fs = std::filesystem;

namespace {

constexpr double kVisible = 1e-3;  ///< far above rounding
const std::string kFast = "blocks.0.module_list.1.f.";

/// The same file with every tensor's name changed.
TensorFile renamed(const TensorFile& file, const std::function<std::string(const std::string&)>& rename) {
  TensorFile out{{}, file.metadata};
  for (const auto& [name, tensor] : file.tensors) out.tensors[rename(name)] = tensor;
  return out;
}

void setFirst(HostTensor& tensor, float value) {
  if (tensor.bytes.size() >= sizeof value) std::memcpy(tensor.bytes.data(), &value, sizeof value);
}

HostTensor filled(const HostTensor& like, float value) {
  return HostTensor::fromFloats(std::vector<float>(static_cast<size_t>(like.elements()), value), like.shape);
}

nlohmann::json description(const TensorFile& memory) { return nlohmann::json::parse(memory.metadata.at("memory")); }

}  // namespace

class EngineFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void memoryRoundTrip();
  void refusesDamagedMemories_data();
  void refusesDamagedMemories();
  void refusesMemoriesOfOtherModels();
  void modelFolderRoundTrip();
  void bfloat16FolderRoundTrip();
  void singleFileTakesItsConfiguration();
  void prefixesOfWrappersAreStripped_data();
  void prefixesOfWrappersAreStripped();
  void namesWhatIsMissing_data();
  void namesWhatIsMissing();
  void namesWhatIsUnknown();
  void refusesWrongTensors();
  void refusesWrongConfigurations();
  void storedElasticStateIsKept();
  void officialCheckpointsLoad_data();
  void officialCheckpointsLoad();
  void gaussianModelRendersNoImages();

 private:
  fs::path path(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
  /// `file` written and loaded.
  Engine loaded(const TensorFile& file, const EngineOptions& options = kCpu) const {
    writeSafetensors(path("changed.safetensors"), file);
    return Engine::load(path("changed.safetensors"), options);
  }
  Image picture(const Engine& engine) const { return probe(engine, encoded(engine, readViews(3))); }

  QTemporaryDir folder_;
  TensorFile model_;
  std::optional<Engine> engine_;
  std::optional<SpatialMemory> memory_;
  Image picture_;
};

void EngineFilesTest::initTestCase() {
  QVERIFY(folder_.isValid());
  ModelConfig config = tinyConfig();
  config.chunkViews = 2;
  model_ = livelyFile(config, 3, path("random"));
  engine_ = loaded(model_);
  memory_ = encoded(*engine_, readViews(3));
  picture_ = probe(*engine_, *memory_);
}

void EngineFilesTest::memoryRoundTrip() {
  PreparedCapture capture = readViews(3);
  capture.preparation.normalisation.scale = 0.3;
  capture.preparation.normalisation.timeCentre = 1.0 / 3;
  capture.preparation.exposure.push_back({{0.1, 0.2, 0.3}, {0, 0, 1}, {1.1, 0.9, 1.0}});
  const SpatialMemory memory = encoded(*engine_, capture);
  const SpatialMemory back = SpatialMemory::fromTensors(parseSafetensors(serialiseSafetensors(memory.toTensors()), "memory"));
  QCOMPARE(difference(probe(*engine_, back), picture_), 0.0);
  QCOMPARE(back.framesRead(), 3);
  QVERIFY(!back.approximate());
  QCOMPARE(back.preparation().normalisation.scale, 0.3);
  QCOMPARE(back.preparation().exposure.size(), size_t{1});
  QCOMPARE(back.preparation().exposure[0].gain[0], 1.1);
  QCOMPARE(serialiseSafetensors(back.toTensors()), serialiseSafetensors(memory.toTensors()));
  // Frames can still be added: the normalisation that came back is the same to the last bit.
  Progress progress;
  QCOMPARE(engine_->appendCausal(back, capture, progress).framesRead(), 6);
}

using Damage = std::function<void(TensorFile&)>;
using Change = std::function<void(nlohmann::json&)>;

void EngineFilesTest::refusesDamagedMemories_data() {
  QTest::addColumn<Damage>("damage");
  QTest::addColumn<int>("code");
  const auto row = [](const char* name, const Damage& damage, ErrorCode code = ErrorCode::fileDamaged) {
    QTest::newRow(name) << damage << static_cast<int>(code);
  };
  const auto described = [](const Change& change) {
    return Damage([change](TensorFile& file) {
      auto about = description(file);
      change(about);
      file.metadata["memory"] = about.dump();
    });
  };
  const auto set = [&](const char* key, const nlohmann::json& value) {
    return described([=](nlohmann::json& about) { about[key] = value; });
  };
  row("missing tensor", [](TensorFile& file) { file.tensors.erase("blocks.1.w2"); });
  row("foreign tensor", [](TensorFile& file) {
    file.tensors["blocks.7.w0"] = file.tensors["blocks.1.w0"];
    file.tensors.erase("blocks.1.w0");
  });
  row("one tensor more", [](TensorFile& file) { file.tensors["blocks.2.w0"] = file.tensors["blocks.1.w0"]; });
  row("transposed",
      [](TensorFile& file) { std::swap(file.tensors["blocks.0.w0"].shape[1], file.tensors["blocks.0.w0"].shape[2]); });
  row("two dimensions",
      [](TensorFile& file) { file.tensors["blocks.0.w1"].shape.erase(file.tensors["blocks.0.w1"].shape.begin()); });
  row("short data", [](TensorFile& file) { file.tensors["blocks.0.w1"].bytes.resize(100); });
  row("NaN", [](TensorFile& file) { setFirst(file.tensors["blocks.1.w1"], std::nanf("")); });
  row("infinite", [](TensorFile& file) { setFirst(file.tensors["blocks.0.w0"], INFINITY); });
  row("no description", [](TensorFile& file) { file.metadata.clear(); });
  row("no JSON", [](TensorFile& file) { file.metadata["memory"] = "{\"format\":"; });
  row("no object", [](TensorFile& file) { file.metadata["memory"] = "[1]"; });
  row("other format", set("format", "fsm.scene"));
  row("format a number", set("format", 3));
  row("newer version", set("version", 2), ErrorCode::unsupported);
  row("version a word", set("version", "one"));
  row("version zero", set("version", 0));
  row("blocks a word", set("blocks", "two"));
  row("no blocks", set("blocks", 0));
  row("negative blocks", set("blocks", -1));
  row("huge blocks", set("blocks", 1e18));
  row("frames a word", set("frames_read", "three"));
  row("approximate a number", set("approximate", 1));
  row("model a number", set("model", 1));
  row("no preparation", described([](nlohmann::json& about) { about.erase("preparation"); }));
  row("scale zero", described([](nlohmann::json& about) { about["preparation"]["scale"] = 0; }));
}

void EngineFilesTest::refusesDamagedMemories() {
  QFETCH(Damage, damage);
  QFETCH(int, code);
  TensorFile file = memory_->toTensors();
  damage(file);
  QVERIFY(refuses([&] { SpatialMemory::fromTensors(file); }, static_cast<ErrorCode>(code), "scene"));
}

void EngineFilesTest::refusesMemoriesOfOtherModels() {
  ModelConfig deeper = tinyConfig(), wider = tinyConfig();
  deeper.layers = 3;
  wider.interMulti = 4;
  for (const ModelConfig& config : {deeper, wider}) {
    const Engine other = Engine::random(config, 1, kCpu);
    QVERIFY(refuses([&] { probe(other, *memory_); }, ErrorCode::badInput, "'changed'"));
  }
  // Every block is looked at, not the first alone.
  TensorFile mixed = memory_->toTensors();
  const TensorFile foreign = encoded(Engine::random(wider, 1, kCpu), readViews(1)).toTensors();
  for (const char* name : {"blocks.1.w0", "blocks.1.w1", "blocks.1.w2"}) mixed.tensors[name] = foreign.tensors.at(name);
  const SpatialMemory memory = SpatialMemory::fromTensors(mixed);
  QVERIFY(refuses([&] { probe(*engine_, memory); }, ErrorCode::badInput, "another model"));
}

void EngineFilesTest::modelFolderRoundTrip() {
  engine_->save(path("saved"));
  const Engine back = Engine::load(path("saved/"), kCpu);
  QCOMPARE(difference(picture(back), picture_), 0.0);
  QCOMPARE(back.name(), engine_->name());
  QCOMPARE(back.parameters(), engine_->parameters());
  QVERIFY(toJson(back.config()) == toJson(engine_->config()));
  // Without the file beside them the weights bring their configuration along, and the folder gives the name.
  QVERIFY(fs::remove(path("saved") / "config.json"));
  const Engine bare = Engine::load(path("saved"), kCpu);
  QCOMPARE(bare.name(), std::string("saved"));
  QCOMPARE(difference(picture(bare), picture_), 0.0);
  std::ofstream(path("a file")) << "x";
  QVERIFY(refuses([&] { engine_->save(path("a file") / "model"); }, ErrorCode::writeFailed, "a file"));
}

void EngineFilesTest::bfloat16FolderRoundTrip() {
  const EngineOptions options{"cpu", "bfloat16", ""};
  const Engine engine = loaded(model_, options);
  engine.save(path("half"));
  QCOMPARE(difference(picture(Engine::load(path("half"), options)), picture(engine)), 0.0);
}

void EngineFilesTest::singleFileTakesItsConfiguration() {
  QVERIFY(engine_->config().chunkViews == 2);
  QCOMPARE(engine_->name(), std::string("changed"));
  TensorFile file = model_;
  auto config = nlohmann::json::parse(file.metadata.at("config"));
  config["chunk_views"] = 1;
  file.metadata["config"] = config.dump();
  const Engine other = loaded(file);
  QCOMPARE(other.config().chunkViews, 1);
  QVERIFY(difference(picture(other), picture_) > kVisible);
  // Without a configuration: as the official checkpoints were made.
  file.metadata.clear();
  const Engine official = loaded(file);
  QCOMPARE(official.config().chunkTokens, 8192);
  QVERIFY(official.config().elastic.enabled);
  QCOMPARE(official.config().layers, 2);
}

void EngineFilesTest::prefixesOfWrappersAreStripped_data() {
  QTest::addColumn<QString>("prefix");
  QTest::addColumn<QString>("inBlocks");
  QTest::newRow("distributed") << "module."
                               << "";
  QTest::newRow("compiled") << "_orig_mod."
                            << "";
  QTest::newRow("both") << "module._orig_mod."
                        << "";
  QTest::newRow("both, the other way round") << "_orig_mod.module."
                                             << "";
  QTest::newRow("checkpointed blocks") << ""
                                       << "_checkpoint_wrapped_module.";
  QTest::newRow("official training") << "model/module."
                                     << "_checkpoint_wrapped_module.";
}

void EngineFilesTest::prefixesOfWrappersAreStripped() {
  QFETCH(QString, prefix);
  QFETCH(QString, inBlocks);
  TensorFile file = renamed(model_, [&](const std::string& name) {
    std::string out = name;
    if (const size_t at = out.find("module_list."); at != std::string::npos) out.insert(at, inBlocks.toStdString());
    return prefix.toStdString() + out;
  });
  file.tensors[prefix.toStdString() + "loss_mgr.vgg.0.weight"] = HostTensor::fromFloats(std::vector<float>{1, 2}, {2});
  const Engine engine = loaded(file);
  QCOMPARE(engine.parameters(), engine_->parameters());
  QCOMPARE(difference(picture(engine), picture_), 0.0);
}

void EngineFilesTest::namesWhatIsMissing_data() {
  QTest::addColumn<QString>("name");
  for (const char* name :
       {"input_linear.weight", "input_layernorm.weight", "image_token_decoder.0.weight", "image_token_decoder.1.weight",
        "blocks.0.module_list.1.f.w0", "blocks.0.module_list.0.ln.weight", "blocks.1.module_list.0.ln.weight",
        "blocks.1.module_list.1.f.lr_fc.bias", "blocks.1.module_list.2.f.c_proj.weight"})
    QTest::newRow(name) << name;
}

void EngineFilesTest::namesWhatIsMissing() {
  QFETCH(QString, name);
  TensorFile file = model_;
  QCOMPARE(file.tensors.erase(name.toStdString()), size_t{1});
  QVERIFY(refuses([&] { loaded(file); }, ErrorCode::fileDamaged, name.toStdString()));
}

void EngineFilesTest::namesWhatIsUnknown() {
  for (const char* name : {"text_encoder.weight", "blocks.1.module_list.3.gate.weight", "blocks.x.weight"}) {
    TensorFile file = model_;
    file.tensors[name] = HostTensor::fromFloats(std::vector<float>{1}, {1});
    QVERIFY(refuses([&] { loaded(file); }, ErrorCode::unsupported, name));
  }
}

void EngineFilesTest::refusesWrongTensors() {
  const auto changed = [&](const std::string& name, const std::function<void(HostTensor&)>& change) {
    TensorFile file = model_;
    change(file.tensors.at(name));
    return [this, file] { loaded(file); };
  };
  const std::string head = "image_token_decoder.1.weight", bias = "blocks.1.module_list.1.f.lr_fc.bias";
  const auto shape = [](std::vector<int64_t> sizes) {
    return [sizes = std::move(sizes)](HostTensor& tensor) {
      const int64_t count = std::accumulate(sizes.begin(), sizes.end(), int64_t{1}, std::multiplies<>());
      tensor = HostTensor::fromFloats(std::vector<float>(static_cast<size_t>(count)), sizes);
    };
  };
  for (const float bad : {std::nanf(""), INFINITY})
    for (const std::string& name : {head, bias})
      QVERIFY(refuses(changed(name, [&](HostTensor& t) { setFirst(t, bad); }), ErrorCode::fileDamaged, name));
  QVERIFY(refuses(changed(bias, shape({6})), ErrorCode::fileDamaged, bias));
  QVERIFY(refuses(changed(kFast + "w1", shape({1, 64, 128})), ErrorCode::fileDamaged, kFast + "w1"));
  QVERIFY(refuses(changed(kFast + "w0", shape({64, 128})), ErrorCode::fileDamaged, kFast + "w0"));
  QVERIFY(refuses(changed(kFast + "w0", shape({0, 0, 0})), ErrorCode::fileDamaged, "do not fit together"));
  QVERIFY(refuses(changed(head, shape({193, 64})), ErrorCode::unsupported, "193"));
  QVERIFY(refuses(changed("input_layernorm.weight", shape({60})), ErrorCode::fileDamaged, "do not fit together"));
}

void EngineFilesTest::refusesWrongConfigurations() {
  QVERIFY(refuses([&] { Engine::load(path("nowhere"), kCpu); }, ErrorCode::notFound, "nowhere"));
  QVERIFY(refuses([&] { Engine::load(folder_.path().toStdString(), kCpu); }, ErrorCode::notFound, "model.safetensors"));
  QVERIFY(refuses([&] { loaded(model_, {"cpu", "float32", "own"}); }, ErrorCode::badInput, "profile"));
  engine_->save(path("configured"));
  const auto with = [&](const std::string& text) {
    return [this, text] {
      std::ofstream(path("configured") / "config.json") << text;
      Engine::load(path("configured"), kCpu);
    };
  };
  QVERIFY(refuses(with("{"), ErrorCode::fileDamaged, "config.json"));
  QVERIFY(refuses(with("[]"), ErrorCode::fileDamaged, "config.json"));
  QVERIFY(refuses(with("{\"model\": 3}"), ErrorCode::badInput, "config.json"));
  QVERIFY(refuses(with("{\"model\": {\"muon_steps\": \"five\"}}"), ErrorCode::badInput, "muon_steps"));
  with("{\"name\": 7, \"model\": {}}")();  // a name that is none is the folder's
  QCOMPARE(Engine::load(path("configured"), kCpu).name(), std::string("configured"));
  TensorFile file = model_;
  file.metadata["config"] = "no JSON";
  QVERIFY(refuses([&] { loaded(file); }, ErrorCode::fileDamaged, "changed.safetensors"));
}

void EngineFilesTest::storedElasticStateIsKept() {
  // Importance far from the default pulls the weights visibly, through a file and back.
  TensorFile file = model_;
  const std::string root = "ewc_buffers/blocks.0.module_list.1.f/";
  for (const std::string index : {"0", "1", "2"}) {
    const HostTensor& weight = model_.tensors.at(kFast + "w" + index);
    file.tensors[root + "w" + index + "_star"] = filled(weight, 0.1f);
    file.tensors[root + "F" + index] = filled(weight, 0.5f);
  }
  const Engine engine = loaded(file);
  QCOMPARE(engine.parameters(), engine_->parameters());
  QVERIFY(difference(picture(engine), picture_) > kVisible);
  engine.save(path("elastic"));
  QCOMPARE(difference(picture(Engine::load(path("elastic"), kCpu)), picture(engine)), 0.0);

  TensorFile broken = file;
  broken.tensors.erase(root + "F1");
  QVERIFY(refuses([&] { loaded(broken); }, ErrorCode::fileDamaged, "importance"));
  broken = file;
  setFirst(broken.tensors.at(root + "w2_star"), std::nanf(""));
  QVERIFY(refuses([&] { loaded(broken); }, ErrorCode::fileDamaged, "anchors"));
}

void EngineFilesTest::officialCheckpointsLoad_data() {
  QTest::addColumn<QString>("name");
  for (const char* name : {"weights_100", "weights_101", "weights_102"}) QTest::newRow(name) << name;
}

void EngineFilesTest::officialCheckpointsLoad() {
  QFETCH(QString, name);
  const fs::path file = dataFolder() / "parity" / (name.toStdString() + ".pth");
  if (!fs::exists(file)) QSKIP("The parity fixtures are not here: set FSM_DATA to the folder that holds parity/.");
  const Engine engine = Engine::load(file, kCpu);
  QCOMPARE(engine.name(), name.toStdString());
  QCOMPARE(engine.config().dim, 64);
  QCOMPARE(engine.config().chunkTokens, 8192);
  QVERIFY(engine.config().elastic.enabled);
  const Image expected = picture(engine);
  QVERIFY((expected.size == ImageSize{40, 32}));
  QCOMPARE(difference(expected, expected), 0.0);  // infinite where a value is not finite
  // Saved as ours, anchors and importance come along.
  engine.save(path("official"));
  QCOMPARE(difference(picture(Engine::load(path("official"), kCpu)), expected), 0.0);
}

void EngineFilesTest::gaussianModelRendersNoImages() {
  const fs::path file = dataFolder() / "parity" / "weights_lrm.pth";
  if (!fs::exists(file)) QSKIP("The parity fixtures are not here: set FSM_DATA to the folder that holds parity/.");
  const Engine engine = Engine::load(file, kCpu);
  QVERIFY(engine.config().decoder == Decoder::gaussians);
  const SpatialMemory memory = encoded(engine, readViews(2));
  QVERIFY(refuses([&] { probe(engine, memory); }, ErrorCode::unsupported, "image decoder"));
}

QTEST_GUILESS_MAIN(EngineFilesTest)
#include "engine_files_test.moc"
