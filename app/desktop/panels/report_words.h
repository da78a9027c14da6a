// The words of a job's report (JSON, in English), in the language of the window.
#pragma once

#include <QString>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace fsm::desktop {

/// "skipped_steps" as "skipped steps", translated; keys that are not known stay as they are but for their spaces.
QString reportName(const std::string& key);
/// Of a number, a text or a boolean; empty for anything else.
QString reportValue(const std::string& key, const nlohmann::json& value);

}  // namespace fsm::desktop
