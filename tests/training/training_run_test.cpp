// A whole run, small, on the CPU: what it writes, that it resumes bit for bit, and that stopping it leaves nothing half done.
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/model/weights.h"
#include "training/trainer/train.h"

using namespace fsm;
using namespace fsm::training;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

json smallConfig(int64_t steps) {
  return {{"model", {{"dim", 16}, {"layers", 2}, {"attention_head_dim", 8}, {"fast_head_dim", 16}}},
          {"steps", steps},
          {"device", "cpu"},
          {"precision", "float32"},
          {"warmupSteps", 2},
          {"seed", 11},
          {"data", {{"proceduralTiles", 4}, {"samplesPerAxis", 1}, {"fewestInputs", 2}}},
          {"stages",
           {{{"sizes", {{16, 16}, {24, 16}}}, {"batch", 2}, {"inputs", 3}, {"targets", 2}, {"until", 0.7}},
            {{"sizes", {{32, 24}}}, {"batch", 1}, {"inputs", 4}, {"targets", 1}}}},
          {"logSteps", 2},
          {"validate", {{"steps", 4}, {"scenes", 2}, {"size", {16, 16}}, {"inputs", 3}, {"targets", 2}}},
          {"save", {{"seconds", 1000}}}};
}

class Workspace {
 public:
  explicit Workspace(const json& config) { writeFileAtomically(path("config.json"), config.dump()); }
  fs::path path(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
  void run(const std::string& output, bool resume = false, int64_t pauseAfterSteps = 0) const {
    Progress progress;
    train(path("config.json"), {path(output), resume, pauseAfterSteps, 0}, progress);
  }

 private:
  QTemporaryDir folder_;
};

std::vector<json> logOf(const fs::path& folder, const std::string& event) {
  std::vector<json> records;
  std::istringstream lines(readTextFile(folder / "log.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    json record = json::parse(line);
    if (record.at("event") == event) records.push_back(record);
  }
  return records;
}

std::set<std::string> namesIn(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

}  // namespace

class TrainingRunTest : public QObject {
  Q_OBJECT
 private slots:
  void writesModelLogAndPictures() {
    const Workspace workspace(smallConfig(6));
    workspace.run("out");
    const fs::path out = workspace.path("out");
    QCOMPARE(namesIn(out), (std::set<std::string>{"config.json", "log.jsonl", "loss.png", "model.safetensors", "samples.png",
                                                  "state.safetensors"}));
    const auto train = logOf(out, "train");
    QCOMPARE(train.size(), size_t{3});
    QCOMPARE(train.back().at("step").get<int>(), 6);
    QCOMPARE(train.back().at("skipped").get<int>(), 0);
    QCOMPARE(train.back().at("samples").get<int>(), 5 * 2 + 1);  // the step that starts at 5/6 is of the second stage
    for (const char* key : {"loss", "psnr", "rate", "samplesPerSecond", "teraflops", "share"})
      QVERIFY(train[0].at(key).get<double>() > 0);
    const auto validate = logOf(out, "validate");
    QCOMPARE(validate.size(), size_t{2});
    QCOMPARE(validate[0].at("mean").at("targets").get<int>(), 4);
    QVERIFY(readImageFile(out / "samples.png").size.width > 5 * 16);

    const TensorFile file = readSafetensors(out / "model.safetensors");
    const ModelConfig config = modelConfigFromJson(json::parse(file.metadata.at("config")));
    QCOMPARE(config.dim, 16);
    const model::Weights weights = model::Weights::fromFile(file, config, torch::kCPU);
    const TensorFile state = readSafetensors(out / "state.safetensors");
    for (const auto& [name, tensor] : weights.named()) {
      const torch::Tensor average = model::toTorch(state.tensors.at("average/" + name));
      QVERIFY2(torch::equal(tensor->to(torch::kFloat32), average.to(torch::kBFloat16).to(torch::kFloat32)), name.c_str());
      QVERIFY2(!torch::equal(average, model::toTorch(state.tensors.at("weights/" + name))), name.c_str());
    }
  }

  void resumesBitForBit() {
    const Workspace workspace(smallConfig(6));
    workspace.run("whole");
    workspace.run("parts", false, 3);
    const TensorFile middle = readSafetensors(workspace.path("parts") / "state.safetensors");
    QCOMPARE(json::parse(middle.metadata.at("position")).at("step").get<int>(), 3);
    workspace.run("parts", true);
    const TensorFile whole = readSafetensors(workspace.path("whole") / "state.safetensors");
    const TensorFile parts = readSafetensors(workspace.path("parts") / "state.safetensors");
    QCOMPARE(parts.tensors.size(), whole.tensors.size());
    for (const auto& [name, tensor] : whole.tensors) QVERIFY2(parts.tensors.at(name).bytes == tensor.bytes, name.c_str());
    QVERIFY(middle.tensors.at("weights/input_linear.weight").bytes != whole.tensors.at("weights/input_linear.weight").bytes);
    QVERIFY(readBinaryFile(workspace.path("whole") / "model.safetensors") ==
            readBinaryFile(workspace.path("parts") / "model.safetensors"));
  }

  void stoppingSavesTheStateAndNothingHalf() {
    const Workspace workspace(smallConfig(1000000));
    const fs::path out = workspace.path("out");
    Progress progress;
    std::jthread stopper([&](const std::stop_token& ended) {
      while (!ended.stop_requested() &&
             (!fs::exists(out / "log.jsonl") || readTextFile(out / "log.jsonl").find("train") == std::string::npos)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      progress.cancel();
    });
    try {
      train(workspace.path("config.json"), {out, false}, progress);
      QFAIL("the run was not stopped");
    } catch (const Error& error) {
      QCOMPARE(error.code(), ErrorCode::cancelled);
    }
    for (const std::string& name : namesIn(out)) {
      QVERIFY2(
          (std::set<std::string>{"config.json", "log.jsonl", "loss.png", "model.safetensors", "samples.png", "state.safetensors"})
              .contains(name),
          name.c_str());
    }
    const int step = json::parse(readSafetensors(out / "state.safetensors").metadata.at("position")).at("step").get<int>();
    QVERIFY(step >= 2);
    workspace.run("out", true, 1);
    QCOMPARE(json::parse(readSafetensors(out / "state.safetensors").metadata.at("position")).at("step").get<int>(), step + 1);
  }

  void whatCannotBeResumedIsRefused() {
    const Workspace workspace(smallConfig(2));
    QVERIFY_EXCEPTION_THROWN(workspace.run("nothing", true), Error);
    workspace.run("out");
    QVERIFY_EXCEPTION_THROWN(workspace.run("out"), Error);  // would overwrite a run
    json config = smallConfig(4);
    config["seed"] = 12;
    writeFileAtomically(workspace.path("config.json"), config.dump());
    QVERIFY_EXCEPTION_THROWN(workspace.run("out", true), Error);
    config = smallConfig(4);
    config["model"]["layers"] = 1;
    writeFileAtomically(workspace.path("config.json"), config.dump());
    QVERIFY_EXCEPTION_THROWN(workspace.run("out", true), Error);
    writeFileAtomically(workspace.path("out") / "state.safetensors", std::string("not a state"));
    QVERIFY_EXCEPTION_THROWN(workspace.run("out", true), Error);
  }

  void startsFromGivenWeights() {
    const Workspace workspace(smallConfig(2));
    workspace.run("first");
    json config = smallConfig(2);
    config["initial"] = "first/model.safetensors";
    config["learningRate"] = {{"muon", 0.0}};
    config["checkpointing"] = true;
    writeFileAtomically(workspace.path("config.json"), config.dump());
    workspace.run("second");
    const TensorFile first = readSafetensors(workspace.path("first") / "model.safetensors");
    const TensorFile second = readSafetensors(workspace.path("second") / "model.safetensors");
    for (const auto& [name, tensor] : first.tensors) QVERIFY2(second.tensors.at(name).bytes == tensor.bytes, name.c_str());
  }

  void learns() {
    // The same step again and again is not what a run does, but a few dozen steps on tiny scenes must lower the loss.
    json config = smallConfig(60);
    config["stages"] = {{{"sizes", {{16, 16}}}, {"batch", 4}, {"inputs", 3}, {"targets", 2}}};
    config["learningRate"] = {{"muon", 0.01}};
    config["logSteps"] = 10;
    config["validate"] = {{"scenes", 1}, {"size", {16, 16}}};
    const Workspace workspace(config);
    workspace.run("out");
    const auto train = logOf(workspace.path("out"), "train");
    QVERIFY(train.back().at("mse").get<double>() < 0.8 * train.front().at("mse").get<double>());
  }
};

QTEST_GUILESS_MAIN(TrainingRunTest)
#include "training_run_test.moc"
