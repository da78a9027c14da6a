#include "training/trainer/line_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace fsm::training {
namespace {

constexpr std::array<float, 3> kInk{0.15f, 0.15f, 0.15f};
constexpr std::array<float, 3> kGrid{0.88f, 0.88f, 0.88f};
constexpr int kLeft = 70, kRight = 20, kTop = 34, kBottom = 30;

// Five rows of three cells, row by row, '#' set.
struct Glyph {
  char letter;
  std::string_view cells;
};
constexpr Glyph kGlyphs[] = {
    {'0', "####.##.##.####"}, {'1', ".#.##..#..#.###"}, {'2', "###..#####..###"}, {'3', "###..#.##..####"},
    {'4', "#.##.####..#..#"}, {'5', "####..###..####"}, {'6', "####..####.####"}, {'7', "###..#..#.#..#."},
    {'8', "####.#####.####"}, {'9', "####.####..####"}, {'A', "####.#####.##.#"}, {'B', "##.#.###.#.###."},
    {'C', "####..#..#..###"}, {'D', "##.#.##.##.###."}, {'E', "####..##.#..###"}, {'F', "####..##.#..#.."},
    {'G', "####..#.##.####"}, {'H', "#.##.#####.##.#"}, {'I', "###.#..#..#.###"}, {'J', "..#..#..##.####"},
    {'K', "#.##.###.#.##.#"}, {'L', "#..#..#..#..###"}, {'M', "#.########.##.#"}, {'N', "##.#.##.##.##.#"},
    {'O', "####.##.##.####"}, {'P', "####.#####..#.."}, {'Q', "####.##.####..#"}, {'R', "####.###.#.##.#"},
    {'S', "####..###..####"}, {'T', "###.#..#..#..#."}, {'U', "#.##.##.##.####"}, {'V', "#.##.##.##.#.#."},
    {'W', "#.##.########.#"}, {'X', "#.##.#.#.#.##.#"}, {'Y', "#.##.####.#..#."}, {'Z', "###..#.#.#..###"},
    {'.', ".............#."}, {'-', "......###......"}, {'+', "....#.###.#...."}, {':', "....#.....#...."},
    {'/', "..#..#.#.#..#.."}, {'%', "#.#..#.#.#..#.#"}};

void setPixel(Image& image, int x, int y, const std::array<float, 3>& colour) {
  if (x < 0 || y < 0 || x >= image.size.width || y >= image.size.height) return;
  std::copy(colour.begin(), colour.end(), image.at(x, y));
}

void fill(Image& image, int x, int y, int width, int height, const std::array<float, 3>& colour) {
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) setPixel(image, column, row, colour);
  }
}

void drawLine(Image& image, double x0, double y0, double x1, double y1, const std::array<float, 3>& colour) {
  const int steps = std::max(1, static_cast<int>(std::ceil(std::max(std::abs(x1 - x0), std::abs(y1 - y0)))));
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    fill(image, static_cast<int>(std::lround(x0 + t * (x1 - x0))), static_cast<int>(std::lround(y0 + t * (y1 - y0))), 2, 2,
         colour);
  }
}

struct Range {
  double low = 0, high = 1;
  void widen() {
    const double margin = high > low ? 0.05 * (high - low) : std::max(0.5, 0.1 * std::abs(low));
    low -= margin;
    high += margin;
  }
};

/// 1, 2 or 5 times a power of ten: about five ticks in the range.
double tickStep(const Range& range) {
  const double rough = (range.high - range.low) / 5, power = std::pow(10.0, std::floor(std::log10(rough)));
  const double ratio = rough / power;
  return power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
}

std::string tickText(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", std::abs(value) < 1e-9 ? 0.0 : value);
  std::string result = text;
  for (char& letter : result) letter = letter == 'e' ? 'E' : letter;
  return result;
}

struct Frame {
  Range x, y;
  int left = 0, top = 0, width = 0, height = 0;
  double px(double value) const { return left + (value - x.low) / (x.high - x.low) * width; }
  double py(double value) const { return top + height - (value - y.low) / (y.high - y.low) * height; }
};

void drawAxes(Image& image, const Frame& frame) {
  const double dx = tickStep(frame.x), dy = tickStep(frame.y);
  for (double value = std::ceil(frame.x.low / dx) * dx; value <= frame.x.high; value += dx) {
    const int x = static_cast<int>(frame.px(value));
    fill(image, x, frame.top, 1, frame.height, kGrid);
    drawText(image, x - 4 * static_cast<int>(tickText(value).size()), frame.top + frame.height + 8, tickText(value), kInk);
  }
  for (double value = std::ceil(frame.y.low / dy) * dy; value <= frame.y.high; value += dy) {
    const int y = static_cast<int>(frame.py(value));
    fill(image, frame.left, y, frame.width, 1, kGrid);
    drawText(image, frame.left - 8 * static_cast<int>(tickText(value).size()) - 6, y - 5, tickText(value), kInk);
  }
  fill(image, frame.left, frame.top, 1, frame.height, kInk);
  fill(image, frame.left, frame.top + frame.height, frame.width, 1, kInk);
}

void drawPanel(Image& image, const Panel& panel, int top, ImageSize size) {
  drawText(image, 10, top + 10, panel.title, kInk);
  int legend = 20 + 8 * static_cast<int>(panel.title.size() + 2);
  for (const Curve& curve : panel.curves) {
    fill(image, legend, top + 13, 14, 4, curve.colour);
    drawText(image, legend + 20, top + 10, curve.name, kInk);
    legend += 20 + 8 * static_cast<int>(curve.name.size() + 3);
  }
  bool any = false;
  Frame frame{{}, {}, kLeft, top + kTop, size.width - kLeft - kRight, size.height - kTop - kBottom};
  for (const Curve& curve : panel.curves) {
    for (const PlotPoint& point : curve.points) {
      frame.x = any ? Range{std::min(frame.x.low, point.x), std::max(frame.x.high, point.x)} : Range{point.x, point.x};
      frame.y = any ? Range{std::min(frame.y.low, point.y), std::max(frame.y.high, point.y)} : Range{point.y, point.y};
      any = true;
    }
  }
  if (!any) return;
  frame.x.widen();
  frame.y.widen();
  drawAxes(image, frame);
  for (const Curve& curve : panel.curves) {
    for (size_t i = 0; i < curve.points.size(); ++i) {
      const PlotPoint& from = curve.points[i == 0 ? 0 : i - 1];
      const PlotPoint& to = curve.points[i];
      drawLine(image, frame.px(from.x), frame.py(from.y), frame.px(to.x), frame.py(to.y), curve.colour);
    }
  }
}

}  // namespace

void drawText(Image& image, int x, int y, const std::string& text, const std::array<float, 3>& colour, int scale) {
  for (const char letter : text) {
    for (const Glyph& glyph : kGlyphs) {
      if (glyph.letter != letter) continue;
      for (int cell = 0; cell < 15; ++cell) {
        if (glyph.cells[cell] == '#') fill(image, x + cell % 3 * scale, y + cell / 3 * scale, scale, scale, colour);
      }
    }
    x += 4 * scale;
  }
}

Image drawPanels(const std::vector<Panel>& panels, ImageSize size) {
  Image image({size.width, size.height * static_cast<int>(std::max<size_t>(1, panels.size()))}, 1.0f);
  for (size_t i = 0; i < panels.size(); ++i) drawPanel(image, panels[i], static_cast<int>(i) * size.height, size);
  return image;
}

}  // namespace fsm::training
