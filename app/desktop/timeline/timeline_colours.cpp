#include "app/desktop/timeline/timeline_colours.h"

namespace fsm::desktop {

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto channel = [&](double x, double y) { return static_cast<float>(x + (y - x) * share); };
  return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()),
                          channel(a.alphaF(), b.alphaF()));
}

TimelineColours::TimelineColours(const QPalette& palette) {
  const QColor base = palette.color(QPalette::Base);
  text = palette.color(QPalette::Text);
  dark = base.lightnessF() < text.lightnessF();
  ground = base;
  band = mixed(base, text, 0.035);
  gutter = palette.color(QPalette::Window);
  edge = mixed(base, text, dark ? 0.28 : 0.22);
  faintText = mixed(text, base, 0.4);
  grid = mixed(base, text, 0.11);
  camera = dark ? QColor(0x5f, 0xb0, 0xff) : QColor(0x12, 0x66, 0xc4);
  time = dark ? QColor(0x58, 0xd0, 0x9a) : QColor(0x0b, 0x86, 0x58);
  marker = QColor(0xf2, 0xa6, 0x3b);
  selected = palette.color(QPalette::Highlight);
  selectedText = palette.color(QPalette::HighlightedText);
  playhead = dark ? QColor(0xff, 0x5a, 0x4f) : QColor(0xd4, 0x2a, 0x20);
  outside = dark ? QColor(0, 0, 0, 95) : QColor(70, 70, 70, 46);
  outline = dark ? QColor(0, 0, 0, 200) : QColor(255, 255, 255, 230);
}

}  // namespace fsm::desktop
