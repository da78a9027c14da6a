// Procedural tiles: boards with marker-like squares, stripes, noise, shapes, rows of glyphs, bricks, facades, and what lies on
// the ground outdoors (grass, gravel, asphalt, leaves), and foliage and fences with holes.
#include <algorithm>
#include <array>
#include <cmath>

#include "training/data/canvas.h"
#include "training/data/texture_tiles.h"

namespace fsm::training {
namespace {

constexpr float kSide = kTileSize;

Tile finished(Canvas& canvas, TileKind kind) { return {std::move(canvas.pixels()), kind}; }

glm::vec3 varied(Random& random, glm::vec3 colour, float amount) {
  const float value = 1.0f + amount * random.normal();
  return glm::clamp(colour * value + 0.4f * amount * random.normal3() * 0.3f, 0.0f, 1.0f);
}

Tile board(Random& random) {
  const int squares = 2 * (2 + random.below(5));
  const float size = kSide / squares;
  const bool plain = random.chance(0.4f);
  const glm::vec3 dark = plain ? plausibleColour(random) : glm::vec3(0.04f),
                  light = plain ? plausibleColour(random) : glm::vec3(0.95f);
  Canvas canvas(light);
  const float markers = random.chance(0.5f) ? 0.9f : 0.0f;
  for (int y = 0; y < squares; ++y) {
    for (int x = 0; x < squares; ++x) {
      const float cx = (x + 0.5f) * size, cy = (y + 0.5f) * size;
      if ((x + y) % 2) {
        canvas.rectangle(cx, cy, size / 2, size / 2, 0, dark);
      } else if (random.chance(markers)) {
        canvas.rectangle(cx, cy, size * 0.33f, size * 0.33f, 0, dark);
        for (int cell = 0; cell < 16; ++cell) {
          const float step = size * 0.11f;
          const int column = cell % 4, row = cell / 4;
          if (random.chance(0.5f))
            canvas.rectangle(cx + (column - 1.5f) * step, cy + (row - 1.5f) * step, step / 2, step / 2, 0, light);
        }
      }
    }
  }
  return finished(canvas, TileKind::any);
}

Tile stripes(Random& random) {
  const glm::vec3 a = plausibleColour(random), b = plausibleColour(random);
  const int nx = random.below(9), ny = nx == 0 ? 1 + random.below(12) : random.below(9);
  const float sharpness = random.uniform(1.0f, 8.0f);
  Canvas canvas(a);
  for (int y = 0; y < kTileSize; ++y) {
    for (int x = 0; x < kTileSize; ++x) {
      const float wave = std::sin(6.2831853f * (nx * x + ny * y) / kSide) * sharpness;
      canvas.at(x, y) = glm::vec4(glm::mix(a, b, std::clamp(wave, -1.0f, 1.0f) * 0.5f + 0.5f), 1.0f);
    }
  }
  canvas.weather(tileableNoise(random, 8, 5, 0.7f), random.uniform(0.0f, 0.5f));
  return finished(canvas, TileKind::any);
}

Tile clouds(Random& random, TileKind kind) {
  const bool mask = kind == TileKind::noise;
  const glm::vec3 a = mask ? glm::vec3(0) : plausibleColour(random), b = mask ? glm::vec3(1) : plausibleColour(random);
  const int cells = 2 << random.below(4);
  const std::vector<float> noise = tileableNoise(random, cells, 7, random.uniform(0.45f, 0.8f), random.chance(0.25f) ? 4 : 1);
  Canvas canvas(a);
  for (size_t i = 0; i < noise.size(); ++i) canvas.pixels()[i] = glm::vec4(glm::mix(a, b, noise[i]), 1.0f);
  return finished(canvas, kind);
}

Tile shapes(Random& random) {
  Canvas canvas(plausibleColour(random));
  const int count = 6 + random.below(60);
  for (int i = 0; i < count; ++i) {
    const float x = random.uniform(0, kSide), y = random.uniform(0, kSide),
                angle = random.chance(0.6f) ? 0.0f : random.uniform(0, 3.1f);
    const float w = random.logUniform(3, 50), h = random.logUniform(3, 50);
    const glm::vec3 colour = plausibleColour(random);
    if (random.chance(0.55f))
      canvas.rectangle(x, y, w, h, angle, colour);
    else
      canvas.ellipse(x, y, w, random.chance(0.5f) ? w : h, angle, colour);
  }
  canvas.weather(tileableNoise(random, 4, 6, 0.7f), random.uniform(0.0f, 0.4f));
  return finished(canvas, TileKind::any);
}

/// A page, a label or a keyboard: rows of marks with gaps between words, on a plain ground.
Tile glyphs(Random& random) {
  const glm::vec3 paper = random.chance(0.6f) ? glm::vec3(random.uniform(0.7f, 0.97f)) : plausibleColour(random);
  const glm::vec3 ink = random.chance(0.6f) ? glm::vec3(0.07f) : plausibleColour(random);
  Canvas canvas(paper);
  if (random.chance(0.5f)) {
    canvas.rectangle(random.uniform(40, 200), random.uniform(40, 200), random.uniform(20, 60), random.uniform(20, 60), 0,
                     plausibleColour(random));
  }
  float y = random.uniform(6, 20);
  while (y < kSide - 6) {
    const float height = random.chance(0.15f) ? random.uniform(9, 22) : random.uniform(2.5f, 6);
    float x = random.uniform(6, 40);
    const float end = random.uniform(kSide * 0.5f, kSide - 6);
    while (x < end) {
      const float width = height * random.uniform(0.15f, 0.5f);
      if (random.chance(0.83f)) {
        canvas.rectangle(x, y, width, height * random.uniform(0.5f, 1.0f), 0, ink);
        if (random.chance(0.5f))
          canvas.rectangle(x, y + height * random.uniform(-0.3f, 0.3f), width * 0.5f, height * 0.25f, 0, paper);
      }
      x += width * 2 + height * 0.35f;
    }
    y += height * random.uniform(2.2f, 3.2f);
  }
  return finished(canvas, TileKind::any);
}

Tile bars(Random& random) {
  Canvas canvas(plausibleColour(random));
  const int count = 4 + random.below(30);
  for (int i = 0; i < count; ++i) {
    const float at = random.uniform(0, kSide), width = random.logUniform(0.7f, 8);
    if (random.chance(0.5f))
      canvas.rectangle(at, kSide / 2, width, kSide / 2, 0, plausibleColour(random));
    else
      canvas.rectangle(kSide / 2, at, kSide / 2, width, 0, plausibleColour(random));
  }
  return finished(canvas, TileKind::any);
}

Tile bricks(Random& random) {
  const glm::vec3 brick = varied(random, random.chance(0.6f) ? glm::vec3(0.5f, 0.3f, 0.22f) : plausibleColour(random), 0.15f);
  const glm::vec3 mortar(random.uniform(0.35f, 0.8f));
  Canvas canvas(mortar);
  const int rows = 2 * (2 + random.below(6)), columns = 2 + random.below(5);
  const float height = kSide / rows, width = kSide / columns, gap = random.uniform(0.6f, 2.0f);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      canvas.rectangle((x + (y % 2) * 0.5f) * width, (y + 0.5f) * height, width / 2 - gap, height / 2 - gap, 0,
                       varied(random, brick, 0.14f));
    }
  }
  canvas.weather(tileableNoise(random, 16, 5, 0.8f), random.uniform(0.2f, 0.7f));
  return finished(canvas, TileKind::wall);
}

/// Windows, sills and doors on plaster.
Tile facade(Random& random) {
  const glm::vec3 wall = varied(random, glm::vec3(0.72f, 0.66f, 0.58f) * random.uniform(0.45f, 1.25f), 0.08f);
  Canvas canvas(wall);
  canvas.weather(tileableNoise(random, 4, 7, 0.7f), 0.35f);
  const int columns = 2 + random.below(4), rows = 2 + random.below(4);
  const float w = kSide / columns, h = kSide / rows;
  const glm::vec3 frame = random.chance(0.6f) ? glm::vec3(0.85f) : plausibleColour(random);
  const float wide = random.uniform(0.22f, 0.42f), tall = random.uniform(0.25f, 0.4f);
  for (int i = 0; i < columns * rows; ++i) {
    const int column = i % columns, row = i / columns;
    const float x = (column + 0.5f) * w, y = (row + 0.5f) * h;
    const glm::vec3 glass = varied(random, glm::vec3(0.16f, 0.2f, 0.25f) * random.uniform(0.6f, 2.2f), 0.2f);
    canvas.rectangle(x, y, wide * w + 2.5f, tall * h + 2.5f, 0, frame);
    canvas.rectangle(x, y, wide * w, tall * h, 0, glass);
    if (random.chance(0.6f)) canvas.rectangle(x, y, 1, tall * h, 0, frame);
    if (random.chance(0.4f)) canvas.rectangle(x, y - tall * h * 0.4f, wide * w, 1, 0, frame);
    if (random.chance(0.3f))
      canvas.rectangle(x - wide * w * 0.6f, y, wide * w * 0.3f, tall * h, 0, varied(random, glm::vec3(0.8f), 0.2f));
    canvas.rectangle(x, y + tall * h + 4, wide * w + 4, 1.5f, 0, wall * 0.6f);
  }
  return finished(canvas, TileKind::wall);
}

/// Thousands of small blades, stones or leaves over each other.
Tile litter(Random& random, glm::vec3 base, float aspect, float size, int count, float spread) {
  Canvas canvas(base * 0.55f);
  const std::vector<float> patches = tileableNoise(random, 4, 5, 0.65f);
  const glm::vec3 second = glm::mix(base, glm::vec3(0.62f, 0.56f, 0.34f), random.uniform(0.2f, 0.8f));
  for (int i = 0; i < count; ++i) {
    const float x = random.uniform(0, kSide), y = random.uniform(0, kSide), length = size * random.uniform(0.5f, 1.6f);
    const float patch = patches[static_cast<size_t>(y) * kTileSize + static_cast<size_t>(x)];
    const glm::vec3 colour = varied(random, glm::mix(base, second, std::clamp((patch - 0.45f) * 3, 0.0f, 1.0f)), spread);
    canvas.ellipse(x, y, length, std::max(0.6f, length * aspect), random.uniform(0, 3.1415927f), colour);
  }
  canvas.weather(patches, 0.6f);
  return finished(canvas, TileKind::ground);
}

Tile asphalt(Random& random) {
  const float value = random.uniform(0.22f, 0.62f);
  const glm::vec3 base = glm::vec3(value) * glm::vec3(1.0f + 0.05f * random.normal(), 1.0f, 1.0f - 0.05f * random.normal());
  Canvas canvas(base);
  for (int i = 0; i < 5000; ++i) {
    canvas.ellipse(random.uniform(0, kSide), random.uniform(0, kSide), random.uniform(0.5f, 1.6f), random.uniform(0.5f, 1.6f), 0,
                   varied(random, base, 0.22f));
  }
  canvas.weather(tileableNoise(random, 2, 7, 0.7f), random.uniform(0.3f, 0.8f));
  const int cracks = random.below(5);
  for (int c = 0; c < cracks; ++c) {
    float x = random.uniform(0, kSide), y = random.uniform(0, kSide), heading = random.uniform(0, 6.28f);
    for (int i = 0; i < 150; ++i) {
      canvas.ellipse(x, y, 1.0f, 1.0f, 0, base * 0.45f);
      heading += 0.25f * random.normal();
      x += 1.3f * std::cos(heading) + kSide;
      y += 1.3f * std::sin(heading) + kSide;
      x = std::fmod(x, kSide);
      y = std::fmod(y, kSide);
    }
  }
  return finished(canvas, TileKind::ground);
}

Tile paving(Random& random) {
  const glm::vec3 stone = glm::vec3(0.55f, 0.52f, 0.48f) * random.uniform(0.6f, 1.4f);
  Canvas canvas(stone * 0.45f);
  const int columns = 2 + random.below(5), rows = random.chance(0.5f) ? columns : 2 * columns;
  const float w = kSide / columns, h = kSide / rows;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      canvas.rectangle((x + 0.5f * (y % 2)) * w, (y + 0.5f) * h, w / 2 - 1.2f, h / 2 - 1.2f, 0, varied(random, stone, 0.1f));
    }
  }
  canvas.weather(tileableNoise(random, 16, 5, 0.9f), random.uniform(0.3f, 0.8f));
  return finished(canvas, TileKind::ground);
}

Tile ground(Random& random) {
  switch (random.below(6)) {
    case 0:
    case 1:
      return litter(random, glm::vec3(0.32f, 0.47f, 0.16f) * random.uniform(0.55f, 1.15f), 0.16f, random.uniform(3, 8), 7000,
                    0.3f);
    case 2:
      return litter(random, glm::vec3(0.55f, 0.51f, 0.46f) * random.uniform(0.6f, 1.3f), 0.8f, random.uniform(1.5f, 5), 5000,
                    0.25f);
    case 3:
      return litter(random, glm::vec3(0.5f, 0.36f, 0.2f) * random.uniform(0.6f, 1.3f), 0.5f, random.uniform(3, 8), 2500, 0.35f);
    case 4: return asphalt(random);
    default: return paving(random);
  }
}

/// Leaves or blades with holes between them. The colour under the holes is that of leaves, so that coarse levels do not darken.
Tile leaves(Random& random) {
  const glm::vec3 base =
      varied(random, random.chance(0.8f) ? glm::vec3(0.22f, 0.36f, 0.12f) : glm::vec3(0.5f, 0.33f, 0.14f), 0.25f);
  Canvas canvas(base * 0.6f);
  canvas.clearAlpha();
  const float size = random.uniform(4, 14), aspect = random.uniform(0.25f, 0.7f);
  const int count = static_cast<int>(random.uniform(0.7f, 1.5f) * kSide * kSide / (3.14f * size * size * aspect));
  for (int i = 0; i < count; ++i) {
    const float length = size * random.uniform(0.5f, 1.5f);
    canvas.ellipse(random.uniform(0, kSide), random.uniform(0, kSide), length, length * aspect, random.uniform(0, 3.1415927f),
                   varied(random, base * random.uniform(0.5f, 1.5f), 0.2f));
  }
  return finished(canvas, TileKind::foliage);
}

Tile fence(Random& random) {
  const glm::vec3 colour = plausibleColour(random);
  Canvas canvas(colour);
  canvas.clearAlpha();
  const int pickets = 4 + random.below(9);
  const float width = kSide / pickets * random.uniform(0.12f, 0.4f);
  for (int i = 0; i < pickets; ++i)
    canvas.rectangle((i + 0.5f) * kSide / pickets, kSide / 2, width, kSide / 2, 0, varied(random, colour, 0.08f));
  const int rails = 1 + random.below(3);
  for (int i = 0; i < rails; ++i)
    canvas.rectangle(kSide / 2, (i + 0.5f) * kSide / rails, kSide / 2, random.uniform(3, 9), 0, colour * 0.9f);
  return finished(canvas, TileKind::foliage);
}

}  // namespace

Tile proceduralTile(uint64_t seed, TileKind kind) {
  Random random(seed);
  switch (kind) {
    case TileKind::ground: return ground(random);
    case TileKind::wall: return random.chance(0.45f) ? bricks(random) : facade(random);
    case TileKind::foliage: return random.chance(0.8f) ? leaves(random) : fence(random);
    case TileKind::noise: return clouds(random, TileKind::noise);
    default: break;
  }
  constexpr std::array<Tile (*)(Random&), 6> kinds{board, stripes, shapes, shapes, glyphs, bars};
  const int choice = random.below(static_cast<int>(kinds.size()) + 2);
  return choice < static_cast<int>(kinds.size()) ? kinds[choice](random) : clouds(random, TileKind::any);
}

Tile proceduralTile(uint64_t seed) {
  Random random(seed);
  const float u = random.unit();
  const TileKind kind = u < 0.38f   ? TileKind::any
                        : u < 0.62f ? TileKind::ground
                        : u < 0.78f ? TileKind::wall
                        : u < 0.90f ? TileKind::foliage
                                    : TileKind::noise;
  return proceduralTile(seed ^ 0x51ed27ull, kind);
}

}  // namespace fsm::training
