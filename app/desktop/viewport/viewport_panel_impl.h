// The parts of the viewport panel and how they are tied together. Private to the panel.
#pragma once

#include <QLabel>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>

#include "app/desktop/viewport/frame_composer.h"
#include "app/desktop/viewport/mode_strip.h"
#include "app/desktop/viewport/navigation_input.h"
#include "app/desktop/viewport/overlay_figures.h"
#include "app/desktop/viewport/render_thread.h"
#include "app/desktop/viewport/resolution_scale.h"
#include "app/desktop/viewport/scene_content.h"
#include "app/desktop/viewport/scene_guides.h"
#include "app/desktop/viewport/view_actions.h"
#include "app/desktop/viewport/view_options.h"
#include "app/desktop/viewport/viewport_canvas.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "app/desktop/viewport/wipe_handle.h"

namespace fsm::desktop {

struct ViewportPanel::Impl : public QObject {
  Impl(Workspace& workspace, ViewportPanel& panel);
  ~Impl() override;

  /// The next turn of the event loop draws what there is then.
  void request();
  void draw();
  View view() const;
  void setTool(ViewportTool* tool);

  Workspace& workspace;
  ViewportPanel& panel;
  ViewOptions options;
  SceneContent content;
  SceneGuides guides;
  FrameComposer composer;
  NavigationInput input;
  ViewActions actions;
  std::unique_ptr<RenderThread> render;  ///< null: no window can be drawn in
  ViewportCanvas* canvas = nullptr;
  ModeStrip* strip = nullptr;
  QLabel* sorry = nullptr;  ///< shown in the canvas' place where nothing can be drawn
  ViewportTool* tool = nullptr;
  ViewportStatistics statistics;

 private:
  void layOut();
  void connectRenderer();
  void connectSources();
  void connectCanvas();
  bool onPointer(const PointerEvent& event);
  void onViewChanged();
  void onSceneChanged();
  void onSelectionChanged();
  void onComparedChanged();
  void onShown(const FrameDone& done);
  void onFailed(const Error& error);
  void onTooLarge(const Error& error, qint64 fitting);
  void onStill();
  void setMoving();
  void updateCursor();
  void updateNote(const FrameComposer::Composed& composed);
  void showNote();
  renderer::OverlayContent overlay(const FrameComposer::Composed& composed) const;
  void addLabels(renderer::OverlayContent& over, const View& view, const renderer::PixelArea& area) const;
  void addSafeFrame(renderer::OverlayContent& over) const;
  QString hint() const;

  OverlayFigures figures_;
  ResolutionScale resolution_;
  WipeHandle wipe_{options};
  QTimer still_;  ///< runs while the view moves
  bool scheduled_ = false, reduced_ = false, opened_ = false, toolHolds_ = false, overlayTakesPointer_ = false;
  uint64_t serial_ = 0;  ///< of the newest frame that was asked for
  bool serialComplete_ = true;
  std::map<uint64_t, double> shares_;  ///< of the window's width, of frames under way
  renderer::OverlayInput pointer_;
  QString note_;  ///< what is compared, for the strip
  bool compares_ = false;
  std::shared_ptr<const scene::GaussianScene> uploaded_, compared_;
};

}  // namespace fsm::desktop
