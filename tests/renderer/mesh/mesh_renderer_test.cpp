// Pictures of meshes against pictures worked out pixel by pixel, under validation layers.
#include "renderer/mesh/mesh_renderer.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <functional>
#include <glm/gtc/matrix_transform.hpp>
#include <limits>
#include <optional>
#include <utility>

#include "gltf_builder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/srgb.h"
#include "renderer/mesh/guides.h"
#include "renderer/mesh/mesh_file.h"

using namespace fsm;
using namespace fsm::renderer;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// A square of side 2 about the origin in the plane z = 0, its front and its picture's upper left corner at (-1, 1) seen from +z.
MeshModel square() {
  MeshModel model;
  model.name = "square";
  MeshPart part;
  part.vertices = {{{-1, -1, 0}, {0, 0, 1}, {0, 1}},
                   {{1, -1, 0}, {0, 0, 1}, {1, 1}},
                   {{1, 1, 0}, {0, 0, 1}, {1, 0}},
                   {{-1, 1, 0}, {0, 0, 1}, {0, 0}}};
  part.indices = {0, 1, 2, 0, 2, 3};
  model.parts = {part};
  MeshMaterial material;
  material.unlit = true;
  model.materials = {material};
  model.nodes = {{"square", -1, glm::mat4(1.0f), {0}}};
  return model;
}

/// 4x4 texels, all different; alpha 0 in the left column.
MeshTexture checks() {
  MeshTexture texture{"checks", {4, 4}, {}};
  for (int i = 0; i < 16; ++i) {
    const uint8_t red = static_cast<uint8_t>(255 - 16 * i), green = static_cast<uint8_t>(i % 4 * 80);
    texture.rgba.insert(texture.rgba.end(),
                        {red, green, static_cast<uint8_t>(i * 17), static_cast<uint8_t>(i % 4 == 0 ? 0 : 255)});
  }
  return texture;
}

MeshModel texturedSquare() {
  MeshModel model = square();
  model.textures = {checks()};
  model.materials[0].texture = 0;
  model.materials[0].nearest = true;
  return model;
}

MeshObject placed(MeshModel model, const glm::dmat4& world_from_model) {
  MeshObject object;
  object.model = std::make_shared<const MeshModel>(std::move(model));
  object.world_from_model = world_from_model;
  return object;
}

/// Turned to face a camera that looks along +z with y down, at that distance.
glm::dmat4 facing(double distance, double turn = 0) {
  glm::dmat4 m = glm::translate(glm::dmat4(1), {0, 0, distance});
  m = glm::rotate(m, turn, glm::dvec3(0, 1, 0));
  return glm::rotate(m, glm::radians(180.0), glm::dvec3(1, 0, 0));
}

/// Nothing about it is symmetric.
View view() {
  View v;
  v.camera.intrinsics = {{53, 41}, 40, 44, 24.3, 21.9};
  return v;
}

/// Where the ray of a pixel's centre meets the square: its (u, v) on the picture, and the depth.
struct Hit {
  double u = 0, v = 0, depth = 0;
  /// Pixels of the picture that may fall to either side.
  bool nearEdge = false;
  /// How much of itself the depth changes over 1/128 of a pixel: hardware snaps corners to a grid of 1/256.
  double snapping = 0;
};
std::optional<Hit> hit(const View& view, const glm::dmat4& world_from_model, int x, int y) {
  const Intrinsics& in = view.camera.intrinsics;
  const glm::dmat4 model_from_view = glm::inverse(inverseRigid(view.camera.world_from_camera) * world_from_model);
  const auto meet = [&](double px, double py) {
    const glm::dvec3 origin(model_from_view[3]);
    const glm::dvec3 ray = glm::dmat3(model_from_view) * glm::dvec3((px - in.cx) / in.fx, (py - in.cy) / in.fy, 1);
    const double depth = -origin.z / ray.z;
    const glm::dvec3 at = origin + depth * ray;
    return glm::dvec3((at.x + 1) / 2, (1 - at.y) / 2, depth);
  };
  const glm::dvec3 centre = meet(x + 0.5, y + 0.5);
  const auto inside = [](const glm::dvec3& p) { return p.z > 0 && p.x >= 0 && p.x < 1 && p.y >= 0 && p.y < 1; };
  Hit out{centre.x, centre.y, centre.z, false,
          std::abs(meet(x + 0.5 + 1 / 128.0, y + 0.5).z / centre.z - 1) +
              std::abs(meet(x + 0.5, y + 0.5 + 1 / 128.0).z / centre.z - 1)};
  for (const glm::dvec2 shift : {glm::dvec2(0.02, 0), glm::dvec2(-0.02, 0), glm::dvec2(0, 0.02), glm::dvec2(0, -0.02)}) {
    const glm::dvec3 other = meet(x + 0.5 + shift.x, y + 0.5 + shift.y);
    const auto texel = [](const glm::dvec3& p) { return std::pair(std::floor(p.x * 4), std::floor(p.y * 4)); };
    out.nearEdge = out.nearEdge || inside(other) != inside(centre) || texel(other) != texel(centre);
  }
  if (!inside(centre) && !out.nearEdge) return std::nullopt;
  if (!inside(centre)) out.depth = 0;
  return out;
}

}  // namespace

class MeshRendererTest : public QObject {
  Q_OBJECT
  std::unique_ptr<MeshRenderer> renderer_;
  size_t messages_ = 0;  ///< of the validation layers that were told
  MeshPictureOptions hard_{.samples = 1};

  LayeredImage draw(const MeshScene& scene, const View& v, const MeshPictureOptions& options) {
    return renderer_->render(scene, v, options);
  }
  /// The picture of one textured square is what the rays say.
  void compareWithRays(const MeshObject& object, const View& v) {
    const LayeredImage image = draw({{object}, {}, 1, {}}, v, hard_);
    const MeshTexture texture = checks();
    int covered = 0;
    for (int y = 0; y < image.size.height; ++y)
      for (int x = 0; x < image.size.width; ++x) {
        const auto expected = hit(v, object.world_from_model, x, y);
        const float* got = image.at(x, y);
        const float depth = image.depth[static_cast<size_t>(y) * image.size.width + x];
        if (!expected) {
          QVERIFY(got[3] == 0 && got[0] == 0 && depth == kInfinity);
          continue;
        }
        if (expected->nearEdge) continue;
        ++covered;
        const int texel = static_cast<int>(expected->v * 4) * 4 + static_cast<int>(expected->u * 4);
        for (int c = 0; c < 3; ++c) QVERIFY(std::abs(got[c] - texture.rgba[texel * 4 + c] / 255.0f) < 1.5f / 255);
        QCOMPARE(got[3], 1.0f);
        const double off = std::abs(depth / expected->depth - 1);
        QVERIFY2(off < 1e-5 + expected->snapping, qPrintable(QString("depth is off by %1 of itself").arg(off)));
      }
    QVERIFY(covered > 100);
  }

 private slots:
  void initTestCase() {
    try {
      renderer_ = std::make_unique<MeshRenderer>(MeshRendererOptions{.validation = true});
    } catch (const Error& error) {
      if (error.code() == ErrorCode::noDevice || error.code() == ErrorCode::unsupported) QSKIP(error.what());
      throw;
    }
  }
  void cleanup() {
    if (!renderer_) return;
    const std::vector<std::string> messages = renderer_->validationMessages();
    const size_t before = std::exchange(messages_, messages.size());
    if (messages.size() > before) QFAIL(messages[before].c_str());
  }

  void squaresAreWhereRaysMeetThem() {
    compareWithRays(placed(texturedSquare(), facing(4)), view());
    compareWithRays(placed(texturedSquare(), facing(4, 0.9)), view());
  }

  void camerasMayBeAnywhere() {
    View v = view();
    v.camera.world_from_camera =
        glm::rotate(glm::translate(glm::dmat4(1), {3e6, -2e6, 1e6}), 0.7, glm::normalize(glm::dvec3(1, 2, 3)));
    compareWithRays(placed(texturedSquare(), v.camera.world_from_camera * facing(3, -0.5)), v);
  }

  void lightFollowsLambert() {
    MeshModel model = square();
    model.materials[0].unlit = false;
    model.materials[0].baseColour = {0.5f, 0.25f, 1, 1};
    for (MeshVertex& vertex : model.parts[0].vertices) vertex.colour = {1, 1, 0.5f, 1};
    for (const double turn : {0.0, 0.6}) {
      MeshScene scene{{placed(model, facing(4, turn))}, {}, 1, {{1, 0, 1}, {0.5f, 0.6f, 0.7f}, {0.1f, 0.2f, 0.3f}}};
      scene.objects[0].tint = {1, 0.5f, 1, 1};
      const glm::dvec3 normal(-std::sin(turn), 0, -std::cos(turn));
      const double lambert = std::max(0.0, -glm::dot(glm::normalize(glm::dvec3(1, 0, 1)), normal));
      const LayeredImage image = draw(scene, view(), hard_);
      const glm::dvec3 light = glm::dvec3(0.5, 0.125, 0.5) * (glm::dvec3(0.1, 0.2, 0.3) + glm::dvec3(0.5, 0.6, 0.7) * lambert);
      for (int c = 0; c < 3; ++c) QVERIFY(std::abs(image.at(24, 21)[c] - srgbFromLinear(light[c])) < 2e-3);
      MeshPictureOptions linear = hard_;
      linear.encoding = ColourEncoding::linear;
      for (int c = 0; c < 3; ++c) QVERIFY(std::abs(draw(scene, view(), linear).at(24, 21)[c] - light[c]) < 2e-3);
    }
  }

  void backsAreSeenOfDoubleSidedFacesOnly() {
    const glm::dmat4 away = facing(4, glm::radians(180.0));
    const glm::dmat4 mirrored = facing(4) * glm::scale(glm::dmat4(1), {-1, 1, 1});
    for (const bool doubleSided : {false, true}) {
      MeshModel model = square();
      model.materials[0].doubleSided = doubleSided;
      QCOMPARE(draw({{placed(model, facing(4))}, {}, 1, {}}, view(), hard_).at(24, 21)[3], 1.0f);
      QCOMPARE(draw({{placed(model, away)}, {}, 1, {}}, view(), hard_).at(24, 21)[3], doubleSided ? 1.0f : 0.0f);
      QCOMPARE(draw({{placed(model, mirrored)}, {}, 1, {}}, view(), hard_).at(24, 21)[3], 1.0f);
    }
    // Both sides of a double-sided face are lit by what they face; the camera's side here is away from the sun.
    MeshModel lit = square();
    lit.materials[0].unlit = false;
    for (const glm::dmat4& place : {facing(4), away, mirrored}) {
      const MeshScene scene{{placed(lit, place)}, {}, 1, {{0, 0, 1}, glm::vec3(0.5f), glm::vec3(0)}};
      QVERIFY(std::abs(draw(scene, view(), hard_).at(24, 21)[0] - srgbFromLinear(0.5)) < 2e-3);
      MeshScene behind = scene;
      behind.lighting.direction = {0, 0, -1};
      QCOMPARE(draw(behind, view(), hard_).at(24, 21)[0], 0.0f);
    }
  }

  void holesAreWhereAlphaIsLow() {
    MeshModel model = texturedSquare();
    const int left = 24 - 7, right = 24 + 7;  // texels 0 and 3 of the picture, at distance 4
    QCOMPARE(draw({{placed(model, facing(4))}, {}, 1, {}}, view(), hard_).at(left, 21)[3], 1.0f);
    model.materials[0].alphaCutoff = 0.5f;
    const LayeredImage image = draw({{placed(model, facing(4))}, {}, 1, {}}, view(), hard_);
    QCOMPARE(image.at(left, 21)[3], 0.0f);
    QCOMPARE(image.at(right, 21)[3], 1.0f);
  }

  void nearerSurfacesHideFartherOnes() {
    MeshObject near = placed(square(), facing(3)), far = placed(square(), facing(5));
    near.tint = {1, 0, 0, 1};
    far.tint = {0, 1, 0, 1};
    const LayeredImage one = draw({{near, far}, {}, 1, {}}, view(), {}), other = draw({{far, near}, {}, 1, {}}, view(), {});
    QVERIFY(one.rgba == other.rgba && one.depth == other.depth);
    QCOMPARE(one.at(24, 21)[0], 1.0f);
    QCOMPARE(one.at(24, 21)[1], 0.0f);
  }

  void edgesAreCoveredInPart() {
    const MeshScene scene{{placed(square(), facing(4, 0.4))}, {}, 1, {}};
    const LayeredImage image = draw(scene, view(), {});
    double area = 0;
    int partly = 0;
    for (size_t i = 0; i < image.depth.size(); ++i) {
      const float alpha = image.rgba[i * 4 + 3];
      area += alpha;
      partly += alpha > 0 && alpha < 1 ? 1 : 0;
      QCOMPARE(image.depth[i]<kInfinity, alpha> 0);
      QVERIFY(std::abs(image.rgba[i * 4] - alpha) < 2e-3);  // white, premultiplied
    }
    QVERIFY(partly > 20);
    const Camera& camera = view().camera;
    const auto corner = [&](double x, double y) {
      return glm::dvec2(project(camera, glm::dvec3(scene.objects[0].world_from_model * glm::dvec4(x, y, 0, 1))));
    };
    const glm::dvec2 a = corner(-1, -1), b = corner(1, -1), c = corner(1, 1), d = corner(-1, 1);
    const auto cross = [](const glm::dvec2& p, const glm::dvec2& q) { return p.x * q.y - p.y * q.x; };
    const double expected = std::abs(cross(c - a, d - b)) / 2;
    QVERIFY2(std::abs(area / expected - 1) < 0.02, qPrintable(QString("%1 %2").arg(area).arg(expected)));
  }

  void skinsAreDrawnAsTheHostPosesThem() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("strip.glb").toStdString();
    test::writeBytes(path, test::stripGltf().glb());
    MeshObject object = placed(readMeshFile(path), facing(5) * glm::translate(glm::dmat4(1), {-0.2, -1.2, 0}));
    object.clip = 0;
    object.start = 1;
    object.speed = 2;
    object.playback = Playback::clamp;
    View v = view();
    v.time = 1.7;  // 1.4 s of the clip
    const LayeredImage image = draw({{object}, {}, 1, {}}, v, hard_);

    const MeshPart& part = object.model->parts[0];
    const auto joints = jointMatrices(part, poseAt(*object.model, 0, 1.4, Playback::clamp));
    std::vector<glm::dvec2> corners;
    for (const uint32_t index : part.indices) {
      const glm::dvec3 posed = placedPosition(part.vertices[index], joints, true);
      corners.emplace_back(project(v.camera, glm::dvec3(object.world_from_model * glm::dvec4(posed, 1))));
    }
    int covered = 0;
    for (int y = 0; y < image.size.height; ++y)
      for (int x = 0; x < image.size.width; ++x) {
        double deepest = -1e9;  // distance to the edges of the triangle it is deepest in, pixels
        for (size_t t = 0; t < corners.size(); t += 3) {
          double least = 1e9;
          for (size_t e = 0; e < 3; ++e) {
            const glm::dvec2 from = corners[t + e], along = corners[t + (e + 1) % 3] - from;
            const glm::dvec2 to = glm::dvec2(x + 0.5, y + 0.5) - from;
            const glm::dvec2 inwards = corners[t + (e + 2) % 3] - from;
            const double turn = along.x * inwards.y - along.y * inwards.x > 0 ? 1 : -1;
            least = std::min(least, turn * (along.x * to.y - along.y * to.x) / glm::length(along));
          }
          deepest = std::max(deepest, least);
        }
        if (std::abs(deepest) < 0.05) continue;
        QCOMPARE(image.at(x, y)[3], deepest > 0 ? 1.0f : 0.0f);
        covered += deepest > 0 ? 1 : 0;
      }
    QVERIFY(covered > 100);
  }

  void linesHaveWidthPlaceAndDepth() {
    MeshScene scene;
    scene.lines = {{{-1, 0, 4}, {1, 0, 4}, {1, 0, 0}}};
    scene.lineWidth = 3;
    const LayeredImage image = draw(scene, view(), hard_);
    // y = 21.9 px, from 14.3 to 34.3 px; three pixels wide: rows whose centres are within 20.4 ... 23.4.
    for (const auto& [x, y, inside] : {std::tuple(24, 20, true),
                                       {24, 22, true},
                                       {24, 19, false},
                                       {24, 23, false},
                                       {13, 21, false},
                                       {15, 21, true},
                                       {33, 21, true},
                                       {35, 21, false}}) {
      QCOMPARE(image.at(x, y)[3], inside ? 1.0f : 0.0f);
      if (inside) QVERIFY(std::abs(image.depth[y * 53 + x] - 4) < 1e-4);
    }
    QCOMPARE(image.at(24, 21)[0], 1.0f);
    QCOMPARE(image.at(24, 21)[1], 0.0f);
  }

  void linesThroughTheCameraAreCut() {
    MeshScene scene;  // passes below the camera, from behind it: the lower half of the middle column
    scene.lines = {{{0, 1, -5}, {0, 1, 100}, glm::vec3(1)}};
    const LayeredImage image = draw(scene, view(), {});
    for (int y = 24; y < 41; ++y) QVERIFY(image.at(24, y)[3] > 0);
    for (int y = 0; y < 20; ++y) QCOMPARE(image.at(24, y)[3], 0.0f);
    scene.lines = {{{0, 1, -5}, {0, 1, -1}, glm::vec3(1)}};
    for (const float value : draw(scene, view(), {}).rgba) QCOMPARE(value, 0.0f);
  }

  void guidesAreSeen() {
    MeshScene scene;
    GridGuide grid;
    grid.centre = {0, 1, 5};
    scene.lines = gridLines(grid);
    QCOMPARE(scene.lines.size(), size_t{42});
    Camera filmed = view().camera;
    filmed.world_from_camera = glm::translate(glm::dmat4(1), {0, 0, 4});
    const std::vector<LineSegment> frustum = frustumLines(std::span(&filmed, 1), 0.5, {1, 1, 0});
    scene.lines.insert(scene.lines.end(), frustum.begin(), frustum.end());
    const LayeredImage image = draw(scene, view(), {});
    // The corner of the filmed picture: pixel (0, 0) at depth 0.5 of a camera 4 in front of ours.
    const glm::dvec3 corner = project(view().camera, {(0 - 24.3) / 40 * 0.5, (0 - 21.9) / 44 * 0.5, 4.5});
    QVERIFY(image.at(static_cast<int>(corner.x), static_cast<int>(corner.y))[3] > 0);
    QVERIFY_EXCEPTION_THROWN(gridLines({.cells = 0}), Error);
    QVERIFY_EXCEPTION_THROWN(gridLines({.axisU = {1, 0, 0}, .axisV = {2, 0, 0}}), Error);
    QVERIFY_EXCEPTION_THROWN(frustumLines(Camera{}, 1, glm::vec3(1)), Error);
  }

  void manyViewsComeInOrderAndAlike() {
    const MeshScene scene{{placed(texturedSquare(), facing(4))}, {}, 1, {}};
    std::vector<View> views(6, view());
    for (size_t i = 0; i < views.size(); ++i) {
      views[i].camera.world_from_camera[3].x = 0.1 * static_cast<double>(i % 3);
      if (i > 3) views[i].camera.intrinsics = resized(views[i].camera.intrinsics, {20, 16});
    }
    std::vector<LayeredImage> images;
    renderer_->render(scene, views, {}, [&](size_t index, LayeredImage&& image) {
      QCOMPARE(index, images.size());
      images.push_back(std::move(image));
    });
    QCOMPARE(images.size(), views.size());
    QVERIFY(images[0].rgba == images[3].rgba && images[0].depth == images[3].depth);
    QVERIFY(images[0].rgba != images[1].rgba);
    QCOMPARE(images[5].size, (ImageSize{20, 16}));
  }

  void emptyScenesAreEmptyPictures() {
    for (const float value : draw({}, view(), {}).rgba) QCOMPARE(value, 0.0f);
  }

  void wrongScenesAreErrorsAndTheNextIsDrawn() {
    const MeshObject good = placed(square(), facing(4));
    MeshObject object = good;
    object.world_from_model[3].x = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(draw({{object}, {}, 1, {}}, view(), {}), Error);
    object = good;
    object.clip = 3;
    QVERIFY_EXCEPTION_THROWN(draw({{object}, {}, 1, {}}, view(), {}), Error);
    object = good;
    object.model = nullptr;
    QVERIFY_EXCEPTION_THROWN(draw({{object}, {}, 1, {}}, view(), {}), Error);
    View v = view();
    v.camera.intrinsics.size = {0, 4};
    QVERIFY_EXCEPTION_THROWN(draw({{good}, {}, 1, {}}, v, {}), Error);
    QCOMPARE(draw({{good}, {}, 1, {}}, view(), {}).at(24, 21)[3], 1.0f);
  }

  void modelsOfOthersAreDrawn() {
    const std::filesystem::path assets =
        std::filesystem::path(qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString()) / "assets";
    if (!std::filesystem::exists(assets / "animated"))
      QSKIP("The models are not here: set FSM_DATA to the folder that holds assets/.");
    const char* pictures = std::getenv("FSM_PICTURES");
    for (const char* name : {"animated/khronos__Fox.glb", "animated/animals_pack__Cow.glb", "objects/ycb_rubiks_cube.glb"}) {
      MeshObject object = placed(readMeshFile(assets / name), glm::dmat4(1));
      object.clip = object.model->clips.empty() ? kRestPose : 0;
      const MeshBounds bounds = boundsOf(*object.model, poseAt(*object.model, object.clip, 0, Playback::loop));
      const double size = glm::length(bounds.high - bounds.low);
      object.world_from_model = facing(1.6, 0.8) * glm::scale(glm::dmat4(1), glm::dvec3(1 / size)) *
                                glm::translate(glm::dmat4(1), -glm::dvec3(bounds.low + bounds.high) / 2.0);
      View v;
      v.camera.intrinsics = {{320, 240}, 360, 360, 160, 120};
      const LayeredImage image = draw({{object}, {}, 1, {}}, v, {});
      int covered = 0;
      for (const float depth : image.depth) {
        covered += depth < kInfinity ? 1 : 0;
        QVERIFY(depth == kInfinity || (depth > 1 && depth < 2.2));
      }
      QVERIFY2(covered > 2000, name);
      if (pictures)
        writePng(std::filesystem::path(pictures) / (std::filesystem::path(name).stem().string() + ".png"),
                 over(image, {1, 1, 1}));
    }
  }
};

QTEST_GUILESS_MAIN(MeshRendererTest)
#include "mesh_renderer_test.moc"
