#include "app/desktop/panels/refine_panel_offer.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QPointer>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/panels/duration_text.h"
#include "reconstruction/core/error.h"
#include "training/finetune/estimate.h"

namespace fsm::desktop {

namespace {

constexpr int kSoonMilliseconds = 200;
constexpr double kFewSteps = 100;  ///< of a fine-tuning, after which little is learned yet
constexpr double kLeastSeconds = 1, kMostSeconds = 24 * 3600, kMostSteps = 1e7;
constexpr std::array<int, 4> kHoldOuts{4, 8, 16, 0};
constexpr std::array<double, 3> kGrowths{1, 1.5, 2};

QLabel* wrapped(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  return label;
}

/// Steps may be shorter than what durations are told in.
QString stepText(double seconds) {
  constexpr double kShort = 0.1;
  if (seconds >= kShort) return durationText(seconds);
  return RefineOffer::tr("%1 ms").arg(QLocale().toString(seconds * 1000, 'g', 2));
}

bool wasMoved(const Project& project) {
  return project.editedVersion == project.shown &&
         std::ranges::any_of(project.edits, [](const auto& edit) { return edit->kind == scene::Edit::Kind::transform; });
}

QString bytesText(uint64_t bytes) {
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

}  // namespace

/// What will be taken, of either kind.
struct RefineOffer::Answer {
  RefineEstimate cost;
  QString detail;  ///< what was decided; may be empty
  QString note;    ///< what to know before; may be empty
};

RefineOffer::RefineOffer(RefineKind kind, Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      kind_(kind),
      workspace_(workspace),
      options_(new PropertyForm),
      fold_(new QToolButton),
      heldOut_(wrapped("heldOut")),
      estimate_(wrapped("estimate")),
      slow_(wrapped("slow")),
      start_(new QPushButton) {
  const bool scene = kind == RefineKind::scene;
  setObjectName(scene ? "refineOffer" : "finetuneOffer");
  choice_.kind = kind;
  auto* what = wrapped("what");
  what->setText(scene ? tr("Fits the Gaussians of the version that is shown to its frames, by gradient descent. The scene gets "
                           "sharper while you look.")
                      : tr("Trains the weights of the model on this capture, then reads it again with them. Later "
                           "reconstructions can use the tuned model too."));
  start_->setObjectName(scene ? "refineStart" : "finetuneStart");
  start_->setText(scene ? tr("Refine the scene") : tr("Fine-tune the model"));
  start_->setToolTip(what->text());
  fold_->setObjectName("fold");
  fold_->setText(tr("Options"));
  fold_->setArrowType(Qt::RightArrow);
  fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fold_->setAutoRaise(true);
  fold_->setCheckable(true);
  options_->hide();
  slow_->hide();
  scene ? fillSceneOptions() : fillModelOptions();
  // A dock may be narrower than the longest of the choices.
  for (QComboBox* box : options_->findChildren<QComboBox*>()) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(8, 8, 8, 8);
  for (QWidget* widget : {static_cast<QWidget*>(what), static_cast<QWidget*>(heldOut_), static_cast<QWidget*>(estimate_),
                          static_cast<QWidget*>(slow_)})
    all->addWidget(widget);
  all->addWidget(fold_, 0, Qt::AlignLeft);
  all->addWidget(options_);
  all->addWidget(start_);
  connect(fold_, &QToolButton::toggled, this, [this](bool open) {
    fold_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    options_->setVisible(open);
  });
  connect(start_, &QPushButton::clicked, this, [this] { emit wanted(choice()); });
  soon_.setSingleShot(true);
  soon_.setInterval(kSoonMilliseconds);
  connect(&soon_, &QTimer::timeout, this, &RefineOffer::estimate);
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & (Document::VersionsPart | Document::CapturePart | Document::EditsPart)) refresh();
  });
  refresh();
}

RefineOffer::~RefineOffer() {
  if (job_) workspace_.jobs.cancel(job_);
}

void RefineOffer::addLength(const QString& key, double& seconds, int64_t& steps) {
  const double usual = seconds;
  options_->number(
      key + "Seconds", tr("Time"), {seconds, kLeastSeconds, kMostSeconds, 10, 0, tr(" s"), usual},
      [this, &seconds, &steps, usual](double value) {
        seconds = value;
        // Who asks for another time means it: a bound that the user did not set goes.
        if (!ownLength_) displaySteps(steps = 0);
        ownLength_ = value != usual || steps != 0;
        refresh();
      },
      tr("How long it learns; reading the frames comes before it"));
  options_->number(
      key + "Steps", tr("Steps, at most"), {0, 0, kMostSteps, 100, 0, {}, 0},
      [this, &steps](double value) {
        steps = static_cast<int64_t>(value);
        ownLength_ = true;
        refresh();
      },
      tr("Ends after as many steps where the time is not over before; 0: the time alone says when") +
          (kind_ == RefineKind::scene
               ? '\n' + tr("Beyond about %1 steps a frame, what moves is learned by heart").arg(training::kDefaultStepsPerFrame)
               : QString()));
}

void RefineOffer::displaySteps(int64_t steps) {
  auto* box = options_->findChild<QDoubleSpinBox*>(kind_ == RefineKind::scene ? "refineSteps" : "finetuneSteps");
  const QSignalBlocker quiet(box);
  box->setValue(static_cast<double>(steps));
}

void RefineOffer::boundSteps(size_t frames) {
  if (kind_ != RefineKind::scene || ownLength_) return;
  training::RefineOptions unsaid;
  training::setDefaultLength(unsaid, frames);
  choice_.scene.steps = unsaid.steps;
  displaySteps(choice_.scene.steps);
}

void RefineOffer::addDevice(const QString& key) {
  options_->choice(
      key + "Device", tr("Computed on"), {tr("the graphics card, if there is one"), tr("the processor")}, 0,
      [this](int index) {
        setDevice(choice_, index == 1 ? "cpu" : "auto");
        refresh();
      },
      tr("The processor is slow, and has the memory of the computer"));
}

void RefineOffer::fillSceneOptions() {
  addLength("refine", choice_.scene.seconds, choice_.scene.steps);
  options_->choice(
      "refineHoldOut", tr("Held out"), {tr("one frame in 4"), tr("one frame in 8"), tr("one frame in 16"), tr("none")}, 1,
      [this](int index) {
        choice_.holdOutEvery = kHoldOuts.at(static_cast<size_t>(index));
        refresh();
      },
      tr("Frames that are never learned from: they tell whether the scene gets better, or only learns its frames by heart"));
  options_->choice(
      "refineGrowth", tr("Gaussians"), {tr("as many as now"), tr("up to half as many more"), tr("up to twice as many")}, 0,
      [this](int index) {
        growth_ = kGrowths.at(static_cast<size_t>(index));
        refresh();
      },
      tr("More of them show finer things, and take more memory and time"));
  options_->choice(
      "refineColours", tr("Colours"),
      {tr("the same from all sides"), tr("turn a little with the view"), tr("turn with the view"), tr("turn much with the view")},
      0, [this](int index) { choice_.scene.shDegree = index; },
      tr("Shiny things look different from each side; where a camera passed only once, this makes colours worse"));
  addDevice("refine");
}

void RefineOffer::fillModelOptions() {
  training::FinetuneOptions& options = choice_.model.options;
  addLength("finetune", options.seconds, options.steps);
  options_->choice(
      "finetuneMode", tr("What learns"), {tr("as the memory allows"), tr("all weights"), tr("additions of low rank")}, 0,
      [this, &options](int index) {
        constexpr std::array kModes{training::FinetuneMode::automatic, training::FinetuneMode::full,
                                    training::FinetuneMode::lowRank};
        options.mode = kModes.at(static_cast<size_t>(index));
        refresh();
      },
      tr("All weights learn more, additions of low rank take a fifth of the memory"));
  options_->number(
      "finetuneSide", tr("Frames shrunk to"), {0, 0, 4096, 32, 0, tr(" px"), 0},
      [this, &options](double value) {
        options.longSide = static_cast<int>(value);
        refresh();
      },
      tr("Long side of the frames while learning: smaller ones are quicker, but teach less about pictures of full size; 0: as "
         "the model read them"));
  addDevice("finetune");
}

RefineChoice RefineOffer::choice() const {
  RefineChoice choice = choice_;
  const Version* version = workspace_.document.project().shownVersion();
  if (!version || !version->gaussians) return choice;
  const double count = static_cast<double>(version->gaussians->gaussians.count());
  if (growth_ > 1) choice.scene.budget = static_cast<int64_t>(count * growth_);
  choice.model.budget = std::max<int64_t>(1, static_cast<int64_t>(count));
  return choice;
}

void RefineOffer::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void RefineOffer::displayNothing() {
  heldOut_->setText(
      kind_ == RefineKind::scene
          ? tr("There is nothing to refine yet: this needs Gaussians and the footage that they were made from. Import "
               "a video and reconstruct it first.")
          : tr("There is nothing to learn from yet: this needs a scene that was reconstructed from footage."));
  estimate_->hide();
  slow_->hide();
  start_->setEnabled(false);
}

void RefineOffer::refresh() {
  const Version* version = workspace_.document.project().shownVersion();
  if (!version || !version->scene || (kind_ == RefineKind::scene && !version->gaussians)) {
    soon_.stop();
    return displayNothing();
  }
  try {
    const std::vector<FrameId> held = heldOutFrames(*version->scene, choice_);
    const size_t inputs = version->scene->plan.inputs.size();
    boundSteps(version->scene->plan.targets.empty() ? inputs - held.size() : inputs);
    heldOut_->setText(held.empty()
                          ? tr("All %1 frames are learned from: nothing tells whether other views get better.").arg(inputs)
                          : heldOutText(*version->scene, held));
    if (kind_ == RefineKind::scene && wasMoved(workspace_.document.project()))
      heldOut_->setText(heldOut_->text() + ' ' + tr("The refined version does not take over how the scene was moved."));
    start_->setEnabled(true);
    estimate_->show();
    if (isVisible()) soon_.start();
  } catch (const Error& error) {
    heldOut_->setText(engineText(error.what()));
    estimate_->hide();
    start_->setEnabled(false);
  }
}

void RefineOffer::estimate() {
  const Version* version = workspace_.document.project().shownVersion();
  if (!version || !version->scene || (kind_ == RefineKind::scene && !version->gaussians)) return;
  if (job_) workspace_.jobs.cancel(std::exchange(job_, 0));
  const auto answer = std::make_shared<Answer>();
  const int64_t gaussians = version->gaussians ? version->gaussians->gaussians.count() : 0;
  Job job;
  job.title = tr("Estimate what it takes");
  job.lane = Lane::light;
  job.quiet = true;
  job.retryable = false;
  job.work = [answer, scene = version->scene, gaussians, choice = choice()](Progress& progress, JobFeedback&) {
    const bool ofScene = choice.kind == RefineKind::scene;
    const std::string precision = ofScene ? "float32" : choice.model.model.precision;
    const training::FinetuneMachine machine = training::measureMachine(deviceOf(choice), precision);
    progress.check();
    answer->cost = estimateRefinement(*scene, gaussians, choice, machine);
    if (ofScene) return;
    const training::FinetuneEstimate cost = jobs::estimateFinetune(*scene, choice.model);
    answer->cost.memoryBytes = cost.memoryBytes;
    answer->cost.secondsPerStep = cost.secondsPerStep;
    answer->cost.fits = cost.fits;
    answer->detail =
        (cost.mode == training::FinetuneMode::full ? tr("All weights learn; a step reads %1 frames and is asked for %2.")
                                                   : tr("Additions of low rank learn; a step reads %1 frames and is "
                                                        "asked for %2."))
            .arg(cost.inputs)
            .arg(cost.targets);
    if (!cost.fits) answer->note = engineText(cost.note);
  };
  const QPointer<RefineOffer> self(this);
  const auto asked = std::make_shared<int>(0);
  const auto mine = [self, asked] { return self && *asked == self->job_; };
  job.done = [mine, self, answer] {
    if (!mine()) return;
    self->job_ = 0;
    self->display(*answer);
  };
  job.failed = [mine, self](const Error& error) {
    if (!mine()) return;
    self->job_ = 0;
    self->estimate_->setText(engineText(error.what()));
  };
  *asked = job_ = workspace_.jobs.start(std::move(job));
}

void RefineOffer::display(const Answer& answer) {
  const RefineEstimate& cost = answer.cost;
  const bool scene = kind_ == RefineKind::scene;
  const double seconds = scene ? choice_.scene.seconds : choice_.model.options.seconds;
  const int64_t bound = scene ? choice_.scene.steps : choice_.model.options.steps;
  const double inTime = seconds / std::max(1e-9, cost.secondsPerStep);
  const double steps = std::max(1.0, bound > 0 ? std::min(inTime, static_cast<double>(bound)) : inTime);
  QStringList lines{tr("Learns for %1 (%2 steps) and takes %3 of memory; %4 are free.")
                        .arg(bound > 0 && inTime > static_cast<double>(bound) ? estimateText(steps * cost.secondsPerStep)
                                                                              : durationText(seconds),
                             QLocale().toString(static_cast<qint64>(steps)), bytesText(cost.memoryBytes),
                             bytesText(cost.freeBytes))};
  if (!answer.detail.isEmpty()) lines << answer.detail;
  estimate_->setText(lines.join(' '));
  estimate_->setToolTip(tr("The number of steps is an estimate, of this machine"));
  QString warning = answer.note;
  if (!cost.fits && warning.isEmpty()) warning = tr("That is more than this machine has free. Ask for fewer Gaussians.");
  if (cost.fits && !cost.cuda)
    warning = tr("On the processor this is slow: about %1 a step. A graphics card is many times as quick.")
                  .arg(stepText(cost.secondsPerStep));
  if (!scene && cost.fits && steps < kFewSteps)
    warning += ' ' + tr("Fine-tuning wants %1 steps or more, here %2: give it the time (Options).")
                         .arg(QLocale().toString(kFewSteps, 'f', 0))
                         .arg(estimateText(kFewSteps * cost.secondsPerStep));
  slow_->setText(warning);
  slow_->setVisible(!warning.isEmpty());
}

}  // namespace fsm::desktop
