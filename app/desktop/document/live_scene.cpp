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

}  // namespace fsm::desktop
