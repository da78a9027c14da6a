// Gaussians of a job that is still running (a refinement, a reconstruction that arrives part by part): the viewport shows them in
// place of the project's until the job has ended. Published from the worker, seen by the render thread; only the newest counts.
#pragma once

#include <QObject>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

#include "reconstruction/scene/gaussians4d.h"
#include "training/refine/refine.h"

namespace fsm::desktop {

class LiveScene : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  /// From any thread. Null: show the project's again.
  void publish(std::shared_ptr<const scene::GaussianScene> scene);
  std::shared_ptr<const scene::GaussianScene> current() const;

  /// The same Gaussians, further on, from where they lie: no copy passes through the host where a card computes and draws. False:
  /// nobody takes them, as before the first `publish` of such Gaussians; publish the scene then. From any thread.
  using Arrays = splatting::GaussianPointers<float>;
  bool publishArrays(const Arrays& arrays, const training::ArraysPlace& place);
  /// Who takes them, called on the thread that publishes; null: nobody. Waits for a call under way.
  void setSink(std::function<bool(const Arrays&, const training::ArraysPlace&)> sink);

 signals:
  void changed();  ///< emitted on the thread that published: connect queued

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const scene::GaussianScene> scene_;
  std::mutex publishing_;  ///< of what follows
  std::function<bool(const Arrays&, const training::ArraysPlace&)> sink_;
};

}  // namespace fsm::desktop
