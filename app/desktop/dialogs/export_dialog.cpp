#include "app/desktop/dialogs/export_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/desktop/dialogs/export_form.h"
#include "app/desktop/dialogs/export_frame_view.h"
#include "app/desktop/document/engine_text.h"
#include "app/desktop/operations/export_jobs.h"
#include "app/desktop/panels/duration_text.h"
#include "app/jobs/export_estimate.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr auto kFolderSetting = "export/folder";
constexpr int kBurstMilliseconds = 150;

QString textOf(const fs::path& path) { return QString::fromStdString(path.string()); }

QLabel* label(const char* name) {
  auto* out = new QLabel;
  out->setObjectName(name);
  out->setWordWrap(true);
  out->setTextFormat(Qt::PlainText);
  return out;
}

QString folderFor(const Document& document) {
  QString last = QSettings().value(kFolderSetting).toString();
  if (!last.isEmpty() && QFileInfo(last).isDir()) return last;
  if (!document.file().empty()) return textOf(document.file().parent_path());
  return QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
}

}  // namespace

ExportDialog::ExportDialog(Workspace& workspace, QWidget* parent)
    : QDialog(parent), workspace_(workspace), form_(new ExportForm) {
  setObjectName("exportDialog");
  setWindowTitle(tr("Export clip"));
  auto* scroll = new QScrollArea;
  scroll->setWidget(form_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumWidth(form_->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
  auto* upper = new QHBoxLayout;
  upper->addWidget(makePreview(), 1);
  upper->addWidget(scroll);
  auto* all = new QVBoxLayout(this);
  all->addLayout(upper, 1);
  all->addWidget(makeFooter());
  resize(1120, 700);

  form_->setSettings(loadExportSettings());
  later_.setSingleShot(true);
  later_.setInterval(kBurstMilliseconds);
  connect(&later_, &QTimer::timeout, this, &ExportDialog::refresh);
  connect(form_, &ExportForm::changed, this, &ExportDialog::onSettings);
  connect(view_, &ExportFrameView::resized, &later_, qOverload<>(&QTimer::start));
  connect(&previewer_, &ExportPreviewer::planned, this, &ExportDialog::onPlanned);
  connect(&previewer_, &ExportPreviewer::made, this, &ExportDialog::onMade);
  connect(&previewer_, &ExportPreviewer::failed, this, &ExportDialog::onFailed);
  watchProject();
  suggestName();
}

ExportDialog::~ExportDialog() = default;

QPushButton* ExportDialog::button(const char* name, const QString& text, const QString& tip) {
  auto* out = new QPushButton(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  out->setAutoDefault(false);  // Enter finishes a number, not the dialog
  return out;
}

QWidget* ExportDialog::makePreview() {
  view_ = new ExportFrameView;
  view_->setObjectName("exportFrame");
  slider_ = new QSlider(Qt::Horizontal);
  slider_->setObjectName("exportSlider");
  slider_->setToolTip(tr("Which frame of the clip is seen"));
  connect(slider_, &QSlider::valueChanged, this, [this](int frame) {
    if (!plan_) return;
    at_ = frame / plan_->fps;
    showMoment();
    ask();
  });
  moment_ = label("exportMoment");
  note_ = label("exportNote");
  note_->setEnabled(false);
  inFull_ = button("exportInFull", tr("Draw it in full"), tr("This frame exactly as it will be written, however long it takes"));
  inFull_->hide();
  connect(inFull_, &QPushButton::clicked, this, [this] { ask(true); });
  auto* below = new QHBoxLayout;
  below->addWidget(note_, 1);
  below->addWidget(inFull_);
  below->addWidget(moment_);
  moment_->setWordWrap(false);
  auto* all = new QWidget;
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(view_, 1);
  layout->addWidget(slider_);
  layout->addLayout(below);
  return all;
}

QWidget* ExportDialog::makeFooter() {
  file_ = new QLineEdit;
  file_->setObjectName("exportFile");
  file_->setToolTip(tr("Where it is written"));
  connect(file_, &QLineEdit::textEdited, this, [this] {
    suggested_ = false;
    agreed_.clear();
    showProblem({});
  });
  connect(file_, &QLineEdit::editingFinished, this, [this] { file_->setText(textOf(target())); });
  QPushButton* choose = button("exportBrowse", tr("&Browse…"), tr("Chooses the folder and the name"));
  connect(choose, &QPushButton::clicked, this, &ExportDialog::browse);
  auto* name = new QLabel(tr("&Write to"));
  name->setBuddy(file_);
  estimate_ = label("exportEstimate");
  problem_ = label("exportProblem");
  problem_->hide();
  queued_ = label("exportQueued");
  queue_ = button("exportQueue", tr("&Add to queue"), tr("Exports it after what is exported already; the dialog stays open"));
  start_ = button("exportStart", tr("&Export"), tr("Exports it and closes the dialog; the jobs panel shows how far it is"));
  QPushButton* close = button("exportClose", tr("Close"), tr("What is in the queue goes on"));
  connect(queue_, &QPushButton::clicked, this, [this] { start(false); });
  connect(start_, &QPushButton::clicked, this, [this] { start(true); });
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  auto* where = new QHBoxLayout;
  where->addWidget(name);
  where->addWidget(file_, 1);
  where->addWidget(choose);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(estimate_, 1);
  buttons->addWidget(queued_);
  buttons->addWidget(queue_);
  buttons->addWidget(start_);
  buttons->addWidget(close);
  queued_->setWordWrap(false);
  auto* all = new QWidget;
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(0, 4, 0, 0);
  layout->addLayout(where);
  layout->addWidget(problem_);
  layout->addLayout(buttons);
  return all;
}

void ExportDialog::watchProject() {
  connect(&workspace_.document, &Document::changed, &later_, qOverload<>(&QTimer::start));
  connect(&workspace_.document, &Document::replaced, this, [this] {
    suggested_ = true;
    suggestName();
  });
  // The free camera counts where there are no camera keys, the playhead for a still.
  connect(&workspace_.view, &ViewState::viewChanged, this, [this] {
    const Camera &now = workspace_.view.camera(), &before = source_.freeCamera;
    const bool moved = now.world_from_camera != before.world_from_camera || now.intrinsics != before.intrinsics;
    const bool still = form_->settings().range == ExportSettings::Range::frame;
    if (still || (moved && source_.animation.camera.empty())) later_.start();
  });
  connect(&workspace_.jobs, &JobQueue::ended, this, [this](int id) {
    pending_.erase(id);
    showQueue();
  });
}

void ExportDialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  const animation::Animation& animation = workspace_.document.project().animation;
  at_ =
      std::max(0.0, workspace_.view.clipTime() - (form_->settings().range == ExportSettings::Range::inOut ? animation.in : 0.0));
  takeProject();
  suggestName();
  showProblem({});
  later_.start();  // once the window has its size
}

void ExportDialog::hideEvent(QHideEvent* event) {
  QDialog::hideEvent(event);
  later_.stop();
  previewer_.release();
  picture_.reset();
  view_->setPicture({}, {});
}

void ExportDialog::refresh() {
  if (!isVisible()) return;
  takeProject();
  ask();
}

void ExportDialog::takeProject() {
  source_ = exportSource(workspace_);
  form_->setAnimationFps(source_.animation.fps);
  form_->setChoices(source_.choices());
  queue_->setEnabled(source_.choices().any());
  start_->setEnabled(source_.choices().any());
}

void ExportDialog::ask(bool evenIfSlow) {
  if (!isVisible()) return;
  if (!source_.choices().any()) {
    previewer_.release();
    view_->setPicture({}, {});
    view_->setMessage(tr("There is nothing to export yet. Import a video or open a project first."));
    estimate_->clear();
    note_->clear();
    return;
  }
  if (view_->picture().isNull()) view_->setMessage(tr("Drawing…"));
  previewer_.ask({source_, form_->settings(), at_, view_->room(), evenIfSlow, target()});
}

void ExportDialog::onPlanned(const PreviewPlan& plan) {
  plan_ = plan;
  form_->setPlan(plan);
  const QSignalBlocker quiet(slider_);
  slider_->setRange(0, plan.frames - 1);
  slider_->setPageStep(std::max(1, plan.frames / 10));
  slider_->setValue(static_cast<int>(std::lround(at_ * plan.fps)));
  slider_->setEnabled(plan.frames > 1);
  at_ = slider_->value() / plan.fps;
  showMoment();
}

void ExportDialog::onMade(const PreviewPicture& picture) {
  picture_ = picture;
  frameMs_ = picture.frameMs;
  view_->setMessage({});
  view_->setPicture(picture.picture, picture.shown);
  inFull_->setVisible(!picture.full && !picture.later);
  const QString time = durationText(picture.frameMs / 1000);
  if (picture.full)
    note_->setText(tr("As it will be written; drawn in %1.").arg(time));
  else if (picture.later)
    note_->setText(tr("Draft; the frame in full follows."));
  else
    note_->setText(tr("Draft: in full it takes %1.").arg(estimateText(picture.frameMs / 1000)));
  showEstimate();
}

void ExportDialog::onFailed(const Error& error) {
  inFull_->hide();
  note_->clear();
  view_->setPicture({}, {});
  view_->setMessage(engineText(error.what()));
}

void ExportDialog::onSettings() {
  suggestName();
  showProblem({});
  ask();
}

void ExportDialog::showMoment() {
  if (!plan_) return;
  moment_->setText(tr("Frame %1 of %2, %3 s").arg(slider_->value() + 1).arg(plan_->frames).arg(QLocale().toString(at_, 'f', 2)));
}

void ExportDialog::showEstimate() {
  if (!plan_ || frameMs_ <= 0) return;
  const ExportSettings& settings = form_->settings();
  jobs::ClipFormat format;
  try {
    const bool transparent = settings.ground == ExportSettings::Ground::transparent;
    format = jobs::clipFormatOf(target(), clipFormat(settings),
                                transparent ? jobs::Background::Kind::transparent : jobs::Background::Kind::colour);
  } catch (const Error& error) {
    showProblem(engineText(error.what()));
    return;
  }
  const jobs::ExportEstimate estimate =
      jobs::estimateExport(format, {plan_->size, plan_->frames, plan_->fps, form_->sounds()}, frameMs_);
  QString text = tr("%1 frames, %2 long. Takes %3 and gives about %4.")
                     .arg(QLocale().toString(plan_->frames), durationText(plan_->frames / plan_->fps),
                          estimateText(estimate.seconds), QLocale().formattedDataSize(static_cast<qint64>(estimate.bytes), 0));
  if (plan_->frames == 1)
    text = tr("One frame. Takes %1 and gives about %2.")
               .arg(estimateText(estimate.seconds), QLocale().formattedDataSize(static_cast<qint64>(estimate.bytes), 1));
  if (plan_->freeBytes >= 0 && estimate.bytes > plan_->freeBytes)
    text += '\n' + tr("Only %1 are free there: choose another folder or a smaller format.")
                       .arg(QLocale().formattedDataSize(static_cast<qint64>(plan_->freeBytes), 1));
  estimate_->setText(text);
}

void ExportDialog::showQueue() {
  queued_->setText(pending_.empty() ? QString() : tr("In the queue: %1").arg(static_cast<int>(pending_.size())));
}

void ExportDialog::showProblem(const QString& text) {
  problem_->setText(text);
  problem_->setVisible(!text.isEmpty());
}

fs::path ExportDialog::target() const {
  const QString typed = file_->text().trimmed();
  if (typed.isEmpty()) return {};
  const fs::path path = typed.toStdString();
  return exportTarget(path.is_absolute() ? path : folderFor(workspace_.document).toStdString() / path, form_->settings());
}

void ExportDialog::suggestName() {
  if (!suggested_) {
    file_->setText(textOf(target()));
    return;
  }
  const fs::path folder = folderFor(workspace_.document).toStdString();
  const QString title = workspace_.document.file().empty() ? tr("Clip") : workspace_.document.title();
  nextName(exportTarget(folder / title.toStdString(), form_->settings()));
}

void ExportDialog::nextName(const fs::path& before) {
  std::vector<fs::path> taken;
  taken.reserve(pending_.size());
  for (const auto& [id, path] : pending_) taken.push_back(path);
  file_->setText(textOf(freeTarget(before, taken)));
}

void ExportDialog::browse() {
  auto* dialog = new QFileDialog(this, tr("Export to"));
  dialog->setObjectName("exportFileDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  const fs::path now = target();
  dialog->setDirectory(textOf(now.parent_path()));
  dialog->selectFile(textOf(now.filename()));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    suggested_ = false;
    file_->setText(file);
    file_->setText(textOf(target()));
    if (file_->text() == file) agreed_ = file.toStdString();  // it asked already
    showProblem({});
    ask();
  });
  dialog->open();
}

void ExportDialog::start(bool thenClose) {
  const fs::path file = target();
  if (file.empty()) return showProblem(tr("Give the file a name."));
  for (const auto& [id, path] : pending_)
    if (path == file) return showProblem(tr("An export in the queue writes this file already. Choose another name."));
  try {
    checkExport(file, form_->settings());
  } catch (const Error& error) {
    return showProblem(engineText(error.what()));
  }
  std::error_code failed;
  if (!fs::is_regular_file(file, failed) || agreed_ == file) return begin(file, thenClose);
  questions_.ask({"replaceExport",
                  tr("Export clip"),
                  tr("Replace %1?").arg(textOf(file.filename())),
                  tr("There is a file of this name already. It stays until the export is complete."),
                  {tr("Replace"), tr("Cancel")},
                  1,
                  1},
                 [this, file, thenClose](int answer) {
                   if (answer == 0) begin(file, thenClose);
                 });
}

void ExportDialog::begin(const fs::path& file, bool thenClose) {
  ExportSettings settings = form_->settings();
  saveExportSettings(settings);
  QSettings().setValue(kFolderSetting, textOf(file.parent_path()));
  if (plan_) settings.sound = form_->sounds() ? jobs::SoundChoice::on : jobs::SoundChoice::off;
  pending_[startExport(workspace_, exportSource(workspace_), settings, file)] = file;
  agreed_.clear();
  nextName(file);
  showProblem({});
  showQueue();
  if (thenClose) close();
}

}  // namespace fsm::desktop
