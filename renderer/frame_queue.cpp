#include "renderer/frame_queue.h"

#include <algorithm>
#include <cstring>
#include <glm/gtc/matrix_transform.hpp>

#include "reconstruction/core/log.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

constexpr size_t kCanvasesKept = 3;
constexpr uint64_t kFewestPairs = 1 << 16;
/// More than the alignment that any device asks for.
constexpr uint64_t kViewStride = 256;
/// Where settings have no near plane: the depth buffer needs one.
constexpr float kNearestMesh = 1e-6f;

bool hasMeshes(const FrameRequest& request) { return request.meshes && !request.meshes->empty(); }

}  // namespace

FrameQueue::FrameQueue(RenderContext& context, const Tuning& tuning)
    : context_(context), tuning_(tuning), pipeline_(context, tuning_), buffers_(context, tuning_), meshes_(context) {}

uint64_t FrameQueue::draw(const FrameRequest& request, const std::shared_ptr<GpuScene>& scene, FrameSink* sink) {
  checkRequest(request, context_.device.traits());
  Frame frame;
  frame.request = request;
  frame.scene = scene;
  frame.alive = scene->alive(scene->frame().normalisedTime(request.view.time), request.settings.alphaMin);
  const ImageSize size = request.view.camera.intrinsics.size;
  frame.taken = sink != nullptr;
  frame.regions = sink && sinkSize_ == size ? sinkRegions_ : std::vector<TileRegion>{wholePicture(size, tuning_)};
  submit(frame, sink);
  const uint64_t id = nextId_++;
  frames_.emplace(id, std::move(frame));
  return id;
}

FrameQueue::Frame& FrameQueue::find(uint64_t id) {
  const auto found = frames_.find(id);
  if (found == frames_.end())
    throw Error(ErrorCode::internal, "A picture was asked for twice; please report this.", std::to_string(id));
  return found->second;
}

bool FrameQueue::ready(uint64_t id) {
  Frame& frame = find(id);
  return context_.frames.finished() >= frame.number && (frame.taken || settle(frame));
}

Picture FrameQueue::read(uint64_t id, FrameStatistics* statistics) {
  Frame& frame = find(id);
  do {
    context_.frames.wait(frame.number);
  } while (!settle(frame));
  Picture picture = pictureOf(frame);
  if (statistics) *statistics = statisticsOf(frame);
  drop(id);
  return picture;
}

FrameOutcome FrameQueue::conclude(uint64_t id) {
  Frame& frame = find(id);
  context_.frames.wait(frame.number);
  FrameOutcome outcome{statisticsOf(frame), true};
  outcome.complete = makeRoom(frame);
  sinkRegions_ = frame.regions;
  sinkSize_ = frame.canvas.targets.size;
  frame.scene.reset();  // its picture may stay for long
  return outcome;
}

FrameStatistics FrameQueue::statisticsOf(const Frame& frame) const {
  FrameStatistics statistics;
  statistics.candidates = frame.alive.slots();
  for (const Counts& counts : countsOf(frame)) {
    statistics.visible += counts.survivors;
    statistics.pairs += counts.pairs;
  }
  statistics.attempts = frame.attempts;
  statistics.regions = static_cast<int>(frame.regions.size());
  statistics.times = context_.frames.times(frame.number);
  return statistics;
}

void FrameQueue::drop(uint64_t id) {
  const auto found = frames_.find(id);
  if (found == frames_.end()) return;
  canvases_.push_back(std::move(found->second.canvas));
  if (canvases_.size() > kCanvasesKept) canvases_.erase(canvases_.begin());
  frames_.erase(found);
}

FrameQueue::Canvas FrameQueue::takeCanvas(const FrameRequest& request, bool readBack) {
  const ImageSize size = request.view.camera.intrinsics.size;
  const auto fits = std::find_if(canvases_.begin(), canvases_.end(), [&](const Canvas& canvas) {
    return canvas.targets.size == size && canvas.targets.hasDepth == request.depth &&
           canvas.targets.hasOverdraw == request.overdraw && (canvas.readBack != nullptr) == readBack;
  });
  if (fits != canvases_.end()) {
    Canvas canvas = std::move(*fits);
    canvases_.erase(fits);
    return canvas;
  }
  canvases_.clear();
  Canvas canvas{Targets::make(context_, size, request.depth, request.overdraw), nullptr};
  if (!readBack) return canvas;
  const uint64_t bytes = canvas.targets.readBackBytes();
  canvas.readBack = context_.makeBuffer(
      {"read back", bytes, vk::BufferUsageFlagBits::eTransferDst, MemoryUse::readBack, MemoryCategory::staging});
  return canvas;
}

void FrameQueue::needPairs(uint32_t slots) {
  wantedPairs_ = std::clamp(std::max(wantedPairs_, uint64_t{slots} * 3), kFewestPairs, buffers_.mostPairs());
  for (;;) {
    try {
      buffers_.needPairs(wantedPairs_);
      return;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::outOfMemory || wantedPairs_ <= kFewestPairs) throw;
      wantedPairs_ = std::max(wantedPairs_ / 2, kFewestPairs);  // the picture is drawn in more regions then
    }
  }
}

void FrameQueue::submit(Frame& frame, FrameSink* sink) {
  const uint32_t slots = frame.alive.slots();
  if (!frame.canvas.targets.colour) frame.canvas = takeCanvas(frame.request, sink == nullptr);
  frame.counts = context_.makeBuffer({"counts on the host", sizeof(Counts) * frame.regions.size(),
                                      vk::BufferUsageFlagBits::eTransferDst, MemoryUse::readBack, MemoryCategory::staging});
  uint32_t tiles = 0;
  for (const TileRegion& region : frame.regions) tiles = std::max(tiles, region.tiles());
  buffers_.needSlots(slots);
  buffers_.needTiles(tiles);
  buffers_.needSegments(pipeline_.segments(slots));
  needPairs(slots);
  CommandStream& commands = context_.frames.begin();
  try {
    record(commands, frame, sink);
  } catch (...) {
    context_.frames.abandon();
    throw;
  }
  frame.number = sink ? context_.frames.submit(sink->waits(), sink->raised()) : context_.frames.submit();
  ++frame.attempts;
}

std::shared_ptr<Buffer> FrameQueue::frameData(const Frame& frame, uint64_t& aliveBytes, uint64_t& viewStride) {
  using Usage = vk::BufferUsageFlagBits;
  viewStride = kViewStride;
  aliveBytes = std::max<uint64_t>(4 * frame.alive.blocks.size(), 4);
  const uint64_t viewsOffset = (aliveBytes + kViewStride - 1) / kViewStride * kViewStride;
  const auto buffer =
      context_.makeBuffer({"view and alive blocks", viewsOffset + kViewStride * frame.regions.size(),
                           Usage::eStorageBuffer | Usage::eUniformBuffer, MemoryUse::upload, MemoryCategory::staging});
  std::byte* bytes = buffer->mapped().data();
  std::copy(frame.alive.blocks.begin(), frame.alive.blocks.end(), reinterpret_cast<uint32_t*>(bytes));
  for (size_t i = 0; i < frame.regions.size(); ++i) {
    const ViewData view = viewData(frame.request, frame.scene->frame(), frame.scene->kind().timePeriod, frame.regions[i]);
    std::memcpy(bytes + viewsOffset + kViewStride * i, &view, sizeof(view));
  }
  return buffer;
}

std::optional<OpaqueLayer> FrameQueue::recordMeshes(CommandStream& commands, const Frame& frame) {
  const FrameRequest& request = frame.request;
  if (!hasMeshes(request)) return std::nullopt;
  const Normalisation& normalisation = frame.scene->frame();
  const glm::dmat4 view_from_frame = inverseRigid(normalisation.normalisedView(request.view).camera.world_from_camera);
  MeshView view;
  view.intrinsics = request.view.camera.intrinsics;
  view.view_from_world =
      view_from_frame * glm::scale(glm::dmat4(1), glm::dvec3(normalisation.scale)) * normalisation.frame_from_world;
  view.time = request.view.time;
  view.nearPlane = std::max(request.settings.nearPlane, kNearestMesh);
  view.display = frame.scene->colourSpace() == ColourEncoding::display;
  commands.mark("meshes");
  const MeshLayer layer = meshes_.record(commands, *request.meshes, view);
  return OpaqueLayer{layer.colour->view(), layer.depth->view()};
}

void FrameQueue::record(CommandStream& commands, Frame& frame, FrameSink* sink) {
  uint64_t aliveBytes = 0, viewStride = 0;
  const auto data = frameData(frame, aliveBytes, viewStride);
  const uint64_t viewsOffset = data->size() - viewStride * frame.regions.size();
  const Targets& targets = frame.canvas.targets;
  commands.retain(data);
  commands.retain(frame.scene);
  if (frame.canvas.readBack) commands.retain(frame.canvas.readBack);
  commands.retain(frame.counts);
  for (const auto& image : {targets.colour, targets.depth, targets.median, targets.overdraw}) {
    commands.retain(image);
    commands.imageBarrier(*image, vk::ImageLayout::eUndefined, vk::ImageLayout::eGeneral);
  }
  buffers_.retainAll(commands);
  const std::optional<OpaqueLayer> meshes = recordMeshes(commands, frame);
  for (size_t i = 0; i < frame.regions.size(); ++i) {
    const SplatDraw draw{*frame.scene,
                         frame.alive,
                         Binding(*data, 0, aliveBytes),
                         Binding(*data, viewsOffset + viewStride * i, sizeof(ViewData)),
                         frame.regions[i],
                         targets,
                         frame.request.settings.footprint == scene::Footprint::officialTiles,
                         meshes ? &*meshes : nullptr};
    pipeline_.record(commands, buffers_, draw);
    commands.handle().copyBuffer(buffers_.counts->handle(), frame.counts->handle(),
                                 vk::BufferCopy(0, sizeof(Counts) * i, sizeof(Counts)));
    commands.barrier();
  }
  if (sink) {
    sink->record(commands, targets, frame.scene->colourSpace());
  } else {
    targets.recordReadBack(commands, *frame.canvas.readBack);
  }
  commands.mark("");
  commands.hostBarrier();
}

std::vector<Counts> FrameQueue::countsOf(const Frame& frame) const {
  std::vector<Counts> counts(frame.regions.size());
  std::memcpy(counts.data(), frame.counts->mapped().data(), sizeof(Counts) * counts.size());
  return counts;
}

bool FrameQueue::makeRoom(Frame& frame) {
  const std::vector<Counts> counts = countsOf(frame);
  uint64_t needed = 0;
  for (const Counts& region : counts)
    needed = std::max<uint64_t>(needed, region.pairs == region.pairsNeeded ? 0 : region.pairsNeeded);
  if (needed == 0) return true;
  log().debug("Frame without room: {} pairs in a region, room for {}", needed, buffers_.pairCapacity());
  context_.frames.releaseFinished();
  const uint64_t before = buffers_.pairCapacity();
  wantedPairs_ = std::max(wantedPairs_, std::min(needed + needed / 4, buffers_.mostPairs()));
  needPairs(frame.alive.slots());
  if (buffers_.pairCapacity() < needed && buffers_.pairCapacity() <= before) {
    std::vector<TileRegion> smaller;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i].pairs == counts[i].pairsNeeded) {
        smaller.push_back(frame.regions[i]);
        continue;
      }
      if (frame.regions[i].tiles() < 2) throw outOfDeviceMemory(std::to_string(needed) + " Gaussians on one tile");
      const auto [first, second] = halves(frame.regions[i]);
      smaller.push_back(first);
      smaller.push_back(second);
    }
    frame.regions = std::move(smaller);
  }
  return false;
}

bool FrameQueue::settle(Frame& frame) {
  if (makeRoom(frame)) return true;
  submit(frame);
  return false;
}

Picture FrameQueue::pictureOf(const Frame& frame) const {
  const Targets& targets = frame.canvas.targets;
  const size_t pixels = static_cast<size_t>(targets.size.width) * static_cast<size_t>(targets.size.height);
  const std::byte* bytes = frame.canvas.readBack->mapped().data();
  Picture picture;
  picture.size = targets.size;
  const auto copy = [&](std::vector<float>& into, size_t count) {
    into.resize(count);
    std::memcpy(into.data(), bytes, 4 * count);
    bytes += 4 * count;
  };
  copy(picture.rgba, 4 * pixels);
  if (targets.hasDepth) {
    copy(picture.depth, pixels);
    copy(picture.medianDepth, pixels);
  }
  if (targets.hasOverdraw) copy(picture.overdraw, pixels);
  return picture;
}

}  // namespace fsm::renderer
