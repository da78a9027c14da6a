// The messages as rows for the console, and the filter over them.
#pragma once

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include "app/desktop/document/messages.h"

namespace fsm::desktop {

class MessageList : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { LevelRole = Qt::UserRole + 1, DetailRole };
  explicit MessageList(Messages& messages, QObject* parent = nullptr);
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  /// A row as a line of text, with its detail below it.
  QString line(int row) const;

 private:
  Messages& messages_;
  int rows_ = 0;
};

class MessageFilter : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  /// Shows this level and what is worse.
  void setLeast(Message::Level level);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  Message::Level least_ = Message::Level::info;
};

}  // namespace fsm::desktop
