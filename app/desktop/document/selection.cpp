#include "app/desktop/document/selection.h"

#include <utility>

namespace fsm::desktop {

void Selection::select(const SelectedItem& item) {
  if (item == item_) return;
  item_ = item;
  emit itemChanged();
}

void Selection::selectGaussians(SelectedGaussians gaussians) {
  gaussians_ = std::move(gaussians);
  emit gaussiansChanged();
}

}  // namespace fsm::desktop
