#include "renderer/present/presenter.h"

#include <cstring>
#include <deque>

#include "reconstruction/core/log.h"
#include "renderer/frame_queue.h"
#include "renderer/overlay/overlay.h"
#include "renderer/present/host_textures.h"
#include "renderer/present/measurements.h"
#include "renderer/present/window_images.h"
#include "renderer/present/window_render_pass.h"
#include "renderer/render_context.h"
#include "renderer/splat/view_data.h"
#include "renderer/vulkan_errors.h"

namespace fsm::renderer {
namespace {

/// Draws of one picture until its pairs have room; each makes room for what the last one needed.
constexpr int kMostAttempts = 16;

ColourEncoding encodingOf(const HostPicture& picture) {
  return picture.layered ? picture.layered->encoding : ColourEncoding::display;
}

PictureFit fitOf(ImageSize picture, ImageSize area) {
  if (picture == area) return PictureFit::exact;
  return picture.width <= area.width && picture.height <= area.height ? PictureFit::enlarged : PictureFit::shrunk;
}

/// The frame with what the way of showing it needs.
FrameRequest frameFor(const PresentRequest& request) {
  FrameRequest frame = *request.frame;
  frame.overBackground = false;
  frame.depth = request.shownAs == ShownAs::depth || request.shownAs == ShownAs::confidence;
  frame.overdraw = request.shownAs == ShownAs::overdraw;
  return frame;
}

}  // namespace

struct Presenter::Impl final : FrameSink {
  /// A ticket with its pictures, which go back when nobody shows them any more.
  struct Drawn {
    Drawn(Renderer& owner, Ticket drawnTicket) : renderer(owner), ticket(drawnTicket) {}
    ~Drawn() { renderer.drop(ticket); }
    Drawn(const Drawn&) = delete;
    Drawn& operator=(const Drawn&) = delete;
    Renderer& renderer;
    Ticket ticket;
  };
  /// Presented, and not known to be finished.
  struct Pending {
    uint64_t number = 0;
    uint64_t inRing = 0;           ///< of a picture of the host
    std::shared_ptr<Drawn> drawn;  ///< of a frame
    Measured measured;
  };

  Impl(Renderer& r, const NativeWindow& window, const PresenterOptions& options)
      : renderer(r),
        context(r.context()),
        images(openWindow(context, window, options.mailbox, options.copies)),
        windowPass(makeWindowRenderPass(context.device, images->format(), images->filledLayout())),
        copyPass(makeWindowRenderPass(context.device, images->format(), vk::ImageLayout::eTransferSrcOptimal)),
        textures(context),
        screenPass(context, *windowPass),
        measurements(context),
        overlay(context, *windowPass, options.overlayFont) {}
  ~Impl() override {
    try {
      context.frames.waitIdle();
    } catch (const std::exception& error) {
      log().debug("Window closed on a failed device: {}", error.what());
    }
  }

  PresentResult present(const PresentRequest& request);
  PresentResult finish();
  Image grab(bool withOverlay);

  void collect(PresentResult& result, size_t mostPending);
  PresentedFrame conclude(const Pending& pending);
  void submit(const PresentRequest& request, PresentResult& result);
  std::shared_ptr<Drawn> drawFrame();
  Screen makeScreen(CommandStream& commands, const Targets* targets, ColourEncoding colours);
  void drawScreen(CommandStream& commands, vk::RenderPass pass, vk::Framebuffer framebuffer, vk::Extent2D extent,
                  bool withOverlay);

  // FrameSink
  void record(CommandStream& commands, const Targets& targets, ColourEncoding colours) override {
    fill(commands, &targets, colours);
  }
  std::span<const SemaphorePoint> waits() const override {
    if (drawnBefore) return {&image->filled, 1};
    return image->acquired ? std::span(&*image->acquired, 1) : std::span<const SemaphorePoint>();
  }
  std::span<const SemaphorePoint> raised() const override { return {&image->filled, 1}; }
  void fill(CommandStream& commands, const Targets* targets, ColourEncoding colours);

  Renderer& renderer;
  RenderContext& context;
  std::unique_ptr<WindowImages> images;
  vk::raii::RenderPass windowPass, copyPass;
  HostTextures textures;
  ScreenPass screenPass;
  Measurements measurements;
  Overlay overlay;

  // Of the frame that is being presented.
  PresentRequest request;  ///< stays, for `finish`
  std::optional<WindowImage> image;
  bool drawnBefore = false;  ///< into the same image
  Measured measured;

  uint64_t presented = 0;
  std::deque<Pending> pending;
  bool lastComplete = true;
  // What is in the window.
  Screen screen;
  vk::Extent2D extent;
  std::shared_ptr<Drawn> drawn;
};

void Presenter::Impl::collect(PresentResult& result, size_t mostPending) {
  while (!pending.empty()) {
    const Pending& oldest = pending.front();
    const bool ready = oldest.drawn ? renderer.ready(oldest.drawn->ticket) : context.frames.finished() >= oldest.inRing;
    if (!ready && pending.size() <= mostPending) return;
    result.finished.push_back(conclude(oldest));
    lastComplete = result.finished.back().complete;
    pending.pop_front();
  }
}

PresentedFrame Presenter::Impl::conclude(const Pending& oldest) {
  PresentedFrame frame;
  frame.number = oldest.number;
  if (oldest.drawn) {
    FrameOutcome outcome = renderer.conclude(oldest.drawn->ticket);
    frame.statistics = std::move(outcome.statistics);
    frame.complete = outcome.complete;
  } else {
    context.frames.wait(oldest.inRing);
    frame.statistics.times = context.frames.times(oldest.inRing);
  }
  for (const StageTime& time : frame.statistics.times) frame.milliseconds += time.milliseconds;
  frame.psnr = oldest.measured.psnr();
  frame.depthRange = oldest.measured.depthRange();
  return frame;
}

PresentResult Presenter::Impl::present(const PresentRequest& wanted) {
  PresentResult result;
  if (wanted.frame && !wanted.picture) checkRequest(*wanted.frame, context.device.traits());
  collect(result, FrameRing::kFramesInFlight - 1);
  image = images->acquire(*windowPass);
  if (!image) {
    result.window = images->windowSize();
    result.area = shownArea(result.window, wanted.aspect);
    return result;
  }
  try {
    submit(wanted, result);
  } catch (...) {
    images->abandon(*image);
    throw;
  }
  return result;
}

void Presenter::Impl::submit(const PresentRequest& wanted, PresentResult& result) {
  request = wanted;
  result.window = {static_cast<int>(image->extent.width), static_cast<int>(image->extent.height)};
  result.area = shownArea(result.window, request.aspect);
  overlay.build(request.overlay, result.window);
  result.overlayTakesPointer = overlay.takesPointer();
  drawnBefore = false;
  Pending next;
  if (request.frame && !request.picture) {
    next.drawn = drawFrame();
  } else {
    CommandStream& commands = context.frames.begin();
    try {
      fill(commands, nullptr, ColourEncoding::display);
      commands.mark("");
      commands.hostBarrier();
    } catch (...) {
      context.frames.abandon();
      throw;
    }
    next.inRing = context.frames.submit(waits(), raised());
  }
  next.measured = measured;
  next.number = result.number = ++presented;
  drawn = next.drawn;
  pending.push_back(std::move(next));
  images->present(*image, context.frames.submitted());
  result.presented = true;
}

/// Into the image.
std::shared_ptr<Presenter::Impl::Drawn> Presenter::Impl::drawFrame() {
  const FrameRequest frame = frameFor(request);
  auto made = std::make_shared<Drawn>(renderer, renderer.draw(frame, *this));
  for (int attempt = 1; request.onlyComplete && attempt < kMostAttempts; ++attempt) {
    if (renderer.conclude(made->ticket).complete) break;
    drawnBefore = true;
    made = std::make_shared<Drawn>(renderer, renderer.draw(frame, *this));
  }
  return made;
}

/// What the window is made of; records copies of host pictures that the device does not have yet.
Screen Presenter::Impl::makeScreen(CommandStream& commands, const Targets* targets, ColourEncoding colours) {
  using Usage = vk::BufferUsageFlagBits;
  Screen made;
  ScreenPictures pictures;
  const ImageSize window{static_cast<int>(image->extent.width), static_cast<int>(image->extent.height)};
  if (targets) {
    pictures.size = targets->size;
    pictures.encoding = colours;
    made.shown = request.shownAs;
    made.colour = {targets->colour, vk::ImageLayout::eGeneral};
    if (targets->hasDepth) made.depth = {targets->depth, vk::ImageLayout::eGeneral};
    if (targets->hasOverdraw) made.overdraw = {targets->overdraw, vk::ImageLayout::eGeneral};
  } else if (request.picture) {
    made.colour.image = textures.texture(commands, request.picture);
    pictures.size = request.picture.size();
    pictures.encoding = encodingOf(request.picture);
  } else {
    pictures.size = {1, 1};  // transparent
  }
  if (request.comparison.kind != Comparison::Kind::none && request.comparison.other) {
    made.comparison = request.comparison.kind;
    made.other.image = textures.texture(commands, request.comparison.other);
    pictures.otherSize = request.comparison.other.size();
    pictures.otherEncoding = encodingOf(request.comparison.other);
  }
  ScreenData data = screenData(request, window, pictures);
  std::vector<InputView> inputs;
  if (targets && made.shown == ShownAs::confidence && request.confidence)
    inputs = inputViews(*request.confidence, request.frame->view);
  data.encodings.z = static_cast<uint32_t>(inputs.size());
  inputs.resize(std::max<size_t>(inputs.size(), 1));
  made.data = context.makeBuffer({"screen", sizeof data, Usage::eStorageBuffer, MemoryUse::upload, MemoryCategory::frame});
  std::memcpy(made.data->mapped().data(), &data, sizeof data);
  made.inputs = context.makeBuffer(
      {"input views", inputs.size() * sizeof(InputView), Usage::eStorageBuffer, MemoryUse::upload, MemoryCategory::frame});
  std::memcpy(made.inputs->mapped().data(), inputs.data(), inputs.size() * sizeof(InputView));
  made.range = measurements.range();
  const ImageSize area{data.area.z, data.area.w};
  made.fit = fitOf(pictures.size, area);
  made.otherFit = fitOf(pictures.otherSize, area);
  made.linear = pictures.encoding == ColourEncoding::linear;
  made.otherLinear = pictures.otherEncoding == ColourEncoding::linear;
  measured = measurements.record(commands, made, pictures.size, made.shown == ShownAs::depth && !request.depthRange);
  return made;
}

void Presenter::Impl::fill(CommandStream& commands, const Targets* targets, ColourEncoding colours) {
  commands.mark("present");
  screen = makeScreen(commands, targets, colours);
  extent = image->extent;
  drawScreen(commands, *windowPass, image->framebuffer, extent, true);
}

void Presenter::Impl::drawScreen(CommandStream& commands, vk::RenderPass pass, vk::Framebuffer framebuffer, vk::Extent2D size,
                                 bool withOverlay) {
  overlay.prepare(commands);
  screenPass.prepare(commands);
  commands.handle().beginRenderPass({pass, framebuffer, vk::Rect2D({}, size)}, vk::SubpassContents::eInline);
  setWholeViewport(commands.handle(), size);
  screenPass.record(commands, screen);
  if (withOverlay) overlay.record(commands, size);
  commands.handle().endRenderPass();
  ScreenPass::finish(commands);
}

PresentResult Presenter::Impl::finish() {
  PresentResult result;
  collect(result, 0);
  for (int attempt = 0; presented > 0 && !lastComplete && attempt < kMostAttempts; ++attempt) {
    const PresentRequest again = request;
    PresentResult next = present(again);
    collect(next, 0);
    next.finished.insert(next.finished.begin(), result.finished.begin(), result.finished.end());
    result = std::move(next);
    if (!result.presented) break;  // The window shows nothing now.
  }
  return result;
}

Image Presenter::Impl::grab(bool withOverlay) {
  finish();
  if (presented == 0) throw Error(ErrorCode::notFound, "Nothing was shown in the window yet. Wait until it shows a picture.");
  using Usage = vk::ImageUsageFlagBits;
  const auto copy = context.makeImage(
      {"copy of the window", extent.width, extent.height, images->format(), Usage::eColorAttachment | Usage::eTransferSrc});
  const vk::ImageView view = copy->view();
  const vk::raii::Framebuffer framebuffer(context.device.handle(),
                                          vk::FramebufferCreateInfo({}, *copyPass, view, extent.width, extent.height, 1));
  const uint64_t pixels = uint64_t{extent.width} * extent.height;
  const auto bytes = context.makeBuffer(
      {"read back", pixels * 4, vk::BufferUsageFlagBits::eTransferDst, MemoryUse::readBack, MemoryCategory::staging});
  CommandStream& commands = context.frames.begin();
  try {
    drawScreen(commands, *copyPass, *framebuffer, extent, withOverlay);
    const vk::BufferImageCopy region(0, 0, 0, {vk::ImageAspectFlagBits::eColor, 0, 0, 1}, {}, {extent.width, extent.height, 1});
    commands.handle().copyImageToBuffer(copy->handle(), vk::ImageLayout::eTransferSrcOptimal, bytes->handle(), region);
    commands.hostBarrier();
  } catch (...) {
    context.frames.abandon();
    throw;
  }
  context.frames.wait(context.frames.submit());
  Image result({static_cast<int>(extent.width), static_cast<int>(extent.height)});
  const bool blueFirst = images->format() == vk::Format::eB8G8R8A8Unorm;
  const auto* from = reinterpret_cast<const uint8_t*>(bytes->mapped().data());
  for (size_t i = 0; i < pixels; ++i) {
    for (size_t c = 0; c < 3; ++c) result.rgb[i * 3 + c] = static_cast<float>(from[i * 4 + (blueFirst ? 2 - c : c)]) / 255.0f;
  }
  return result;
}

Presenter::Presenter(Renderer& renderer, const NativeWindow& window, const PresenterOptions& options)
    : impl_(translatingErrors([&] { return std::make_unique<Impl>(renderer, window, options); })) {}
Presenter::~Presenter() = default;

PresentResult Presenter::present(const PresentRequest& request) {
  return translatingErrors([&] { return impl_->present(request); });
}
PresentResult Presenter::finish() {
  return translatingErrors([&] { return impl_->finish(); });
}
ImageSize Presenter::windowSize() const { return impl_->images->windowSize(); }
Image Presenter::grab(bool withOverlay) {
  return translatingErrors([&] { return impl_->grab(withOverlay); });
}
std::string Presenter::description() const { return impl_->images->description(); }

}  // namespace fsm::renderer
