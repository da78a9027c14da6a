// The viewport's tools, which of them has the mouse, and the actions of the Edit menu that work on Gaussians.
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>

#include "app/desktop/viewport/tools/crop_tool.h"
#include "app/desktop/viewport/tools/move_tool.h"
#include "app/desktop/viewport/tools/picture_tool.h"
#include "app/desktop/viewport/tools/point_tool.h"
#include "app/desktop/viewport/tools/selector.h"
#include "app/desktop/viewport/tools/sphere_tool.h"

namespace fsm::desktop {

enum class ToolKind { navigate, box, lasso, brush, sphere, crop, move, distance, ground };

class ToolSet : public QObject {
  Q_OBJECT
 public:
  /// Adds the actions "edit.tool.*", "edit.select.*" and "edit.gaussians.*". Keys that mean something else in other panels (Del,
  /// Ctrl+A) hold while the viewport has the focus.
  ToolSet(Workspace& workspace, ViewportPanel& panel, QObject* parent = nullptr);
  ~ToolSet() override;

  ToolKind current() const { return current_; }
  void choose(ToolKind kind);

  SelectionOptions& options() { return options_; }
  Selector& selector() { return selector_; }
  CropTool& crop() { return crop_; }
  MoveTool& mover() { return move_; }
  PointTool& distance() { return distance_; }

  /// What is selected, as one edit. `remove`: else it is hidden.
  void takeAway(bool remove);

 signals:
  void chosen(fsm::desktop::ToolKind kind);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void addTools();
  void addSelecting();
  void addEditing();
  QAction* add(const char* id, const QString& text, const QString& tip, std::initializer_list<QKeySequence> keys,
               std::function<void()> run);
  /// The action's keys hold only while the picture has the focus.
  void keepToPicture(QAction* action);
  void onSceneChanged();
  void onRangeChanged();
  SelectionOptions::Range range() const;
  ViewportTool* toolOf(ToolKind kind);

  Workspace& workspace_;
  QPointer<ViewportPanel> panel_;
  SelectionOptions options_;
  Selector selector_;
  PictureTool box_, lasso_, brush_;
  SphereTool sphere_;
  CropTool crop_;
  MoveTool move_;
  PointTool distance_, ground_;
  ToolKind current_ = ToolKind::navigate;
};

}  // namespace fsm::desktop
