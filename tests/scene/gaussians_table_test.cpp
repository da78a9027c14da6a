// Gaussians in the project file: exact and quantised, coarse first, chunk after chunk, damaged; projects of schema version 1.
#include <sqlite3.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "reconstruction/scene/compression.h"
#include "reconstruction/scene/project_file.h"
#include "tests/scene/gaussian_samples.h"

using namespace fsm;
using namespace fsm::scene;
using fsm::testing::Failure;
using fsm::testing::failureOf;
using fsm::testing::sampleGaussians;
namespace fs = std::filesystem;

namespace {

GaussiansRow row(const std::string& name, const std::string& created = "2025-01-02T03:04:05Z") {
  return {name, "model-a", R"({"psnr": 30})", created};
}

void sql(const fs::path& path, const char* text) {
  sqlite3* database = nullptr;
  QCOMPARE(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  char* problem = nullptr;
  const int result = sqlite3_exec(database, text, nullptr, nullptr, &problem);
  QVERIFY2(result == SQLITE_OK, problem ? problem : "");
  sqlite3_close(database);
}

/// The tables of schema version 1, as that version made them.
constexpr const char* kVersion1 =
    "PRAGMA application_id = 1128813135; PRAGMA user_version = 1;"
    "CREATE TABLE capture (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, relative_path TEXT NOT NULL,"
    " content_hash TEXT NOT NULL, json TEXT NOT NULL);"
    "CREATE TABLE memory (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, model TEXT NOT NULL, json TEXT NOT NULL,"
    " created_utc TEXT NOT NULL, byte_count INTEGER NOT NULL, chunk_count INTEGER NOT NULL);"
    "CREATE TABLE memory_chunk (id INTEGER PRIMARY KEY, memory_id INTEGER NOT NULL REFERENCES memory (id),"
    " position INTEGER NOT NULL, crc32 INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (memory_id, position));"
    "CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);"
    "INSERT INTO capture VALUES (1, 'dog', 'dog.mp4', 'hash', '{}');"
    "INSERT INTO setting VALUES ('fps', '30');";

GaussianScene sceneOf(Gaussians4D gaussians) {
  GaussianScene scene;
  scene.gaussians = std::move(gaussians);
  scene.frame.frame_from_world = {{0, 1, 0, 0}, {-1, 0, 0, 0}, {0, 0, 1, 0}, {1.5, -2, 1.0 / 3, 1}};
  scene.frame.scale = 0.1;
  scene.frame.timeCentre = 2.5;
  scene.frame.timeHalfRange = 1.0 / 7;
  scene.colourSpace = ColourEncoding::linear;
  scene.settings = RasterSettings::official();
  scene.settings.temporalPrune = 0.05f;
  scene.settings.background = {0.1f, 0.2f, 0.3f};
  return scene;
}

}  // namespace

class GaussiansTableTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    path_ = fs::path(folder_->path().toStdString()) / "scene.chrono";
  }

  void keepsEverythingExactly_data() {
    QTest::addColumn<bool>("isStatic");
    QTest::addColumn<int>("degree");
    QTest::addColumn<int>("harmonics");
    QTest::newRow("4D") << false << 0 << 0;
    QTest::newRow("4D with colours that change") << false << 1 << 2;
    QTest::newRow("static") << true << 3 << 0;
  }
  void keepsEverythingExactly() {
    QFETCH(bool, isStatic);
    QFETCH(int, degree);
    QFETCH(int, harmonics);
    GaussianScene scene = sceneOf(sampleGaussians({700, degree, isStatic, harmonics, 4}));
    scene.gaussians.timePeriod = 1.25f;
    scene.gaussians.position[3] = NAN;  // is left out
    ProjectFile::create(path_).setGaussians(row("first"), scene, Quantisation::none);
    const ProjectFile project = ProjectFile::open(path_, true);
    const GaussianScene loaded = project.gaussianScene("first");
    loaded.gaussians.check();
    const Gaussians4D expected = scene.gaussians.subset(coarseFirst(scene.gaussians));
    QCOMPARE(expected.count(), int64_t{699});
    QCOMPARE(loaded.gaussians.position, expected.position);
    QCOMPARE(loaded.gaussians.logScale, expected.logScale);
    QCOMPARE(loaded.gaussians.rotation, expected.rotation);
    QCOMPARE(loaded.gaussians.opacityLogit, expected.opacityLogit);
    QCOMPARE(loaded.gaussians.sh, expected.sh);
    QCOMPARE(loaded.gaussians.time, expected.time);
    QCOMPARE(loaded.gaussians.logScaleTime, expected.logScaleTime);
    QCOMPARE(loaded.gaussians.rotationRight, expected.rotationRight);
    QCOMPARE(loaded.gaussians.timePeriod, 1.25f);
    QCOMPARE(loaded.frame.frame_from_world, scene.frame.frame_from_world);
    QCOMPARE(loaded.frame.timeHalfRange, scene.frame.timeHalfRange);
    QVERIFY(loaded.settings == scene.settings);
    QVERIFY(loaded.colourSpace == ColourEncoding::linear);
    const GaussiansSummary summary = project.gaussians().at(0);
    QCOMPARE(summary.count, int64_t{699});
    QCOMPARE(summary.row.model, std::string("model-a"));
    QCOMPARE(summary.row.json, std::string(R"({"psnr": 30})"));
    QCOMPARE(summary.isStatic, isStatic);
    QVERIFY(summary.storedBytes > 0);
    QCOMPARE(summary.errors.sh, 0.0);
  }

  void quantisationIsMeasured_data() {
    QTest::addColumn<int>("quantisation");
    QTest::addColumn<double>("position");
    QTest::addColumn<double>("colour");
    QTest::addColumn<double>("angle");
    QTest::newRow("half") << static_cast<int>(Quantisation::half) << 0.0 << 3e-4 << 4e-3;
    QTest::newRow("compact") << static_cast<int>(Quantisation::compact) << 5e-5 << 2.1e-3 << 6e-3;
  }
  void quantisationIsMeasured() {
    QFETCH(int, quantisation);
    QFETCH(double, position);
    QFETCH(double, colour);
    QFETCH(double, angle);
    const GaussianScene scene = sceneOf(sampleGaussians({.count = 3000, .shDegree = 1}));
    ProjectFile project = ProjectFile::create(path_);
    const GaussianErrors errors = project.setGaussians(row("q"), scene, static_cast<Quantisation>(quantisation));
    QVERIFY(errors.position <= position && errors.sh <= colour && errors.rotation <= angle);
    QVERIFY(errors.sh > 0 && errors.rotation > 0 && errors.opacity < 2.1e-3 && errors.logScale < 9e-3 && errors.time < 4e-5);
    QCOMPARE(project.gaussians().at(0).errors.rotation, errors.rotation);
    project.setGaussians(row("exact"), scene, Quantisation::none);
    QVERIFY(project.gaussians().at(0).storedBytes < 0.6 * static_cast<double>(project.gaussians().at(1).storedBytes));
    // The errors are those of the Gaussians that come back. `compact` reorders: each is compared with the nearest.
    const Gaussians4D loaded = project.gaussianScene("q").gaussians, exact = project.gaussianScene("exact").gaussians;
    QCOMPARE(loaded.count(), exact.count());
    double found = 0;
    for (size_t i = 0; i < 3000; i += 10) {
      size_t nearest = 0;
      double least = INFINITY;
      for (size_t j = 0; j < 3000; ++j) {
        double distance = 0;
        for (size_t k = 0; k < 3; ++k) distance += std::abs(loaded.position[3 * i + k] - exact.position[3 * j + k]);
        if (distance < least) {
          least = distance;
          nearest = j;
        }
      }
      QVERIFY(least <= 3 * errors.position + 1e-12);
      for (size_t k = 0; k < 12; ++k)
        found = std::max(found, std::abs(double{loaded.sh[12 * i + k]} - exact.sh[12 * nearest + k]));
    }
    QVERIFY(found > 0 && found <= errors.sh);
  }

  void outliersDoNotSpoilTheRest() {
    GaussianScene scene = sceneOf(sampleGaussians({.count = 5000}));
    scene.gaussians.position[0] = 1e6f;
    scene.gaussians.opacityLogit[9] = 1e4f;
    ProjectFile project = ProjectFile::create(path_);
    project.setGaussians(row("q"), scene, Quantisation::compact);
    const Gaussians4D loaded = project.gaussianScene("q").gaussians;
    const auto coarse = std::count_if(loaded.position.begin(), loaded.position.end(), [&](float value) {
      return std::none_of(scene.gaussians.position.begin(), scene.gaussians.position.end(),
                          [&](float exact) { return std::abs(value - exact) < 1e-4f; });
    });
    QVERIFY(coarse <= 3 * 256);  // the block of the outlier
  }

  void theFirstChunkShowsTheWholeScene() {
    GaussianScene scene = sceneOf(sampleGaussians({.count = 90000, .shDegree = 0, .seed = 9}));
    ProjectFile project = ProjectFile::create(path_);
    project.setGaussians(row("big"), scene, Quantisation::none);
    GaussiansReader reader = project.readGaussians("big");
    QCOMPARE(reader.summary().count, int64_t{90000});
    const auto first = reader.next();
    QVERIFY(first && first->count() > 1000 && first->count() < 80000);
    // Of each octant of the scene as large a share as of the whole; larger and more opaque ones first.
    std::array<double, 8> seen{}, all{};
    const auto count = [](const Gaussians4D& g, std::array<double, 8>& octants) {
      for (size_t i = 0; i < g.position.size(); i += 3)
        octants[(g.position[i] > 0.5f ? 1u : 0u) + (g.position[i + 1] > 0.5f ? 2u : 0u) + (g.position[i + 2] > 0.5f ? 4u : 0u)] +=
            1;
    };
    count(*first, seen);
    count(scene.gaussians, all);
    const double share = static_cast<double>(first->count()) / 90000;
    for (size_t i = 0; i < 8; ++i) QVERIFY(std::abs(seen[i] / all[i] - share) < 0.05);
    const auto mean = [](const std::vector<float>& v) {
      return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
    };
    QVERIFY(mean(first->logScale) > mean(scene.gaussians.logScale) + 0.05);
    QVERIFY(mean(first->opacityLogit) > mean(scene.gaussians.opacityLogit) + 0.05);
    int64_t total = first->count();
    while (const auto chunk = reader.next()) total += chunk->count();
    QCOMPARE(total, int64_t{90000});
    QVERIFY(!reader.next());
    QCOMPARE(reader.delivered(), int64_t{90000});
  }

  void savingAgainKeepsTheOrder() {
    const GaussianScene scene = sceneOf(sampleGaussians({.count = 500}));
    ProjectFile project = ProjectFile::create(path_);
    project.setGaussians(row("a"), scene, Quantisation::none);
    const GaussianScene loaded = project.gaussianScene("a");
    project.setGaussians(row("a"), loaded, Quantisation::none);
    QCOMPARE(project.gaussianScene("a").gaussians.position, loaded.gaussians.position);
  }

  void versionsAreListedByAge() {
    const GaussianScene scene = sceneOf(sampleGaussians({.count = 5}));
    ProjectFile project = ProjectFile::create(path_);
    project.setGaussians(row("b", "2025-01-02T00:00:00Z"), scene, Quantisation::none);
    project.setGaussians(row("a", "2025-01-01T00:00:00Z"), scene, Quantisation::half);
    project.setGaussians(row("none", "2025-01-03T00:00:00Z"), sceneOf({}), Quantisation::compact);
    QCOMPARE(project.gaussians().size(), size_t{3});
    QCOMPARE(project.gaussians()[0].row.name, std::string("a"));
    QCOMPARE(project.gaussianScene("none").gaussians.count(), int64_t{0});
    project.setGaussians(row("a", "2025-01-04T00:00:00Z"), scene, Quantisation::none);
    QCOMPARE(project.gaussians()[2].row.name, std::string("a"));
    project.removeGaussians("a");
    QCOMPARE(project.gaussians().size(), size_t{2});
    const Failure failure = failureOf([&] { project.gaussianScene("a"); });
    QCOMPARE(failure.code, ErrorCode::notFound);
    QVERIFY(failure.sentence.find("\"a\"") != std::string::npos);
  }

  void olderProjectsAreRead() {
    sql(path_, kVersion1);
    {
      const ProjectFile reading = ProjectFile::open(path_, true);
      QCOMPARE(reading.capture()->name, std::string("dog"));
      QVERIFY(reading.gaussians().empty());
      QCOMPARE(failureOf([&] { reading.gaussianScene("a"); }).code, ErrorCode::notFound);
    }
    const GaussianScene scene = sceneOf(sampleGaussians({.count = 5}));
    {
      ProjectFile project = ProjectFile::open(path_);
      QCOMPARE(project.setting("fps"), std::optional<std::string>("30"));
      project.setGaussians(row("a"), scene, Quantisation::none);
    }
    const ProjectFile project = ProjectFile::open(path_, true);
    QCOMPARE(project.capture()->name, std::string("dog"));
    QCOMPARE(project.gaussianScene("a").gaussians.count(), int64_t{5});
  }

  void findsLyingRows_data() {
    QTest::addColumn<QString>("lie");
    QTest::newRow("a huge count") << "UPDATE gaussians SET description = replace(description, '\"count\":70000', "
                                     "'\"count\":900000000000000')";
    QTest::newRow("a negative count")
        << "UPDATE gaussians SET description = replace(description, '\"count\":70000', '\"count\":-1')";
    QTest::newRow("another kind")
        << "UPDATE gaussians SET description = replace(description, '\"sh_degree\":0', '\"sh_degree\":1')";
    QTest::newRow("an unknown kind")
        << "UPDATE gaussians SET description = replace(description, '\"sh_degree\":0', '\"sh_degree\":9')";
    QTest::newRow("no description") << "UPDATE gaussians SET description = ''";
    QTest::newRow("a description of text") << "UPDATE gaussians SET description = '[\"count\"]'";
    QTest::newRow("another quantisation") << "UPDATE gaussians SET description = replace(description, '\"none\"', '\"compact\"')";
    QTest::newRow("no frame") << "UPDATE gaussians SET description = replace(description, '\"scale\":0.1', '\"scale\":0')";
    QTest::newRow("a huge chunk") << "UPDATE gaussians_chunk SET gaussian_count = 1000000000000";
    QTest::newRow("an empty chunk") << "UPDATE gaussians_chunk SET data = x'' WHERE position = 0";
    QTest::newRow("a missing chunk") << "DELETE FROM gaussians_chunk WHERE position = 0";
    QTest::newRow("the last chunk missing") << "DELETE FROM gaussians_chunk WHERE position = 1";
    QTest::newRow("exchanged")
        << "UPDATE gaussians_chunk SET position = -1 - position; UPDATE gaussians_chunk SET position = position + 2";
    QTest::newRow("a wrong checksum") << "UPDATE gaussians_chunk SET crc32 = crc32 + 1";
    QTest::newRow("no table") << "DROP TABLE gaussians_chunk";
  }
  void findsLyingRows() {
    QFETCH(QString, lie);
    ProjectFile::create(path_).setGaussians(row("a"), sceneOf(sampleGaussians({.count = 70000})), Quantisation::none);
    sql(path_, lie.toUtf8().constData());
    const Failure failure = failureOf([&] { (void)ProjectFile::open(path_, true).gaussianScene("a"); });
    QVERIFY2(failure.code == ErrorCode::fileDamaged, failure.sentence.c_str());
  }

  void compressionIsBounded() {
    std::vector<uint8_t> zeros(1 << 20);
    const auto zstd = zstdCompress(zeros), gzip = gzipCompress(zeros);
    QVERIFY(zstdDecompress(zstd, zeros.size()) == zeros);
    QVERIFY(!zstdDecompress(zstd, 1000));
    QVERIFY(!zstdDecompress(zstd, zeros.size() + 1));
    QVERIFY(!zstdDecompress({}, 10));
    QVERIFY(!zstdDecompress(std::span(zstd).first(zstd.size() - 1), zeros.size()));
    QVERIFY(gzipDecompress(gzip, zeros.size() + 1000) == zeros);
    QCOMPARE(gzipDecompress(gzip, 1000)->size(), size_t{1000});
    QVERIFY(!gzipDecompress(std::span(gzip).first(gzip.size() / 2), zeros.size()));
    QVERIFY(!gzipDecompress(zeros, 10));
    QVERIFY(gzipDecompress(gzipCompress({}), 10)->empty());
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  fs::path path_;
};

QTEST_GUILESS_MAIN(GaussiansTableTest)
#include "gaussians_table_test.moc"
