// Gaussians of a job that is still running (a refinement, a reconstruction that arrives part by part): the viewport shows them in
// place of the project's until the job has ended. Published from the worker, seen by the render thread; only the newest counts.
#pragma once

#include <QObject>
#include <cstdint>
#include <memory>
#include <mutex>

#include "reconstruction/scene/gaussians4d.h"

namespace fsm::desktop {

class LiveScene : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  /// From any thread. Null: show the project's again.
  void publish(std::shared_ptr<const scene::GaussianScene> scene);
  std::shared_ptr<const scene::GaussianScene> current() const;

 signals:
  void changed();  ///< emitted on the thread that published: connect queued

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const scene::GaussianScene> scene_;
};

}  // namespace fsm::desktop
