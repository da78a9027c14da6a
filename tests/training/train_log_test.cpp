// The log and its pictures: what a resumed run keeps, and that plots show something.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>

#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "training/trainer/line_plot.h"
#include "training/trainer/train_log.h"

using namespace fsm;
using namespace fsm::training;

class TrainLogTest : public QObject {
  Q_OBJECT
 private slots:
  void resumingDropsWhatIsMadeAgain() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "log.jsonl";
    {
      TrainLog log(path, false, 0);
      for (int step = 10; step <= 50; step += 10) log.append({{"event", "train"}, {"step", step}, {"psnr", step}});
    }
    writeFileAtomically(path, readTextFile(path) + "{\"event\": \"train\", \"st");  // killed while writing
    TrainLog log(path, true, 30);
    QCOMPARE(log.records().size(), size_t{3});
    log.append({{"event", "train"}, {"step", 40}});
    const std::string text = readTextFile(path);
    QCOMPARE(std::ranges::count(text, '\n'), 4);
    QVERIFY(text.find("\"step\":50") == std::string::npos);
    TrainLog anew(path, false, 0);
    QCOMPARE(readTextFile(path), std::string());
  }

  void plotHasCurvesInTheirColours() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "loss.png";
    writeLossPlot(path, {});
    QVERIFY(!std::filesystem::exists(path));
    std::vector<nlohmann::json> records;
    for (int step = 1; step <= 20; ++step) {
      records.push_back(
          {{"event", "train"}, {"step", step}, {"psnr", step % 5}, {"gradient", {{"median", 0.1}, {"max", nullptr}}}});
    }
    writeLossPlot(path, records);
    const Image plot = readImageFile(path);
    QCOMPARE(plot.size, (ImageSize{960, 720}));
    int blue = 0;
    for (size_t i = 0; i < plot.rgb.size(); i += 3) blue += plot.rgb[i + 2] > 0.7f && plot.rgb[i] < 0.2f;
    QVERIFY(blue > 900);
  }

  void risingCurveRises() {
    const Image image = drawPanels({{"P", {{"A", {1, 0, 0}, {{0, 0}, {10, 5}}}}}}, {300, 150});
    const auto rowOf = [&](int x) {
      for (int y = 30; y < 150; ++y) {
        const float* pixel = image.at(x, y);
        if (pixel[0] > 0.9f && pixel[1] < 0.1f) return y;
      }
      return -1;
    };
    QVERIFY(rowOf(110) > rowOf(180) && rowOf(180) > rowOf(250) && rowOf(250) > 0);
  }

  void textOutsideIsCutOff() {
    Image image({8, 8}, 1.0f);
    drawText(image, -5, -3, "ABC 123", {0, 0, 0});
    drawText(image, 6, 6, "X?Y", {0, 0, 0}, 3);
    QVERIFY(std::ranges::count(image.rgb, 0.0f) > 0);
  }

  void onePointAndEqualPointsDraw() {
    drawPanels({{"P", {{"A", {0, 0, 0}, {{5, 5}}}, {"B", {0, 0, 0}, {{5, 5}, {5, 5}}}}}, {"EMPTY", {}}}, {200, 120});
    drawPanels({}, {200, 120});
  }
};

QTEST_GUILESS_MAIN(TrainLogTest)
#include "train_log_test.moc"
