// A video as a capture's image source: chosen frames become frames 0, 1, ...
#include "reconstruction/capture/import/video_images.h"

#include <QTemporaryDir>
#include <QTest>

#include "reconstruction/core/error.h"
#include "tests/media/scratch_video.h"

namespace fs = std::filesystem;
using namespace fsm;
using fsm::import::VideoImages;
using media::VideoReader;

class VideoImagesTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private slots:
  void initTestCase() { media::writeScratchVideo(at("clip.mp4"), {96, 64}, 200, 30, 22); }  // key frames every two seconds

  void selectionBecomesASource() {
    const VideoImages images(at("clip.mp4"), {10, 90, 170});
    QCOMPARE(images.count(), 3);
    VideoReader reader(at("clip.mp4"));
    const std::vector<Image> expected = media::readFrames(reader, {10, 170});
    std::vector<int> got;
    const std::vector<int> wish{0, 2};
    images.read(wish, [&](int index, Image&& image) {
      QVERIFY(image.rgb == expected[got.size()].rgb);
      got.push_back(index);
    });
    QCOMPARE(got, wish);
    QCOMPARE(VideoImages(at("clip.mp4")).count(), 200);
    QVERIFY_THROWS_EXCEPTION(Error, VideoImages(at("clip.mp4"), {5, 200}));
    QVERIFY_THROWS_EXCEPTION(Error, images.read(std::vector{3}, [](int, Image&&) {}));
  }
};

QTEST_GUILESS_MAIN(VideoImagesTest)
#include "video_images_test.moc"
