#include "app/desktop/panels/refine_panel.h"

#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "app/desktop/operations/finetune_models.h"
#include "app/desktop/panels/refine_panel_offer.h"
#include "app/desktop/panels/refine_panel_result.h"
#include "app/desktop/panels/refine_panel_run.h"

namespace fsm::desktop {

namespace {

std::filesystem::path dataFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString(); }

QGroupBox* group(const QString& title, QWidget* content) {
  auto* box = new QGroupBox(title);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(content);
  return box;
}

}  // namespace

RefinePanel::RefinePanel(Workspace& workspace, ViewportPanel& viewport, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      session_(workspace, dataFolder()),
      refine_(new RefineOffer(RefineKind::scene, workspace)),
      finetune_(new RefineOffer(RefineKind::model, workspace)),
      offers_(makeOffers()),
      running_(new RefineRunPage(session_)),
      result_(new RefineResultPage(session_, workspace, viewport)),
      models_(new QComboBox),
      reconstruct_(new QPushButton(tr("Reconstruct with it"))) {
  setObjectName("refinePanel");
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  for (QWidget* page : {offers_, running_, result_}) column->addWidget(page);
  column->addWidget(makeModels());
  column->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll);
  addActions();
  for (RefineOffer* offer : {refine_, finetune_}) connect(offer, &RefineOffer::wanted, &session_, &RefineSession::start);
  connect(&session_, &RefineSession::changed, this, &RefinePanel::follow);
  connect(&workspace_.document, &Document::changed, this, [this](Document::Parts parts) {
    if (parts & (Document::VersionsPart | Document::CapturePart)) fillModels();
  });
  fillModels();
  follow();
}

QWidget* RefinePanel::makeOffers() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(group(tr("The scene"), refine_));
  layout->addWidget(group(tr("The model"), finetune_));
  layout->addStretch();
  return page;
}

QWidget* RefinePanel::makeModels() {
  models_->setObjectName("models");
  models_->setToolTip(tr("The model that comes with the program, and those that versions of this project were made with"));
  models_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  models_->setMinimumContentsLength(12);
  reconstruct_->setObjectName("reconstructWith");
  reconstruct_->setToolTip(tr("Reads the footage again with the model that is chosen; what comes out is another version"));
  connect(reconstruct_, &QPushButton::clicked, this, [this] {
    const std::vector<KnownModel> known = modelsOf(workspace_.document.project());
    const int index = models_->currentIndex();
    if (index >= 0 && index < static_cast<int>(known.size())) reconstructWith(workspace_, known[static_cast<size_t>(index)]);
  });
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->addWidget(models_);
  layout->addWidget(reconstruct_);
  return group(tr("Reconstruct again"), content);
}

void RefinePanel::addActions() {
  workspace_.actions.add({"scene.refine",
                          tr("Scene"),
                          tr("&Refine the scene"),
                          tr("Sharpens the Gaussians on this machine, with the options of the refine panel"),
                          {QKeySequence(QStringLiteral("Ctrl+R"))}},
                         [this](bool) {
                           emit attention();
                           session_.start(refine_->choice());
                         });
  workspace_.actions.add({"scene.finetune",
                          tr("Scene"),
                          tr("&Fine-tune the model"),
                          tr("Trains the weights of the model on this capture, with the options of the refine panel"),
                          {}},
                         [this](bool) {
                           emit attention();
                           session_.start(finetune_->choice());
                         });
}

void RefinePanel::follow() {
  const RefineSession::State state = session_.state();
  const bool free = state == RefineSession::State::ready || state == RefineSession::State::ended;
  for (const char* id : {"scene.refine", "scene.finetune"}) workspace_.actions.action(id)->setEnabled(free);
  const bool ended = state == RefineSession::State::ended, seen = result_->isVisibleTo(this);
  offers_->setVisible(state == RefineSession::State::ready);
  running_->setVisible(state != RefineSession::State::ready && !ended);
  result_->setVisible(ended);
  if (ended && !seen) emit attention();
}

void RefinePanel::fillModels() {
  const QVariant chosen = models_->currentData();
  const int before = models_->count();
  models_->clear();
  const Project& project = workspace_.document.project();
  for (const KnownModel& model : modelsOf(project)) {
    const QString path = QString::fromStdString(model.path.string());
    models_->addItem(model.name, path);
    models_->setItemData(models_->count() - 1, path, Qt::ToolTipRole);
  }
  // One that has just been made is what one wants to try.
  const int kept = std::max(0, models_->findData(chosen));
  models_->setCurrentIndex(models_->count() > before ? models_->count() - 1 : kept);
  reconstruct_->setEnabled(project.capture != nullptr);
}

}  // namespace fsm::desktop
