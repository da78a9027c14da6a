// What a model file claims about its own sizes, checked before Assimp believes it: Assimp takes memory on a header's word and
// writes where a skin's joint numbers point.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace fsm::renderer {

/// glTF 2.0, text or binary: chunks, buffers, views and accessors lie inside what holds them; indices of vertices and joints name
/// ones that are there; the tree of nodes is a tree. Reads the buffers beside the file. Throws fileDamaged, unsupported (another
/// version, compression extensions that are required).
void checkGltfClaims(const std::filesystem::path& path, std::span<const uint8_t> file, const std::string& shownName);

/// FBX: binary records lie inside their parents, arrays hold no more than their bytes can; text files pass. Throws fileDamaged.
void checkFbxClaims(std::span<const uint8_t> file, const std::string& shownName);

}  // namespace fsm::renderer
