#include "app/desktop/viewport/viewport_panel_impl.h"
#include "app/desktop/document/engine_text.h"

#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>

namespace fsm::desktop {

namespace {

/// The view rests when nothing moved it for so long.
constexpr int kStillMilliseconds = 160;

renderer::RendererOptions rendererOptions() {
  renderer::RendererOptions options;
  options.device = QSettings().value(QStringLiteral("viewport/device")).toString().toStdString();
  options.validation = qEnvironmentVariableIntValue("CHRONOSCOPE_VALIDATION") > 0;
  return options;
}

}  // namespace

ViewportPanel::Impl::Impl(Workspace& space, ViewportPanel& owner)
    : workspace(space),
      panel(owner),
      content(space),
      guides(space, content),
      composer(space, content, guides, options),
      input(space.view, [this] { return view().camera; }),
      actions(space, input, content, options, [this] { return composer.nearestInput(); }) {
  layOut();
  still_.setSingleShot(true);
  still_.setInterval(kStillMilliseconds);
  connect(&still_, &QTimer::timeout, this, &Impl::onStill);
  connectSources();
  if (!canvas) return;
  connectCanvas();
  connectRenderer();
  // On the job's thread.
  workspace.live.setSink([this, arrays = render->liveArrays()](const LiveScene::Arrays& all, const training::ArraysPlace& place) {
    if (!arrays->publish(all, place)) return false;
    QMetaObject::invokeMethod(this, &Impl::request, Qt::QueuedConnection);
    return true;
  });
  onSceneChanged();
  if (const auto live = workspace.live.current()) render->setLive(live);
}

ViewportPanel::Impl::~Impl() {
  workspace.live.setSink(nullptr);
  // The canvas goes with the panel's children, later than this.
  if (canvas) canvas->disconnect(this);
  if (render) render->closeWindow();
}

void ViewportPanel::Impl::layOut() {
  auto* layout = new QVBoxLayout(&panel);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  strip = new ModeStrip(workspace.actions, &panel);
  layout->addWidget(strip);
  sorry = new QLabel(
      ViewportPanel::tr("No picture can be shown here: this needs an X11 display with a Vulkan driver. Start the program on a "
                        "desktop (or with QT_QPA_PLATFORM=xcb under Wayland). Everything else works, export too."),
      &panel);
  sorry->setObjectName(QStringLiteral("viewport.sorry"));
  sorry->setAlignment(Qt::AlignCenter);
  sorry->setWordWrap(true);
  sorry->setMargin(24);
  layout->addWidget(sorry, 1);
  if (!ViewportCanvas::possible()) return;
  sorry->hide();
  canvas = new ViewportCanvas(&panel);
  layout->addWidget(canvas, 1);
  panel.setFocusProxy(canvas);
}

void ViewportPanel::Impl::connectSources() {
  const auto redraw = [this] { request(); };
  connect(&workspace.view, &ViewState::viewChanged, this, &Impl::onViewChanged);
  connect(&workspace.view, &ViewState::modeChanged, this, redraw);
  connect(&workspace.selection, &Selection::itemChanged, this, redraw);
  connect(&workspace.selection, &Selection::gaussiansChanged, this, &Impl::onSelectionChanged);
  connect(&workspace.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & Document::SettingsPart) input.navigator().setUp(workspace.document.project().settings.up);
    if (parts & Document::VersionsPart) onComparedChanged();
    request();
  });
  connect(&options, &ViewOptions::changed, this, [this] {
    input.setPreset(options.navigation());
    input.navigator().setStyle(options.orbitStyle());
    onComparedChanged();
    request();
  });
  connect(&content, &SceneContent::sceneChanged, this, &Impl::onSceneChanged);
  connect(&content, &SceneContent::ballChanged, this, [this] { input.navigator().setScene(content.ball()); });
  connect(&guides, &SceneGuides::changed, this, redraw);
  connect(&composer, &FrameComposer::outdated, this, redraw);
  connect(
      &workspace.live, &LiveScene::changed, this,
      [this] {
        if (render) render->setLive(workspace.live.current());
        request();
      },
      Qt::QueuedConnection);
  input.setPreset(options.navigation());
  input.navigator().setStyle(options.orbitStyle());
  input.navigator().setUp(workspace.document.project().settings.up);
}

void ViewportPanel::Impl::connectCanvas() {
  canvas->onPointer = [this](const PointerEvent& event) { return onPointer(event); };
  canvas->onKey = [this](const QKeyEvent& event) { return (tool && tool->key(event)) || input.key(event); };
  canvas->wantsKey = [this](const QKeyEvent& event) { return input.wantsKey(event); };
  canvas->onPinch = [this](double steps, glm::dvec2 at) { input.zoom(steps, at); };
  canvas->onScroll = [this](glm::dvec2 by, glm::dvec2 at, Qt::KeyboardModifiers modifiers) { input.scroll(by, at, modifiers); };
  // In the rest of the window Tab goes to the next control.
  QAction* toggle = workspace.actions.action(QStringLiteral("view.toggle_decoder"));
  toggle->setShortcutContext(Qt::WidgetShortcut);
  canvas->addAction(toggle);
  connect(canvas, &ViewportCanvas::focusLost, &input, &NavigationInput::release);
  connect(canvas, &ViewportCanvas::resized, this, &Impl::request);
  connect(canvas, &ViewportCanvas::exposed, this, &Impl::request);
  connect(canvas, &ViewportCanvas::filesDropped, &panel, &ViewportPanel::filesDropped);
  connect(&input, &NavigationInput::pivotWanted, this, [this](const glm::dvec2& pixel) {
    render->pick(view(), pixel, guides.props(), [this](const std::optional<glm::dvec3>& point) { input.pivotFound(point); });
  });
}

void ViewportPanel::Impl::connectRenderer() {
  render = std::make_unique<RenderThread>(rendererOptions());
  connect(canvas, &ViewportCanvas::windowReady, this,
          [this](const renderer::NativeWindow& window) { render->openWindow(window); });
  connect(canvas, &ViewportCanvas::windowClosing, this, [this] { render->closeWindow(); });
  connect(render.get(), &RenderThread::opened, this, [this](const RendererFacts& facts) {
    opened_ = true;
    statistics.device = QString::fromStdString(facts.device.name);
    statistics.driver = QString::fromStdString(facts.device.driver);
    statistics.present = QString::fromStdString(facts.present);
    statistics.software = facts.device.software();
    request();
  });
  connect(render.get(), &RenderThread::uploaded, this, &Impl::request);
  connect(render.get(), &RenderThread::shown, this, &Impl::onShown);
  connect(render.get(), &RenderThread::failed, this, &Impl::onFailed);
  connect(render.get(), &RenderThread::sceneTooLarge, this, &Impl::onTooLarge);
  connect(render.get(), &RenderThread::restarted, this, [this](const Error& cause) {
    workspace.messages.show({Message::Level::warning,
                             ViewportPanel::tr("The graphics device stopped working and was started again; nothing is lost."),
                             QString::fromStdString(cause.detail()),
                             {},
                             {},
                             {}});
  });
  connect(render.get(), &RenderThread::interopChanged, this, [this](const QString& transport) {
    statistics.interop = transport.isEmpty()                     ? QString()
                         : transport == QStringLiteral("shared") ? ViewportPanel::tr("memory shared with CUDA")
                                                                 : ViewportPanel::tr("copied through the host");
  });
}

View ViewportPanel::Impl::view() const {
  const ImageSize pixels = canvas ? canvas->pixels() : ImageSize{1, 1};
  return composer.viewFor({std::max(pixels.width, 1), std::max(pixels.height, 1)});
}

void ViewportPanel::Impl::setTool(ViewportTool* wanted) {
  tool = wanted;
  toolHolds_ = false;
  updateCursor();
  request();
}

void ViewportPanel::Impl::updateCursor() {
  if (!canvas) return;
  if (wipe_.hovered())
    canvas->setCursor(Qt::SplitHCursor);
  else if (tool)
    canvas->setCursor(tool->cursor());
  else
    canvas->unsetCursor();
}

/// The overlay's panel, the line of a comparison, the tool, navigation: the first that takes it.
bool ViewportPanel::Impl::onPointer(const PointerEvent& event) {
  pointer_.pointer = event.kind == PointerEvent::Kind::leave ? glm::vec2(-1) : glm::vec2(event.position);
  pointer_.leftButton = event.buttons & Qt::LeftButton;
  if (event.kind == PointerEvent::Kind::wheel && overlayTakesPointer_) pointer_.wheel += static_cast<float>(event.steps);
  if (options.overlay()) request();
  if (overlayTakesPointer_ && !input.dragging() && !toolHolds_) return true;
  const bool hovered = wipe_.hovered();
  const bool wiped = !input.dragging() && !toolHolds_ && wipe_.pointer(event);
  if (hovered != wipe_.hovered()) {
    updateCursor();
    request();
  }
  if (wiped) return true;
  if (tool && !input.dragging()) {
    const bool taken = tool->pointer(event);
    if (event.kind == PointerEvent::Kind::press || event.kind == PointerEvent::Kind::doubleClick) toolHolds_ = taken;
    const bool held = toolHolds_;
    if (event.kind == PointerEvent::Kind::release && !event.buttons) toolHolds_ = false;
    if (taken || held) return true;
  }
  return input.pointer(event);
}

void ViewportPanel::Impl::onViewChanged() {
  setMoving();
  request();
}

void ViewportPanel::Impl::setMoving() { still_.start(); }

/// A picture that was reduced to keep up with the hand is drawn in full.
void ViewportPanel::Impl::onStill() {
  if (reduced_ || workspace.view.decoder() == Decoder::neural) request();
}

void ViewportPanel::Impl::onSceneChanged() {
  if (render && uploaded_ != content.shown()) {
    uploaded_ = content.shown();
    render->setMarked(nullptr);  // they were of the one before
    render->setScene(uploaded_);
  }
  emit panel.drawnSceneChanged();
  request();
}

/// Selected Gaussians stand out.
void ViewportPanel::Impl::onSelectionChanged() {
  if (!render) return;
  const std::vector<int64_t>& chosen = workspace.selection.gaussians().indices;
  render->setMarked(chosen.empty() ? nullptr : std::make_shared<const std::vector<int64_t>>(content.inShown(chosen)));
  request();
}

void ViewportPanel::Impl::onComparedChanged() {
  if (!render) return;
  const Version* version =
      options.compare() == Compare::version ? workspace.document.project().version(options.comparedVersion()) : nullptr;
  const auto wanted = version ? version->gaussians : nullptr;
  if (wanted == compared_) return;
  compared_ = wanted;
  render->setCompared(wanted);
}

void ViewportPanel::Impl::request() {
  if (!render || !canvas->isVisible()) return;
  if (std::exchange(scheduled_, true)) return;
  QMetaObject::invokeMethod(this, &Impl::draw, Qt::QueuedConnection);
}

void ViewportPanel::Impl::draw() {
  scheduled_ = false;
  const Clock::time_point asked = Clock::now();
  const ImageSize window = canvas->pixels();
  if (window.width <= 0 || window.height <= 0) return;
  const bool moving = still_.isActive() || workspace.view.playing();
  const double share = moving ? resolution_.moving() : 1;
  FrameComposer::Composed composed = composer.compose(window, share, moving);
  reduced_ = share < 1 && composed.ask.request.frame.has_value();
  wipe_.setScale(canvas->devicePixelRatioF());
  wipe_.place(composed.ask.request.comparison.kind == renderer::Comparison::Kind::wipe ? std::optional(composed.area)
                                                                                       : std::nullopt);
  composed.ask.request.overlay = overlay(composed);
  pointer_.wheel = 0;
  composed.ask.serial = ++serial_;
  composed.ask.asked = asked;
  serialComplete_ = composed.complete && !(moving && reduced_);
  if (composed.ask.request.frame) shares_[serial_] = share;
  updateNote(composed);
  render->present(std::move(composed.ask));
}

void ViewportPanel::Impl::onShown(const FrameDone& done) {
  workspace.view.pictureShown();
  statistics.frame += 1;
  statistics.frameMilliseconds = done.milliseconds;
  statistics.deviceMilliseconds = done.frame.milliseconds;
  statistics.stages = done.frame.statistics.times;
  statistics.gaussians = done.gaussians;
  statistics.alive = std::min<quint64>(done.frame.statistics.candidates, done.gaussians);
  statistics.visible = done.frame.statistics.visible;
  statistics.regions = done.frame.statistics.regions;
  statistics.picture = done.picture;
  statistics.window = done.window;
  statistics.psnr = done.frame.psnr;
  statistics.memory = done.memory;
  overlayTakesPointer_ = done.overlayTakesPointer;
  figures_.add(statistics);
  if (const auto share = shares_.find(done.serial); share != shares_.end() && statistics.software) {
    if (done.moving)
      resolution_.learn(share->second, done.milliseconds);
    else
      resolution_.expect(done.milliseconds);
  }
  shares_.erase(shares_.begin(), shares_.upper_bound(done.serial));
  emit panel.statisticsChanged(statistics);
  showNote();
  emit panel.frameDone(done.asked, done.done);
  if (done.serial == serial_ && serialComplete_) emit panel.frameShown();
}

void ViewportPanel::Impl::onFailed(const Error& error) {
  workspace.messages.error(error);
  if (opened_) return;
  // The device never worked: say it where the picture would be.
  sorry->setText(engineText(error.what()));
  sorry->show();
}

void ViewportPanel::Impl::onTooLarge(const Error& error, qint64 fitting) {
  Message message{Message::Level::error, engineText(error.what()), QString::fromStdString(error.detail()), {}, {}, {}};
  if (fitting > 0) {
    const QString count = QLocale().toString(fitting);
    message.text += QLatin1Char(' ') + ViewportPanel::tr("There is room for about %1 of its Gaussians.").arg(count);
    message.button = ViewportPanel::tr("Show %1 Gaussians").arg(count);
    message.remedy = [this, fitting] { content.limit(fitting); };
  }
  workspace.messages.show(message);
}

}  // namespace fsm::desktop
