// Actions by name: shortcuts that are kept, that move from one action to another, and menus made from the list.
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTreeWidget>
#include <QtTest>

#include "app/desktop/document/actions.h"
#include "app/desktop/shell/menus.h"
#include "app/desktop/shell/shortcuts_dialog.h"
#include "reconstruction/core/error.h"

using namespace fsm;
using namespace fsm::desktop;

class ShortcutsTest : public QObject {
  Q_OBJECT

  static void addTwo(Actions& actions) {
    actions.add({"view.first", "View", "First", "Does the first thing", {QKeySequence("Ctrl+1")}}, [](bool) {});
    actions.add({"playback.second", "Time", "Second", "Does the second thing", {QKeySequence("Ctrl+2")}}, [](bool) {});
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("chronoscope-tests");
    QCoreApplication::setApplicationName("shortcuts_test");
  }
  void init() { QSettings().clear(); }

  void shortcutsMoveAndAreKept() {
    {
      Actions actions;
      addTwo(actions);
      actions.setShortcut("view.first", QKeySequence("Ctrl+2"));
      QCOMPARE(actions.action("view.first")->shortcut(), QKeySequence("Ctrl+2"));
      QVERIFY(actions.action("playback.second")->shortcut().isEmpty());
    }
    Actions again;
    addTwo(again);
    QCOMPARE(again.action("view.first")->shortcut(), QKeySequence("Ctrl+2"));
    QVERIFY(again.action("playback.second")->shortcut().isEmpty());
    again.resetShortcut("playback.second");
    QCOMPARE(again.action("playback.second")->shortcut(), QKeySequence("Ctrl+2"));
    QVERIFY(again.action("view.first")->shortcut().isEmpty());
    again.resetShortcuts();
    QCOMPARE(again.action("view.first")->shortcut(), QKeySequence("Ctrl+1"));
  }

  void namesAreUnique() {
    Actions actions;
    addTwo(actions);
    QVERIFY_THROWS_EXCEPTION(Error, addTwo(actions));
    QVERIFY_THROWS_EXCEPTION(Error, actions.action("view.third"));
  }

  void menusFollowTheList() {
    Actions actions;
    addTwo(actions);
    QMenuBar bar;
    const auto menus = fillMenus(bar, actions);
    QCOMPARE(menus["view"]->actions().value(0), actions.action("view.first"));
    QCOMPARE(menus["time"]->actions().value(0), actions.action("playback.second"));
    QVERIFY(menus["scene"]->isEmpty());
  }

  void theEditorAssignsAndSaysWhoLoses() {
    Actions actions;
    addTwo(actions);
    ShortcutsDialog dialog(actions);
    dialog.show();
    auto* list = dialog.findChild<QTreeWidget*>("shortcutsList");
    list->setCurrentItem(list->topLevelItem(0)->child(0));
    auto* keys = dialog.findChild<QWidget*>("shortcutsKeys");
    keys->setFocus();
    QTest::keyClick(keys->focusProxy() ? keys->focusProxy() : keys, Qt::Key_2, Qt::ControlModifier);
    auto* assign = dialog.findChild<QPushButton*>("shortcutsAssign");
    QTRY_VERIFY(assign->isEnabled());
    QTest::mouseClick(assign, Qt::LeftButton);
    QCOMPARE(actions.action("view.first")->shortcut(), QKeySequence("Ctrl+2"));
    QVERIFY(actions.action("playback.second")->shortcut().isEmpty());
  }
};

QTEST_MAIN(ShortcutsTest)
#include "shortcuts_test.moc"
