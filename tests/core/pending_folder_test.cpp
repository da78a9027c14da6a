// A folder appears with everything in it or not at all, and so do the folders above it.
#include "reconstruction/core/pending_folder.h"

#include <QTemporaryDir>
#include <QTest>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fs = std::filesystem;
using namespace fsm;

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

}  // namespace

class PendingFolderTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> directory_;
  fs::path root_;

 private slots:
  void init() {
    directory_ = std::make_unique<QTemporaryDir>();
    root_ = directory_->path().toStdString();
  }

  void appearsWhole() {
    {
      PendingFolder pending(root_ / "above" / "clip" / "");
      writeFileAtomically(pending.path() / "frame", std::string("1"));
      QVERIFY(!fs::exists(root_ / "above" / "clip"));
      pending.commit();
    }
    QCOMPARE(readTextFile(root_ / "above" / "clip" / "frame"), std::string("1"));
    QCOMPARE(std::distance(fs::directory_iterator(root_ / "above"), fs::directory_iterator()), 1);
  }

  void leavesNothingWithoutCommit() {
    {
      PendingFolder pending(root_ / "a" / "b" / "clip");
      writeFileAtomically(pending.path() / "frame", std::string("1"));
      PendingFolder twin(root_ / "a" / "b" / "clip");
      QVERIFY(twin.path() != pending.path());
    }
    QVERIFY(fs::is_empty(root_));
  }

  void foldersAboveInUseStay() {
    {
      PendingFolder pending(root_ / "a" / "clip");
      writeFileAtomically(root_ / "a" / "mine", std::string("1"));
    }
    QVERIFY(fs::exists(root_ / "a" / "mine"));
  }

  void emptyFoldersAreReplacedAndOthersKept() {
    fs::create_directory(root_ / "empty");
    PendingFolder(root_ / "empty").commit();
    QVERIFY(fs::is_directory(root_ / "empty"));
    writeFileAtomically(root_ / "file", std::string("1"));
    for (const fs::path& taken : {root_, root_ / "file"}) {
      QCOMPARE(codeOf([&] { checkNewFolder(taken); }), ErrorCode::badInput);
      QCOMPARE(codeOf([&] { PendingFolder pending(taken); }), ErrorCode::badInput);
    }
    QCOMPARE(codeOf([&] { PendingFolder pending(root_ / "file" / "clip"); }), ErrorCode::writeFailed);
    QCOMPARE(std::distance(fs::directory_iterator(root_), fs::directory_iterator()), 2);
  }
};

QTEST_GUILESS_MAIN(PendingFolderTest)
#include "pending_folder_test.moc"
