#include "app/desktop/document/store_state.h"

#include <algorithm>

#include "app/jobs/scene_rows.h"
#include "reconstruction/scene/gaussians_table.h"

namespace fsm::desktop {

namespace {

const ImageSource* imagesOf(const Capture& capture) {
  return capture.cameras.empty() ? nullptr : capture.cameras.front().images.get();
}

}  // namespace

// Copies of a scene share the memory: its implementation is what is the same.

std::string StoreState::idOf(const std::shared_ptr<const jobs::Scene>& scene) {
  return memories_.of(&scene->memory.impl(), scene);
}

std::string StoreState::idOf(const std::shared_ptr<const scene::GaussianScene>& gaussians) {
  return gaussians_.of(gaussians.get(), gaussians);
}

void StoreState::setId(const std::shared_ptr<const jobs::Scene>& scene, const std::string& id) {
  memories_.set(&scene->memory.impl(), scene, id);
}

void StoreState::setId(const std::shared_ptr<const scene::GaussianScene>& gaussians, const std::string& id) {
  gaussians_.set(gaussians.get(), gaussians, id);
}

std::string StoreState::footageHash(const Capture& capture) {
  const ImageSource* images = imagesOf(capture);
  if (images) {
    const std::string known = footage_.find(images);
    if (!known.empty()) return known;
  }
  const std::string hash = jobs::footageHash(capture);
  if (!hash.empty()) setFootageHash(capture, hash);
  return hash;
}

void StoreState::setFootageHash(const Capture& capture, const std::string& hash) {
  if (!hash.empty() && imagesOf(capture)) footage_.set(imagesOf(capture), capture.cameras.front().images, hash);
}

std::string StoreState::keyOf(const std::filesystem::path& file) {
  return std::filesystem::absolute(file).lexically_normal().string();
}

void StoreState::remember(const std::filesystem::path& file, const std::string& id) {
  const std::lock_guard lock(mutex_);
  files_[keyOf(file)].ids.insert(id);
}

bool StoreState::remembers(const std::filesystem::path& file, const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(keyOf(file));
  return found != files_.end() && found->second.ids.contains(id);
}

void StoreState::wrote(const std::filesystem::path& file, const std::string& id,
                       const std::shared_ptr<const scene::GaussianScene>& gaussians) {
  const std::lock_guard lock(mutex_);
  files_[keyOf(file)].ids.insert(id);
  files_[keyOf(file)].written[id] = {gaussians, nullptr};
}

void StoreState::copied(const std::filesystem::path& copy, const std::filesystem::path& original) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(keyOf(original));
  if (found != files_.end()) files_[keyOf(copy)] = File(found->second);
}

std::vector<int64_t> StoreState::storedNames(const std::filesystem::path& file, const std::string& id,
                                             const scene::GaussianScene& inMemory, const std::vector<int64_t>& names) {
  std::shared_ptr<const Places> places;
  {
    const std::lock_guard lock(mutex_);
    const auto known = files_.find(keyOf(file));
    if (known == files_.end()) return names;
    const auto written = known->second.written.find(id);
    // What was read from the file has its order already.
    if (written == known->second.written.end() || written->second.from.lock().get() != &inMemory) return names;
    places = written->second.places;
  }
  if (!places) {
    auto made = std::make_shared<Places>(static_cast<size_t>(inMemory.gaussians.count()), int64_t{-1});
    const std::vector<int64_t> order = scene::coarseFirst(inMemory.gaussians);
    for (size_t i = 0; i < order.size(); ++i) (*made)[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
    places = made;
    const std::lock_guard lock(mutex_);
    files_[keyOf(file)].written[id].places = places;
  }
  std::vector<int64_t> out;
  out.reserve(names.size());
  for (const int64_t name : names)
    if (name >= 0 && name < static_cast<int64_t>(places->size()) && (*places)[static_cast<size_t>(name)] >= 0)
      out.push_back((*places)[static_cast<size_t>(name)]);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace fsm::desktop
