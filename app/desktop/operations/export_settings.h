// What an artist chose for an export, as a value that is remembered, and which choices go together.
#pragma once

#include <QString>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "app/jobs/clip_format.h"
#include "app/jobs/clip_quality.h"
#include "app/jobs/clip_sound.h"
#include "reconstruction/core/geometry.h"

namespace fsm::desktop {

/// A kind of file that clips are exported as.
struct ExportFormat {
  const char* id;     ///< "h264"; in settings and tests
  const char* codec;  ///< as ClipFormatRequest takes them
  const char* images;
  const char* ending;  ///< ".mp4"; of the files in the folder for images
  bool moving;         ///< one file with many frames; else a folder of images, or a still
  bool alpha;          ///< can be transparent
  bool sound;
  bool quality;  ///< is coded with losses
};
/// In the order in which they are offered: h264, hevc, prores, vp9, gif, png, png16, exr.
std::span<const ExportFormat> exportFormats();
/// The first one where `id` is none.
const ExportFormat& exportFormat(const QString& id);

struct ExportSettings {
  enum class Range { inOut, all, frame };  ///< frame: the one at the playhead, as a still
  enum class Ground { viewport, colour, transparent, environment };

  ImageSize size{1920, 1080};
  double fps = 0;  ///< 0: the animation's
  Range range = Range::inOut;
  double shutter = 0;  ///< degrees; 0: no motion blur
  int samples = 8;
  int supersample = 1;
  Ground ground = Ground::viewport;
  uint32_t colour = 0x101010;  ///< 0xRRGGBB
  QString environment;         ///< picture of all directions
  QString format = QStringLiteral("h264");
  int quality = jobs::kClipQuality;
  jobs::SoundChoice sound = jobs::SoundChoice::automatic;
  bool neural = false;

  bool operator==(const ExportSettings&) const = default;
};

/// What is there to export: decides which settings can be chosen.
struct ExportChoices {
  bool splats = false, neural = false;

  bool any() const { return splats || neural; }
};

/// The nearest settings that go together: no transparency where the format has none, no still as a video, no renderer that has
/// nothing to draw, numbers within their limits.
ExportSettings sensible(ExportSettings settings, const ExportChoices& choices);

/// Of the last export, from the program's settings; defaults where there are none or they make no sense.
ExportSettings loadExportSettings();
void saveExportSettings(const ExportSettings& settings);

/// The name of what is written: a folder for images, a file for anything else.
std::filesystem::path exportTarget(const std::filesystem::path& name, const ExportSettings& settings);
/// `target` with a number where it is there already or `taken`.
std::filesystem::path freeTarget(const std::filesystem::path& target, const std::vector<std::filesystem::path>& taken);

/// `viewport`: colour behind the scene there, display-referred. Reads the environment's picture: for a worker. Throws as that.
jobs::ClipQuality clipQuality(const ExportSettings& settings, const glm::vec3& viewport);
/// The quality of a draft: no blur, no supersampling; the background stays.
jobs::ClipQuality draftQuality(jobs::ClipQuality quality);
jobs::ClipFormatRequest clipFormat(const ExportSettings& settings);

}  // namespace fsm::desktop
