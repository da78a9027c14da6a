// The cameras of a capture as small pyramids with what they filmed on them. Thumbnails are decoded beside the window and appear
// as they come.
#pragma once

#include <QObject>
#include <memory>
#include <string>
#include <vector>

#include "app/desktop/viewport/request_thread.h"
#include "reconstruction/capture/capture.h"
#include "renderer/mesh/mesh_scene.h"

namespace fsm::desktop {

struct FrustumGuide {
  FrameId frame;
  Camera camera;
  std::string label;                                   ///< of a still camera; empty: one of many of a moving one
  std::shared_ptr<const renderer::MeshModel> picture;  ///< in world coordinates, at the pyramid's depth; null: not yet
};

/// An even choice of the cameras to be shown: all still ones and some of each moving one's frames, not too many together.
std::vector<FrameId> frustumFrames(const Capture& capture);
/// A picture on the far side of the camera's pyramid, seen from both sides.
renderer::MeshModel pictureModel(const Camera& camera, double depth, const Image& image);

class FrustumGuides : public QObject {
  Q_OBJECT
 public:
  explicit FrustumGuides(QObject* parent = nullptr);
  ~FrustumGuides() override;

  /// Pyramids of this depth (world units); null: none.
  void set(std::shared_ptr<const Capture> capture, double depth);
  const std::vector<FrustumGuide>& guides() const { return guides_; }
  double depth() const { return depth_; }

 signals:
  void changed();

 private:
  void readPictures();
  void place(size_t index, const std::shared_ptr<const Image>& image);

  std::shared_ptr<const Capture> capture_;
  double depth_ = 0;
  std::vector<FrustumGuide> guides_;
  std::vector<std::shared_ptr<const Image>> thumbnails_;  ///< one a guide; null: not yet
  std::shared_ptr<Progress> reading_;

  RequestThread decoding_{"thumbnails"};  // last: ends first
};

}  // namespace fsm::desktop
