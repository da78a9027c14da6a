// What is selected, in numbers that can be read and typed.
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"
#include "app/desktop/panels/inspector_statistics.h"

class QScrollArea;
class QTimer;

namespace fsm::desktop {

class InspectorPanel : public QWidget {
  Q_OBJECT
 public:
  explicit InspectorPanel(Workspace& workspace, QWidget* parent = nullptr);

 private:
  /// Makes the page anew once the event loop comes round: several changes in a row make one page.
  void later();
  void fill();

  Workspace& workspace_;
  StatisticsCache statistics_{workspace_};
  QScrollArea* area_;
  QTimer* timer_;
};

}  // namespace fsm::desktop
