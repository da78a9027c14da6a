// Lists of keys sorted by `at`, as both tracks keep them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::animation {

/// Keys closer in time than this are at one moment, seconds.
constexpr double kSameMoment = 1e-6;
/// No clip is longer: ten days, seconds.
constexpr double kFarthestKey = 864000;

inline void checkKeyTime(double at) {
  if (std::isfinite(at) && std::abs(at) <= kFarthestKey) return;
  throw Error(ErrorCode::badInput, "A key needs a time within ten days. Give it in seconds.");
}

/// The index of the key at the moment `at`, if there is one.
template <typename Key>
std::optional<size_t> keyAtMoment(const std::vector<Key>& keys, double at) {
  const auto found =
      std::lower_bound(keys.begin(), keys.end(), at - kSameMoment, [](const Key& k, double t) { return k.at < t; });
  if (found == keys.end() || found->at > at + kSameMoment) return std::nullopt;
  return static_cast<size_t>(found - keys.begin());
}

/// Adds `key` or replaces the one at its moment.
template <typename Key>
size_t setKey(std::vector<Key>& keys, const Key& key) {
  if (const auto same = keyAtMoment(keys, key.at)) {
    keys[*same] = key;
    return *same;
  }
  const auto place = std::upper_bound(keys.begin(), keys.end(), key.at, [](double t, const Key& k) { return t < k.at; });
  const auto index = static_cast<size_t>(place - keys.begin());
  keys.insert(place, key);
  return index;
}

/// Sorted; of keys at one moment the last given stays.
template <typename Key>
std::vector<Key> sortedKeys(std::vector<Key> keys) {
  std::stable_sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.at < b.at; });
  std::vector<Key> out;
  out.reserve(keys.size());
  for (const Key& key : keys) {
    if (!out.empty() && key.at - out.back().at < kSameMoment)
      out.back() = key;
    else
      out.push_back(key);
  }
  return out;
}

template <typename Key>
void removeKeys(std::vector<Key>& keys, std::span<const size_t> indices) {
  std::vector<bool> gone(keys.size(), false);
  for (const size_t index : indices) gone.at(index) = true;
  std::vector<Key> kept;
  for (size_t i = 0; i < keys.size(); ++i)
    if (!gone[i]) kept.push_back(keys[i]);
  keys = std::move(kept);
}

/// Shifts the keys `indices`; they replace those that they land on. Where they are afterwards, in the order of `indices`.
template <typename Key>
std::vector<size_t> moveKeys(std::vector<Key>& keys, std::span<const size_t> indices, double delta) {
  std::vector<Key> moved;
  for (const size_t index : indices) {
    moved.push_back(keys.at(index));
    moved.back().at += delta;
    checkKeyTime(moved.back().at);
  }
  std::vector<Key> out = keys;
  removeKeys(out, indices);
  for (const Key& key : moved) setKey(out, key);
  keys = std::move(out);
  std::vector<size_t> places;
  places.reserve(moved.size());
  for (const Key& key : moved) places.push_back(keyAtMoment(keys, key.at).value());
  return places;
}

/// The key nearest to `at`, within `tolerance` seconds.
template <typename Key>
std::optional<size_t> nearestKey(const std::vector<Key>& keys, double at, double tolerance) {
  std::optional<size_t> best;
  double distance = std::max(tolerance, kSameMoment);
  const auto after = std::lower_bound(keys.begin(), keys.end(), at, [](const Key& k, double t) { return k.at < t; });
  const auto consider = [&](auto key) {
    if (std::abs(key->at - at) > distance) return;
    distance = std::abs(key->at - at);
    best = static_cast<size_t>(key - keys.begin());
  };
  if (after != keys.begin()) consider(after - 1);
  if (after != keys.end()) consider(after);
  return best;
}

}  // namespace fsm::animation
