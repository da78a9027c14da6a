#include "app/jobs/covering.h"

#include <algorithm>

namespace fsm::jobs {

Intrinsics covering(const Intrinsics& in, ImageSize size) {
  const double scale =
      std::max(static_cast<double>(size.width) / in.size.width, static_cast<double>(size.height) / in.size.height);
  return {size, in.fx * scale, in.fy * scale, in.cx * scale - (in.size.width * scale - size.width) / 2,
          in.cy * scale - (in.size.height * scale - size.height) / 2};
}

}  // namespace fsm::jobs
