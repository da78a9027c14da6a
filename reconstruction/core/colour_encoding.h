// What colours mean.
#pragma once

namespace fsm {

/// `display`: sRGB-encoded, as shown (3DGS, FSM); `linear`: light. Primaries are those of BT.709 in both.
enum class ColourEncoding { display, linear };

}  // namespace fsm
