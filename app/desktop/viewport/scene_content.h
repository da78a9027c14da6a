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
  const SceneBall& ball() const { return ball_; }
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

  Workspace& workspace_;
  DrawnScene drawn_;
  SceneBall ball_;
  // What `drawn_` was (or is being) made of.
  std::shared_ptr<const scene::GaussianScene> source_;
  std::vector<std::shared_ptr<const scene::Edit>> edits_;
  quint64 wanted_ = 0;  ///< counts states; answers of older ones are dropped
  std::shared_ptr<const Capture> ballOfCapture_;
  std::map<std::filesystem::path, std::shared_ptr<const renderer::MeshModel>> models_;  ///< null: could not be read

  RequestThread editing_{"edits"}, reading_{"props"};  // last: end first
};

}  // namespace fsm::desktop
