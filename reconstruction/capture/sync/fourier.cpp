#include "reconstruction/capture/sync/fourier.h"

extern "C" {
#include <libavutil/tx.h>
}

#include <bit>

#include "reconstruction/core/error.h"

namespace fsm::sync {

std::vector<std::complex<float>> fourier(const std::vector<std::complex<float>>& values, Direction direction) {
  using Value = std::complex<float>;
  static_assert(sizeof(Value) == sizeof(AVComplexFloat));
  if (!std::has_single_bit(values.size()))
    throw Error(ErrorCode::internal, "A Fourier transform needs a power of two of values.");
  AVTXContext* context = nullptr;
  av_tx_fn transform = nullptr;
  const float scale = 1;
  const int failure = av_tx_init(&context, &transform, AV_TX_FLOAT_FFT, direction == Direction::backward ? 1 : 0,
                                 static_cast<int>(values.size()), &scale, AV_TX_UNALIGNED);
  if (failure < 0)
    throw Error(ErrorCode::outOfMemory, "There is not enough memory to compare sounds. Close other programs and try again.");
  std::vector<Value> in = values, out(values.size());
  transform(context, out.data(), in.data(), sizeof(Value));
  av_tx_uninit(&context);
  return out;
}

}  // namespace fsm::sync
