#include "app/desktop/panels/message_list.h"

#include <QColor>
#include <QGuiApplication>
#include <QPalette>

namespace fsm::desktop {

namespace {

QString levelName(Message::Level level) {
  switch (level) {
    case Message::Level::info: return MessageList::tr("info");
    case Message::Level::warning: return MessageList::tr("warning");
    case Message::Level::error: return MessageList::tr("error");
  }
  return {};
}

/// Readable on the palette that there is.
QVariant colourOf(Message::Level level) {
  if (level == Message::Level::info) return {};
  const bool dark = QGuiApplication::palette().color(QPalette::Base).lightness() < 128;
  if (level == Message::Level::warning) return QColor(dark ? 0xe8b64c : 0x8a5a00);
  return QColor(dark ? 0xff8a75 : 0xb3261e);
}

}  // namespace

MessageList::MessageList(Messages& messages, QObject* parent)
    : QAbstractListModel(parent), messages_(messages), rows_(static_cast<int>(messages.all().size())) {
  connect(&messages_, &Messages::added, this, [this] {
    const int now = static_cast<int>(messages_.all().size());
    if (now != rows_ + 1) {  // the oldest were dropped
      beginResetModel();
      rows_ = now;
      endResetModel();
      return;
    }
    beginInsertRows({}, rows_, rows_);
    rows_ = now;
    endInsertRows();
  });
  connect(&messages_, &Messages::cleared, this, [this] {
    beginResetModel();
    rows_ = 0;
    endResetModel();
  });
}

int MessageList::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

QVariant MessageList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= static_cast<int>(messages_.all().size())) return {};
  const Message& message = messages_.all()[static_cast<size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return QStringLiteral("%1   %2").arg(message.when.toString("HH:mm:ss"), message.text);
    case Qt::ToolTipRole: return message.detail;
    case Qt::ForegroundRole: return colourOf(message.level);
    case Qt::AccessibleTextRole: return QStringLiteral("%1: %2").arg(levelName(message.level), message.text);
    case LevelRole: return static_cast<int>(message.level);
    case DetailRole: return message.detail;
    default: return {};
  }
}

QString MessageList::line(int row) const {
  const Message& message = messages_.all().at(static_cast<size_t>(row));
  QString text = QStringLiteral("%1  %2  %3").arg(message.when.toString(Qt::ISODate), levelName(message.level), message.text);
  if (!message.detail.isEmpty()) text += QStringLiteral("\n    ") + message.detail;
  return text;
}

void MessageFilter::setLeast(Message::Level level) {
  least_ = level;
  invalidateFilter();
}

bool MessageFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  if (index.data(MessageList::LevelRole).toInt() < static_cast<int>(least_)) return false;
  return QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

}  // namespace fsm::desktop
