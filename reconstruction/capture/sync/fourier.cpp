#include "reconstruction/capture/sync/fourier.h"

extern "C" {
#include <libavutil/tx.h>
}

#include <algorithm>
#include <bit>
#include <numbers>

#include "reconstruction/core/error.h"

namespace fsm::sync {
namespace {

using Value = std::complex<float>;
static_assert(sizeof(Value) == sizeof(AVComplexFloat));

/// What libavutil does quickly; beyond it falls back to the definition, whose cost is the square.
constexpr size_t kLargestStep = size_t{1} << 16;

/// One transform of up to kLargestStep values.
class Step {
 public:
  Step(size_t size, Direction direction) : size_(size) {
    if (size == 1) return;  // the value itself
    const float scale = 1;
    const int failure = av_tx_init(&context_, &transform_, AV_TX_FLOAT_FFT, direction == Direction::backward ? 1 : 0,
                                   static_cast<int>(size), &scale, AV_TX_UNALIGNED);
    if (failure < 0)
      throw Error(ErrorCode::outOfMemory, "There is not enough memory to compare sounds. Close other programs and try again.");
  }
  ~Step() { av_tx_uninit(&context_); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  /// `in` is destroyed.
  void operator()(Value* in, Value* out) const {
    if (size_ == 1)
      *out = *in;
    else
      transform_(context_, out, in, sizeof(Value));
  }

 private:
  size_t size_;
  AVTXContext* context_ = nullptr;
  av_tx_fn transform_ = nullptr;
};

}  // namespace

/// Four steps (Bailey 1990): with n = columns a + b and k = c + rows d, transforms over a, a turn by b c / size, transforms over
/// b.
std::vector<Value> fourier(const std::vector<Value>& values, Direction direction) {
  const size_t size = values.size();
  if (!std::has_single_bit(size)) throw Error(ErrorCode::internal, "A Fourier transform needs a power of two of values.");
  const size_t rows = std::max<size_t>(1, size / kLargestStep), columns = size / rows;
  const Step overRows(rows, direction), overColumns(columns, direction);
  const double turn = (direction == Direction::forward ? -2 : 2) * std::numbers::pi / static_cast<double>(size);
  std::vector<Value> middle(size), column(rows), turned(rows);
  for (size_t b = 0; b < columns; ++b) {
    for (size_t a = 0; a < rows; ++a) column[a] = values[columns * a + b];
    overRows(column.data(), turned.data());
    for (size_t c = 0; c < rows; ++c)
      middle[c * columns + b] = turned[c] * Value(std::polar(1.0, turn * static_cast<double>(b * c)));
  }
  std::vector<Value> out(size), row(columns);
  for (size_t c = 0; c < rows; ++c) {
    overColumns(middle.data() + c * columns, row.data());
    for (size_t d = 0; d < columns; ++d) out[c + rows * d] = row[d];
  }
  return out;
}

}  // namespace fsm::sync
