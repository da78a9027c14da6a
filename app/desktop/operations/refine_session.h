// A refinement or fine-tuning of the project that is open, from start to verdict: it runs as a job, can be paused (what was
// reached is a version then, so that nothing is lost whatever happens next), gone on with, ended early, and its version kept or
// reverted. One at a time. A run that was killed with the program, or paused when the project was closed, is paused again when
// its project is opened the next time (refine_record.h). Lives on the GUI thread.
#pragma once

#include <QObject>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/operations/refine_run.h"

namespace fsm::desktop {

class RefineSession : public QObject {
  Q_OBJECT
 public:
  /// ready: nothing under way. pausing, stopping: was asked to end and has not yet. ended: there is an outcome to judge.
  enum class State { ready, running, pausing, stopping, paused, ended };
  using Curves = std::map<QString, std::vector<std::pair<double, double>>>;

  /// `dataFolder`: where models of projects without a file go (its subfolder "models"), and records of runs (its subfolder
  /// "runs").
  RefineSession(Workspace& workspace, std::filesystem::path dataFolder, QObject* parent = nullptr);
  /// Cancels what is running. What is paused can go on at the next start.
  ~RefineSession() override;

  /// From the version that is shown. Where there is nothing to refine, a message says what to do. Nothing where one is under way.
  void start(const RefineChoice& choice);
  /// Ends the job with what was reached as a version; `resume` goes on from there. A job that has not come to its first step is
  /// cancelled.
  void pause();
  void resume();
  /// Ends the job, or what is paused, with what was reached. Nothing for an interrupted run.
  void stopAndKeep();
  /// Ends the job; the project is as it was before it (or before it was gone on with). Of what is paused: as `revert`.
  void cancel();
  /// The verdict on what has ended. `revert` takes the version away and shows what was there before, as one step of undo.
  void keep();
  void revert();

  State state() const { return state_; }
  const RefineChoice& choice() const { return run_.choice; }
  /// Scene that is refined; null where nothing is under way.
  const std::shared_ptr<const jobs::Scene>& scene() const { return run_.scene; }
  /// Of the job that runs.
  std::optional<JobStatus> job() const;
  /// Of all parts of the run.
  Curves curves() const;
  /// Of what has ended or is paused; null: none.
  const RefineOutcome* outcome() const { return outcome_ ? &*outcome_ : nullptr; }
  /// Paused by a killed program or by an error: what it had learned is there, a version of it is not.
  bool interrupted() const { return state_ == State::paused && run_.goesOn && after().empty(); }
  /// Versions before and after; `after` is empty where the project has none of this run.
  const std::string& before() const { return run_.from; }
  std::string after() const;

 signals:
  void changed();     ///< state
  void progressed();  ///< of the job

 private:
  void launch();
  void end(State wanted);
  void lookForInterrupted();
  void adopt(RefineRecord record);
  void offerToGoOn();
  void updateRecord();
  void dropRecord();
  void dropKept();
  void take(RefineOutcome outcome);
  void store(const RefineOutcome& outcome);
  void onEnded(int job);
  void onFailed(const Error& error);
  void onReplaced();
  void forget();
  void setState(State state);
  const Version* made(const Project& project) const;
  std::filesystem::path modelHome() const;

  Workspace& workspace_;
  std::filesystem::path dataFolder_, records_;
  State state_ = State::ready;
  RefineRun run_;
  int job_ = 0;
  int launched_ = 0;  ///< jobs: what comes of earlier ones is nobody's
  Curves curves_;     ///< of the parts that have ended
  std::optional<RefineOutcome> outcome_;
  /// Records of runs whose result was kept: they go when the project is saved, because until then they are all there is on disk.
  std::vector<std::string> kept_;
  std::vector<std::string> dropped_;  ///< records that a job removes
};

}  // namespace fsm::desktop
