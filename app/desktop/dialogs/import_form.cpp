#include "app/desktop/dialogs/import_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "app/desktop/fields/decimal_field.h"

namespace fsm::desktop {

namespace {

using Keep = ImportChoices::Keep;
using Poses = ImportChoices::Poses;

constexpr int kColumnWidth = 250, kNoteLines = 3;

template <class Spin, class Number>
Spin* spin(const char* name, Number least, Number most, Number step, const QString& unit, const QString& tip) {
  auto* out = new Spin;
  out->setObjectName(name);
  out->setRange(least, most);
  out->setSingleStep(step);
  out->setSuffix(unit);
  out->setToolTip(tip);
  out->setKeyboardTracking(false);
  return out;
}

QComboBox* combo(const char* name, const QString& tip) {
  auto* out = new QComboBox;
  out->setObjectName(name);
  out->setToolTip(tip);
  out->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return out;
}

QCheckBox* check(const char* name, const QString& text, const QString& tip) {
  auto* out = new QCheckBox(text);
  out->setObjectName(name);
  out->setToolTip(tip);
  return out;
}

/// A column of rows under a heading.
QWidget* column(const QString& title, QFormLayout*& form) {
  auto* out = new QWidget;
  out->setMinimumWidth(kColumnWidth);
  auto* all = new QVBoxLayout(out);
  all->setContentsMargins(0, 0, 0, 0);
  auto* heading = new QLabel(title);
  QFont bold = heading->font();
  bold.setBold(true);
  heading->setFont(bold);
  all->addWidget(heading);
  form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  form->setVerticalSpacing(4);
  all->addLayout(form);
  all->addStretch();
  return out;
}

void choose(QComboBox* box, const QVariant& data) { box->setCurrentIndex(std::max(0, box->findData(data))); }

}  // namespace

ImportForm::ImportForm(QWidget* parent)
    : QWidget(parent),
      from_(spin<DecimalField>("importFrom", 0.0, 1e6, 0.1, tr(" s"), tr("Where the part of the clip begins that is used"))),
      to_(spin<DecimalField>("importTo", 0.0, 1e6, 0.1, tr(" s"), tr("Where the part of the clip ends that is used"))),
      rate_(spin<DecimalField>("importRate", 0.1, 1000.0, 1.0, tr(" frames/s"), tr("Frames that are kept of each second"))),
      scale_(spin<DecimalField>("importScale", 0.001, 1000.0, 0.1, tr(" x"),
                                tr("Makes the scene larger or smaller than it was guessed: a person films from a few metres"))),
      count_(
          spin<QSpinBox>("importCount", 1, 100000, 1, tr(" frames"), tr("Frames that are kept of each camera, spread evenly"))),
      reads_(spin<QSpinBox>("importReads", 1, 4096, 4, tr(" frames"),
                            tr("Frames that the model reads. More show more sides and moments, and take longer."))),
      budget_(spin<QSpinBox>("importBudget", 1000, 20'000'000, 50'000, {},
                             tr("Gaussians that are kept: those that the frames show most"))),
      poseFrames_(spin<QSpinBox>("importPoseFrames", 2, 2000, 10, tr(" frames"),
                                 tr("Frames from which the cameras are estimated. Time grows with them."))),
      keep_(combo("importKeep", tr("Which frames of the clip are kept"))),
      poses_(combo("importPoses", tr("Where the camera stood and looked in each frame"))),
      up_(combo("importUp", tr("Which direction of the scene is up"))),
      size_(combo("importSize", tr("Size at which the model reads the frames: larger shows finer detail"))),
      device_(combo("importDevice", tr("What computes"))),
      sharpest_(check("importSharpest", tr("The sharpest of neighbours"), tr("Leaves out frames that are blurred by motion"))),
      lookFirst_(check("importLookFirst", tr("Show the cameras first"),
                       tr("Stops when the cameras are known: set what is up and how large the scene is, then go on"))),
      gaussians_(check("importGaussians", tr("Make Gaussians"),
                       tr("Without them views are made by the network alone: slower to look at, quicker to get"))),
      poseNote_(new QLabel),
      moreButton_(new QToolButton) {
  setObjectName("importForm");
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(24);
  for (QWidget* part : {clip_ = clipColumn(), cameras_ = cameraColumn(), quality_ = qualityColumn(), more_ = moreColumn()})
    all->addWidget(part, 1);
  more_->hide();
  for (QDoubleSpinBox* box : {from_, to_, rate_, scale_}) connect(box, &QDoubleSpinBox::valueChanged, this, &ImportForm::changed);
  for (QSpinBox* box : {count_, reads_, budget_, poseFrames_}) connect(box, &QSpinBox::valueChanged, this, &ImportForm::changed);
  for (QComboBox* box : {keep_, poses_, up_, size_, device_})
    connect(box, &QComboBox::currentIndexChanged, this, &ImportForm::changed);
  for (QCheckBox* box : {sharpest_, lookFirst_, gaussians_}) connect(box, &QCheckBox::toggled, this, &ImportForm::changed);
  connect(this, &ImportForm::changed, this, &ImportForm::showWhatMatters);
  connect(moreButton_, &QToolButton::toggled, this, [this](bool on) {
    more_->setVisible(on);
    moreButton_->setArrowType(on ? Qt::LeftArrow : Qt::RightArrow);
  });
}

QWidget* ImportForm::clipColumn() {
  QWidget* out = column(tr("Clip"), clipForm_);
  for (QDoubleSpinBox* box : {from_, to_}) box->setDecimals(3);
  rate_->setDecimals(1);
  auto* range = new QHBoxLayout;
  range->setSpacing(6);
  range->addWidget(from_, 1);
  range->addWidget(new QLabel(tr("to")));
  range->addWidget(to_, 1);
  clipForm_->addRow(tr("From"), range);
  keep_->addItem(tr("Automatic"), static_cast<int>(Keep::automatic));
  keep_->addItem(tr("A number of frames"), static_cast<int>(Keep::count));
  keep_->addItem(tr("Frames a second"), static_cast<int>(Keep::rate));
  clipForm_->addRow(tr("Keep"), keep_);
  clipForm_->addRow(QString(), count_);
  clipForm_->addRow(QString(), rate_);
  clipForm_->addRow(QString(), sharpest_);
  return out;
}

QWidget* ImportForm::cameraColumn() {
  QWidget* out = column(tr("Cameras"), cameraForm_);
  cameraForm_->addRow(tr("Poses"), poses_);
  poseNote_->setObjectName("importPoseNote");
  poseNote_->setWordWrap(true);
  poseNote_->setForegroundRole(QPalette::PlaceholderText);
  poseNote_->setMinimumHeight(kNoteLines * fontMetrics().lineSpacing());
  poseNote_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  cameraForm_->addRow(poseNote_);
  cameraForm_->addRow(lookFirst_);
  return out;
}

QWidget* ImportForm::qualityColumn() {
  QFormLayout* form = nullptr;
  QWidget* out = column(tr("Scene"), form);
  const QStringList names{tr("Draft"), tr("Quick"), tr("Standard"), tr("Fine"), tr("Very fine")};
  for (qsizetype i = 0; i < names.size(); ++i)
    size_->addItem(tr("%1 (%2 pixels)").arg(names[i]).arg(jobs::kReadSizes[i]), jobs::kReadSizes[i]);
  form->addRow(tr("Quality"), size_);
  form->addRow(tr("Read"), reads_);
  moreButton_->setObjectName("importMore");
  moreButton_->setText(tr("More"));
  moreButton_->setToolTip(tr("Gaussians, device, what is up, scale"));
  moreButton_->setCheckable(true);
  moreButton_->setAutoRaise(true);
  moreButton_->setArrowType(Qt::RightArrow);
  moreButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  form->addRow(QString(), moreButton_);
  return out;
}

QWidget* ImportForm::moreColumn() {
  QFormLayout* form = nullptr;
  QWidget* out = column(tr("More"), form);
  out->setObjectName("importMoreColumn");
  budget_->setGroupSeparatorShown(true);
  scale_->setDecimals(3);
  device_->addItem(tr("Automatic"), "auto");
  for (const DeviceInfo& info : listDevices())
    device_->addItem(QString::fromStdString(info.name), QString::fromStdString(info.id));
  const QStringList ups{
      tr("As found"),    tr("First camera was upright"), tr("To the right (+X)"), tr("To the left (-X)"), tr("Ahead (+Z)"),
      tr("Behind (-Z)"), tr("Upside down (+Y)")};
  for (qsizetype i = 0; i < ups.size(); ++i) up_->addItem(ups[i], static_cast<int>(i));
  form->addRow(gaussians_);
  form->addRow(tr("At most"), budget_);
  form->addRow(tr("Device"), device_);
  form->addRow(tr("Poses of"), poseFrames_);
  form->addRow(tr("Up"), up_);
  form->addRow(tr("Scale"), scale_);
  return out;
}

void ImportForm::listPoses(const Footage& footage, Poses chosen) {
  poses_->clear();
  if (!footage.posesName.empty())
    poses_->addItem(tr("Found: %1").arg(QString::fromStdString(footage.posesName)), static_cast<int>(Poses::found));
  poses_->addItem(tr("Estimate"), static_cast<int>(Poses::estimate));
  if (footage.capture->cameras.size() == 1) poses_->addItem(tr("Static camera"), static_cast<int>(Poses::still));
  choose(poses_, static_cast<int>(chosen));
}

void ImportForm::display(const Footage& footage, std::pair<Seconds, Seconds> span, const ImportChoices& choices) {
  {
    const QSignalBlocker quiet(this);
    for (QDoubleSpinBox* box : {from_, to_}) box->setRange(span.first, span.second);
    setRange(choices.from, choices.to);
    choose(keep_, static_cast<int>(choices.keep));
    count_->setValue(choices.count);
    rate_->setValue(choices.rate);
    sharpest_->setChecked(choices.sharpest);
    listPoses(footage, choices.poses);
    poseFrames_->setValue(choices.poseFrames);
    choose(size_, choices.longSide);
    reads_->setValue(choices.reads);
    gaussians_->setChecked(choices.gaussians);
    budget_->setValue(static_cast<int>(choices.budget));
    choose(device_, QString::fromStdString(choices.device));
    up_->setCurrentIndex(static_cast<int>(choices.up));
    scale_->setValue(choices.scale);
    lookFirst_->setChecked(choices.lookFirst);
  }
  showWhatMatters();
}

void ImportForm::read(ImportChoices& choices) const {
  choices.from = from_->value();
  choices.to = to_->value();
  choices.keep = static_cast<Keep>(keep_->currentData().toInt());
  choices.count = count_->value();
  choices.rate = rate_->value();
  choices.sharpest = sharpest_->isChecked();
  choices.poses = static_cast<Poses>(poses_->currentData().toInt());
  choices.poseFrames = poseFrames_->value();
  choices.longSide = size_->currentData().toInt();
  choices.reads = reads_->value();
  choices.gaussians = gaussians_->isChecked();
  choices.budget = budget_->value();
  choices.device = device_->currentData().toString().toStdString();
  choices.up = static_cast<ImportChoices::Up>(up_->currentIndex());
  choices.scale = scale_->value();
  choices.lookFirst = lookFirst_->isChecked();
}

void ImportForm::setRange(Seconds from, Seconds to) {
  const QSignalBlocker one(from_), other(to_);
  from_->setValue(from);
  to_->setValue(to);
}

void ImportForm::setDevices(const std::vector<DeviceInfo>& devices) {
  const QSignalBlocker quiet(device_);
  while (device_->count() > 1) device_->removeItem(1);
  for (const DeviceInfo& info : devices) device_->addItem(QString::fromStdString(info.name), QString::fromStdString(info.id));
}

void ImportForm::setWorldOnly(bool only) {
  worldOnly_ = only;
  for (QWidget* part : {clip_, cameras_}) part->setEnabled(!only);
  if (only) moreButton_->setChecked(true);
  showWhatMatters();
}

void ImportForm::showWhatMatters() {
  const auto keep = static_cast<Keep>(keep_->currentData().toInt());
  clipForm_->setRowVisible(count_, keep == Keep::count);
  clipForm_->setRowVisible(rate_, keep == Keep::rate);
  clipForm_->setRowVisible(sharpest_, keep != Keep::automatic);
  budget_->setEnabled(gaussians_->isChecked());
  poseFrames_->setEnabled(!worldOnly_ && static_cast<Poses>(poses_->currentData().toInt()) == Poses::estimate);
  poseNote_->setText(poseNote());
}

QString ImportForm::poseNote() const {
  switch (static_cast<Poses>(poses_->currentData().toInt())) {
    case Poses::found: return tr("The source knows its cameras. They are used as they are.");
    case Poses::still:
      return tr(
          "One camera that stood still shows one side only: time can be played and frozen, but from other places the "
          "picture is soon invented. Stay near the camera.");
    case Poses::estimate: break;
  }
  return tr(
      "Found from how the picture moves. It works when the camera moved around something, and most of the scene stood "
      "still.");
}

}  // namespace fsm::desktop
