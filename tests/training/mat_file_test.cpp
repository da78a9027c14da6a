// The reader of MATLAB 5 files: what it reads, and that no damage makes it do anything but say so.
#include <zlib.h>

#include <QTest>
#include <cstring>
#include <filesystem>
#include <limits>

#include "reconstruction/core/error.h"
#include "training/losses/mat_file.h"

using namespace fsm;
using namespace fsm::training;

namespace {

using Bytes = std::vector<uint8_t>;

void append(Bytes& bytes, const void* data, size_t size) {
  const size_t before = bytes.size();
  bytes.resize(before + size);
  if (size > 0) std::memcpy(bytes.data() + before, data, size);
}

Bytes element(uint32_t type, const Bytes& data, bool padded = true) {
  Bytes bytes;
  const uint32_t size = static_cast<uint32_t>(data.size());
  append(bytes, &type, 4);
  append(bytes, &size, 4);
  append(bytes, data.data(), data.size());
  while (padded && bytes.size() % 8 != 0) bytes.push_back(0);
  return bytes;
}

template <typename T>
Bytes raw(const std::vector<T>& values) {
  Bytes bytes;
  append(bytes, values.data(), values.size() * sizeof(T));
  return bytes;
}

void join(Bytes& bytes, const Bytes& more) { append(bytes, more.data(), more.size()); }

Bytes matrix(uint32_t arrayClass, const std::vector<int32_t>& shape, const std::string& name, const Bytes& content) {
  Bytes body = element(6, raw<uint32_t>({arrayClass, 0}));
  join(body, element(5, raw(shape)));
  join(body, element(1, Bytes(name.begin(), name.end())));
  join(body, content);
  return element(14, body);
}

Bytes singles(const std::vector<int32_t>& shape, const std::vector<float>& values) {
  return matrix(7, shape, "", element(7, raw(values)));
}

Bytes header() {
  Bytes bytes(128, ' ');
  std::memcpy(bytes.data(), "MATLAB 5.0 MAT-file", 19);
  bytes[124] = 0, bytes[125] = 1, bytes[126] = 'I', bytes[127] = 'M';
  return bytes;
}

Bytes packed(const Bytes& element14) {
  Bytes out(compressBound(element14.size()));
  uLongf size = out.size();
  compress(out.data(), &size, element14.data(), element14.size());
  out.resize(size);
  return element(15, out, /*padded=*/false);
}

/// Two layers: a plain cell and a compressed one, and a plain array of doubles.
Bytes goodFile() {
  Bytes cell = singles({2, 3}, {1, 2, 3, 4, 5, 6});
  join(cell, singles({1, 2}, {7, 8}));
  Bytes bytes = header();
  join(bytes, matrix(1, {1, 2}, "layer/one", cell));
  join(bytes, packed(matrix(1, {1, 2}, "two", cell)));
  join(bytes, matrix(6, {1, 2}, "doubles", element(9, raw<double>({0.5, -0.25}))));
  return bytes;
}

ErrorCode errorOf(const Bytes& bytes) {
  try {
    parseMatFile(bytes, "test.mat");
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

class MatFileTest : public QObject {
  Q_OBJECT
 private slots:
  void readsCellsPlainAndCompressed() {
    const MatFile file = parseMatFile(goodFile(), "test.mat");
    QCOMPARE(file.size(), size_t{3});
    for (const char* name : {"layer/one", "two"}) {
      const auto& arrays = file.at(name);
      QCOMPARE(arrays.size(), size_t{2});
      QCOMPARE(arrays[0].shape, (std::vector<int64_t>{2, 3}));
      QCOMPARE(arrays[0].values, (std::vector<float>{1, 2, 3, 4, 5, 6}));
      QCOMPARE(arrays[1].values, (std::vector<float>{7, 8}));
    }
    QCOMPARE(file.at("doubles")[0].values, (std::vector<float>{0.5f, -0.25f}));
  }

  void everyTruncationIsAnErrorOrAWholeNumberOfVariables() {
    const Bytes good = goodFile();
    int errors = 0;
    for (size_t length = 0; length < good.size(); ++length) {
      try {
        const MatFile file = parseMatFile(std::span(good).first(length), "test.mat");
        QVERIFY(file.size() < 3 || length > good.size() - 8);
      } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::fileDamaged || error.code() == ErrorCode::unsupported);
        ++errors;
      }
    }
    QVERIFY(errors > static_cast<int>(good.size()) - 16);
  }

  void everyChangedByteIsReadOrRefused() {
    const Bytes good = goodFile();
    int refused = 0;
    for (size_t at = 0; at < good.size(); ++at) {
      for (const uint8_t value : {0x00, 0x7f, 0xff}) {
        Bytes bad = good;
        bad[at] = value;
        try {
          parseMatFile(bad, "test.mat");
        } catch (const Error&) {
          ++refused;
        }
      }
    }
    QVERIFY(refused > 100);
  }

  void claimsBeyondTheFileAreRefused() {
    Bytes bytes = header();
    join(bytes, matrix(7, {30000, 30000}, "huge", element(7, raw<float>({1}))));
    QCOMPARE(errorOf(bytes), ErrorCode::fileDamaged);
    bytes = header();
    join(bytes, matrix(7, {-1, 4}, "negative", element(7, raw<float>({1}))));
    QCOMPARE(errorOf(bytes), ErrorCode::fileDamaged);
    bytes = header();
    join(bytes, packed(Bytes(size_t{65} << 20, 0)));  // unpacks to more than the limit
    QCOMPARE(errorOf(bytes), ErrorCode::fileDamaged);
  }

  void otherContentIsNamed() {
    QCOMPARE(errorOf(Bytes(200, 'x')), ErrorCode::unsupported);
    Bytes bytes = header();
    join(bytes, matrix(4, {1, 1}, "text", element(1, {65})));
    QCOMPARE(errorOf(bytes), ErrorCode::unsupported);
    bytes = header();
    join(bytes, matrix(7, {1, 1}, "nan", element(7, raw<float>({std::numeric_limits<float>::quiet_NaN()}))));
    QCOMPARE(errorOf(bytes), ErrorCode::fileDamaged);
  }

  void readsThePublishedWeights() {
    const QString root = qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA);
    const std::filesystem::path path =
        std::filesystem::path(root.toStdString()) / "perceptual" / "squeezenet_v1.1_notop_caffe.mat";
    if (!std::filesystem::exists(path)) QSKIP("FSM_DATA has no perceptual weights");
    const MatFile file = readMatFile(path);
    QCOMPARE(file.size(), size_t{25});
    QCOMPARE(file.at("conv1")[0].shape, (std::vector<int64_t>{3, 3, 3, 64}));
  }
};

QTEST_GUILESS_MAIN(MatFileTest)
#include "mat_file_test.moc"
