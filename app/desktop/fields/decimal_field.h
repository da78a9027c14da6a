// A field for numbers that takes a comma as well as a point, whichever of them the language writes.
#pragma once

#include <QDoubleSpinBox>

namespace fsm::desktop {

class DecimalField : public QDoubleSpinBox {
 public:
  using QDoubleSpinBox::QDoubleSpinBox;
  QValidator::State validate(QString& text, int& position) const override;
  double valueFromText(const QString& text) const override;

 private:
  /// Fields show no groups of digits, so that the other mark can only be meant as the decimal one.
  QString asWritten(QString text) const;
};

}  // namespace fsm::desktop
