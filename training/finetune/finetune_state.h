// Where a stopped fine-tuning stands, as metadata of its state. Plain C++.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "training/finetune/finetune.h"

namespace fsm::training {

/// Where a run stands besides its numbers.
struct FinetunePosition {
  nlohmann::json identity;  ///< what must be the same to go on
  FinetunePlan plan;        ///< but for `scored`: what was chosen for the machine stays chosen
  int64_t steps = 0, skipped = 0;
  double seconds = 0;  ///< of the run, over resumptions
  FinetuneScore best;
  std::vector<FinetuneScore> curve;  ///< the start's first
  int sinceBest = 0;                 ///< scorings since the best
};

nlohmann::json toJson(const FinetuneScore& score);

void writePosition(const FinetunePosition& position, TensorFile& file);
/// Throws fileDamaged for anything that no run could have written.
FinetunePosition readPosition(const TensorFile& file);

}  // namespace fsm::training
