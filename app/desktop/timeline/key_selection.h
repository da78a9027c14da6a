// Which keys and markers are selected, by their moments: indices shift when a key is added or taken away, moments stay.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "app/animation/animation.h"

namespace fsm::desktop {

enum class Row { markers, camera, time };
constexpr std::array kRows{Row::markers, Row::camera, Row::time};

/// Moments closer than this are one (as tracks have it).
constexpr double kSameMoment = 1e-6;

struct KeyId {
  Row row = Row::camera;
  size_t index = 0;  ///< in the track (or the markers) of the animation that it came from
  bool operator==(const KeyId&) const = default;
};

/// Clip time of a key; and of all of a row.
double momentOf(const animation::Animation& animation, KeyId key);
std::vector<double> momentsOf(const animation::Animation& animation, Row row);

class KeySelection {
 public:
  bool empty() const;
  size_t count() const;
  const std::vector<double>& in(Row row) const { return moments_[static_cast<size_t>(row)]; }  ///< increasing

  bool contains(Row row, double at) const;
  void add(Row row, double at);
  void remove(Row row, double at);
  void clear();
  /// Drops what is no key of `animation` (after undo).
  void prune(const animation::Animation& animation);

  /// Indices of the selected in `animation`, increasing.
  std::vector<size_t> indices(const animation::Animation& animation, Row row) const;
  /// The selected one, where it is exactly one.
  std::optional<KeyId> single(const animation::Animation& animation) const;
  /// First and last selected moment; nothing without any.
  std::optional<std::pair<double, double>> extent() const;

  bool operator==(const KeySelection&) const = default;

 private:
  std::array<std::vector<double>, kRows.size()> moments_;
};

/// Everything in all rows.
KeySelection everything(const animation::Animation& animation);

}  // namespace fsm::desktop
