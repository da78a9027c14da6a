#include "app/desktop/fields/decimal_field.h"

#include <QLocale>

namespace fsm::desktop {

QValidator::State DecimalField::validate(QString& text, int& position) const {
  text = asWritten(text);
  return QDoubleSpinBox::validate(text, position);
}

double DecimalField::valueFromText(const QString& text) const { return QDoubleSpinBox::valueFromText(asWritten(text)); }

QString DecimalField::asWritten(QString text) const {
  const QString mark = locale().decimalPoint();
  const QChar other = mark == QLatin1String(",") ? QLatin1Char('.') : QLatin1Char(',');
  const qsizetype begin = text.startsWith(prefix()) ? prefix().size() : 0;
  const qsizetype end = text.size() - (text.endsWith(suffix()) ? suffix().size() : 0);
  for (qsizetype i = begin; i < end; ++i)
    if (text[i] == other) text[i] = mark.front();
  return text;
}

}  // namespace fsm::desktop
