#include "app/desktop/viewport/tools/tool_set.h"

#include <QGuiApplication>
#include <utility>

#include "app/desktop/operations/edit_gaussians.h"

namespace fsm::desktop {

namespace {

/// In the order of ToolKind.
constexpr auto kToolIds = {"edit.tool.navigate", "edit.tool.box",  "edit.tool.lasso",    "edit.tool.brush", "edit.tool.sphere",
                           "edit.tool.crop",     "edit.tool.move", "edit.tool.distance", "edit.tool.ground"};

}  // namespace

ToolSet::ToolSet(Workspace& workspace, ViewportPanel& panel, QObject* parent)
    : QObject(parent),
      workspace_(workspace),
      panel_(&panel),
      selector_(workspace),
      box_(PictureTool::Shape::box, workspace, panel, selector_, options_),
      lasso_(PictureTool::Shape::lasso, workspace, panel, selector_, options_),
      brush_(PictureTool::Shape::brush, workspace, panel, selector_, options_),
      sphere_(workspace, panel, selector_, options_),
      crop_(workspace, panel),
      move_(workspace, panel),
      distance_(PointTool::Purpose::distance, workspace, panel),
      ground_(PointTool::Purpose::ground, workspace, panel) {
  addTools();
  addSelecting();
  addEditing();
  connect(&panel, &ViewportPanel::drawnSceneChanged, this, &ToolSet::onSceneChanged);
  connect(&options_, &SelectionOptions::rangeChanged, this, &ToolSet::onRangeChanged);
  if (panel.canvas()) panel.canvas()->installEventFilter(this);
  onSceneChanged();
  choose(ToolKind::navigate);
}

/// Escape gives up what the tool is at; where it is at nothing, the tool.
bool ToolSet::eventFilter(QObject* object, QEvent* event) {
  ViewportTool* tool = toolOf(current_);
  if (event->type() != QEvent::KeyPress || !tool) return QObject::eventFilter(object, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  if (key->key() != Qt::Key_Escape) return QObject::eventFilter(object, event);
  if (tool->key(*key)) return true;
  if (QGuiApplication::mouseButtons() != Qt::NoButton) return false;  // of a drag of the camera
  choose(ToolKind::navigate);
  return true;
}

ToolSet::~ToolSet() {
  if (panel_) panel_->setTool(nullptr);
}

QAction* ToolSet::add(const char* id, const QString& text, const QString& tip, std::initializer_list<QKeySequence> keys,
                      std::function<void()> run) {
  return workspace_.actions.add({QString::fromLatin1(id), tr("Edit"), text, tip, keys}, [run = std::move(run)](bool) { run(); });
}

void ToolSet::keepToPicture(QAction* action) {
  action->setShortcutContext(Qt::WidgetShortcut);
  if (panel_->canvas()) panel_->canvas()->addAction(action);
}

void ToolSet::addTools() {
  const auto tool = [this](const char* id, ToolKind kind, const QString& text, const QString& tip, const QKeySequence& key) {
    workspace_.actions.add(
        {QString::fromLatin1(id), tr("Edit"), text, tip, key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key}, true},
        [this, kind](bool) { choose(kind); });
  };
  const QString how = tr(" Shift adds, Ctrl takes away, both together keep what is in both; Alt orbits.");
  tool("edit.tool.navigate", ToolKind::navigate, tr("Navigate"), tr("The mouse moves the camera and nothing else"),
       QKeySequence("V"));
  tool("edit.tool.box", ToolKind::box, tr("Box select"), tr("Selects the Gaussians under a rectangle.") + how, QKeySequence("B"));
  tool("edit.tool.lasso", ToolKind::lasso, tr("Lasso select"), tr("Selects the Gaussians that a line runs around.") + how,
       QKeySequence("Y"));
  tool("edit.tool.brush", ToolKind::brush, tr("Brush select"),
       tr("Selects the Gaussians that are painted over; [ and ] change its size.") + how, QKeySequence("P"));
  tool("edit.tool.sphere", ToolKind::sphere, tr("Sphere select"),
       tr("Selects the Gaussians in a ball: press on its middle and drag.") + how, QKeySequence("U"));
  tool("edit.tool.crop", ToolKind::crop, tr("Crop box"), tr("A box in the scene: keep what is in it, or cut it out"),
       QKeySequence("Shift+B"));
  tool("edit.tool.move", ToolKind::move, tr("Move the scene"), tr("Handles that move, turn and scale the whole scene"),
       QKeySequence("G"));
  tool("edit.tool.distance", ToolKind::distance, tr("Measure"),
       tr("Two clicks give a distance; its true length gives the scene its scale"), QKeySequence("Shift+M"));
  tool("edit.tool.ground", ToolKind::ground, tr("Set the ground"), tr("Three clicks on the ground say where up is"), {});
}

void ToolSet::addSelecting() {
  keepToPicture(add("edit.select.all", tr("Select all"), tr("Selects all Gaussians"), {QKeySequence("Ctrl+A")},
                    [this] { selector_.selectAll(range()); }));
  keepToPicture(add("edit.select.none", tr("Select none"), tr("Selects no Gaussians"),
                    {QKeySequence("Ctrl+Shift+A"), QKeySequence("Alt+A")}, [this] { selector_.selectNone(); }));
  add("edit.select.invert", tr("Invert selection"), tr("Selects the Gaussians that are not selected"),
      {QKeySequence("Ctrl+Shift+I")}, [this] { selector_.invert(range()); });
}

void ToolSet::addEditing() {
  keepToPicture(add("edit.gaussians.delete", tr("Delete selected"),
                    tr("Deletes the selected Gaussians, for their whole life or in the selected time"),
                    {QKeySequence("Del"), QKeySequence("X")}, [this] { takeAway(true); }));
  add("edit.gaussians.hide", tr("Hide selected"), tr("Hides the selected Gaussians until they are shown again"),
      {QKeySequence("Shift+H")}, [this] { takeAway(false); });
  add("edit.gaussians.unhide", tr("Show hidden"), tr("Shows all Gaussians that were hidden"), {QKeySequence("Alt+H")},
      [this] { showHidden(workspace_); });
  add("edit.gaussians.bake", tr("Make a version of the edits"),
      tr("The scene with all its edits as a version of its own, to refine and export"), {}, [this] { bakeEdits(workspace_); });
}

SelectionOptions::Range ToolSet::range() const { return options_.range(workspace_.view, workspace_.document.project()); }

ViewportTool* ToolSet::toolOf(ToolKind kind) {
  switch (kind) {
    case ToolKind::navigate: return nullptr;
    case ToolKind::box: return &box_;
    case ToolKind::lasso: return &lasso_;
    case ToolKind::brush: return &brush_;
    case ToolKind::sphere: return &sphere_;
    case ToolKind::crop: return &crop_;
    case ToolKind::move: return &move_;
    case ToolKind::distance: return &distance_;
    case ToolKind::ground: return &ground_;
  }
  return nullptr;
}

void ToolSet::choose(ToolKind kind) {
  current_ = kind;
  int place = 0;
  for (const char* id : kToolIds)
    workspace_.actions.action(QString::fromLatin1(id))->setChecked(place++ == static_cast<int>(kind));
  if (kind == ToolKind::crop) crop_.begin();
  if (kind == ToolKind::move) move_.begin();
  if (kind == ToolKind::distance) distance_.begin();
  if (kind == ToolKind::ground) ground_.begin();
  panel_->setTool(toolOf(kind));
  emit chosen(kind);
}

void ToolSet::takeAway(bool remove) {
  const SelectedGaussians& selected = workspace_.selection.gaussians();
  if (selected.indices.empty()) {
    workspace_.messages.info(tr("No Gaussians are selected. Draw around some first: B for a box, Y for a lasso, P for a brush."));
    return;
  }
  const SelectionOptions::Range range{selected.from, selected.to, selected.wholeLife};
  selector_.withNames([this, remove, range](std::vector<int64_t> names) {
    scene::Edit edit;
    edit.kind = remove ? scene::Edit::Kind::remove : scene::Edit::Kind::hide;
    edit.names = std::move(names);
    edit.wholeLife = range.wholeLife;
    edit.from = range.wholeLife ? 0 : range.from;
    edit.to = range.wholeLife ? 0 : range.to;
    addEdit(workspace_, remove ? tr("Delete Gaussians") : tr("Hide Gaussians"), std::move(edit));
    selector_.selectNone();
  });
}

void ToolSet::onSceneChanged() {
  selector_.setScene(panel_->drawnScene());
  if (current_ == ToolKind::move) move_.begin();
  if (current_ == ToolKind::crop && !crop_.box()) crop_.begin();
}

/// A deletion holds in the time that the options say now, not in that of when it was selected.
void ToolSet::onRangeChanged() {
  SelectedGaussians selected = workspace_.selection.gaussians();
  if (selected.indices.empty()) return;
  const SelectionOptions::Range now = range();
  selected.from = now.from;
  selected.to = now.to;
  selected.wholeLife = now.wholeLife;
  workspace_.selection.selectGaussians(std::move(selected));
}

}  // namespace fsm::desktop
