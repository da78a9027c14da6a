#include "app/desktop/panels/refine_panel_run.h"

#include <QGridLayout>
#include <QVBoxLayout>
#include <cmath>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/panels/duration_text.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr int kBarSteps = 1000;
using State = RefineSession::State;

QString heldOutOf(const RefineSession& session) {
  if (!session.scene()) return {};
  try {
    const std::vector<FrameId> held = heldOutFrames(*session.scene(), session.choice());
    if (held.empty()) return RefineRunPage::tr("No frame is held out.");
    return heldOutText(*session.scene(), held);
  } catch (const Error& error) {
    return engineText(error.what());
  }
}

}  // namespace

RefineRunPage::RefineRunPage(RefineSession& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      title_(new QLabel),
      stage_(new QLabel),
      heldOut_(new QLabel),
      hint_(new QLabel),
      bar_(new QProgressBar),
      curves_(new CurveView),
      pause_(new QPushButton),
      stop_(new QPushButton(tr("Stop and keep"))),
      cancel_(new QPushButton) {
  setObjectName("refineRun");
  title_->setObjectName("title");
  stage_->setObjectName("stage");
  heldOut_->setObjectName("heldOut");
  hint_->setObjectName("hint");
  curves_->setObjectName("refineCurves");
  curves_->setXName(tr("seconds"));
  curves_->setToolTip(
      tr("While the scene is refined the curve of what is held out is of one of those frames, the one whose picture "
         "the job shows; the figures at the end are of all"));
  pause_->setObjectName("refinePause");
  stop_->setObjectName("refineStop");
  stop_->setToolTip(tr("Ends here: what it has reached is the new version"));
  cancel_->setObjectName("refineCancel");
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  for (QLabel* label : {title_, stage_, heldOut_, hint_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  bar_->setRange(0, kBarSteps);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(6);
  auto* buttons = new QGridLayout;
  buttons->addWidget(pause_, 0, 0);
  buttons->addWidget(stop_, 0, 1);
  buttons->addWidget(cancel_, 1, 0, 1, 2);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(8, 8, 8, 8);
  for (QWidget* widget :
       {static_cast<QWidget*>(title_), static_cast<QWidget*>(bar_), static_cast<QWidget*>(stage_), static_cast<QWidget*>(hint_)})
    all->addWidget(widget);
  all->addLayout(buttons);
  all->addWidget(curves_);
  all->addWidget(heldOut_);
  all->addStretch();
  connect(pause_, &QPushButton::clicked, this,
          [this] { session_.state() == State::paused ? session_.resume() : session_.pause(); });
  connect(stop_, &QPushButton::clicked, &session_, &RefineSession::stopAndKeep);
  connect(cancel_, &QPushButton::clicked, &session_, &RefineSession::cancel);
  connect(&session_, &RefineSession::changed, this, &RefineRunPage::showState);
  connect(&session_, &RefineSession::progressed, this, &RefineRunPage::showProgress);
  showState();
}

void RefineRunPage::showState() {
  const State state = session_.state();
  const bool paused = state == State::paused, running = state == State::running;
  const bool scene = session_.choice().kind == RefineKind::scene;
  title_->setText(paused ? (scene ? tr("Refining the scene: paused") : tr("Fine-tuning the model: paused"))
                         : (scene ? tr("Refining the scene") : tr("Fine-tuning the model")));
  pause_->setText(paused ? tr("Go on") : state == State::pausing ? tr("Pausing…") : tr("Pause"));
  pause_->setToolTip(paused ? tr("Goes on from where it was paused")
                            : tr("Frees the machine; what was reached is a version meanwhile, and it can go on from there"));
  pause_->setEnabled(paused || running);
  stop_->setEnabled((paused && !session_.interrupted()) || running || state == State::pausing);
  cancel_->setText(paused ? tr("Discard") : tr("Cancel"));
  cancel_->setToolTip(paused ? tr("Takes away what it has reached; can be undone")
                             : tr("Stops; the project stays as it was before it began or went on"));
  cancel_->setEnabled(paused || running);
  heldOut_->setText(heldOutOf(session_));
  const std::string kept = session_.after();
  hint_->setVisible(paused);
  hint_->setText(
      session_.interrupted() ? tr("This run was interrupted. What it had learned is kept: it can go on from there, and "
                                  "be stopped at once to get a version of it.")
      : kept.empty()         ? tr("Paused. Nothing is better than the start yet; what was learned is remembered, and it can go "
                                          "on after the project was closed as well.")
                             : tr("Paused. What it has reached is the version %1, a part of the project; it can go on after the "
                                          "project was closed as well.")
                           .arg(QString::fromStdString(kept)));
  showProgress();
}

void RefineRunPage::showProgress() {
  curves_->setCurves(session_.curves());
  const std::optional<JobStatus> job = session_.job();
  if (!job) {
    const RefineOutcome* outcome = session_.outcome();
    stage_->setText(outcome ? tr("%1 steps in %2").arg(outcome->steps).arg(durationText(outcome->seconds)) : QString());
    return;
  }
  bar_->setValue(static_cast<int>(std::lround(job->progress.fraction * kBarSteps)));
  QString stage = job->state == JobState::queued ? tr("Waits for the jobs before it")
                  : session_.state() == State::pausing
                      ? tr("Pausing: the step that runs is finished, and what was reached is scored")
                  : session_.state() == State::stopping ? tr("Stopping: the step that runs is finished")
                  : job->progress.stage.empty()         ? tr("Starting…")
                                                        : engineText(job->progress.stage);
  if (job->progress.etaSeconds && session_.state() == State::running)
    stage += tr(" · %1 left").arg(estimateText(*job->progress.etaSeconds));
  stage_->setText(stage);
}

}  // namespace fsm::desktop
