#include "app/desktop/timeline/key_selection.h"

#include <algorithm>

namespace fsm::desktop {

namespace {

std::vector<double>::const_iterator find(const std::vector<double>& moments, double at) {
  const auto found = std::lower_bound(moments.begin(), moments.end(), at - kSameMoment);
  return found != moments.end() && *found <= at + kSameMoment ? found : moments.end();
}

}  // namespace

double momentOf(const animation::Animation& animation, KeyId key) {
  switch (key.row) {
    case Row::markers: return animation.markers.at(key.index).at;
    case Row::camera: return animation.camera.keys().at(key.index).at;
    case Row::time: break;
  }
  return animation.time.keys().at(key.index).at;
}

std::vector<double> momentsOf(const animation::Animation& animation, Row row) {
  std::vector<double> moments;
  const auto collect = [&](const auto& keys) {
    moments.reserve(keys.size());
    for (const auto& key : keys) moments.push_back(key.at);
  };
  if (row == Row::markers) collect(animation.markers);
  if (row == Row::camera) collect(animation.camera.keys());
  if (row == Row::time) collect(animation.time.keys());
  return moments;
}

bool KeySelection::empty() const { return count() == 0; }

size_t KeySelection::count() const {
  size_t total = 0;
  for (const auto& moments : moments_) total += moments.size();
  return total;
}

bool KeySelection::contains(Row row, double at) const { return find(in(row), at) != in(row).end(); }

void KeySelection::add(Row row, double at) {
  if (contains(row, at)) return;
  std::vector<double>& moments = moments_[static_cast<size_t>(row)];
  moments.insert(std::upper_bound(moments.begin(), moments.end(), at), at);
}

void KeySelection::remove(Row row, double at) {
  std::vector<double>& moments = moments_[static_cast<size_t>(row)];
  const auto found = find(moments, at);
  if (found != moments.end()) moments.erase(found);
}

void KeySelection::clear() {
  for (auto& moments : moments_) moments.clear();
}

void KeySelection::prune(const animation::Animation& animation) {
  for (const Row row : kRows) {
    const std::vector<double> there = momentsOf(animation, row);
    std::erase_if(moments_[static_cast<size_t>(row)], [&](double at) { return find(there, at) == there.end(); });
  }
}

std::vector<size_t> KeySelection::indices(const animation::Animation& animation, Row row) const {
  const std::vector<double> there = momentsOf(animation, row);
  std::vector<size_t> out;
  for (const double at : in(row)) {
    const auto found = find(there, at);
    if (found != there.end()) out.push_back(static_cast<size_t>(found - there.begin()));
  }
  return out;
}

std::optional<KeyId> KeySelection::single(const animation::Animation& animation) const {
  if (count() != 1) return std::nullopt;
  for (const Row row : kRows)
    if (const std::vector<size_t> found = indices(animation, row); !found.empty()) return KeyId{row, found[0]};
  return std::nullopt;
}

std::optional<std::pair<double, double>> KeySelection::extent() const {
  std::optional<std::pair<double, double>> range;
  for (const auto& moments : moments_) {
    if (moments.empty()) continue;
    if (!range) range = {moments.front(), moments.back()};
    range->first = std::min(range->first, moments.front());
    range->second = std::max(range->second, moments.back());
  }
  return range;
}

KeySelection everything(const animation::Animation& animation) {
  KeySelection all;
  for (const Row row : kRows)
    for (const double at : momentsOf(animation, row)) all.add(row, at);
  return all;
}

}  // namespace fsm::desktop
