#include "app/desktop/viewport/view_options.h"

#include <QSettings>
#include <algorithm>

namespace fsm::desktop {

namespace {

const auto kNavigation = QStringLiteral("viewport/navigation");
const auto kTrackball = QStringLiteral("viewport/trackball");
const auto kOverlay = QStringLiteral("viewport/overlay");
const auto kGaps = QStringLiteral("viewport/gaps");
const auto kSafeFrame = QStringLiteral("viewport/safe_frame");

}  // namespace

ViewOptions::ViewOptions(QObject* parent) : QObject(parent) {
  const QSettings settings;
  const QByteArray preset = settings.value(kNavigation).toString().toUtf8();
  navigation_ = navigationPreset(preset.constData());
  orbitStyle_ = settings.value(kTrackball).toBool() ? OrbitStyle::trackball : OrbitStyle::turntable;
  overlay_ = settings.value(kOverlay).toBool();
  safeFrame_ = settings.value(kSafeFrame).toBool();
  tellsGaps_ = settings.value(kGaps, true).toBool();
}

void ViewOptions::setCompare(Compare compare, const std::string& version) {
  if (compare == compare_ && version == comparedVersion_) return;
  compare_ = compare;
  comparedVersion_ = version;
  if (split_ < 0.05f || split_ > 0.95f) split_ = 0.5f;
  emit changed();
}

void ViewOptions::setSplit(float split) { set(split_, std::clamp(split, 0.0f, 1.0f)); }
void ViewOptions::swapSides() { setSplit(split_ < 0.5f ? 1.0f : 0.0f); }
void ViewOptions::setCheckerboard(bool on) { set(checkerboard_, on); }

void ViewOptions::setSafeFrame(bool on) {
  QSettings().setValue(kSafeFrame, on);
  set(safeFrame_, on);
}

void ViewOptions::setTellsGaps(bool on) {
  QSettings().setValue(kGaps, on);
  set(tellsGaps_, on);
}

void ViewOptions::setOverlay(bool on) {
  QSettings().setValue(kOverlay, on);
  set(overlay_, on);
}

void ViewOptions::setNavigation(NavigationPreset preset) {
  QSettings().setValue(kNavigation, QString::fromLatin1(idOf(preset)));
  set(navigation_, preset);
}

void ViewOptions::setOrbitStyle(OrbitStyle style) {
  QSettings().setValue(kTrackball, style == OrbitStyle::trackball);
  set(orbitStyle_, style);
}

}  // namespace fsm::desktop
