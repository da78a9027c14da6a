#include "app/desktop/panels/console_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/panels/message_list.h"
#include "reconstruction/core/file.h"

namespace fsm::desktop {

namespace {

constexpr int kDetailHeight = 60;

QPushButton* button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QPushButton(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  return out;
}

}  // namespace

ConsolePanel::ConsolePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      log_(workspace.messages),
      list_(new MessageList(workspace.messages, this)),
      filter_(new MessageFilter(this)),
      view_(new QListView),
      detail_(new QPlainTextEdit) {
  setObjectName("consolePanel");
  filter_->setSourceModel(list_);
  filter_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  view_->setObjectName("consoleList");
  view_->setModel(filter_);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setUniformItemSizes(true);
  view_->setAccessibleName(tr("Messages"));
  detail_->setObjectName("consoleDetail");
  detail_->setReadOnly(true);
  detail_->setMaximumHeight(kDetailHeight);
  detail_->hide();
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(makeBar());
  all->addWidget(view_, 1);
  all->addWidget(detail_);

  auto* copyKey = new QShortcut(QKeySequence::Copy, view_, nullptr, nullptr, Qt::WidgetShortcut);
  connect(copyKey, &QShortcut::activated, this, &ConsolePanel::copy);
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConsolePanel::showDetail);
  connect(filter_, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
    // What is new is followed, unless something older is being read.
    const QScrollBar* bar = view_->verticalScrollBar();
    if (bar->value() == bar->maximum()) QMetaObject::invokeMethod(view_, &QListView::scrollToBottom, Qt::QueuedConnection);
  });
}

QWidget* ConsolePanel::makeBar() {
  auto* levels = new QComboBox;
  levels->setObjectName("consoleLevel");
  levels->addItem(tr("All messages"), static_cast<int>(Message::Level::info));
  levels->addItem(tr("Warnings and errors"), static_cast<int>(Message::Level::warning));
  levels->addItem(tr("Errors"), static_cast<int>(Message::Level::error));
  levels->setToolTip(tr("Which messages are shown; all are kept"));
  auto* words = new QLineEdit;
  words->setObjectName("consoleFilter");
  words->setPlaceholderText(tr("Filter"));
  words->setClearButtonEnabled(true);
  auto* copyButton = button("consoleCopy", tr("Copy"), tr("Copy the selected messages, or all that are shown"));
  auto* saveButton = button("consoleSave", tr("Save log…"), tr("Write all messages to a file, for a report"));
  auto* clearButton = button("consoleClear", tr("Clear"), tr("Forget all messages"));
  auto* bar = new QWidget;
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(levels);
  row->addWidget(words, 1);
  row->addWidget(copyButton);
  row->addWidget(saveButton);
  row->addWidget(clearButton);
  connect(levels, &QComboBox::currentIndexChanged, this,
          [this, levels] { filter_->setLeast(static_cast<Message::Level>(levels->currentData().toInt())); });
  connect(words, &QLineEdit::textChanged, filter_, &QSortFilterProxyModel::setFilterFixedString);
  connect(copyButton, &QPushButton::clicked, this, &ConsolePanel::copy);
  connect(saveButton, &QPushButton::clicked, this, &ConsolePanel::save);
  connect(clearButton, &QPushButton::clicked, this, [this] { workspace_.messages.clear(); });
  return bar;
}

QString ConsolePanel::text() const {
  std::vector<int> rows;
  for (const QModelIndex& index : view_->selectionModel()->selectedRows()) rows.push_back(filter_->mapToSource(index).row());
  if (rows.empty())
    for (int row = 0; row < filter_->rowCount(); ++row) rows.push_back(filter_->mapToSource(filter_->index(row, 0)).row());
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const int row : rows) lines << list_->line(row);
  return lines.join('\n');
}

void ConsolePanel::copy() const { QGuiApplication::clipboard()->setText(text()); }

void ConsolePanel::save() {
  auto* dialog = new QFileDialog(this, tr("Save log"), QStringLiteral("chronoscope.log"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QFileDialog::fileSelected, this, &ConsolePanel::saveTo);
  dialog->open();
}

void ConsolePanel::saveTo(const QString& file) {
  QStringList lines;
  for (int row = 0; row < list_->rowCount(); ++row) lines << list_->line(row);
  Job job;
  job.title = tr("Save log");
  job.lane = Lane::light;
  job.quiet = true;
  job.work = [path = file.toStdString(), text = lines.join('\n').toStdString() + '\n'](Progress&, JobFeedback&) {
    writeFileAtomically(path, text);
  };
  workspace_.jobs.start(std::move(job));
}

void ConsolePanel::showDetail() {
  const QModelIndex index = view_->currentIndex();
  const QString detail = index.data(MessageList::DetailRole).toString();
  detail_->setPlainText(index.data(Qt::DisplayRole).toString() + (detail.isEmpty() ? QString() : "\n" + detail));
  detail_->setVisible(index.isValid());
}

}  // namespace fsm::desktop
