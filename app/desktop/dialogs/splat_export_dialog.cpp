#include "app/desktop/dialogs/splat_export_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/operations/export_jobs.h"
#include "app/jobs/output_path.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/pending_folder.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr auto kFolderSetting = "export/splatFolder";

QString textOf(const fs::path& path) { return QString::fromStdString(path.string()); }

QString folderFor(const Document& document) {
  QString last = QSettings().value(kFolderSetting).toString();
  if (!last.isEmpty() && QFileInfo(last).isDir()) return last;
  if (!document.file().empty()) return textOf(document.file().parent_path());
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

}  // namespace

SplatExportDialog::SplatExportDialog(Workspace& workspace, QWidget* parent) : QDialog(parent), workspace_(workspace) {
  setObjectName("splatExportDialog");
  setWindowTitle(tr("Export splats"));
  auto* all = new QVBoxLayout(this);
  all->addWidget(makeForm());
  all->addStretch();
  all->addWidget(makeButtons());
  takeProject();
  resize(560, sizeHint().height());
  connect(&workspace_.document, &Document::changed, this, &SplatExportDialog::fill);
  connect(&workspace_.document, &Document::replaced, this, &SplatExportDialog::takeProject);
}

QDoubleSpinBox* SplatExportDialog::seconds(const char* name, double value) {
  auto* box = new DecimalField;
  box->setObjectName(name);
  box->setDecimals(3);
  box->setSuffix(tr(" s"));
  box->setSingleStep(0.1);
  box->setRange(-1e6, 1e6);
  box->setValue(value);
  return box;
}

QWidget* SplatExportDialog::makeForm() {
  what_ = new QComboBox;
  what_->setObjectName("splatWhat");
  what_->addItems({tr("All of space and time"), tr("One moment"), tr("A flip-book of moments")});
  format_ = new QComboBox;
  format_->setObjectName("splatFormat");
  format_->addItems({tr("PLY"), tr("SPZ")});
  moment_ = seconds("splatMoment", 0);
  first_ = seconds("splatFirst", 0);
  last_ = seconds("splatLast", 1);
  fps_ = new DecimalField;
  fps_->setObjectName("splatFps");
  fps_->setRange(0.01, 1000);
  fps_->setSuffix(tr(" a second"));
  fps_->setValue(30);
  note_ = new QLabel;
  note_->setObjectName("splatNote");
  note_->setWordWrap(true);
  note_->setEnabled(false);
  note_->setMinimumHeight(2 * fontMetrics().lineSpacing());
  note_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  for (QComboBox* box : {what_, format_}) connect(box, &QComboBox::currentIndexChanged, this, &SplatExportDialog::fill);
  for (QDoubleSpinBox* box : {first_, last_, fps_}) connect(box, &QDoubleSpinBox::valueChanged, this, &SplatExportDialog::fill);
  what_->setToolTip(tr("Chronoscope's 4D Gaussians, or what is seen of them at a moment"));
  format_->setToolTip(tr("PLY is read by nearly every program; SPZ files are much smaller"));
  moment_->setToolTip(tr("Scene time"));
  first_->setToolTip(tr("Scene time of the first file"));
  last_->setToolTip(tr("Scene time of the last file"));
  fps_->setToolTip(tr("Files for each second of scene time"));
  auto* form = new QWidget;
  auto* layout = new QFormLayout(form);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addRow(tr("&What"), what_);
  layout->addRow(tr("F&ormat"), format_);
  layout->addRow(tr("&Moment"), moment_);
  layout->addRow(tr("&From"), first_);
  layout->addRow(tr("&To"), last_);
  layout->addRow(tr("Mome&nts"), fps_);
  layout->addRow(note_);
  return form;
}

QWidget* SplatExportDialog::makeButtons() {
  file_ = new QLineEdit;
  file_->setObjectName("splatFile");
  auto* choose = new QPushButton(tr("&Browse…"));
  choose->setObjectName("splatBrowse");
  choose->setAutoDefault(false);
  connect(choose, &QPushButton::clicked, this, &SplatExportDialog::browse);
  problem_ = new QLabel;
  problem_->setObjectName("splatProblem");
  problem_->setWordWrap(true);
  problem_->hide();
  export_ = new QPushButton(tr("&Export"));
  export_->setObjectName("splatStart");
  export_->setAutoDefault(false);
  connect(export_, &QPushButton::clicked, this, &SplatExportDialog::start);
  auto* close = new QPushButton(tr("Close"));
  close->setAutoDefault(false);
  connect(close, &QPushButton::clicked, this, &QDialog::close);
  auto* name = new QLabel(tr("&Write to"));
  name->setBuddy(file_);
  auto* where = new QHBoxLayout;
  where->addWidget(name);
  where->addWidget(file_, 1);
  where->addWidget(choose);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(export_);
  buttons->addWidget(close);
  auto* all = new QWidget;
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(where);
  layout->addWidget(problem_);
  layout->addLayout(buttons);
  return all;
}

SplatExportDialog::What SplatExportDialog::what() const { return static_cast<What>(what_->currentIndex()); }

void SplatExportDialog::takeProject() {
  const ViewState& view = workspace_.view;
  moment_->setValue(view.sceneTime());
  first_->setValue(view.span().first);
  last_->setValue(view.span().last);
  fps_->setValue(workspace_.document.project().animation.fps);
  const QString title = workspace_.document.file().empty() ? tr("Scene") : workspace_.document.title();
  file_->setText(folderFor(workspace_.document) + '/' + title);
  fill();
}

/// What can be chosen, what it gives, and the name's ending.
void SplatExportDialog::fill() {
  const Version* version = workspace_.document.project().shownVersion();
  const bool there = version && version->gaussians;
  const bool timeless = there && version->gaussians->gaussians.isStatic();
  const bool spz = timeless || what() != What::all;
  QStandardItem* item = qobject_cast<QStandardItemModel*>(format_->model())->item(1);
  item->setEnabled(spz);
  item->setToolTip(spz ? QString() : tr("SPZ files hold one moment"));
  if (!spz && format_->currentIndex() == 1) return format_->setCurrentIndex(0);
  moment_->setEnabled(what() == What::moment);
  for (QDoubleSpinBox* box : {first_, last_, fps_}) box->setEnabled(what() == What::flipBook);
  export_->setEnabled(there);
  const double steps = (last_->value() - first_->value()) * fps_->value();
  if (!there)
    note_->setText(tr("There are no splats to export yet. Reconstruct a scene, or show a version that has Gaussians."));
  else if (what() == What::all)
    note_->setText(timeless ? tr("Every splat, as any program reads it.")
                            : tr("Everything, for Chronoscope: other programs do not know time in PLY files."));
  else if (what() == What::moment)
    note_->setText(tr("What is seen then, as any program reads it."));
  else
    note_->setText(steps < 0 ? tr("The last moment lies before the first.")
                             : tr("The folder %1 with %2 files, one a moment.")
                                   .arg(textOf(output().file.stem()))
                                   .arg(static_cast<qint64>(std::floor(steps + 1e-6)) + 1));
  file_->setText(textOf(output().file));
  problem_->hide();
}

jobs::SplatOutput SplatExportDialog::output() const {
  jobs::SplatOutput out;
  fs::path file = file_->text().trimmed().toStdString();
  if (!file.empty() && !file.is_absolute()) file = fs::path(folderFor(workspace_.document).toStdString()) / file;
  const std::string ending = file.extension().string();
  if (ending == ".ply" || ending == ".spz") file.replace_extension();
  if (!file.empty()) file += format_->currentIndex() == 0 ? ".ply" : ".spz";
  out.file = std::move(file);
  if (what() == What::moment) out.time = moment_->value();
  if (what() == What::flipBook) out.frames = jobs::FrameRange{first_->value(), last_->value(), fps_->value()};
  return out;
}

void SplatExportDialog::browse() {
  auto* dialog = new QFileDialog(this, tr("Export splats to"));
  dialog->setObjectName("splatFileDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setOption(QFileDialog::DontConfirmOverwrite);  // asked when it is exported, whoever gave the name
  const fs::path now = output().file;
  dialog->setDirectory(textOf(now.parent_path()));
  dialog->selectFile(textOf(now.filename()));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    file_->setText(file);
    fill();
  });
  dialog->open();
}

void SplatExportDialog::start() {
  const jobs::SplatOutput wanted = output();
  try {
    if (wanted.file.empty()) throw Error(ErrorCode::badInput, tr("Give the file a name.").toStdString());
    if (wanted.frames)
      checkNewFolder(fs::path(wanted.file).replace_extension());
    else
      jobs::checkOutputFile(wanted.file);
  } catch (const Error& error) {
    problem_->setText(engineText(error.what()));
    problem_->show();
    return;
  }
  std::error_code failed;
  if (wanted.frames || !fs::exists(wanted.file, failed)) return begin(wanted);
  questions_.ask({"replaceSplats",
                  tr("Export splats"),
                  tr("Replace %1?").arg(textOf(wanted.file.filename())),
                  tr("There is a file of this name already. It stays until the export is complete."),
                  {tr("Replace"), tr("Cancel")},
                  1,
                  1},
                 [this, wanted](int answer) {
                   if (answer == 0) begin(wanted);
                 });
}

void SplatExportDialog::begin(const jobs::SplatOutput& wanted) {
  QSettings().setValue(kFolderSetting, textOf(wanted.file.parent_path()));
  startSplatExport(workspace_, exportSource(workspace_), wanted);
  close();
}

}  // namespace fsm::desktop
