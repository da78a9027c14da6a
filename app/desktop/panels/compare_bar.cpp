#include "app/desktop/panels/compare_bar.h"

#include <QAction>
#include <QGridLayout>

#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

namespace {

QPushButton* button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QPushButton(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  return out;
}

}  // namespace

CompareBar::CompareBar(Workspace& workspace, ViewportPanel& viewport, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      viewport_(viewport),
      what_(new QLabel),
      wipe_(button("compareWipe", tr("Wipe"), tr("Both versions beside each other in the viewport; drag the line between them"))),
      swap_(button("compareSwap", tr("A / B"), tr("One version in the whole picture, then the other"))),
      keep_(button("refineKeep", tr("Keep"),
                   tr("The new version stays the one that is shown; the one before it stays in the project"))),
      revert_(button("refineRevert", tr("Revert"), tr("Takes the new version away and shows the one before it; can be undone"))) {
  setObjectName("compareBar");
  what_->setObjectName("compared");
  what_->setWordWrap(true);
  what_->setTextFormat(Qt::PlainText);
  what_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  wipe_->setCheckable(true);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->addWidget(what_, 0, 0, 1, 2);
  grid->addWidget(wipe_, 1, 0);
  grid->addWidget(swap_, 1, 1);
  grid->addWidget(keep_, 2, 0);
  grid->addWidget(revert_, 2, 1);
  QAction* swap = workspace_.actions.action(QStringLiteral("view.compare_swap"));
  const QString keys = swap->shortcut().toString(QKeySequence::NativeText);
  if (!keys.isEmpty()) swap_->setText(tr("A / B (%1)").arg(keys));
  connect(swap_, &QPushButton::clicked, swap, &QAction::trigger);
  connect(wipe_, &QPushButton::clicked, this, &CompareBar::setWipe);
  connect(keep_, &QPushButton::clicked, this, &CompareBar::kept);
  connect(revert_, &QPushButton::clicked, this, &CompareBar::reverted);
  // It is begun and ended by menu and key as well.
  const QAction* comparing = workspace_.actions.action(QStringLiteral("view.compare_version"));
  connect(comparing, &QAction::toggled, this, [this](bool on) {
    wipe_->setChecked(on);
    swap_->setEnabled(on);
  });
}

bool CompareBar::comparable() const {
  const Project& project = workspace_.document.project();
  const Version *before = project.version(before_.toStdString()), *after = project.version(after_.toStdString());
  return before && after && before->gaussians && after->gaussians;
}

void CompareBar::begin(const QString& before, const QString& after) {
  before_ = before;
  after_ = after;
  const bool can = comparable();
  what_->setText(after.isEmpty() ? QString()
                 : can           ? tr("%1 beside %2").arg(after, before)
                       : tr("%1 is new; it has no Gaussians to put beside others. Both are in the project.").arg(after));
  what_->setVisible(!after.isEmpty());
  wipe_->setVisible(can);
  swap_->setVisible(can);
  revert_->setVisible(!after.isEmpty());
  keep_->setText(after.isEmpty() ? tr("Close") : tr("Keep"));
  if (can) setWipe(true);
}

void CompareBar::end() {
  if (wipe_->isChecked()) setWipe(false);
}

void CompareBar::setWipe(bool on) {
  if (on) workspace_.view.setDecoder(Decoder::splats);
  viewport_.compareWithVersion(on ? before_ : QString());
}

}  // namespace fsm::desktop
