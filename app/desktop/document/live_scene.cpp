#include "app/desktop/document/live_scene.h"

#include <utility>

namespace fsm::desktop {

void LiveScene::publish(std::shared_ptr<const scene::GaussianScene> scene) {
  {
    const std::lock_guard lock(mutex_);
    scene_ = std::move(scene);
  }
  emit changed();
}

std::shared_ptr<const scene::GaussianScene> LiveScene::current() const {
  const std::lock_guard lock(mutex_);
  return scene_;
}

bool LiveScene::publishArrays(const Arrays& arrays, const training::ArraysPlace& place) {
  const std::lock_guard lock(publishing_);
  return sink_ && sink_(arrays, place);
}

void LiveScene::setSink(std::function<bool(const Arrays&, const training::ArraysPlace&)> sink) {
  const std::lock_guard lock(publishing_);
  sink_ = std::move(sink);
}

}  // namespace fsm::desktop
