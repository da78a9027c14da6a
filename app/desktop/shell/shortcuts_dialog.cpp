#include "app/desktop/shell/shortcuts_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/desktop/document/actions.h"

namespace fsm::desktop {

ShortcutsDialog::ShortcutsDialog(Actions& actions, QWidget* parent)
    : QDialog(parent),
      actions_(actions),
      search_(new QLineEdit),
      list_(new QTreeWidget),
      keys_(new QKeySequenceEdit),
      conflict_(new QLabel),
      assign_(new QPushButton(tr("Assign"))),
      reset_(new QPushButton(tr("Default"))) {
  setObjectName("shortcutsDialog");
  setWindowTitle(tr("Keyboard shortcuts"));
  resize(640, 560);
  search_->setObjectName("shortcutsSearch");
  search_->setPlaceholderText(tr("Search for an action or a key"));
  search_->setClearButtonEnabled(true);
  list_->setObjectName("shortcutsList");
  list_->setHeaderLabels({tr("Action"), tr("Shortcut"), tr("What it does")});
  list_->setAlternatingRowColors(true);
  list_->header()->setStretchLastSection(true);
  keys_->setObjectName("shortcutsKeys");
  assign_->setObjectName("shortcutsAssign");
  reset_->setObjectName("shortcutsReset");
  conflict_->setWordWrap(true);
  conflict_->setMinimumHeight(conflict_->fontMetrics().height());

  auto* editing = new QHBoxLayout;
  editing->addWidget(new QLabel(tr("New shortcut")));
  editing->addWidget(keys_, 1);
  editing->addWidget(assign_);
  editing->addWidget(reset_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* all = buttons->addButton(tr("Restore all defaults"), QDialogButtonBox::ResetRole);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search_);
  layout->addWidget(list_, 1);
  layout->addLayout(editing);
  layout->addWidget(conflict_);
  layout->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(all, &QPushButton::clicked, &actions_, &Actions::resetShortcuts);
  connect(search_, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showSelected);
  connect(keys_, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::editingFinished);
  connect(assign_, &QPushButton::clicked, this, [this] { actions_.setShortcut(selectedId(), keys_->keySequence()); });
  connect(reset_, &QPushButton::clicked, this, [this] { actions_.resetShortcut(selectedId()); });
  connect(&actions_, &Actions::shortcutsChanged, this, &ShortcutsDialog::fill);
  fill();
}

QString ShortcutsDialog::selectedId() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item ? item->data(0, Qt::UserRole).toString() : QString();
}

void ShortcutsDialog::fill() {
  const QString kept = selectedId();
  list_->clear();
  QTreeWidgetItem* category = nullptr;
  for (const ActionSpec& spec : actions_.specs()) {
    if (!category || category->text(0) != spec.category) {
      const QList<QTreeWidgetItem*> known = list_->findItems(spec.category, Qt::MatchExactly);
      category = known.isEmpty() ? new QTreeWidgetItem(list_, {spec.category}) : known.front();
      category->setExpanded(true);
    }
    const QAction* action = actions_.action(spec.id);
    auto* item = new QTreeWidgetItem(
        category,
        {QString(spec.text).remove('&'), QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText), spec.tip});
    item->setData(0, Qt::UserRole, spec.id);
    if (spec.id == kept) list_->setCurrentItem(item);
  }
  list_->resizeColumnToContents(0);
  list_->resizeColumnToContents(1);
  filter(search_->text());
  showSelected();
}

void ShortcutsDialog::filter(const QString& text) {
  for (int c = 0; c < list_->topLevelItemCount(); ++c) {
    QTreeWidgetItem* category = list_->topLevelItem(c);
    bool any = false;
    for (int i = 0; i < category->childCount(); ++i) {
      QTreeWidgetItem* item = category->child(i);
      bool matches = text.isEmpty();
      for (int column = 0; column < 3 && !matches; ++column) matches = item->text(column).contains(text, Qt::CaseInsensitive);
      item->setHidden(!matches);
      any = any || matches;
    }
    category->setHidden(!any);
  }
}

void ShortcutsDialog::showSelected() {
  const QString id = selectedId();
  keys_->setEnabled(!id.isEmpty());
  reset_->setEnabled(!id.isEmpty());
  if (id.isEmpty())
    keys_->clear();
  else
    keys_->setKeySequence(actions_.action(id)->shortcut());
  editingFinished();
}

void ShortcutsDialog::editingFinished() {
  const QString id = selectedId();
  assign_->setEnabled(!id.isEmpty() && keys_->keySequence() != actions_.action(id)->shortcut());
  const QAction* other = id.isEmpty() ? nullptr : actions_.owner(keys_->keySequence(), id);
  conflict_->setText(other ? tr("\"%1\" has this shortcut and loses it.").arg(QString(other->text()).remove('&')) : QString());
}

}  // namespace fsm::desktop
