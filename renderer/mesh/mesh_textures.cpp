#include "renderer/mesh/mesh_textures.h"

#include <cmath>

#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "renderer/mesh/confined_files.h"

namespace fsm::renderer {
namespace {

constexpr unsigned kMaxTextureSide = 16384;

MeshTexture fromImage(const std::string& name, const AlphaImage& image) {
  MeshTexture texture{name, image.colour.size, {}};
  const std::vector<uint8_t> rgb = toBytes(image.colour);
  texture.rgba.resize(image.alpha.size() * 4);
  for (size_t i = 0; i < image.alpha.size(); ++i) {
    for (size_t c = 0; c < 3; ++c) texture.rgba[i * 4 + c] = rgb[i * 3 + c];
    texture.rgba[i * 4 + 3] = static_cast<uint8_t>(std::lround(image.alpha[i] * 255.0f));
  }
  return texture;
}

}  // namespace

MeshTexture MeshTextures::readEmbedded(const aiTexture& texture, const std::string& name) const {
  if (texture.mHeight == 0)  // a whole PNG or JPEG of mWidth bytes
    return fromImage(name, readImageWithAlpha({reinterpret_cast<const uint8_t*>(texture.pcData), texture.mWidth}, name));
  if (texture.mWidth == 0 || texture.mWidth > kMaxTextureSide || texture.mHeight > kMaxTextureSide)
    throw Error(ErrorCode::unsupported, "The picture \"" + name + "\" has more than 16384 pixels a side. Make it smaller first.");
  MeshTexture out{name, {static_cast<int>(texture.mWidth), static_cast<int>(texture.mHeight)}, {}};
  const size_t texels = static_cast<size_t>(texture.mWidth) * texture.mHeight;
  out.rgba.reserve(texels * 4);
  for (size_t i = 0; i < texels; ++i) {
    const aiTexel& texel = texture.pcData[i];
    out.rgba.insert(out.rgba.end(), {texel.r, texel.g, texel.b, texel.a});
  }
  return out;
}

MeshTexture MeshTextures::read(const std::string& reference) const {
  if (const aiTexture* embedded = scene_.GetEmbeddedTexture(reference.c_str())) return readEmbedded(*embedded, reference);
  const auto file = fileBeside(folder_, reference);
  if (!file)
    throw Error(ErrorCode::notFound, "The picture \"" + reference +
                                         "\" is not in the model's folder. Copy it there to see it on the model's surface.");
  return fromImage(reference, readImageWithAlpha(*file));
}

int MeshTextures::texture(const std::string& reference) {
  if (const auto found = known_.find(reference); found != known_.end()) return found->second;
  int index = -1;
  try {
    MeshTexture texture = read(reference);
    index = static_cast<int>(model_.textures.size());
    model_.textures.push_back(std::move(texture));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::outOfMemory) throw;
    model_.notes.emplace_back(error.what());
  }
  return known_[reference] = index;
}

}  // namespace fsm::renderer
