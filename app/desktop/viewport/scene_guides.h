// Everything of meshes and lines that stands among the Gaussians: props, ground grid, the capture's cameras.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/frustum_guides.h"
#include "app/desktop/viewport/scene_content.h"

namespace fsm::desktop {

class SceneGuides : public QObject {
  Q_OBJECT
 public:
  SceneGuides(Workspace& workspace, SceneContent& content, QObject* parent = nullptr);

  /// What to draw for someone who looks from `camera`: a pyramid that one stands in is left out. The same pointer as long as
  /// nothing changed. Null: nothing.
  std::shared_ptr<const renderer::MeshScene> meshes(const Camera& camera);
  /// The props alone, as a clip shows them. Null: none.
  std::shared_ptr<const renderer::MeshScene> props() const { return props_; }
  /// Names of still cameras, where they are in the world.
  struct Label {
    glm::dvec3 place;
    std::string text;
  };
  std::vector<Label> labels() const;

 signals:
  void changed();

 private:
  void update();
  void addFrusta(renderer::MeshScene& scene, const std::vector<bool>& hidden) const;

  Workspace& workspace_;
  SceneContent& content_;
  FrustumGuides frusta_;
  std::shared_ptr<const renderer::MeshScene> props_, drawn_;
  std::vector<renderer::LineSegment> grid_;
  std::vector<bool> hidden_;
};

}  // namespace fsm::desktop
