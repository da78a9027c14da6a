// The mean of models: its numbers, its rounding, and what cannot be averaged.
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fstream>

#include "reconstruction/core/error.h"
#include "training/trainer/mean_model.h"

using namespace fsm;
using namespace fsm::training;
namespace fs = std::filesystem;

namespace {

HostTensor bfloat16(const std::vector<float>& values) {
  HostTensor tensor{TensorType::bf16, {static_cast<int64_t>(values.size())}, {}};
  for (const float value : values) {
    uint32_t bits = 0;
    std::memcpy(&bits, &value, 4);
    tensor.bytes.push_back(static_cast<uint8_t>(bits >> 16));
    tensor.bytes.push_back(static_cast<uint8_t>(bits >> 24));
  }
  return tensor;
}

ErrorCode codeOf(const std::vector<fs::path>& models) {
  try {
    meanModel(models);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class MeanModelTest : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;

  fs::path write(const char* name, const TensorFile& file) {
    const fs::path path = fs::path(folder_.path().toStdString()) / name;
    fs::create_directories(path);
    writeSafetensors(path / "model.safetensors", file);
    return path;
  }
  static TensorFile model(const std::vector<float>& matrix, const std::vector<float>& norm) {
    TensorFile file;
    file.tensors["matrix"] = bfloat16(matrix);
    file.tensors["norm"] = HostTensor::fromFloats(norm, {static_cast<int64_t>(norm.size())});
    file.metadata["config"] = "{}";
    return file;
  }

 private slots:
  void numbersAreTheMeanInTheFirstModelsTypes() {
    // 1 + 1/128 is bfloat16's next number after 1: the mean of the two lies between and goes to the even one, 1.
    const std::vector<fs::path> models{write("a", model({1, -2, 1}, {0.1f})), write("b", model({3, 4, 1.0078125f}, {0.2f}))};
    const TensorFile mean = meanModel(models);
    QCOMPARE(mean.tensors.at("matrix").type, TensorType::bf16);
    QCOMPARE(mean.tensors.at("matrix").toFloats(), (std::vector<float>{2, 1, 1}));
    QCOMPARE(mean.tensors.at("norm").type, TensorType::f32);
    QCOMPARE(mean.tensors.at("norm").toFloats(), std::vector<float>{(0.1f + 0.2f) / 2});
    QCOMPARE(mean.metadata.at("config"), std::string("{}"));
  }

  void aFileIsAsGoodAsItsFolder() {
    const fs::path a = write("c", model({1}, {1})), b = write("d", model({2}, {3}));
    const std::vector<fs::path> models{a / "model.safetensors", b, b};
    QCOMPARE(meanModel(models).tensors.at("norm").toFloats(), std::vector<float>{7.0f / 3});
  }

  void whatDiffersCannotBeAveraged() {
    const fs::path a = write("e", model({1, 2}, {1}));
    QCOMPARE(codeOf({a}), ErrorCode::badInput);
    QCOMPARE(codeOf({a, write("f", model({1, 2, 3}, {1}))}), ErrorCode::badInput);
    TensorFile renamed = model({1, 2}, {1});
    renamed.tensors["other"] = renamed.tensors.extract("norm").mapped();
    QCOMPARE(codeOf({a, write("g", renamed)}), ErrorCode::badInput);
    TensorFile configured = model({1, 2}, {1});
    configured.metadata["config"] = R"({"layers": 9})";
    QCOMPARE(codeOf({a, write("h", configured)}), ErrorCode::badInput);
    QCOMPARE(codeOf({a, a / "missing"}), ErrorCode::notFound);
  }

  void aDamagedModelIsNamed() {
    const fs::path a = write("i", model({1, 2}, {1})), b = write("j", model({1, 2}, {1}));
    fs::resize_file(b / "model.safetensors", fs::file_size(b / "model.safetensors") - 1);
    QCOMPARE(codeOf({a, b}), ErrorCode::fileDamaged);
  }
};

QTEST_APPLESS_MAIN(MeanModelTest)
#include "mean_model_test.moc"
