#include "renderer/overlay/overlay.h"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "reconstruction/core/log.h"
#include "renderer/overlay/widgets.h"

namespace fsm::renderer {
namespace {

constexpr float kFontSize = 14, kBuiltInSize = 13;  // logical pixels
constexpr uintmax_t kLargestFont = 32 << 20;
/// First and last characters: Latin, Greek, Cyrillic, dashes and quotes, arrows, infinity.
constexpr ImWchar kCharacters[] = {0x20, 0x17F, 0x370, 0x3FF, 0x400, 0x45F, 0x2010, 0x2027, 0x2190, 0x2193, 0x221E, 0x221E, 0};

/// ImGui has one current context in the whole program; several windows take turns.
std::mutex& turn() {
  static std::mutex mutex;
  return mutex;
}

/// Makes a context the current one for as long as it lives.
class InTurn {
 public:
  explicit InTurn(ImGuiContext* context) : lock_(turn()), before_(ImGui::GetCurrentContext()) {
    ImGui::SetCurrentContext(context);
  }
  ~InTurn() { ImGui::SetCurrentContext(before_); }
  InTurn(const InTurn&) = delete;
  InTurn& operator=(const InTurn&) = delete;

 private:
  std::lock_guard<std::mutex> lock_;
  ImGuiContext* before_;
};

/// The file's bytes where it begins like a TrueType font; ImGui stops the program when it is given anything else.
std::vector<char> fontBytes(const std::string& path) {
  std::error_code problem;
  const uintmax_t size = std::filesystem::file_size(path, problem);
  if (problem || size < 12 || size > kLargestFont) return {};
  std::vector<char> bytes(size);
  std::ifstream file(path, std::ios::binary);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) return {};
  const bool trueType = bytes[0] == 0 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
  return trueType ? bytes : std::vector<char>();
}

double secondsNow() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void style(float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  ImGui::StyleColorsDark(&style);
  style.WindowRounding = 4;
  style.WindowBorderSize = 0;
  style.WindowPadding = {8, 6};
  style.ItemSpacing = {6, 3};
  style.ScaleAllSizes(scale);
}

}  // namespace

Overlay::Overlay(RenderContext& context, vk::RenderPass renderPass, std::string font)
    : context_(context), font_(std::move(font)), pass_(context, renderPass) {
  const std::lock_guard lock(turn());
  ImGuiContext* const before = ImGui::GetCurrentContext();
  imgui_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(imgui_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // The program remembers its layout itself.
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  ImGui::SetCurrentContext(before);
}

Overlay::~Overlay() {
  const std::lock_guard lock(turn());
  ImGui::DestroyContext(imgui_);
}

void Overlay::useScale(float scale) {
  if (scale == scale_) return;
  scale_ = scale;
  style(scale);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  const std::vector<char> bytes = fontBytes(font_);
  ImFontConfig config;
  if (bytes.empty()) {
    if (!font_.empty()) log().info("The overlay uses its built-in font: {} is no TrueType file", font_);
    config.SizePixels = std::round(kBuiltInSize * scale);
    atlas.AddFontDefault(&config);
  } else {
    config.FontDataOwnedByAtlas = false;
    // The atlas does not change the bytes.
    atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()), std::round(kFontSize * scale),
                               &config, kCharacters);
  }
  atlas.Build();
  pass_.setLetters(atlas);
  atlas.ClearInputData();  // The bytes go now.
}

void Overlay::build(const OverlayContent& content, ImageSize window) {
  const InTurn current(imgui_);
  const float scale = std::isfinite(content.scale) ? std::clamp(content.scale, 0.5f, 4.0f) : 1.0f;
  useScale(scale);
  ImGuiIO& io = ImGui::GetIO();
  const double now = secondsNow();
  io.DeltaTime = static_cast<float>(std::clamp(now - lastTime_, 1e-4, 0.1));
  lastTime_ = now;
  io.DisplaySize = {static_cast<float>(window.width), static_cast<float>(window.height)};
  const OverlayInput& input = content.input;
  const bool inside = input.pointer.x >= 0 && input.pointer.y >= 0;
  io.MousePos = inside ? ImVec2(input.pointer.x, input.pointer.y) : ImVec2(-FLT_MAX, -FLT_MAX);
  io.MouseDown[0] = input.leftButton;
  io.MouseWheel = input.wheel;
  ImGui::NewFrame();
  drawPanel(content, window);
  ImGui::EndFrame();
  // ImGui finds the sizes of what is new while it lays it out, and shows it a frame later; a still window has no later frame.
  io.DeltaTime = 1e-4f;
  io.MouseWheel = 0;
  ImGui::NewFrame();
  drawShapes(content);
  drawTexts(content, window);
  drawPanel(content, window);
  takesPointer_ = io.WantCaptureMouse;
  ImGui::Render();
}

void Overlay::prepare(CommandStream& commands) { pass_.prepare(commands); }

void Overlay::record(CommandStream& commands, vk::Extent2D extent) {
  const InTurn current(imgui_);
  if (const ImDrawData* data = ImGui::GetDrawData(); data && data->Valid) pass_.record(commands, *data, extent);
}

}  // namespace fsm::renderer
