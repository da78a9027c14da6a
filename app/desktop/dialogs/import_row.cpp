#include "app/desktop/dialogs/import_row.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/fields/decimal_field.h"

namespace fsm::desktop {

namespace {

constexpr int kNameWidth = 150, kClockWidth = 170;

QString clockText(const sync::CameraOffset& offset) {
  using Source = sync::CameraOffset::Source;
  switch (offset.source) {
    case Source::reference: return ImportRow::tr("the others follow it");
    case Source::given: return ImportRow::tr("by hand");
    case Source::sound: return ImportRow::tr("from sound, %1 % sure").arg(qRound(100 * offset.confidence));
    case Source::none: break;
  }
  return offset.reason.empty() ? ImportRow::tr("by hand, or from sound") : ImportRow::tr("not found: set it by hand");
}

}  // namespace

ImportRow::ImportRow(Thumbnails& thumbnails, int camera, const CaptureCamera& filmed, const Shown& shown, QWidget* parent)
    : QWidget(parent),
      input_(new QCheckBox),
      size_(new QLabel),
      clock_(new QLabel),
      problem_(new QLabel),
      offset_(new DecimalField),
      sound_(new QToolButton),
      strip_(new ImportStrip(thumbnails, camera, filmed.intrinsics.size)) {
  setObjectName(QStringLiteral("importRow%1").arg(camera));
  input_->setObjectName(QStringLiteral("importInput%1").arg(camera));
  input_->setText(fontMetrics().elidedText(shown.name, Qt::ElideMiddle, kNameWidth - 30));
  input_->setToolTip(
      tr("%1: the model reads frames of this camera. Without it the camera is kept to compare with.").arg(shown.name));
  input_->setChecked(true);
  input_->setEnabled(shown.several);
  const ImageSize size = filmed.intrinsics.size;
  const int frames = filmed.frameCount();
  size_->setText(frames == 1 ? tr("%1 x %2, a picture").arg(size.width).arg(size.height)
                             : tr("%1 x %2, %3 frames").arg(size.width).arg(size.height).arg(frames));
  size_->setForegroundRole(QPalette::PlaceholderText);
  problem_->setObjectName(QStringLiteral("importProblem%1").arg(camera));
  problem_->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem_->hide();
  auto* names = new QVBoxLayout;
  names->addWidget(input_);
  names->addWidget(size_);
  names->addStretch();
  auto* all = new QGridLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addLayout(names, 0, 0);
  all->addWidget(strip_, 0, 1);
  all->addWidget(clockColumn(camera, shown.sound), 0, 2);
  all->addWidget(problem_, 1, 1);
  all->setColumnMinimumWidth(0, kNameWidth);
  all->setColumnStretch(1, 1);
  offset_->parentWidget()->setVisible(shown.ownClock);
  connect(input_, &QCheckBox::toggled, this, [this](bool on) {
    strip_->setDimmed(!on);
    emit inputChanged(on);
  });
  connect(offset_, &QDoubleSpinBox::valueChanged, this, &ImportRow::offsetChanged);
  connect(sound_, &QToolButton::clicked, this, &ImportRow::soundWanted);
}

QWidget* ImportRow::clockColumn(int camera, bool sound) {
  offset_->setObjectName(QStringLiteral("importOffset%1").arg(camera));
  offset_->setRange(-86400, 86400);
  offset_->setDecimals(3);
  offset_->setSingleStep(0.01);
  offset_->setSuffix(tr(" s"));
  offset_->setKeyboardTracking(false);
  offset_->setToolTip(tr("Seconds that are added to the times of this camera, so that all cameras show the same moment"));
  sound_->setObjectName(QStringLiteral("importSound%1").arg(camera));
  sound_->setText(tr("Sound"));
  sound_->setToolTip(tr("Find it from the sound that the cameras recorded"));
  sound_->setVisible(sound);
  clock_->setObjectName(QStringLiteral("importClock%1").arg(camera));
  clock_->setForegroundRole(QPalette::PlaceholderText);
  clock_->setWordWrap(true);
  auto* row = new QHBoxLayout;
  row->addWidget(offset_, 1);
  row->addWidget(sound_);
  auto* out = new QWidget;
  out->setFixedWidth(kClockWidth);
  auto* column = new QVBoxLayout(out);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row);
  column->addWidget(clock_);
  column->addStretch();
  return out;
}

void ImportRow::setInput(bool input) {
  const QSignalBlocker quiet(input_);
  input_->setChecked(input);
  strip_->setDimmed(!input);
}

void ImportRow::setOffset(const sync::CameraOffset& offset) {
  const QSignalBlocker quiet(offset_);
  offset_->setValue(offset.offset);
  clock_->setText(clockText(offset));
  clock_->setToolTip(engineText(offset.reason));
}

void ImportRow::setProblem(const QString& sentence) {
  problem_->setText(sentence);
  problem_->setVisible(!sentence.isEmpty());
}

QString ImportRow::problem() const { return problem_->text(); }

}  // namespace fsm::desktop
