#include "app/jobs/project_animation.h"

#include "app/animation/animation_json.h"
#include "reconstruction/scene/project_file.h"

namespace fsm::jobs {

std::optional<animation::Animation> loadAnimation(const std::filesystem::path& project) {
  const auto text = scene::ProjectFile::open(project, true).setting(animation::kAnimationSetting);
  if (!text) return std::nullopt;
  return animation::animationFromJson(*text);
}

void saveAnimation(const std::filesystem::path& project, const animation::Animation& animation) {
  scene::ProjectFile file = scene::ProjectFile::open(project);
  file.begin();
  file.setSetting(animation::kAnimationSetting, animation::toJson(animation));
  file.commit();
}

}  // namespace fsm::jobs
