// Pictures by the model's image decoder, from the memory of a version, made beside the window: the newest view wins. While the
// view moves they are as small as it takes to keep up with the hand; when it rests, a full one follows.
#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <optional>

#include "app/desktop/document/job_queue.h"
#include "app/desktop/viewport/request_thread.h"
#include "app/jobs/frame_renderer.h"
#include "app/jobs/scene_io.h"

namespace fsm::desktop {

struct NeuralPicture {
  uint64_t serial = 0;
  bool moving = false;
  std::shared_ptr<const LayeredImage> image;
  double milliseconds = 0;
};

/// Sizes of pictures for a window, so that one takes about the wanted time: learns from those that were made. Costs are taken as
/// proportional to the number of pixels.
class NeuralSizes {
 public:
  /// `known`: the size at which the model read the capture, where it is at its best; larger ones than twice that show no more.
  ImageSize sizeFor(ImageSize window, ImageSize known, bool moving) const;
  void learn(ImageSize made, double milliseconds);

 private:
  double millisecondsPerPixel_ = 0;  ///< 0: nothing was made yet
};

class NeuralView : public QObject {
  Q_OBJECT
 public:
  explicit NeuralView(JobQueue& jobs, QObject* parent = nullptr);
  ~NeuralView() override;

  /// The scene whose memory is asked; null: none. The model is loaded with the first question.
  void setScene(std::shared_ptr<const jobs::Scene> scene);
  const std::shared_ptr<const jobs::Scene>& scene() const { return scene_; }
  bool loading() const { return loading_ != 0; }
  /// `view`: its camera's picture is the window's. `made` follows, unless something newer is asked.
  void ask(const View& view, bool moving, uint64_t serial);

 signals:
  void made(const fsm::desktop::NeuralPicture& picture);
  void loadingChanged();
  void failed(const fsm::Error& error);

 private:
  struct Question {
    View view;
    ImageSize known;  ///< at which the model read the capture
    bool moving = false;
    uint64_t serial = 0;
  };
  void load();
  void draw(jobs::FrameRenderer& renderer, const Question& question, uint64_t scene, Progress& progress);
  void answer(std::function<void()> call);

  JobQueue& jobs_;
  std::shared_ptr<const jobs::Scene> scene_;
  std::shared_ptr<jobs::FrameRenderer> renderer_;  ///< null: not loaded
  std::optional<Question> last_;
  NeuralSizes sizes_;    ///< of the drawing thread
  bool broken_ = false;  ///< the model of this scene cannot be loaded
  int loading_ = 0;      ///< job; 0: none
  uint64_t sceneNumber_ = 0;
  std::shared_ptr<Progress> full_;  ///< of the full picture that was asked for last; null: a moving one was

  RequestThread drawing_{"neural"};  // last: ends first
};

}  // namespace fsm::desktop
