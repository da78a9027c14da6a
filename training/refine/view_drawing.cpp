#include "training/refine/view_drawing.h"

#include <cstring>

#include "reconstruction/core/srgb.h"

namespace fsm::training {

Image drawView(splatting::Rasteriser& rasteriser, const splatting::GaussianPointers<float>& gaussians, const View& view,
               const scene::RasterSettings& settings, ColourEncoding space, torch::Device device) {
  Image image(view.camera.intrinsics.size);
  const torch::Tensor colour =
      torch::empty({image.size.height, image.size.width, 3}, torch::TensorOptions(torch::kFloat32).device(device));
  splatting::RasterOutputs<float> outputs;
  outputs.colour = colour.data_ptr<float>();
  rasteriser.forward(gaussians, view, settings, outputs);
  const torch::Tensor host = colour.cpu();
  std::memcpy(image.rgb.data(), host.data_ptr<float>(), image.rgb.size() * sizeof(float));
  if (space == ColourEncoding::linear)
    for (float& value : image.rgb) value = static_cast<float>(srgbFromLinear(value));
  return image;
}

}  // namespace fsm::training
