// Which raw scene is written next and which is packed next. Pure bookkeeping: its owner locks and orders the devices' work.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace fsm::renderer {

/// A raw scene that was published.
struct Publication {
  size_t slot = 0;
  int64_t count = 0;    ///< Gaussians
  uint64_t number = 0;  ///< 1, 2, ...
};

class SlotSchedule {
 public:
  explicit SlotSchedule(size_t count) : readBy_(count, 0) {}

  struct Claim {
    size_t slot = 0;
    uint64_t readBy = 0;  ///< the pack that may still read it; 0: none does
  };
  /// The slot to write now: that of the publication that no frame took yet, which is void then, or the one that was read longest
  /// ago. Ends with `publish`, or with the next claim when writing failed.
  Claim claim();
  void publish(const Publication& publication) { pending_ = publication; }

  /// The newest publication, if no frame took it.
  const std::optional<Publication>& pending() const { return pending_; }
  /// Pack number `pack` reads the pending publication.
  void taken(uint64_t pack);

 private:
  std::vector<uint64_t> readBy_;
  std::optional<Publication> pending_;
};

}  // namespace fsm::renderer
