// What the project is made of, as a tree: footage with its cameras and frames, versions of the scene, props, edits. What is
// selected here is what the inspector shows; a double click goes there.
#pragma once

#include <QWidget>

#include "app/desktop/document/workspace.h"
#include "app/desktop/panels/capture_thumbnails.h"

class QMenu;
class QTreeWidget;
class QTreeWidgetItem;

namespace fsm::desktop {

class CapturePanel : public QWidget {
  Q_OBJECT
 public:
  /// Adds the actions "scene.version.*" and "scene.prop.*".
  explicit CapturePanel(Workspace& workspace, QWidget* parent = nullptr);

  /// Adds meshes as props where they are readable as a model is seen by the viewport, which reports what it cannot read.
  void addProps(const QStringList& files);

 signals:
  /// Another version beside the one that is shown.
  void compareWanted(const QString& version);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void addActions();
  void fill(Document::Parts parts);
  void fillFootage();
  void fillFrames(QTreeWidgetItem* camera);
  void fillVersions();
  void fillProps();
  void fillEdits();
  void showSelection();
  void onCurrent(QTreeWidgetItem* item);
  void onDoubleClick(QTreeWidgetItem* item);
  void onChanged(QTreeWidgetItem* item);
  /// Of the list of edits; negative: another item.
  int editOf(const QTreeWidgetItem* item) const;
  void addMenuOf(QMenu& menu, QTreeWidgetItem* item);
  void goToFrame(int camera, int frame);
  void showVersion(int index);
  void rename(int version, const QString& name);
  void changeProp(int index, const QString& name, bool visible);
  void removeSelected();
  void duplicateProp(int index);

  Workspace& workspace_;
  QTreeWidget* tree_;
  QTreeWidgetItem *footage_, *versions_, *props_, *edits_;
  CaptureThumbnails thumbnails_{workspace_};
  bool filling_ = false;
};

}  // namespace fsm::desktop
