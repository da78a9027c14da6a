// A decoded frame to an upright RGB image: matrix and range, HDR to SDR, alpha over white, square pixels, rotation. Not for other
// modules.
#pragma once

#include <optional>
#include <vector>

#include "reconstruction/core/layered_image.h"
#include "reconstruction/media/ffmpeg.h"
#include "reconstruction/media/tone_mapping.h"
#include "reconstruction/media/video_container.h"

namespace fsm::media {

class FrameConverter {
 public:
  /// `size`: of the result before it is turned. Frames of other sizes are scaled to it. `peakNits`: of the stream, where it says
  /// so.
  FrameConverter(ImageSize size, Orientation orientation, std::optional<double> peakNits);

  /// Throw unsupported for pixel formats that cannot be converted. Alpha is taken as straight: `convert` puts it over white,
  /// `convertLayers` keeps it (display-referred, premultiplied; 1 where the frame has none).
  Image convert(const AVFrame& frame);
  LayeredImage convertLayers(const AVFrame& frame);

 private:
  void prepare(const AVFrame& frame);
  void chooseToneMapping(const AVFrame& frame);
  Image convert(const AVFrame& frame, std::vector<float>* alpha);
  template <typename Sample>
  Image assemble(std::vector<float>* alpha) const;

  ImageSize size_;
  Orientation orientation_;
  std::optional<double> peakNits_;
  ScalerHandle scaler_;
  AVPixelFormat target_ = AV_PIX_FMT_NONE;
  std::vector<uint8_t> pixels_;
  int stride_ = 0;
  float white_ = 255;  ///< sample value that means 1
  std::optional<ToneMapping> mapping_;
};

/// Peak brightness in nits that a stream's or frame's metadata give, if they do.
std::optional<double> peakOf(const AVContentLightMetadata* light, const AVMasteringDisplayMetadata* display);
std::optional<double> peakOf(const AVStream& track);
bool isHdr(AVColorTransferCharacteristic transfer);

}  // namespace fsm::media
