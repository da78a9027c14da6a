#include "app/desktop/operations/export_settings.h"

#include <QSettings>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/animation/animation.h"
#include "app/jobs/clip_size.h"
#include "app/jobs/environment.h"
#include "reconstruction/media/gif_writer.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

constexpr ExportFormat kFormats[] = {
    {"h264", "h264", "", ".mp4", true, false, true, true},     {"hevc", "hevc", "", ".mp4", true, false, true, true},
    {"prores", "prores", "", ".mov", true, true, true, false}, {"vp9", "vp9", "", ".webm", true, true, true, true},
    {"gif", "", "", ".gif", true, true, false, false},         {"png", "", "png", ".png", false, true, false, false},
    {"png16", "", "png16", ".png", false, true, false, false}, {"exr", "", "exr", ".exr", false, true, false, false}};

constexpr int kLeastSide = 16;
constexpr int kFewestSamples = 2, kMostSamples = 64, kMostSupersampling = 4, kWorstQuality = 51;

template <class Choice>
Choice choiceFrom(const QSettings& stored, const char* key, Choice most) {
  const int value = stored.value(QLatin1String(key), 0).toInt();
  return static_cast<Choice>(std::clamp(value, 0, static_cast<int>(most)));
}

/// Only an ending that stands for a kind of file is one: "take 1.5" is a name.
std::string endingOf(const fs::path& name) {
  const std::string ending = QString::fromStdString(name.extension().string()).toLower().toStdString();
  const auto same = [&](const ExportFormat& format) { return ending == format.ending; };
  return std::any_of(std::begin(kFormats), std::end(kFormats), same) ? ending : std::string();
}

}  // namespace

std::span<const ExportFormat> exportFormats() { return kFormats; }

const ExportFormat& exportFormat(const QString& id) {
  const auto found = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const ExportFormat& f) { return id == f.id; });
  return found == std::end(kFormats) ? kFormats[0] : *found;
}

ExportSettings sensible(ExportSettings settings, const ExportChoices& choices) {
  const ExportFormat& format = exportFormat(settings.format);
  settings.format = format.id;
  settings.size.width = std::clamp(settings.size.width, kLeastSide, jobs::kLargestClipSide);
  settings.size.height = std::clamp(settings.size.height, kLeastSide, jobs::kLargestClipSide);
  const double fastest = settings.format == QLatin1String("gif") ? media::kFastestGif : animation::kHighestFps;
  if (!std::isfinite(settings.fps) || settings.fps < 0) settings.fps = 0;
  settings.fps = std::min(settings.fps, fastest);
  settings.shutter = std::isfinite(settings.shutter) ? std::clamp(settings.shutter, 0.0, 360.0) : 0;
  settings.samples = std::clamp(settings.samples, kFewestSamples, kMostSamples);
  settings.supersample = std::clamp(settings.supersample, 1, kMostSupersampling);
  settings.quality = std::clamp(settings.quality, 0, kWorstQuality);
  if (format.moving && settings.range == ExportSettings::Range::frame) settings.range = ExportSettings::Range::inOut;
  if (!choices.splats && choices.neural) settings.neural = true;
  if (!choices.neural) settings.neural = false;
  const bool seesThrough = !settings.neural;
  if (settings.ground == ExportSettings::Ground::transparent && !(format.alpha && seesThrough))
    settings.ground = ExportSettings::Ground::viewport;
  return settings;
}

ExportSettings loadExportSettings() {
  QSettings stored;
  stored.beginGroup("export");
  ExportSettings settings;
  settings.size = {stored.value("width", settings.size.width).toInt(), stored.value("height", settings.size.height).toInt()};
  settings.fps = stored.value("fps", 0).toDouble();
  settings.range = choiceFrom(stored, "range", ExportSettings::Range::frame);
  settings.shutter = stored.value("shutter", 0).toDouble();
  settings.samples = stored.value("samples", settings.samples).toInt();
  settings.supersample = stored.value("supersample", 1).toInt();
  settings.ground = choiceFrom(stored, "ground", ExportSettings::Ground::environment);
  settings.colour = stored.value("colour", settings.colour).toUInt() & 0xffffff;
  settings.environment = stored.value("environment").toString();
  settings.format = stored.value("format", settings.format).toString();
  settings.quality = stored.value("quality", settings.quality).toInt();
  settings.neural = stored.value("neural", false).toBool();
  return settings;
}

/// Whether there is sound is a question of the clip, not of taste: it is not remembered.
void saveExportSettings(const ExportSettings& settings) {
  QSettings stored;
  stored.beginGroup("export");
  stored.setValue("width", settings.size.width);
  stored.setValue("height", settings.size.height);
  stored.setValue("fps", settings.fps);
  stored.setValue("range", static_cast<int>(settings.range));
  stored.setValue("shutter", settings.shutter);
  stored.setValue("samples", settings.samples);
  stored.setValue("supersample", settings.supersample);
  stored.setValue("ground", static_cast<int>(settings.ground));
  stored.setValue("colour", settings.colour);
  stored.setValue("environment", settings.environment);
  stored.setValue("format", settings.format);
  stored.setValue("quality", settings.quality);
  stored.setValue("neural", settings.neural);
}

fs::path exportTarget(const fs::path& name, const ExportSettings& settings) {
  const ExportFormat& format = exportFormat(settings.format);
  fs::path target = name;
  const std::string ending = endingOf(name);
  const bool folder = !format.moving && settings.range != ExportSettings::Range::frame;
  // H.264 and HEVC go into .mov as well; whoever typed it means it.
  const bool quickTime = format.sound && ending == ".mov" && std::string(format.ending) == ".mp4";
  if (!ending.empty() && !quickTime) target.replace_extension();
  if (!folder && !quickTime) target += format.ending;
  return target;
}

fs::path freeTarget(const fs::path& target, const std::vector<fs::path>& taken) {
  std::error_code failed;
  const auto used = [&](const fs::path& path) {
    return fs::exists(path, failed) || std::find(taken.begin(), taken.end(), path) != taken.end();
  };
  if (!used(target)) return target;
  const bool folder = endingOf(target).empty();
  const std::string stem = folder ? target.filename().string() : target.stem().string();
  for (int n = 2;; ++n) {
    fs::path next = target.parent_path() / (stem + " " + std::to_string(n));
    if (!folder) next += target.extension();
    if (!used(next)) return next;
  }
}

jobs::ClipQuality clipQuality(const ExportSettings& settings, const glm::vec3& viewport) {
  using Kind = jobs::Background::Kind;
  jobs::ClipQuality quality;
  quality.blur = {settings.shutter, settings.samples};
  quality.supersample = settings.supersample;
  jobs::Background& background = quality.background;
  if (settings.neural) {
    background.kind = Kind::scene;  // nothing shows through whole pictures
    return quality;
  }
  switch (settings.ground) {
    case ExportSettings::Ground::transparent: background.kind = Kind::transparent; break;
    case ExportSettings::Ground::environment:
      background.kind = Kind::environment;
      if (!settings.environment.isEmpty()) background.environment = jobs::readEnvironment(settings.environment.toStdString());
      break;
    case ExportSettings::Ground::viewport:
      background.kind = Kind::colour;
      background.colour = viewport;
      break;
    case ExportSettings::Ground::colour:
      background.kind = Kind::colour;
      for (int c = 0; c < 3; ++c) background.colour[c] = static_cast<float>((settings.colour >> (16 - 8 * c)) & 0xff) / 255.0f;
      break;
  }
  return quality;
}

jobs::ClipQuality draftQuality(jobs::ClipQuality quality) {
  quality.blur = {};
  quality.supersample = 1;
  return quality;
}

jobs::ClipFormatRequest clipFormat(const ExportSettings& settings) {
  const ExportFormat& format = exportFormat(settings.format);
  const bool still = !format.moving && settings.range == ExportSettings::Range::frame;
  jobs::ClipFormatRequest request;
  request.codec = format.codec;
  request.images = format.images;
  // A still's ending says all but the number of bits.
  if (still && request.images == "png") request.images.clear();
  request.quality = settings.quality;
  return request;
}

}  // namespace fsm::desktop
