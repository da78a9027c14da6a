#include "reconstruction/model/tensor_file.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#include "reconstruction/core/error.h"
#include "tests/model/checkpoint_builder.h"

using fsm::Error;
using fsm::ErrorCode;
using fsm::HostTensor;
using fsm::TensorFile;
using fsm::TensorType;
using fsm::test::PickleText;
using fsm::test::ZipText;
namespace fs = std::filesystem;

namespace {

fs::path dataFolder() {
  const QByteArray folder = qgetenv("FSM_DATA");
  return folder.isEmpty() ? fs::path(FSM_DEFAULT_DATA) : fs::path(folder.toStdString());
}

struct Failure {
  std::optional<ErrorCode> code;  ///< nothing: no error
  std::string sentence;
};

/// Anything but an `Error` passes through and fails the test.
Failure failureOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return {error.code(), error.what()};
  }
  return {};
}

/// A new file each time: some file systems sync a file that is cut and written again.
void write(const fs::path& path, const std::string& content) {
  fs::remove(path);
  std::ofstream(path, std::ios::binary) << content;
}

std::string contentOf(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Failure parseFailure(const std::string& bytes) {
  return failureOf([&] { fsm::parseSafetensors({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, "\"test\""); });
}

/// A safetensors file of this header and so many bytes of data.
std::string safetensors(const std::string& header, size_t dataBytes) {
  return fsm::test::little(header.size(), 8) + header + std::string(dataBytes, '\1');
}

HostTensor tensor(TensorType type, std::vector<int64_t> shape, std::vector<uint8_t> bytes) {
  return {type, std::move(shape), std::move(bytes)};
}

/// One float tensor "a" of two elements, as torch.save writes it.
PickleText smallPickle(int64_t elements = 2, int64_t offset = 0, int64_t size = 2, int64_t stride = 1) {
  PickleText pickle;
  pickle.emptyDict().text("a").tensor("FloatStorage", "0", elements, offset, {size}, {stride}).setItem();
  return pickle;
}

std::string twoFloats() {
  const float values[] = {1.5f, -2.0f};
  return {reinterpret_cast<const char*>(values), sizeof values};
}

std::string smallCheckpoint(const PickleText& pickle) {
  return ZipText().add("m/data.pkl", pickle.stop()).add("m/byteorder", "little").add("m/data/0", twoFloats()).finish();
}

}  // namespace

class TensorFileTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    root_ = folder_->path().toStdString();
    path_ = root_ / "weights.pth";
  }

  void convertsEveryTypeToFloats() {
    using V = std::vector<float>;
    // Half: 1, smallest subnormal, -2, infinity.
    QCOMPARE(tensor(TensorType::f16, {4}, {0, 0x3C, 1, 0, 0, 0xC0, 0, 0x7C}).toFloats(), (V{1, 0x1p-24f, -2, INFINITY}));
    QVERIFY(std::isnan(tensor(TensorType::f16, {1}, {1, 0x7E}).toFloats()[0]));
    QCOMPARE(tensor(TensorType::bf16, {2}, {0x80, 0x3F, 0x20, 0xC0}).toFloats(), (V{1, -2.5f}));
    QCOMPARE(tensor(TensorType::i8, {2}, {0xFF, 5}).toFloats(), (V{-1, 5}));
    QCOMPARE(tensor(TensorType::u8, {2}, {0xFF, 5}).toFloats(), (V{255, 5}));
    QCOMPARE(tensor(TensorType::boolean, {3}, {0, 1, 7}).toFloats(), (V{0, 1, 1}));
    QCOMPARE(tensor(TensorType::i16, {1}, {0xFE, 0xFF}).toFloats(), (V{-2}));
    QCOMPARE(tensor(TensorType::i32, {1}, {0xFE, 0xFF, 0xFF, 0xFF}).toFloats(), (V{-2}));
    QCOMPARE(tensor(TensorType::i64, {1}, {3, 0, 0, 0, 0, 0, 0, 0}).toFloats(), (V{3}));
    QCOMPARE(tensor(TensorType::f64, {1}, {0, 0, 0, 0, 0, 0, 0xE0, 0x3F}).toFloats(), (V{0.5f}));
    QCOMPARE(HostTensor::fromFloats(V{1, 2, 3}, {3, 1}).toFloats(), (V{1, 2, 3}));
    QCOMPARE(tensor(TensorType::f32, {}, {0, 0, 0x80, 0x3F}).elements(), int64_t{1});
  }

  void countsBytesWithoutOverflow() {
    using S = std::vector<int64_t>;
    QCOMPARE(fsm::tensorByteCount(S{2, 3}, TensorType::f16), std::optional<size_t>(12));
    QCOMPARE(fsm::tensorByteCount(S{}, TensorType::f32), std::optional<size_t>(4));
    QCOMPARE(fsm::tensorByteCount(S{0, 5}, TensorType::f32), std::optional<size_t>(0));
    QVERIFY(!fsm::tensorByteCount(S{-1}, TensorType::f32));
    QVERIFY(!fsm::tensorByteCount(S{int64_t{1} << 40, int64_t{1} << 40}, TensorType::f32));
    QVERIFY(!fsm::tensorByteCount(S{0, int64_t{1} << 62, 4}, TensorType::f32));
  }

  void safetensorsKeepEverything() {
    TensorFile file;
    file.metadata = {{"format", "pt"}, {"note", "a \"quoted\" text, \xC3\xA9"}};
    file.tensors["narrow"] = tensor(TensorType::u8, {3}, {1, 2, 3});
    file.tensors["wide"] = HostTensor::fromFloats(std::vector<float>{1, 2, 3, 4}, {2, 2});
    file.tensors["scalar"] = HostTensor::fromFloats(std::vector<float>{9}, {});
    file.tensors["empty"] = tensor(TensorType::bf16, {0, 4}, {});
    fsm::writeSafetensors(root_ / "a.safetensors", file);
    for (const TensorFile& back :
         {fsm::readTensorFile(root_ / "a.safetensors"), fsm::parseSafetensors(fsm::serialiseSafetensors(file), "\"a\"")}) {
      QCOMPARE(back.metadata, file.metadata);
      QCOMPARE(back.tensors.size(), file.tensors.size());
      for (const auto& [name, truth] : file.tensors) {
        QCOMPARE(back.tensors.at(name).type, truth.type);
        QCOMPARE(back.tensors.at(name).shape, truth.shape);
        QCOMPARE(back.tensors.at(name).bytes, truth.bytes);
      }
    }
  }

  void safetensorsAreNotWrittenWrong() {
    TensorFile file;
    file.tensors["a"] = tensor(TensorType::f32, {2}, {1, 2, 3});
    QCOMPARE(failureOf([&] { fsm::serialiseSafetensors(file); }).code, ErrorCode::badInput);
    file.tensors["a"] = HostTensor::fromFloats(std::vector<float>{1}, {1});
    file.metadata["bad"] = "\xFF\xFE";
    QCOMPARE(failureOf([&] { fsm::serialiseSafetensors(file); }).code, ErrorCode::badInput);
  }

  void damagedSafetensorsAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("readable");
    const auto add = [](const char* name, const std::string& bytes, bool readable = false) {
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())) << readable;
    };
    const auto one = [](const std::string& entry, size_t bytes) { return safetensors("{\"a\":" + entry + "}", bytes); };
    add("sound", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 8), true);
    add("nothing", "");
    add("seven bytes", "1234567");
    add("header beyond the file", fsm::test::little(1000, 8) + "{}");
    add("10 GB of header", fsm::test::little(10'000'000'000, 8) + "{}");
    add("the largest header length", std::string(8, '\xFF') + "{}");
    add("header not JSON", safetensors("{\"a\":", 0));
    add("header a list", safetensors("[]", 0));
    add("deeply nested header", safetensors(std::string(200'000, '['), 0));
    add("tensor beyond the file", one(R"({"dtype":"F32","shape":[4],"data_offsets":[0,16]})", 8));
    add("10 GB claimed", one(R"({"dtype":"U8","shape":[10000000000],"data_offsets":[0,10000000000]})", 8));
    add("negative size", one(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})", 8));
    add("two negative sizes", one(R"({"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]})", 8));
    add("fractional size", one(R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})", 8));
    add("size past 64 bits", one(R"({"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]})", 8));
    add("product past 64 bits", one(R"({"dtype":"U8","shape":[4294967296,4294967296,8],"data_offsets":[0,8]})", 8));
    add("type does not fit", one(R"({"dtype":"F64","shape":[2],"data_offsets":[0,8]})", 8));
    add("offsets reversed", one(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})", 8));
    add("one offset", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})", 8));
    add("no type", one(R"({"shape":[2],"data_offsets":[0,8]})", 8));
    add("shape a text", one(R"({"dtype":"F32","shape":"2","data_offsets":[0,8]})", 8));
    add("data of no tensor", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 9));
    add("metadata a number", safetensors(R"({"__metadata__":{"a":1}})", 0));
    const std::string a = R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":)";
    add("two tensors", safetensors(a + "[4,8]}}", 8), true);
    add("overlapping tensors", safetensors(a + "[2,6]}}", 8));
    add("a gap between tensors", safetensors(a + "[5,9]}}", 9));
  }
  void damagedSafetensorsAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, readable);
    const std::string content = bytes.toStdString();
    const auto expected = readable ? std::nullopt : std::optional(ErrorCode::fileDamaged);
    QCOMPARE(parseFailure(content).code, expected);
    write(path_, content);  // the reader of files takes another way to the data
    QCOMPARE(failureOf([&] { fsm::readSafetensors(path_); }).code, expected);
  }

  void unknownElementTypesAreNamed() {
    const Failure failure = parseFailure(safetensors(R"({"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}})", 2));
    QCOMPARE(failure.code, ErrorCode::unsupported);
    QVERIFY(failure.sentence.find("F8_E4M3") != std::string::npos);
  }

  void cutSafetensorsAreRefusedEverywhere() {
    TensorFile file;
    file.tensors["a"] = HostTensor::fromFloats(std::vector<float>{1, 2}, {2});
    file.tensors["b"] = tensor(TensorType::i8, {3}, {1, 2, 3});
    const auto bytes = fsm::serialiseSafetensors(file);
    for (size_t length = 0; length < bytes.size(); ++length)
      QCOMPARE(failureOf([&] { fsm::parseSafetensors(std::span(bytes).first(length), "\"cut\""); }).code, ErrorCode::fileDamaged);
  }

  void readsACheckpoint() {
    PickleText pickle;
    pickle.emptyDict().text("model").call("collections", "OrderedDict");
    pickle.text("w").tensor("FloatStorage", "0", 6, 0, {2, 3}, {3, 1}).setItem();
    pickle.text("transposed").tensor("FloatStorage", "0", 6, 0, {3, 2}, {1, 3}).setItem();
    pickle.text("part").tensor("FloatStorage", "0", 6, 1, {2}, {3}).setItem();
    pickle.text("repeated").tensor("FloatStorage", "0", 6, 5, {2, 2}, {0, 0}).setItem();
    pickle.text("none").tensor("FloatStorage", "0", 6, 6, {0}, {1}).setItem();
    pickle.raw("}").raw("b");  // BUILD with a state: the `_metadata` of state dicts
    pickle.setItem().text("epoch").integer(-3).setItem();
    pickle.text("list").raw("]").raw("(").integer(1).raw("Ne").setItem();
    const float values[] = {0, 1, 2, 3, 4, 5};
    write(path_,
          ZipText().add("m/data.pkl", pickle.stop()).add("m/data/0", {reinterpret_cast<const char*>(values), 24}).finish());
    const TensorFile file = fsm::readTensorFile(path_);
    using V = std::vector<float>;
    QCOMPARE(file.tensors.size(), size_t{5});
    QCOMPARE(file.tensors.at("model/w").toFloats(), (V{0, 1, 2, 3, 4, 5}));
    QCOMPARE(file.tensors.at("model/w").shape, (std::vector<int64_t>{2, 3}));
    QCOMPARE(file.tensors.at("model/transposed").toFloats(), (V{0, 3, 1, 4, 2, 5}));
    QCOMPARE(file.tensors.at("model/part").toFloats(), (V{1, 4}));
    QCOMPARE(file.tensors.at("model/repeated").toFloats(), (V{5, 5, 5, 5}));
    QVERIFY(file.tensors.at("model/none").bytes.empty());
    QCOMPARE(file.metadata, (std::map<std::string, std::string>{{"epoch", "-3"}, {"list", "[1,null]"}}));
  }

  void readsTheOfficialLayout_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("tensors");
    QTest::addColumn<int>("layers");
    QTest::newRow("with stored anchors") << "weights_102.pth" << 73 << 3;
    QTest::newRow("without") << "weights_lrm.pth" << 38 << 2;
  }
  void readsTheOfficialLayout() {
    QFETCH(QString, name);
    QFETCH(int, tensors);
    QFETCH(int, layers);
    const fs::path path = dataFolder() / "parity" / name.toStdString();
    if (!fs::exists(path)) QSKIP("The fixtures are not here: set FSM_DATA to their folder.");
    const TensorFile file = fsm::readTensorFile(path);
    QCOMPARE(file.tensors.size(), static_cast<size_t>(tensors));
    QCOMPARE(file.metadata.at("format_version"), std::string("2"));
    const std::string last = "model/blocks." + std::to_string(layers - 1) + ".module_list.";
    QCOMPARE(file.tensors.at(last + "0.f.to_qkv.weight").shape, (std::vector<int64_t>{192, 64}));
    QCOMPARE(file.tensors.at(last + "1.f.w1").shape, (std::vector<int64_t>{1, 128, 64}));
    QCOMPARE(file.tensors.contains("ewc_buffers/blocks.0.module_list.1.f/w0_star"), layers == 3);
    // The entries of a checkpoint stand uncompressed in the file: the bytes of a tensor must be found there.
    const auto& weight = file.tensors.at(last + "2.f.c_fc.weight").bytes;
    const std::string whole = contentOf(path);
    QVERIFY(whole.find(std::string(weight.begin(), weight.end())) != std::string::npos);
  }

  void executesNothing() {
    const fs::path marker = root_ / "executed";
    for (const auto& [module, function] :
         {std::pair("os", "system"), {"posix", "system"}, {"builtins", "eval"}, {"torch", "load"}}) {
      PickleText pickle;
      pickle.global(module, function).text("touch " + marker.string()).raw("\x85R");
      write(path_, smallCheckpoint(pickle));
      Failure failure = failureOf([&] { fsm::readTensorFile(path_); });
      QCOMPARE(failure.code, ErrorCode::unsupported);
      QVERIFY(failure.sentence.find(std::string(module) + "." + function) != std::string::npos);
      PickleText modern;
      modern.text(module).text(function).raw("\x93").text("touch " + marker.string()).raw("\x85R");
      write(path_, smallCheckpoint(modern));
      QCOMPARE(failureOf([&] { fsm::readTensorFile(path_); }).code, ErrorCode::unsupported);
    }
    QVERIFY(!fs::exists(marker));
  }

  void hostilePicklesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char* name, const PickleText& pickle) {
      const std::string bytes = smallCheckpoint(pickle);
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    };
    add("10 GB in the storage", smallPickle(2'500'000'000, 0, 2'500'000'000));
    add("offset past the end", smallPickle(2, 1, 2));
    add("negative offset", smallPickle(2, -1, 1));
    add("stride past the end", smallPickle(2, 0, 2, 2));
    add("negative stride", smallPickle(2, 1, 2, -1));
    add("stride past 64 bits", smallPickle(2, 0, 2'000'000'000, 0x7FFFFFFF'FFFFFFFF));
    add("repetition to 8 GB", smallPickle(2, 0, 2'000'000'000, 0));
    add("negative size", smallPickle(2, 0, -2));
    PickleText laughs;  // each list holds the one before ten times
    laughs.emptyDict().text("a").raw("]").raw("q").raw(std::string(1, '\0'));
    for (int i = 0; i < 30; ++i) {
      laughs.raw("0](");
      for (int k = 0; k < 10; ++k) laughs.raw("h").raw(std::string(1, static_cast<char>(i)));
      laughs.raw("eq").raw(std::string(1, static_cast<char>(i + 1)));
    }
    add("a list of lists of lists", laughs.setItem());
    PickleText circle;
    circle.emptyDict().raw("q").raw(std::string(1, '\0')).text("a").raw("h").raw(std::string(1, '\0')).setItem();
    add("a dictionary in itself", circle);
    PickleText deep;
    deep.raw(std::string(100'000, ')'));
    for (int i = 0; i < 100'000; ++i) deep.raw("\x85");
    add("a tuple 100 000 deep", deep);
    add("a million marks", PickleText().raw(std::string(1'000'000, '(')));
    add("millions of dictionaries", PickleText().raw(std::string(3'000'000, '}')));
    add("text longer than the file", PickleText().raw("X\xFF\xFF\xFF\xFF"));
    add("text of 2^63 bytes", PickleText().raw(std::string("\x8D\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 9)));
    add("nothing on the stack", PickleText().raw("R"));
    add("a call of a number", PickleText().integer(1).raw(")R"));
    add("a call of an element type", PickleText().global("torch", "FloatStorage").raw(")R"));
    add("a tensor of nothing", PickleText().call("torch._utils", "_rebuild_tensor_v2"));
    add("an unknown slot", PickleText().raw("h\x05"));
    add("an object", PickleText().global("collections", "OrderedDict").raw(")\x81"));
    add("a key without a value", PickleText().emptyDict().raw("(").text("a").raw("u"));
    add("a name that is no text", PickleText().emptyDict().raw("N").integer(1).setItem());
  }
  void hostilePicklesAreRefused() {
    QFETCH(QByteArray, bytes);
    write(path_, bytes.toStdString());
    const auto code = failureOf([&] { fsm::readTensorFile(path_); }).code;
    QVERIFY(code == ErrorCode::fileDamaged || code == ErrorCode::unsupported);
  }

  void cutCheckpointsAreRefusedEverywhere() {
    const std::string whole = smallCheckpoint(smallPickle());
    write(path_, whole);
    QCOMPARE(fsm::readTensorFile(path_).tensors.at("a").toFloats(), (std::vector<float>{1.5f, -2.0f}));
    for (size_t length = 0; length < whole.size(); ++length) {
      write(path_, whole.substr(0, length));
      QCOMPARE(failureOf([&] { fsm::readPytorchCheckpoint(path_); }).code, ErrorCode::fileDamaged);
    }
  }

  void cutPicklesAreRefusedEverywhere() {
    // The checksums are right here: it is the interpreter that must notice.
    const std::string pickle = smallPickle().stop();
    for (size_t length = 0; length < pickle.size(); ++length) {
      write(path_, ZipText().add("m/data.pkl", pickle.substr(0, length)).add("m/data/0", twoFloats()).finish());
      QCOMPARE(failureOf([&] { fsm::readTensorFile(path_); }).code, ErrorCode::fileDamaged);
    }
  }

  void flippedBitsNeverCrash() {
    std::mt19937 random(3);
    const std::string pickle = smallPickle().stop();
    const std::string whole = smallCheckpoint(smallPickle());
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
      const bool inPickle = i % 2 == 0;  // with right checksums, or anywhere in the file
      std::string damaged = inPickle ? pickle : whole;
      for (int k = 0; k <= i % 3; ++k) {
        char& byte = damaged[random() % damaged.size()];
        byte = static_cast<char>(byte ^ (1 << random() % 8));
      }
      write(path_, inPickle ? ZipText().add("m/data.pkl", damaged).add("m/data/0", twoFloats()).finish() : damaged);
      if (failureOf([&] { fsm::readTensorFile(path_); }).code) ++refused;
    }
    QVERIFY(refused > 1500);
  }

  void zipsThatAreNotStoredAreRefused() {
    const std::string pickle = smallPickle().stop();
    const auto codeOf = [&](ZipText zip) {
      write(path_, zip.add("m/data/0", twoFloats()).finish());
      return failureOf([&] { fsm::readTensorFile(path_); }).code;
    };
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle, {.method = 8})), ErrorCode::unsupported);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle, {.flags = 1})), ErrorCode::unsupported);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle, {.crcError = 1})), ErrorCode::fileDamaged);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle).add("m/data.pkl", pickle)), ErrorCode::fileDamaged);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle).add("m/byteorder", "big")), ErrorCode::unsupported);
    QCOMPARE(codeOf(ZipText().add("m/other", pickle)), ErrorCode::unsupported);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle, {.zip64 = true})), std::nullopt);
    QCOMPARE(codeOf(ZipText().add("m/data.pkl", pickle, {.noCrc = true})), std::nullopt);
  }

  void damagedWeightsAreFoundByTheirChecksum() {
    std::string whole = smallCheckpoint(smallPickle());
    const size_t place = whole.find(twoFloats());
    QVERIFY(place != std::string::npos);
    whole[place + 2] = static_cast<char>(whole[place + 2] ^ 4);
    write(path_, whole);
    QCOMPARE(failureOf([&] { fsm::readTensorFile(path_); }).code, ErrorCode::fileDamaged);
  }

  void otherFilesAreRefused() {
    QCOMPARE(failureOf([&] { fsm::readTensorFile(root_ / "nothing.pth"); }).code, ErrorCode::notFound);
    QCOMPARE(failureOf([&] { fsm::readTensorFile(root_); }).code, ErrorCode::badInput);
    write(path_, "");
    QCOMPARE(failureOf([&] { fsm::readTensorFile(path_); }).code, ErrorCode::fileDamaged);
    write(path_, "this is a text, not a tensor file");
    QCOMPARE(failureOf([&] { fsm::readTensorFile(path_); }).code, ErrorCode::unsupported);
    write(path_, std::string("\x80\x02\x8A\x0Al\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19.", 15));  // torch.save before 1.6
    const Failure failure = failureOf([&] { fsm::readTensorFile(path_); });
    QCOMPARE(failure.code, ErrorCode::unsupported);
    QVERIFY(failure.sentence.find("1.6") != std::string::npos);
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  fs::path root_, path_;
};

QTEST_APPLESS_MAIN(TensorFileTest)
#include "tensor_file_test.moc"
