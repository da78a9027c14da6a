// Models of every format and part that we read, where their pictures may lie, and what damaged or lying files get.
#include "renderer/mesh/mesh_file.h"

#include <QTemporaryDir>
#include <QTest>
#include <assimp/Exporter.hpp>
#include <assimp/Importer.hpp>
#include <cmath>
#include <random>

#include "fbx_builder.h"
#include "gltf_builder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"
#include "reconstruction/core/image_file.h"
#include "reconstruction/core/layered_image.h"
#include "renderer/mesh/mesh_animation.h"

namespace fs = std::filesystem;
using namespace fsm;
using namespace fsm::renderer;
using namespace fsm::test;

namespace {

bool near(const glm::vec3& a, const glm::vec3& b) { return glm::length(a - b) < 1e-5f; }
bool near(const glm::vec4& a, const glm::vec4& b) { return glm::length(a - b) < 1e-5f; }

/// 2x2: red, green / blue, white.
Image fourColours() {
  Image image({2, 2});
  const float pixels[] = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1};
  std::copy(std::begin(pixels), std::end(pixels), image.rgb.begin());
  return image;
}

std::string squareObj(const std::string& picture) {
  return "mtllib square.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl paint\n"
         "f 1/1 2/2 3/3 4/4\n# " +
         picture + "\n";
}

}  // namespace

class MeshFileTest : public QObject {
  Q_OBJECT
  QTemporaryDir temporary_;
  fs::path folder_ = temporary_.path().toStdString();

  fs::path write(const std::string& name, const std::vector<uint8_t>& bytes) {
    writeBytes(folder_ / name, bytes);
    return folder_ / name;
  }
  fs::path write(const std::string& name, const std::string& text) {
    writeBytes(folder_ / name, text);
    return folder_ / name;
  }
  ErrorCode codeOf(const fs::path& path) {
    try {
      readMeshFile(path);
    } catch (const Error& error) {
      if (std::string(error.what()).empty()) qFatal("an error without a sentence");
      return error.code();
    }
    return ErrorCode::internal;
  }
  /// The square as OBJ with a picture of that name.
  MeshModel objWithPicture(const std::string& picture) {
    write("square.mtl", "newmtl paint\nKd 0.5 1 1\nmap_Kd " + picture + "\n");
    return readMeshFile(write("square.obj", squareObj(picture)));
  }

 private slots:
  void objHasItsMaterialAndPicture() {
    writePng(folder_ / "colours.png", fourColours());
    const MeshModel model = objWithPicture("colours.png");
    QCOMPARE(model.parts.size(), size_t{1});
    QCOMPARE(model.parts[0].indices.size(), size_t{6});
    QVERIFY2(model.notes.empty(), model.notes.empty() ? "" : model.notes[0].c_str());
    const MeshMaterial& material = model.materials[model.parts[0].material];
    QVERIFY(near(material.baseColour, glm::vec4(0.21404114f, 1, 1, 1)));  // Kd is display-referred
    QVERIFY(material.doubleSided);
    QCOMPARE(material.texture, 0);
    QCOMPARE(model.textures[0].size, (ImageSize{2, 2}));
    QCOMPARE(model.textures[0].rgba, (std::vector<uint8_t>{255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255}));
    for (const MeshVertex& vertex : model.parts[0].vertices) {  // OBJ counts v from the bottom
      QVERIFY(std::abs(vertex.uv.x - vertex.position.x) < 1e-6f && std::abs(vertex.uv.y - (1 - vertex.position.y)) < 1e-6f);
      QVERIFY(near(vertex.normal, {0, 0, 1}));
    }
  }

  void picturesOutsideTheFolderAreNotRead() {
    fs::create_directories(folder_ / "inner/below");
    writePng(folder_ / "secret.png", fourColours());
    writePng(folder_ / "inner/below/own.png", fourColours());
    fs::create_symlink(folder_ / "secret.png", folder_ / "inner/link.png");
    const std::vector<std::string> pictures = {"../secret.png", (folder_ / "secret.png").string(), "link.png",
                                               "below/../../secret.png"};
    for (const std::string& picture : pictures) {
      writeBytes(folder_ / "inner/square.mtl", "newmtl paint\nmap_Kd " + picture + "\n");
      writeBytes(folder_ / "inner/square.obj", squareObj(picture));
      const MeshModel model = readMeshFile(folder_ / "inner/square.obj");
      QVERIFY2(model.textures.empty(), picture.c_str());
      QVERIFY2(!model.notes.empty(), picture.c_str());
    }
    // A path of another machine means the file of that name beside the model.
    writeBytes(folder_ / "inner/square.mtl", std::string("newmtl paint\nmap_Kd below\\own.png\n"));
    QCOMPARE(readMeshFile(folder_ / "inner/square.obj").textures.size(), size_t{1});
  }

  void damagedPicturesAreLeftOutWithANote() {
    writeBytes(folder_ / "broken.png", std::string("not a picture"));
    const MeshModel model = objWithPicture("broken.png");
    QCOMPARE(model.materials[model.parts[0].material].texture, -1);
    QCOMPARE(model.notes.size(), size_t{1});
  }

  void gltfIsReadAsWritten() {
    GltfBuilder gltf = squareGltf();
    const int colours =
        gltf.accessor<float>({1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0.5, 0.5, 0.5, 1}, 4, GltfBuilder::kFloat, "VEC4");
    gltf.json["meshes"][0]["primitives"][0]["attributes"]["COLOR_0"] = colours;
    gltf.json["nodes"][0]["translation"] = {1, 2, 3};
    for (const fs::path& path : {write("square.glb", gltf.glb()), write("square.gltf", gltf.text())}) {
      const MeshModel model = readMeshFile(path);
      QCOMPARE(model.name, std::string("square"));
      QCOMPARE(model.metresPerUnit, 1.0);
      QCOMPARE(model.parts.size(), size_t{1});
      const MeshPart& part = model.parts[0];
      QCOMPARE(part.indices, (std::vector<uint32_t>{0, 1, 2, 0, 2, 3}));
      QVERIFY(near(part.vertices[2].position, {1, 1, 0}) && near(part.vertices[2].normal, {0, 0, 1}));
      QCOMPARE(part.vertices[0].uv.y, 1.0f);
      QVERIFY(near(part.vertices[3].colour, {0.5f, 0.5f, 0.5f, 1}));
      const MeshMaterial& material = model.materials[part.material];
      QVERIFY(near(material.baseColour, {0.5f, 0.25f, 1, 1}));
      QVERIFY(!material.doubleSided && material.alphaCutoff == 0 && material.texture == -1);
      const MeshBounds bounds = boundsOf(model, poseAt(model, kRestPose, 0, Playback::loop));
      QVERIFY(near(bounds.low, {1, 2, 3}) && near(bounds.high, {2, 3, 3}));
    }
  }

  void gltfMaterialsAndEmbeddedPictures() {
    writePng(folder_ / "inside.png", fourColours());
    const std::vector<uint8_t> png = readBinaryFile(folder_ / "inside.png");
    GltfBuilder gltf = squareGltf();
    gltf.json["images"] = {{{"bufferView", gltf.view(png.data(), png.size())}, {"mimeType", "image/png"}}};
    gltf.json["samplers"] = {{{"magFilter", 9728}, {"wrapS", 33071}, {"wrapT", 33648}}};
    gltf.json["textures"] = {{{"source", 0}, {"sampler", 0}}};
    gltf.json["materials"][0] = {{"alphaMode", "MASK"},
                                 {"alphaCutoff", 0.25},
                                 {"doubleSided", true},
                                 {"extensions", {{"KHR_materials_unlit", nlohmann::json::object()}}},
                                 {"pbrMetallicRoughness", {{"baseColorTexture", {{"index", 0}}}}}};
    gltf.json["extensionsUsed"] = {"KHR_materials_unlit"};
    const MeshModel model = readMeshFile(write("material.glb", gltf.glb()));
    const MeshMaterial& material = model.materials[model.parts[0].material];
    QVERIFY(material.doubleSided && material.unlit && material.nearest);
    QCOMPARE(material.alphaCutoff, 0.25f);
    QVERIFY(material.wrapU == TextureWrap::clamp && material.wrapV == TextureWrap::mirror);
    QCOMPARE(material.texture, 0);
    QCOMPARE(model.textures[0].rgba[4], uint8_t{0});
    QCOMPARE(model.textures[0].rgba[5], uint8_t{255});
  }

  void transparentPicturesKeepTheirColours() {
    LayeredImage image({2, 1});
    image.rgba = {0.4f, 0.2f, 0, 0.4f, 0, 0, 0, 1};  // premultiplied: red-orange, two fifths covered; black
    writePng(folder_ / "veil.png", image);
    const MeshModel model = objWithPicture("veil.png");
    QCOMPARE(model.textures.at(0).rgba, (std::vector<uint8_t>{255, 128, 0, 102, 0, 0, 0, 255}));
  }

  void missingNormalsOfGltfAreThoseOfTheFaces() {
    GltfBuilder gltf = squareGltf();
    gltf.json["meshes"][0]["primitives"][0]["attributes"].erase("NORMAL");
    const MeshModel model = readMeshFile(write("faceted.glb", gltf.glb()));
    QCOMPARE(model.parts[0].vertices.size(), size_t{6});
    for (const MeshVertex& vertex : model.parts[0].vertices) QVERIFY(near(vertex.normal, {0, 0, 1}));
  }

  void buffersBesideTheFile() {
    GltfBuilder gltf = squareGltf();
    writeBytes(folder_ / "the data.bin", gltf.bytes);
    gltf.json["buffers"] = {{{"byteLength", gltf.bytes.size()}, {"uri", "the%20data.bin"}}};
    QCOMPARE(codeOf(write("beside.gltf", gltf.json.dump())), ErrorCode::internal);  // no error
    gltf.json["buffers"][0]["uri"] = "nowhere.bin";
    QCOMPARE(codeOf(write("beside.gltf", gltf.json.dump())), ErrorCode::notFound);
    gltf.json["buffers"][0]["uri"] = "/etc/passwd";
    QCOMPARE(codeOf(write("beside.gltf", gltf.json.dump())), ErrorCode::notFound);
  }

  void fbxIsRead() {
    const MeshModel model = readMeshFile(write("square.fbx", squareFbx()));
    QCOMPARE(model.parts.size(), size_t{1});
    QCOMPARE(model.parts[0].indices.size(), size_t{6});
    for (const MeshVertex& vertex : model.parts[0].vertices) QVERIFY(near(vertex.normal, {0, 0, 1}));
    QVERIFY(std::abs(model.metresPerUnit - 0.0254) < 1e-7);
    const MeshBounds bounds = boundsOf(model, poseAt(model, kRestPose, 0, Playback::loop));
    QVERIFY(near(bounds.low, {0, 0, 0}) && near(bounds.high, {1, 1, 0}));
  }

  void textFbxIsRead() {
    // Assimp's own writer makes the file; what is tested is our reading of it
    Assimp::Importer source;
    const aiScene* scene = source.ReadFile(write("square.glb", squareGltf().glb()).string(), 0);
    QVERIFY(scene);
    QCOMPARE(Assimp::Exporter().Export(scene, "fbxa", (folder_ / "text.fbx").string()), AI_SUCCESS);
    QCOMPARE(readMeshFile(folder_ / "text.fbx").parts.at(0).indices.size(), size_t{6});
  }

  void lyingFbx() {
    QCOMPARE(codeOf(write("lying.fbx", squareFbx(4000000000u))), ErrorCode::fileDamaged);
    const std::vector<uint8_t> whole = squareFbx();
    for (size_t length = 1; length + 200 < whole.size(); length += 11)
      QVERIFY(codeOf(write("cut.fbx", std::vector<uint8_t>(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length)))) !=
              ErrorCode::internal);
    QCOMPARE(codeOf(write("text.fbx", std::string("; FBX 7.4.0 project file\nObjects: { Vertices: *4000000000 { a: 0 } }"))),
             ErrorCode::fileDamaged);
    QCOMPARE(codeOf(write("deep.fbx", "; FBX 7.4.0 project file\n" + std::string(100000, '{'))), ErrorCode::fileDamaged);
  }

  void whatIsNoModel() {
    QCOMPARE(codeOf(folder_ / "absent.glb"), ErrorCode::notFound);
    QCOMPARE(codeOf(write("model.blend", std::string("BLENDER"))), ErrorCode::unsupported);
    QCOMPARE(codeOf(write("empty.obj", std::string())), ErrorCode::fileDamaged);
    QCOMPARE(codeOf(write("noise.glb", std::string("no glTF at all"))), ErrorCode::fileDamaged);
    QCOMPARE(codeOf(write("noise.fbx", std::string("no FBX at all"))), ErrorCode::fileDamaged);
    fs::create_directories(folder_ / "folder.glb");
    QCOMPARE(codeOf(folder_ / "folder.glb"), ErrorCode::badInput);
    QVERIFY(isMeshFile("a/B.GLB") && isMeshFile("x.fbx") && !isMeshFile("x.ply"));
  }

  void lyingGltf_data() {
    QTest::addColumn<QString>("patch");
    QTest::addColumn<int>("code");
    const int damaged = static_cast<int>(ErrorCode::fileDamaged), unsupported = static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("count") << R"({"accessors":{"0":{"count":4000000000}}})" << damaged;
    QTest::newRow("negative count") << R"({"accessors":{"0":{"count":-1}}})" << damaged;
    QTest::newRow("offset") << R"({"accessors":{"0":{"byteOffset":1e15}}})" << damaged;
    QTest::newRow("view") << R"({"bufferViews":{"0":{"byteLength":4000000000}}})" << damaged;
    QTest::newRow("buffer") << R"({"buffers":[{"byteLength":4000000000}]})" << damaged;
    QTest::newRow("missing view") << R"({"accessors":{"0":{"bufferView":99}}})" << damaged;
    QTest::newRow("component type") << R"({"accessors":{"0":{"componentType":1}}})" << damaged;
    QTest::newRow("many zeros") << R"({"accessors":{"0":{"bufferView":null,"count":1000000000}}})" << damaged;
    QTest::newRow("positions as shorts") << R"({"accessors":{"0":{"componentType":5122}}})" << unsupported;
    QTest::newRow("ring") << R"({"nodes":{"2":{"children":[3]},"3":{"children":[2]}}})" << damaged;
    QTest::newRow("mesh") << R"({"nodes":{"1":{"mesh":7}}})" << damaged;
    QTest::newRow("joints") << R"({"skins":{"0":{"joints":[2]}}})" << damaged;
    QTest::newRow("joint nodes") << R"({"skins":{"0":{"joints":[2,99]}}})" << damaged;
    QTest::newRow("media type") << R"({"images":[{"bufferView":0,"mimeType":"imagepng"}]})" << damaged;
    QTest::newRow("media type of data") << R"({"images":[{"uri":"data:png;base64,AAAA"}]})" << damaged;
    QTest::newRow("no bind matrices") << R"({"skins":{"0":{"inverseBindMatrices":null}}})" << unsupported;
    QTest::newRow("version") << R"({"asset":{"version":"3.1"}})" << unsupported;
    QTest::newRow("compression") << R"({"extensionsRequired":["KHR_draco_mesh_compression"]})" << unsupported;
  }
  void lyingGltf() {
    QFETCH(QString, patch);
    QFETCH(int, code);
    GltfBuilder gltf = stripGltf();
    // Like a merge patch, with list elements named by their number.
    const auto apply = [](const auto& self, nlohmann::json& target, const nlohmann::json& change) -> void {
      for (const auto& [key, value] : change.items()) {
        nlohmann::json& place = target.is_array() ? target[std::stoul(key)] : target[key];
        if (value.is_null())
          target.erase(key);
        else if (value.is_object())
          self(self, place, value);
        else
          place = value;
      }
    };
    apply(apply, gltf.json, nlohmann::json::parse(patch.toStdString()));
    QCOMPARE(static_cast<int>(codeOf(write("lying.glb", gltf.glb()))), code);
  }

  void indicesPastTheVertices() {
    GltfBuilder gltf = squareGltf();
    gltf.bytes[gltf.bytes.size() - 2] = 200;
    QCOMPARE(codeOf(write("index.glb", gltf.glb())), ErrorCode::fileDamaged);
  }

  void deepJsonIsRefused() {
    const std::string deep =
        R"({"asset":{"version":"2.0"},"extras":)" + std::string(200000, '[') + std::string(200000, ']') + "}";
    QCOMPARE(codeOf(write("deep.gltf", deep)), ErrorCode::fileDamaged);
  }

  void pointsAloneAreNoModel() {
    GltfBuilder gltf = squareGltf();
    gltf.json["meshes"][0]["primitives"][0]["mode"] = 0;
    QCOMPARE(codeOf(write("points.glb", gltf.glb())), ErrorCode::unsupported);
  }

  void cutFilesGiveErrors() {
    const std::vector<uint8_t> whole = stripGltf().glb();
    for (size_t length = 0; length < whole.size(); length += 13)
      QVERIFY(codeOf(write("cut.glb", std::vector<uint8_t>(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(length)))) !=
              ErrorCode::internal);
  }

  void changedBytesNeverCrash() {
    std::mt19937 random(7);
    const std::string obj = squareObj("none.png") + "vn 0 0 1\nf 1//1 2//1 -1//-1\n";
    const std::vector<std::pair<std::string, std::vector<uint8_t>>> models{
        {"fuzz.obj", {obj.begin(), obj.end()}}, {"fuzz.glb", stripGltf().glb()}, {"fuzz.fbx", squareFbx()}};
    const int rounds = qEnvironmentVariableIntValue("FSM_FUZZ_ROUNDS");
    for (int round = 0; round < std::max(rounds, 150); ++round) {
      auto [name, bytes] = models[round % models.size()];
      for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<uint8_t>(random());
      try {
        const MeshModel model = readMeshFile(write(name, bytes));
        boundsOf(model, poseAt(model, model.clips.empty() ? kRestPose : 0, 0.5, Playback::loop));
      } catch (const Error& error) {
        QVERIFY(error.code() != ErrorCode::internal);
      }
    }
  }

  void modelsOfOthersAreRead() {
    const fs::path assets = fs::path(qEnvironmentVariable("FSM_DATA", FSM_DEFAULT_DATA).toStdString()) / "assets";
    if (!fs::exists(assets / "animated")) QSKIP("The models are not here: set FSM_DATA to the folder that holds assets/.");
    for (const char* name : {"animated/khronos__Fox.glb", "animated/animals_pack__Cow.glb", "animated/kaykit__Mage.glb",
                             "animated/cute_fish_pack__Koi.glb", "animated/khronos__AnimatedMorphSphere.glb"}) {
      const MeshModel model = readMeshFile(assets / name);
      QVERIFY2(!model.clips.empty(), name);
      const MeshBounds bounds = boundsOf(model, poseAt(model, 0, 0.3, Playback::loop));
      const glm::vec3 size = bounds.high - bounds.low;
      QVERIFY2(size.x > 0 && size.y > 0 && std::isfinite(size.x + size.y + size.z), name);
      for (const MeshPart& part : model.parts)
        for (const MeshVertex& vertex : part.vertices)
          QVERIFY2(part.joints.empty() || std::abs(glm::dot(vertex.weights, glm::vec4(1)) - 1) < 1e-4f, name);
    }
    const MeshModel cube = readMeshFile(assets / "objects/ycb_rubiks_cube.glb");
    QVERIFY(!cube.textures.empty() && cube.textures[0].size.width > 100);
  }
};

QTEST_GUILESS_MAIN(MeshFileTest)
#include "mesh_file_test.moc"
