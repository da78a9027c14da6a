#include "training/trainer/strict_json.h"

#include <cmath>

#include "reconstruction/core/error.h"

namespace fsm::training {
namespace {

std::string shortNumber(double value) { return nlohmann::json(value).dump(); }

}  // namespace

JsonFields::JsonFields(const nlohmann::json& object, std::string where) : object_(object), where_(std::move(where)) {
  if (!object.is_object()) {
    throw Error(ErrorCode::badInput, "The training configuration needs an object { } " +
                                         (where_.empty() ? std::string("as a whole.") : "at '" + where_ + "'."));
  }
}

void JsonFields::wrong(const std::string& key, const std::string& expected) const {
  throw Error(ErrorCode::badInput, "The training configuration is wrong at '" + pathOf(key) + "': give " + expected + ".");
}

const nlohmann::json* JsonFields::child(const std::string& key) {
  known_.insert(key);
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

double JsonFields::number(const std::string& key, double fallback, double least, double most) {
  const nlohmann::json* value = child(key);
  if (!value) return fallback;
  const double number = value->is_number() ? value->get<double>() : std::nan("");
  if (!(number >= least && number <= most)) wrong(key, "a number from " + shortNumber(least) + " to " + shortNumber(most));
  return number;
}

int64_t JsonFields::integer(const std::string& key, int64_t fallback, int64_t least, int64_t most) {
  const nlohmann::json* value = child(key);
  if (!value) return fallback;
  const double number = value->is_number() ? value->get<double>() : std::nan("");
  if (!(number >= static_cast<double>(least) && number <= static_cast<double>(most)) || number != std::floor(number)) {
    wrong(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return static_cast<int64_t>(number);
}

bool JsonFields::flag(const std::string& key, bool fallback) {
  const nlohmann::json* value = child(key);
  if (!value) return fallback;
  if (!value->is_boolean()) wrong(key, "true or false");
  return value->get<bool>();
}

std::string JsonFields::text(const std::string& key, const std::string& fallback) {
  const nlohmann::json* value = child(key);
  if (!value) return fallback;
  if (!value->is_string()) wrong(key, "a text in quotes");
  return value->get<std::string>();
}

void JsonFields::finish() const {
  for (const auto& [key, value] : object_.items()) {
    if (known_.contains(key)) continue;
    std::string list;
    for (const std::string& name : known_) list += (list.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::badInput, "The training configuration has the unknown key '" + pathOf(key) +
                                         "'. Correct or remove it; known there: " + list + ".");
  }
}

}  // namespace fsm::training
