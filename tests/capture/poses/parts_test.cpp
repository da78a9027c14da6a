// The parts that pose estimation is made of: what the pictures say before any pose is known, pairs, worlds, words, masks.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <set>

#include "reconstruction/capture/poses/block_motion.h"
#include "reconstruction/capture/poses/camera_motion.h"
#include "reconstruction/capture/poses/ground_plane.h"
#include "reconstruction/capture/poses/homography.h"
#include "reconstruction/capture/poses/picture_masks.h"
#include "reconstruction/capture/poses/picture_pairs.h"
#include "reconstruction/capture/poses/pose_words.h"
#include "reconstruction/capture/poses/sparse_points.h"
#include "reconstruction/capture/poses/world_frame.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "tests/capture/poses/room.h"

using namespace fsm;
using namespace fsm::poses;
using fsm::testing::refuses;
using media::GreyPicture;

namespace {

constexpr ImageSize kSmall{240, 160};

Image viewFrom(const glm::dmat4& pose) { return fsm::testing::roomImage({{kSmall, 200, 200, 120, 80}, pose}); }

/// A camera that turns to the right by `angle` radians: no parallax.
glm::dmat4 turnedBy(double angle) { return fsm::testing::lookAt({0, 0, 0}, {std::sin(angle), 0.2, std::cos(angle)}, {0, -1, 0}); }

std::vector<PosePicture> picturesOf(int cameras, int frames) {
  std::vector<PosePicture> out;
  for (int c = 0; c < cameras; ++c)
    for (int f = 0; f < frames; ++f) out.push_back({{c, f}, std::to_string(c) + "/" + std::to_string(f), kSmall, {}});
  return out;
}

}  // namespace

class PartsTest : public QObject {
  Q_OBJECT
 private slots:
  void blocksAreFoundWhereTheyWent() {
    const GreyPicture a = media::greyPicture(viewFrom(turnedBy(0)), kMotionLongSide);
    const GreyPicture b = media::greyPicture(viewFrom(turnedBy(0.06)), kMotionLongSide);
    const auto shifts = blockShifts(a, b);
    QVERIFY(shifts.size() > 50);
    const auto homography = dominantHomography(shifts);
    QVERIFY(homography.has_value());
    // A turn by 0.06 moves the middle by 200 tan(0.06) pixels to the left.
    QVERIFY(std::abs(apply(*homography, {120, 80}).x - (120 - 200 * std::tan(0.06))) < 0.6);
    for (const BlockShift& s : blockShifts(a, a)) QVERIFY(glm::length(s.shift) < 0.5);
    QVERIFY(blockShifts(GreyPicture(kSmall, 0.5f), GreyPicture(kSmall, 0.5f)).empty());
  }

  void stillnessIsSeenThroughMovingThings() {
    std::vector<GreyPicture> still, turning, even;
    for (int i = 0; i < 6; ++i) {
      Image image = viewFrom(turnedBy(0));
      for (int y = 40; y < 110; ++y)
        for (int x = 0; x < 50; ++x) std::fill_n(image.at(30 * i + x, y), 3, (x / 6 + y / 6) % 2 ? 0.9f : 0.1f);
      still.push_back(media::greyPicture(image, kMotionLongSide));
      turning.push_back(media::greyPicture(viewFrom(turnedBy(0.02 * i)), kMotionLongSide));
      even.emplace_back(kSmall, 0.5f);
    }
    QVERIFY(standsStill(still));
    QVERIFY(!standsStill(turning));
    QVERIFY(!standsStill(even));  // nothing to tell by
    QVERIFY(!standsStill(std::span(still).first(2)));
  }

  void whatMovesAgainstTheRestIsMasked() {
    std::vector<GreyPicture> pictures;
    const auto left = [](int i) { return 60 + 17 * i; };
    for (int i = 0; i < 3; ++i) {
      Image image = viewFrom(turnedBy(-0.03 * i));  // the background goes to the right, and slower
      for (int y = 60; y < 100; ++y)
        for (int x = 0; x < 40; ++x) std::fill_n(image.at(left(i) + x, y), 3, (x / 8 + y / 8) % 2 ? 0.95f : 0.05f);
      pictures.push_back(media::greyPicture(image, kMotionLongSide));
    }
    const std::vector<MotionMask> masks = findMotion(pictures);
    QCOMPARE(masks.size(), size_t{3});
    const auto moving = [&](int x, int y) { return masks[1].moving[static_cast<size_t>(y) * kSmall.width + x]; };
    int inside = 0, outside = 0;
    for (int y = 64; y < 96; ++y)
      for (int x = left(1) + 4; x < left(1) + 36; ++x) inside += moving(x, y) ? 1 : 0;
    for (int y = 0; y < 160; ++y)
      for (int x = 150; x < 240; ++x) outside += moving(x, y) ? 1 : 0;
    QVERIFY2(inside > 32 * 32 / 2, qPrintable(QString::number(inside)));
    QVERIFY2(outside < 90 * 160 / 10, qPrintable(QString::number(outside)));
  }

  void masksAreMatchedByOrderAndNumber() {
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    Capture capture = fsm::testing::rig(1, 6);
    Image half({20, 10}, 1.0f);
    for (int y = 0; y < 10; ++y)
      for (int x = 0; x < 10; ++x) std::fill_n(half.at(x, y), 3, 0.0f);
    std::filesystem::create_directories(root / "masks");
    writePng(root / "masks" / "frame_3.png", half);
    writePng(root / "masks" / "frame_1.png", half);
    GivenMasks numbered(root / "masks", capture);
    QCOMPARE(numbered.of({0, 0}).filename(), std::filesystem::path("frame_1.png"));  // counted from 1
    QVERIFY(numbered.of({0, 1}).empty());
    QCOMPARE(numbered.of({0, 2}).filename(), std::filesystem::path("frame_3.png"));
    Progress progress;
    std::vector<PosePicture> pictures = picturesOf(1, 3);
    const double share = writePictureMasks(pictures, numbered, {}, root / "out", progress);
    QVERIFY(std::abs(share - 1.0 / 3) < 0.02);  // half of two of three
    QVERIFY(!std::filesystem::exists(root / "out" / "0" / "1.png"));
    const Image written = readImageFile(root / "out" / "0" / "0.png");
    QCOMPARE(written.size.width, kSmall.width);
    QCOMPARE(written.at(10, 80)[0], 0.0f);
    QCOMPARE(written.at(230, 80)[0], 1.0f);
    std::filesystem::remove(root / "masks" / "frame_3.png");
    QCOMPARE(GivenMasks(root / "masks", capture).of({0, 5}).filename(), std::filesystem::path("frame_1.png"));  // one for all
    QVERIFY(refuses([&] { GivenMasks(root / "none", capture); }, ErrorCode::notFound, "masks"));
  }

  void picturesArePaired() {
    const auto pairsOf = [](int cameras, int frames, bool unordered) {
      const auto list = picturePairs(picturesOf(cameras, frames), std::vector<bool>(static_cast<size_t>(cameras), unordered));
      for (const auto& [a, b] : list) Q_ASSERT(a < b);
      return std::set<std::pair<int, int>>(list.begin(), list.end());
    };
    QCOMPARE(pairsOf(1, 10, false).size(), size_t{45});   // few: all
    QCOMPARE(pairsOf(1, 60, true).size(), size_t{1770});  // photographs: all
    const auto video = pairsOf(1, 80, false);
    QVERIFY(video.size() < 900);
    for (int i = 0; i + 1 < 80; ++i) QVERIFY(video.contains({i, i + 1}));
    QVERIFY(video.contains({0, 72}) && video.contains({3, 11}));
    const auto two = pairsOf(2, 40, false);
    QVERIFY(std::any_of(two.begin(), two.end(), [](const auto& p) { return p.first < 40 && p.second >= 40; }));
  }

  void worldsAreLevelledAndCanBeCorrected() {
    // A camera that is pitched down and rolled in a frame where up is +z.
    std::vector<glm::dmat4> poses;
    poses.reserve(9);
    for (int i = 0; i < 9; ++i)
      poses.push_back(fsm::testing::lookAt({2 + 0.3 * i, -1.0 + 0.1 * i, 1.5}, {2 + 0.1 * i, 5, 0.4}, {0, 0, 1}, i % 2 ? 4 : -4));
    const WorldFrame world = chooseWorld(poses, 6, {});
    QVERIFY(std::abs(world.scale - 0.5) < 1e-12);  // a median distance of 6 becomes 3
    QVERIFY(glm::length(world.point(glm::dvec3(poses[0][3]))) < 1e-12);
    QVERIFY(glm::dot(world.rotation * glm::dvec3(0, 0, 1), glm::dvec3(0, -1, 0)) > std::cos(glm::radians(3.0)));
    const glm::dmat4 first = world.pose(poses[0]);
    QVERIFY(isRigid(first));
    QVERIFY(std::abs(first[2].x) < 1e-9 && first[2].z > 0.5);  // it looks along +z but for its pitch
    const glm::dvec4 there = world.matrix() * glm::dvec4(1, 2, 3, 1);
    QVERIFY(glm::length(glm::dvec3(there) - world.point({1, 2, 3})) < 1e-12);

    WorldChoice tilted;
    tilted.parseUp("0.2,-1,0");
    tilted.scale = 4;
    const WorldFrame corrected = chooseWorld(poses, 6, tilted);
    QVERIFY(std::abs(corrected.scale - 2) < 1e-12);
    const glm::dvec3 meant = glm::transpose(world.rotation) * glm::normalize(glm::dvec3(0.2, -1, 0));
    QVERIFY(glm::length(corrected.rotation * meant - glm::dvec3(0, -1, 0)) < 1e-9);
    WorldChoice overhead;
    overhead.parseUp("0,1,0");
    QVERIFY(std::abs(glm::determinant(chooseWorld(poses, 6, overhead).rotation) - 1) < 1e-9);
    WorldChoice first_;
    first_.parseUp("first");
    QVERIFY(glm::length(glm::dvec3(chooseWorld(poses, 0, first_).pose(poses[0])[1]) - glm::dvec3(0, 1, 0)) < 1e-9);
    for (const char* wrong : {"up", "0,0,0", "1,2", "1,2,3,4", "1,2,x", "nan,0,1"})
      QVERIFY(refuses([&] { WorldChoice().parseUp(wrong); }, ErrorCode::badInput, "direction"));
    tilted.scale = 0;
    QVERIFY(refuses([&] { chooseWorld(poses, 6, tilted); }, ErrorCode::badInput, "scale"));
  }

  void theGroundSaysWhereUpIs() {
    // A lawn seen by cameras that look down at it by 40 degrees: their own up is 40 degrees off.
    std::vector<SparsePoint> points;
    std::vector<glm::dmat4> poses;
    for (int i = 0; i < 400; ++i) {
      const double x = (i * 37 % 101) / 25.0 - 2, z = (i * 53 % 97) / 24.0 + 1;
      // Three of four lie on the ground, the rest anywhere above.
      points.push_back({glm::vec3(x, i % 4 ? 1.5 + 0.005 * (i % 3) : 1.5 - 0.01 * (i % 90), z), {}, 0});
    }
    poses.reserve(5);
    for (int i = 0; i < 5; ++i)
      poses.push_back(fsm::testing::lookAt({0.02 * i, 0, -0.3 * i}, {0.02 * i, 1.5, 1.8 - 0.3 * i}, {0, -1, 0}));
    const auto normal = groundNormal(points, poses, -glm::dvec3(poses[2][1]));
    QVERIFY(normal.has_value());
    QVERIFY(glm::dot(*normal, glm::dvec3(0, -1, 0)) > std::cos(glm::radians(1.0)));
    const WorldFrame world = chooseWorld(poses, 0, {}, normal);
    QVERIFY(std::abs(glm::dvec3(world.pose(poses[4])[3]).y) < 0.02);  // walked on level ground
    for (SparsePoint& point : points) point.position = {point.position.z, point.position.x, -point.position.y};  // a wall
    QVERIFY(!groundNormal(points, poses, {0, -1, 0}));
    QVERIFY(!groundNormal({}, poses, {0, -1, 0}));
  }

  void failuresSayWhereItBroke() {
    CameraFrames camera{"cam0", {}, {}};
    for (int i = 0; i < 10; ++i) {
      camera.times.push_back(0.1 * i);
      camera.states.push_back(i < 3 ? FrameState::registered : i == 5 ? FrameState::unused : FrameState::failed);
    }
    QCOMPARE(QString::fromStdString(registeredWords({camera})), "3 of 9 frames");
    QCOMPARE(QString::fromStdString(gapWords({camera})), "0.30 to 0.90 s");
    const std::string sentence = poseFailure({camera}, false).what();
    for (const char* words : {"3 of 9 frames", "0.30 to 0.90 s", "overlap", "blur", "--masks", "--poses static"})
      QVERIFY2(sentence.find(words) != std::string::npos, words);
    camera.states[6] = FrameState::registered;
    QCOMPARE(QString::fromStdString(gapWords({camera})), "0.30 to 0.40 s and 0.70 to 0.90 s");
  }

  void damagedPointsAreRefused() {
    const QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "points3D.bin";
    std::vector<uint8_t> bytes(8 + 51 + 8, 0);
    bytes[0] = 1;       // one point
    bytes[8 + 43] = 1;  // with a track of one
    writeFileAtomically(file, bytes);
    QCOMPARE(readSparsePoints(file.parent_path()).size(), size_t{1});
    bytes[0] = 200;
    writeFileAtomically(file, bytes);
    QVERIFY(refuses([&] { readSparsePoints(file.parent_path()); }, ErrorCode::fileDamaged, "shorter"));
    bytes[0] = 1;
    bytes[8 + 44] = 255;
    writeFileAtomically(file, bytes);
    QVERIFY(refuses([&] { readSparsePoints(file.parent_path()); }, ErrorCode::fileDamaged, "shorter"));
  }
};

QTEST_GUILESS_MAIN(PartsTest)
#include "parts_test.moc"
