// The formats of splat files that are read, one source each.
#pragma once

#include "reconstruction/scene/splat_files/splat_file.h"

namespace fsm::scene {

std::unique_ptr<const SplatFormat> makeCompressedPlyFormat();  ///< PlayCanvas: chunks of 256, packed words
std::unique_ptr<const SplatFormat> makePlyFormat();            ///< 3DGS by property names, and our 4D layout
std::unique_ptr<const SplatFormat> makeSpzFormat();            ///< Niantic, versions 1 to 4
std::unique_ptr<const SplatFormat> makeGltfFormat();           ///< KHR_gaussian_splatting in .glb and .gltf
std::unique_ptr<const SplatFormat> makeSogFormat();            ///< PlayCanvas SOG: refused by name
std::unique_ptr<const SplatFormat> makeKsplatFormat();         ///< GaussianSplats3D
std::unique_ptr<const SplatFormat> makeDotSplatFormat();       ///< antimatter15, headerless

}  // namespace fsm::scene
