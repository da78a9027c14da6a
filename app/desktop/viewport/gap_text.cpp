#include "app/desktop/viewport/gap_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <glm/trigonometric.hpp>

namespace fsm::desktop {

namespace {

/// Below this more is guessed than known: 36 degrees beside an input, or two and a half moments away.
constexpr double kPoor = 0.15;

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

QString number(double value) { return QLocale().toString(value, 'f', 0); }

}  // namespace

QString gapText(const CoverageGap& gap) {
  if (gap.confidence() >= kPoor) return {};
  const double angle = gap.angle / Coverage::kAngleUnit, outside = gap.outside / Coverage::kAngleUnit;
  const double distance = std::abs(gap.distance) / Coverage::kDistanceUnit;
  const double largest = std::max({angle, outside, distance, gap.time});
  if (largest == angle)
    return tr("%1° beside the nearest frame: this side was not filmed, so it is guessed").arg(number(glm::degrees(gap.angle)));
  if (largest == outside) return tr("No camera looked here at any moment near this one: what is seen is guessed");
  if (largest == gap.time) return tr("No frame from here is near this moment: what moves is guessed");
  const QString times = number(std::exp(std::abs(gap.distance)));
  return gap.distance < 0 ? tr("%1 times nearer than the cameras were: there is no finer detail").arg(times)
                          : tr("%1 times farther away than the cameras were: what lies around was not filmed").arg(times);
}

}  // namespace fsm::desktop
