#include "renderer/interop/slot_schedule.h"

#include <algorithm>
#include <iterator>

namespace fsm::renderer {

SlotSchedule::Claim SlotSchedule::claim() {
  const auto oldest = static_cast<size_t>(std::distance(readBy_.begin(), std::min_element(readBy_.begin(), readBy_.end())));
  const size_t slot = pending_ ? pending_->slot : oldest;
  pending_.reset();
  return {slot, readBy_[slot]};
}

void SlotSchedule::taken(uint64_t pack) {
  readBy_[pending_->slot] = pack;
  pending_.reset();
}

}  // namespace fsm::renderer
