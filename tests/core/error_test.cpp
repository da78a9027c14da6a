// Codes keep their names and exit codes: scripts and JSON readers rely on them.
#include "reconstruction/core/error.h"

#include <QTest>
#include <set>
#include <string>

#include "reconstruction/core/log.h"

using fsm::Error;
using fsm::ErrorCode;

class ErrorTest : public QObject {
  Q_OBJECT
 private slots:
  void carriesSentenceCodeAndDetail() {
    try {
      throw Error(ErrorCode::fileDamaged, "The file is cut off. Copy it again.", "eof at 12");
    } catch (const std::exception& caught) {
      const auto* error = dynamic_cast<const Error*>(&caught);
      QVERIFY(error);
      QCOMPARE(error->code(), ErrorCode::fileDamaged);
      QCOMPARE(std::string(error->what()), std::string("The file is cut off. Copy it again."));
      QCOMPARE(error->detail(), std::string("eof at 12"));
    }
  }

  void namesDiffer() {
    const ErrorCode all[] = {ErrorCode::badInput,    ErrorCode::notFound,    ErrorCode::unsupported, ErrorCode::fileDamaged,
                             ErrorCode::writeFailed, ErrorCode::outOfMemory, ErrorCode::noDevice,    ErrorCode::deviceLost,
                             ErrorCode::cancelled,   ErrorCode::internal};
    std::set<std::string> names;
    for (const ErrorCode code : all) names.insert(errorCodeName(code));
    QCOMPARE(names.size(), std::size(all));
    QVERIFY(names.contains("bad_input"));
  }

  void exitCodesTellWhoseFaultItIs() {
    QCOMPARE(exitCode(ErrorCode::badInput), 2);
    QCOMPARE(exitCode(ErrorCode::unsupported), 2);
    QCOMPARE(exitCode(ErrorCode::fileDamaged), 3);
    QCOMPARE(exitCode(ErrorCode::deviceLost), 3);
    QCOMPARE(exitCode(ErrorCode::cancelled), 130);
    QCOMPARE(exitCode(ErrorCode::internal), 1);
  }

  void loggerIsOne() {
    QCOMPARE(&fsm::log(), &fsm::log());
    QCOMPARE(QString::fromStdString(fsm::log().name()), QString("fsm"));
  }
};

QTEST_GUILESS_MAIN(ErrorTest)
#include "error_test.moc"
