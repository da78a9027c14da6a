#include "app/desktop/shell/message_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace fsm::desktop {

namespace {

constexpr int kWarningMilliseconds = 12'000;

}  // namespace

MessageBanner::MessageBanner(Messages& messages, QWidget* parent)
    : QFrame(parent), text_(new QLabel), button_(new QPushButton), close_(new QToolButton), timer_(new QTimer(this)) {
  setObjectName("messageBanner");
  setAutoFillBackground(true);
  text_->setObjectName("messageBannerText");
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setTextFormat(Qt::PlainText);
  button_->setObjectName("messageBannerButton");
  close_->setText(QStringLiteral("✕"));
  close_->setAutoRaise(true);
  close_->setToolTip(tr("Close this message; the console keeps it"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 4, 4, 4);
  layout->addWidget(text_, 1);
  layout->addWidget(button_);
  layout->addWidget(close_);
  timer_->setSingleShot(true);
  connect(timer_, &QTimer::timeout, this, &QWidget::hide);
  connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  connect(button_, &QPushButton::clicked, this, [this] {
    hide();
    if (const std::function<void()> remedy = remedy_) remedy();
  });
  connect(&messages, &Messages::added, this, &MessageBanner::show);
  hide();
}

void MessageBanner::show(const Message& message) {
  if (message.level == Message::Level::info && message.button.isEmpty()) return;
  const bool error = message.level == Message::Level::error;
  QPalette colours = parentWidget() ? parentWidget()->palette() : palette();
  colours.setColor(QPalette::Window, error ? QColor(0x8c, 0x2f, 0x24) : QColor(0x6b, 0x52, 0x1d));
  colours.setColor(QPalette::WindowText, Qt::white);
  setPalette(colours);
  text_->setText(message.text);
  text_->setToolTip(message.detail);
  remedy_ = message.remedy;
  button_->setText(message.button);
  button_->setVisible(!message.button.isEmpty());
  timer_->stop();
  if (!error && message.button.isEmpty()) timer_->start(kWarningMilliseconds);
  QFrame::show();
}

}  // namespace fsm::desktop
