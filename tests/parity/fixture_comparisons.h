// One function a kind of fixture; each adds its results to `comparison` and throws `Error` for missing or damaged parts.
#pragma once

#include "tests/parity/comparison.h"
#include "tests/parity/fixture.h"

namespace fsm::parity {

/// FSM-LVSM and FSM-LRM: the whole forward at once, and the same with bounded memory in groups of several sizes.
void compareNetwork(const NetworkFixture& fixture, torch::Device device, Comparison& comparison);

/// Rays, pose normalisation, PSNR and SSIM: those of them that the file has.
bool isGeometryFixture(const TensorFile& file);
void compareGeometry(const TensorFile& file, const std::string& name, torch::Device device, Comparison& comparison);

}  // namespace fsm::parity
