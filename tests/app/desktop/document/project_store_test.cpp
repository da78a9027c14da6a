// What is saved is what comes back, unchanged parts are not written again, and a failed save or a damaged file costs no more than
// it must.
#include "app/desktop/document/project_store.h"

#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/animation/animation_json.h"
#include "app/desktop/document/media_search.h"
#include "app/jobs/gaussian_io.h"
#include "app/jobs/reconstruct_job.h"
#include "reconstruction/capture/import/capture_folder.h"
#include "reconstruction/core/error.h"
#include "reconstruction/scene/content_hash.h"
#include "reconstruction/scene/database.h"
#include "reconstruction/scene/project_file.h"
#include "reconstruction/scene/splat_files/splat_file.h"
#include "tests/app/desktop/document/project_fixtures.h"

using namespace fsm;
using namespace fsm::desktop;
namespace fs = std::filesystem;

namespace {

template <typename Call>
ErrorCode codeOf(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

std::shared_ptr<const scene::Edit> removal(std::vector<int64_t> names) {
  scene::Edit edit;
  edit.names = std::move(names);
  return std::make_shared<const scene::Edit>(edit);
}

glm::vec3 positionOf(const Version& version, int64_t index) {
  const float* p = &version.gaussians->gaussians.position[static_cast<size_t>(3 * index)];
  return {p[0], p[1], p[2]};
}

/// Marks all chunks in a column that the program does not know: chunks that are written again lose it.
void markChunks(const fs::path& file) {
  const scene::Database database(file, scene::Access::readWrite, "test");
  for (const char* table : {"gaussians_chunk", "memory_chunk"}) {
    database.run(("ALTER TABLE " + std::string(table) + " ADD COLUMN mark INTEGER").c_str());
    database.run(("UPDATE " + std::string(table) + " SET mark = 7").c_str());
  }
}

std::pair<int64_t, int64_t> markedAndAll(const fs::path& file) {
  const scene::Database database(file, scene::Access::readOnly, "test");
  const auto count = [&](const std::string& where) {
    return database.integer("SELECT (SELECT count(*) FROM gaussians_chunk" + where + ") + (SELECT count(*) FROM memory_chunk" +
                            where + ")");
  };
  return {count(" WHERE mark = 7"), count("")};
}

}  // namespace

class ProjectStoreTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_, source_, made_;
  Progress progress_;

  fs::path fresh(const std::string& name) const {
    const fs::path folder = root_ / name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
  }

  /// Something of everything, made from what `fsm` reconstructed.
  Project full(ProjectStore& store) {
    Project project = store.open(made_, progress_).project;
    project.versions.push_back(
        {"refined", project.versions[0].scene, tests::someGaussians(700), R"({"psnr":31.5})", "2031-01-02T03:04:05Z"});
    project.shown = project.editedVersion = "refined";
    project.edits = {removal({3, 17, 512}), removal({5})};
    project.animation.camera.set({0.5, tests::somePose(1)});
    project.animation.time.set({0, 0.25});
    project.animation.markers.push_back({0.4, "Sprung ö"});
    project.props.push_back({"chair", root_ / "props" / "chair.glb", glm::dmat4(2.0), 1, 0.5, 2, false});
    project.settings.up = {0, 0, 1};
    project.settings.showGrid = true;
    project.settings.background = {0.1f, 0.2f, 0.3f};
    return project;
  }

 private slots:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    source_ = root_ / "footage";
    made_ = root_ / "made.chrono";
    writeCaptureFolder(source_, tests::tinyCapture(2, 8), {CaptureFolderOptions::Frames::png, 10}, progress_);
    tests::tinyEngine(7, fsm::Decoder::both).save(root_ / "model");
    jobs::ReconstructRequest request{source_, made_, {{(root_ / "model").string(), "cpu", "float32", ""}, "6", "48"}};
    request.options.gaussians = true;
    request.options.budget = 1000;
    jobs::reconstructJob(request, progress_);
  }

  void opensWhatFsmMade() {
    ProjectStore store;
    const OpenedProject opened = store.open(made_, progress_);
    QVERIFY2(opened.notes.isEmpty(), qPrintable(opened.notes.join(' ')));
    QVERIFY(opened.missing.empty());
    QCOMPARE(opened.project.versions.size(), size_t{1});
    const Version& version = opened.project.versions[0];
    QCOMPARE(version.name, std::string("feed-forward"));
    QCOMPARE(opened.project.shown, version.name);
    QCOMPARE(version.gaussians->gaussians.count(), 1000);
    QCOMPARE(version.scene->plan.inputs.size(), size_t{6});
    QVERIFY(opened.project.capture);
    QCOMPARE(opened.project.capture->cameras.size(), size_t{2});
    QVERIFY(std::abs(opened.project.animation.length - 0.7) < 1e-6);
  }

  void everythingComesBack() {
    const fs::path file = fresh("round") / "project.chrono";
    ProjectStore store;
    const Project project = full(store);
    store.save(project, file, made_, progress_);
    ProjectStore other;
    const OpenedProject opened = other.open(file, progress_);
    QVERIFY2(opened.notes.isEmpty(), qPrintable(opened.notes.join(' ')));
    const Project& back = opened.project;
    QCOMPARE(back.versions.size(), size_t{2});
    QCOMPARE(back.versions[0].scene.get(), back.versions[1].scene.get());  // one memory, read once
    QCOMPARE(back.versions[1].report, project.versions[1].report);
    QCOMPARE(back.versions[1].createdUtc, project.versions[1].createdUtc);
    QCOMPARE(back.versions[1].gaussians->gaussians.count(), 700);
    QCOMPARE(back.shown, std::string("refined"));
    QVERIFY(back.animation == project.animation);
    QCOMPARE(back.props.size(), size_t{1});
    QCOMPARE(back.props[0].file, project.props[0].file);
    QCOMPARE(back.props[0].world_from_model, project.props[0].world_from_model);
    QVERIFY(!back.props[0].visible && back.props[0].clip == 1 && back.props[0].speed == 2);
    QCOMPARE(back.settings.up, project.settings.up);
    QVERIFY(back.settings.showGrid && back.settings.background == project.settings.background);
    QVERIFY(back.capture && back.capture->posed());
    back.capture->cameras[0].images->read(std::vector<int>{0, 1}, [](int, Image&& image) { QCOMPARE(image.size.width, 48); });
  }

  void editsMeanTheSameGaussians() {
    // The file has an order of its own: what was removed must be what is removed.
    const fs::path file = fresh("edits") / "project.chrono";
    ProjectStore store;
    const Project project = full(store);
    std::set<std::array<float, 3>> wanted, found;
    for (const int64_t name : project.edits[0]->names) {
      const glm::vec3 p = positionOf(project.versions[1], name);
      wanted.insert({p.x, p.y, p.z});
    }
    store.save(project, file, made_, progress_);
    const auto check = [&](const Project& back) {
      QCOMPARE(back.edits.size(), size_t{2});
      found.clear();
      for (const int64_t name : back.edits[0]->names) {
        const glm::vec3 p = positionOf(back.versions[1], name);
        found.insert({p.x, p.y, p.z});
      }
      QVERIFY(found == wanted);
    };
    ProjectStore other;
    Project back = other.open(file, progress_).project;
    check(back);
    // Once more, to another file that begins as a copy, with another edit in between; and saved twice from memory.
    back.settings.showGrid = false;
    other.save(back, file.parent_path() / "again.chrono", file, progress_);
    check(ProjectStore().open(file.parent_path() / "again.chrono", progress_).project);
    store.save(project, file, file, progress_);
    check(ProjectStore().open(file, progress_).project);
    other.save(back, file.parent_path() / "new.chrono", {}, progress_);  // written anew: in yet another order
    check(ProjectStore().open(file.parent_path() / "new.chrono", progress_).project);
  }

  void unchangedVersionsAreNotWrittenAgain() {
    const fs::path file = fresh("unchanged") / "project.chrono";
    ProjectStore store;
    Project project = full(store);
    store.save(project, file, made_, progress_);
    markChunks(file);
    project.animation.camera.set({0.6, tests::somePose(2)});
    project.versions[1].name = project.shown = project.editedVersion = "best";
    store.save(project, file, file, progress_);
    auto [marked, all] = markedAndAll(file);
    QCOMPARE(marked, all);
    ProjectStore other;  // a program that was started anew knows it too
    Project back = other.open(file, progress_).project;
    QCOMPARE(back.versions[1].name, std::string("best"));
    QCOMPARE(back.animation.camera.keys().size(), size_t{2});
    back.versions.push_back({"refined", back.versions[0].scene, tests::someGaussians(300, 4), {}, {}});
    other.save(back, file, file, progress_);
    std::tie(marked, all) = markedAndAll(file);
    QCOMPARE(all - marked, int64_t{1});  // only the new one
    std::swap(back.versions[1].name, back.versions[2].name);
    other.save(back, file, file, progress_);
    std::tie(marked, all) = markedAndAll(file);
    QCOMPARE(all - marked, int64_t{1});
    QCOMPARE(jobs::loadGaussianScene(file, "refined").gaussians.count(), 700);
    QCOMPARE(jobs::loadGaussianScene(file, "best").gaussians.count(), 300);
  }

  void removedVersionsGoAndComeBack() {
    const fs::path file = fresh("removed") / "project.chrono";
    ProjectStore store;
    const Project project = full(store);
    store.save(project, file, made_, progress_);
    Project less = project;
    less.versions.erase(less.versions.begin());
    store.save(less, file, file, progress_);
    QCOMPARE(ProjectStore().open(file, progress_).project.versions.size(), size_t{1});
    store.save(project, file, file, progress_);  // undone
    QCOMPARE(ProjectStore().open(file, progress_).project.versions.size(), size_t{2});
  }

  void fsmReadsWhatTheWindowSaved() {
    const fs::path file = fresh("fsm") / "project.chrono";
    ProjectStore store;
    store.save(full(store), file, made_, progress_);
    const jobs::Scene scene = jobs::loadScene(file);
    QCOMPARE(scene.plan.inputs.size(), size_t{6});
    QCOMPARE(jobs::loadGaussianScene(file, "refined").gaussians.count(), 700);
    const auto text = scene::ProjectFile::open(file, true).setting(animation::kAnimationSetting);
    QCOMPARE(animation::animationFromJson(*text).markers[0].name, std::string("Sprung ö"));
  }

  void whatOthersAddStays() {
    const fs::path file = fresh("others") / "project.chrono";
    ProjectStore store;
    Project project = full(store);
    store.save(project, file, made_, progress_);
    {
      scene::ProjectFile other = scene::ProjectFile::open(file);
      other.setGaussians({"by fsm", "", R"({"from":"refined"})", "2031-02-02T00:00:00Z"}, *tests::someGaussians(50, 9),
                         scene::Quantisation::half);
      other.setSetting("future", "kept");
      nlohmann::json settings = nlohmann::json::parse(*other.setting("scene_settings"));
      settings["fog"] = 3;
      other.setSetting("scene_settings", settings.dump());
    }
    project.settings.showGrid = false;
    store.save(project, file, file, progress_);
    const Project back = ProjectStore().open(file, progress_).project;
    QCOMPARE(back.versions.size(), size_t{3});
    QCOMPARE(back.version("by fsm")->gaussians->gaussians.count(), 50);
    QVERIFY(back.version("by fsm")->scene);
    const fs::path copy = file.parent_path() / "copy.chrono";
    store.save(project, copy, file, progress_);
    const scene::ProjectFile read = scene::ProjectFile::open(copy, true);
    QCOMPARE(read.setting("future").value_or(""), std::string("kept"));
    QCOMPARE(nlohmann::json::parse(*read.setting("scene_settings"))["fog"].get<int>(), 3);
    // A name that another program has taken is not written over.
    project.versions.push_back({"by fsm", nullptr, tests::someGaussians(20), {}, {}});
    QCOMPARE(codeOf([&] { store.save(project, file, file, progress_); }), ErrorCode::writeFailed);
    QCOMPARE(ProjectStore().open(file, progress_).project.version("by fsm")->gaussians->gaussians.count(), 50);
  }

  void damageCostsOnlyWhatItHits() {
    const fs::path folder = fresh("damage"), file = folder / "project.chrono";
    ProjectStore store;
    store.save(full(store), file, made_, progress_);
    scene::Database(file, scene::Access::readWrite, "test")
        .run(
            "UPDATE gaussians_chunk SET data = zeroblob(40) WHERE gaussians_id = (SELECT id FROM gaussians WHERE name = "
            "'refined')");
    OpenedProject opened = ProjectStore().open(file, progress_);
    QCOMPARE(opened.project.versions.size(), size_t{2});  // the memory of the other is still there
    QVERIFY(!opened.project.version("refined")->gaussians);
    QVERIFY(!opened.notes.isEmpty());
    scene::Database(file, scene::Access::readWrite, "test")
        .run("UPDATE setting SET value = '{\"no\":' WHERE key IN ('animation', 'props', 'edits')");
    opened = ProjectStore().open(file, progress_);
    QVERIFY(opened.notes.size() >= 3);
    fs::copy_file(made_, folder / "short.chrono");
    fs::resize_file(folder / "short.chrono", fs::file_size(made_) / 3);
    QCOMPARE(codeOf([&] { ProjectStore().open(folder / "short.chrono", progress_); }), ErrorCode::fileDamaged);
    std::ofstream(folder / "text.chrono") << std::string(5000, 'x');
    QCOMPARE(codeOf([&] { ProjectStore().open(folder / "text.chrono", progress_); }), ErrorCode::fileDamaged);
    QCOMPARE(codeOf([&] { ProjectStore().open(folder / "none.chrono", progress_); }), ErrorCode::notFound);
  }

  void fullDisksLeaveTheOldFile() {
    const fs::path folder = fresh("full"), file = folder / "project.chrono";
    ProjectStore store;
    Project project = full(store);
    store.save(project, file, made_, progress_);
    const std::string before = scene::contentHash(file);
    project.versions.push_back({"large", nullptr, tests::someGaussians(40'000, 3), {}, {}});
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit small{fs::file_size(file) + 16'384, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const ErrorCode same = codeOf([&] { store.save(project, file, file, progress_); });
    const ErrorCode elsewhere = codeOf([&] { store.save(project, folder / "b.chrono", file, progress_); });
    setrlimit(RLIMIT_FSIZE, &old);
    QCOMPARE(same, ErrorCode::writeFailed);
    QCOMPARE(elsewhere, ErrorCode::writeFailed);
    QCOMPARE(scene::contentHash(file), before);
    QCOMPARE(tests::entriesIn(folder), size_t{1});
    store.save(project, file, file, progress_);  // after room was made
    QCOMPARE(ProjectStore().open(file, progress_).project.versions.size(), size_t{3});
  }

  void cancelledSavesLeaveTheOldFile() {
    const fs::path folder = fresh("cancel"), file = folder / "project.chrono";
    ProjectStore store;
    Project project = full(store);
    store.save(project, file, made_, progress_);
    project.shown = "feed-forward";
    Progress cancelled;
    cancelled.cancel();
    QCOMPARE(codeOf([&] { store.save(project, file, file, cancelled); }), ErrorCode::cancelled);
    QCOMPARE(codeOf([&] { store.save(project, folder / "b.chrono", {}, cancelled); }), ErrorCode::cancelled);
    QCOMPARE(ProjectStore().open(file, progress_).project.shown, std::string("refined"));
    QCOMPARE(tests::entriesIn(folder), size_t{1});
  }

  void autosavesHoldOnlyWhatTheFileDoesNot() {
    const fs::path folder = fresh("autosave"), file = folder / "project.chrono", sidecar = folder / ".project.chrono.autosave";
    ProjectStore store;
    Project project = full(store);
    store.save(project, file, made_, progress_);
    project.animation.camera.set({0.65, tests::somePose(5)});
    store.autosave(project, sidecar, file, progress_);
    {
      const scene::ProjectFile beside = scene::ProjectFile::open(sidecar, true);
      QVERIFY(beside.gaussians().empty() && beside.memories().empty());
    }
    project.versions.push_back({"refined 2", project.versions[0].scene, tests::someGaussians(90, 6), {}, {}});
    project.shown = project.editedVersion = "refined 2";
    project.edits = {removal({11})};
    store.autosave(project, sidecar, file, progress_);
    ProjectStore other;
    OpenedProject opened = other.openAutosave(sidecar, file, progress_);
    QVERIFY2(opened.notes.isEmpty(), qPrintable(opened.notes.join(' ')));
    QCOMPARE(opened.project.versions.size(), size_t{3});
    QCOMPARE(opened.project.animation.camera.keys().size(), size_t{2});
    QCOMPARE(positionOf(opened.project.versions[2], opened.project.edits[0]->names[0]), positionOf(project.versions[2], 11));
    other.save(opened.project, file, file, progress_);  // recovered, and saved
    const Project back = ProjectStore().open(file, progress_).project;
    QCOMPARE(positionOf(back.versions[2], back.edits[0]->names[0]), positionOf(project.versions[2], 11));
    fs::remove(file);
    opened = ProjectStore().openAutosave(sidecar, file, progress_);  // what is left
    QCOMPARE(opened.project.versions.size(), size_t{1});
    QVERIFY(!opened.notes.isEmpty());
  }

  void movedFootageIsFound() {
    const fs::path folder = fresh("moved"), file = folder / "project.chrono", inside = folder / "shots" / "footage";
    fs::create_directories(inside.parent_path());
    fs::copy(source_, inside, fs::copy_options::recursive);
    std::ofstream(inside / "notes.txt") << "not the footage that lies elsewhere in the neighbourhood";
    ProjectStore store;
    Project project = store.open(made_, progress_).project;
    const MissingMedia before{project.capture->source, scene::contentHash(source_)};
    project = store.relocate(project, before, inside, true);
    store.save(project, file, {}, progress_);
    QVERIFY(ProjectStore().open(file, progress_).missing.empty());

    fs::rename(inside, folder / "renamed");  // another name in another folder
    const std::string hash = scene::contentHash(folder / "renamed");
    const auto findsAtOnce = [&](const fs::path& expected) {  // no time for other names
      return findMoved({expected, hash}, {folder}, progress_, std::chrono::milliseconds(0)).has_value();
    };
    QVERIFY(findsAtOnce(folder / "elsewhere" / "renamed"));
    QVERIFY(!findsAtOnce(inside));
    ProjectStore again;
    OpenedProject opened = again.open(file, progress_);
    QVERIFY(opened.missing.empty());
    QCOMPARE(opened.notes.size(), 1);
    QCOMPARE(fs::path(opened.project.capture->source).filename(), fs::path("renamed"));
    opened.project.versions[0].scene->capture.cameras[1].images->read(std::vector<int>{2}, [](int, Image&&) {});

    const fs::path away = fresh("far") / "a" / "b" / "c" / "footage";
    fs::create_directories(away.parent_path());
    fs::rename(folder / "renamed", away);
    ProjectStore third;
    opened = third.open(file, progress_);
    QCOMPARE(opened.missing.size(), size_t{1});
    QVERIFY(opened.project.versions[0].gaussians);  // all but the pictures
    QCOMPARE(codeOf([&] { third.relocate(opened.project, opened.missing[0], root_ / "model"); }), ErrorCode::badInput);
    const Project found = third.relocate(opened.project, opened.missing[0], away);
    QVERIFY(third.missingMedia(found).empty());
    found.versions[0].scene->capture.cameras[0].images->read(std::vector<int>{0}, [](int, Image&&) {});
    markChunks(file);
    third.save(found, file, file, progress_);
    const auto [marked, all] = markedAndAll(file);
    QCOMPARE(marked, all);  // footage that moved is no new reconstruction
    QVERIFY(ProjectStore().open(file, progress_).missing.empty());
  }

  void splatFilesAreProjects() {
    const fs::path folder = fresh("splats");
    scene::GaussianScene still = *tests::someGaussians(60);
    still.gaussians = scene::sliceAt(still.gaussians, 0, 0);
    still.frame = {};
    scene::writeSplatFile(folder / "thing.ply", still);
    ProjectStore store;
    const Project project = store.open(folder / "thing.ply", progress_).project;
    QCOMPARE(project.shown, std::string("thing"));
    QVERIFY(!project.capture && !project.versions[0].scene);
    store.save(project, folder / "thing.chrono", {}, progress_);
    const Project back = ProjectStore().open(folder / "thing.chrono", progress_).project;
    QCOMPARE(back.versions[0].gaussians->gaussians.count(), project.versions[0].gaussians->gaussians.count());
  }

  void emptyProjectsAreKept() {
    const fs::path folder = fresh("empty"), file = folder / "project.chrono";
    ProjectStore store;
    Project project;
    project.capture = std::make_shared<const Capture>(store.open(made_, progress_).project.versions[0].scene->capture);
    store.save(project, file, {}, progress_);
    const Project back = ProjectStore().open(file, progress_).project;
    QVERIFY(back.versions.empty() && back.capture);
    store.save({}, folder / "nothing.chrono", {}, progress_);
    QVERIFY(!ProjectStore().open(folder / "nothing.chrono", progress_).project.capture);
  }
};

QTEST_GUILESS_MAIN(ProjectStoreTest)
#include "project_store_test.moc"
