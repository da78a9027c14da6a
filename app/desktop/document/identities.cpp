#include "app/desktop/document/identities.h"

#include <QUuid>

namespace fsm::desktop {

const Identities::Entry* Identities::living(const void* value) const {
  const auto found = entries_.find(value);
  return found == entries_.end() || found->second.owner.expired() ? nullptr : &found->second;
}

std::string Identities::find(const void* value) const {
  const std::lock_guard lock(mutex_);
  const Entry* entry = living(value);
  return entry ? entry->name : std::string();
}

std::string Identities::of(const void* value, const std::weak_ptr<const void>& owner) {
  const std::lock_guard lock(mutex_);
  if (const Entry* entry = living(value)) return entry->name;
  std::erase_if(entries_, [](const auto& entry) { return entry.second.owner.expired(); });
  const std::string name = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
  entries_[value] = {name, owner};
  return name;
}

void Identities::set(const void* value, const std::weak_ptr<const void>& owner, const std::string& name) {
  const std::lock_guard lock(mutex_);
  entries_[value] = {name, owner};
}

}  // namespace fsm::desktop
