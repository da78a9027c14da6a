#include "reconstruction/capture/poses/picture_pairs.h"

#include <algorithm>
#include <set>

namespace fsm::poses {
namespace {

constexpr size_t kFewPictures = 30;       ///< compared all with all
constexpr size_t kManyPhotographs = 150;  ///< beyond it photographs are taken to be in order
constexpr int kNeighbours = 5;
constexpr size_t kLandmarkEvery = 8;

using Pairs = std::set<std::pair<int, int>>;

void everyPair(const std::vector<int>& members, Pairs& pairs) {
  for (size_t a = 0; a < members.size(); ++a)
    for (size_t b = a + 1; b < members.size(); ++b) pairs.insert(std::minmax(members[a], members[b]));
}

/// Neighbours, then at distances that double: the long ones carry the baseline that points are measured with.
void sequence(const std::vector<int>& members, Pairs& pairs) {
  for (size_t a = 0; a < members.size(); ++a) {
    for (size_t step = 1; a + step < members.size(); step = step < kNeighbours ? step + 1 : 2 * (step - step % 2))
      pairs.insert(std::minmax(members[a], members[a + step]));
  }
}

std::vector<int> landmarks(const std::vector<int>& members) {
  std::vector<int> out;
  for (size_t i = 0; i < members.size(); i += kLandmarkEvery) out.push_back(members[i]);
  return out;
}

/// Frames of two videos whose clocks need not agree: coarsely all with all, few videos finely.
void across(const std::vector<int>& a, const std::vector<int>& b, Pairs& pairs) {
  const size_t most = 20;
  const auto some = [&](const std::vector<int>& members) {
    std::vector<int> out;
    const size_t step = std::max<size_t>(1, (members.size() + most - 1) / most);
    for (size_t i = 0; i < members.size(); i += step) out.push_back(members[i]);
    return out;
  };
  for (const int i : some(a))
    for (const int j : some(b)) pairs.insert(std::minmax(i, j));
}

}  // namespace

std::vector<std::pair<int, int>> picturePairs(const std::vector<PosePicture>& pictures, const std::vector<bool>& unordered) {
  std::vector<std::vector<int>> cameras(unordered.size());
  for (size_t i = 0; i < pictures.size(); ++i)
    cameras.at(static_cast<size_t>(pictures[i].id.camera)).push_back(static_cast<int>(i));
  Pairs pairs;
  for (size_t c = 0; c < cameras.size(); ++c) {
    const std::vector<int>& members = cameras[c];
    if (members.size() <= kFewPictures || (unordered[c] && members.size() <= kManyPhotographs)) {
      everyPair(members, pairs);
    } else {
      sequence(members, pairs);
      everyPair(landmarks(members), pairs);
    }
    for (size_t other = 0; other < c; ++other) across(members, cameras[other], pairs);
  }
  return {pairs.begin(), pairs.end()};
}

}  // namespace fsm::poses
