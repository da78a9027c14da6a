// Whole reads with limits; writes that leave the old or the new content and nothing else.
#include "reconstruction/core/file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "reconstruction/core/error.h"

namespace fs = std::filesystem;
using fsm::Error;
using fsm::ErrorCode;

namespace {

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

int entries(const QTemporaryDir& folder) {
  return static_cast<int>(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size());
}

}  // namespace

class FileTest : public QObject {
  Q_OBJECT
 private slots:
  void roundTrip() {
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "a.bin";
    std::vector<uint8_t> bytes(100000);
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 31);
    fsm::writeFileAtomically(path, bytes);
    QCOMPARE(fsm::readBinaryFile(path), bytes);
    fsm::writeFileAtomically(path, std::string("new"));
    QCOMPARE(fsm::readTextFile(path), std::string("new"));
    fsm::writeFileAtomically(path, std::string());
    QCOMPARE(fsm::readTextFile(path), std::string());
    QCOMPARE(entries(folder), 1);
  }

  void readsRefuse() {
    QTemporaryDir folder;
    const fs::path root(folder.path().toStdString());
    fsm::writeFileAtomically(root / "a", std::string("12345"));
    QCOMPARE(codeOf([&] { fsm::readTextFile(root / "missing"); }), ErrorCode::notFound);
    QCOMPARE(codeOf([&] { fsm::readTextFile(root / "a", 4); }), ErrorCode::badInput);
    QCOMPARE(fsm::readTextFile(root / "a", 5), std::string("12345"));
    QCOMPARE(codeOf([&] { fsm::readTextFile(root); }), ErrorCode::badInput);
    QCOMPARE(codeOf([&] { fsm::readBinaryFile("/dev/zero"); }), ErrorCode::badInput);
  }

  void failedWritesLeaveNothing() {
    QTemporaryDir folder;
    const fs::path root(folder.path().toStdString());
    fs::create_directory(root / "taken");
    QCOMPARE(codeOf([&] { fsm::writeFileAtomically(root / "taken", std::string("x")); }), ErrorCode::writeFailed);
    fsm::writeFileAtomically(root / "file", std::string("x"));
    QCOMPARE(codeOf([&] { fsm::writeFileAtomically(root / "file" / "in" / "it", std::string("x")); }), ErrorCode::writeFailed);
    QCOMPARE(codeOf([&] { fsm::writeFileAtomically(root / "no" / "name" / "", std::string("x")); }), ErrorCode::writeFailed);
    QCOMPARE(entries(folder), 2);
  }

  void missingFoldersAreMadeAndGoWithTheFile() {
    QTemporaryDir folder;
    const fs::path root(folder.path().toStdString());
    { fsm::PendingFile pending(root / "a" / "b" / "file"); }
    QCOMPARE(entries(folder), 0);
    fsm::PendingFile pending(root / "a" / "b" / "file");
    fsm::PendingFile other(root / "c" / "file");
    pending = std::move(other);
    QVERIFY(!fs::exists(root / "a"));
    pending.commit();
    fsm::writeFileAtomically(root / "c" / "d" / "file", std::string("x"));
    QCOMPARE(fsm::readTextFile(root / "c" / "d" / "file"), std::string("x"));
    QCOMPARE(fsm::readTextFile(root / "c" / "file"), std::string());
  }

  void pendingFileWithoutCommitLeavesTheOldOne() {
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "kept.txt";
    fsm::writeFileAtomically(path, std::string("old"));
    {
      fsm::PendingFile pending(path);
      QVERIFY(fs::exists(pending.path()));
      QCOMPARE(entries(folder), 2);
      fsm::PendingFile moved = std::move(pending);
    }
    QCOMPARE(entries(folder), 1);
    QCOMPARE(fsm::readTextFile(path), std::string("old"));
    fsm::PendingFile pending(path);
    pending.commit();
    QCOMPARE(fsm::readTextFile(path), std::string());
    QCOMPARE(codeOf([&] { pending.commit(); }), ErrorCode::internal);
  }
};

QTEST_GUILESS_MAIN(FileTest)
#include "file_test.moc"
