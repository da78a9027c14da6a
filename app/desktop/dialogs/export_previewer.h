// Frames of an export before it is made, by the same function that makes it: on a thread of its own, the newest question wins. A
// draft comes first; the frame in full follows, with the time that it took, where that is bearable.
#pragma once

#include <QImage>
#include <QObject>
#include <QSize>
#include <memory>
#include <optional>
#include <string>

#include "app/desktop/operations/export_source.h"
#include "app/desktop/viewport/request_thread.h"

namespace fsm::desktop {

struct PreviewRequest {
  ExportSource source;
  ExportSettings settings;
  double at = 0;               ///< which frame: seconds from the start of what is exported
  QSize window;                ///< in which the picture is shown, device pixels
  bool evenIfSlow = false;     ///< in full, whatever it takes
  std::filesystem::path file;  ///< that is to be written
};

/// What will be written.
struct PreviewPlan {
  ImageSize size;
  int frames = 0;
  double fps = 0;
  bool footageSounds = false;     ///< the footage has sound
  bool soundsThroughout = false;  ///< the clip runs at normal speed from one end to the other
  bool soundsSomewhere = false;
  bool footageLost = false;  ///< it is not where it was
  double freeBytes = -1;     ///< where the file is to be; negative: not known
};

struct PreviewPicture {
  QImage picture;      ///< in full: as an 8-bit PNG has it; of a draft as large as the draft
  QImage shown;        ///< the same, as large as the window
  int frame = 0;       ///< of what is exported
  bool full = false;   ///< not a draft
  double frameMs = 0;  ///< that a frame in full takes: measured; of a draft, guessed from the draft
  bool later = false;  ///< of a draft: the frame in full follows
};

class ExportPreviewer : public QObject {
  Q_OBJECT
 public:
  explicit ExportPreviewer(QObject* parent = nullptr);
  ~ExportPreviewer() override;

  /// `planned` and `made`, or `failed`, follow unless something newer is asked.
  void ask(const PreviewRequest& request);
  /// Gives the device's memory back.
  void release();

 signals:
  void planned(const fsm::desktop::PreviewPlan& plan);
  void made(const fsm::desktop::PreviewPicture& picture);
  void failed(const fsm::Error& error);

 private:
  struct Work;
  void answer(uint64_t number, std::function<void()> call);

  uint64_t number_ = 0;             ///< of the newest question
  uint64_t released_ = 0;           ///< answers to this one and those before are not wanted any more
  std::shared_ptr<Progress> full_;  ///< of the frame in full that was asked for last
  std::shared_ptr<Work> work_;      ///< belongs to the thread

  RequestThread drawing_{"export preview"};  // last: ends first
};

}  // namespace fsm::desktop
