// A small window beside what it is about: a title, rows of fields, gone with a click elsewhere or Escape.
#pragma once

#include <QFrame>
#include <functional>

class QFormLayout;
class QPushButton;

namespace fsm::desktop {

class Popover : public QFrame {
  Q_OBJECT
 public:
  Popover(const QString& title, QWidget* parent);

  /// `field` under the name `text`, explained by `tip`. A double click on the name calls `reset`.
  void addRow(const QString& text, QWidget* field, const QString& tip, std::function<void()> reset = {});
  /// A line that explains.
  void addNote(const QString& text);
  /// Calls `run`, then closes; Return presses it.
  QPushButton* addButton(const QString& text, std::function<void()> run);
  /// Beside `global`, whole on its screen; the first field gets the focus. Deleted when it is closed.
  void showAt(const QPoint& global);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QFormLayout* form_;
  QWidget* first_ = nullptr;
  QPushButton* button_ = nullptr;
};

/// Asks for one number with its unit and applies it.
struct NumberQuestion {
  QString name;  ///< object name of the popover
  QString title, label, tip;
  QString unit;  ///< stands right behind the number: with its space, where it has one
  QString button;
  double value = 0, lowest = 0, highest = 100;
  int decimals = 2;
};
void askNumber(QWidget* parent, const QPoint& global, const NumberQuestion& question, std::function<void(double)> apply);

}  // namespace fsm::desktop
