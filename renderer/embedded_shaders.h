// SPIR-V that was compiled from shaders/ at build time (installer/cmake/Shaders.cmake).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fsm::renderer {

struct EmbeddedShader {
  std::string_view name;  ///< path below shaders/, such as "splat/project.comp"
  std::span<const uint32_t> code;
};

std::span<const EmbeddedShader> embeddedShaders();
/// SPIR-V of the shader of that name. Throws internal when it was not embedded.
std::span<const uint32_t> shaderCode(std::string_view name);

}  // namespace fsm::renderer
