#include "app/desktop/viewport/scene_guides.h"

#include <cmath>

#include "renderer/mesh/guides.h"

namespace fsm::desktop {

namespace {

/// Radii of the scene.
constexpr double kFrustumDepth = 0.09, kGridSpacing = 0.25;
constexpr int kGridCells = 24;
constexpr glm::vec3 kFrustumColour{0.20f, 0.42f, 0.75f}, kSelectedColour{1.0f, 0.45f, 0.05f}, kGridColour{0.09f};
/// Depths of a pyramid within which one stands in it.
constexpr double kInside = 1.5;

/// The nearest of 1, 2 and 5 times a power of ten.
double roundNumber(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  const double lead = value / power;
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
}

}  // namespace

SceneGuides::SceneGuides(Workspace& workspace, SceneContent& content, QObject* parent)
    : QObject(parent), workspace_(workspace), content_(content) {
  connect(&content_, &SceneContent::propsChanged, this, &SceneGuides::update);
  connect(&content_, &SceneContent::ballChanged, this, &SceneGuides::update);
  connect(&workspace_.selection, &Selection::itemChanged, this, &SceneGuides::update);
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & (Document::CapturePart | Document::SettingsPart)) update();
  });
  connect(&frusta_, &FrustumGuides::changed, this, [this] {
    drawn_.reset();
    emit changed();
  });
  update();
}

void SceneGuides::update() {
  const Project& project = workspace_.document.project();
  const SceneBall& ball = content_.ball();
  const bool posed = project.capture && project.capture->posed();
  frusta_.set(posed && project.settings.showFrusta ? project.capture : nullptr, kFrustumDepth * ball.radius);
  auto props = std::make_shared<renderer::MeshScene>();
  props->objects = content_.props();
  props_ = props->empty() ? nullptr : props;
  grid_.clear();
  if (project.settings.showGrid) {
    const glm::dvec3& up = project.settings.up;
    const glm::dvec3 any = std::abs(up.x) < 0.6 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 0, 1);
    renderer::GridGuide grid;
    grid.centre = ball.centre - content_.floorDepth() * up;
    grid.axisU = glm::normalize(any - glm::dot(any, up) * up);
    grid.axisV = glm::cross(up, grid.axisU);
    grid.spacing = roundNumber(kGridSpacing * ball.radius);
    grid.cells = kGridCells;
    grid.colour = kGridColour;
    grid_ = renderer::gridLines(grid);
  }
  drawn_.reset();
  emit changed();
}

std::shared_ptr<const renderer::MeshScene> SceneGuides::meshes(const Camera& camera) {
  const glm::dvec3 place(camera.world_from_camera[3]);
  std::vector<bool> hidden;
  for (const FrustumGuide& guide : frusta_.guides())
    hidden.push_back(glm::length(glm::dvec3(guide.camera.world_from_camera[3]) - place) < kInside * frusta_.depth());
  if (drawn_ && hidden == hidden_) return drawn_->empty() ? nullptr : drawn_;
  hidden_ = hidden;
  auto scene = std::make_shared<renderer::MeshScene>();
  if (props_) *scene = *props_;
  scene->lines.insert(scene->lines.end(), grid_.begin(), grid_.end());
  addFrusta(*scene, hidden);
  drawn_ = scene;
  return drawn_->empty() ? nullptr : drawn_;
}

void SceneGuides::addFrusta(renderer::MeshScene& scene, const std::vector<bool>& hidden) const {
  const SelectedItem& selected = workspace_.selection.item();
  const bool byCamera = selected.kind == SelectedItem::Kind::captureCamera || selected.kind == SelectedItem::Kind::frame;
  for (size_t i = 0; i < frusta_.guides().size(); ++i) {
    const FrustumGuide& guide = frusta_.guides()[i];
    if (hidden[i]) continue;
    const bool chosen = byCamera && selected.index == guide.frame.camera;
    const auto lines = renderer::frustumLines(guide.camera, frusta_.depth(), chosen ? kSelectedColour : kFrustumColour);
    scene.lines.insert(scene.lines.end(), lines.begin(), lines.end());
    if (guide.picture) scene.objects.push_back({.model = guide.picture, .unlit = true});
  }
}

std::vector<SceneGuides::Label> SceneGuides::labels() const {
  std::vector<Label> labels;
  for (size_t i = 0; i < frusta_.guides().size(); ++i) {
    const FrustumGuide& guide = frusta_.guides()[i];
    if (!guide.label.empty() && (i >= hidden_.size() || !hidden_[i]))
      labels.push_back({glm::dvec3(guide.camera.world_from_camera[3]), guide.label});
  }
  return labels;
}

}  // namespace fsm::desktop
