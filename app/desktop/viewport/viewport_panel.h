// The picture in the middle of the window, with a strip of its modes above it. Navigation goes to `workspace.view`; what is shown
// follows document and view state. Draws only when something changed.
//
// Where no Vulkan window can be had (no X server, no driver) the panel says why in words and the rest of the program works.
#pragma once

#include <QImage>
#include <QList>
#include <QUrl>
#include <QWidget>
#include <chrono>
#include <functional>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/drawn_scene.h"
#include "app/desktop/viewport/viewport_statistics.h"
#include "app/desktop/viewport/viewport_tool.h"
#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

class ViewportPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ViewportPanel(Workspace& workspace, QWidget* parent = nullptr);
  ~ViewportPanel() override;

  /// Gets mouse and keys before navigation; not owned, null: none.
  void setTool(ViewportTool* tool);
  ViewportTool* tool() const;

  /// The view whose picture fills the window: the camera fitted to the window's device pixels, scene time in seconds.
  View pictureView() const;
  /// Gaussians that are drawn, with their names in the stored version.
  const DrawnScene& drawnScene() const;
  /// The world point that is seen at a device pixel (where half of the light is stopped); nothing where the scene is transparent.
  /// `found` is called on the GUI thread soon; a newer question replaces one that waits, whose `found` is not called.
  void pickPoint(const glm::dvec2& pixel, std::function<void(std::optional<glm::dvec3>)> found);
  /// View depths of `pictureView` at which half of the light is stopped, world units, row by row; 0: nowhere. `found` is called
  /// on the GUI thread; with null where nothing can be drawn.
  void readDepths(std::function<void(std::shared_ptr<const std::vector<float>>)> found);
  /// What is drawn over the picture changed (a tool's shapes).
  void requestFrame();
  /// What the window shows, at its size in device pixels, once it is complete; a null image where nothing can be shown. `taken`
  /// is called on the GUI thread.
  void takePicture(bool withOverlay, std::function<void(QImage)> taken);
  /// Of the newest finished frame.
  const ViewportStatistics& statistics() const;
  /// What the validation layers said, where they are on (CHRONOSCOPE_VALIDATION=1 in the environment).
  QStringList validationMessages() const;
  /// False: there is no window to draw in.
  bool drawing() const;
  /// Another version beside the one that is shown, with a wipe between them; an empty name ends it.
  void compareWithVersion(const QString& name);
  /// The widget that gets mouse, keys and drops.
  QWidget* canvas() const;

 signals:
  /// A frame that shows things as they were at `asked` is complete and was given to the screen at `done`.
  void frameDone(std::chrono::steady_clock::time_point asked, std::chrono::steady_clock::time_point done);
  void filesDropped(const QList<QUrl>& files);
  /// `drawnScene` is another one.
  void drawnSceneChanged();
  void statisticsChanged(const fsm::desktop::ViewportStatistics& statistics);
  /// The frame that shows the view as it is now has been finished.
  void frameShown();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fsm::desktop
