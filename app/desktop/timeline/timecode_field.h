// A field that shows a time and takes one: as timecode of a frame rate, or in seconds. Up and down step by a frame.
#pragma once

#include <QAbstractSpinBox>

namespace fsm::desktop {

class TimecodeField : public QAbstractSpinBox {
  Q_OBJECT
 public:
  enum class Shows { timecode, seconds };
  TimecodeField(Shows shows, QWidget* parent = nullptr);

  double value() const { return value_; }  ///< seconds
  /// Does not emit; what is being typed stays.
  void setValue(double seconds);
  void setRange(double lowest, double highest);
  /// Of the timecode and of a step.
  void setFps(double fps);

  void stepBy(int steps) override;
  QValidator::State validate(QString& text, int& position) const override;
  void fixup(QString& text) const override;
  QSize sizeHint() const override;

 signals:
  /// By the user: typed and finished, or stepped.
  void valueEdited(double seconds);

 protected:
  StepEnabled stepEnabled() const override;

 private:
  QString textOf(double seconds) const;
  void finish();
  void take(double seconds);

  Shows shows_;
  double value_ = 0, lowest_ = 0, highest_ = 86400, fps_ = 30;
};

}  // namespace fsm::desktop
