// From dropped footage to a scene: what of it is used, where its cameras come from, how fine the scene shall be, and beforehand
// what that will take. One button starts it; while it runs the panel folds to its strips and the progress, and it closes by
// itself when there is a picture.
#pragma once

#include <QStringList>
#include <QWidget>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/desktop/dialogs/import_choices.h"
#include "app/desktop/document/workspace.h"
#include "app/desktop/operations/thumbnails.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedLayout;
class QVBoxLayout;

namespace fsm::desktop {

class ImportForm;
class ImportRow;

class ImportPanel : public QWidget {
  Q_OBJECT
 public:
  /// Makes room for footage: closes the project that is open, after asking where something would be lost, and then calls.
  using NewProject = std::function<void(std::function<void()> then)>;

  /// `dataFolder`: where captures go that cannot lie beside their footage.
  ImportPanel(Workspace& workspace, std::filesystem::path dataFolder, NewProject newProject, QWidget* parent = nullptr);

  /// More cameras of the event that is shown, or the first ones. While a job of the panel runs, only a message.
  void addSources(const QStringList& sources);
  /// In place of what is shown.
  void setSources(const QStringList& sources);
  void chooseFiles();
  bool hasSources() const { return !sources_.isEmpty(); }
  bool running() const { return state_ == State::running; }

 signals:
  void closeWanted();  ///< there is a picture, or the artist does not want any

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  enum class State { empty, looking, ready, running, posed };

  QWidget* emptyPage();
  QWidget* footagePage();
  void chooseFolder();
  void setState(State state);

  // what is shown
  void look();
  void display(const Footage& footage);
  void makeRows();
  void listen();
  void follow();
  /// Empty: none.
  void showProblem(const QString& sentence, bool error = false);
  void showFrameStates(const poses::PoseEstimate& estimate);

  // what it takes
  void measure();
  void showEstimate();

  // doing it
  void start();
  void bringFootageIn();
  void goOn();
  void forgetWorld();
  void runReconstruction();
  void watch(int job);
  void onJobUpdated(int id);
  void onJobEnded(int id);
  void onFailed(const Error& error);
  void onCancel();
  void finish();
  /// The footage is in the project already, imported as the choices say.
  bool isBroughtIn() const;
  std::string importKey() const;

  Workspace& workspace_;
  std::filesystem::path dataFolder_;
  NewProject newProject_;
  Thumbnails thumbnails_;
  State state_ = State::empty;
  QStringList sources_;
  int looked_ = 0;  ///< counts: what was found out about footage that is not shown any more is not shown
  std::optional<Footage> footage_;
  Capture capture_;  ///< the footage's, on one clock
  ImportChoices choices_;
  std::map<std::string, jobs::ImportMachine> machines_;  ///< by device, as far as measured
  std::string measuring_;
  int job_ = 0;
  std::shared_ptr<const Capture> brought_;  ///< what the project got
  std::string broughtKey_;

  std::vector<ImportRow*> rows_;
  QStackedLayout* pages_;
  QVBoxLayout* rowList_ = nullptr;
  ImportForm* form_ = nullptr;
  QLabel *estimate_, *problem_, *stage_;
  QProgressBar* progress_;
  QPushButton *reconstruct_, *cancel_, *add_;
};

}  // namespace fsm::desktop
