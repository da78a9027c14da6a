// The strip of tools over the picture: which one has the mouse, its options, and how much is selected.
#pragma once

#include <QToolBar>
#include <vector>

#include "app/desktop/viewport/tools/tool_set.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace fsm::desktop {

class ViewportToolBar : public QToolBar {
  Q_OBJECT
 public:
  ViewportToolBar(Workspace& workspace, ToolSet& tools, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void addTools();
  void showIcons();
  void addTime();
  void addBrush();
  void addCrop();
  void addDistance();
  void addHints();
  void addSelected();
  /// Shown with these tools only.
  void only(QWidget* widget, std::initializer_list<ToolKind> kinds);
  QToolButton* button(const char* name, const QString& text, const QString& tip, std::function<void()> pressed);
  QDoubleSpinBox* spin(const char* name, double least, double most, int decimals, const QString& unit, const QString& tip);
  void follow();
  void showOptions();
  void showSelected();
  void showDistance();

  Workspace& workspace_;
  ToolSet& tools_;
  struct Part {
    QAction* action;  ///< of the widget on the bar
    std::vector<ToolKind> kinds;
  };
  std::vector<Part> parts_;
  QComboBox* time_ = nullptr;
  QDoubleSpinBox *halfWidth_ = nullptr, *brush_ = nullptr, *length_ = nullptr;
  QAction* halfWidthAction_ = nullptr;
  QToolButton* visibleOnly_ = nullptr;
  QLabel *measured_ = nullptr, *count_ = nullptr;
  std::vector<QAction*> ofSelection_;
};

}  // namespace fsm::desktop
