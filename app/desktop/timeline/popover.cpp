#include "app/desktop/timeline/popover.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/desktop/fields/decimal_field.h"

namespace fsm::desktop {

namespace {

class FieldName : public QLabel {
 public:
  FieldName(const QString& text, std::function<void()> reset, QWidget* parent) : QLabel(text, parent), reset_(std::move(reset)) {}

 protected:
  void mouseDoubleClickEvent(QMouseEvent*) override {
    if (reset_) reset_();
  }

 private:
  std::function<void()> reset_;
};

}  // namespace

Popover::Popover(const QString& title, QWidget* parent) : QFrame(parent, Qt::Popup) {
  setFrameShape(QFrame::StyledPanel);
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(title);
  setAccessibleName(title);
  auto* column = new QVBoxLayout(this);
  auto* heading = new QLabel(title, this);
  QFont bold = heading->font();
  bold.setBold(true);
  heading->setFont(bold);
  column->addWidget(heading);
  form_ = new QFormLayout;
  form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  column->addLayout(form_);
}

void Popover::addRow(const QString& text, QWidget* field, const QString& tip, std::function<void()> reset) {
  const QString shown = reset ? tr("%1 Double click on the name: back to the default.").arg(tip) : tip;
  auto* name = new FieldName(text, std::move(reset), this);
  name->setBuddy(field);
  name->setToolTip(shown);
  field->setToolTip(shown);
  field->setAccessibleName(text);
  field->setAccessibleDescription(tip);
  form_->addRow(name, field);
  if (!first_) first_ = field;
}

void Popover::addNote(const QString& text) {
  auto* note = new QLabel(text, this);
  note->setWordWrap(true);
  note->setEnabled(false);
  note->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
  layout()->addWidget(note);
}

QPushButton* Popover::addButton(const QString& text, std::function<void()> run) {
  button_ = new QPushButton(text, this);
  button_->setObjectName(QStringLiteral("apply"));
  button_->setDefault(true);
  layout()->addWidget(button_);
  connect(button_, &QPushButton::clicked, this, [this, run = std::move(run)] {
    run();
    close();
  });
  return button_;
}

void Popover::showAt(const QPoint& global) {
  adjustSize();
  const QScreen* screen = parentWidget() ? parentWidget()->screen() : this->screen();
  QPoint place = global + QPoint(8, 8);
  if (screen) {
    const QRect room = screen->availableGeometry();
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    if (place.y() + height() > room.bottom()) place.setY(std::max(room.top(), global.y() - 8 - height()));
  }
  move(place);
  show();
  if (first_) first_->setFocus(Qt::PopupFocusReason);
}

void Popover::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    close();
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    // The field with the focus takes in what was typed before anything is applied.
    if (QWidget* field = focusWidget()) field->clearFocus();
    button_ ? button_->click() : static_cast<void>(close());
  } else {
    QFrame::keyPressEvent(event);
  }
}

void askNumber(QWidget* parent, const QPoint& global, const NumberQuestion& question, std::function<void(double)> apply) {
  auto* popover = new Popover(question.title, parent);
  popover->setObjectName(question.name);
  auto* number = new DecimalField(popover);
  number->setObjectName(QStringLiteral("number"));
  number->setDecimals(question.decimals);
  number->setRange(question.lowest, question.highest);
  number->setSuffix(question.unit);
  number->setValue(question.value);
  popover->addRow(question.label, number, question.tip, [number, value = question.value] { number->setValue(value); });
  popover->addButton(question.button, [number, apply = std::move(apply)] {
    number->interpretText();
    apply(number->value());
  });
  popover->showAt(global);
  number->selectAll();
}

}  // namespace fsm::desktop
