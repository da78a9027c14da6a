#include "app/desktop/panels/refine_panel_result.h"

#include <QLocale>
#include <QVBoxLayout>

#include "app/desktop/panels/duration_text.h"

namespace fsm::desktop {

namespace {

QString decibels(double value) { return QLocale().toString(value, 'f', 2); }

QString gainText(const QString& what, const RefineGain& gain) {
  return RefineResultPage::tr("%1 (%2 frames): %3 → %4 dB")
      .arg(what)
      .arg(gain.frames)
      .arg(decibels(gain.before), decibels(gain.after));
}

QString titleOf(const RefineOutcome& outcome, const QString& version) {
  if (!outcome.scene) return RefineResultPage::tr("Nothing became better: the project is as it was");
  return outcome.finished ? RefineResultPage::tr("Done: %1").arg(version)
                          : RefineResultPage::tr("Stopped and kept: %1").arg(version);
}

QString figuresOf(const RefineOutcome& outcome) {
  QStringList lines;
  if (outcome.heldOut) lines << gainText(RefineResultPage::tr("Held out"), *outcome.heldOut);
  if (outcome.fitted) lines << gainText(RefineResultPage::tr("Learned from"), *outcome.fitted);
  lines << RefineResultPage::tr("%1 steps in %2").arg(outcome.steps).arg(durationText(outcome.seconds));
  if (outcome.endedEarly) lines << RefineResultPage::tr("It ended early: nothing became better any more.");
  if (!outcome.scene)
    lines << RefineResultPage::tr(
        "What it learned scored no better on the frames that are held out. Give it more time, or refine the "
        "scene instead.");
  if (outcome.scene && outcome.heldOut && outcome.heldOut->after < outcome.heldOut->before)
    lines << RefineResultPage::tr(
        "The frames that were held out got worse: it learned the others by heart. Revert, or refine for "
        "less time.");
  return lines.join('\n');
}

}  // namespace

RefineResultPage::RefineResultPage(RefineSession& session, Workspace& workspace, ViewportPanel& viewport, QWidget* parent)
    : QWidget(parent),
      session_(session),
      title_(new QLabel),
      figures_(new QLabel),
      model_(new QLabel),
      curves_(new CurveView),
      compare_(new CompareBar(workspace, viewport)) {
  setObjectName("refineResult");
  title_->setObjectName("title");
  figures_->setObjectName("figures");
  model_->setObjectName("tunedModel");
  curves_->setObjectName("refineCurves");
  curves_->setXName(tr("seconds"));
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  for (QLabel* label : {title_, figures_, model_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(8, 8, 8, 8);
  for (QWidget* widget : {static_cast<QWidget*>(title_), static_cast<QWidget*>(figures_), static_cast<QWidget*>(model_),
                          static_cast<QWidget*>(compare_), static_cast<QWidget*>(curves_)})
    all->addWidget(widget);
  all->addStretch();
  connect(&session_, &RefineSession::changed, this, &RefineResultPage::showOutcome);
  connect(compare_, &CompareBar::kept, &session_, &RefineSession::keep);
  connect(compare_, &CompareBar::reverted, &session_, &RefineSession::revert);
}

void RefineResultPage::showOutcome() {
  const bool judging = session_.state() == RefineSession::State::ended;
  if (judging != judging_ && !judging) compare_->end();
  const bool begins = judging && !judging_;
  judging_ = judging;
  if (!begins) return;
  const RefineOutcome& outcome = *session_.outcome();
  const QString after = QString::fromStdString(session_.after());
  title_->setText(titleOf(outcome, after));
  figures_->setText(figuresOf(outcome));
  model_->setVisible(!outcome.modelFolder.empty());
  model_->setText(tr("The model %1 lies in %2. Reconstructions can use it: below.")
                      .arg(QString::fromStdString(outcome.model), QString::fromStdString(outcome.modelFolder.string())));
  curves_->setCurves(session_.curves());
  compare_->begin(QString::fromStdString(session_.before()), after);
}

}  // namespace fsm::desktop
