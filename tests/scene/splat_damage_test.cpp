// Splat files that are cut off, changed, or lie: a clear error or a harmless scene, and memory in proportion to the file.
#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "reconstruction/core/file.h"
#include "reconstruction/scene/compression.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "reconstruction/scene/symmetric_eigen.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::Failure;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;
namespace fs = std::filesystem;

namespace {

template <typename T>
void put(std::vector<uint8_t>& bytes, size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <typename T>
void append(std::vector<uint8_t>& bytes, T value) {
  bytes.resize(bytes.size() + sizeof value);
  put(bytes, bytes.size() - sizeof value, value);
}

void appendText(std::vector<uint8_t>& bytes, const std::string& text) { bytes.insert(bytes.end(), text.begin(), text.end()); }

/// A .glb of `text` and `binary`.
std::vector<uint8_t> glb(std::string text, std::vector<uint8_t> binary) {
  while (text.size() % 4 != 0) text += ' ';
  while (binary.size() % 4 != 0) binary.push_back(0);
  std::vector<uint8_t> out;
  appendText(out, "glTF");
  append(out, uint32_t{2});
  append(out, static_cast<uint32_t>(28 + text.size() + binary.size()));
  append(out, static_cast<uint32_t>(text.size()));
  appendText(out, "JSON");
  appendText(out, text);
  append(out, static_cast<uint32_t>(binary.size()));
  appendText(out, std::string("BIN\0", 4));
  out.insert(out.end(), binary.begin(), binary.end());
  return out;
}

/// Position (1, 2, 3), scales (1, 2, 3), opacity 0.25, no turn, red.
std::vector<uint8_t> gltfBinary() {
  std::vector<uint8_t> out;
  for (const float value : {1.f, 2.f, 3.f, 1.f, 2.f, 3.f, 0.f, 0.f, 0.f, 1.f, 0.25f, 1.f, 0.f, 0.f}) append(out, value);
  return out;
}

/// JSON that is easier to read in a source: with apostrophes for its quotes.
std::string json(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

/// A glTF scene of `nodes` that show mesh 0: the Gaussian of `gltfBinary` in `buffer`.
std::string gltfJson(const std::string& nodes, const std::string& buffer = "{'byteLength':56}") {
  std::string text = "{'asset':{'version':'2.0'},'nodes':" + nodes + ",'buffers':[" + buffer + "],'bufferViews':[";
  for (const char* view :
       {"0,'byteLength':12},", "12,'byteLength':12},", "24,'byteLength':16},", "40,'byteLength':4},", "44,'byteLength':12}],"})
    text += std::string("{'buffer':0,'byteOffset':") + view;
  text += "'accessors':[";
  const std::array<const char*, 5> kTypes{"VEC3", "VEC3", "VEC4", "SCALAR", "VEC3"};
  for (size_t i = 0; i < kTypes.size(); ++i)
    text += std::string(i > 0 ? "," : "") + "{'bufferView':" + std::to_string(i) + ",'componentType':5126,'count':1,'type':'" +
            kTypes[i] + "'}";
  text += "],'meshes':[{'primitives':[{'mode':0,'attributes':{'POSITION':0,'KHR_gaussian_splatting:SCALE':1,";
  text +=
      "'KHR_gaussian_splatting:ROTATION':2,'KHR_gaussian_splatting:OPACITY':3,'KHR_gaussian_splatting:SH_DEGREE_0_COEF_0':4},";
  text += "'extensions':{'KHR_gaussian_splatting':{'kernel':'ellipse','colorSpace':'lin_rec709_display'}}}]}]}";
  return json(text);
}

/// One of the small files, whole, from this program or from others.
struct Sample {
  std::string name;
  std::vector<uint8_t> bytes;
};

std::vector<Sample> samples() {
  GaussianScene still, moving;
  still.gaussians = sampleGaussians({.count = 7, .shDegree = 1, .isStatic = true});
  moving.gaussians = sampleGaussians({.count = 3, .shDegree = 1, .timeHarmonics = 1});
  moving.frame.scale = 0.5;
  std::vector<Sample> out{{"static.ply", encodePly(still)},
                          {"moving.ply", encodePly(moving)},
                          {"zipped.spz", encodeSpz(still)},
                          {"nodes.glb", glb(gltfJson("[{'mesh':0}]"), gltfBinary())}};
  const fs::path folder = fsm::testing::dataFolder() / "splats";
  for (const char* name : {"splat-transform_minimal-raw.spz", "splat-transform_minimal-v2.spz", "splat-transform_minimal-v3.spz",
                           "splat-transform_minimal-v4.spz", "splat-transform_minimal.splat", "splat-transform_minimal.ksplat"})
    if (fs::exists(folder / name)) out.push_back({name, readBinaryFile(folder / name)});
  return out;
}

#ifdef __SANITIZE_ADDRESS__
constexpr size_t kKeptBySanitizer = size_t{1} << 30;  // what was freed is not given out again for a while
#else
constexpr size_t kKeptBySanitizer = 0;
#endif

/// The most bytes that the process ever had in memory.
size_t largestMemory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

class SplatDamageTest : public QObject {
  Q_OBJECT

 private slots:
  void everyPrefixIsAnError() {
    for (const Sample& sample : samples()) {
      readSplats({sample.name, sample.bytes});
      for (size_t length = 0; length < sample.bytes.size(); ++length) {
        if (sample.bytes.size() > 1000 && length % 7 != 0) continue;
        const Failure failure = failureOf([&] {
          readSplats({sample.name, {sample.bytes.begin(), sample.bytes.begin() + static_cast<long>(length)}});
        });
        // A headerless file cut between two Gaussians is a shorter one.
        if (sample.name.ends_with(".splat") && length % 32 == 0 && length > 0) continue;
        const std::string context = sample.name + " of " + std::to_string(length) + " bytes: " + failure.sentence;
        QVERIFY2(failure.code == ErrorCode::fileDamaged || failure.code == ErrorCode::unsupported, context.c_str());
        QVERIFY2(failure.sentence.find(sample.name) != std::string::npos, context.c_str());
      }
    }
  }

  void everyChangedByteIsSurvived() {
    const size_t before = largestMemory();
    for (const Sample& sample : samples())
      for (size_t at = 0; at < sample.bytes.size(); ++at) {
        if (sample.bytes.size() > 2000 && at % 11 != 0) continue;
        for (const int mask : {0x01, 0x80, 0xFF}) {
          SplatInput input{sample.name, sample.bytes};
          input.bytes[at] = static_cast<uint8_t>(input.bytes[at] ^ mask);
          const Failure failure = failureOf([&] { readSplats(input).gaussians.check(); });
          QVERIFY2(failure.code != ErrorCode::internal || failure.sentence == "nothing was thrown", failure.sentence.c_str());
          QVERIFY(failure.code != ErrorCode::outOfMemory);
        }
      }
    QVERIFY(largestMemory() - before < (size_t{200} << 20) + kKeptBySanitizer);
  }

  void headersThatLieAreFound_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* title, const char* name, const std::vector<uint8_t>& bytes) {
      QTest::newRow(title) << name
                           << QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    GaussianScene still;
    still.gaussians = sampleGaussians({.count = 7, .isStatic = true});
    std::vector<uint8_t> spz = *gzipDecompress(encodeSpz(still), 10000);
    put(spz, 8, uint32_t{0xFFFFFFFF});
    row("SPZ", "a.spz", spz);
    row("zipped SPZ", "a.spz", gzipCompress(spz));
    put(spz, 4, uint32_t{4});
    spz.resize(1024);
    put(spz, 15, uint8_t{255});
    put(spz, 16, uint32_t{32});
    row("SPZ 4", "a.spz", spz);
    std::vector<uint8_t> bomb(16 + 100000 * 20, 0);  // shrinks a thousandfold
    put(bomb, 0, uint32_t{0x5053474e});
    put(bomb, 4, uint32_t{3});
    put(bomb, 8, uint32_t{200000});
    row("a zip bomb", "a.spz", gzipCompress(bomb));
    std::vector<uint8_t> ksplat(6000, 0);
    ksplat[1] = 1;
    put(ksplat, 4, uint32_t{1});
    put(ksplat, 4096, uint32_t{0xFFFFFFFF});
    row(".ksplat", "a.ksplat", ksplat);
    put(ksplat, 4, uint32_t{0xFFFFFFFF});
    row("sections of .ksplat", "a.ksplat", ksplat);
    std::string large = gltfJson("[{'mesh':0}]");
    large.replace(large.find("\"count\":1"), 9, "\"count\":1000000000000");
    row("glTF", "a.glb", glb(large, gltfBinary()));
    row("glTF's nodes in a circle", "a.glb", glb(gltfJson("[{'children':[1]},{'children':[0],'mesh':0}]"), gltfBinary()));
    std::string many = "[{'mesh':0}";
    for (int i = 0; i < 100; ++i) many += ",{'mesh':0}";
    row("glTF that shows one mesh too often", "a.glb", glb(gltfJson(many + "]"), gltfBinary()));
    row("glTF's missing mesh", "a.glb", glb(gltfJson("[{'mesh':5}]"), gltfBinary()));
    row("glTF's short buffer", "a.glb", glb(gltfJson("[{'mesh':0}]"), std::vector<uint8_t>(20)));
    const std::string chunk =
        "ply\nformat binary_little_endian 1.0\nelement chunk 100000000000\nproperty float min_x\n"
        "element vertex 100000000000\nproperty uint packed_position\nproperty uint packed_rotation\nproperty uint packed_scale\n"
        "property uint packed_color\nend_header\n";
    row("compressed PLY", "a.ply", {chunk.begin(), chunk.end()});
  }
  void headersThatLieAreFound() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const size_t before = largestMemory();
    const Failure failure = failureOf([&] { readSplats({name.toStdString(), {bytes.begin(), bytes.end()}}); });
    QVERIFY2(failure.code == ErrorCode::fileDamaged, failure.sentence.c_str());
    QVERIFY(largestMemory() - before < (size_t{64} << 20) + kKeptBySanitizer);
  }

  void gltfNodesPlaceTheirGaussians() {
    // Half a turn about y, twice as large, moved; under a parent that moves by one along x.
    const std::string nodes =
        "[{'children':[1],'translation':[1,0,0]},{'mesh':0,'translation':[0,10,0],'rotation':[0,1,0,0],'scale':[2,2,2]}]";
    const GaussianScene scene = readSplats({"a.glb", glb(gltfJson(nodes), gltfBinary())});
    QCOMPARE(scene.gaussians.count(), int64_t{1});
    QVERIFY(scene.colourSpace == ColourEncoding::linear);
    const Slice slice = fsm::scene::slice(scene.gaussians, 0, 0);
    // In glTF (-2 + 1, 4 + 10, -6); y and z turned for a PLY's axes.
    QVERIFY(glm::length(slice.mean - glm::dvec3(-1, -14, 6)) < 1e-5);
    for (int axis = 0; axis < 3; ++axis) QVERIFY(std::abs(slice.covariance[axis][axis] - std::pow(2.0 * (axis + 1), 2)) < 1e-4);
    QVERIFY(std::abs(1 / (1 + std::exp(-scene.gaussians.opacityLogit[0])) - 0.25f) < 1e-6f);
    const GaussianScene squashed =
        readSplats({"a.glb", glb(gltfJson("[{'mesh':0,'matrix':[1,0,0,0, 0,3,0,0, 0,0,1,0, 0,0,0,1]}]"), gltfBinary())});
    QVERIFY(std::abs(fsm::scene::slice(squashed.gaussians, 0, 0).covariance[1][1] - 36) < 1e-4);
  }

  void gltfDataMayLieElsewhere() {
    QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const std::vector<uint8_t> binary = gltfBinary();
    writeFileAtomically(root / "the data.bin", binary);
    const std::string beside = gltfJson("[{'mesh':0}]", "{'byteLength':56,'uri':'the%20data.bin'}");
    writeFileAtomically(root / "a.gltf", beside);
    QCOMPARE(readSplatFile(root / "a.gltf").gaussians.count(), int64_t{1});
    const QByteArray base64 =
        QByteArray(reinterpret_cast<const char*>(binary.data()), static_cast<qsizetype>(binary.size())).toBase64();
    const std::string inside =
        gltfJson("[{'mesh':0}]", "{'byteLength':56,'uri':'data:application/octet-stream;base64," + base64.toStdString() + "'}");
    writeFileAtomically(root / "b.gltf", inside);
    QCOMPARE(readSplatFile(root / "b.gltf").gaussians.position, readSplatFile(root / "a.gltf").gaussians.position);
    writeFileAtomically(root / "c.gltf", gltfJson("[{'mesh':0}]", "{'byteLength':56,'uri':'/etc/hostname'}"));
    QCOMPARE(failureOf([&] { readSplatFile(root / "c.gltf"); }).code, ErrorCode::unsupported);
    writeFileAtomically(root / "d.gltf", gltfJson("[{'mesh':0}]", "{'byteLength':56,'uri':'gone.bin'}"));
    QCOMPARE(failureOf([&] { readSplatFile(root / "d.gltf"); }).code, ErrorCode::notFound);
    writeFileAtomically(root / "e.gltf", json("{'asset':{'version':'2.0'},'nodes':[]}"));
    const Failure none = failureOf([&] { readSplatFile(root / "e.gltf"); });
    QVERIFY(none.code == ErrorCode::unsupported && none.sentence.find("without Gaussians") != std::string::npos);
  }

  void spzVersion1AndOtherAxes() {
    std::vector<uint8_t> bytes;
    for (const uint32_t value : {0x5053474eu, 1u, 1u}) append(bytes, value);
    bytes.insert(bytes.end(), {0, 0, 2, 0});
    for (const uint16_t half : {0x3C00, 0x4000, 0x4200}) append(bytes, half);  // 1, 2, 3
    bytes.insert(bytes.end(), {128, 0, 128, 255, 160, 160, 160, 127, 127, 127});
    // With the extension that says the axes are a PLY's (RDF = 6): nothing is turned.
    std::vector<uint8_t> told = bytes;
    for (const uint32_t value : {0xADBE0001u, 4u, 7u, 0xADBE0003u, 4u, 6u}) append(told, value);
    const std::vector<float> turned{1, -2, -3}, kept{1, 2, 3};
    QCOMPARE(readSplats({"a.spz", bytes}).gaussians.position, turned);
    QCOMPARE(readSplats({"a.spz", gzipCompress(bytes)}).gaussians.position, turned);
    QCOMPARE(readSplats({"a.spz", told}).gaussians.position, kept);
    QCOMPARE(readSplats({"a.spz", gzipCompress(told)}).gaussians.position, kept);
    put(told, told.size() - 4, uint32_t{13});  // LFD: x left, y forward, z down
    const std::vector<float> exchanged{-1, 3, 2};
    QCOMPARE(readSplats({"a.spz", told}).gaussians.position, exchanged);
    put(told, told.size() - 4, uint32_t{99});
    QCOMPARE(failureOf([&] { readSplats({"a.spz", told}); }).code, ErrorCode::fileDamaged);
    put(bytes, 4, uint32_t{5});
    const Failure newer = failureOf([&] { readSplats({"a.spz", bytes}); });
    QVERIFY(newer.code == ErrorCode::unsupported && newer.sentence.find("version 5") != std::string::npos);
  }

  void ksplatInHalves() {
    // Level 1, one section with one full and one partial bucket of one Gaussian each.
    std::vector<uint8_t> bytes(4096 + 1024, 0);
    bytes[1] = 1;
    put(bytes, 4, uint32_t{1});
    put(bytes, 20, uint16_t{1});
    const size_t section = 4096;
    const std::pair<size_t, uint32_t> kFields[] = {{0, 2}, {4, 2}, {8, 1}, {12, 2}, {24, 32767}, {32, 1}, {36, 1}};
    for (const auto& [at, value] : kFields) put(bytes, section + at, value);
    put(bytes, section + 16, 5.0f);
    put(bytes, section + 20, uint16_t{12});
    append(bytes, uint32_t{1});
    for (const float value : {1.f, 2.f, 3.f, -10.f, 0.f, 0.f}) append(bytes, value);
    for (int i = 0; i < 2; ++i) {
      for (const uint16_t value : {32767, 65534, 0}) append(bytes, value);         // the centre, +2.5, -2.5
      for (const uint16_t value : {0x3C00, 0x4000, 0x3800}) append(bytes, value);  // 1, 2, 0.5
      for (const uint16_t value : {0x3C00, 0, 0, 0}) append(bytes, value);
      bytes.insert(bytes.end(), {255, 0, 0, 128});
    }
    const Gaussians4D g = readSplats({"a.ksplat", bytes}).gaussians;
    QCOMPARE(g.count(), int64_t{2});
    const std::vector<float> positions{1, 4.5f, 0.5f, -10, 2.5f, -2.5f};
    QVERIFY(fsm::testing::worst(g.position, positions) < 1e-5);
    QVERIFY(std::abs(g.logScale[1] - std::log(2.0f)) < 1e-6f);
    bytes[1] = 0;
    QCOMPARE(failureOf([&] { readSplats({"a.ksplat", bytes}); }).code, ErrorCode::unsupported);
  }

  void compressedPlyHasHarmonics() {
    std::string header = "ply\nformat binary_little_endian 1.0\nelement chunk 1\n";
    for (const char* name : {"min_x", "min_y", "min_z", "max_x", "max_y", "max_z", "min_scale_x", "min_scale_y", "min_scale_z",
                             "max_scale_x", "max_scale_y", "max_scale_z"})
      header += std::string("property float ") + name + "\n";
    header += "element vertex 1\nproperty uint packed_position\nproperty uint packed_rotation\nproperty uint packed_scale\n";
    header += "property uint packed_color\nelement sh 1\n";
    for (int i = 0; i < 9; ++i) header += "property uchar f_rest_" + std::to_string(i) + "\n";
    std::vector<uint8_t> bytes;
    appendText(bytes, header + "end_header\n");
    for (const float value : {-1.f, -2.f, -3.f, 1.f, 2.f, 3.f, -5.f, -5.f, -5.f, 0.f, 0.f, 0.f}) append(bytes, value);
    append(bytes, 2047u << 21 | 0u << 11 | 2047u);              // the ends of the range
    append(bytes, 0u << 30 | 1023u << 20 | 512u << 10 | 512u);  // w largest, x = 1 / sqrt(2)
    append(bytes, 0u);
    append(bytes, 255u << 24 | 0u << 16 | 128u << 8 | 64u);
    for (const int value : {0, 128, 255, 0, 0, 0, 127, 0, 0}) bytes.push_back(static_cast<uint8_t>(value));
    const Gaussians4D g = readSplats({"a.ply", bytes}).gaussians;
    const std::vector<float> place{1, -2, 3}, scales{-5, -5, -5};
    QCOMPARE(g.position, place);
    QCOMPARE(g.logScale, scales);
    QVERIFY(std::abs(g.rotation[1] - std::sqrt(0.5f)) < 1e-3f && std::abs(g.rotation[0] - std::sqrt(0.5f)) < 1e-3f);
    QCOMPARE(g.shDegree, 1);
    QVERIFY(std::abs(g.sh[0] - 0.5 / 0.28209479) < 1e-5);                     // red
    QVERIFY(std::abs(g.sh[3] + 4) < 1e-6f && std::abs(g.sh[9] - 4) < 1e-6f);  // red's first and last
    QVERIFY(std::abs(g.sh[6] - (128.5f / 256 - 0.5f) * 8) < 1e-6f && std::abs(g.sh[5] - (127.5f / 256 - 0.5f) * 8) < 1e-6f);
    QVERIFY(std::abs(1 / (1 + std::exp(-g.opacityLogit[0])) - 64 / 255.0f) < 1e-5f);
  }
};

QTEST_GUILESS_MAIN(SplatDamageTest)
#include "splat_damage_test.moc"
