#include "app/desktop/panels/capture_panel.h"

#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <set>

#include "app/desktop/operations/edit_gaussians.h"
#include "app/desktop/panels/item_texts.h"

namespace fsm::desktop {

namespace {

constexpr int kKind = Qt::UserRole, kIndex = Qt::UserRole + 1, kFrame = Qt::UserRole + 2, kFilled = Qt::UserRole + 3,
              kEdit = Qt::UserRole + 4;
/// Frames of one camera that are listed; what is beyond is found by scrubbing.
constexpr int kMostFrames = 5000;

constexpr QSize kIcon(36, 20);  ///< logical pixels

using Kind = SelectedItem::Kind;

QTreeWidgetItem* makeItem(QTreeWidgetItem* parent, const QString& text, Kind kind, int index, int frame = -1) {
  auto* item = new QTreeWidgetItem(parent, {text});
  item->setData(0, kKind, static_cast<int>(kind));
  item->setData(0, kIndex, index);
  item->setData(0, kFrame, frame);
  return item;
}

SelectedItem itemOf(const QTreeWidgetItem* item) {
  if (!item || !item->data(0, kKind).isValid()) return {};
  return {static_cast<Kind>(item->data(0, kKind).toInt()), item->data(0, kIndex).toInt(), item->data(0, kFrame).toInt()};
}

QTreeWidgetItem* heading(QTreeWidget* tree, const QString& text, const char* name) {
  auto* item = new QTreeWidgetItem(tree, {text});
  item->setFlags(Qt::ItemIsEnabled);
  item->setData(0, Qt::AccessibleTextRole, QString::fromLatin1(name));
  QFont bold = tree->font();
  bold.setBold(true);
  item->setFont(0, bold);
  item->setExpanded(true);
  return item;
}

void teach(QTreeWidgetItem* parent, const QString& text) {
  auto* item = new QTreeWidgetItem(parent, {text});
  item->setFlags(Qt::NoItemFlags);
  item->setToolTip(0, text);
}

void clear(QTreeWidgetItem* item) { qDeleteAll(item->takeChildren()); }

}  // namespace

CapturePanel::CapturePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), tree_(new QTreeWidget) {
  setObjectName("capturePanel");
  tree_->setObjectName("projectTree");
  tree_->setHeaderHidden(true);
  tree_->setIconSize(kIcon);
  tree_->setExpandsOnDoubleClick(false);  // it goes there
  tree_->installEventFilter(this);
  tree_->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  tree_->setContextMenuPolicy(Qt::NoContextMenu);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(tree_);
  footage_ = heading(tree_, tr("Footage"), "footage");
  versions_ = heading(tree_, tr("Versions"), "versions");
  props_ = heading(tree_, tr("Props"), "props");
  edits_ = heading(tree_, tr("Edits"), "edits");

  connect(tree_, &QTreeWidget::currentItemChanged, this, &CapturePanel::onCurrent);
  connect(tree_, &QTreeWidget::itemDoubleClicked, this, &CapturePanel::onDoubleClick);
  connect(tree_, &QTreeWidget::itemExpanded, this, &CapturePanel::fillFrames);
  connect(tree_, &QTreeWidget::itemChanged, this, &CapturePanel::onChanged);
  connect(&workspace_.document, &Document::changed, this, &CapturePanel::fill);
  connect(&workspace_.selection, &Selection::itemChanged, this, &CapturePanel::showSelection);
  connect(&thumbnails_, &CaptureThumbnails::ready, this, [this](int camera) {
    filling_ = true;
    if (camera < footage_->childCount()) footage_->child(camera)->setIcon(0, QPixmap::fromImage(thumbnails_.of(camera)));
    filling_ = false;
  });
  addActions();
  fill(Document::Everything);
}

void CapturePanel::addActions() {
  Actions& actions = workspace_.actions;
  actions.add(
      {"scene.prop.add", tr("Scene"), tr("Add &prop…"), tr("Puts a model (glTF, OBJ, FBX) into the scene"), {}}, [this](bool) {
        auto* dialog = new QFileDialog(this, tr("Add props"), QString(), tr("Models (*.glb *.gltf *.obj *.fbx);;All files (*)"));
        dialog->setObjectName("addPropsDialog");
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFiles);
        connect(dialog, &QFileDialog::filesSelected, this, &CapturePanel::addProps);
        dialog->open();
      });
  actions.add({"scene.version.next",
               tr("Scene"),
               tr("&Next version"),
               tr("Shows the version after the one that is shown"),
               {QKeySequence("Shift+Tab")}},
              [this](bool) {
                const Project& project = workspace_.document.project();
                if (project.versions.empty()) return;
                size_t shown = 0;
                while (shown + 1 < project.versions.size() && project.versions[shown].name != project.shown) ++shown;
                showVersion(static_cast<int>((shown + 1) % project.versions.size()));
              });
}

void CapturePanel::addProps(const QStringList& files) {
  if (files.isEmpty()) return;
  workspace_.document.edit(tr("Add props"), Document::PropsPart, [&](Project& project) {
    for (const QString& file : files) {
      Prop prop;
      prop.name = QFileInfo(file).completeBaseName().toStdString();
      prop.file = file.toStdString();
      project.props.push_back(std::move(prop));
    }
  });
  const int last = static_cast<int>(workspace_.document.project().props.size()) - 1;
  workspace_.selection.select({Kind::prop, last, -1});
}

void CapturePanel::fill(Document::Parts parts) {
  filling_ = true;
  if (parts & (Document::CapturePart | Document::VersionsPart)) fillFootage();
  if (parts & Document::VersionsPart) fillVersions();
  if (parts & Document::PropsPart) fillProps();
  if (parts & (Document::EditsPart | Document::VersionsPart)) fillEdits();
  filling_ = false;
  showSelection();
}

void CapturePanel::fillFootage() {
  std::set<int> open;
  for (int c = 0; c < footage_->childCount(); ++c)
    if (footage_->child(c)->isExpanded()) open.insert(c);
  clear(footage_);
  const Capture* capture = workspace_.document.project().capture.get();
  thumbnails_.set(workspace_.document.project().capture);
  if (!capture) {
    teach(footage_, tr("Drop a video on the window"));
    return;
  }
  for (size_t c = 0; c < capture->cameras.size(); ++c) {
    const CaptureCamera& camera = capture->cameras[c];
    const QString name = QString::fromStdString(camera.name);
    QTreeWidgetItem* item = makeItem(footage_, tr("%1  ·  %n frame(s)", nullptr, static_cast<int>(camera.frameCount())).arg(name),
                                     Kind::captureCamera, static_cast<int>(c));
    item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    item->setToolTip(0, tr("Double click: look through this camera"));
    if (const QImage picture = thumbnails_.of(static_cast<int>(c)); !picture.isNull())
      item->setIcon(0, QPixmap::fromImage(picture));
    if (open.count(static_cast<int>(c))) item->setExpanded(true);  // which lists its frames
  }
}

void CapturePanel::fillFrames(QTreeWidgetItem* item) {
  const SelectedItem selected = itemOf(item);
  if (selected.kind != Kind::captureCamera || item->data(0, kFilled).toBool()) return;
  item->setData(0, kFilled, true);
  const Project& project = workspace_.document.project();
  const CaptureCamera& camera = project.capture->cameras.at(selected.index);
  std::set<int> inputs, targets;
  if (const Version* version = project.shownVersion(); version && version->scene) {
    for (const FrameId& id : version->scene->plan.inputs)
      if (id.camera == selected.index) inputs.insert(id.frame);
    for (const FrameId& id : version->scene->plan.targets)
      if (id.camera == selected.index) targets.insert(id.frame);
  }
  for (int f = 0; f < std::min(camera.frameCount(), kMostFrames); ++f) {
    QString text = tr("%1 s").arg(QLocale().toString(camera.times[f], 'f', 3));
    if (inputs.count(f)) text += tr("  ·  input");
    if (targets.count(f)) text += tr("  ·  held out");
    QTreeWidgetItem* row = makeItem(item, text, Kind::frame, selected.index, f);
    row->setToolTip(0, inputs.count(f)    ? tr("The shown version was made from this frame. Double click: go there")
                       : targets.count(f) ? tr("Only compared with, never learned from. Double click: go there")
                                          : tr("Double click: go there"));
    if (!inputs.count(f) && !targets.count(f)) row->setForeground(0, palette().color(QPalette::PlaceholderText));
  }
}

void CapturePanel::fillVersions() {
  clear(versions_);
  const Project& project = workspace_.document.project();
  if (project.versions.empty()) teach(versions_, tr("Reconstruct to see one here"));
  for (size_t i = 0; i < project.versions.size(); ++i) {
    const Version& version = project.versions[i];
    QTreeWidgetItem* item = makeItem(versions_, QString::fromStdString(version.name), Kind::version, static_cast<int>(i));
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setToolTip(0, summary(version));
    QFont font = tree_->font();
    font.setBold(version.name == project.shown);
    item->setFont(0, font);
  }
}

void CapturePanel::fillProps() {
  clear(props_);
  const Project& project = workspace_.document.project();
  if (project.props.empty()) teach(props_, tr("Scene > Add prop puts a model here"));
  for (size_t i = 0; i < project.props.size(); ++i) {
    QTreeWidgetItem* item = makeItem(props_, QString::fromStdString(project.props[i].name), Kind::prop, static_cast<int>(i));
    item->setFlags(item->flags() | Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, project.props[i].visible ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(0, QString::fromStdString(project.props[i].file.string()));
  }
}

void CapturePanel::fillEdits() {
  clear(edits_);
  const Project& project = workspace_.document.project();
  const bool apply = project.editedVersion == project.shown;
  if (project.edits.empty()) teach(edits_, tr("Deletions, crops and moves are listed here"));
  if (!project.edits.empty() && !apply) teach(edits_, tr("Of version %1:").arg(QString::fromStdString(project.editedVersion)));
  for (size_t i = 0; i < project.edits.size(); ++i) {
    const scene::Edit& edit = *project.edits[i];
    auto* item = new QTreeWidgetItem(edits_, {summary(edit)});
    item->setData(0, kEdit, static_cast<int>(i));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, edit.enabled ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(0, summary(edit) + '\n' + tr("Without its mark it does nothing; Del takes it out"));
    if (!apply) item->setForeground(0, palette().color(QPalette::PlaceholderText));
  }
}

int CapturePanel::editOf(const QTreeWidgetItem* item) const {
  return item && item->parent() == edits_ && item->data(0, kEdit).isValid() ? item->data(0, kEdit).toInt() : -1;
}

void CapturePanel::showSelection() {
  const SelectedItem wanted = workspace_.selection.item();
  if (itemOf(tree_->currentItem()) == wanted) return;
  filling_ = true;
  if (wanted.kind == Kind::frame && wanted.index < footage_->childCount()) fillFrames(footage_->child(wanted.index));
  for (QTreeWidgetItemIterator it(tree_); *it; ++it) {
    if (itemOf(*it) == wanted && wanted.kind != Kind::none) {
      tree_->setCurrentItem(*it);
      break;
    }
  }
  filling_ = false;
}

void CapturePanel::onCurrent(QTreeWidgetItem* item) {
  const SelectedItem selected = itemOf(item);
  if (!filling_ && selected.kind != Kind::none) workspace_.selection.select(selected);
}

void CapturePanel::onDoubleClick(QTreeWidgetItem* item) {
  const SelectedItem selected = itemOf(item);
  if (selected.kind == Kind::version) showVersion(selected.index);
  if (selected.kind == Kind::frame) goToFrame(selected.index, selected.frame);
  if (selected.kind == Kind::captureCamera) {
    // The moment stays; the camera is that of its frame nearest to it.
    const std::vector<Seconds>& times = workspace_.document.project().capture->cameras.at(selected.index).times;
    const Seconds now = workspace_.view.sceneTime();
    const auto nearest = std::min_element(times.begin(), times.end(),
                                          [now](Seconds a, Seconds b) { return std::abs(a - now) < std::abs(b - now); });
    if (nearest != times.end()) goToFrame(selected.index, static_cast<int>(nearest - times.begin()));
  }
}

void CapturePanel::goToFrame(int camera, int frame) {
  const Capture& capture = *workspace_.document.project().capture;
  workspace_.view.pause();
  workspace_.view.setSceneTime(capture.time({camera, frame}));
  if (capture.cameras.at(camera).posed()) workspace_.view.setCamera(capture.camera({camera, frame}));
}

void CapturePanel::showVersion(int index) {
  const Project& project = workspace_.document.project();
  if (index < 0 || index >= static_cast<int>(project.versions.size())) return;
  const std::string name = project.versions[index].name;
  if (name == project.shown) return;
  workspace_.document.edit(tr("Show %1").arg(QString::fromStdString(name)), Document::VersionsPart,
                           [&](Project& changed) { changed.shown = name; });
}

/// The project is changed once the item has finished changing: that fills the tree anew, and the item goes.
void CapturePanel::onChanged(QTreeWidgetItem* item) {
  if (filling_) return;
  const bool checked = item->checkState(0) == Qt::Checked;
  const auto soon = [this](std::function<void()> change) {
    QMetaObject::invokeMethod(this, std::move(change), Qt::QueuedConnection);
  };
  const Project& project = workspace_.document.project();
  if (const int edit = editOf(item); edit >= 0) {
    soon([this, edit, checked, &project] {
      if (edit < static_cast<int>(project.edits.size())) enableEdit(workspace_, edit, checked);
    });
    return;
  }
  const SelectedItem selected = itemOf(item);
  const QString text = item->text(0).trimmed();
  if (selected.kind == Kind::version)
    soon([this, index = selected.index, text, &project] {
      if (index < static_cast<int>(project.versions.size())) rename(index, text);
    });
  if (selected.kind == Kind::prop)
    soon([this, index = selected.index, text, checked, &project] {
      if (index < static_cast<int>(project.props.size())) changeProp(index, text, checked);
    });
}

void CapturePanel::changeProp(int index, const QString& name, bool visible) {
  workspace_.document.edit(tr("Change prop"), Document::PropsPart, [&](Project& project) {
    Prop& prop = project.props.at(static_cast<size_t>(index));
    prop.visible = visible;
    if (!name.isEmpty()) prop.name = name.toStdString();
  });
}

void CapturePanel::rename(int version, const QString& name) {
  const Project& project = workspace_.document.project();
  const std::string before = project.versions.at(version).name;
  if (name.isEmpty() || name.toStdString() == before) {
    fill(Document::VersionsPart);
    return;
  }
  workspace_.document.edit(tr("Rename version"), Document::VersionsPart | Document::EditsPart, [&](Project& changed) {
    const std::string after = changed.freeVersionName(name.toStdString());
    changed.versions.at(version).name = after;
    if (changed.shown == before) changed.shown = after;
    if (changed.editedVersion == before) changed.editedVersion = after;
  });
}

void CapturePanel::contextMenuEvent(QContextMenuEvent* event) {
  // By the key it is of what is selected.
  QTreeWidgetItem* item = event->reason() == QContextMenuEvent::Keyboard
                              ? tree_->currentItem()
                              : tree_->itemAt(tree_->viewport()->mapFromGlobal(event->globalPos()));
  auto* menu = new QMenu(this);
  menu->setObjectName("projectTreeMenu");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (item) {
    tree_->setCurrentItem(item);
    addMenuOf(*menu, item);
  }
  if (menu->isEmpty())
    delete menu;
  else
    menu->popup(event->globalPos());
}

void CapturePanel::addMenuOf(QMenu& menu, QTreeWidgetItem* item) {
  const SelectedItem selected = itemOf(item);
  if (selected.kind == Kind::version) {
    const QString name = item->text(0);
    menu.addAction(tr("Show"), this, [this, selected] { showVersion(selected.index); });
    menu.addAction(tr("Compare with what is shown"), this, [this, name] { emit compareWanted(name); })
        ->setEnabled(name.toStdString() != workspace_.document.project().shown);
  }
  if (selected.kind == Kind::frame || selected.kind == Kind::captureCamera)
    menu.addAction(tr("Go there"), this, [this] { onDoubleClick(tree_->currentItem()); });
  if (selected.kind == Kind::prop) menu.addAction(tr("Duplicate"), this, [this, selected] { duplicateProp(selected.index); });
  if (selected.kind == Kind::prop || selected.kind == Kind::version) {
    menu.addAction(tr("Rename"), this, [this] { tree_->editItem(tree_->currentItem()); });
    menu.addAction(tr("Remove"), this, &CapturePanel::removeSelected);
  }
  if (editOf(item) >= 0) menu.addAction(tr("Take out"), this, &CapturePanel::removeSelected);
  if (item == props_) menu.addAction(workspace_.actions.action("scene.prop.add"));
}

/// Del on a version, a prop or an edit. Elsewhere it means other things, so that it is no action of the window.
bool CapturePanel::eventFilter(QObject* watched, QEvent* event) {
  const bool pressed = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
  if (pressed && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Delete)) {
    event->accept();
    if (event->type() == QEvent::KeyPress) removeSelected();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void CapturePanel::duplicateProp(int index) {
  workspace_.document.edit(tr("Duplicate prop"), Document::PropsPart,
                           [index](Project& project) { project.props.push_back(project.props.at(index)); });
}

void CapturePanel::removeSelected() {
  if (const int edit = editOf(tree_->currentItem()); edit >= 0) return takeOutEdit(workspace_, edit);
  const SelectedItem selected = itemOf(tree_->currentItem());
  if (selected.kind == Kind::prop) {
    workspace_.document.edit(tr("Remove prop"), Document::PropsPart,
                             [&](Project& project) { project.props.erase(project.props.begin() + selected.index); });
  } else if (selected.kind == Kind::version) {
    workspace_.document.edit(tr("Remove version"), Document::VersionsPart | Document::EditsPart, [&](Project& project) {
      const std::string name = project.versions.at(selected.index).name;
      project.versions.erase(project.versions.begin() + selected.index);
      if (project.shown == name) project.shown = project.versions.empty() ? std::string() : project.versions.back().name;
      if (project.editedVersion == name) {
        project.edits.clear();
        project.editedVersion.clear();
      }
    });
  } else {
    return;
  }
  workspace_.selection.select({});
}

}  // namespace fsm::desktop
