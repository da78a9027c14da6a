#include "app/desktop/dialogs/import_panel.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "app/desktop/dialogs/import_form.h"
#include "app/desktop/dialogs/import_row.h"
#include "app/desktop/dialogs/import_texts.h"
#include "app/desktop/document/engine_text.h"

namespace fsm::desktop {

namespace {

constexpr int kShownRows = 2, kRowHeight = 92;

QPushButton* button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QPushButton(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  return out;
}

QLabel* label(const char* name, bool wraps = true) {
  auto* out = new QLabel;
  out->setObjectName(name);
  out->setWordWrap(wraps);
  return out;
}

QStringList localFiles(const QMimeData& data) {
  QStringList files;
  for (const QUrl& url : data.urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  return files;
}

}  // namespace

ImportPanel::ImportPanel(Workspace& workspace, std::filesystem::path dataFolder, NewProject newProject, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      dataFolder_(std::move(dataFolder)),
      newProject_(std::move(newProject)),
      thumbnails_(workspace.jobs),
      pages_(new QStackedLayout),
      estimate_(label("importEstimate")),
      problem_(label("importProblem")),
      stage_(label("importStage", false)),
      progress_(new QProgressBar),
      reconstruct_(button("importReconstruct", tr("Reconstruct"), tr("Begins: the project gets the footage and its scene"))),
      cancel_(button("importCancel", tr("Cancel"), tr("Stops, and leaves everything as it was"))),
      add_(button("importAdd", tr("Add a camera…"), tr("Another video of the same event, filmed at the same time"))) {
  setObjectName("importPanel");
  setAcceptDrops(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  pages_->addWidget(emptyPage());
  pages_->addWidget(footagePage());
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(8, 6, 8, 6);
  all->addWidget(problem_);
  all->addLayout(pages_, 1);
  connect(&thumbnails_, &Thumbnails::failed, this, [this](int camera, const QString& sentence) {
    if (camera < static_cast<int>(rows_.size())) rows_[static_cast<size_t>(camera)]->setProblem(sentence);
  });
  connect(&workspace_.jobs, &JobQueue::updated, this, &ImportPanel::onJobUpdated);
  connect(&workspace_.jobs, &JobQueue::ended, this, &ImportPanel::onJobEnded);
  setState(State::empty);
}

QWidget* ImportPanel::emptyPage() {
  auto* page = new QWidget;
  auto* text = label("importEmpty");
  text->setText(
      tr("Drop a video here: of a phone that was moved around something, several of one event, or a capture that knows its "
         "cameras."));
  text->setAlignment(Qt::AlignCenter);
  auto* files = button("importChooseFiles", tr("Choose videos…"), tr("One video, or several of one event"));
  auto* folder = button("importChooseFolder", tr("Choose a folder…"), tr("Pictures, videos, or a capture with cameras"));
  connect(files, &QPushButton::clicked, this, &ImportPanel::chooseFiles);
  connect(folder, &QPushButton::clicked, this, &ImportPanel::chooseFolder);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(files);
  buttons->addWidget(folder);
  buttons->addStretch();
  auto* all = new QVBoxLayout(page);
  all->addStretch();
  all->addWidget(text);
  all->addLayout(buttons);
  all->addStretch();
  return page;
}

QWidget* ImportPanel::footagePage() {
  auto* page = new QWidget;
  auto* list = new QWidget;
  rowList_ = new QVBoxLayout(list);
  rowList_->setContentsMargins(0, 0, 0, 0);
  rowList_->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setObjectName("importRows");
  scroll->setWidget(list);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumHeight(kRowHeight);
  form_ = new ImportForm;
  progress_->setObjectName("importProgress");
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  for (QPushButton* one : {add_, cancel_, reconstruct_}) one->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  reconstruct_->setDefault(true);
  auto* foot = new QHBoxLayout;
  foot->addWidget(add_);
  foot->addWidget(estimate_, 1);
  foot->addWidget(stage_);
  foot->addWidget(progress_, 1);
  foot->addWidget(cancel_);
  foot->addWidget(reconstruct_);
  auto* all = new QVBoxLayout(page);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll, 1);
  all->addWidget(form_);
  all->addLayout(foot);
  connect(form_, &ImportForm::changed, this, [this] {
    form_->read(choices_);
    follow();
  });
  connect(reconstruct_, &QPushButton::clicked, this, &ImportPanel::start);
  connect(cancel_, &QPushButton::clicked, this, &ImportPanel::onCancel);
  connect(add_, &QPushButton::clicked, this, &ImportPanel::chooseFiles);
  return page;
}

void ImportPanel::chooseFiles() {
  auto* dialog = new QFileDialog(this, tr("Choose footage"));
  dialog->setObjectName("importFiles");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters({tr("Videos, images, captures (*.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.jpg *.jpeg *.png *.json)"),
                          tr("All files (*)")});
  connect(dialog, &QFileDialog::filesSelected, this, &ImportPanel::addSources);
  dialog->open();
}

void ImportPanel::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Choose a folder of footage"));
  dialog->setObjectName("importFolder");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::filesSelected, this, &ImportPanel::addSources);
  dialog->open();
}

void ImportPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (state_ != State::running && !localFiles(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ImportPanel::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  addSources(localFiles(*event->mimeData()));
}

void ImportPanel::setState(State state) {
  state_ = state;
  const bool running = state == State::running, posed = state == State::posed;
  pages_->setCurrentIndex(state == State::empty ? 0 : 1);
  form_->setVisible(state == State::ready || posed);
  form_->setWorldOnly(posed);
  for (ImportRow* row : rows_) row->setEnabled(state == State::ready);
  add_->setVisible(state == State::ready && footage_ && footage_->posesName.empty());
  estimate_->setVisible(!running);
  stage_->setVisible(running);
  progress_->setVisible(running);
  reconstruct_->setEnabled(state == State::ready || posed);
  reconstruct_->setVisible(!running);
  // Folded while it runs, so that the viewport can be seen.
  setMaximumHeight(running ? sizeHint().height() : QWIDGETSIZE_MAX);
}

// --- what is shown

void ImportPanel::setSources(const QStringList& sources) {
  if (!running()) sources_.clear();
  addSources(sources);
}

void ImportPanel::addSources(const QStringList& sources) {
  if (running()) {
    workspace_.messages.warning(
        tr("Footage is being imported. Wait until its picture is there, or cancel it in the import panel."));
    return;
  }
  for (const QString& source : sources)
    if (!sources_.contains(source)) sources_ << source;
  if (!sources_.isEmpty()) look();
}

void ImportPanel::look() {
  const int looked = ++looked_;
  thumbnails_.setCapture(nullptr);
  footage_.reset();
  makeRows();
  showProblem({});
  estimate_->setText(tr("Looking at the footage…"));
  setState(State::looking);
  const QPointer<ImportPanel> self(this);
  lookAtFootage(
      workspace_, sources_,
      [=](const Footage& footage) {
        if (self && self->looked_ == looked) self->display(footage);
      },
      [=](const Error& error) {
        if (!self || self->looked_ != looked) return;
        self->sources_.clear();
        self->setState(State::empty);
        self->showProblem(engineText(error.what()), true);
      });
}

void ImportPanel::display(const Footage& footage) {
  footage_ = footage;
  choices_ = defaultChoices(footage);
  capture_ = onOneClock(footage, choices_);
  form_->display(footage, capture_.timeRange(), choices_);
  measure();
  thumbnails_.setCapture(footage.capture);
  makeRows();
  setState(State::ready);
  follow();
  if (hasOwnClocks(footage) && footage.sound) listen();
}

void ImportPanel::makeRows() {
  for (ImportRow* row : std::exchange(rows_, {})) delete row;
  if (!footage_) return;
  const size_t count = footage_->capture->cameras.size();
  for (size_t c = 0; c < count; ++c) {
    const CaptureCamera& camera = footage_->capture->cameras[c];
    const QString name = QString::fromStdString(count > 1 ? camera.name : footage_->capture->name);
    auto* row =
        new ImportRow(thumbnails_, static_cast<int>(c), camera, {name, count > 1, hasOwnClocks(*footage_), footage_->sound});
    rowList_->insertWidget(static_cast<int>(c), row);
    rows_.push_back(row);
    connect(&row->strip(), &ImportStrip::rangeDragged, this, [this](Seconds from, Seconds to) {
      form_->setRange(from, to);
      form_->read(choices_);
      follow();
    });
    connect(row, &ImportRow::inputChanged, this, [this, c](bool on) {
      choices_.inputs[c] = on;
      follow();
    });
    connect(row, &ImportRow::offsetChanged, this, [this, c](Seconds offset) {
      choices_.offsets[c].source = sync::CameraOffset::Source::given;
      choices_.offsets[c].offset = offset;
      follow();
    });
    connect(row, &ImportRow::soundWanted, this, [this, c] {
      choices_.offsets[c].source = sync::CameraOffset::Source::none;
      listen();
    });
  }
  const int shown = static_cast<int>(std::min<size_t>(count, kShownRows));
  findChild<QScrollArea*>("importRows")->setMinimumHeight(kRowHeight * std::max(1, shown));
}

void ImportPanel::listen() {
  const int looked = looked_;
  const QPointer<ImportPanel> self(this);
  findOffsets(workspace_, *footage_, {}, [=](const std::vector<sync::CameraOffset>& found) {
    if (!self || self->looked_ != looked || self->state_ != State::ready) return;
    for (size_t c = 0; c < found.size(); ++c)
      if (self->choices_.offsets[c].source != sync::CameraOffset::Source::given) self->choices_.offsets[c] = found[c];
    self->follow();
  });
}

/// Everything that hangs on the choices. The whole clip stays the whole clip when a clock is moved.
void ImportPanel::follow() {
  if (!footage_) return;
  const auto before = capture_.timeRange();
  const bool whole = choices_.from <= before.first + 1e-3 && choices_.to >= before.second - 1e-3;
  capture_ = onOneClock(*footage_, choices_);
  const auto span = capture_.timeRange();
  if (span != before) {
    if (whole) std::tie(choices_.from, choices_.to) = span;
    form_->display(*footage_, span, choices_);
  }
  const bool posed = !footage_->posesName.empty();
  for (size_t c = 0; c < rows_.size(); ++c) {
    ImportRow& row = *rows_[c];
    row.strip().setTimes(span, capture_.cameras[c].times);
    row.strip().setRange(choices_.from, choices_.to);
    row.strip().setKept(keptTimes(capture_, c, choices_, posed));
    row.setInput(choices_.inputs[c]);
    if (!choices_.offsets.empty()) row.setOffset(choices_.offsets[c]);
  }
  measure();
  showEstimate();
}

void ImportPanel::showProblem(const QString& sentence, bool error) {
  // A style sheet: a palette of its own would be lost when the theme changes.
  problem_->setStyleSheet(QStringLiteral("QLabel { background: %1; color: white; padding: 5px; }")
                              .arg(error ? QStringLiteral("#8c2f24") : QStringLiteral("#6b521d")));
  problem_->setText(sentence);
  problem_->setVisible(!sentence.isEmpty());
}

void ImportPanel::showFrameStates(const poses::PoseEstimate& estimate) {
  for (size_t c = 0; c < rows_.size() && c < estimate.frames.size(); ++c)
    rows_[c]->strip().setStates(estimate.frames[c].times, estimate.frames[c].states);
  if (estimate.staticCamera) showProblem(staticCameraText());
}

// --- what it takes

void ImportPanel::measure() {
  const std::string device = choices_.device;
  if (machines_.contains(device) || measuring_ == device) return;
  measuring_ = device;
  const QPointer<ImportPanel> self(this);
  const auto machine = std::make_shared<jobs::ImportMachine>();
  const auto devices = std::make_shared<std::vector<DeviceInfo>>();
  Job job;
  job.title = tr("Measure this machine");
  job.lane = Lane::light;
  job.quiet = true;
  job.work = [=](Progress&, JobFeedback&) {
    *devices = listDevices();
    jobs::ModelRequest request;
    request.device = device;
    *machine = jobs::measureImportMachine(request);
  };
  job.done = [=] {
    if (!self) return;
    self->measuring_.clear();
    self->machines_[device] = *machine;
    self->form_->setDevices(*devices);
    self->showEstimate();
  };
  job.failed = [=](const Error& error) {
    if (!self) return;
    self->measuring_.clear();  // tried again with the next change
    self->estimate_->setText(engineText(error.what()));
  };
  workspace_.jobs.start(std::move(job));
}

void ImportPanel::showEstimate() {
  if (!footage_ || state_ == State::running) return;
  const auto machine = machines_.find(choices_.device);
  if (machine == machines_.end()) return estimate_->setText(tr("Measuring this machine…"));
  const jobs::ImportWork work = workOf(*footage_, capture_, choices_, machine->second.model.patch);
  reconstruct_->setEnabled((state_ == State::ready || state_ == State::posed) && work.inputs > 0);
  estimate_->setText(work.inputs > 0
                         ? estimateText(work, jobs::estimateImport(work, machine->second), machine->second, isBroughtIn())
                         : nothingLeftText());
}

}  // namespace fsm::desktop
