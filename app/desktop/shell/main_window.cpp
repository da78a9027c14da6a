#include "app/desktop/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include "app/desktop/dialogs/exports.h"
#include "app/desktop/dialogs/import_panel.h"
#include "app/desktop/dialogs/recovery_dialog.h"
#include "app/desktop/panels/capture_panel.h"
#include "app/desktop/panels/console_panel.h"
#include "app/desktop/panels/inspector_panel.h"
#include "app/desktop/panels/jobs_panel.h"
#include "app/desktop/panels/refine_panel.h"
#include "app/desktop/shell/docks.h"
#include "app/desktop/shell/icons.h"
#include "app/desktop/shell/language_menu.h"
#include "app/desktop/shell/menus.h"
#include "app/desktop/shell/message_banner.h"
#include "app/desktop/shell/shortcuts_dialog.h"
#include "app/desktop/shell/status_line.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/timeline/pad_panel.h"
#include "app/desktop/timeline/timeline_panel.h"
#include "app/desktop/viewport/tools/tool_bar.h"
#include "app/desktop/viewport/viewport_panel.h"

namespace fsm::desktop {

MainWindow::MainWindow(Workspace& workspace, const std::filesystem::path& dataFolder)
    : workspace_(workspace), dataFolder_(dataFolder), questions_(this), session_(workspace, questions_, dataFolder) {
  setObjectName("mainWindow");
  setAcceptDrops(true);
  resize(1600, 960);
  docks_ = new Docks(*this, workspace_.actions);
  addActions();
  makeCentre();
  makeDocks();
  makeBars();
  connect(&workspace_.document, &Document::fileChanged, this, &MainWindow::showTitle);
  connect(&workspace_.document, &Document::modifiedChanged, this, &MainWindow::setWindowModified);
  connect(&session_, &Session::importRequested, this, &MainWindow::import);
  connect(&session_.autosave(), &Autosave::autosaved, status_, &StatusLine::showKept);
  connect(&session_, &Session::savingChanged, this, [this](bool saving) {
    if (!saving && !workspace_.document.modified()) status_->showKept(QDateTime::currentDateTime());
  });
  connect(&session_, &Session::opened, this, [this] { status_->showKept({}); });
  connect(&session_, &Session::recoverable, this, &MainWindow::offerRecovery);
  connect(&session_.recent(), &RecentFiles::changed, this, &MainWindow::fillRecent);
  showTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre() {
  auto* centre = new QWidget(this);
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  viewport_ = new ViewportPanel(workspace_, centre);
  layout->addWidget(new MessageBanner(workspace_.messages, centre));
  layout->addWidget(new ViewportToolBar(workspace_, *new ToolSet(workspace_, *viewport_, centre), centre));
  layout->addWidget(viewport_, 1);
  setCentralWidget(centre);
  connect(viewport_, &ViewportPanel::filesDropped, this, [this](const QList<QUrl>& files) {
    QStringList paths;
    for (const QUrl& file : files)
      if (file.isLocalFile()) paths << file.toLocalFile();
    open(paths);
  });
}

void MainWindow::makeDocks() {
  auto* capture = new CapturePanel(workspace_);
  connect(capture, &CapturePanel::compareWanted, viewport_, &ViewportPanel::compareWithVersion);
  addDockWidget(Qt::LeftDockWidgetArea,
                docks_->add("capture", tr("Project"), tr("Cameras, frames, versions, props and edits"), capture));
  addDockWidget(Qt::RightDockWidgetArea,
                docks_->add("inspector", tr("Inspector"), tr("What is selected, in numbers"), new InspectorPanel(workspace_)));
  auto* refine = new RefinePanel(workspace_, *viewport_);
  addDockWidget(Qt::RightDockWidgetArea,
                docks_->add("refine", tr("Refine"), tr("A sharper scene, or a model that knows this capture"), refine));
  tabifyDockWidget(docks_->dock("inspector"), docks_->dock("refine"));
  connect(refine, &RefinePanel::attention, this, [this] { docks_->raise("refine"); });
  addDockWidget(Qt::RightDockWidgetArea,
                docks_->add("jobs", tr("Jobs"), tr("Long work: how far it is, and how to stop it"), new JobsPanel(workspace_)));
  addDockWidget(Qt::BottomDockWidgetArea,
                docks_->add("pad", tr("View and time"), tr("Any view at any time, by one drag"), new PadPanel(workspace_)));
  addDockWidget(
      Qt::BottomDockWidgetArea,
      docks_->add("timeline", tr("Timeline"), tr("What the clip shows: camera and scene time"), new TimelinePanel(workspace_)));
  splitDockWidget(docks_->dock("pad"), docks_->dock("timeline"), Qt::Horizontal);
  addDockWidget(Qt::BottomDockWidgetArea,
                docks_->add("console", tr("Console"), tr("Everything that the program said"), new ConsolePanel(workspace_)));
  tabifyDockWidget(docks_->dock("timeline"), docks_->dock("console"));
  docks_->raise("timeline");
  docks_->raise("inspector");
  docks_->dock("console")->hide();
  import_ =
      new ImportPanel(workspace_, dataFolder_, [this](std::function<void()> then) { session_.newProject(std::move(then)); });
  addDockWidget(Qt::TopDockWidgetArea, docks_->add("import", tr("Import"), tr("From footage to a scene"), import_));
  docks_->dock("import")->hide();
  connect(import_, &ImportPanel::closeWanted, docks_->dock("import"), &QDockWidget::hide);
  setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  resizeDocks({docks_->dock("capture"), docks_->dock("inspector")}, {250, 330}, Qt::Horizontal);
  resizeDocks({docks_->dock("pad"), docks_->dock("timeline")}, {330, 1270}, Qt::Horizontal);
  resizeDocks({docks_->dock("timeline")}, {260}, Qt::Vertical);
  docks_->setDefault();
  docks_->restore();
  docks_->dock("import")->hide();  // there is no footage yet
}

void MainWindow::addActions() {
  Actions& actions = workspace_.actions;
  actions.add({"file.session.quit",
               tr("File"),
               tr("&Quit"),
               tr("Ends the program; asks where something would be lost"),
               {QKeySequence("Ctrl+Q")}},
              [this](bool) { close(); });
  actions.add({"file.import",
               tr("File"),
               tr("&Import footage…"),
               tr("Makes a 4D scene of a video, of several, or of a capture with cameras"),
               {QKeySequence("Ctrl+I")}},
              [this](bool) {
                docks_->raise("import");
                if (!import_->hasSources()) import_->chooseFiles();
              });
  registerExports(workspace_, this);
  actions.add({"window.hide_panels",
               tr("Window"),
               tr("&Hide panels"),
               tr("Gives all the room to the viewport, and back"),
               {QKeySequence(Qt::Key_H)}},
              [this](bool) { docks_->toggleAll(); });
  actions.add({"window.reset", tr("Window"), tr("&Reset layout"), tr("Puts all panels back in their places"), {}},
              [this](bool) { docks_->reset(); });
  actions.add({"window.full_screen",
               tr("Window"),
               tr("&Full screen"),
               tr("The whole screen for the program, and back"),
               {QKeySequence(Qt::Key_F11)}},
              [this](bool) { isFullScreen() ? showNormal() : showFullScreen(); });
  QAction* light =
      actions.add({"window.light_theme", tr("Window"), tr("&Light theme"), tr("Light panels in place of dark ones"), {}, true},
                  [this](bool on) { chooseTheme(on); });
  light->setChecked(savedTheme() == Theme::light);
  actions.add({"help.shortcuts",
               tr("Help"),
               tr("&Keyboard shortcuts"),
               tr("Lists all actions and their keys, and changes them"),
               {QKeySequence(Qt::Key_F1)}},
              [this](bool) { showShortcuts(); });
  actions.add({"help.about", tr("Help"), tr("&About Chronoscope"), tr("Version, device and libraries"), {}},
              [this](bool) { showAbout(); });
}

void MainWindow::makeBars() {
  const QHash<QString, QMenu*> menus = fillMenus(*menuBar(), workspace_.actions);
  recentMenu_ = new QMenu(tr("Open &recent"), this);
  recentMenu_->setObjectName("menu.recent");
  menus["file"]->insertMenu(workspace_.actions.action("file.save"), recentMenu_);
  fillRecent();
  menus["view"]->addSeparator();
  menus["view"]->addMenu(makeLanguageMenu(workspace_.messages, this));
  for (const ActionSpec& spec : workspace_.actions.specs()) {
    const QIcon drawing = icon(spec.id);
    QAction* action = workspace_.actions.action(spec.id);
    if (drawing.isNull() || !action->icon().isNull()) continue;
    action->setIcon(drawing);
    action->setIconVisibleInMenu(!action->isCheckable());  // it would stand in place of the check mark
  }
  auto* bar = addToolBar(tr("Tools"));
  bar->setObjectName("toolBar");
  bar->setMovable(false);
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* space = new QWidget(bar);
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  for (const char* id : {"file.import", "scene.refine", "file.export"}) bar->addAction(workspace_.actions.action(id));
  status_ = new StatusLine(this);
  setStatusBar(status_);
  connect(viewport_, &ViewportPanel::statisticsChanged, status_, &StatusLine::showStatistics);
  connect(&workspace_.messages, &Messages::added, status_,
          [this](const Message& message) { status_->showMessage(message.text, 8000); });
}

void MainWindow::open(const QStringList& files) {
  if (!files.isEmpty()) session_.open(files);
}

void MainWindow::fillRecent() {
  recentMenu_->clear();
  for (const QString& file : session_.recent().files())
    recentMenu_->addAction(QFileInfo(file).fileName(), this, [this, file] { session_.open({file}); })->setToolTip(file);
  recentMenu_->setToolTipsVisible(true);
  recentMenu_->setEnabled(!recentMenu_->isEmpty());
  if (recentMenu_->isEmpty()) return;
  recentMenu_->addSeparator();
  recentMenu_->addAction(tr("Forget them"), this, [this] { session_.recent().clear(); });
}

void MainWindow::offerRecovery(const std::vector<RecoveryCandidate>& candidates) {
  if (candidates.empty()) return;
  auto* dialog = new RecoveryDialog(candidates, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &RecoveryDialog::recover, &session_, &Session::recover);
  connect(dialog, &RecoveryDialog::openSaved, &session_, &Session::openSaved);
  connect(dialog, &RecoveryDialog::discard, &session_, &Session::discard);
  dialog->open();
}

void MainWindow::import(const QStringList& sources) {
  docks_->raise("import");
  import_->setSources(sources);
}

void MainWindow::showTitle() {
  const Document& document = workspace_.document;
  setWindowTitle(QStringLiteral("%1[*] – Chronoscope").arg(document.title()));
  setWindowFilePath(QString::fromStdString(document.file().string()));
  setWindowModified(document.modified());
}

void MainWindow::showShortcuts() {
  auto* dialog = new ShortcutsDialog(workspace_.actions, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void MainWindow::showAbout() {
  const ViewportStatistics& statistics = viewport_->statistics();
  QMessageBox box(QMessageBox::NoIcon, tr("About Chronoscope"),
                  tr("<b>Chronoscope %1</b><p>Turns videos into 4D scenes: look from anywhere, at any time.</p>"
                     "<p>Qt %2<br>%3<br>%4</p><p>Apache License 2.0</p>")
                      .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion()), statistics.device.toHtmlEscaped(),
                           statistics.driver.toHtmlEscaped()),
                  QMessageBox::Close, this);
  box.setObjectName("aboutBox");
  box.exec();
}

void MainWindow::chooseTheme(bool light) { applyTheme(*qApp, light ? Theme::light : Theme::dark); }

void MainWindow::closeEvent(QCloseEvent* event) {
  if (mayClose_) {
    docks_->save();
    event->accept();
    return;
  }
  event->ignore();
  session_.close([this] {
    mayClose_ = true;
    close();
  });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths << url.toLocalFile();
  event->acceptProposedAction();
  open(paths);
}

}  // namespace fsm::desktop
