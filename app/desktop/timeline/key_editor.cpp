#include "app/desktop/timeline/key_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <algorithm>
#include <array>
#include <cmath>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/timeline/camera_angles.h"
#include "app/desktop/timeline/key_glyphs.h"
#include "app/desktop/timeline/timecode_field.h"

namespace fsm::desktop {

using animation::CameraKey;
using animation::Marker;
using animation::TimeInterpolation;
using animation::TimeKey;

namespace {

constexpr double kFar = 1e6;             ///< units of the world that can be typed
constexpr double kFastest = 10000;       ///< percent
constexpr double kShownMillimetres = 1;  ///< least that can be typed
constexpr std::array<uint32_t, 8> kSwatches{0xF2A63B, 0xE5554F, 0xE07BC0, 0x9B7BE0, 0x4F8FE5, 0x3BB8A8, 0x7DB84A, 0xB0B0B0};

QString titleOf(Row row) {
  if (row == Row::markers) return KeyEditor::tr("Marker");
  return row == Row::camera ? KeyEditor::tr("Camera key") : KeyEditor::tr("Scene-time key");
}

}  // namespace

KeyEditor::KeyEditor(TimelineState& state, KeyId key, QWidget* parent)
    : Popover(titleOf(key.row), parent), state_(state), row_(key.row), at_(momentOf(state.animation(), key)) {
  static int opened = 0;
  mergeKey_ = QStringLiteral("key editor %1").arg(++opened);
  setObjectName(QStringLiteral("timeline.key_editor"));
  addTime();
  if (row_ == Row::camera) addCameraFields();
  if (row_ == Row::time) addTimeFields();
  if (row_ == Row::markers) addMarkerFields();
  load();
  connect(&state_, &TimelineState::contentChanged, this, &KeyEditor::load);
}

void KeyEditor::addTime() {
  time_ = new TimecodeField(TimecodeField::Shows::timecode, this);
  time_->setObjectName(QStringLiteral("time"));
  addRow(tr("Clip time"), time_, tr("When it stands in the clip: seconds:frames, \"75f\" for frames, or plain seconds."));
  connect(time_, &TimecodeField::valueEdited, this, &KeyEditor::store);
}

QDoubleSpinBox* KeyEditor::number(const QString& name, int decimals, double lowest, double highest, const QString& unit) {
  auto* field = new DecimalField(this);
  field->setObjectName(name);
  field->setDecimals(decimals);
  field->setRange(lowest, highest);
  field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  field->setKeyboardTracking(false);
  if (!unit.isEmpty()) field->setSuffix(unit);
  connect(field, &QDoubleSpinBox::valueChanged, this, &KeyEditor::store);
  return field;
}

void KeyEditor::addCameraFields() {
  const QString place = tr("Where the camera stands, in units of the capture.");
  x_ = number(QStringLiteral("x"), 4, -kFar, kFar, {});
  y_ = number(QStringLiteral("y"), 4, -kFar, kFar, {});
  z_ = number(QStringLiteral("z"), 4, -kFar, kFar, {});
  addRow(tr("Position X"), x_, place);
  addRow(tr("Position Y"), y_, place);
  addRow(tr("Position Z"), z_, place);
  const QString degrees = tr("°");
  pan_ = number(QStringLiteral("pan"), 2, -180, 180, degrees);
  tilt_ = number(QStringLiteral("tilt"), 2, -90, 90, degrees);
  roll_ = number(QStringLiteral("roll"), 2, -180, 180, degrees);
  pan_->setWrapping(true);
  roll_->setWrapping(true);
  addRow(tr("Pan"), pan_, tr("Where it points round the horizon; more is to the right."));
  addRow(tr("Tilt"), tilt_, tr("How far it points above the horizon."), [this] { tilt_->setValue(0); });
  addRow(tr("Roll"), roll_, tr("How far it leans; 0 keeps the horizon level."), [this] { roll_->setValue(0); });
  focal_ = number(QStringLiteral("focal"), 1, std::max(kShownMillimetres, animation::millimetres(animation::kShortestFocal)),
                  animation::millimetres(animation::kLongestFocal), tr(" mm"));
  addRow(tr("Focal length"), focal_, tr("Of a lens on a 36 x 24 mm picture: less is wider."));
  view_ = new QLabel(this);
  view_->setObjectName(QStringLiteral("view"));
  addRow(tr("Angle of view"), view_, tr("From the picture's lower to its upper edge."));
  easing_ = new QComboBox(this);
  easing_->setObjectName(QStringLiteral("easing"));
  for (const animation::Easing easing : kEasings)
    easing_->addItem(iconOf(easing, palette().color(QPalette::Text), devicePixelRatioF()), nameOf(easing),
                     static_cast<int>(easing));
  addRow(tr("Easing"), easing_, tr("How the camera travels from this key to the next."), [this] { easing_->setCurrentIndex(0); });
  connect(easing_, &QComboBox::currentIndexChanged, this, &KeyEditor::store);
}

void KeyEditor::addTimeFields() {
  scene_ = number(QStringLiteral("scene"), 3, -864000, 864000, tr(" s"));
  addRow(tr("Scene time"), scene_, tr("The moment of the filmed event that is shown there."));
  interpolation_ = new QComboBox(this);
  interpolation_->setObjectName(QStringLiteral("interpolation"));
  for (const TimeInterpolation way : kInterpolations) interpolation_->addItem(nameOf(way), static_cast<int>(way));
  addRow(tr("Interpolation"), interpolation_, tr("How scene time runs from this key to the next."),
         [this] { interpolation_->setCurrentIndex(0); });
  connect(interpolation_, &QComboBox::currentIndexChanged, this, &KeyEditor::store);
  automatic_ = new QCheckBox(tr("Automatic"), this);
  automatic_->setObjectName(QStringLiteral("automatic"));
  addRow(tr("Handles"), automatic_, tr("Chosen so that the curve never leaves the range of its keys."));
  connect(automatic_, &QCheckBox::toggled, this, &KeyEditor::store);
  speedIn_ = number(QStringLiteral("speed_in"), 1, -kFastest, kFastest, tr(" %"));
  speedOut_ = number(QStringLiteral("speed_out"), 1, -kFastest, kFastest, tr(" %"));
  addRow(tr("Speed before"), speedIn_,
         tr("Of the event as the curve comes to the key: 100 % as filmed, 0 % frozen, negative backwards."),
         [this] { speedIn_->setValue(100); });
  addRow(tr("Speed after"), speedOut_,
         tr("Of the event as the curve leaves the key: 100 % as filmed, 0 % frozen, negative backwards."),
         [this] { speedOut_->setValue(100); });
}

void KeyEditor::addMarkerFields() {
  name_ = new QLineEdit(this);
  name_->setObjectName(QStringLiteral("name"));
  name_->setMaxLength(200);
  addRow(tr("Name"), name_, tr("What the timeline shows beside the marker."));
  connect(name_, &QLineEdit::textEdited, this, &KeyEditor::store);
  auto* row = new QWidget(this);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(3);
  for (const uint32_t colour : kSwatches) {
    auto* swatch = new QPushButton(row);
    swatch->setObjectName(QStringLiteral("colour_%1").arg(colour, 6, 16, QLatin1Char('0')));
    swatch->setFixedSize(20, 20);
    swatch->setAccessibleName(tr("Colour %1").arg(swatches_.size() + 1));
    connect(swatch, &QPushButton::clicked, this, [this, colour] { chooseColour(colour); });
    line->addWidget(swatch);
    swatches_.push_back(swatch);
  }
  line->addStretch();
  addRow(tr("Colour"), row, tr("Of its flag."));
}

std::optional<size_t> KeyEditor::index() const {
  KeySelection one;
  one.add(row_, at_);
  const std::vector<size_t> found = one.indices(state_.animation(), row_);
  return found.empty() ? std::nullopt : std::optional(found[0]);
}

void KeyEditor::load() {
  const std::optional<size_t> found = index();
  if (!found) {
    if (!loading_) close();  // undone, or deleted elsewhere
    return;
  }
  loading_ = true;
  const animation::Animation& animation = state_.animation();
  time_->setFps(animation.fps);
  time_->setRange(0, std::max(animation.length, at_));
  time_->setValue(at_);
  if (row_ == Row::camera) loadCamera(animation.camera.keys()[*found]);
  if (row_ == Row::time) loadTime(animation.time.keys()[*found], *found);
  if (row_ == Row::markers) loadMarker(animation.markers[*found]);
  loading_ = false;
}

void KeyEditor::loadCamera(const CameraKey& key) {
  x_->setValue(key.pose.position.x);
  y_->setValue(key.pose.position.y);
  z_->setValue(key.pose.position.z);
  const CameraAngles angles = anglesOf(key.pose.rotation, state_.workspace().document.project().settings.up);
  pan_->setValue(angles.pan);
  tilt_->setValue(angles.tilt);
  roll_->setValue(angles.roll);
  focal_->setValue(animation::millimetres(key.pose.focal));
  view_->setText(tr("%1°").arg(QLocale().toString(animation::verticalDegrees(key.pose.focal), 'f', 1)));
  easing_->setCurrentIndex(easing_->findData(static_cast<int>(key.easing)));
}

void KeyEditor::loadTime(const TimeKey& key, size_t index) {
  scene_->setValue(key.time);
  interpolation_->setCurrentIndex(interpolation_->findData(static_cast<int>(key.interpolation)));
  automatic_->setChecked(!key.slopeIn && !key.slopeOut);
  speedIn_->setValue(100 * state_.animation().time.slopeIn(index));
  speedOut_->setValue(100 * state_.animation().time.slopeOut(index));
  const bool in = handleTip(state_.layout(), state_.animation(), index, false).has_value();
  const bool out = handleTip(state_.layout(), state_.animation(), index, true).has_value();
  automatic_->setEnabled(in || out);
  speedIn_->setEnabled(in && !automatic_->isChecked());
  speedOut_->setEnabled(out && !automatic_->isChecked());
}

void KeyEditor::loadMarker(const Marker& marker) {
  const QString name = QString::fromStdString(marker.name);
  if (name_->text() != name) name_->setText(name);
  colour_ = marker.colour;
  for (size_t i = 0; i < swatches_.size(); ++i)
    swatches_[i]->setStyleSheet(QStringLiteral("background: %1; border: %2px solid %3; border-radius: 3px;")
                                    .arg(QColor::fromRgb(kSwatches[i]).name(),
                                         kSwatches[i] == colour_ ? QStringLiteral("2") : QStringLiteral("1"),
                                         palette().color(kSwatches[i] == colour_ ? QPalette::Text : QPalette::Mid).name()));
}

CameraKey KeyEditor::cameraKey(const CameraKey& before) const {
  CameraKey key = before;
  const glm::dvec3 up = state_.workspace().document.project().settings.up;
  key.at = time_->value();
  // A field that still shows the rounded number leaves the exact one alone.
  const auto typed = [](const QDoubleSpinBox* field, double exact) {
    const double half = 0.5 * std::pow(10, -field->decimals());
    return std::abs(field->value() - exact) <= half * 1.001 ? exact : field->value();
  };
  key.pose.position = {typed(x_, before.pose.position.x), typed(y_, before.pose.position.y), typed(z_, before.pose.position.z)};
  const CameraAngles old = anglesOf(before.pose.rotation, up);
  const CameraAngles now{typed(pan_, old.pan), typed(tilt_, old.tilt), typed(roll_, old.roll)};
  if (now.pan != old.pan || now.tilt != old.tilt || now.roll != old.roll) key.pose.rotation = rotationOf(now, up);
  const double millimetres = animation::millimetres(before.pose.focal);
  if (const double wanted = typed(focal_, millimetres); wanted != millimetres)
    key.pose.focal = std::clamp(animation::focalOfMillimetres(wanted), animation::kShortestFocal, animation::kLongestFocal);
  key.easing = static_cast<animation::Easing>(easing_->currentData().toInt());
  return key;
}

TimeKey KeyEditor::timeKey(const TimeKey& before) const {
  TimeKey key = before;
  key.at = time_->value();
  if (std::abs(scene_->value() - before.time) > 0.0005) key.time = scene_->value();
  key.interpolation = static_cast<TimeInterpolation>(interpolation_->currentData().toInt());
  if (automatic_->isChecked()) {
    key.slopeIn = key.slopeOut = std::nullopt;
  } else {
    key.slopeIn = speedIn_->value() / 100;
    key.slopeOut = speedOut_->value() / 100;
  }
  return key;
}

Marker KeyEditor::marker(const Marker& before) const {
  Marker marker = before;
  marker.at = time_->value();
  marker.name = name_->text().toStdString();
  marker.colour = colour_;
  return marker;
}

void KeyEditor::store() {
  const std::optional<size_t> found = index();
  if (loading_ || !found) return;
  loading_ = true;  // the key may be at another moment before this one knows
  state_.edit(
      tr("Edit %1").arg(titleOf(row_)),
      [&](const animation::Animation& animation) {
        if (row_ == Row::camera) return withCameraKey(animation, *found, cameraKey(animation.camera.keys()[*found]));
        if (row_ == Row::time) return withTimeKey(animation, *found, timeKey(animation.time.keys()[*found]));
        return withMarker(animation, *found, marker(animation.markers[*found]));
      },
      mergeKey_);
  if (const auto single = state_.selection().single(state_.animation())) at_ = momentOf(state_.animation(), *single);
  loading_ = false;
  load();
}

void KeyEditor::chooseColour(uint32_t colour) {
  colour_ = colour;
  store();
}

}  // namespace fsm::desktop
