#include "app/desktop/timeline/timecode_field.h"

#include <QFontMetrics>
#include <QLineEdit>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/desktop/timeline/timecode.h"

namespace fsm::desktop {

TimecodeField::TimecodeField(Shows shows, QWidget* parent) : QAbstractSpinBox(parent), shows_(shows) {
  setCorrectionMode(QAbstractSpinBox::CorrectToPreviousValue);
  setAlignment(Qt::AlignRight);
  lineEdit()->setText(textOf(value_));
  connect(this, &QAbstractSpinBox::editingFinished, this, &TimecodeField::finish);
}

void TimecodeField::setValue(double seconds) {
  value_ = seconds;
  if (!(lineEdit()->isModified() && hasFocus())) lineEdit()->setText(textOf(seconds));
}

void TimecodeField::setRange(double lowest, double highest) {
  lowest_ = lowest;
  highest_ = std::max(lowest, highest);
}

void TimecodeField::setFps(double fps) {
  if (fps_ == fps) return;
  fps_ = fps;
  setValue(value_);
}

void TimecodeField::stepBy(int steps) {
  // Timecodes step from frame to frame of their grid.
  const double frame = shows_ == Shows::timecode ? std::round(value_ * fps_) + steps : value_ * fps_ + steps;
  take(frame / fps_);
}

QValidator::State TimecodeField::validate(QString& text, int&) const {
  if (secondsOfTimecode(text, fps_)) return QValidator::Acceptable;
  for (const QChar c : text)
    if (!c.isDigit() && !QStringLiteral(":.,fFsS -").contains(c)) return QValidator::Invalid;
  return QValidator::Intermediate;
}

void TimecodeField::fixup(QString& text) const { text = textOf(value_); }

QSize TimecodeField::sizeHint() const {
  const QString widest = shows_ == Shows::timecode ? QStringLiteral("00:00:000") : QStringLiteral("0000.000 s");
  const QSize hint = QAbstractSpinBox::sizeHint();
  return {fontMetrics().horizontalAdvance(widest) + hint.height(), hint.height()};
}

QAbstractSpinBox::StepEnabled TimecodeField::stepEnabled() const {
  StepEnabled can = StepNone;
  if (value_ < highest_) can |= StepUpEnabled;
  if (value_ > lowest_) can |= StepDownEnabled;
  return can;
}

QString TimecodeField::textOf(double seconds) const {
  if (shows_ == Shows::timecode) return timecode(seconds, fps_);
  QLocale plain;
  plain.setNumberOptions(QLocale::OmitGroupSeparator);  // what is shown is read again
  return tr("%1 s").arg(plain.toString(seconds, 'f', 3));
}

void TimecodeField::finish() {
  // Whether the line is modified says nothing here: Return has cleared that already.
  if (lineEdit()->text() == textOf(value_)) return;
  const auto typed = secondsOfTimecode(lineEdit()->text(), fps_);
  take(typed.value_or(value_));
}

void TimecodeField::take(double seconds) {
  seconds = std::clamp(seconds, lowest_, highest_);
  const bool other = std::abs(seconds - value_) > 1e-9;
  value_ = seconds;
  lineEdit()->setText(textOf(seconds));
  if (other) emit valueEdited(seconds);
}

}  // namespace fsm::desktop
