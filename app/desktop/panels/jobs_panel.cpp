#include "app/desktop/panels/jobs_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/desktop/panels/job_row.h"

namespace fsm::desktop {

namespace {

constexpr int kClockMilliseconds = 1000;

}  // namespace

JobsPanel::JobsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      empty_(new QLabel(tr("Nothing is running.\n\nReconstructions, refinements and exports show up here: how far they are, "
                           "how long they will take, and the picture so far. The window can be used meanwhile."))),
      clear_(new QPushButton(tr("Clear ended"))) {
  setObjectName("jobsPanel");
  empty_->setObjectName("emptyJobs");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  empty_->setMargin(12);
  clear_->setObjectName("clearEnded");
  clear_->setToolTip(tr("Take all jobs off the list that have ended"));
  auto* rows = new QWidget;
  list_ = new QVBoxLayout(rows);
  list_->setContentsMargins(4, 4, 4, 4);
  list_->setSpacing(4);
  list_->addWidget(empty_, 1);
  list_->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(rows);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* foot = new QHBoxLayout;
  foot->addStretch();
  foot->addWidget(clear_);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 4, 4);
  all->addWidget(scroll, 1);
  all->addLayout(foot);

  connect(clear_, &QPushButton::clicked, this, [this] { workspace_.jobs.clearEnded(); });
  connect(&workspace_.jobs, &JobQueue::added, this, &JobsPanel::add);
  connect(&workspace_.jobs, &JobQueue::updated, this, &JobsPanel::update);
  connect(&workspace_.jobs, &JobQueue::ended, this, &JobsPanel::update);
  connect(&workspace_.jobs, &JobQueue::removed, this, &JobsPanel::remove);
  clock_.setInterval(kClockMilliseconds);
  connect(&clock_, &QTimer::timeout, this, &JobsPanel::countTime);
  for (const JobStatus& job : workspace_.jobs.jobs()) add(job.id);
  showWhatThereIs();
}

void JobsPanel::add(int id) {
  const std::optional<JobStatus> job = workspace_.jobs.job(id);
  if (!job || job->quiet) return;
  auto* row = new JobRow(id);
  connect(row, &JobRow::cancelled, this, [this](int one) { workspace_.jobs.cancel(one); });
  connect(row, &JobRow::retried, this, [this](int one) {
    if (workspace_.jobs.retry(one)) workspace_.jobs.remove(one);
  });
  connect(row, &JobRow::dismissed, this, [this](int one) { workspace_.jobs.remove(one); });
  rows_[id] = row;
  list_->insertWidget(0, row);  // the newest is what one looks for
  row->display(*job);
  showWhatThereIs();
}

void JobsPanel::update(int id) {
  const auto row = rows_.find(id);
  if (row == rows_.end()) return;
  if (const std::optional<JobStatus> job = workspace_.jobs.job(id)) row->second->display(*job);
  showWhatThereIs();
}

void JobsPanel::remove(int id) {
  const auto row = rows_.find(id);
  if (row == rows_.end()) return;
  row->second->deleteLater();
  row->second->hide();
  rows_.erase(row);
  showWhatThereIs();
}

void JobsPanel::showWhatThereIs() {
  empty_->setVisible(rows_.empty());
  const bool busy = workspace_.jobs.busy();
  clear_->setEnabled(!rows_.empty());
  if (busy && !clock_.isActive()) clock_.start();
  if (!busy) clock_.stop();
}

void JobsPanel::countTime() {
  for (const auto& [id, row] : rows_)
    if (const std::optional<JobStatus> job = workspace_.jobs.job(id)) row->displayTime(*job);
}

}  // namespace fsm::desktop
