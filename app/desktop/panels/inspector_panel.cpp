#include "app/desktop/panels/inspector_panel.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "app/desktop/panels/inspector_pages.h"

namespace fsm::desktop {

namespace {

constexpr int kHeldMilliseconds = 100;

}  // namespace

InspectorPanel::InspectorPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), area_(new QScrollArea), timer_(new QTimer(this)) {
  setObjectName("inspectorPanel");
  area_->setWidgetResizable(true);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(area_);
  timer_->setSingleShot(true);
  timer_->setInterval(0);
  connect(timer_, &QTimer::timeout, this, &InspectorPanel::fill);
  connect(&workspace_.selection, &Selection::itemChanged, this, &InspectorPanel::later);
  connect(&workspace_.selection, &Selection::gaussiansChanged, this, &InspectorPanel::later);
  connect(&workspace_.document, &Document::changed, this, &InspectorPanel::later);
  connect(&statistics_, &StatisticsCache::ready, this, &InspectorPanel::later);
  fill();
}

void InspectorPanel::later() { timer_->start(); }

void InspectorPanel::fill() {
  // A button that is held on a field steps on: its page stays until it is let go.
  if (QGuiApplication::mouseButtons() != Qt::NoButton && area_->widget() && area_->widget()->underMouse()) {
    QTimer::singleShot(kHeldMilliseconds, this, &InspectorPanel::later);
    return;
  }
  // The field that is being typed or stepped in keeps the focus on the new page.
  const QWidget* focus = QApplication::focusWidget();
  const QString kept = focus && isAncestorOf(focus) ? focus->objectName() : QString();
  const int scrolled = area_->verticalScrollBar()->value();
  area_->setWidget(inspectorPage(workspace_, statistics_));  // frees the old one
  area_->verticalScrollBar()->setValue(scrolled);
  if (kept.isEmpty()) return;
  if (auto* field = area_->findChild<QWidget*>(kept)) field->setFocus();
}

}  // namespace fsm::desktop
