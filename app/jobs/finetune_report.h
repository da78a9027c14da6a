// What a fine-tuning scored and cost, for programs and for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "training/finetune/estimate.h"
#include "training/finetune/finetune.h"

namespace fsm::jobs {

/// Kept with the version in the project, and printed.
nlohmann::json toJson(const training::FinetuneResult& result);
nlohmann::json toJson(const training::FinetuneEstimate& estimate);
/// In a few lines for a person.
std::string table(const training::FinetuneResult& result);

/// README.md of a fine-tuned model's folder: what it is, of what, and how it scored. `base`: name of the model it started from;
/// `capture`: of the footage.
std::string modelCard(const training::FinetuneResult& result, const std::string& base, const std::string& capture);

}  // namespace fsm::jobs
