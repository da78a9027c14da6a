#include "app/desktop/dialogs/recovery_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace fsm::desktop {

namespace {

QPushButton* button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QPushButton(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  out->setAutoDefault(true);
  return out;
}

}  // namespace

RecoveryDialog::RecoveryDialog(std::vector<RecoveryCandidate> candidates, QWidget* parent)
    : QDialog(parent),
      candidates_(std::move(candidates)),
      table_(new QTableWidget),
      note_(new QLabel),
      recover_(button("recover", tr("Recover"), tr("Open the project with the work that was not saved"))),
      saved_(button("openSaved", tr("Open what was saved"),
                    tr("Open the project as it was saved last; the unsaved work stays until the project is changed or saved"))),
      discard_(button("discard", tr("Discard"), tr("Delete the unsaved work"))),
      later_(button("later", tr("Later"), tr("Decide at the next start"))) {
  setObjectName("recoveryDialog");
  setWindowTitle(tr("Unsaved work was found"));
  auto* text = new QLabel(tr("Chronoscope did not end properly the last time. This is what was not saved:"));
  text->setWordWrap(true);
  note_->setObjectName("recoveryNote");
  note_->setWordWrap(true);
  note_->setMinimumHeight(2 * fontMetrics().lineSpacing());
  note_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  table_->setObjectName("recoveryTable");
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->setColumnCount(3);
  table_->setHorizontalHeaderLabels({tr("Project"), tr("Autosaved"), tr("Saved before")});
  table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(discard_);
  buttons->addStretch();
  buttons->addWidget(later_);
  buttons->addWidget(saved_);
  buttons->addWidget(recover_);
  auto* all = new QVBoxLayout(this);
  all->addWidget(text);
  all->addWidget(table_, 1);
  all->addWidget(note_);
  all->addLayout(buttons);
  resize(560, 280);

  connect(table_, &QTableWidget::itemSelectionChanged, this, &RecoveryDialog::showChoice);
  connect(recover_, &QPushButton::clicked, this, [this] {
    const RecoveryCandidate chosen = candidates_[static_cast<size_t>(current())];
    accept();
    emit recover(chosen);
  });
  connect(saved_, &QPushButton::clicked, this, [this] {
    const RecoveryCandidate chosen = candidates_[static_cast<size_t>(current())];
    accept();
    emit openSaved(chosen);
  });
  connect(discard_, &QPushButton::clicked, this, &RecoveryDialog::onDiscard);
  connect(later_, &QPushButton::clicked, this, &QDialog::reject);
  fill();
}

int RecoveryDialog::current() const { return std::max(0, table_->currentRow()); }

void RecoveryDialog::fill() {
  const QLocale locale;
  table_->setRowCount(static_cast<int>(candidates_.size()));
  for (int row = 0; row < table_->rowCount(); ++row) {
    const RecoveryCandidate& one = candidates_[static_cast<size_t>(row)];
    auto* title = new QTableWidgetItem(one.title());
    title->setToolTip(QString::fromStdString(one.file.string()));
    table_->setItem(row, 0, title);
    table_->setItem(row, 1, new QTableWidgetItem(locale.toString(one.autosavedAt, QLocale::ShortFormat)));
    const QString saved = one.savedAt.isValid() ? locale.toString(one.savedAt, QLocale::ShortFormat) : tr("never");
    table_->setItem(row, 2, new QTableWidgetItem(saved));
  }
  if (!candidates_.empty()) table_->selectRow(0);
  showChoice();
}

/// What crashed twice is not what Enter does any more.
void RecoveryDialog::showChoice() {
  armed_ = -1;
  discard_->setText(tr("Discard"));
  if (candidates_.empty()) return;
  const RecoveryCandidate& one = candidates_[static_cast<size_t>(current())];
  saved_->setEnabled(one.savedAt.isValid());
  QPushButton* preferred = one.savedFirst() ? saved_ : recover_;
  preferred->setDefault(true);
  if (one.failedRecoveries == 0)
    note_->setText(
        tr("Recovering opens the project as it was at the last autosave. The saved file is not changed until you save."));
  else if (one.failedRecoveries == 1)
    note_->setText(
        tr("The program crashed the last time that this was recovered. It may work now; what was saved can be opened "
           "as well."));
  else
    note_->setText(tr("The program crashed %1 times while this was open. Open what was saved, or discard the unsaved work.")
                       .arg(one.failedRecoveries));
}

void RecoveryDialog::onDiscard() {
  if (candidates_.empty()) return;
  const int row = current();
  if (armed_ != row) {
    armed_ = row;
    discard_->setText(tr("Discard for good"));
    note_->setText(tr("Press once more to delete the unsaved work of \"%1\". This cannot be undone.")
                       .arg(candidates_[static_cast<size_t>(row)].title()));
    return;
  }
  const RecoveryCandidate gone = candidates_[static_cast<size_t>(row)];
  candidates_.erase(candidates_.begin() + row);
  emit discard(gone);
  if (candidates_.empty()) return accept();
  fill();
}

}  // namespace fsm::desktop
