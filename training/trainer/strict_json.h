// Reads the fields of a JSON object and remembers which were asked for, so that a misspelt key is an error and not a silent
// default.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace fsm::training {

/// Every function throws `Error` badInput with a sentence that names the key and what is expected there.
class JsonFields {
 public:
  /// `where`: path of the object for messages ("stages[1]"; empty for the whole file).
  JsonFields(const nlohmann::json& object, std::string where);

  bool has(const std::string& key) const { return object_.contains(key); }
  double number(const std::string& key, double fallback, double least, double most);
  int64_t integer(const std::string& key, int64_t fallback, int64_t least, int64_t most);
  bool flag(const std::string& key, bool fallback);
  std::string text(const std::string& key, const std::string& fallback);
  /// Null where the key is absent.
  const nlohmann::json* child(const std::string& key);

  /// Call when everything was read: throws for keys that nobody asked for.
  void finish() const;
  [[noreturn]] void wrong(const std::string& key, const std::string& expected) const;
  std::string pathOf(const std::string& key) const { return where_.empty() ? key : where_ + "." + key; }

 private:
  const nlohmann::json& object_;
  std::string where_;
  std::set<std::string> known_;
};

}  // namespace fsm::training
