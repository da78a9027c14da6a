#include "app/desktop/panels/job_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRegularExpression>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/panels/curve_view.h"
#include "app/desktop/panels/duration_text.h"

namespace fsm::desktop {

namespace {

constexpr int kPictureHeight = 150, kLogHeight = 110;
constexpr int kBarSteps = 1000;
constexpr int kMostLines = 5000;

QToolButton* button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QToolButton;
  out->setObjectName(name);
  out->setText(text);
  out->setToolTip(tip);
  out->setAccessibleName(tip);
  out->setAutoRaise(true);
  return out;
}

/// Names of files have no blanks to break lines at: they may be broken after their punctuation.
QString breakable(QString text) {
  static const QRegularExpression punctuation(QStringLiteral("([_./\\\\-])(?=\\w)"));
  return text.replace(punctuation, QStringLiteral("\\1\u200b"));
}

bool isOver(JobState state) { return state != JobState::queued && state != JobState::running; }

}  // namespace

JobRow::JobRow(int id, QWidget* parent)
    : QFrame(parent),
      id_(id),
      state_(new QBoxLayout(QBoxLayout::LeftToRight)),
      title_(new QLabel),
      stage_(new QLabel),
      time_(new QLabel),
      error_(new QLabel),
      picture_(new QLabel),
      bar_(new QProgressBar),
      fold_(button("fold", QStringLiteral("▸"), tr("Show the picture, curves and log of this job"))),
      cancel_(button("cancel", tr("Cancel"), tr("Stop this job; the project stays as it is"))),
      retry_(button("retry", tr("Try again"), tr("Start the same job again"))),
      dismiss_(button("dismiss", QStringLiteral("✕"), tr("Take this job off the list"))),
      details_(new QWidget),
      curves_(new CurveView),
      log_(new QPlainTextEdit) {
  setObjectName(QStringLiteral("jobRow%1").arg(id));
  setFrameShape(QFrame::StyledPanel);
  title_->setObjectName("title");
  stage_->setObjectName("stage");
  time_->setObjectName("time");
  error_->setObjectName("error");
  picture_->setObjectName("picture");
  curves_->setObjectName("curves");
  bar_->setObjectName("progress");
  log_->setObjectName("log");
  for (QLabel* label : {title_, stage_, error_}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // the panel may be as narrow as it likes
  }
  time_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  bar_->setRange(0, kBarSteps);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(6);
  fold_->setCheckable(true);
  log_->setReadOnly(true);
  log_->setMaximumHeight(kLogHeight);
  log_->setLineWrapMode(QPlainTextEdit::NoWrap);
  log_->setMaximumBlockCount(kMostLines);
  picture_->setAlignment(Qt::AlignCenter);
  picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

  auto* head = new QHBoxLayout;
  head->addWidget(fold_);
  head->addWidget(title_, 1);
  head->addWidget(cancel_);
  head->addWidget(retry_);
  head->addWidget(dismiss_);
  state_->setSpacing(0);
  state_->addWidget(stage_, 1);
  state_->addWidget(time_);
  auto* below = new QVBoxLayout(details_);
  below->setContentsMargins(0, 0, 0, 0);
  below->addWidget(picture_);
  below->addWidget(curves_);
  below->addWidget(log_);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(6, 4, 6, 6);
  all->setSpacing(3);
  all->addLayout(head);
  all->addWidget(bar_);
  all->addLayout(state_);
  all->addWidget(error_);
  all->addWidget(details_);
  details_->hide();

  connect(fold_, &QToolButton::toggled, this, &JobRow::unfold);
  connect(cancel_, &QToolButton::clicked, this, [this] { emit cancelled(id_); });
  connect(retry_, &QToolButton::clicked, this, [this] { emit retried(id_); });
  connect(dismiss_, &QToolButton::clicked, this, [this] { emit dismissed(id_); });
}

void JobRow::unfold(bool open) {
  fold_->setText(open ? QStringLiteral("▾") : QStringLiteral("▸"));
  details_->setVisible(open);
  if (open) showDetails(status_);
}

void JobRow::display(const JobStatus& status) {
  status_ = status;
  const bool over = isOver(status.state);
  title_->setText(breakable(status.title));
  switch (status.state) {
    case JobState::queued: stage_->setText(tr("Waiting for the jobs before it")); break;
    case JobState::running:
      stage_->setText(status.cancelling               ? tr("Stopping…")
                      : status.progress.stage.empty() ? tr("Starting…")
                                                      : engineText(status.progress.stage));
      break;
    case JobState::finished: stage_->setText(tr("Done")); break;
    case JobState::failed: stage_->setText(tr("Failed")); break;
    case JobState::cancelled: stage_->setText(tr("Cancelled; nothing was changed")); break;
  }
  // While it runs much is said of time, and names of stages are long in some languages: both get a line.
  state_->setDirection(status.state == JobState::running ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  error_->setText(breakable(status.error));
  error_->setToolTip(status.detail);
  error_->setVisible(!status.error.isEmpty());
  bar_->setVisible(!over);
  bar_->setValue(static_cast<int>(std::lround(status.progress.fraction * kBarSteps)));
  cancel_->setVisible(!over);
  cancel_->setEnabled(!status.cancelling);
  retry_->setVisible(status.retryable && (status.state == JobState::failed || status.state == JobState::cancelled));
  dismiss_->setVisible(over);
  displayTime(status);
  if (details_->isVisible()) showDetails(status);
}

void JobRow::displayTime(const JobStatus& status) {
  if (status.state == JobState::queued) return time_->clear();
  const QString ran = durationText(status.seconds);
  if (status.state != JobState::running) return time_->setText(ran);
  const QString share = tr("%1 %").arg(static_cast<int>(status.progress.fraction * 100));
  QStringList parts{share, ran};
  if (status.progress.etaSeconds) parts << tr("%1 left").arg(estimateText(*status.progress.etaSeconds));
  time_->setText(parts.join(QStringLiteral("  ·  ")));
}

void JobRow::showDetails(const JobStatus& status) {
  showPicture(status.picture);
  curves_->setVisible(!status.curves.empty());
  if (!status.curves.empty()) curves_->setCurves(status.curves);
  showLog(status);
}

void JobRow::showPicture(const QImage& picture) {
  picture_->setVisible(!picture.isNull());
  if (picture.isNull()) return;
  const double scale = devicePixelRatioF();
  const QSize room(static_cast<int>(std::max(80, width() - 24) * scale), static_cast<int>(kPictureHeight * scale));
  QPixmap shown = QPixmap::fromImage(picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  shown.setDevicePixelRatio(scale);
  picture_->setPixmap(shown);
  picture_->setFixedHeight(static_cast<int>(shown.height() / scale));
}

/// Appends what is new.
void JobRow::showLog(const JobStatus& status) {
  log_->setVisible(!status.log.empty());
  const bool atEnd = log_->verticalScrollBar()->value() == log_->verticalScrollBar()->maximum();
  for (size_t line = std::max(shownLines_, status.linesBefore); line < status.linesBefore + status.log.size(); ++line)
    log_->appendPlainText(status.log[line - status.linesBefore]);
  shownLines_ = status.linesBefore + status.log.size();
  if (atEnd) log_->verticalScrollBar()->setValue(log_->verticalScrollBar()->maximum());
}

}  // namespace fsm::desktop
