// The inspector's page of a version.
#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/desktop/panels/inspector_histogram.h"
#include "app/desktop/panels/inspector_pages.h"
#include "app/desktop/panels/item_texts.h"
#include "app/desktop/panels/report_words.h"

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }
QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }
QString count(int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }
QString percent(double share) { return QStringLiteral("%1 %").arg(QLocale().toString(100 * share, 'f', 0)); }
/// Of a logarithm: "0.01 s".
QString power(double log10, const QString& unit) { return QLocale().toString(std::pow(10.0, log10), 'g', 2) + unit; }

/// Scores and costs of a result, as its job wrote them: what stands by itself, then what belongs together under a heading.
void fillReport(PropertyForm& form, const nlohmann::json& report, const QString& heading) {
  bool headed = heading.isEmpty();
  for (const auto& [key, value] : report.items()) {
    const QString text = reportValue(key, value);
    if (text.isEmpty()) continue;
    if (!std::exchange(headed, true)) form.heading(heading);
    form.text(reportName(key), text);
  }
  for (const auto& [key, value] : report.items())
    if (value.is_object())
      fillReport(form, value, heading.isEmpty() ? reportName(key) : heading + QStringLiteral(" · ") + reportName(key));
}

void fillStatistics(PropertyForm& form, const GaussianStatistics& statistics) {
  form.text(tr("Seen"), tr("%1 in the middle of the event").arg(count(statistics.alive)),
            tr("That can be seen at all then, from some side"));
  if (statistics.drawable < statistics.count)
    form.text(tr("Broken"), count(statistics.count - statistics.drawable),
              tr("Have numbers that are none; they are never drawn"));
  const glm::dvec3 extent = statistics.most - statistics.least, middle = 0.5 * (statistics.most + statistics.least);
  form.text(tr("Extent"), tr("%1 × %2 × %3 m").arg(number(extent.x, 2), number(extent.y, 2), number(extent.z, 2)),
            tr("Of all but the outermost hundredth on each side, in the footage's world"));
  form.text(tr("Middle"), tr("%1, %2, %3").arg(number(middle.x, 2), number(middle.y, 2), number(middle.z, 2)));
  form.widget(tr("Opacity"), new HistogramView(statistics.opacity, percent), tr("From transparent to opaque"));
  form.widget(tr("Size"), new HistogramView(statistics.size, [](double value) { return power(value, tr(" m")); }),
              tr("Mean of the three standard deviations"));
  if (!statistics.life.shares.empty())
    form.widget(tr("Life"), new HistogramView(statistics.life, [](double value) { return power(value, tr(" s")); }),
                tr("Standard deviation in time"));
}

void fillGaussians(PropertyForm& form, const Version& version, StatisticsCache& cache) {
  const scene::Gaussians4D& gaussians = version.gaussians->gaussians;
  form.heading(tr("Gaussians"));
  form.text(tr("Count"), count(gaussians.count()));
  form.text(tr("Motion"), gaussians.isStatic() ? tr("static") : tr("moves in time"));
  if (const GaussianStatistics* statistics = cache.of(version.gaussians))
    fillStatistics(form, *statistics);
  else
    form.note(tr("Counting ..."));
  form.heading(tr("Colour"));
  form.text(tr("Kept as"),
            version.gaussians->colourSpace == ColourEncoding::display ? tr("display colours (sRGB)") : tr("linear light"));
  form.text(tr("Depends on the view"),
            gaussians.shDegree == 0 ? tr("no") : tr("spherical harmonics of degree %1").arg(gaussians.shDegree));
  form.text(tr("Depends on time"),
            gaussians.timeHarmonics == 0 ? tr("no") : tr("harmonics up to number %1").arg(gaussians.timeHarmonics));
}

void fillModel(PropertyForm& form, const jobs::Scene& scene) {
  form.heading(tr("Model"));
  form.text(tr("Name"), QString::fromStdString(scene.settings.model));
  if (!scene.settings.profile.empty()) form.text(tr("Profile"), QString::fromStdString(scene.settings.profile));
  if (!scene.settings.modelPath.empty()) form.text(tr("File"), QString::fromStdString(scene.settings.modelPath.string()));
  form.text(tr("Weights"), QString::fromStdString(scene.settings.modelHash.substr(0, 12)), tr("Beginning of their hash"));
  form.text(tr("Frames read"), QString::number(scene.plan.inputs.size()));
  form.text(tr("Held out"), QString::number(scene.plan.targets.size()),
            tr("Frames that are only compared with, never learned from"));
}

}  // namespace

void fillVersion(PropertyForm& form, const Version& version, StatisticsCache& statistics) {
  form.heading(QString::fromStdString(version.name));
  form.text(tr("Content"), summary(version));
  if (version.gaussians) fillGaussians(form, version, statistics);
  if (version.scene) fillModel(form, *version.scene);
  const nlohmann::json report = nlohmann::json::parse(version.report, nullptr, false);
  if (!report.is_object()) return;
  form.heading(tr("How it was made"));
  fillReport(form, report, {});
}

}  // namespace fsm::desktop
