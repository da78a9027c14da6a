// The float32 tensors of a safetensors fixture, without LibTorch: 8 bytes length, JSON header, data.
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reconstruction/core/error.h"

namespace fsm::renderer {

class FloatTensors {
 public:
  explicit FloatTensors(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    uint64_t length = 0;
    if (bytes_.size() >= 8) std::memcpy(&length, bytes_.data(), 8);
    if (bytes_.size() < 8 || length > bytes_.size() - 8)
      throw Error(ErrorCode::fileDamaged, "The fixture " + path.string() + " is damaged.");
    start_ = 8 + length;
    header_ = nlohmann::json::parse(bytes_.begin() + 8, bytes_.begin() + static_cast<int64_t>(start_));
  }

  std::vector<int64_t> shape(const std::string& name) const { return header_.at(name).at("shape").get<std::vector<int64_t>>(); }
  std::vector<float> values(const std::string& name) const {
    const auto offsets = header_.at(name).at("data_offsets").get<std::vector<size_t>>();
    std::vector<float> out((offsets.at(1) - offsets.at(0)) / sizeof(float));
    if (offsets[1] < offsets[0] || start_ + offsets[1] > bytes_.size())
      throw Error(ErrorCode::fileDamaged, "A fixture is damaged.");
    std::memcpy(out.data(), bytes_.data() + start_ + offsets[0], out.size() * sizeof(float));
    return out;
  }

 private:
  std::vector<char> bytes_;
  nlohmann::json header_;
  size_t start_ = 0;
};

}  // namespace fsm::renderer
