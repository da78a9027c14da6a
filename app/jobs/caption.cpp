#include "app/jobs/caption.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace fsm::jobs {

namespace {

using Glyph = std::array<const char*, kCaptionHeight>;

// clang-format off
const std::map<char, Glyph>& glyphs() {
  static const std::map<char, Glyph> table{
      {'0', {" ### ", "#   #", "#  ##", "# # #", "##  #", "#   #", " ### "}},
      {'1', {"  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "}},
      {'2', {" ### ", "#   #", "    #", "  ## ", " #   ", "#    ", "#####"}},
      {'3', {" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "}},
      {'4', {"   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "}},
      {'5', {"#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "}},
      {'6', {" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "}},
      {'7', {"#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "}},
      {'8', {" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "}},
      {'9', {" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "}},
      {'A', {" ### ", "#   #", "#   #", "#####", "#   #", "#   #", "#   #"}},
      {'B', {"#### ", "#   #", "#   #", "#### ", "#   #", "#   #", "#### "}},
      {'C', {" ### ", "#   #", "#    ", "#    ", "#    ", "#   #", " ### "}},
      {'D', {"#### ", "#   #", "#   #", "#   #", "#   #", "#   #", "#### "}},
      {'E', {"#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#####"}},
      {'F', {"#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#    "}},
      {'G', {" ### ", "#   #", "#    ", "# ###", "#   #", "#   #", " ### "}},
      {'H', {"#   #", "#   #", "#   #", "#####", "#   #", "#   #", "#   #"}},
      {'I', {" ### ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "}},
      {'J', {"  ###", "   # ", "   # ", "   # ", "   # ", "#  # ", " ##  "}},
      {'K', {"#   #", "#  # ", "# #  ", "##   ", "# #  ", "#  # ", "#   #"}},
      {'L', {"#    ", "#    ", "#    ", "#    ", "#    ", "#    ", "#####"}},
      {'M', {"#   #", "## ##", "# # #", "# # #", "#   #", "#   #", "#   #"}},
      {'N', {"#   #", "##  #", "##  #", "# # #", "#  ##", "#  ##", "#   #"}},
      {'O', {" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "}},
      {'P', {"#### ", "#   #", "#   #", "#### ", "#    ", "#    ", "#    "}},
      {'Q', {" ### ", "#   #", "#   #", "#   #", "# # #", "#  # ", " ## #"}},
      {'R', {"#### ", "#   #", "#   #", "#### ", "# #  ", "#  # ", "#   #"}},
      {'S', {" ####", "#    ", "#    ", " ### ", "    #", "    #", "#### "}},
      {'T', {"#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "}},
      {'U', {"#   #", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "}},
      {'V', {"#   #", "#   #", "#   #", "#   #", " # # ", " # # ", "  #  "}},
      {'W', {"#   #", "#   #", "#   #", "# # #", "# # #", "## ##", "#   #"}},
      {'X', {"#   #", "#   #", " # # ", "  #  ", " # # ", "#   #", "#   #"}},
      {'Y', {"#   #", "#   #", " # # ", "  #  ", "  #  ", "  #  ", "  #  "}},
      {'Z', {"#####", "    #", "   # ", "  #  ", " #   ", "#    ", "#####"}},
      {'.', {"     ", "     ", "     ", "     ", "     ", " ##  ", " ##  "}},
      {',', {"     ", "     ", "     ", "     ", " ##  ", "  #  ", " #   "}},
      {':', {"     ", " ##  ", " ##  ", "     ", " ##  ", " ##  ", "     "}},
      {'-', {"     ", "     ", "     ", " ### ", "     ", "     ", "     "}},
      {'+', {"     ", "  #  ", "  #  ", "#####", "  #  ", "  #  ", "     "}},
      {'=', {"     ", "     ", "#####", "     ", "#####", "     ", "     "}},
      {'/', {"    #", "    #", "   # ", "  #  ", " #   ", "#    ", "#    "}},
      {'(', {"   # ", "  #  ", " #   ", " #   ", " #   ", "  #  ", "   # "}},
      {')', {" #   ", "  #  ", "   # ", "   # ", "   # ", "  #  ", " #   "}},
      {'%', {"##   ", "##  #", "   # ", "  #  ", " #   ", "#  ##", "   ##"}},
      {'_', {"     ", "     ", "     ", "     ", "     ", "     ", "#####"}},
      {'?', {" ### ", "#   #", "    #", "  ## ", "  #  ", "     ", "  #  "}},
      {' ', {"     ", "     ", "     ", "     ", "     ", "     ", "     "}}};
  return table;
}
// clang-format on

const Glyph& glyphOf(char character) {
  const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
  const auto found = glyphs().find(upper);
  return found != glyphs().end() ? found->second : glyphs().at('?');
}

void fillSquare(Image& image, int left, int top, int side, const std::array<float, 3>& colour) {
  for (int y = std::max(0, top); y < std::min(image.size.height, top + side); ++y)
    for (int x = std::max(0, left); x < std::min(image.size.width, left + side); ++x)
      std::copy(colour.begin(), colour.end(), image.at(x, y));
}

}  // namespace

void drawCaption(Image& image, int x, int y, const std::string& text, int scale, const std::array<float, 3>& colour) {
  for (const char character : text) {
    const Glyph& glyph = glyphOf(character);
    for (int row = 0; row < kCaptionHeight; ++row)
      for (int column = 0; column < kCaptionAdvance - 1; ++column)
        if (glyph[row][column] == '#') fillSquare(image, x + column * scale, y + row * scale, scale, colour);
    x += kCaptionAdvance * scale;
  }
}

std::string fittedCaption(const std::string& text, int width, int scale) {
  const size_t room = static_cast<size_t>(std::max(0, width / (kCaptionAdvance * scale)));
  if (text.size() <= room) return text;
  return room == 0 ? std::string() : text.substr(0, room - 1) + ".";
}

}  // namespace fsm::jobs
