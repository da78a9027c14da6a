#include "reconstruction/scene/content_hash.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

#include "reconstruction/core/error.h"

using fsm::scene::contentHash;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& content) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

/// Reproducible bytes without repetition.
std::string noise(size_t count) {
  std::string out(count, '\0');
  uint32_t state = 12345;
  for (char& c : out) c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  return out;
}

fsm::ErrorCode errorOf(const fs::path& path) {
  try {
    contentHash(path);
  } catch (const fsm::Error& error) {
    return error.code();
  }
  return fsm::ErrorCode::internal;
}

}  // namespace

class ContentHashTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    root_ = folder_->path().toStdString();
  }

  void namesItsMethodAndIgnoresTheFileName() {
    write(root_ / "a.mp4", "moving picture");
    write(root_ / "b.mp4", "moving picture");
    const std::string hash = contentHash(root_ / "a.mp4");
    QVERIFY(QString::fromStdString(hash).contains(QRegularExpression("^sha256-sampled:[0-9a-f]{64}$")));
    QCOMPARE(hash, contentHash(root_ / "b.mp4"));
  }

  void isSha256OfSizeAndContent() {
    write(root_ / "abc", "abc");
    // sha256 of 03 00 00 00 00 00 00 00 61 62 63
    QCOMPARE(
        contentHash(root_ / "abc"),
        std::string("sha256-sampled:") +
            QCryptographicHash::hash(QByteArray("\3\0\0\0\0\0\0\0abc", 11), QCryptographicHash::Sha256).toHex().toStdString());
  }

  void seesEveryByteOfASmallFileAndTheSampledOnesOfALargeOne() {
    std::string small = noise(100'000), large = noise(12'000'000);
    write(root_ / "small", small);
    write(root_ / "large", large);
    const std::string smallHash = contentHash(root_ / "small"), largeHash = contentHash(root_ / "large");
    small[77'777] = static_cast<char>(small[77'777] ^ 1);
    write(root_ / "small", small);
    QVERIFY(contentHash(root_ / "small") != smallHash);
    for (const size_t place : {size_t{5}, size_t{1'100'000}, large.size() - 3}) {
      std::string changed = large;
      changed[place] = static_cast<char>(changed[place] ^ 1);
      write(root_ / "large", changed);
      QVERIFY(contentHash(root_ / "large") != largeHash);
    }
    write(root_ / "large", large + "x");
    QVERIFY(contentHash(root_ / "large") != largeHash);
    write(root_ / "large", large);
    QCOMPARE(contentHash(root_ / "large"), largeHash);
  }

  void ofAFolderCoversNamesAndContentsInAnyOrderOfCreation() {
    write(root_ / "one/a.png", "A");
    write(root_ / "one/sub/b.png", "B");
    write(root_ / "two/sub/b.png", "B");
    write(root_ / "two/a.png", "A");
    const std::string hash = contentHash(root_ / "one");
    QCOMPARE(contentHash(root_ / "two"), hash);
    write(root_ / "two/c.png", "");
    QVERIFY(contentHash(root_ / "two") != hash);
    fs::remove(root_ / "two/c.png");
    fs::rename(root_ / "two/a.png", root_ / "two/d.png");
    QVERIFY(contentHash(root_ / "two") != hash);
  }

  void doesNotFollowLinksInCircles() {
    write(root_ / "one/a.png", "A");
    const std::string hash = contentHash(root_ / "one");
    fs::create_directory_symlink(root_ / "one", root_ / "one/again");
    QCOMPARE(contentHash(root_ / "one"), hash);
  }

  void saysWhatIsNotThere() {
    QCOMPARE(errorOf(root_ / "nothing"), fsm::ErrorCode::notFound);
    QCOMPARE(errorOf("/dev/null"), fsm::ErrorCode::badInput);
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  fs::path root_;
};

QTEST_APPLESS_MAIN(ContentHashTest)
#include "content_hash_test.moc"
