#include <string>

#include "reconstruction/core/error.h"
#include "renderer/embedded_shaders.h"

namespace fsm::renderer {

std::span<const uint32_t> shaderCode(std::string_view name) {
  for (const EmbeddedShader& shader : embeddedShaders()) {
    if (shader.name == name) return shader.code;
  }
  throw Error(ErrorCode::internal, "A part of the renderer is missing from this build; please install the program again.",
              "no shader \"" + std::string(name) + "\"");
}

}  // namespace fsm::renderer
