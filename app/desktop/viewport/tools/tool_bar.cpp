#include "app/desktop/viewport/tools/tool_bar.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/viewport/tools/tool_icons.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

constexpr std::initializer_list<ToolKind> kSelecting{ToolKind::box, ToolKind::lasso, ToolKind::brush, ToolKind::sphere};

}  // namespace

ViewportToolBar::ViewportToolBar(Workspace& workspace, ToolSet& tools, QWidget* parent)
    : QToolBar(parent), workspace_(workspace), tools_(tools) {
  setObjectName(QStringLiteral("viewport.tools"));
  setIconSize({18, 18});
  addTools();
  addSeparator();
  addTime();
  addBrush();
  addCrop();
  addDistance();
  addHints();
  addSelected();
  connect(&tools_, &ToolSet::chosen, this, &ViewportToolBar::follow);
  connect(&tools_.options(), &SelectionOptions::changed, this, &ViewportToolBar::showOptions);
  connect(&tools_.distance(), &PointTool::pointsChanged, this, &ViewportToolBar::showDistance);
  connect(&tools_.selector(), &Selector::busyChanged, this, &ViewportToolBar::showSelected);
  connect(&workspace_.selection, &Selection::gaussiansChanged, this, &ViewportToolBar::showSelected);
  showIcons();
  showOptions();
  showSelected();
  showDistance();
  follow();
}

void ViewportToolBar::addTools() {
  for (const ActionSpec& spec : workspace_.actions.specs()) {
    if (!spec.id.startsWith(QLatin1String("edit.tool."))) continue;
    QAction* action = workspace_.actions.action(spec.id);
    addAction(action);
    auto* shown = qobject_cast<QToolButton*>(widgetForAction(action));
    shown->setObjectName(QStringLiteral("button.") + spec.id);
    shown->setAccessibleName(action->text());
    shown->setFocusPolicy(Qt::TabFocus);
  }
}

void ViewportToolBar::showIcons() {
  int kind = 0;
  for (const ActionSpec& spec : workspace_.actions.specs())
    if (spec.id.startsWith(QLatin1String("edit.tool.")))
      workspace_.actions.action(spec.id)->setIcon(toolIcon(static_cast<ToolKind>(kind++), palette(), devicePixelRatioF()));
}

void ViewportToolBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showIcons();
  QToolBar::changeEvent(event);
}

void ViewportToolBar::only(QWidget* widget, std::initializer_list<ToolKind> kinds) {
  parts_.push_back({addWidget(widget), kinds});
}

QToolButton* ViewportToolBar::button(const char* name, const QString& text, const QString& tip, std::function<void()> pressed) {
  auto* made = new QToolButton(this);
  made->setObjectName(QString::fromLatin1(name));
  made->setText(text);
  made->setToolTip(tip);
  made->setAutoRaise(true);
  made->setFocusPolicy(Qt::TabFocus);
  connect(made, &QToolButton::clicked, this, std::move(pressed));
  return made;
}

QDoubleSpinBox* ViewportToolBar::spin(const char* name, double least, double most, int decimals, const QString& unit,
                                      const QString& tip) {
  auto* made = new DecimalField(this);
  made->setObjectName(QString::fromLatin1(name));
  made->setRange(least, most);
  made->setDecimals(decimals);
  made->setSuffix(unit);
  made->setToolTip(tip);
  made->setKeyboardTracking(false);
  made->setFocusPolicy(Qt::StrongFocus);
  return made;
}

void ViewportToolBar::addTime() {
  time_ = new QComboBox(this);
  time_->setObjectName(QStringLiteral("tools.time"));
  time_->addItems({tr("Whole life"), tr("This moment"), tr("In to out")});
  time_->setToolTip(
      tr("When a Gaussian has to be in what is drawn, and when it is deleted or hidden: now, and for ever; around "
         "the moment that is shown; in what the clip shows between in and out"));
  time_->setFocusPolicy(Qt::TabFocus);
  connect(time_, &QComboBox::activated, this, [this](int index) { tools_.options().setTime(static_cast<SelectionTime>(index)); });
  only(time_, kSelecting);
  halfWidth_ = spin("tools.halfWidth", 0.001, 1000, 3, tr(" s"), tr("On both sides of the moment"));
  halfWidth_->setPrefix(QStringLiteral("± "));
  halfWidth_->setSingleStep(0.05);
  connect(halfWidth_, &QDoubleSpinBox::valueChanged, &tools_.options(), &SelectionOptions::setHalfWidth);
  halfWidthAction_ = addWidget(halfWidth_);
  visibleOnly_ = new QToolButton(this);
  visibleOnly_->setObjectName(QStringLiteral("tools.visibleOnly"));
  visibleOnly_->setText(tr("Visible only"));
  visibleOnly_->setToolTip(tr("Leaves alone what is hidden behind something"));
  visibleOnly_->setCheckable(true);
  visibleOnly_->setAutoRaise(true);
  connect(visibleOnly_, &QToolButton::toggled, &tools_.options(), &SelectionOptions::setVisibleOnly);
  only(visibleOnly_, {ToolKind::box, ToolKind::lasso, ToolKind::brush});
}

void ViewportToolBar::addBrush() {
  brush_ = spin("tools.brush", 1, 500, 0, tr(" px"), tr("Radius of the brush; [ and ] change it, too"));
  brush_->setPrefix(tr("Radius "));
  connect(brush_, &QDoubleSpinBox::valueChanged, &tools_.options(), &SelectionOptions::setBrushRadius);
  only(brush_, {ToolKind::brush});
}

void ViewportToolBar::addCrop() {
  CropTool& crop = tools_.crop();
  only(button("tools.cropInside", tr("Keep inside"), tr("Crops away all that is outside of the box (Enter)"),
              [&crop] { crop.apply(true); }),
       {ToolKind::crop});
  only(button("tools.cropOutside", tr("Cut out"), tr("Crops away all that is in the box"), [&crop] { crop.apply(false); }),
       {ToolKind::crop});
  only(button("tools.cropReset", tr("Fit again"), tr("The box goes around the selection, or the scene"),
              [&crop] { crop.begin(); }),
       {ToolKind::crop});
}

void ViewportToolBar::addDistance() {
  measured_ = new QLabel(this);
  measured_->setObjectName(QStringLiteral("tools.measured"));
  measured_->setContentsMargins(6, 0, 6, 0);
  only(measured_, {ToolKind::distance});
  length_ = spin("tools.length", 0.0001, 1e6, 4, tr(" m"), tr("What the distance is in truth; the scene is scaled to it"));
  connect(length_, &QDoubleSpinBox::editingFinished, this, [this] {
    const std::optional<double> now = tools_.distance().distance();
    // What is shown is rounded: only another number is a wish.
    if (!length_->isEnabled() || !now || std::abs(length_->value() - *now) < 1e-4) return;
    try {
      tools_.distance().setDistance(length_->value());
    } catch (const Error& error) {
      workspace_.messages.error(error);
    }
  });
  only(length_, {ToolKind::distance});
}

void ViewportToolBar::addHints() {
  const auto hint = [this](const QString& text, std::initializer_list<ToolKind> kinds) {
    auto* label = new QLabel(text, this);
    label->setContentsMargins(6, 0, 6, 0);
    label->setEnabled(false);
    only(label, kinds);
  };
  hint(tr("Click three points of the ground"), {ToolKind::ground});
  hint(tr("Drag an arrow, a ring's knob, or the middle to scale"), {ToolKind::move});
}

void ViewportToolBar::addSelected() {
  auto* gap = new QWidget(this);
  gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(gap);
  count_ = new QLabel(this);
  count_->setObjectName(QStringLiteral("tools.count"));
  count_->setContentsMargins(6, 0, 6, 0);
  addWidget(count_);
  const std::pair<const char*, QString> commands[] = {
      {"edit.gaussians.delete", tr("Delete")}, {"edit.gaussians.hide", tr("Hide")}, {"edit.select.none", tr("None")}};
  for (const auto& [id, text] : commands) {
    QAction* action = workspace_.actions.action(QString::fromLatin1(id));
    QToolButton* shown = button("", text, action->toolTip(), [action] { action->trigger(); });
    shown->setObjectName(QStringLiteral("tools.") + action->objectName().section('.', -1));
    ofSelection_.push_back(addWidget(shown));
  }
}

void ViewportToolBar::follow() {
  const ToolKind current = tools_.current();
  for (const Part& part : parts_)
    part.action->setVisible(std::find(part.kinds.begin(), part.kinds.end(), current) != part.kinds.end());
  showOptions();
}

void ViewportToolBar::showOptions() {
  const SelectionOptions& options = tools_.options();
  const QSignalBlocker blocked[] = {QSignalBlocker(time_), QSignalBlocker(halfWidth_), QSignalBlocker(brush_),
                                    QSignalBlocker(visibleOnly_)};
  time_->setCurrentIndex(static_cast<int>(options.time()));
  halfWidth_->setValue(options.halfWidth());
  brush_->setValue(options.brushRadius());
  visibleOnly_->setChecked(options.visibleOnly());
  const bool selects = std::find(kSelecting.begin(), kSelecting.end(), tools_.current()) != kSelecting.end();
  halfWidthAction_->setVisible(selects && options.time() == SelectionTime::moment);
}

void ViewportToolBar::showSelected() {
  const SelectedGaussians& selected = workspace_.selection.gaussians();
  const bool any = !selected.indices.empty();
  const QLocale locale;
  count_->setText(any ? tr("%1 selected").arg(locale.toString(static_cast<qlonglong>(selected.indices.size()))) : QString());
  count_->setToolTip(selected.wholeLife ? tr("Deleted and hidden for their whole life")
                                        : tr("Deleted and hidden from %1 s to %2 s")
                                              .arg(locale.toString(selected.from, 'f', 2), locale.toString(selected.to, 'f', 2)));
  for (QAction* action : ofSelection_) action->setVisible(any);
}

void ViewportToolBar::showDistance() {
  const std::optional<double> length = tools_.distance().distance();
  const size_t clicked = tools_.distance().points().size();
  measured_->setText(length         ? tr("Distance %1. In truth:").arg(QLocale().toString(*length, 'g', 5))
                     : clicked == 1 ? tr("Click the second point")
                                    : tr("Click two points of the scene"));
  length_->setEnabled(length.has_value());
  const QSignalBlocker blocked(length_);
  length_->setValue(length.value_or(0));
}

}  // namespace fsm::desktop
