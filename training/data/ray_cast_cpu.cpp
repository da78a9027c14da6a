// The CPU twin of ray_cast.cu: threads take tiles of pixels of a view, as CUDA blocks do.
#include <algorithm>
#include <vector>

#include "training/data/parallel.h"
#include "training/data/ray_cast_device.h"

namespace fsm::training {
namespace {

constexpr int kTileWidth = 32, kTileHeight = 16;

void renderTile(const RenderJob& job, int image, int left, int top) {
  const int sample = image / job.views;
  const int right = std::min(left + kTileWidth, job.width), bottom = std::min(top + kTileHeight, job.height);
  const PrimitivePose* poses = job.poses + static_cast<size_t>(image) * job.primitives;
  const TileCone cone = tileCone(job.cameras[image], static_cast<float>(left), static_cast<float>(top), static_cast<float>(right),
                                 static_cast<float>(bottom));
  unsigned char active[kMaxPrimitives];
  int count = 0;
  for (int k = 0; k < job.primitives; ++k) {
    if (coneSees(cone, poses[k])) active[count++] = static_cast<unsigned char>(k);
  }
  const RayTargets targets{poses,         job.materials + static_cast<size_t>(sample) * job.primitives, job.texels, active, count,
                           job.primitives};
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) renderPixel(job, targets, sample, image % job.views, x, y);
  }
}

}  // namespace

void renderOnCpu(const RenderJob& job) {
  const int across = (job.width + kTileWidth - 1) / kTileWidth, down = (job.height + kTileHeight - 1) / kTileHeight;
  const int tiles = across * down;
  parallelFor(job.samples * job.views * tiles,
              [&](int i) { renderTile(job, i / tiles, (i % tiles) % across * kTileWidth, (i % tiles) / across * kTileHeight); });
}

}  // namespace fsm::training
