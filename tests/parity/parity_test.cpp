// Every parity fixture that is found, on every device here; and that the comparison itself can fail.
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/model/tensor_file.h"
#include "tests/parity/parity.h"

namespace fs = std::filesystem;
using fsm::parity::Result;

namespace {

/// FSM_PARITY_DIR when it is set, whether it exists or not; else the `parity` folder of the shared data.
fs::path fixtureFolder() {
  if (!qEnvironmentVariableIsEmpty("FSM_PARITY_DIR")) return qEnvironmentVariable("FSM_PARITY_DIR").toStdString();
  return fs::path(qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString()) / "parity";
}

QString describe(const Result& result) {
  std::ostringstream text;
  text << result.fixture << ", " << result.quantity << ": ";
  if (result.bound > 0) text << "error " << result.error << " over " << result.bound << ' ';
  text << result.note;
  return QString::fromStdString(text.str());
}

bool anyFailed(const std::vector<Result>& results) {
  return std::any_of(results.begin(), results.end(), [](const Result& r) { return !r.skipped && !r.passed; });
}

/// A fixture of its own in a temporary folder, to be spoiled.
struct FixtureCopy {
  QTemporaryDir folder;
  fs::path json, tensors, weights;

  fs::path path() const { return fs::path(folder.path().toStdString()); }

  explicit FixtureCopy(const fs::path& original) {
    const nlohmann::json content = nlohmann::json::parse(fsm::readTextFile(original));
    const fs::path from = original.parent_path();
    json = path() / "copy.json";
    tensors = path() / "copy.safetensors";
    weights = path() / content["weights"].get<std::string>();
    fs::copy_file(original, json);
    fs::copy_file(from / (original.stem().string() + ".safetensors"), tensors);
    fs::copy_file(from / weights.filename(), weights);
    // Fixtures may be read-only where they come from.
    for (const fs::path& file : {json, tensors, weights}) fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  }

  void perturb(const std::string& tensor, float by) const {
    fsm::TensorFile file = fsm::readSafetensors(tensors);
    fsm::HostTensor& spoiled = file.tensors.at(tensor);
    std::vector<float> values = spoiled.toFloats();
    values[values.size() / 2] += by;
    spoiled = fsm::HostTensor::fromFloats(values, spoiled.shape);
    fsm::writeSafetensors(tensors, file);
  }

  void edit(const char* key, const nlohmann::json& value) const {
    nlohmann::json content = nlohmann::json::parse(fsm::readTextFile(json));
    content[key] = value;
    fsm::writeFileAtomically(json, content.dump());
  }
};

void truncate(const fs::path& path) { fs::resize_file(path, fs::file_size(path) / 2); }

}  // namespace

class ParityTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void fixture_data();
  void fixture();
  void perturbedTensorFails_data();
  void perturbedTensorFails();
  void perturbedGeometryFails_data();
  void perturbedGeometryFails();
  void damagedPartFailsWithSentence_data();
  void damagedPartFailsWithSentence();
  void wrongConfigurationFails();
  void unknownKindIsSkipped();
  void folderWithoutFixtureFails();
  void unknownDeviceFails();

 private:
  /// The first fixture of a network that can be compared tightly; empty when there is none.
  fs::path tightFixture() const;
  fs::path geometryFixture() const;

  std::vector<fs::path> fixtures_;
};

void ParityTest::initTestCase() {
  const fs::path folder = fixtureFolder();
  if (qEnvironmentVariableIsEmpty("FSM_PARITY_DIR") && !fs::exists(folder)) {
    QSKIP("The shared data is not here: set FSM_DATA to its folder, or FSM_PARITY_DIR to one of parity fixtures.");
  }
  QVERIFY2(fs::is_directory(folder), qPrintable(QString::fromStdString("There is no folder " + folder.string())));
  fixtures_ = fsm::parity::discover(folder);
  QVERIFY2(!fixtures_.empty(), qPrintable(QString::fromStdString("No parity fixture in " + folder.string())));
}

void ParityTest::fixture_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("device");
  for (const std::string& device : fsm::parity::availableDevices()) {
    for (const fs::path& path : fixtures_) {
      QTest::newRow((device + ' ' + path.stem().string()).c_str())
          << QString::fromStdString(path.string()) << QString::fromStdString(device);
    }
  }
}

void ParityTest::fixture() {
  QFETCH(QString, path);
  QFETCH(QString, device);
  const std::vector<Result> results = fsm::parity::compareFixture(path.toStdString(), device.toStdString());
  QVERIFY(!results.empty());
  QStringList failures, skips;
  for (const Result& result : results) {
    if (result.skipped)
      skips << describe(result);
    else if (!result.passed)
      failures << describe(result);
  }
  QVERIFY2(failures.isEmpty(), qPrintable(failures.join('\n')));
  if (skips.size() == static_cast<qsizetype>(results.size())) QSKIP(qPrintable(skips.join('\n')));
}

fs::path ParityTest::tightFixture() const {
  for (const fs::path& path : fixtures_) {
    if (path.extension() != ".json") continue;
    const nlohmann::json json = nlohmann::json::parse(fsm::readTextFile(path), nullptr, false);
    const bool tight = json.is_object() && json.value("kind", "") == "lvsm" && json.value("newton_schulz", "") == "fp32";
    if (tight && json.value("elastic", false)) return path;
  }
  return {};
}

fs::path ParityTest::geometryFixture() const {
  for (const fs::path& path : fixtures_) {
    if (path.extension() != ".safetensors") continue;
    const fsm::TensorFile file = fsm::readSafetensors(path);
    if (file.tensors.count("ray_d") && file.tensors.count("psnr")) return path;
  }
  return {};
}

void ParityTest::perturbedTensorFails_data() {
  QTest::addColumn<QString>("tensor");
  QTest::addColumn<float>("by");
  QTest::newRow("rendering") << "out.rendering" << 1e-3f;
  QTest::newRow("rendering that is not a number") << "out.rendering" << std::numeric_limits<float>::quiet_NaN();
  QTest::newRow("tokens") << "out.block0.tokens" << 1e-2f;
  QTest::newRow("fast weights") << "out.block1.w1" << 1e-1f;
  QTest::newRow("anchors") << "out.final.w2_star" << 1e-1f;
  QTest::newRow("importance") << "out.final.F0" << 1e-1f;
  QTest::newRow("input image") << "in.image" << 0.5f;
  QTest::newRow("input pose") << "in.c2w" << 0.1f;
  QTest::newRow("target pose") << "target.c2w" << 0.1f;
  QTest::newRow("input time") << "in.frame_time" << 5.0f;
}

void ParityTest::perturbedTensorFails() {
  QFETCH(QString, tensor);
  QFETCH(float, by);
  const fs::path original = tightFixture();
  if (original.empty()) QSKIP("The folder has no FSM-LVSM fixture in float32 to spoil a copy of.");
  const FixtureCopy copy(original);
  copy.perturb(tensor.toStdString(), by);
  QVERIFY(anyFailed(fsm::parity::compareFixture(copy.json, "cpu")));
}

void ParityTest::perturbedGeometryFails_data() {
  QTest::addColumn<QString>("tensor");
  QTest::addColumn<float>("by");
  QTest::newRow("ray directions") << "ray_d" << 1e-4f;
  QTest::newRow("ray origins") << "ray_o" << 1e-4f;
  QTest::newRow("normalised poses") << "normalized_c2w" << 1e-4f;
  QTest::newRow("PSNR") << "psnr" << 1e-3f;
  QTest::newRow("SSIM") << "ssim" << 1e-3f;
}

void ParityTest::perturbedGeometryFails() {
  QFETCH(QString, tensor);
  QFETCH(float, by);
  const fs::path original = geometryFixture();
  if (original.empty()) QSKIP("The folder has no geometry fixture to spoil a copy of.");
  const QTemporaryDir folder;
  const fs::path path = fs::path(folder.path().toStdString()) / "copy.safetensors";
  fsm::TensorFile file = fsm::readSafetensors(original);
  fsm::HostTensor& spoiled = file.tensors.at(tensor.toStdString());
  std::vector<float> values = spoiled.toFloats();
  values.front() += by;
  spoiled = fsm::HostTensor::fromFloats(values, spoiled.shape);
  fsm::writeSafetensors(path, file);
  QVERIFY(anyFailed(fsm::parity::compareFixture(path, "cpu")));
}

void ParityTest::damagedPartFailsWithSentence_data() {
  QTest::addColumn<QString>("part");
  QTest::addColumn<QString>("damage");
  for (const char* part : {"json", "tensors", "weights"}) {
    for (const char* damage : {"truncated", "empty", "missing"}) {
      if (qstrcmp(part, "json") == 0 && qstrcmp(damage, "missing") == 0) continue;  // then it is looked at by content: below
      QTest::addRow("%s %s", part, damage) << part << damage;
    }
  }
  QTest::newRow("no JSON") << "json"
                           << "removed";
}

void ParityTest::damagedPartFailsWithSentence() {
  QFETCH(QString, part);
  QFETCH(QString, damage);
  const fs::path original = tightFixture();
  if (original.empty()) QSKIP("The folder has no FSM-LVSM fixture in float32 to spoil a copy of.");
  const FixtureCopy copy(original);
  const fs::path file = part == "json" ? copy.json : part == "tensors" ? copy.tensors : copy.weights;
  if (damage == "truncated")
    truncate(file);
  else if (damage == "empty")
    fs::resize_file(file, 0);
  else
    fs::remove(file);

  const std::vector<fs::path> found = fsm::parity::discover(copy.path());
  QCOMPARE(found.size(), size_t{1});
  const std::vector<Result> results = fsm::parity::compareFixture(found[0], "cpu");
  QCOMPARE(results.size(), size_t{1});
  QVERIFY(!results[0].passed && !results[0].skipped);
  const QString sentence = QString::fromStdString(results[0].note);
  QVERIFY2(sentence.size() > 30 && sentence.contains(' ') && sentence.trimmed().endsWith('.'), qPrintable(sentence));
}

void ParityTest::wrongConfigurationFails() {
  const fs::path original = tightFixture();
  if (original.empty()) QSKIP("The folder has no FSM-LVSM fixture in float32 to spoil a copy of.");
  const std::vector<std::pair<const char*, nlohmann::json>> edits{
      {"chunk_size", -1},   {"chunk_size", 1e30},        {"max_frames", 1},         {"importance", "other"},
      {"attn_head_dim", 0}, {"weights", "../other.pth"}, {"newton_schulz", "fp64"}, {"channels", nlohmann::json::array({"rgb"})},
      {"lam", 20.0},        {"elastic", false}};
  for (const auto& [key, value] : edits) {
    const FixtureCopy copy(original);
    copy.edit(key, value);
    QVERIFY2(anyFailed(fsm::parity::compareFixture(copy.json, "cpu")), key);
  }
}

void ParityTest::unknownKindIsSkipped() {
  const QTemporaryDir folder;
  const fs::path path = fs::path(folder.path().toStdString()) / "other.json";
  fsm::writeFileAtomically(path, std::string(R"({"kind": "something else"})"));
  const std::vector<Result> results = fsm::parity::compareFixture(path, "cpu");
  QCOMPARE(results.size(), size_t{1});
  QVERIFY(results[0].skipped);
  QVERIFY(!results[0].note.empty());
  std::ostringstream table;
  QVERIFY2(fsm::parity::run(path.parent_path(), "cpu", table) > 0, "a folder of unknown kinds alone compares nothing");
}

void ParityTest::folderWithoutFixtureFails() {
  const QTemporaryDir folder;
  std::ostringstream table;
  const fs::path path = folder.path().toStdString();
  QVERIFY(fsm::parity::discover(path).empty());
  QVERIFY(fsm::parity::run(path, "cpu", table) > 0);
  QVERIFY(!table.str().empty());
  QVERIFY(fsm::parity::run(path / "absent", "cpu", table) > 0);
  QVERIFY_EXCEPTION_THROWN(fsm::parity::discover(path / "absent"), fsm::Error);
}

void ParityTest::unknownDeviceFails() {
  const std::vector<Result> results = fsm::parity::compareFixture(fixtures_.front(), "abacus");
  QCOMPARE(results.size(), size_t{1});
  QVERIFY(!results[0].passed && !results[0].skipped);
}

QTEST_GUILESS_MAIN(ParityTest)
#include "parity_test.moc"
