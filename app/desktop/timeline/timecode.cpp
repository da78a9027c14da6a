#include "app/desktop/timeline/timecode.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace fsm::desktop {

namespace {

constexpr double kMost = 10.0 * 86400;  ///< seconds: what tracks accept

std::optional<double> number(const QString& text) {
  bool good = false;
  const double value = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&good);
  if (!good || !std::isfinite(value) || std::abs(value) > kMost * 1000) return std::nullopt;
  return value;
}

}  // namespace

QString timecode(double seconds, double fps) {
  if (!std::isfinite(seconds) || std::abs(seconds) > kMost) seconds = 0;
  if (!(fps > 0)) fps = 30;
  const qint64 frame = std::llround(std::abs(seconds) * fps);
  qint64 whole = static_cast<qint64>(std::floor(frame / fps + 1e-9));
  // Halves go down: read back, they go up again.
  auto frames = static_cast<qint64>(std::ceil(frame - whole * fps - 0.5 - 1e-6));
  if (frames >= fps) {  // rates such as 29.97: the last frame of a second can be nearer to the next
    ++whole;
    frames = 0;
  }
  const int digits = std::max<int>(2, QString::number(std::llround(std::ceil(fps)) - 1).size());
  const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
  QString text = seconds < 0 && frame > 0 ? QStringLiteral("-") : QString();
  if (whole >= 3600) text += QString::number(whole / 3600) + QLatin1Char(':');
  if (whole >= 60) text += (whole >= 3600 ? two(whole / 60 % 60) : QString::number(whole / 60)) + QLatin1Char(':');
  text += whole >= 60 ? two(whole % 60) : QString::number(whole);
  return text + QLatin1Char(':') + QStringLiteral("%1").arg(frames, digits, 10, QLatin1Char('0'));
}

std::optional<double> secondsOfTimecode(const QString& text, double fps) {
  if (!(fps > 0)) fps = 30;
  QString rest = text.trimmed();
  const bool negative = rest.startsWith(QLatin1Char('-'));
  if (negative) rest = rest.mid(1);
  const double sign = negative ? -1 : 1;
  if (rest.contains(QLatin1Char('-'))) return std::nullopt;
  if (rest.contains(QLatin1Char(':'))) {
    const QStringList parts = rest.split(QLatin1Char(':'));
    if (parts.size() > 4) return std::nullopt;
    double seconds = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
      const std::optional<double> value = number(parts[i]);
      if (!value || *value != std::floor(*value)) return std::nullopt;
      const bool frames = i + 1 == parts.size();
      if (frames ? *value >= std::ceil(fps) : i > 0 && *value >= 60) return std::nullopt;
      // On the grid of frames, which whole seconds need not be on.
      seconds = frames ? std::floor(seconds * fps + *value + 0.5 + 1e-6) / fps : seconds * 60 + *value;
    }
    return sign * seconds;
  }
  const bool frames = rest.endsWith(QLatin1Char('f'), Qt::CaseInsensitive);
  if (frames || rest.endsWith(QLatin1Char('s'), Qt::CaseInsensitive)) rest.chop(1);
  const std::optional<double> value = number(rest);
  if (!value) return std::nullopt;
  return sign * (frames ? *value / fps : *value);
}

}  // namespace fsm::desktop
