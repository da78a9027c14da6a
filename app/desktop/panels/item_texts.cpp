#include "app/desktop/panels/item_texts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

QString moments(const scene::Edit& edit) {
  if (edit.wholeLife) return QString();
  const QLocale locale;
  return tr(" from %1 s to %2 s").arg(locale.toString(edit.from, 'f', 2), locale.toString(edit.to, 'f', 2));
}

}  // namespace

QString summary(const Version& version) {
  const QLocale locale;
  QStringList parts;
  if (version.gaussians)
    parts << tr("%1 Gaussians").arg(locale.toString(static_cast<qlonglong>(version.gaussians->gaussians.count())));
  if (version.scene) parts << tr("model %1").arg(QString::fromStdString(version.scene->settings.model));
  const QDateTime made = QDateTime::fromString(QString::fromStdString(version.createdUtc), Qt::ISODate);
  if (made.isValid()) parts << tr("made %1").arg(locale.toString(made.toLocalTime(), QLocale::ShortFormat));
  return parts.join(QStringLiteral(" · "));
}

QString summary(const scene::Edit& edit) {
  const QString count = QLocale().toString(static_cast<qlonglong>(edit.names.size()));
  switch (edit.kind) {
    case scene::Edit::Kind::remove: return tr("%1 Gaussians deleted").arg(count) + moments(edit);
    case scene::Edit::Kind::hide: return tr("%1 Gaussians hidden").arg(count) + moments(edit);
    case scene::Edit::Kind::crop: return edit.keepInside ? tr("Cropped to a box") : tr("A box cut out");
    case scene::Edit::Kind::transform: {
      const double scale = std::cbrt(glm::determinant(glm::dmat3(edit.edited_from_world)));
      return std::abs(scale - 1) < 1e-6 ? tr("Scene moved")
                                        : tr("Scene moved and scaled × %1").arg(QLocale().toString(scale, 'g', 4));
    }
  }
  return {};
}

}  // namespace fsm::desktop
