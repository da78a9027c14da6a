// Finding the model that a job asks for by name, folder or file.
#pragma once

#include <filesystem>
#include <string>

namespace fsm::jobs {

inline constexpr const char* kDefaultModel = "default";

/// What `Engine::load` takes. `request` is an existing file or folder, or the name of a bundled model (empty: the default one): a
/// folder `resources/models/NAME` above the program, or `share/chronoscope/models/NAME` likewise. Throws notFound naming
/// the places looked at.
std::filesystem::path findModel(const std::string& request);

/// `resources/NAME` of this program by the same rule; empty when it is not there.
std::filesystem::path findResource(const std::filesystem::path& name);

}  // namespace fsm::jobs
