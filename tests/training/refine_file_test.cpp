// Refinements that travel between machines: what is written comes back, what does not fit is a damaged file.
#include <QTest>
#include <limits>

#include "reconstruction/core/error.h"
#include "training/refine/refine_file.h"
#include "training/refine/scene_tensors.h"

using namespace fsm;
using namespace fsm::training;

namespace {

RefineFrame frameOf(ImageSize size, int camera, double time) {
  RefineFrame frame{Image(size), {{{size, 20, 21, 4.5, 3}, glm::dmat4(1)}, time}, camera};
  for (size_t i = 0; i < frame.image.rgb.size(); ++i)
    frame.image.rgb[i] = static_cast<float>(i) * 0.01f + static_cast<float>(camera);
  frame.view.camera.world_from_camera[3] = {time, 2, 3, 1};
  return frame;
}

RefineInput sample(bool isStatic) {
  RefineInput input;
  scene::Gaussians4D& g = input.start.gaussians;
  g.shDegree = 1;
  g.resize(3, isStatic);
  for (size_t i = 0; i < g.sh.size(); ++i) g.sh[i] = static_cast<float>(i);
  g.position = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  input.start.frame.scale = 0.25;
  input.start.frame.timeCentre = 4;
  input.start.settings.background = {0.1f, 0.2f, 0.3f};
  input.start.settings.nearPlane = 0.2f;
  input.start.colourSpace = ColourEncoding::linear;
  input.frames = {frameOf({6, 4}, 0, -1), frameOf({5, 7}, 1, 0.5)};
  input.heldOut = {frameOf({6, 4}, 0, 0.25)};
  return input;
}

bool same(const RefineFrame& a, const RefineFrame& b) {
  return a.image.size == b.image.size && a.image.rgb == b.image.rgb && a.view.time == b.view.time && a.camera == b.camera &&
         a.view.camera.intrinsics == b.view.camera.intrinsics &&
         a.view.camera.world_from_camera == b.view.camera.world_from_camera;
}

bool refused(const TensorFile& file) {
  try {
    refineInputFrom(file, "name");
  } catch (const Error& error) {
    return error.code() == ErrorCode::fileDamaged && std::string(error.what()).find("name") != std::string::npos;
  }
  return false;
}

}  // namespace

class RefineFileTest : public QObject {
  Q_OBJECT
 private slots:
  void whatIsWrittenComesBack() {
    for (const bool isStatic : {false, true}) {
      const RefineInput input = sample(isStatic);
      const TensorFile file = parseSafetensors(serialiseSafetensors(toTensors(input)), "memory");
      const RefineInput back = refineInputFrom(file, "name");
      QCOMPARE(back.start.gaussians.isStatic(), isStatic);
      QVERIFY(back.start.gaussians.sh == input.start.gaussians.sh &&
              back.start.gaussians.position == input.start.gaussians.position);
      QCOMPARE(back.start.gaussians.shDegree, 1);
      QVERIFY(back.start.settings == input.start.settings);
      QVERIFY(back.start.colourSpace == input.start.colourSpace);
      QCOMPARE(back.start.frame.scale, 0.25);
      QCOMPARE(back.start.frame.timeCentre, 4.0);
      QCOMPARE(back.frames.size(), size_t{2});
      QVERIFY(same(back.frames[0], input.frames[0]) && same(back.frames[1], input.frames[1]));
      QCOMPARE(back.heldOut.size(), size_t{1});
      QVERIFY(same(back.heldOut[0], input.heldOut[0]));
    }
  }

  void whatIsMissingOrLiesIsRefused() {
    const TensorFile good = toTensors(sample(false));
    QVERIFY(!refused(good));
    for (const auto& [name, tensor] : good.tensors) {
      if (name == "gaussians/time") continue;  // without it the set is a static one
      TensorFile missing = good, shorter = good, otherType = good;
      missing.tensors.erase(name);
      QVERIFY2(refused(missing), name.c_str());
      shorter.tensors[name].shape[0] -= 1;
      QVERIFY2(refused(shorter), name.c_str());
      otherType.tensors[name].type = TensorType::u8;
      QVERIFY2(refused(otherType), name.c_str());
    }
    TensorFile other = good;
    other.metadata.clear();
    QVERIFY(refused(other));
  }

  void numbersThatMakeNoSenseAreRefused() {
    const auto with = [](const char* name, size_t index, auto value) {
      TensorFile file = toTensors(sample(false));
      std::memcpy(file.tensors[name].bytes.data() + index * sizeof value, &value, sizeof value);
      return refused(file);
    };
    QVERIFY(with("scene/numbers", 0, 1e9));
    QVERIFY(with("scene/numbers", 6, -1.0));
    QVERIFY(with("scene/numbers", 8, std::numeric_limits<double>::quiet_NaN()));
    QVERIFY(with("scene/frame", 0, 7.0));
    QVERIFY(with("frames/size", 0, int32_t{2'000'000'000}));
    QVERIFY(with("frames/size", 1, int32_t{0}));
    QVERIFY(with("frames/size", 1, int32_t{400}));
    QVERIFY(with("frames/camera", 0, int32_t{-1}));
    QVERIFY(with("frames/fxfycxcy", 0, 0.0));
    QVERIFY(with("held_out/time", 0, std::numeric_limits<double>::infinity()));
    QVERIFY(with("held_out/pose", 5, 3.0));
  }

  void scoresFitColoursByCamera() {
    std::vector<RefineFrame> frames{frameOf({12, 12}, 0, -1), frameOf({12, 12}, 0, 0), frameOf({12, 12}, 0, 1)};
    std::vector<Image> answers;
    for (RefineFrame& frame : frames) {
      for (float& value : frame.image.rgb) value *= 0.1f;
      answers.push_back(frame.image);
      for (float& value : answers.back().rgb) value = 0.5f * value + 0.1f;
    }
    const ViewScore score = scoreViews(answers, frames);
    QCOMPARE(score.frames, 3);
    QVERIFY(score.psnrFitted > score.psnr + 5);
  }
};

QTEST_GUILESS_MAIN(RefineFileTest)
#include "refine_file_test.moc"
