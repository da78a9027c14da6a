#include "reconstruction/media/frame_converter.h"

#include <algorithm>

#include "reconstruction/core/error.h"

namespace fsm::media {
namespace {

/// What unmarked PQ content is mastered for most often.
constexpr double kUsualPeak = 1000;
/// Unmarked video of at least this height is BT.709, below it BT.601: what every player assumes.
constexpr int kFirstHdHeight = 720;

const int* matrixOf(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709: return sws_getCoefficients(SWS_CS_ITU709);
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M: return sws_getCoefficients(SWS_CS_ITU601);
    case AVCOL_SPC_SMPTE240M: return sws_getCoefficients(SWS_CS_SMPTE240M);
    case AVCOL_SPC_FCC: return sws_getCoefficients(SWS_CS_FCC);
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return sws_getCoefficients(SWS_CS_BT2020);
    default: break;
  }
  if (isHdr(frame.color_trc)) return sws_getCoefficients(SWS_CS_BT2020);
  return sws_getCoefficients(std::min(frame.width, frame.height) >= kFirstHdHeight ? SWS_CS_ITU709 : SWS_CS_ITU601);
}

Transfer transferOf(const AVFrame& frame) {
  if (frame.color_trc == AVCOL_TRC_SMPTE2084) return Transfer::pq;
  return frame.color_trc == AVCOL_TRC_ARIB_STD_B67 ? Transfer::hlg : Transfer::sdr;
}

Primaries primariesOf(const AVFrame& frame) {
  if (frame.color_primaries == AVCOL_PRI_BT2020) return Primaries::bt2020;
  if (frame.color_primaries == AVCOL_PRI_SMPTE432) return Primaries::displayP3;
  const bool unmarked = frame.color_primaries == AVCOL_PRI_UNSPECIFIED;
  return unmarked && isHdr(frame.color_trc) ? Primaries::bt2020 : Primaries::bt709;
}

/// The old "J" formats are full range by name; swscale wants the plain format and the range apart.
AVPixelFormat plainFormat(AVPixelFormat format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P: return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ411P: return AV_PIX_FMT_YUV411P;
    case AV_PIX_FMT_YUVJ422P: return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P: return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P: return AV_PIX_FMT_YUV440P;
    default: return format;
  }
}

/// The 16-bit value that swscale gives for white: it shifts the samples up instead of stretching them to 65535, except those of
/// deep RGB.
float wideWhite(const AVPixFmtDescriptor& format, bool fullRange) {
  const int depth = format.comp[0].depth;
  const bool rgb = (format.flags & AV_PIX_FMT_FLAG_RGB) != 0;
  if (rgb && depth > 8) return 65535;
  if (!rgb && !fullRange) return 255 * 256;
  return depth < 16 ? static_cast<float>(((1 << depth) - 1) << (16 - depth)) : 65535.0f;
}

template <typename Metadata>
const Metadata* frameData(const AVFrame& frame, AVFrameSideDataType type) {
  const AVFrameSideData* data = av_frame_get_side_data(&frame, type);
  return data && static_cast<size_t>(data->size) >= sizeof(Metadata) ? reinterpret_cast<const Metadata*>(data->data) : nullptr;
}

template <typename Metadata>
const Metadata* trackData(const AVStream& track, AVPacketSideDataType type) {
  size_t size = 0;
  const uint8_t* data = av_stream_get_side_data(&track, type, &size);
  return data && size >= sizeof(Metadata) ? reinterpret_cast<const Metadata*>(data) : nullptr;
}

}  // namespace

bool isHdr(AVColorTransferCharacteristic transfer) {
  return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
}

std::optional<double> peakOf(const AVContentLightMetadata* light, const AVMasteringDisplayMetadata* display) {
  if (light && light->MaxCLL > 0) return light->MaxCLL;
  if (display && display->has_luminance && display->max_luminance.den > 0 && display->max_luminance.num > 0)
    return av_q2d(display->max_luminance);
  return std::nullopt;
}

std::optional<double> peakOf(const AVStream& track) {
  return peakOf(trackData<AVContentLightMetadata>(track, AV_PKT_DATA_CONTENT_LIGHT_LEVEL),
                trackData<AVMasteringDisplayMetadata>(track, AV_PKT_DATA_MASTERING_DISPLAY_METADATA));
}

FrameConverter::FrameConverter(ImageSize size, Orientation orientation, std::optional<double> peakNits)
    : size_(size), orientation_(orientation), peakNits_(peakNits) {}

void FrameConverter::chooseToneMapping(const AVFrame& frame) {
  std::optional<double> peak = peakNits_;
  if (!peak)
    peak = peakOf(frameData<AVContentLightMetadata>(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL),
                  frameData<AVMasteringDisplayMetadata>(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA));
  const Transfer transfer = transferOf(frame);
  const Primaries primaries = primariesOf(frame);
  if (!mapping_ || !mapping_->matches(transfer, primaries, peak.value_or(kUsualPeak)))
    mapping_.emplace(transfer, primaries, peak.value_or(kUsualPeak));
}

void FrameConverter::prepare(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  if (!description || !sws_isSupportedInput(plainFormat(format)))
    throw Error(ErrorCode::unsupported, std::string("The video's pixel format ") +
                                            (description ? description->name : "(unknown)") +
                                            " cannot be shown here. Convert the video to 8- or 10-bit H.264 or HEVC first.");
  const bool alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0 || format == AV_PIX_FMT_PAL8;
  const bool wide = description->comp[0].depth > 8 || mapping_->needed();
  target_ = wide ? (alpha ? AV_PIX_FMT_RGBA64 : AV_PIX_FMT_RGB48) : (alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24);
  constexpr int kFlags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
  scaler_.reset(sws_getCachedContext(scaler_.release(), frame.width, frame.height, plainFormat(format), size_.width, size_.height,
                                     target_, kFlags, nullptr, nullptr, nullptr));
  if (!scaler_)
    throw Error(ErrorCode::unsupported, "The video's frames cannot be converted to RGB. Convert the video to H.264 first.");
  const int full = frame.color_range == AVCOL_RANGE_JPEG || plainFormat(format) != format;
  white_ = wide ? wideWhite(*description, full != 0) : 255.0f;
  // Refused for RGB input, where there is no matrix to set.
  sws_setColorspaceDetails(scaler_.get(), matrixOf(frame), full, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16);
  // Rows padded as swscale's vector code likes them.
  stride_ = (size_.width * (alpha ? 4 : 3) * (wide ? 2 : 1) + 63) / 64 * 64;
  pixels_.resize(static_cast<size_t>(stride_) * size_.height + 64);
}

/// Over white; premultiplied instead where `layer` is there to take the alpha.
template <typename Sample>
Image FrameConverter::assemble(std::vector<float>* layer) const {
  const float scale = 1 / white_, stretch = 65535 * scale;
  const bool alpha = target_ == AV_PIX_FMT_RGBA64 || target_ == AV_PIX_FMT_RGBA;
  const bool mapped = mapping_->needed();  // then the samples are 16 bits wide
  const int step = alpha ? 4 : 3, turns = orientation_.quarterTurns;
  const int width = size_.width, height = size_.height;
  Image out(turns % 2 == 0 ? size_ : ImageSize{height, width});
  if (layer) layer->assign(static_cast<size_t>(width) * height, 1.0f);
  for (int y = 0; y < height; ++y) {
    const auto* source = reinterpret_cast<const Sample*>(pixels_.data() + static_cast<size_t>(y) * stride_);
    for (int x = 0; x < width; ++x, source += step) {
      const int mx = orientation_.mirrored ? width - 1 - x : x;
      float* target = turns == 0   ? out.at(mx, y)
                      : turns == 1 ? out.at(height - 1 - y, mx)
                      : turns == 2 ? out.at(width - 1 - mx, height - 1 - y)
                                   : out.at(y, width - 1 - mx);
      if constexpr (sizeof(Sample) == 2) {
        if (mapped) {
          const auto stretched = [&](int c) { return static_cast<uint16_t>(std::min(source[c] * stretch + 0.5f, 65535.0f)); };
          const uint16_t signal[3] = {stretched(0), stretched(1), stretched(2)};
          mapping_->apply(signal, target);
        }
      }
      if (!mapped)
        for (int c = 0; c < 3; ++c) target[c] = std::min(static_cast<float>(source[c]) * scale, 1.0f);
      if (alpha) {
        const float share = std::min(static_cast<float>(source[3]) * scale, 1.0f);
        const float behind = layer ? 0.0f : 1 - share;
        for (int c = 0; c < 3; ++c) target[c] = target[c] * share + behind;
        if (layer) (*layer)[static_cast<size_t>(target - out.rgb.data()) / 3] = share;
      }
    }
  }
  return out;
}

Image FrameConverter::convert(const AVFrame& frame) { return convert(frame, nullptr); }

LayeredImage FrameConverter::convertLayers(const AVFrame& frame) {
  std::vector<float> alpha;
  LayeredImage layers = opaque(convert(frame, &alpha));
  for (size_t i = 0; i < alpha.size(); ++i) layers.rgba[i * 4 + 3] = alpha[i];
  return layers;
}

Image FrameConverter::convert(const AVFrame& frame, std::vector<float>* alpha) {
  chooseToneMapping(frame);
  prepare(frame);
  uint8_t* planes[4] = {pixels_.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {stride_, 0, 0, 0};
  const int rows = sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides);
  if (rows != size_.height)
    throw Error(ErrorCode::unsupported, "The video's frames cannot be converted to RGB. Convert the video to H.264 first.");
  const bool wide = target_ == AV_PIX_FMT_RGBA64 || target_ == AV_PIX_FMT_RGB48;
  return wide ? assemble<uint16_t>(alpha) : assemble<uint8_t>(alpha);
}

}  // namespace fsm::media
