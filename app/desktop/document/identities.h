// Names for large shared values for as long as they live: whether what a project holds is what a file holds is asked without
// comparing or hashing it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace fsm::desktop {

/// Thread-safe. A value is its address together with who owns it: an address that is used again is another value.
class Identities {
 public:
  /// The name of `value`, which must not be null; nothing where it has none.
  std::string find(const void* value) const;
  /// The name of `value`, made up (unique for ever) where it has none.
  std::string of(const void* value, const std::weak_ptr<const void>& owner);
  /// `value` is what was stored under `name`.
  void set(const void* value, const std::weak_ptr<const void>& owner, const std::string& name);

 private:
  struct Entry {
    std::string name;
    std::weak_ptr<const void> owner;
  };
  const Entry* living(const void* value) const;

  mutable std::mutex mutex_;
  std::map<const void*, Entry> entries_;
};

}  // namespace fsm::desktop
