#include "renderer/overlay/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace fsm::renderer {
namespace {

/// Corners of one line at most: ImGui numbers the vertices of a line with 16 bits.
constexpr size_t kMostCorners = 8192;
constexpr float kMargin = 10;  // logical pixels

ImU32 colourOf(const glm::vec4& colour) { return ImGui::ColorConvertFloat4ToU32({colour.r, colour.g, colour.b, colour.a}); }

bool isFinite(const glm::vec2& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// The line's corners, thinned out evenly where there are too many.
std::vector<ImVec2> corners(const std::vector<glm::vec2>& points) {
  std::vector<ImVec2> result;
  const size_t step = points.size() / kMostCorners + 1;
  for (size_t i = 0; i < points.size(); i += step) {
    if (isFinite(points[i])) result.emplace_back(points[i].x, points[i].y);
  }
  return result;
}

void drawShape(ImDrawList& list, const OverlayShape& shape, float scale) {
  const std::vector<ImVec2> points = corners(shape.points);
  const int count = static_cast<int>(points.size());
  const float width = std::max(shape.width * scale, 1.0f);
  const ImU32 line = colourOf(shape.colour), filling = colourOf(shape.filling);
  const bool filled = shape.filling.a > 0;
  switch (shape.kind) {
    case OverlayShape::Kind::polyline:
      if (count > 1) list.AddPolyline(points.data(), count, line, ImDrawFlags_None, width);
      break;
    case OverlayShape::Kind::polygon:
      if (filled && count > 2) list.AddConvexPolyFilled(points.data(), count, filling);
      if (count > 1) list.AddPolyline(points.data(), count, line, ImDrawFlags_Closed, width);
      break;
    case OverlayShape::Kind::rectangle: {
      if (count < 2) break;
      const ImVec2 low(std::min(points[0].x, points[1].x), std::min(points[0].y, points[1].y));
      const ImVec2 high(std::max(points[0].x, points[1].x), std::max(points[0].y, points[1].y));
      if (filled) list.AddRectFilled(low, high, filling);
      list.AddRect(low, high, line, 0, ImDrawFlags_None, width);
      break;
    }
    case OverlayShape::Kind::circle:
      if (count < 1 || !(shape.radius > 0) || !std::isfinite(shape.radius)) break;
      if (filled) list.AddCircleFilled(points[0], shape.radius, filling);
      list.AddCircle(points[0], shape.radius, line, 0, width);
      break;
  }
}

/// A line of text on a dark ground, `at` being the point of the box that `anchor` (0 to 1 in both axes) says. Its lower edge.
float drawBoxedText(ImDrawList& list, const std::string& text, ImVec2 at, ImVec2 anchor, ImU32 colour, float wrap, float scale) {
  const char* begin = text.data();
  const ImVec2 size = ImGui::CalcTextSize(begin, begin + text.size(), false, wrap);
  const ImVec2 pad(7 * scale, 4 * scale), box(size.x + 2 * pad.x, size.y + 2 * pad.y);
  const ImVec2 low(std::round(at.x - anchor.x * box.x), std::round(at.y - anchor.y * box.y));
  list.AddRectFilled(low, {low.x + box.x, low.y + box.y}, IM_COL32(18, 18, 20, 200), 4 * scale);
  list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), {low.x + pad.x, low.y + pad.y}, colour, begin, begin + text.size(), wrap);
  return low.y;
}

ImU32 messageColour(OverlayMessage::Kind kind) {
  switch (kind) {
    case OverlayMessage::Kind::warning: return IM_COL32(255, 205, 90, 255);
    case OverlayMessage::Kind::error: return IM_COL32(255, 120, 105, 255);
    default: return IM_COL32(235, 235, 235, 255);
  }
}

void drawLabels(ImDrawList& list, const OverlayContent& content) {
  for (const OverlayLabel& label : content.labels) {
    if (label.text.empty() || !isFinite(label.position)) continue;
    const ImVec2 at(label.position.x, label.position.y);
    const ImU32 colour = colourOf(label.colour);
    if (label.boxed) {
      drawBoxedText(list, label.text, at, {0.5f, 1}, colour, 0, content.scale);
      continue;
    }
    const char* begin = label.text.data();
    const ImVec2 size = ImGui::CalcTextSize(begin, begin + label.text.size());
    list.AddText({std::round(at.x - size.x / 2), std::round(at.y - size.y)}, colour, begin, begin + label.text.size());
  }
}

void drawPlot(const OverlayPlot& plot) {
  float limit = plot.limit;
  for (const float value : plot.values) {
    if (plot.limit <= 0 && std::isfinite(value)) limit = std::max(limit, value);
  }
  const ImVec2 size(ImGui::GetContentRegionAvail().x, 3 * ImGui::GetTextLineHeight());
  ImGui::PlotLines("##plot", plot.values.data(), static_cast<int>(plot.values.size()), 0, plot.label.c_str(), 0, limit, size);
}

void drawRow(const OverlayRow& row) {
  const float right = ImGui::GetContentRegionMax().x;
  if (row.share >= 0) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x * std::min(row.share, 1.0f);
    ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + width, low.y + ImGui::GetTextLineHeight()},
                                              IM_COL32(70, 120, 180, 110));
  }
  ImGui::TextUnformatted(row.label.data(), row.label.data() + row.label.size());
  const float width = ImGui::CalcTextSize(row.value.c_str()).x;
  // Beside the label, or where that leaves no room, on a line of its own.
  ImGui::SameLine();
  if (ImGui::GetCursorPosX() + width > right) ImGui::NewLine();
  ImGui::SetCursorPosX(std::max(right - width, ImGui::GetCursorPosX()));
  ImGui::TextUnformatted(row.value.data(), row.value.data() + row.value.size());
}

}  // namespace

void drawShapes(const OverlayContent& content) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  for (const OverlayShape& shape : content.shapes) drawShape(list, shape, content.scale);
}

void drawTexts(const OverlayContent& content, ImageSize window) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  drawLabels(list, content);
  const float margin = kMargin * content.scale, gap = 4 * content.scale;
  const float wrap = std::max(static_cast<float>(window.width) - 4 * margin, 4 * margin);
  float bottom = static_cast<float>(window.height) - margin;
  for (auto message = content.messages.rbegin(); message != content.messages.rend() && bottom > 0; ++message) {
    if (message->text.empty()) continue;
    bottom =
        drawBoxedText(list, message->text, {margin, bottom}, {0, 1}, messageColour(message->kind), wrap, content.scale) - gap;
  }
  if (content.hint.empty()) return;
  drawBoxedText(list, content.hint, {static_cast<float>(window.width) / 2, margin}, {0.5f, 0}, IM_COL32(235, 235, 235, 255), wrap,
                content.scale);
}

void drawPanel(const OverlayContent& content, ImageSize window) {
  if (content.panel.sections.empty()) return;
  const float margin = kMargin * content.scale;
  ImGui::SetNextWindowPos({margin, margin}, ImGuiCond_FirstUseEver);
  const float width = std::min(300 * content.scale, static_cast<float>(window.width));
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(static_cast<float>(window.height) - 2 * margin, 1.0f)});
  ImGui::SetNextWindowBgAlpha(0.8f);
  // "###": the panel stays where it is when its title changes.
  const std::string title = content.panel.title + "###panel";
  const ImGuiWindowFlags flags = ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                                 ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
  if (ImGui::Begin(title.c_str(), nullptr, flags)) {
    int number = 0;
    for (const OverlaySection& section : content.panel.sections) {
      ImGui::PushID(number++);
      const bool open = section.heading.empty() ||
                        ImGui::CollapsingHeader((section.heading + "###heading").c_str(), ImGuiTreeNodeFlags_DefaultOpen);
      for (size_t i = 0; open && i < section.plots.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        drawPlot(section.plots[i]);
        ImGui::PopID();
      }
      for (size_t i = 0; open && i < section.rows.size(); ++i) drawRow(section.rows[i]);
      ImGui::PopID();
    }
  }
  ImGui::End();
}

}  // namespace fsm::renderer
