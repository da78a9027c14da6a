// Missing folders above a result are made, and go again when the result does not come to be.
#include "reconstruction/core/parent_folders.h"

#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fs = std::filesystem;
using namespace fsm;

namespace {

/// The sentence of a writeFailed, or nothing.
template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code() == ErrorCode::writeFailed ? error.what() : "";
  }
  return "";
}

}  // namespace

class ParentFoldersTest : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> directory_;
  fs::path root_;

 private slots:
  void init() {
    directory_ = std::make_unique<QTemporaryDir>();
    root_ = directory_->path().toStdString();
  }

  void goAgainUnlessKept() {
    {
      ParentFolders folders(root_ / "a" / "b" / "file");
      QVERIFY(fs::is_directory(root_ / "a" / "b"));
      QVERIFY(!fs::exists(root_ / "a" / "b" / "file"));
      ParentFolders moved = std::move(folders);
      QVERIFY(fs::is_directory(root_ / "a" / "b"));
    }
    QVERIFY(fs::is_empty(root_));
    ParentFolders(root_ / "a" / "b" / "file").keep();
    QVERIFY(fs::is_directory(root_ / "a" / "b"));
  }

  void thoseInUseAndThoseThatWereThereStay() {
    fs::create_directory(root_ / "mine");
    {
      const ParentFolders folders(root_ / "mine" / "a" / "b" / "file");
      writeFileAtomically(root_ / "mine" / "a" / "note", std::string("1"));
    }
    QVERIFY(fs::exists(root_ / "mine" / "a" / "note"));
    QVERIFY(!fs::exists(root_ / "mine" / "a" / "b"));
    { const ParentFolders none(root_ / "file"); }
    QVERIFY(fs::is_directory(root_));
  }

  void relativeNamesAreOfTheWorkingFolder() {
    const fs::path before = fs::current_path();
    fs::current_path(root_);
    ParentFolders("there/file").keep();
    writeFileAtomically("here/../there/too/file", std::string("1"));
    checkParentFolders("file");
    fs::current_path(before);
    QVERIFY(fs::is_directory(root_ / "there"));
    QVERIFY(fs::exists(root_ / "there" / "too" / "file"));
  }

  void whatIsInTheWayIsNamed() {
    writeFileAtomically(root_ / "taken", std::string("1"));
    const fs::path target = root_ / "taken" / "in" / "file";
    QVERIFY(refusal([&] { checkParentFolders(target); }).find("taken\" is not a folder") != std::string::npos);
    QVERIFY(!refusal([&] { const ParentFolders folders(target); }).empty());
    QCOMPARE(readTextFile(root_ / "taken"), std::string("1"));
  }

  void askingMakesNothing() {
    checkParentFolders(root_ / "a" / "b" / "file");
    QVERIFY(fs::is_empty(root_));
  }

  void foldersThatMayNotBeWrittenTo() {
    if (::geteuid() == 0) QSKIP("the administrator may write everywhere");
    fs::create_directory(root_ / "locked");
    fs::permissions(root_ / "locked", fs::perms::owner_read | fs::perms::owner_exec);
    const fs::path target = root_ / "locked" / "a" / "file";
    QVERIFY(!refusal([&] { checkParentFolders(target); }).empty());
    QVERIFY(!refusal([&] { const ParentFolders folders(target); }).empty());
    fs::permissions(root_ / "locked", fs::perms::owner_all);
  }
};

QTEST_GUILESS_MAIN(ParentFoldersTest)
#include "parent_folders_test.moc"
