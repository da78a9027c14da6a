// Sound as this program handles it: stereo, float32 samples in [-1, 1], interleaved, 48000 a second.
#pragma once

namespace fsm::media {

inline constexpr int kSoundRate = 48000;  ///< samples a second and channel
inline constexpr int kSoundChannels = 2;

}  // namespace fsm::media
