// Splat files: what other programs wrote, the same scene in several formats, round trips of ours.
#include "reconstruction/scene/splat_files/splat_file.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <fstream>

#include "reconstruction/core/file.h"
#include "reconstruction/scene/spherical_harmonics.h"
#include "reconstruction/scene/symmetric_eigen.h"
#include "reconstruction/scene/transform_gaussians.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::Failure;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;
using fsm::testing::worst;
using fsm::testing::worstAngle;
namespace fs = std::filesystem;

namespace {

fs::path splats() { return fsm::testing::dataFolder() / "splats"; }

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

std::vector<uint8_t> bytesOf(const std::string& text) { return {text.begin(), text.end()}; }

SplatInput plyText(const std::string& header, const std::string& body) {
  return {"test.ply", bytesOf("ply\nformat ascii 1.0\n" + header + "end_header\n" + body)};
}

const std::string kProperties =
    "property float x\nproperty float y\nproperty float z\nproperty float opacity\nproperty float scale_0\n"
    "property float scale_1\nproperty float scale_2\nproperty float rot_0\nproperty float rot_1\nproperty float rot_2\n"
    "property float rot_3\nproperty float f_dc_0\nproperty float f_dc_1\nproperty float f_dc_2\n";

template <typename T>
void append(std::vector<uint8_t>& out, T value, bool bigEndian) {
  std::array<uint8_t, sizeof(T)> bytes{};
  std::memcpy(bytes.data(), &value, sizeof value);
  if (bigEndian) std::reverse(bytes.begin(), bytes.end());
  out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Largest difference of two shapes' covariances: quaternions and axes may be exchanged.
double worstShape(const Gaussians4D& a, const Gaussians4D& b) {
  double out = 0;
  for (int64_t i = 0; i < a.count(); ++i) {
    const glm::dmat3 difference = slice(a, i, 0).covariance - slice(b, i, 0).covariance;
    for (int k = 0; k < 9; ++k) out = std::max(out, std::abs(difference[k / 3][k % 3]));
  }
  return out;
}

/// Colour seen along `direction`.
glm::dvec3 colourOf(const Gaussians4D& g, size_t i, const glm::dvec3& direction) {
  const auto basis = shBasis(glm::normalize(direction));
  glm::dvec3 out(0.5);
  const auto coefficients = static_cast<size_t>(g.coefficients());
  for (size_t k = 0; k < coefficients; ++k)
    for (int c = 0; c < 3; ++c) out[c] += basis[k] * g.sh[3 * (i * coefficients + k) + static_cast<size_t>(c)];
  return out;
}

}  // namespace

class SplatFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void everyFixtureLoads_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("degree");
    QTest::newRow("compressed PLY") << "guitar.compressed.ply" << 90854 << 0;
    QTest::newRow("PLY") << "splatapult_test.ply" << 16 << 3;
    QTest::newRow("SPZ 4") << "biker.spz" << 152746 << 0;
    QTest::newRow("SPZ without gzip") << "splat-transform_minimal-raw.spz" << 4 << 0;
    QTest::newRow("SPZ 2") << "splat-transform_minimal-v2.spz" << 4 << 0;
    QTest::newRow("SPZ 3") << "splat-transform_minimal-v3.spz" << 4 << 0;
    QTest::newRow("small SPZ 4") << "splat-transform_minimal-v4.spz" << 4 << 0;
    QTest::newRow(".splat") << "splat-transform_minimal.splat" << 4 << 0;
    QTest::newRow(".ksplat") << "splat-transform_minimal.ksplat" << 4 << 0;
    QTest::newRow("glTF") << "mosure_khr_conformance_matrix.glb" << 0 << 3;
  }
  void everyFixtureLoads() {
    QFETCH(QString, file);
    QFETCH(int, count);
    QFETCH(int, degree);
    const fs::path path = splats() / file.toStdString();
    if (!fs::exists(path)) QSKIP("The splat files are not here: set FSM_DATA to the folder that holds splats/.");
    QVERIFY(hasSplatExtension(path));
    const GaussianScene scene = readSplatFile(path);
    scene.gaussians.check();
    QVERIFY(count == 0 || scene.gaussians.count() == count);
    QCOMPARE(scene.gaussians.shDegree, degree);
    QVERIFY(scene.gaussians.isStatic());
    glm::dvec3 low(INFINITY), high(-INFINITY);
    double meanOpacity = 0;
    for (int64_t i = 0; i < scene.gaussians.count(); ++i) {
      QVERIFY(scene.gaussians.isDrawable(i));
      const glm::dvec3 mean = slice(scene.gaussians, i, 0).mean;
      low = glm::min(low, mean);
      high = glm::max(high, mean);
      meanOpacity += sigmoid(scene.gaussians.opacityLogit[static_cast<size_t>(i)]) / static_cast<double>(scene.gaussians.count());
    }
    // All Gaussians of the glTF file have the same place, and scales up to e^4 about it.
    const double size = file.endsWith(".glb") ? 100 : glm::length(high - low);
    QVERIFY2(size > 0.1 && size < 1000, std::to_string(size).c_str());
    QVERIFY(meanOpacity > 0.1 && meanOpacity <= 1);
    const auto [least, most] = std::minmax_element(scene.gaussians.logScale.begin(), scene.gaussians.logScale.end());
    QVERIFY(*most < std::log(size) + 1 && *least >= kMinLogScale);
  }

  void oneSceneInSeveralFormats_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("coloursAgree");
    QTest::newRow("SPZ 3") << "splat-transform_minimal-v3.spz" << true;
    QTest::newRow("SPZ 4") << "splat-transform_minimal-v4.spz" << true;
    QTest::newRow(".ksplat") << "splat-transform_minimal.ksplat" << true;
    // Made by hand: with a PLY's axes, which their format does not have (so they come out turned), and with other colours.
    QTest::newRow("SPZ 2") << "splat-transform_minimal-v2.spz" << false;
    QTest::newRow("SPZ without gzip") << "splat-transform_minimal-raw.spz" << false;
  }
  void oneSceneInSeveralFormats() {
    QFETCH(QString, file);
    QFETCH(bool, coloursAgree);
    if (!fs::exists(splats())) QSKIP("The splat files are not here: set FSM_DATA to the folder that holds splats/.");
    Gaussians4D expected = readSplatFile(splats() / "splat-transform_minimal.splat").gaussians;
    const Gaussians4D found = readSplatFile(splats() / file.toStdString()).gaussians;
    if (!coloursAgree) transformGaussians(expected, {glm::dmat3(1, 0, 0, 0, -1, 0, 0, 0, -1), glm::dvec3(0)});
    QVERIFY(worst(expected.position, found.position) < 1e-3);
    QVERIFY(worst(expected.logScale, found.logScale) < 1.0 / 32 + 1e-3);
    QVERIFY(worstShape(expected, found) < 7e-4);
    QVERIFY(!coloursAgree || worst(expected.sh, found.sh) < 0.5 / 255 / 0.15 + 1e-2);
    for (size_t i = 0; i < 4; ++i) QVERIFY(std::abs(sigmoid(expected.opacityLogit[i]) - sigmoid(found.opacityLogit[i])) < 3e-3);
  }

  void sogNamesItself() {
    const fs::path path = splats() / "playbot_lod3_sog" / "meta.json";
    if (!fs::exists(path)) QSKIP("The splat files are not here: set FSM_DATA to the folder that holds splats/.");
    const Failure failure = failureOf([&] { readSplatFile(path); });
    QCOMPARE(failure.code, ErrorCode::unsupported);
    QVERIFY(failure.sentence.find("SOG") != std::string::npos && failure.sentence.find(".ply") != std::string::npos);
    QCOMPARE(failureOf([&] { readSplats({"a.sog", bytesOf("PK\x03\x04")}); }).code, ErrorCode::unsupported);
  }

  void plyByNames_data() {
    QTest::addColumn<int>("encoding");
    QTest::addColumn<bool>("doubles");
    QTest::newRow("ASCII") << 0 << false;
    QTest::newRow("little-endian") << 1 << false;
    QTest::newRow("big-endian") << 2 << false;
    QTest::newRow("little-endian doubles") << 1 << true;
    QTest::newRow("big-endian doubles") << 2 << true;
  }
  void plyByNames() {
    QFETCH(int, encoding);
    QFETCH(bool, doubles);
    const std::array<const char*, 3> kEncodings{"ascii", "binary_little_endian", "binary_big_endian"};
    // In an order of its own, with properties and elements that mean nothing here, 9 numbers of f_rest.
    std::vector<std::string> names{"rot_3", "rot_2", "rot_1", "rot_0",   "label",   "opacity",
                                   "x",     "z",     "y",     "scale_2", "scale_1", "scale_0"};
    for (int i = 8; i >= 0; --i) names.push_back("f_rest_" + std::to_string(i));
    for (const char* name : {"f_dc_0", "f_dc_1", "f_dc_2"}) names.emplace_back(name);
    std::string header = std::string("ply\nformat ") + kEncodings[static_cast<size_t>(encoding)] + " 1.0\ncomment by hand\n";
    header += "element lists 2\nproperty list uchar ushort values\nelement vertex 3\n";
    for (const std::string& name : names)
      header += std::string("property ") + (name == "label" ? "uchar " : doubles ? "double " : "float ") + name + "\n";
    SplatInput input{"test.ply", bytesOf(header + "element face 1\nproperty list uchar int vertex_indices\nend_header\n")};
    const auto value = [](size_t row, size_t column) {
      return 0.25f * static_cast<float>(row) + 0.0625f * static_cast<float>(column) - 1;
    };
    std::string text = "2 7 8\n0\n";
    if (encoding > 0)
      for (const uint8_t size : {2, 0}) {
        input.bytes.push_back(size);
        for (int i = 0; i < size; ++i) append(input.bytes, uint16_t{7}, encoding == 2);
      }
    for (size_t row = 0; row < 3; ++row)
      for (size_t column = 0; column < names.size(); ++column) {
        const float number = value(row, column);
        text += names[column] == "label" ? "9 " : std::to_string(number) + (column % 2 ? " " : "\r\n");
        if (encoding == 0) continue;
        if (names[column] == "label")
          input.bytes.push_back(9);
        else if (doubles)
          append(input.bytes, static_cast<double>(number), encoding == 2);
        else
          append(input.bytes, number, encoding == 2);
      }
    if (encoding == 0) input.bytes.insert(input.bytes.end(), text.begin(), text.end());
    const GaussianScene scene = readSplats(input);
    const Gaussians4D& g = scene.gaussians;
    QCOMPARE(g.count(), int64_t{3});
    QCOMPARE(g.shDegree, 1);
    const auto expected = [&](size_t row, const std::string& name) {
      return value(row, static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
    };
    for (size_t row = 0; row < 3; ++row) {
      for (size_t k = 0; k < 3; ++k) {
        QCOMPARE(g.position[3 * row + k], expected(row, std::string(1, "xyz"[k])));
        QCOMPARE(g.logScale[3 * row + k], expected(row, "scale_" + std::to_string(k)));
        QCOMPARE(g.sh[12 * row + k], expected(row, "f_dc_" + std::to_string(k)));
        // f_rest has all of red, then green, then blue.
        for (size_t c = 0; c < 3; ++c)
          QCOMPARE(g.sh[12 * row + 3 * (k + 1) + c], expected(row, "f_rest_" + std::to_string(3 * c + k)));
      }
      for (size_t k = 0; k < 4; ++k) QCOMPARE(g.rotation[4 * row + k], expected(row, "rot_" + std::to_string(k)));
      QCOMPARE(g.opacityLogit[row], expected(row, "opacity"));
    }
  }

  void plyVariants() {
    // Coloured by bytes, flat (2D Gaussians), with more harmonics than degree 3, and with a number of them that no degree has.
    std::string properties = kProperties;
    properties.resize(properties.find("property float f_dc_0"));
    GaussianScene scene =
        readSplats(plyText("element vertex 1\n" + properties + "property uchar red\nproperty uchar green\nproperty uchar blue\n",
                           "1 2 3 0.5 -1 -2 -3 1 0 0 0 255 0 51\n"));
    QVERIFY(std::abs(colourOf(scene.gaussians, 0, {0, 0, 1}).x - 1) < 1e-6);
    QVERIFY(std::abs(colourOf(scene.gaussians, 0, {0, 0, 1}).z - 0.2) < 1e-6);
    std::string flat = kProperties;
    flat.erase(flat.find("property float scale_2\n"), std::string("property float scale_2\n").size());
    scene = readSplats(plyText("element vertex 1\n" + flat, "1 2 3 0.5 -1 -2 1 0 0 0 0 0 0\n"));
    QCOMPARE(scene.gaussians.logScale[2], kMinLogScale);
    for (const auto& [rest, degree] : {std::pair(72, 3), std::pair(15, 2), std::pair(3, 1)}) {
      std::string more = kProperties, body = "1 2 3 0.5 -1 -2 -3 1 0 0 0 0 0 0";
      for (int i = 0; i < rest; ++i) {
        more += "property float f_rest_" + std::to_string(i) + "\n";
        body += " " + std::to_string(i);
      }
      scene = readSplats(plyText("element vertex 1\n" + more, body));
      QCOMPARE(scene.gaussians.shDegree, degree);
      const int perChannel = rest / 3;
      QCOMPARE(scene.gaussians.sh[3 + 1], static_cast<float>(perChannel));  // green's first
    }
  }

  void plyThatHoldsNoGaussians_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("says");
    const QString all = QString::fromStdString(kProperties), row = "1 2 3 0.5 -1 -2 -3 1 0 0 0 0 0 0\n";
    QTest::newRow("points") << "element vertex 1\nproperty float x\nproperty float y\nproperty float z\n"
                            << "1 2 3\n"
                            << "no 'scale_0'";
    QTest::newRow("a mesh of lists") << "element vertex 1\nproperty list uchar int x\n"
                                     << "0\n"
                                     << "lists";
    QTest::newRow("no vertices") << "element face 1\nproperty list uchar int x\n"
                                 << "0\n"
                                 << "no vertices";
    QTest::newRow("none of them") << "element vertex 0\n" + all << ""
                                  << "holds no Gaussians";
    QTest::newRow("too few") << "element vertex 2\n" + all << row << "ends before them";
    QTest::newRow("a lying count") << "element vertex 1000000000000\n" + all << row << "ends before them";
    QTest::newRow("an overflowing count") << "element vertex 18446744073709551615\n" + all << row << "ends before them";
    QTest::newRow("a count that is none") << "element vertex -1\n" + all << row << "not a number";
    QTest::newRow("a word") << "element vertex 1\n" + all << "1 2 3 0.5 -1 -2 -3 1 0 zero 0 0 0 0\n"
                            << "no number";
    QTest::newRow("nothing to draw") << "element vertex 1\n" + all << "nan 2 3 0.5 -1 -2 -3 1 0 0 0 0 0 0\n"
                                     << "can be drawn";
    QTest::newRow("uneven harmonics") << "element vertex 1\n" + all + "property float f_rest_0\n" << row << "three colours";
    QTest::newRow("an unknown type") << "element vertex 1\nproperty quad x\n" << row << "unknown type";
    QTest::newRow("an endless list before") << "element a 1000000000000\nproperty list uchar int x\nelement vertex 1\n" + all
                                            << row << "is damaged";
  }
  void plyThatHoldsNoGaussians() {
    QFETCH(QString, header);
    QFETCH(QString, body);
    QFETCH(QString, says);
    const Failure failure = failureOf([&] { readSplats(plyText(header.toStdString(), body.toStdString())); });
    QVERIFY2(failure.sentence.find(says.toStdString()) != std::string::npos, failure.sentence.c_str());
    QVERIFY(failure.code != ErrorCode::internal);
  }

  void staticPlyRoundTrip_data() {
    QTest::addColumn<int>("degree");
    for (int degree = 0; degree <= 3; ++degree) QTest::addRow("degree %d", degree) << degree;
  }
  void staticPlyRoundTrip() {
    QFETCH(int, degree);
    GaussianScene scene;
    scene.gaussians = sampleGaussians({.count = 20, .shDegree = degree, .isStatic = true});
    const GaussianScene back = readSplats({"a.ply", encodePly(scene)});
    QCOMPARE(back.gaussians.position, scene.gaussians.position);
    QCOMPARE(back.gaussians.logScale, scene.gaussians.logScale);
    QCOMPARE(back.gaussians.rotation, scene.gaussians.rotation);
    QCOMPARE(back.gaussians.opacityLogit, scene.gaussians.opacityLogit);
    QCOMPARE(back.gaussians.sh, scene.gaussians.sh);
    QVERIFY(back.gaussians.isStatic());
    QVERIFY(back.settings == RasterSettings());
  }

  void dynamicPlyRoundTrip() {
    GaussianScene scene;
    scene.gaussians = sampleGaussians({.count = 20, .shDegree = 2, .timeHarmonics = 2});
    scene.gaussians.timePeriod = 1.0f / 3;
    scene.frame.frame_from_world = {{0, 1, 0, 0}, {-1, 0, 0, 0}, {0, 0, 1, 0}, {1.5, -2, 1.0 / 3, 1}};
    scene.frame.scale = 1.0 / 7;
    scene.frame.timeCentre = 2.5;
    scene.frame.timeHalfRange = 0.1;
    scene.settings = RasterSettings::official();
    scene.colourSpace = ColourEncoding::linear;
    const std::vector<uint8_t> bytes = encodePly(scene);
    const std::string text(bytes.begin(), bytes.end());
    for (const char* line : {"comment SplatModel: 4dgs-rot4d\n", "comment TimeUnit: normalised\n", "comment TimeRange: 2.4 2.6\n",
                             "property float t\n", "property float rot_r_3\n"})
      QVERIFY2(text.find(line) != std::string::npos, line);
    const GaussianScene back = readSplats({"a.ply", bytes});
    QCOMPARE(back.gaussians.time, scene.gaussians.time);
    QCOMPARE(back.gaussians.logScaleTime, scene.gaussians.logScaleTime);
    QCOMPARE(back.gaussians.rotation, scene.gaussians.rotation);
    QCOMPARE(back.gaussians.rotationRight, scene.gaussians.rotationRight);
    QCOMPARE(back.gaussians.sh, scene.gaussians.sh);
    QCOMPARE(back.gaussians.timeHarmonics, 2);
    QCOMPARE(back.gaussians.timePeriod, scene.gaussians.timePeriod);
    QCOMPARE(back.frame.frame_from_world, scene.frame.frame_from_world);
    QCOMPARE(back.frame.scale, scene.frame.scale);
    QCOMPARE(back.frame.timeHalfRange, 0.1);
    QVERIFY(back.settings == scene.settings);
    QVERIFY(back.colourSpace == ColourEncoding::linear);
    std::string lie = text;
    lie.replace(lie.find("\"scale\":0.14"), 12, "\"scale\":-.14");
    QCOMPARE(failureOf([&] { readSplats({"a.ply", bytesOf(lie)}); }).code, ErrorCode::fileDamaged);
  }

  void spzRoundTrip_data() {
    QTest::addColumn<int>("degree");
    for (int degree = 0; degree <= 3; ++degree) QTest::addRow("degree %d", degree) << degree;
  }
  void spzRoundTrip() {
    QFETCH(int, degree);
    GaussianScene scene;
    scene.gaussians = sampleGaussians({.count = 200, .shDegree = degree, .isStatic = true});
    scene.gaussians.position[7] = -900;  // fewer fractional bits
    const std::vector<uint8_t> bytes = encodeSpz(scene);
    QVERIFY(bytes[0] == 0x1f && bytes[1] == 0x8b);
    const Gaussians4D back = readSplats({"a.spz", bytes}).gaussians;
    QCOMPARE(back.count(), int64_t{200});
    QVERIFY(worst(back.position, scene.gaussians.position) <= std::ldexp(0.5, -13) + 1e-4);
    QVERIFY(worst(back.logScale, scene.gaussians.logScale) <= 1.0 / 32 + 1e-6);
    QVERIFY(worstAngle(back.rotation, scene.gaussians.rotation) < 8e-3);
    QVERIFY(worst(back.sh, scene.gaussians.sh) <= 0.5 / 255 / 0.15 + 1e-6);
    for (size_t i = 0; i < 200; ++i)
      for (const glm::dvec3 direction : {glm::dvec3(1, 2, 3), glm::dvec3(-2, 1, -1)})
        QVERIFY(glm::length(colourOf(back, i, direction) - colourOf(scene.gaussians, i, direction)) < 0.02);
    const Failure refusal = failureOf([&] {
      GaussianScene moving;
      moving.gaussians = sampleGaussians({.count = 1});
      encodeSpz(moving);
    });
    QCOMPARE(refusal.code, ErrorCode::unsupported);
    QVERIFY(refusal.sentence.find("--time") != std::string::npos);
  }

  void turningKeepsWhatIsSeen_data() {
    QTest::addColumn<bool>("mirror");
    QTest::addColumn<double>("stretch");
    QTest::newRow("a rotation") << false << 1.0;
    QTest::newRow("mirrored") << true << 1.0;
    QTest::newRow("stretched along one axis") << false << 1.7;
  }
  void turningKeepsWhatIsSeen() {
    QFETCH(bool, mirror);
    QFETCH(double, stretch);
    const Gaussians4D before = sampleGaussians({.count = 20, .shDegree = 3, .isStatic = true});
    glm::dmat3 turn = rotationOf(glm::normalize(glm::dvec4(0.3, -0.5, 0.7, 0.2)));
    if (mirror) turn[1] = -turn[1];
    const glm::dmat3 linear = turn * glm::dmat3(2.5 * stretch, 0, 0, 0, 2.5, 0, 0, 0, 2.5);
    Gaussians4D after = before;
    transformGaussians(after, {linear, {1, 2, 3}});
    for (int64_t i = 0; i < 20; ++i) {
      const Slice a = slice(before, i, 0), b = slice(after, i, 0);
      QVERIFY(glm::length(linear * a.mean + glm::dvec3(1, 2, 3) - b.mean) < 1e-5);
      const glm::dmat3 difference = linear * a.covariance * glm::transpose(linear) - b.covariance;
      for (int k = 0; k < 9; ++k) QVERIFY(std::abs(difference[k / 3][k % 3]) < 1e-5);
      for (const glm::dvec3 direction : {glm::dvec3(1, 2, 3), glm::dvec3(-2, 1, -1), glm::dvec3(0, 0, 1)})
        QVERIFY(glm::length(colourOf(before, static_cast<size_t>(i), direction) -
                            colourOf(after, static_cast<size_t>(i), turn * direction)) < 1e-5);
    }
    QCOMPARE(failureOf([&] { transformGaussians(after, {glm::dmat3(0.0), {0, 0, 0}}); }).code, ErrorCode::badInput);
  }

  void coloursBecomeOthersAndBack() {
    Gaussians4D g = sampleGaussians({.count = 50, .shDegree = 1, .isStatic = true});
    const Gaussians4D before = g;
    convertColours(g, ColourEncoding::display, ColourEncoding::linear);
    Gaussians4D flat = before.subset({0});
    flat.shDegree = 0;
    flat.sh.resize(3);
    const double base = 0.5 + kSh0 * flat.sh[0];
    convertColours(flat, ColourEncoding::display, ColourEncoding::linear);
    QVERIFY(std::abs(0.5 + kSh0 * flat.sh[0] - std::pow((base + 0.055) / 1.055, 2.4)) < 1e-6);
    convertColours(g, ColourEncoding::linear, ColourEncoding::display);
    QVERIFY(worst(g.sh, before.sh) < 1e-4);
  }

  void writingIsByExtension() {
    QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    GaussianScene scene;
    scene.gaussians = sampleGaussians({.count = 3, .isStatic = true});
    writeSplatFile(root / "a.PLY", scene);
    writeSplatFile(root / "a.spz", scene);
    QCOMPARE(readSplatFile(root / "a.PLY").gaussians.count(), int64_t{3});
    QCOMPARE(readSplatFile(root / "a.spz").gaussians.count(), int64_t{3});
    const Failure failure = failureOf([&] { writeSplatFile(root / "a.glb", scene); });
    QCOMPARE(failure.code, ErrorCode::unsupported);
    QVERIFY(failure.sentence.find(".glb") != std::string::npos);
    QCOMPARE(failureOf([&] { readSplatFile(root / "none.ply"); }).code, ErrorCode::notFound);
    std::ofstream(root / "a.txt") << "text";
    QCOMPARE(failureOf([&] { readSplatFile(root / "a.txt"); }).code, ErrorCode::badInput);
  }
};

QTEST_GUILESS_MAIN(SplatFilesTest)
#include "splat_files_test.moc"
