// Every action of the View menu that is the viewport's, with the keys that artists expect.
#pragma once

#include <QObject>
#include <functional>
#include <initializer_list>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/navigation_input.h"
#include "app/desktop/viewport/scene_content.h"
#include "app/desktop/viewport/view_options.h"
#include "reconstruction/capture/capture.h"

namespace fsm::desktop {

class ViewActions : public QObject {
  Q_OBJECT
 public:
  /// Adds them to `workspace.actions`. `nearestInput`: the filmed frame nearest to the view.
  ViewActions(Workspace& workspace, NavigationInput& input, const SceneContent& content, ViewOptions& options,
              std::function<std::optional<FrameId>()> nearestInput, QObject* parent = nullptr);

 private:
  void addModes();
  void addPlaces();
  void addSteps();
  void addUpAxis();
  void addGuides();
  void addComparisons();
  void addNavigation();
  void follow();

  QAction* add(const char* id, const QString& text, const QString& tip, std::initializer_list<QKeySequence> keys, bool checkable,
               std::function<void(bool)> run);
  void frameSelection();
  void throughCaptureCamera();
  void look(AxisView view);
  void compareVersion();
  void setChecked(const char* id, bool checked);

  Workspace& workspace_;
  NavigationInput& input_;
  const SceneContent& content_;
  ViewOptions& options_;
  std::function<std::optional<FrameId>()> nearestInput_;
};

}  // namespace fsm::desktop
