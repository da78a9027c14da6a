#include "app/desktop/dialogs/export_form.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/panels/name_label.h"
#include "app/jobs/clip_size.h"
#include "reconstruction/media/gif_writer.h"

namespace fsm::desktop {

namespace {

using Range = ExportSettings::Range;
using Ground = ExportSettings::Ground;

/// Best first; "High" is the default.
constexpr std::array<int, 4> kQualities{12, jobs::kClipQuality, 22, 28};
constexpr int kLargest = jobs::kLargestClipSide, kSmallest = 16;

int nearestQuality(int quality) {
  const auto nearer = [&](int a, int b) { return std::abs(a - quality) < std::abs(b - quality); };
  return static_cast<int>(std::min_element(kQualities.begin(), kQualities.end(), nearer) - kQualities.begin());
}

void offer(QComboBox* box, int index, bool possible, const QString& reason = {}) {
  QStandardItem* item = qobject_cast<QStandardItemModel*>(box->model())->item(index);
  item->setEnabled(possible);
  item->setToolTip(possible ? QString() : reason);
}

QString sizeName(const jobs::SizePreset& preset) {
  const QString name = QString::fromLatin1(preset.name);
  QString shown = name;
  if (name == QLatin1String("4k")) shown = ExportForm::tr("4K");
  if (name == QLatin1String("square")) shown = ExportForm::tr("Square");
  if (name == QLatin1String("vertical")) shown = ExportForm::tr("Vertical");
  if (name == QLatin1String("portrait")) shown = ExportForm::tr("Portrait");
  return ExportForm::tr("%1 – %2 × %3").arg(shown).arg(preset.size.width).arg(preset.size.height);
}

QString formatName(const QString& id) {
  if (id == QLatin1String("h264")) return ExportForm::tr("H.264 video (.mp4)");
  if (id == QLatin1String("hevc")) return ExportForm::tr("HEVC video (.mp4)");
  if (id == QLatin1String("prores")) return ExportForm::tr("ProRes 4444 video (.mov)");
  if (id == QLatin1String("vp9")) return ExportForm::tr("VP9 video (.webm)");
  if (id == QLatin1String("gif")) return ExportForm::tr("Animated GIF (.gif)");
  if (id == QLatin1String("png")) return ExportForm::tr("PNG images, 8 bits");
  if (id == QLatin1String("png16")) return ExportForm::tr("PNG images, 16 bits");
  return ExportForm::tr("EXR images, linear, with depth");
}

QWidget* beside(std::initializer_list<QWidget*> widgets) {
  auto* all = new QWidget;
  auto* layout = new QHBoxLayout(all);
  layout->setContentsMargins(0, 0, 0, 0);
  for (QWidget* widget : widgets) layout->addWidget(widget);
  return all;
}

}  // namespace

ExportForm::ExportForm(QWidget* parent) : QWidget(parent) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  makePicture();
  makeFile();
  makeQuality();
  all->addStretch();
  alignNames();
  fill();
}

QFormLayout* ExportForm::section(const QString& title) {
  auto* box = new QGroupBox(title);
  layout()->addWidget(box);
  auto* form = new QFormLayout(box);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(4);
  return form;
}

void ExportForm::row(QFormLayout* layout, const QString& name, QWidget* editor, const QString& tip,
                     std::function<void()> restore) {
  const QString hint = restore ? '\n' + tr("Double click on the name: default") : QString();
  auto* label = new NameLabel(name, std::move(restore));
  label->setToolTip(tip + hint);
  label->setBuddy(editor);
  editor->setToolTip(tip);
  layout->addRow(label, editor);
}

/// Editors of all sections begin at one line.
void ExportForm::alignNames() {
  int widest = 0;
  for (const NameLabel* name : findChildren<NameLabel*>()) widest = std::max(widest, name->sizeHint().width());
  for (NameLabel* name : findChildren<NameLabel*>()) name->setMinimumWidth(widest);
}

QComboBox* ExportForm::choice(const char* name, const QStringList& texts, std::function<void(int)> chosen) {
  auto* box = new QComboBox;
  box->setObjectName(name);
  box->addItems(texts);
  connect(box, &QComboBox::currentIndexChanged, this, [this, chosen = std::move(chosen)](int index) {
    if (!showing_ && index >= 0) chosen(index);
  });
  return box;
}

QSpinBox* ExportForm::number(const char* name, int least, int most, std::function<void(int)> changed) {
  auto* box = new QSpinBox;
  box->setObjectName(name);
  box->setRange(least, most);
  box->setKeyboardTracking(false);
  connect(box, &QSpinBox::valueChanged, this, [this, changed = std::move(changed)](int value) {
    if (!showing_) changed(value);
  });
  return box;
}

void ExportForm::makePicture() {
  QFormLayout* form = section(tr("Clip"));
  QStringList sizes;
  for (const jobs::SizePreset& preset : jobs::sizePresets()) sizes << sizeName(preset);
  sizes << tr("Custom");
  size_ = choice("exportSize", sizes, [this](int index) {
    const auto presets = jobs::sizePresets();
    if (index >= static_cast<int>(presets.size())) return width_->setFocus();
    change([&](ExportSettings& s) { s.size = presets[static_cast<size_t>(index)].size; });
  });
  width_ = number("exportWidth", kSmallest, kLargest, [this](int w) { change([&](ExportSettings& s) { s.size.width = w; }); });
  height_ = number("exportHeight", kSmallest, kLargest, [this](int h) { change([&](ExportSettings& s) { s.size.height = h; }); });
  for (QSpinBox* side : {width_, height_}) side->setSuffix(tr(" px"));
  row(form, tr("Si&ze"), size_, tr("How large the picture is"),
      [this] { change([](ExportSettings& s) { s.size = ExportSettings().size; }); });
  form->addRow(QString(), beside({width_, new QLabel(QStringLiteral("×")), height_}));
  fps_ = new DecimalField;
  fps_->setObjectName("exportFps");
  fps_->setDecimals(3);
  fps_->setKeyboardTracking(false);
  connect(fps_, &QDoubleSpinBox::valueChanged, this, [this](double fps) {
    if (!showing_) change([&](ExportSettings& s) { s.fps = fps < 1 ? 0 : fps; });
  });
  row(form, tr("&Frame rate"), fps_, tr("Pictures a second; the clip lasts as long whatever it is"),
      [this] { change([](ExportSettings& s) { s.fps = 0; }); });
  range_ = choice("exportRange", {tr("From in to out"), tr("The whole timeline"), tr("This frame")},
                  [this](int index) { change([&](ExportSettings& s) { s.range = static_cast<Range>(index); }); });
  row(form, tr("&Range"), range_, tr("Which part of the timeline is exported"),
      [this] { change([](ExportSettings& s) { s.range = Range::inOut; }); });
  renderer_ = choice("exportRenderer", {tr("Splats"), tr("Neural")},
                     [this](int index) { change([&](ExportSettings& s) { s.neural = index == 1; }); });
  row(form, tr("&Made of"), renderer_,
      tr("Splats: what the viewport draws, with edits and props. Neural: the model's own pictures, slower, without edits"));
}

void ExportForm::makeQuality() {
  QFormLayout* form = section(tr("Look"));
  shutter_ = new DecimalField;
  shutter_->setObjectName("exportShutter");
  shutter_->setRange(0, 360);
  shutter_->setDecimals(0);
  shutter_->setSingleStep(45);
  shutter_->setSuffix(tr("°"));
  shutter_->setSpecialValueText(tr("Off"));
  shutter_->setKeyboardTracking(false);
  connect(shutter_, &QDoubleSpinBox::valueChanged, this, [this](double degrees) {
    if (!showing_) change([&](ExportSettings& s) { s.shutter = degrees; });
  });
  samples_ = number("exportSamples", 2, 64, [this](int n) { change([&](ExportSettings& s) { s.samples = n; }); });
  samples_->setSuffix(tr(" moments"));
  samples_->setToolTip(tr("Pictures that one frame is made of: more are smoother and take as much longer"));
  row(form, tr("Motion &blur"), beside({shutter_, samples_}),
      tr("How long the shutter is open: 180° is half a frame and looks like film"), [this] {
        change([](ExportSettings& s) {
          s.shutter = 0;
          s.samples = ExportSettings().samples;
        });
      });
  supersample_ = choice("exportSupersample", {tr("Off"), tr("2 × 2"), tr("3 × 3"), tr("4 × 4")},
                        [this](int index) { change([&](ExportSettings& s) { s.supersample = index + 1; }); });
  row(form, tr("S&upersampling"), supersample_, tr("Draws larger pictures and shrinks them: calmer edges, as much slower"),
      [this] { change([](ExportSettings& s) { s.supersample = 1; }); });
  ground_ = choice("exportGround", {tr("As in the viewport"), tr("Colour"), tr("Transparent"), tr("Panorama")},
                   [this](int index) { change([&](ExportSettings& s) { s.ground = static_cast<Ground>(index); }); });
  colour_ = new QPushButton;
  colour_->setObjectName("exportColour");
  connect(colour_, &QPushButton::clicked, this, &ExportForm::chooseColour);
  environment_ = new QPushButton;
  environment_->setObjectName("exportEnvironment");
  connect(environment_, &QPushButton::clicked, this, &ExportForm::chooseEnvironment);
  row(form, tr("Back&ground"), ground_, tr("What stands behind the scene"),
      [this] { change([](ExportSettings& s) { s.ground = Ground::viewport; }); });
  for (QPushButton* button : {colour_, environment_}) button->setAutoDefault(false);
  form->addRow(QString(), beside({colour_, environment_}));
}

void ExportForm::makeFile() {
  QFormLayout* form = section(tr("File"));
  QStringList formats;
  for (const ExportFormat& format : exportFormats()) formats << formatName(format.id);
  format_ = choice("exportFormat", formats, [this](int index) {
    change([&](ExportSettings& s) { s.format = exportFormats()[static_cast<size_t>(index)].id; });
  });
  row(form, tr("F&ormat"), format_, tr("What kind of file is written"),
      [this] { change([](ExportSettings& s) { s.format = ExportSettings().format; }); });
  quality_ = choice("exportQuality", {tr("Very high"), tr("High"), tr("Medium"), tr("Small file")}, [this](int index) {
    change([&](ExportSettings& s) { s.quality = kQualities[static_cast<size_t>(index)]; });
  });
  row(form, tr("&Quality"), quality_, tr("How much of the pictures the coder may throw away"),
      [this] { change([](ExportSettings& s) { s.quality = jobs::kClipQuality; }); });
  sound_ = new QCheckBox(tr("The footage's own"));
  sound_->setObjectName("exportSound");
  connect(sound_, &QCheckBox::clicked, this,
          [this](bool on) { change([&](ExportSettings& s) { s.sound = on ? jobs::SoundChoice::on : jobs::SoundChoice::off; }); });
  row(form, tr("Sou&nd"), sound_, tr("Follows scene time where it runs at normal speed; elsewhere there is silence"),
      [this] { change([](ExportSettings& s) { s.sound = jobs::SoundChoice::automatic; }); });
  soundNote_ = new QLabel;
  soundNote_->setObjectName("exportSoundNote");
  soundNote_->setWordWrap(true);
  soundNote_->setEnabled(false);
  form->addRow(QString(), soundNote_);
}

void ExportForm::setSettings(const ExportSettings& settings) {
  settings_ = sensible(settings, choices_);
  fill();
}

void ExportForm::setChoices(const ExportChoices& choices) {
  choices_ = choices;
  change([](ExportSettings&) {});
}

void ExportForm::setAnimationFps(double fps) {
  animationFps_ = fps;
  fill();
}

void ExportForm::setPlan(const std::optional<PreviewPlan>& plan) {
  plan_ = plan;
  showSound();
}

bool ExportForm::sounds() const { return sound_->isEnabled() && sound_->isChecked(); }

void ExportForm::change(const std::function<void(ExportSettings&)>& edit) {
  ExportSettings wanted = settings_;
  edit(wanted);
  wanted = sensible(wanted, choices_);
  const bool other = !(wanted == settings_);
  settings_ = std::move(wanted);
  fill();
  if (other) emit changed();
}

void ExportForm::fill() {
  showing_ = true;
  showSize();
  const bool gif = settings_.format == QLatin1String("gif");
  const double shown = gif ? std::min(animationFps_, media::kFastestGif) : animationFps_;
  fps_->setRange(0, gif ? media::kFastestGif : animation::kHighestFps);
  fps_->setSpecialValueText(tr("As the timeline: %1").arg(QLocale().toString(shown, 'g', 6)));
  fps_->setValue(settings_.fps);
  range_->setCurrentIndex(static_cast<int>(settings_.range));
  shutter_->setValue(settings_.shutter);
  samples_->setValue(settings_.samples);
  samples_->setEnabled(settings_.shutter > 0);
  supersample_->setCurrentIndex(settings_.supersample - 1);
  ground_->setCurrentIndex(static_cast<int>(settings_.ground));
  renderer_->setCurrentIndex(settings_.neural ? 1 : 0);
  quality_->setCurrentIndex(nearestQuality(settings_.quality));
  for (size_t i = 0; i < exportFormats().size(); ++i)
    if (settings_.format == QLatin1String(exportFormats()[i].id)) format_->setCurrentIndex(static_cast<int>(i));
  showOffers();
  showSound();
  showing_ = false;
}

void ExportForm::showSize() {
  const auto presets = jobs::sizePresets();
  const auto found =
      std::find_if(presets.begin(), presets.end(), [&](const jobs::SizePreset& p) { return p.size == settings_.size; });
  size_->setCurrentIndex(static_cast<int>(found - presets.begin()));
  width_->setValue(settings_.size.width);
  height_->setValue(settings_.size.height);
}

void ExportForm::showOffers() {
  const ExportFormat& format = exportFormat(settings_.format);
  offer(range_, static_cast<int>(Range::frame), !format.moving, tr("One frame goes into an image: choose PNG or EXR"));
  offer(renderer_, 0, choices_.splats, tr("The version that is shown has no Gaussians"));
  offer(renderer_, 1, choices_.neural, tr("Splat files have no memory for the model"));
  const QString whole = tr("The neural renderer paints whole pictures: nothing stands behind them");
  for (const Ground ground : {Ground::viewport, Ground::colour, Ground::environment})
    offer(ground_, static_cast<int>(ground), !settings_.neural || ground == Ground::viewport, whole);
  offer(ground_, static_cast<int>(Ground::transparent), format.alpha && !settings_.neural,
        settings_.neural ? whole : tr("H.264 and HEVC have no transparency: choose ProRes, VP9, a GIF or images"));
  ground_->setEnabled(!settings_.neural);
  quality_->setEnabled(format.quality);
  colour_->setVisible(settings_.ground == Ground::colour && !settings_.neural);
  QPixmap swatch(24, 14);
  swatch.fill(QColor::fromRgb(settings_.colour | 0xff000000));
  colour_->setIcon(swatch);
  colour_->setText(QColor::fromRgb(settings_.colour).name());
  environment_->setVisible(settings_.ground == Ground::environment && !settings_.neural);
  environment_->setText(settings_.environment.isEmpty() ? tr("Choose a picture…") : QFileInfo(settings_.environment).fileName());
  environment_->setToolTip(tr("PNG or JPEG of all directions, twice as wide as high"));
}

void ExportForm::showSound() {
  const bool format = exportFormat(settings_.format).sound;
  const bool possible = format && plan_ && plan_->footageSounds && plan_->soundsSomewhere;
  const bool byItself = possible && plan_->soundsThroughout;
  const bool automatic = settings_.sound == jobs::SoundChoice::automatic;
  sound_->setEnabled(possible);
  sound_->setChecked(possible && (automatic ? byItself : settings_.sound == jobs::SoundChoice::on));
  QString note;
  if (!format)
    note = tr("Images and GIFs have none.");
  else if (plan_ && !plan_->footageSounds)
    note = plan_->footageLost ? tr("The footage is not where it was, and its sound with it.") : tr("The footage has none.");
  else if (plan_ && !plan_->soundsSomewhere)
    note = tr("Scene time nowhere runs at normal speed.");
  else if (plan_ && !plan_->soundsThroughout)
    note = tr("Scene time stands, turns or changes its speed in places: there it is silent.");
  soundNote_->setText(note);
  soundNote_->setVisible(!note.isEmpty());
}

void ExportForm::chooseColour() {
  auto* dialog = new QColorDialog(QColor::fromRgb(settings_.colour), this);
  dialog->setObjectName("exportColourDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QColorDialog::colorSelected, this,
          [this](const QColor& colour) { change([&](ExportSettings& s) { s.colour = colour.rgb() & 0xffffff; }); });
  dialog->open();
}

void ExportForm::chooseEnvironment() {
  auto* dialog = new QFileDialog(this, tr("Picture of all directions"), QFileInfo(settings_.environment).path());
  dialog->setObjectName("exportEnvironmentDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Images (*.png *.jpg *.jpeg)"));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { change([&](ExportSettings& s) { s.environment = file; }); });
  dialog->open();
}

}  // namespace fsm::desktop
