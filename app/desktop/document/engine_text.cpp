#include "app/desktop/document/engine_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <optional>
#include <vector>

#include "app/desktop/document/engine_patterns.h"

namespace fsm::desktop {

namespace {

constexpr const char* kContext = "fsm::desktop::EngineText";

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::EngineText)
};

struct Pattern {
  const char* source;
  QStringList pieces;  ///< literal text around what is filled in: one more than there are places
};

std::vector<Pattern> readPatterns() {
  static const QRegularExpression places(QStringLiteral("%[1-9]"));
  std::vector<Pattern> out;
  for (const auto list : {engineStages(), systemReasons(), footageSentences(), sceneSentences()})
    for (const char* source : list) out.push_back({source, QString::fromUtf8(source).split(places)});
  return out;
}

/// What stands at the places, each as short as possible; nothing where `text` is not of this pattern.
std::optional<QStringList> filledIn(const Pattern& pattern, const QString& text) {
  const QStringList& pieces = pattern.pieces;
  if (pieces.size() == 1) return text == pieces.front() ? std::optional(QStringList()) : std::nullopt;
  if (!text.startsWith(pieces.front())) return std::nullopt;
  QStringList out;
  qsizetype at = pieces.front().size();
  for (qsizetype i = 1; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    if (last && !text.endsWith(pieces[i])) return std::nullopt;
    const qsizetype next = last ? text.size() - pieces[i].size() : text.indexOf(pieces[i], at);
    if (next < at) return std::nullopt;
    out << text.mid(at, next - at);
    at = next + pieces[i].size();
  }
  return out;
}

QString inWindow(const QString& text);

QString localNumber(QString number) { return number.replace(QLatin1Char('.'), QLocale().decimalPoint()); }

/// Moments where poses are missing: "0.93 to 1.40 s, 3.00 s and 2 more places".
QString localMoments(const QString& text) {
  static const QRegularExpression moments(QStringLiteral(R"((?:(\d+\.\d\d) to )?(\d+\.\d\d) s)"));
  static const QRegularExpression last(QStringLiteral(R"((?<= s) and (?=\d))")), more(QStringLiteral(R"((\d+) more places$)"));
  QString out;
  qsizetype at = 0;
  for (auto found = moments.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    const QString first = localNumber(match.captured(1)), second = localNumber(match.captured(2));
    out += text.mid(at, match.capturedStart() - at);
    out += first.isEmpty() ? Texts::tr("%1 s").arg(second) : Texts::tr("%1 to %2 s").arg(first, second);
    at = match.capturedEnd();
  }
  if (at == 0) return text;
  out += text.mid(at);
  out.replace(last, QLatin1Char(' ') + Texts::tr("and", "between two moments") + QLatin1Char(' '));
  if (const QRegularExpressionMatch match = more.match(out); match.hasMatch())
    out.replace(match.capturedStart(), match.capturedLength(), Texts::tr("%1 more places").arg(match.captured(1)));
  return out;
}

/// Names of kinds of files stand in lists.
QString inList(const QString& text) {
  const QString comma = QStringLiteral(", ");
  QStringList items = text.split(comma);
  for (QString& item : items) item = inWindow(item);
  return items.join(comma);
}

/// What is filled in may itself be a sentence, a number or a quoted name.
QString localPart(const QString& part) {
  static const QRegularExpression number(QStringLiteral(R"(^[+-]?\d+\.\d+( GB)?$)"));
  if (number.match(part).hasMatch()) return localNumber(part);
  if (part.size() > 2 && part.startsWith(QLatin1Char('"')) && part.indexOf(QLatin1Char('"'), 1) == part.size() - 1)
    return Texts::tr("\"%1\"").arg(part.mid(1, part.size() - 2));
  const QString words = part.trimmed();
  if (!words.contains(QLatin1Char(' '))) return part;
  QString translated = inWindow(words);
  if (translated == words) translated = localMoments(inList(words));
  const qsizetype before = part.indexOf(words);
  return part.left(before) + translated + part.mid(before + words.size());
}

QString put(const QString& translation, const QStringList& parts) {
  QString out;
  for (qsizetype i = 0; i < translation.size(); ++i) {
    const bool place = translation[i] == QLatin1Char('%') && i + 1 < translation.size() && translation[i + 1].isDigit();
    const int number = place ? translation[i + 1].digitValue() : 0;
    if (number < 1 || number > parts.size()) {
      out += translation[i];
      continue;
    }
    out += localPart(parts[number - 1]);
    ++i;
  }
  return out;
}

QString inWindow(const QString& text) {
  static const std::vector<Pattern> patterns = readPatterns();
  for (const Pattern& pattern : patterns)
    if (const auto parts = filledIn(pattern, text)) return put(QCoreApplication::translate(kContext, pattern.source), *parts);
  return text;
}

}  // namespace

QString withoutOptions(QString text) {
  static const QRegularExpression options(QStringLiteral(R"( \((?:[^()]*\s)?--[a-z][^()]*\))"));
  return text.remove(options);
}

QString engineText(std::string_view text) {
  return inWindow(withoutOptions(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))));
}

}  // namespace fsm::desktop
