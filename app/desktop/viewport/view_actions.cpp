#include "app/desktop/viewport/view_actions.h"

#include <cmath>
#include <utility>

#include "app/jobs/orbit.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

/// Keys that turn and shift the view go this far, as drags in pixels of the picture.
constexpr double kStepPixels = 40;

}  // namespace

ViewActions::ViewActions(Workspace& workspace, NavigationInput& input, const SceneContent& content, ViewOptions& options,
                         std::function<std::optional<FrameId>()> nearestInput, QObject* parent)
    : QObject(parent),
      workspace_(workspace),
      input_(input),
      content_(content),
      options_(options),
      nearestInput_(std::move(nearestInput)) {
  addModes();
  addPlaces();
  addSteps();
  addUpAxis();
  addGuides();
  addComparisons();
  addNavigation();
  connect(&workspace_.view, &ViewState::modeChanged, this, &ViewActions::follow);
  connect(&workspace_.document, &Document::changed, this, &ViewActions::follow);
  connect(&options_, &ViewOptions::changed, this, &ViewActions::follow);
  follow();
}

QAction* ViewActions::add(const char* id, const QString& text, const QString& tip, std::initializer_list<QKeySequence> keys,
                          bool checkable, std::function<void(bool)> run) {
  return workspace_.actions.add({QString::fromLatin1(id), tr("View"), text, tip, keys, checkable}, std::move(run));
}

void ViewActions::addModes() {
  const auto decoder = [this](Decoder wanted) {
    return [this, wanted](bool) {
      workspace_.view.setDecoder(wanted);
      follow();  // a click on what is on already would switch it off
    };
  };
  add("view.splats", tr("Splats"), tr("Show the scene's Gaussians"), {}, true, decoder(Decoder::splats));
  add("view.neural", tr("Neural"),
      tr("Show what the model's image decoder makes of the view: slower, and softer or sharper than the Gaussians"), {}, true,
      decoder(Decoder::neural));
  add("view.input", tr("Input"), tr("Show the filmed frame that is nearest to the view"), {}, true, decoder(Decoder::input));
  add("view.toggle_decoder", tr("Splats / neural"), tr("Switch between Gaussians and the neural view"), {Qt::Key_Tab}, false,
      [this](bool) {
        workspace_.view.setDecoder(workspace_.view.decoder() == Decoder::splats ? Decoder::neural : Decoder::splats);
      });
  const auto shading = [this](Shading wanted) {
    return [this, wanted](bool) {
      workspace_.view.setShading(wanted);
      follow();
    };
  };
  add("view.colour", tr("Colour"), tr("Show colours"), {}, true, shading(Shading::colour));
  add("view.depth", tr("Depth"), tr("Show how far away things are, near to far"), {}, true, shading(Shading::depth));
  add("view.alpha", tr("Alpha"), tr("Show how much of each pixel is covered"), {}, true, shading(Shading::alpha));
  add("view.overdraw", tr("Overdraw"), tr("Show how many Gaussians were blended in each pixel: what costs time"), {}, true,
      shading(Shading::overdraw));
  add("view.confidence", tr("Confidence"),
      tr("Show how near the view is to what was filmed: where it is dark, the picture is invented"), {Qt::Key_C}, true,
      [this](bool) {
        const bool on = workspace_.view.shading() == Shading::confidence;
        workspace_.view.setShading(on ? Shading::colour : Shading::confidence);
      });
}

void ViewActions::addPlaces() {
  add("view.frame_all", tr("Frame all"), tr("Show the whole scene from this side"), {QKeySequence(Qt::SHIFT | Qt::Key_F)}, false,
      [this](bool) { input_.move([this](Navigator& navigator) { navigator.frame(content_.ball()); }); });
  add("view.frame_selection", tr("Frame selection"), tr("Show what is selected from near; all where nothing is"), {Qt::Key_F},
      false, [this](bool) { frameSelection(); });
  add("view.home", tr("Home"), tr("Back to the filmed view"), {Qt::Key_Home}, false,
      [this](bool) { workspace_.view.setCamera(workspace_.view.homeCamera()); });
  add("view.capture_camera", tr("Through the capture camera"),
      tr("Look through the selected camera of the capture, else through the nearest one"), {Qt::Key_0}, false,
      [this](bool) { throughCaptureCamera(); });
  const auto side = [this](AxisView view) { return [this, view](bool) { look(view); }; };
  add("view.front", tr("Front"), tr("Look from the front"), {Qt::Key_1}, false, side(AxisView::front));
  add("view.back", tr("Back"), tr("Look from behind"), {QKeySequence(Qt::CTRL | Qt::Key_1)}, false, side(AxisView::back));
  add("view.right", tr("Right side"), tr("Look from the right"), {Qt::Key_3}, false, side(AxisView::right));
  add("view.left", tr("Left side"), tr("Look from the left"), {QKeySequence(Qt::CTRL | Qt::Key_3)}, false, side(AxisView::left));
  add("view.top", tr("Top"), tr("Look from above"), {Qt::Key_7}, false, side(AxisView::top));
  add("view.bottom", tr("Bottom"), tr("Look from below"), {QKeySequence(Qt::CTRL | Qt::Key_7)}, false, side(AxisView::bottom));
}

void ViewActions::addSteps() {
  const auto step = [this](Motion motion, glm::dvec2 by) { return [this, motion, by](bool) { input_.step(motion, by); }; };
  constexpr double kBy = kStepPixels;
  add("view.turn_left", tr("Turn left"), tr("Orbit to the left"), {QKeySequence(Qt::ALT | Qt::Key_Left)}, false,
      step(Motion::orbit, {kBy, 0}));
  add("view.turn_right", tr("Turn right"), tr("Orbit to the right"), {QKeySequence(Qt::ALT | Qt::Key_Right)}, false,
      step(Motion::orbit, {-kBy, 0}));
  add("view.turn_up", tr("Turn up"), tr("Orbit upwards"), {QKeySequence(Qt::ALT | Qt::Key_Up)}, false,
      step(Motion::orbit, {0, kBy}));
  add("view.turn_down", tr("Turn down"), tr("Orbit downwards"), {QKeySequence(Qt::ALT | Qt::Key_Down)}, false,
      step(Motion::orbit, {0, -kBy}));
  add("view.nearer", tr("Nearer"), tr("Move the camera towards the scene"), {Qt::Key_Plus, Qt::Key_Equal}, false,
      step(Motion::dolly, {0, -kBy}));
  add("view.farther", tr("Farther"), tr("Move the camera away from the scene"), {Qt::Key_Minus}, false,
      step(Motion::dolly, {0, kBy}));
}

void ViewActions::addUpAxis() {
  add("view.level", tr("Level the horizon"), tr("Take the roll out of the camera"), {}, false,
      [this](bool) { input_.move([](Navigator& navigator) { navigator.level(); }); });
  const auto setUp = [this](const QString& text, const glm::dvec3& up) {
    workspace_.document.edit(text, Document::SettingsPart, [&](Project& project) { project.settings.up = up; });
  };
  add("view.up_from_view", tr("Up axis from this view"), tr("What is up in the picture is up in the scene from now on"), {},
      false, [this, setUp](bool) {
        setUp(tr("Set the up axis"), -glm::normalize(glm::dvec3(workspace_.view.camera().world_from_camera[1])));
      });
  add("view.reset_up", tr("Reset the up axis"), tr("Up is again what the filming cameras say"), {}, false, [this, setUp](bool) {
    glm::dvec3 up(0, -1, 0);
    if (const auto& capture = workspace_.document.project().capture; capture && capture->posed()) {
      std::vector<Camera> cameras;
      for (const CaptureCamera& camera : capture->cameras)
        for (size_t i = 0; i < camera.world_from_camera.size(); ++i)
          cameras.push_back({camera.intrinsicsOf(static_cast<int>(i)), camera.world_from_camera[i]});
      if (!cameras.empty()) up = jobs::orbitOf(cameras, true).up;
    }
    setUp(tr("Reset the up axis"), up);
  });
}

void ViewActions::addGuides() {
  add("view.grid", tr("Grid"), tr("Show a grid on the ground"), {QKeySequence(Qt::SHIFT | Qt::Key_G)}, true, [this](bool on) {
    workspace_.document.edit(on ? tr("Show the grid") : tr("Hide the grid"), Document::SettingsPart,
                             [&](Project& project) { project.settings.showGrid = on; });
  });
  add("view.frusta", tr("Capture cameras"), tr("Show where the filming cameras stood, with what they saw"),
      {QKeySequence(Qt::SHIFT | Qt::Key_C)}, true, [this](bool on) {
        workspace_.document.edit(on ? tr("Show the capture cameras") : tr("Hide the capture cameras"), Document::SettingsPart,
                                 [&](Project& project) { project.settings.showFrusta = on; });
      });
  add("view.safe_frame", tr("Safe frame"), tr("Show what an export with the footage's aspect ratio will contain"), {}, true,
      [this](bool on) { options_.setSafeFrame(on); });
  add("view.gaps", tr("Far views"), tr("Say over the picture when it is far from all that was filmed, and why"), {}, true,
      [this](bool on) { options_.setTellsGaps(on); });
  add("view.checkerboard", tr("Checkerboard"), tr("Show a checkerboard behind what is transparent"), {}, true,
      [this](bool on) { options_.setCheckerboard(on); });
  add("view.overlay", tr("Figures"), tr("Show times, memory and counts over the picture"), {Qt::Key_F3}, true,
      [this](bool on) { options_.setOverlay(on); });
}

void ViewActions::addComparisons() {
  const auto compare = [this](Compare what) {
    return [this, what](bool on) {
      options_.setCompare(on ? what : Compare::none);
      follow();
    };
  };
  add("view.compare_input", tr("Compare with the footage"),
      tr("The scene beside the nearest filmed frame, from its own view; drag the line between them"), {Qt::Key_F5}, true,
      compare(Compare::input));
  add("view.compare_difference", tr("Difference to the footage"),
      tr("Where the scene and the nearest filmed frame differ, brightened"), {Qt::Key_F6}, true,
      compare(Compare::inputDifference));
  add("view.compare_version", tr("Compare with the version before"),
      tr("This version beside the one before it; drag the line between them"), {Qt::Key_F7}, true,
      [this](bool) { compareVersion(); });
  add("view.compare_swap", tr("Swap sides (A/B)"), tr("One side of the comparison in the whole picture, then the other"),
      {Qt::Key_F8}, false, [this](bool) { options_.swapSides(); });
}

void ViewActions::addNavigation() {
  const auto preset = [this](NavigationPreset wanted) {
    return [this, wanted](bool) {
      options_.setNavigation(wanted);
      follow();
    };
  };
  add("view.navigation_standard", tr("Mouse: standard"), tr("Left button orbits, middle pans, right or wheel goes nearer"), {},
      true, preset(NavigationPreset::standard));
  add("view.navigation_blender", tr("Mouse: as in Blender"), tr("Middle button orbits, with Shift pans, with Ctrl goes nearer"),
      {}, true, preset(NavigationPreset::blender));
  add("view.navigation_maya", tr("Mouse: as in Maya"), tr("Alt with left, middle and right button orbits, pans, goes nearer"), {},
      true, preset(NavigationPreset::maya));
  add("view.trackball", tr("Trackball"), tr("Orbit freely, without a horizon"), {}, true,
      [this](bool on) { options_.setOrbitStyle(on ? OrbitStyle::trackball : OrbitStyle::turntable); });
}

void ViewActions::setChecked(const char* id, bool checked) {
  workspace_.actions.action(QString::fromLatin1(id))->setChecked(checked);
}

/// Marks follow the state, whoever changed it.
void ViewActions::follow() {
  const ViewState& view = workspace_.view;
  setChecked("view.splats", view.decoder() == Decoder::splats);
  setChecked("view.neural", view.decoder() == Decoder::neural);
  setChecked("view.input", view.decoder() == Decoder::input);
  setChecked("view.colour", view.shading() == Shading::colour);
  setChecked("view.depth", view.shading() == Shading::depth);
  setChecked("view.alpha", view.shading() == Shading::alpha);
  setChecked("view.overdraw", view.shading() == Shading::overdraw);
  setChecked("view.confidence", view.shading() == Shading::confidence);
  const SceneSettings3D& settings = workspace_.document.project().settings;
  setChecked("view.grid", settings.showGrid);
  setChecked("view.frusta", settings.showFrusta);
  setChecked("view.safe_frame", options_.safeFrame());
  setChecked("view.gaps", options_.tellsGaps());
  setChecked("view.checkerboard", options_.checkerboard());
  setChecked("view.overlay", options_.overlay());
  setChecked("view.compare_input", options_.compare() == Compare::input);
  setChecked("view.compare_difference", options_.compare() == Compare::inputDifference);
  setChecked("view.compare_version", options_.compare() == Compare::version);
  workspace_.actions.action(QStringLiteral("view.compare_swap"))->setEnabled(options_.compare() != Compare::none);
  setChecked("view.navigation_standard", options_.navigation() == NavigationPreset::standard);
  setChecked("view.navigation_blender", options_.navigation() == NavigationPreset::blender);
  setChecked("view.navigation_maya", options_.navigation() == NavigationPreset::maya);
  setChecked("view.trackball", options_.orbitStyle() == OrbitStyle::trackball);
}

void ViewActions::frameSelection() {
  std::optional<SceneBall> ball;
  const auto& scene = content_.drawn().scene;
  const std::vector<int64_t>& chosen = workspace_.selection.gaussians().indices;
  // Until the selection has followed, it may be of the scene before.
  if (scene && !chosen.empty() && chosen.back() < scene->gaussians.count())
    ball = ballOf(*scene, chosen, workspace_.view.sceneTime());
  input_.move([&](Navigator& navigator) { navigator.frame(ball.value_or(content_.ball())); });
}

void ViewActions::throughCaptureCamera() {
  const auto& capture = workspace_.document.project().capture;
  const SelectedItem& item = workspace_.selection.item();
  std::optional<FrameId> id = nearestInput_();
  if (capture && item.index >= 0 && item.index < static_cast<int>(capture->cameras.size())) {
    const CaptureCamera& camera = capture->cameras[item.index];
    if (item.kind == SelectedItem::Kind::frame && item.frame >= 0 && item.frame < camera.frameCount()) {
      id = FrameId{item.index, item.frame};
    } else if (item.kind == SelectedItem::Kind::captureCamera && camera.frameCount() > 0) {
      int nearest = 0;
      for (int i = 1; i < camera.frameCount(); ++i)
        if (std::abs(camera.times[i] - workspace_.view.sceneTime()) <
            std::abs(camera.times[nearest] - workspace_.view.sceneTime()))
          nearest = i;
      id = FrameId{item.index, nearest};
    }
  }
  const Capture* filmed = capture.get();
  const Version* version = workspace_.document.project().shownVersion();
  if (!filmed && version && version->scene) filmed = &version->scene->capture;
  if (!filmed || !id || !filmed->cameras[id->camera].posed()) {
    workspace_.messages.info(tr("There is no filmed camera to look through. Import footage with poses first."));
    return;
  }
  workspace_.view.setCamera(filmed->camera(*id));
}

void ViewActions::look(AxisView view) {
  const glm::dvec3 ahead(workspace_.view.homeCamera().world_from_camera[2]);
  input_.move([&](Navigator& navigator) { navigator.lookAlong(view, ahead); });
}

void ViewActions::compareVersion() {
  const Project& project = workspace_.document.project();
  // The one before the shown one; of the oldest, the one after it.
  std::string other;
  bool passed = false;
  for (const Version& version : project.versions) {
    if (version.name == project.shown)
      passed = true;
    else if (version.gaussians && (!passed || other.empty()))
      other = version.name;
  }
  const bool off = options_.compare() == Compare::version;
  if (!off && other.empty())
    workspace_.messages.info(tr("There is only one version. Refine the scene to have another one to compare with."));
  options_.setCompare(off || other.empty() ? Compare::none : Compare::version, other);
  follow();
}

}  // namespace fsm::desktop
