#include "app/desktop/panels/property_form.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <utility>

#include "app/desktop/fields/decimal_field.h"
#include "app/desktop/panels/name_label.h"

namespace fsm::desktop {

PropertyForm::PropertyForm(QWidget* parent) : QWidget(parent), layout_(new QFormLayout(this)) {
  layout_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  layout_->setContentsMargins(8, 6, 8, 6);
  layout_->setVerticalSpacing(4);
}

void PropertyForm::row(const QString& name, QWidget* editor, const QString& tip, std::function<void()> restore) {
  const bool restores = static_cast<bool>(restore);
  auto* label = new NameLabel(name, std::move(restore));
  label->setBuddy(editor);
  const QString hint = restores ? tr("Double click on the name: default") : QString();
  label->setToolTip(tip.isEmpty() ? hint : hint.isEmpty() ? tip : tip + '\n' + hint);
  editor->setToolTip(tip);
  layout_->addRow(label, editor);
}

void PropertyForm::heading(const QString& text) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  label->setContentsMargins(0, 6, 0, 0);
  layout_->addRow(label);
}

void PropertyForm::text(const QString& name, const QString& value, const QString& tip) {
  auto* label = new QLabel(value);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  row(name, label, tip);
}

void PropertyForm::number(const QString& key, const QString& name, const NumberField& field, std::function<void(double)> changed,
                          const QString& tip) {
  auto* box = new DecimalField;
  box->setObjectName(key);
  box->setRange(field.least, field.most);
  box->setDecimals(field.decimals);
  box->setSingleStep(field.step);
  box->setSuffix(field.unit);
  box->setValue(field.value);
  box->setKeyboardTracking(false);  // a half typed number is not a value
  box->setFocusPolicy(Qt::StrongFocus);
  box->installEventFilter(this);
  connect(box, &QDoubleSpinBox::valueChanged, this, std::move(changed));
  std::function<void()> restore;
  if (field.initial) restore = [box, initial = *field.initial] { box->setValue(initial); };
  row(name, box, tip, std::move(restore));
}

void PropertyForm::check(const QString& key, const QString& name, bool value, std::function<void(bool)> changed,
                         const QString& tip) {
  auto* box = new QCheckBox;
  box->setObjectName(key);
  box->setChecked(value);
  connect(box, &QCheckBox::toggled, this, std::move(changed));
  row(name, box, tip);
}

void PropertyForm::choice(const QString& key, const QString& name, const QStringList& values, int current,
                          std::function<void(int)> changed, const QString& tip) {
  auto* box = new QComboBox;
  box->setObjectName(key);
  box->addItems(values);
  box->setCurrentIndex(current);
  box->setFocusPolicy(Qt::StrongFocus);
  box->installEventFilter(this);
  connect(box, &QComboBox::activated, this, std::move(changed));
  row(name, box, tip);
}

void PropertyForm::colour(const QString& key, const QString& name, const QColor& value, std::function<void(QColor)> changed,
                          const QString& tip) {
  auto* button = new QPushButton;
  button->setObjectName(key);
  QPixmap swatch(24, 14);
  swatch.fill(value);
  button->setIcon(swatch);
  button->setText(value.name());
  connect(button, &QPushButton::clicked, this, [button, value, changed = std::move(changed)] {
    auto* dialog = new QColorDialog(value, button);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QColorDialog::colorSelected, dialog, changed);
    dialog->open();
  });
  row(name, button, tip);
}

void PropertyForm::button(const QString& key, const QString& text, std::function<void()> pressed, const QString& tip) {
  auto* button = new QPushButton(text);
  button->setObjectName(key);
  button->setToolTip(tip);
  connect(button, &QPushButton::clicked, this, std::move(pressed));
  layout_->addRow(button);
}

void PropertyForm::note(const QString& text) {
  auto* label = new QLabel(text);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setEnabled(false);
  layout_->addRow(label);
}

void PropertyForm::widget(const QString& name, QWidget* shown, const QString& tip) { row(name, shown, tip); }

/// A wheel that scrolls the panel must not change the number that happens to pass under it.
bool PropertyForm::eventFilter(QObject* watched, QEvent* event) {
  const auto* widget = qobject_cast<QWidget*>(watched);
  if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace fsm::desktop
