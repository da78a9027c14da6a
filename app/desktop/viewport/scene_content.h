// What of the document the viewport draws: the shown version's Gaussians with the edits applied, the props' models, and where all
// of it is. What takes time (applying edits, reading models) is done beside the window; the newest state wins.
#pragma once

#include <QObject>
#include <filesystem>
#include <map>
#include <memory>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/drawn_scene.h"
#include "app/desktop/viewport/request_thread.h"
#include "app/desktop/viewport/scene_ball.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::desktop {

class SceneContent : public QObject {
  Q_OBJECT
 public:
  explicit SceneContent(Workspace& workspace, QObject* parent = nullptr);
  ~SceneContent() override;

  /// Of the project: a running job's Gaussians are in `workspace.live`.
  const DrawnScene& drawn() const { return drawn_; }
  /// The same, or the most solid ones of it (`limit`): what the device is given.
  const std::shared_ptr<const scene::GaussianScene>& shown() const { return shown_; }
  /// Places of these drawn Gaussians (increasing) among the shown ones; those that are left out have none.
  std::vector<int64_t> inShown(const std::vector<int64_t>& drawn) const;
  /// Shows no more than this many of the version's Gaussians, until another version is shown: for devices with little memory.
  void limit(int64_t most);
  const SceneBall& ball() const { return ball_; }
  /// Of the ground below the ball's middle, along the project's up axis.
  double floorDepth() const { return floorDepth_; }
  /// Nothing at all to look at: no Gaussians, no capture with poses.
  bool empty() const;
  /// The props that are visible and read.
  std::vector<renderer::MeshObject> props() const;

 signals:
  void sceneChanged();
  void ballChanged();
  void propsChanged();

 private:
  void onDocumentChanged(Document::Parts parts);
  void updateScene();
  void updateBall();
  void updateProps();
  void take(DrawnScene drawn);
  void thinOut();

  Workspace& workspace_;
  DrawnScene drawn_;
  std::shared_ptr<const scene::GaussianScene> shown_;
  std::shared_ptr<const std::vector<int64_t>> kept_;  ///< [shown] places in `drawn_`, increasing; null: all of them
  int64_t limit_ = 0;                                 ///< 0: none
  SceneBall ball_;
  double floorDepth_ = 1;
  // What `drawn_` was (or is being) made of.
  std::shared_ptr<const scene::GaussianScene> source_;
  std::vector<std::shared_ptr<const scene::Edit>> edits_;
  quint64 wanted_ = 0;  ///< counts states; answers of older ones are dropped
  std::map<std::filesystem::path, std::shared_ptr<const renderer::MeshModel>> models_;  ///< null: could not be read

  RequestThread editing_{"edits"}, reading_{"props"};  // last: end first
};

}  // namespace fsm::desktop
