// The dialog of the first start, with scripts in place of the one that fetches gigabytes.
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include "app/desktop/shell/first_start_dialog.h"

using namespace fsm::desktop;

namespace {

constexpr int kPatience = 30'000;

void keepPicture(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("CHRONOSCOPE_SCREENSHOTS");
  if (!folder.isEmpty()) widget.grab().save(folder + "/" + name + ".png");
}

}  // namespace

class FirstStartTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  QString script(const QByteArray& body) {
    QString path = folder_.filePath("fetch.sh");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return {};
    file.write("#!/bin/bash\n[[ $1 == --runtime && $2 == --progress ]] || exit 9\ncd '" + folder_.path().toLocal8Bit() + "'\n" +
               body);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
  }

 private slots:
  void progressIsShownAndTheEndAccepts() {
    FirstStartDialog dialog(script("echo '1% torch'; while ! [[ -e go ]]; do sleep 0.05; done; echo '60% cuda'; exit 0"));
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.show();
    auto* bar = dialog.findChild<QProgressBar*>("progress");
    QTRY_COMPARE_WITH_TIMEOUT(bar->value(), 1, kPatience);
    QCOMPARE(dialog.findChild<QLabel*>("stage")->text(), QString("Fetching LibTorch …"));
    QVERIFY(!dialog.findChild<QPushButton*>("retry")->isEnabled());
    keepPicture(dialog, "first_start");
    QFile go(folder_.filePath("go"));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, kPatience);
    QCOMPARE(bar->value(), 60);
  }

  void aFailureIsToldAndTriedAgain() {
    FirstStartDialog dialog(script("if [[ -e again ]]; then exit 0; fi; touch again; echo 'error: no network.' >&2; exit 1"));
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.show();
    auto* retry = dialog.findChild<QPushButton*>("retry");
    QTRY_VERIFY_WITH_TIMEOUT(retry->isEnabled(), kPatience);
    QVERIFY(dialog.findChild<QLabel*>("failure")->text().contains("no network"));
    QVERIFY(dialog.findChild<QLabel*>("failure")->isVisible());
    keepPicture(dialog, "first_start_failed");
    QTest::mouseClick(retry, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(accepted.size(), 1, kPatience);
  }

  void cancellingStopsTheScriptAndWhatItStarted() {
    FirstStartDialog dialog(script("sleep 300 & echo $! >child.partial; mv child.partial child; wait"));
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.show();
    QFile child(folder_.filePath("child"));
    QTRY_VERIFY_WITH_TIMEOUT(child.exists(), kPatience);
    QVERIFY(child.open(QIODevice::ReadOnly));
    const pid_t started = child.readAll().trimmed().toInt();
    QVERIFY(started > 0 && ::kill(started, 0) == 0);
    QTest::mouseClick(dialog.findChild<QPushButton*>("cancel"), Qt::LeftButton);
    QCOMPARE(rejected.size(), 1);
    // Gone, or a zombie that nobody in a container collects.
    const auto ended = [started] {
      QFile status(QStringLiteral("/proc/%1/stat").arg(started));
      return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended(), kPatience);
  }

  void aScriptThatIsNotThereIsExplained() {
    FirstStartDialog dialog(folder_.filePath("nothing.sh"));
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton*>("retry")->isEnabled(), kPatience);
    QVERIFY(dialog.findChild<QLabel*>("failure")->text().contains("nothing.sh"));
  }
};

QTEST_MAIN(FirstStartTest)
#include "first_start_test.moc"
