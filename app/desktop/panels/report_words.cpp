#include "app/desktop/panels/report_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <nlohmann/json.hpp>

namespace fsm::desktop {

namespace {

constexpr const char* kContext = "fsm::desktop::Report";

/// What refinement and fine-tuning report.
constexpr const char* kNames[] = {
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "after"),         QT_TRANSLATE_NOOP("fsm::desktop::Report", "before"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "better"),        QT_TRANSLATE_NOOP("fsm::desktop::Report", "checkpointing"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "device"),        QT_TRANSLATE_NOOP("fsm::desktop::Report", "finished"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "frames"),        QT_TRANSLATE_NOOP("fsm::desktop::Report", "from"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "gaussians"),     QT_TRANSLATE_NOOP("fsm::desktop::Report", "held back"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "held out"),      QT_TRANSLATE_NOOP("fsm::desktop::Report", "inputs"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "inputs a step"), QT_TRANSLATE_NOOP("fsm::desktop::Report", "learned"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "mode"),          QT_TRANSLATE_NOOP("fsm::desktop::Report", "psnr"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "psnr fitted"),   QT_TRANSLATE_NOOP("fsm::desktop::Report", "rank"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "seconds"),       QT_TRANSLATE_NOOP("fsm::desktop::Report", "skipped steps"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "ssim"),          QT_TRANSLATE_NOOP("fsm::desktop::Report", "steps"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "stopped early"), QT_TRANSLATE_NOOP("fsm::desktop::Report", "targets a step"),
};

/// Of fine-tuning.
constexpr const char* kModes[] = {
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "full"),
    QT_TRANSLATE_NOOP("fsm::desktop::Report", "low-rank"),
};

template <size_t kCount>
QString translated(const char* const (&words)[kCount], const QString& word) {
  for (const char* known : words)
    if (word == QLatin1String(known)) return QCoreApplication::translate(kContext, known);
  return word;
}

}  // namespace

QString reportName(const std::string& key) { return translated(kNames, QString::fromStdString(key).replace('_', ' ')); }

QString reportValue(const std::string& key, const nlohmann::json& value) {
  if (value.is_number_float()) return QLocale().toString(value.get<double>(), 'f', 3);
  if (value.is_number_unsigned()) return QLocale().toString(static_cast<qulonglong>(value.get<uint64_t>()));
  if (value.is_number_integer()) return QLocale().toString(static_cast<qlonglong>(value.get<int64_t>()));
  if (value.is_boolean())
    return value.get<bool>() ? QCoreApplication::translate("fsm::desktop::Report", "yes")
                             : QCoreApplication::translate("fsm::desktop::Report", "no");
  if (!value.is_string()) return {};
  const QString text = QString::fromStdString(value.get<std::string>());
  return key == "mode" ? translated(kModes, text) : text;
}

}  // namespace fsm::desktop
