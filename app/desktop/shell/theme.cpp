#include "app/desktop/shell/theme.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

namespace fsm::desktop {

namespace {

constexpr auto kSetting = "window/theme";

struct Colours {
  QRgb window, base, alternate, button, text, dimmed, accent, accentText, tip;
};
// Neutral greys: a tint would change how colours in the viewport are seen.
constexpr Colours kDark{0xff2b2b2b, 0xff1f1f1f, 0xff262626, 0xff363636, 0xffdedede,
                        0xff8a8a8a, 0xfff0a030, 0xff141414, 0xff3a3a3a};
constexpr Colours kLight{0xffefefef, 0xffffffff, 0xfff6f6f6, 0xffe4e4e4, 0xff1c1c1c,
                         0xff808080, 0xffb86a00, 0xffffffff, 0xfffffbe8};

QPalette paletteOf(const Colours& colours) {
  QPalette palette;
  const auto set = [&](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor::fromRgb(colour)); };
  set(QPalette::Window, colours.window);
  set(QPalette::WindowText, colours.text);
  set(QPalette::Base, colours.base);
  set(QPalette::AlternateBase, colours.alternate);
  set(QPalette::Text, colours.text);
  set(QPalette::PlaceholderText, colours.dimmed);
  set(QPalette::Button, colours.button);
  set(QPalette::ButtonText, colours.text);
  set(QPalette::BrightText, 0xffff5040);
  set(QPalette::Highlight, colours.accent);
  set(QPalette::HighlightedText, colours.accentText);
  set(QPalette::Link, colours.accent);
  set(QPalette::ToolTipBase, colours.tip);
  set(QPalette::ToolTipText, colours.text);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    palette.setColor(QPalette::Disabled, role, QColor::fromRgb(colours.dimmed));
  palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(colours.button));
  return palette;
}

}  // namespace

Theme savedTheme() { return QSettings().value(kSetting).toString() == QLatin1String("light") ? Theme::light : Theme::dark; }

void applyTheme(QApplication& application, Theme theme) {
  QSettings().setValue(kSetting, theme == Theme::light ? QStringLiteral("light") : QStringLiteral("dark"));
  application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  application.setPalette(paletteOf(theme == Theme::light ? kLight : kDark));
  // Fusion leaves docks' titles and tool tips without edges.
  application.setStyleSheet(
      QStringLiteral("QDockWidget::title { padding: 4px 6px; background: palette(window); }"
                     "QToolTip { border: 1px solid palette(mid); padding: 3px; }"
                     "QMainWindow::separator { width: 4px; height: 4px; }"));
}

}  // namespace fsm::desktop
