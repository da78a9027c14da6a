// Decoded frames of every kind to upright RGB: range, matrix, depth, alpha, changes of size, the eight orientations.
#include "reconstruction/media/frame_converter.h"

#include <QTest>
#include <cmath>

using namespace fsm;
using namespace fsm::media;

namespace {

struct FrameKind {
  AVPixelFormat format = AV_PIX_FMT_YUV420P;
  ImageSize size{64, 48};
  AVColorRange range = AVCOL_RANGE_MPEG;
  AVColorSpace matrix = AVCOL_SPC_BT709;
  AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
};

/// A frame of one colour, given as its stored samples by component.
FrameHandle flatFrame(const FrameKind& kind, std::array<int, 4> samples) {
  FrameHandle frame = newFrame();
  frame->format = kind.format;
  frame->width = kind.size.width;
  frame->height = kind.size.height;
  frame->color_range = kind.range;
  frame->colorspace = kind.matrix;
  frame->color_trc = kind.transfer;
  if (av_frame_get_buffer(frame.get(), 0) < 0) return nullptr;
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(kind.format);
  for (int c = 0; c < description->nb_components; ++c) {
    const AVComponentDescriptor& component = description->comp[c];
    const bool chroma = c > 0 && c < 3 && !(description->flags & AV_PIX_FMT_FLAG_RGB);
    const int width = chroma ? AV_CEIL_RSHIFT(kind.size.width, description->log2_chroma_w) : kind.size.width;
    const int height = chroma ? AV_CEIL_RSHIFT(kind.size.height, description->log2_chroma_h) : kind.size.height;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        uint8_t* sample = frame->data[component.plane] + static_cast<ptrdiff_t>(y) * frame->linesize[component.plane] +
                          x * component.step + component.offset;
        if (component.depth > 8)
          *reinterpret_cast<uint16_t*>(sample) = static_cast<uint16_t>(samples[c]);
        else
          *sample = static_cast<uint8_t>(samples[c]);
      }
  }
  return frame;
}

Image converted(const AVFrame& frame, ImageSize size = {64, 48}, Orientation orientation = {}) {
  return FrameConverter(size, orientation, std::nullopt).convert(frame);
}

bool close(const Image& image, float r, float g, float b, float tolerance) {
  const float* p = image.at(image.size.width / 2, image.size.height / 2);
  return std::abs(p[0] - r) <= tolerance && std::abs(p[1] - g) <= tolerance && std::abs(p[2] - b) <= tolerance;
}

}  // namespace

class FrameConverterTest : public QObject {
  Q_OBJECT
 private slots:
  void rangeDecidesBlackAndWhite() {
    QVERIFY(close(converted(*flatFrame({}, {16, 128, 128})), 0, 0, 0, 0.005f));
    QVERIFY(close(converted(*flatFrame({}, {235, 128, 128})), 1, 1, 1, 0.005f));
    QVERIFY(
        close(converted(*flatFrame({.range = AVCOL_RANGE_JPEG}, {16, 128, 128})), 16 / 255.0f, 16 / 255.0f, 16 / 255.0f, 0.005f));
    QVERIFY(close(converted(*flatFrame({.format = AV_PIX_FMT_YUVJ420P}, {255, 128, 128})), 1, 1, 1, 0.005f));
  }

  void matrixDecidesRed() {
    QVERIFY(close(converted(*flatFrame({}, {63, 102, 240})), 1, 0, 0, 0.012f));
    QVERIFY(close(converted(*flatFrame({.matrix = AVCOL_SPC_SMPTE170M}, {81, 90, 240})), 1, 0, 0, 0.012f));
    // Unmarked: BT.601 for small frames, BT.709 for large ones.
    QVERIFY(close(converted(*flatFrame({.matrix = AVCOL_SPC_UNSPECIFIED}, {81, 90, 240})), 1, 0, 0, 0.012f));
    const FrameKind large{.size = {1280, 720}, .matrix = AVCOL_SPC_UNSPECIFIED};
    QVERIFY(close(converted(*flatFrame(large, {63, 102, 240}), {1280, 720}), 1, 0, 0, 0.012f));
  }

  void tenBitsAreKept() {
    const float a = converted(*flatFrame({.format = AV_PIX_FMT_YUV420P10}, {500, 512, 512})).at(20, 20)[1];
    const float b = converted(*flatFrame({.format = AV_PIX_FMT_YUV420P10}, {501, 512, 512})).at(20, 20)[1];
    QVERIFY2(std::abs(a - (500 - 64) / 876.0f) < 1e-3f, qPrintable(QString("%1 %2").arg(a).arg(b)));
    QVERIFY(b > a && b - a < 2.0f / 876);
    QVERIFY(close(converted(*flatFrame({.format = AV_PIX_FMT_YUV420P10}, {940, 512, 512})), 1, 1, 1, 1e-3f));
    const FrameKind full{.format = AV_PIX_FMT_YUV420P10, .range = AVCOL_RANGE_JPEG};
    QVERIFY(close(converted(*flatFrame(full, {1023, 512, 512})), 1, 1, 1, 1e-3f));
    QVERIFY(close(converted(*flatFrame(full, {512, 512, 512})), 512 / 1023.0f, 512 / 1023.0f, 512 / 1023.0f, 1e-3f));
    const FrameKind wide{.format = AV_PIX_FMT_RGB48, .range = AVCOL_RANGE_JPEG};
    QVERIFY(close(converted(*flatFrame(wide, {65535, 32768, 0})), 1, 0.5f, 0, 1e-3f));
  }

  void hdrIsToneMapped() {
    const FrameKind kind{.format = AV_PIX_FMT_YUV420P10, .matrix = AVCOL_SPC_BT2020_NCL, .transfer = AVCOL_TRC_ARIB_STD_B67};
    // 75 % HLG is reference white: bright, but with room for highlights above.
    const Image image = converted(*flatFrame(kind, {64 + 657, 512, 512}));
    const float grey = image.at(20, 20)[1];
    QVERIFY(grey > 0.8f && grey < 0.97f);
    QVERIFY(close(image, grey, grey, grey, 0.01f));
  }

  void alphaLiesOverWhite() {
    QVERIFY(close(converted(*flatFrame({.format = AV_PIX_FMT_RGBA}, {255, 0, 0, 51})), 1, 0.8f, 0.8f, 0.005f));
    QVERIFY(close(converted(*flatFrame({.format = AV_PIX_FMT_YUVA420P}, {16, 128, 128, 0})), 1, 1, 1, 0.005f));
    QVERIFY(
        close(converted(*flatFrame({.format = AV_PIX_FMT_GRAY8, .range = AVCOL_RANGE_JPEG}, {51})), 0.2f, 0.2f, 0.2f, 0.005f));
  }

  void framesOfAnotherSizeAreScaled() {
    FrameConverter converter({64, 48}, {}, std::nullopt);
    for (const ImageSize size : {ImageSize{64, 48}, ImageSize{33, 17}, ImageSize{128, 128}, ImageSize{64, 48}}) {
      const Image image = converter.convert(*flatFrame({.size = size}, {126, 128, 128}));
      QCOMPARE(image.size, (ImageSize{64, 48}));
      QVERIFY(close(image, 0.502f, 0.502f, 0.502f, 0.01f));
    }
  }

  void orientationsMirrorThenTurn() {
    const FrameHandle frame = flatFrame({.format = AV_PIX_FMT_RGB24, .size = {6, 4}}, {0, 0, 0});
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 6; ++x) frame->data[0][y * frame->linesize[0] + x * 3] = static_cast<uint8_t>(y * 6 + x);
    const Image stored = converted(*frame, {6, 4});
    QVERIFY(std::abs(stored.at(5, 3)[0] * 255 - 23) < 0.01f);
    for (int turns = 0; turns < 4; ++turns)
      for (const bool mirror : {false, true})
        QVERIFY(converted(*frame, {6, 4}, {turns, mirror}).rgb == turn(mirror ? mirrored(stored) : stored, turns).rgb);
  }
};

QTEST_GUILESS_MAIN(FrameConverterTest)
#include "frame_converter_test.moc"
