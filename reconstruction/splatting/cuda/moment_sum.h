// Ten sums over the 32 lanes of a warp with 12 exchanges: at each step a lane keeps half of its numbers and gives the other half
// to the lane that keeps those, so that each lane ends with one total (10 separate sums would take 50 exchanges).
#pragma once

#include "reconstruction/splatting/cuda/device_splat.h"
#include "reconstruction/splatting/host_device.h"

namespace fsm::splatting::cuda {

/// The moment whose total `sumMoments` leaves in a lane; -1 where it leaves none that counts.
FSM_HOST_DEVICE constexpr int momentOfLane(int lane) {
  const int quarter = (lane & 4 ? 2 : 0) + (lane & 2 ? 1 : 0);  // of three
  const int half = (lane & 8 ? 3 : 0) + quarter;                // of five
  if (lane % 2 != 0 || quarter >= 3 || half >= 5) return -1;
  return (lane & 16 ? 5 : 0) + half;
}

/// `exchange(value, mask)`: the value of the lane whose number differs by `mask`; all lanes call it together.
template <class Exchange>
FSM_HOST_DEVICE inline float sumMoments(const float (&moments)[kMoments], int lane, const Exchange& exchange) {
  float five[6], three[4], two[2];
  const bool upper = (lane & 16) != 0;
  for (int i = 0; i < 5; ++i) {
    const float kept = upper ? moments[i + 5] : moments[i], given = upper ? moments[i] : moments[i + 5];
    five[i] = kept + exchange(given, 16);
  }
  five[5] = 0;
  const bool eighth = (lane & 8) != 0;
  for (int i = 0; i < 3; ++i) {
    const float kept = eighth ? five[i + 3] : five[i], given = eighth ? five[i] : five[i + 3];
    three[i] = kept + exchange(given, 8);
  }
  three[3] = 0;
  const bool fourth = (lane & 4) != 0;
  for (int i = 0; i < 2; ++i) {
    const float kept = fourth ? three[i + 2] : three[i], given = fourth ? three[i] : three[i + 2];
    two[i] = kept + exchange(given, 4);
  }
  const bool second = (lane & 2) != 0;
  const float one = (second ? two[1] : two[0]) + exchange(second ? two[0] : two[1], 2);
  return one + exchange(one, 1);
}

}  // namespace fsm::splatting::cuda
