// What lies over the picture in a window: a panel of figures, messages, names, outlines of selections. Plain data without a word
// of its own, so that the program that fills it decides on language and units. Positions and sizes are pixels of the window from
// its upper left corner; colours are display-referred and not premultiplied; text is UTF-8 (Latin, Greek and Cyrillic letters
// have glyphs).
#pragma once

#include <glm/glm.hpp>
#include <string>
#include <vector>

namespace fsm::renderer {

struct OverlayPlot {
  std::string label;
  std::vector<float> values;  ///< oldest first
  float limit = 0;            ///< value of the upper edge; 0: the largest of `values`
};

struct OverlayRow {
  std::string label, value;
  float share = -1;  ///< a bar of this part of the row's width, 0 to 1; negative: no bar
};

struct OverlaySection {
  std::string heading;  ///< may be empty
  std::vector<OverlayPlot> plots;
  std::vector<OverlayRow> rows;
};

/// Figures in the upper left corner, such as times of stages and memory; hidden without sections.
struct OverlayPanel {
  std::string title;
  std::vector<OverlaySection> sections;
};

struct OverlayMessage {
  enum class Kind { information, warning, error };
  std::string text;
  Kind kind = Kind::information;
};

/// Outline of a selection, of a safe area, or the brush's ring.
struct OverlayShape {
  enum class Kind { polyline, polygon, rectangle, circle };
  Kind kind = Kind::polyline;
  /// Polyline and polygon (closed): corners; rectangle: two opposite corners; circle: centre.
  std::vector<glm::vec2> points;
  float radius = 0;  ///< of a circle
  glm::vec4 colour{1, 1, 1, 0.9f};
  glm::vec4 filling{0};  ///< transparent: an outline only; polygons are filled where they are convex, rectangles, circles always
  float width = 1.5f;    ///< of the line, times the scale
};

/// A name at a place, such as a camera's at its frustum.
struct OverlayLabel {
  glm::vec2 position{0};  ///< of the middle of its lower edge
  std::string text;
  glm::vec4 colour{1};
  bool boxed = true;  ///< on a dark ground, so that it can be read on any picture
};

/// What the pointer does over the overlay, so that its panel can be moved and folded.
struct OverlayInput {
  glm::vec2 pointer{-1};  ///< negative: outside of the window
  bool leftButton = false;
  float wheel = 0;  ///< steps since the last frame, up is positive
};

struct OverlayContent {
  float scale = 1;  ///< of text and lines: device pixels of a logical one
  OverlayPanel panel;
  std::vector<OverlayMessage> messages;  ///< lower left corner, the newest at the bottom
  std::vector<OverlayShape> shapes;
  std::vector<OverlayLabel> labels;
  std::string hint;  ///< one line along the upper edge, such as what can be dropped here
  OverlayInput input;

  bool empty() const { return panel.sections.empty() && messages.empty() && shapes.empty() && labels.empty() && hint.empty(); }
};

}  // namespace fsm::renderer
