// Lists every action with its shortcut, and lets them be changed. A shortcut that another action has is taken away from it, after
// the dialog said so.
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fsm::desktop {

class Actions;

class ShortcutsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ShortcutsDialog(Actions& actions, QWidget* parent = nullptr);

 private:
  void fill();
  void filter(const QString& text);
  void showSelected();
  void editingFinished();
  QString selectedId() const;

  Actions& actions_;
  QLineEdit* search_;
  QTreeWidget* list_;
  QKeySequenceEdit* keys_;
  QLabel* conflict_;
  QPushButton* assign_;
  QPushButton* reset_;
};

}  // namespace fsm::desktop
