// Scores, their JSON and their table; contact sheets.
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/jobs/caption.h"
#include "app/jobs/eval_job.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/metrics.h"
#include "tests/app/tiny_scene.h"

using namespace fsm;
using namespace fsm::jobs;

namespace {

Image darkened(const Image& image, float factor) {
  Image out = image;
  for (float& value : out.rgb) value *= factor;
  return out;
}

/// Camera 0 has six targets, camera 2 has one, camera 1 none. The model's answers are the truth at half the brightness.
EvalImages madeUp() {
  EvalImages images;
  for (int i = 0; i < 7; ++i) {
    images.camera.push_back(i < 6 ? 0 : 2);
    images.truth.push_back(tests::tinyImage({32, 24}, 0.7 * i));
    images.model.push_back(darkened(images.truth.back(), 0.5f));
    images.nearest.push_back(tests::tinyImage({32, 24}, 0.7 * i + 0.5));
    images.average.push_back(Image({32, 24}, 0.5f));
  }
  return images;
}

}  // namespace

class EvalScoresTest : public QObject {
  Q_OBJECT

 private slots:
  void scoresByCamera() {
    const EvalImages images = madeUp();
    EvalResult result;
    score(images, {"left", "unused", "right"}, result);
    QCOMPARE(result.cameras.size(), size_t{2});
    QCOMPARE(result.cameras[0].frames, 6);
    QCOMPARE(QString::fromStdString(result.cameras[1].name), QString("right"));
    double sum = 0;
    for (int i = 0; i < 6; ++i) sum += psnr(images.model[i], images.truth[i]);
    QVERIFY(std::abs(result.cameras[0].scores.model.psnr - sum / 6) < 1e-9);
    // The mean is over frames, not over cameras.
    sum += psnr(images.model[6], images.truth[6]);
    QVERIFY(std::abs(result.mean.model.psnr - sum / 7) < 1e-9);
  }

  void colourFitUndoesExposure() {
    EvalResult result;
    score(madeUp(), {"left", "unused", "right"}, result);
    const Score& model = result.cameras[0].scores.model;
    QVERIFY(model.psnrFitted.has_value());
    QVERIFY(*model.psnrFitted > model.psnr + 10);
    // One frame cannot be fitted and scored.
    QVERIFY(!result.cameras[1].scores.model.psnrFitted.has_value());
    QVERIFY(std::abs(*result.mean.model.psnrFitted - *model.psnrFitted) < 1e-9);
  }

  void jsonHasTheAgreedForm() {
    EvalResult result;
    result.source = "somewhere";
    result.model = "default";
    result.device = "cpu";
    score(madeUp(), {"left", "unused", "right"}, result);
    const nlohmann::json json = nlohmann::json::parse(toJson(result).dump());
    for (const char* key : {"source", "model", "cameras", "mean", "encode_ms", "view_ms", "device"})
      QVERIFY2(json.contains(key), key);
    QCOMPARE(json["cameras"].size(), size_t{2});
    for (const nlohmann::json& entry : {json["cameras"][0], json["mean"]})
      for (const char* method : {"model", "nearest", "average"})
        for (const char* metric : {"psnr", "ssim", "psnr_fitted", "ssim_fitted"})
          QVERIFY(entry.at(method).at(metric).is_number());
    QVERIFY(json["cameras"][1]["model"]["psnr_fitted"].is_null());
    QCOMPARE(json["cameras"][0]["frames"].get<int>(), 6);
  }

  void tableHasARowForEachAnswer() {
    EvalResult result;
    score(madeUp(), {"left", "unused", "right"}, result);
    const QString text = QString::fromStdString(table(result));
    QCOMPARE(text.count("nearest input"), 3);
    QCOMPARE(text.count("mean of inputs"), 3);
    QVERIFY(text.contains("left") && text.contains("right") && !text.contains("unused"));
  }

  void sheetShowsItsImages() {
    std::vector<SheetCell> cells;
    cells.reserve(5);
    for (int i = 0; i < 5; ++i) cells.push_back({Image({64, 36}, 0.2f * static_cast<float>(i)), "cell " + std::to_string(i)});
    const Image sheet = contactSheet(cells, 3);
    QVERIFY(sheet.size.width > 3 * 64 && sheet.size.height > 2 * 36);
    int bright = 0;
    for (const float value : sheet.rgb) bright += value > 0.9f;
    QVERIFY(bright > 0);  // the captions
    QVERIFY_EXCEPTION_THROWN(contactSheet({}, 3), Error);
    // Larger images are shrunk.
    QVERIFY(contactSheet({{Image({4000, 2000}, 0.5f), "large"}}, 1).size.width < 400);
  }

  void captionsStayInside() {
    Image image({20, 10});
    drawCaption(image, -4, 5, "WIDE TEXT", 2, {1, 1, 1});
    QCOMPARE(image.rgb.size(), size_t{20 * 10 * 3});
    QCOMPARE(QString::fromStdString(fittedCaption("a long caption", 30, 1)), QString("a lo."));
    QVERIFY(fittedCaption("x", 3, 1).empty());
  }
};

QTEST_GUILESS_MAIN(EvalScoresTest)
#include "eval_scores_test.moc"
