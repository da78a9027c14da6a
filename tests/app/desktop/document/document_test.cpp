// Every change of a project can be taken back, drags become one step, and saving says truly what is saved.
#include "app/desktop/document/document.h"

#include <QSignalSpy>
#include <QTest>

#include "reconstruction/core/error.h"
#include "tests/app/desktop/document/project_fixtures.h"

using namespace fsm;
using namespace fsm::desktop;

namespace {

struct Change {
  Document::Parts parts;
  std::function<void(Project&)> make;
  std::function<bool(const Project&)> made;
};

/// One of each part.
const std::vector<Change>& changes() {
  static const std::vector<Change> all{
      {Document::CapturePart, [](Project& p) { p.capture = std::make_shared<const Capture>(tests::tinyCapture(1, 3)); },
       [](const Project& p) { return p.capture != nullptr; }},
      {Document::VersionsPart,
       [](Project& p) {
         p.versions.push_back({"refined", nullptr, tests::someGaussians(5), {}, {}});
         p.shown = "refined";
       },
       [](const Project& p) { return p.shownVersion() && p.shownVersion()->gaussians; }},
      {Document::EditsPart,
       [](Project& p) {
         p.edits.push_back(std::make_shared<const scene::Edit>());
         p.editedVersion = "refined";
       },
       [](const Project& p) { return p.edits.size() == 1 && p.editedVersion == "refined"; }},
      {Document::AnimationPart,
       [](Project& p) {
         p.animation.camera.set({1, tests::somePose(2)});
       },
       [](const Project& p) { return p.animation.camera.keys().size() == 1; }},
      {Document::PropsPart,
       [](Project& p) {
         p.props.push_back({"chair", "chair.glb"});
       },
       [](const Project& p) { return p.props.size() == 1; }},
      {Document::SettingsPart, [](Project& p) { p.settings.showGrid = true; },
       [](const Project& p) { return p.settings.showGrid; }}};
  return all;
}

void setLength(Document& document, double length, const QString& key) {
  document.edit(
      "Length", Document::AnimationPart, [=](Project& p) { p.animation.length = length; }, key);
}

}  // namespace

class DocumentTest : public QObject {
  Q_OBJECT

 private slots:
  void everyPartIsUndoneAndRedone() {
    Document document;
    QSignalSpy changed(&document, &Document::changed);
    for (const Change& change : changes()) document.edit("Change", change.parts, change.make);
    for (const Change& change : changes()) QVERIFY(change.made(document.project()));
    QVERIFY(document.modified());
    for (size_t i = changes().size(); i-- > 0;) {
      changed.clear();
      document.undoStack()->undo();
      QVERIFY(!changes()[i].made(document.project()));
      for (size_t k = 0; k < i; ++k) QVERIFY(changes()[k].made(document.project()));
      QCOMPARE(changed.size(), 1);
      QCOMPARE(changed[0][0].value<Document::Parts>(), changes()[i].parts);
    }
    QVERIFY(!document.modified());
    while (document.undoStack()->canRedo()) document.undoStack()->redo();
    for (const Change& change : changes()) QVERIFY(change.made(document.project()));
  }

  void dragsAreOneStep() {
    Document document;
    const double before = document.project().animation.length;
    for (int i = 1; i <= 50; ++i) setLength(document, 10 + i, "length");
    QCOMPARE(document.undoStack()->count(), 1);
    setLength(document, 90, "another key");
    setLength(document, 91, {});
    setLength(document, 92, {});
    QCOMPARE(document.undoStack()->count(), 4);
    document.undoStack()->setIndex(1);
    QCOMPARE(document.project().animation.length, 60.0);
    document.undoStack()->undo();
    QCOMPARE(document.project().animation.length, before);
  }

  void pausesEndADrag() {
    Document document;
    setLength(document, 10, "length");
    QTest::qWait(1100);
    setLength(document, 11, "length");
    QCOMPARE(document.undoStack()->count(), 2);
  }

  void whatThrowsChangesNothing() {
    Document document;
    QSignalSpy changed(&document, &Document::changed);
    const auto fail = [](Project& p) {
      p.animation.length = 77;
      throw Error(ErrorCode::badInput, "No.");
    };
    QVERIFY_EXCEPTION_THROWN(document.edit("Fail", Document::AnimationPart, fail), Error);
    QVERIFY(document.project().animation.length != 77);
    QCOMPARE(document.undoStack()->count(), 0);
    QCOMPARE(changed.size(), 0);
  }

  void editsOfWhoListensComeAfter() {
    Document document;
    bool answered = false;
    connect(&document, &Document::changed, this, [&](Document::Parts parts) {
      if (!(parts & Document::AnimationPart) || std::exchange(answered, true)) return;
      document.edit("Answer", Document::SettingsPart, [](Project& p) { p.settings.showGrid = true; });
    });
    setLength(document, 12, {});
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QVERIFY(!document.project().settings.showGrid);
    QCOMPARE(document.project().animation.length, 12.0);
  }

  void oldStepsAreForgotten() {
    Document document;
    for (int i = 0; i < 260; ++i) setLength(document, 10 + i, {});
    QVERIFY(document.undoStack()->count() < 260);
    QVERIFY(document.undoStack()->count() >= 100);
  }

  void savedMeansWhatWasSaved() {
    Document document;
    QSignalSpy modified(&document, &Document::modifiedChanged);
    setLength(document, 12, "length");
    const quint64 saved = document.revision();
    document.saved("a.chrono", saved);
    QVERIFY(!document.modified());
    QCOMPARE(document.title(), QString("a"));
    setLength(document, 13, "length");  // not merged into what was saved
    QVERIFY(document.modified());
    document.undoStack()->undo();
    QVERIFY(!document.modified());
    QCOMPARE(document.project().animation.length, 12.0);
    setLength(document, 14, {});
    const quint64 begun = document.revision();
    setLength(document, 15, {});  // while it is being saved
    document.saved("a.chrono", begun);
    QVERIFY(document.modified());
    QVERIFY(modified.size() >= 3);
  }

  void resetForgetsEverything() {
    Document document;
    setLength(document, 12, {});
    QSignalSpy replaced(&document, &Document::replaced);
    document.reset({}, "b.chrono");
    QVERIFY(!document.modified());
    QVERIFY(!document.undoStack()->canUndo());
    QCOMPARE(replaced.size(), 1);
    document.reset({}, {}, true);
    QVERIFY(document.modified());
    QCOMPARE(document.title(), QString("Untitled"));
    document.saved("c.chrono", document.revision());
    QVERIFY(!document.modified());
  }

  void projectsKnowTheirVersionsAndSpan() {
    Project project;
    QCOMPARE(project.span(), (std::pair<Seconds, Seconds>{0, 0}));
    QCOMPARE(project.freeVersionName("refined"), std::string("refined"));
    project.versions.push_back({"refined", nullptr, tests::someGaussians(40), {}, {}});
    project.versions.push_back({"refined 2", nullptr, nullptr, {}, {}});
    QCOMPARE(project.freeVersionName("refined"), std::string("refined 3"));
    QVERIFY(!project.version(""));
    project.shown = "refined";
    const auto [first, last] = project.span();
    QVERIFY(first >= 0 && last <= 0.7 && last - first > 0.5);  // in seconds, not in the Gaussians' own time
    project.capture = std::make_shared<const Capture>(tests::tinyCapture(2, 8));
    QCOMPARE(project.span().second, project.capture->timeRange().second);
  }
};

QTEST_MAIN(DocumentTest)
#include "document_test.moc"
