// What a project file says about its Gaussians beside the chunks: their kind, frame, colour space and raster settings.
#pragma once

#include <nlohmann/json.hpp>

#include "reconstruction/scene/gaussians_table.h"

namespace fsm::scene {

/// `scene` may be without Gaussians but for their kind; count, quantisation and errors come from `summary`.
nlohmann::json describe(const GaussianScene& scene, const GaussiansSummary& summary);

/// The reverse, into `scene` and all of `summary` but its row and stored bytes. Throws std::exception where something is missing
/// or makes no sense.
void applyDescription(const nlohmann::json& json, GaussianScene& scene, GaussiansSummary& summary);

/// The frame alone, as PLY headers carry it too.
nlohmann::json toJson(const Normalisation& frame);
Normalisation frameFromJson(const nlohmann::json& json);
nlohmann::json toJson(const RasterSettings& settings);
RasterSettings rasterSettingsFromJson(const nlohmann::json& json);
const char* colourSpaceName(ColourEncoding space);
ColourEncoding colourSpaceFrom(const std::string& name);

}  // namespace fsm::scene
