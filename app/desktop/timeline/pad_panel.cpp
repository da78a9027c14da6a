#include "app/desktop/timeline/pad_panel.h"

#include <QVBoxLayout>

#include "app/desktop/timeline/pad_view.h"

namespace fsm::desktop {

PadPanel::PadPanel(Workspace& workspace, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("pad"));
  setWindowTitle(tr("View-time pad"));
  view_ = new PadView(workspace, this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(view_);
}

}  // namespace fsm::desktop
