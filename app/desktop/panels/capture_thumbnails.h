// A small picture of each camera of a capture, read beside the window.
#pragma once

#include <QImage>
#include <QObject>
#include <memory>
#include <vector>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

class CaptureThumbnails : public QObject {
  Q_OBJECT
 public:
  explicit CaptureThumbnails(Workspace& workspace, QObject* parent = nullptr);

  /// Reads those of another capture; null: none. Nothing for the same one.
  void set(std::shared_ptr<const Capture> capture);
  /// Null until it was read.
  QImage of(int camera) const;

 signals:
  void ready(int camera);

 private:
  Workspace& workspace_;
  std::shared_ptr<const Capture> capture_;
  std::vector<QImage> images_;
  int job_ = 0;
};

}  // namespace fsm::desktop
