// Meshes between Gaussians: what is drawn together is what the layers give that are drawn one by one,
//   front + T_front * (mesh + (1 - coverage) * (back + T_back * background)).
#include <QTest>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <random>

#include "renderer/mesh/mesh_scene.h"
#include "tests/renderer/validated_renderer_test.h"

using namespace fsm;
using namespace fsm::renderer;

namespace {

/// One round static Gaussian.
void add(scene::Gaussians4D& g, const glm::vec3& position, float size, float opacity, const glm::vec3& colour) {
  constexpr float kHarmonic0 = 0.28209479177387814f;
  g.position.insert(g.position.end(), {position.x, position.y, position.z});
  g.logScale.insert(g.logScale.end(), 3, std::log(size));
  g.rotation.insert(g.rotation.end(), {1, 0, 0, 0});
  g.opacityLogit.push_back(std::log(opacity / (1 - opacity)));
  for (int c = 0; c < 3; ++c) g.sh.push_back((colour[c] - 0.5f) / kHarmonic0);
}

scene::Gaussians4D joined(const scene::Gaussians4D& a, const scene::Gaussians4D& b) {
  scene::Gaussians4D out = a;
  const auto append = [](std::vector<float>& to, const std::vector<float>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(out.position, b.position);
  append(out.logScale, b.logScale);
  append(out.rotation, b.rotation);
  append(out.opacityLogit, b.opacityLogit);
  append(out.sh, b.sh);
  return out;
}

std::shared_ptr<MeshModel> square(const glm::vec4& colour) {
  auto model = std::make_shared<MeshModel>();
  MeshPart part;
  part.vertices = {{{-1, -1, 0}}, {{1, -1, 0}}, {{1, 1, 0}}, {{-1, 1, 0}}};
  part.indices = {0, 1, 2, 0, 2, 3};
  model->parts = {part};
  MeshMaterial material;
  material.unlit = true;
  material.baseColour = colour;
  model->materials = {material};
  model->nodes = {{"square", -1, glm::mat4(1.0f), {0}}};
  return model;
}

/// A turned square about (0, 0, 4) in the world, which leaves part of the picture free.
std::shared_ptr<const MeshScene> squareScene() {
  MeshObject object;
  object.model = square({0.1f, 0.2f, 0.8f, 1});
  object.world_from_model = glm::rotate(glm::translate(glm::dmat4(1), {0.2, 0.1, 4}), 0.3, glm::dvec3(0, 0, 1));
  auto scene = std::make_shared<MeshScene>();
  scene->objects = {object};
  return scene;
}

FrameRequest request(std::shared_ptr<const MeshScene> meshes) {
  FrameRequest r;
  r.view.camera.intrinsics = {{45, 37}, 40, 42, 22.4, 18.6};
  r.settings.background = {0.3f, 0.5f, 0.9f};
  r.overBackground = false;
  r.depth = true;
  r.meshes = std::move(meshes);
  return r;
}

/// The frame of a scene: half the world's size, turned and moved.
Normalisation frame() {
  Normalisation n;
  n.frame_from_world = glm::rotate(glm::translate(glm::dmat4(1), {0.5, -0.3, 0.2}), 0.4, glm::normalize(glm::dvec3(1, -1, 0.5)));
  n.scale = 0.5;
  return n;
}

}  // namespace

class MeshCompositionTest : public ValidatedRendererTest {
  Q_OBJECT

  Picture draw(const scene::Gaussians4D& gaussians, const FrameRequest& asked, bool normalised = true) {
    scene::GaussianScene scene;
    scene.gaussians = gaussians;
    if (normalised) {
      scene.frame = frame();
      scene::Gaussians4D& g = scene.gaussians;
      for (int64_t i = 0; i < g.count(); ++i) {
        const glm::dvec4 world(g.position[i * 3], g.position[i * 3 + 1], g.position[i * 3 + 2], 1);
        const glm::dvec3 moved = scene.frame.scale * glm::dvec3(scene.frame.frame_from_world * world);
        for (int c = 0; c < 3; ++c) {
          g.position[i * 3 + c] = static_cast<float>(moved[c]);
          g.logScale[i * 3 + c] += static_cast<float>(std::log(scene.frame.scale));
        }
      }
    }
    renderer().setScene(scene);
    return renderer().render(asked);
  }

  /// All pixels of all layers; `background`: the picture is over one.
  void compare(const scene::Gaussians4D& front, const scene::Gaussians4D& back, FrameRequest asked) {
    const Picture together = draw(joined(front, back), asked);
    const auto meshes = std::exchange(asked.meshes, nullptr);
    const bool over = std::exchange(asked.overBackground, false);
    const Picture nearer = draw(front, asked), farther = draw(back, asked);
    asked.meshes = meshes;
    const Picture mesh = draw({}, asked);
    int edges = 0, mixed = 0;
    for (size_t i = 0; i < mesh.depth.size(); ++i) {
      const auto at = [i](const Picture& p) {
        return glm::vec4(p.rgba[i * 4], p.rgba[i * 4 + 1], p.rgba[i * 4 + 2], p.rgba[i * 4 + 3]);
      };
      const glm::vec4 n = at(nearer), m = at(mesh), f = at(farther);
      glm::vec4 expected = n + (1 - n.a) * (m + (1 - m.a) * f);
      if (over) expected += (1 - expected.a) * glm::vec4(asked.settings.background, 0);
      for (int c = 0; c < 4; ++c)
        QVERIFY2(
            std::abs(together.rgba[i * 4 + c] - expected[c]) < 2e-3f,
            qPrintable(QString("pixel %1 channel %2: %3, not %4").arg(i).arg(c).arg(together.rgba[i * 4 + c]).arg(expected[c])));
      edges += m.a > 0 && m.a < 1 ? 1 : 0;
      mixed += m.a > 0 && n.a > 0.1f && f.a > 0.1f ? 1 : 0;
    }
    QVERIFY(edges > 20);
    QVERIFY(mixed > 50);
  }

 private slots:
  void meshesStandBetweenGaussians() {
    scene::Gaussians4D front, back;
    add(front, {0, 0, 2}, 0.5f, 0.6f, {0.9f, 0.1f, 0.2f});
    add(front, {0.3f, 0.2f, 3}, 0.6f, 0.5f, {0.8f, 0.7f, 0.1f});
    add(back, {0, 0, 5}, 1.0f, 0.7f, {0.1f, 0.9f, 0.3f});
    add(back, {0.5f, -0.4f, 7}, 2.0f, 0.8f, {0.5f, 0.4f, 0.3f});
    FrameRequest asked = request(squareScene());
    compare(front, back, asked);
    asked.overBackground = true;
    compare(front, back, asked);
  }

  void manyGaussiansInSegments() {
    // More than software devices blend in one dispatch, faint enough that none of them ends the pixels.
    std::mt19937 random(3);
    std::uniform_real_distribution<float> place(-0.5f, 0.5f), colour(0.1f, 0.9f);
    scene::Gaussians4D front, back;
    for (int i = 0; i < 45000; ++i) {
      const float z = place(random);
      add(front, {place(random), place(random), 2.5f + z}, 1.5f, 2e-5f, {colour(random), colour(random), colour(random)});
      add(back, {place(random), place(random), 6.5f + z}, 3, 2e-5f, {colour(random), colour(random), colour(random)});
    }
    FrameRequest asked = request(squareScene());
    asked.settings.alphaMin = 1e-6f;
    compare(front, back, asked);
  }

  void depthIsThatOfWhatIsSeen() {
    const Picture mesh = draw({}, request(squareScene()));
    const size_t centre = 18 * 45 + 22;
    QVERIFY(std::abs(mesh.depth[centre] - 4) < 1e-3f);
    QVERIFY(std::abs(mesh.medianDepth[centre] - 4) < 1e-3f);
    QCOMPARE(mesh.rgba[centre * 4 + 3], 1.0f);
    QCOMPARE(mesh.depth[0], 0.0f);

    scene::Gaussians4D veil;
    add(veil, {0, 0, 2}, 0.5f, 0.4f, {1, 1, 1});
    const Picture veiled = draw(veil, request(squareScene()));
    const float alpha = draw(veil, request(nullptr)).rgba[centre * 4 + 3];
    QVERIFY(alpha > 0.3f && alpha < 0.5f);
    QVERIFY(std::abs(veiled.depth[centre] - (alpha * 2 + (1 - alpha) * 4)) < 5e-3f);
    QVERIFY(std::abs(veiled.medianDepth[centre] - 4) < 1e-3f);
  }

  void coloursAreThoseOfTheSpaceOfTheScene() {
    scene::GaussianScene linear;
    linear.colourSpace = ColourEncoding::linear;
    renderer().setScene(linear);
    const size_t centre = 18 * 45 + 22;
    const Picture picture = renderer().render(request(squareScene()));
    QVERIFY(std::abs(picture.rgba[centre * 4 + 2] - 0.8f) < 1e-3f);
    QVERIFY(std::abs(draw({}, request(squareScene())).rgba[centre * 4 + 2] - 0.9063f) < 1e-3f);
  }

  void meshesMoveWithTheViewsTime() {
    auto model = std::make_shared<MeshModel>(*square({1, 1, 1, 1}));
    MeshTrack track;
    track.translation = {{0, 2}, {glm::vec3(0), glm::vec3(0, 0, 2)}};
    model->clips = {{"away", 2, {track}}};
    auto scene = std::make_shared<MeshScene>(*squareScene());
    scene->objects[0].model = model;
    scene->objects[0].clip = 0;
    FrameRequest asked = request(scene);
    for (const double time : {0.5, 1.5}) {
      asked.view.time = time;
      QVERIFY(std::abs(draw({}, asked).depth[18 * 45 + 22] - static_cast<float>(4 + time)) < 1e-3f);
    }
  }

  void theSameFrameGivesTheSameBytes() {
    scene::Gaussians4D g;
    add(g, {0, 0, 3}, 0.5f, 0.6f, {0.9f, 0.1f, 0.2f});
    const FrameRequest asked = request(squareScene());
    const Picture first = draw(g, asked);
    FrameRequest elsewhere = asked;
    elsewhere.view.camera.world_from_camera[3].x = 0.5;
    renderer().drop(renderer().draw(elsewhere));
    const Ticket a = renderer().draw(asked), b = renderer().draw(asked);
    QVERIFY(renderer().read(a).rgba == first.rgba);
    QVERIFY(renderer().read(b).rgba == first.rgba);
  }

  void aBrokenMeshIsAnErrorAndTheNextFrameIsDrawn() {
    auto scene = std::make_shared<MeshScene>(*squareScene());
    scene->objects[0].clip = 5;
    QVERIFY_EXCEPTION_THROWN(draw({}, request(scene)), Error);
    QCOMPARE(draw({}, request(squareScene())).rgba[(18 * 45 + 22) * 4 + 3], 1.0f);
  }
};

QTEST_GUILESS_MAIN(MeshCompositionTest)
#include "mesh_composition_test.moc"
