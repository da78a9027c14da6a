// From the state of everything to the one request that shows it: which picture, of which view, compared with what, under which
// overlay.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/input_frames.h"
#include "app/desktop/viewport/neural_view.h"
#include "app/desktop/viewport/scene_content.h"
#include "app/desktop/viewport/scene_guides.h"
#include "app/desktop/viewport/view_options.h"
#include "app/desktop/viewport/viewport_renderer.h"
#include "reconstruction/capture/coverage.h"

namespace fsm::desktop {

class FrameComposer : public QObject {
  Q_OBJECT
 public:
  FrameComposer(Workspace& workspace, const SceneContent& content, SceneGuides& guides, const ViewOptions& options,
                QObject* parent = nullptr);

  struct Composed {
    FrameAsk ask;
    View view;                     ///< whose picture it is, at the window's size
    renderer::PixelArea area;      ///< where in the window
    bool complete = true;          ///< false: a better picture is being made, `outdated` follows
    std::optional<FrameId> input;  ///< frame that it is compared with or that is shown
  };
  /// `window`: device pixels, at least one. `share`: of the window's width that Gaussians are drawn at.
  Composed compose(ImageSize window, double share, bool moving);
  View viewFor(ImageSize window) const;
  /// The frame of the capture that is nearest to the view as it is.
  std::optional<FrameId> nearestInput() const;
  /// How far the view as it is lies from all that was filmed; nothing where that is not known.
  std::optional<CoverageGap> gap() const;
  bool loadingModel() const { return neural_.loading(); }

 signals:
  void outdated();

 private:
  void onDocumentChanged(Document::Parts parts);
  void updateInputs();
  const Capture* capture() const;
  void composeInput(Composed& composed, ImageSize window, double share);
  void composeNeural(Composed& composed, bool moving, double share);
  void composeMeanwhile(Composed& composed, double share);
  void composeSplats(Composed& composed, double share);
  void composeComparison(Composed& composed, ImageSize window);
  std::shared_ptr<const Image> inputPicture(FrameId id, bool& complete);

  Workspace& workspace_;
  const SceneContent& content_;
  SceneGuides& guides_;
  const ViewOptions& options_;
  InputFrames inputs_;
  NeuralView neural_;
  std::vector<FrameId> inputIds_;  ///< frames that the shown version read; else all of the capture
  std::shared_ptr<const renderer::ConfidenceInputs> confidence_;
  mutable std::optional<Coverage> coverage_;  ///< of these views and the scene's middle; made when it is asked for
  struct Shown {
    FrameId id;
    std::shared_ptr<const Image> image;
  };
  std::optional<Shown> input_;                 ///< newest input frame that was there
  std::shared_ptr<const LayeredImage> drawn_;  ///< newest of the neural view
  struct {
    renderer::HostPicture picture;
    std::optional<double> aspect;
  } last_;                     ///< picture that was shown, whatever it was
  std::optional<View> asked_;  ///< of the neural view
  bool askedMoving_ = false, drawnMoving_ = false;
  uint64_t askedNumber_ = 0, drawnNumber_ = 0;
};

}  // namespace fsm::desktop
