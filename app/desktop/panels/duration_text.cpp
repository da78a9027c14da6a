#include "app/desktop/panels/duration_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace fsm::desktop {

QString durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return {};
  if (seconds < 9.95)
    return QCoreApplication::translate("fsm::desktop::Duration", "%1 s").arg(QLocale().toString(seconds, 'f', 1));
  const auto whole = static_cast<qint64>(std::llround(seconds));
  if (whole < 60) return QCoreApplication::translate("fsm::desktop::Duration", "%1 s").arg(whole);
  if (whole < 3600) return QCoreApplication::translate("fsm::desktop::Duration", "%1 min %2 s").arg(whole / 60).arg(whole % 60);
  return QCoreApplication::translate("fsm::desktop::Duration", "%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

QString estimateText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return {};
  const double step = seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
  const double rounded = std::max(step, std::round(seconds / step) * step);
  const QString text = rounded < 10 ? QCoreApplication::translate("fsm::desktop::Duration", "%1 s").arg(static_cast<int>(rounded))
                                    : durationText(rounded);
  return QCoreApplication::translate("fsm::desktop::Duration", "about %1").arg(text);
}

}  // namespace fsm::desktop
