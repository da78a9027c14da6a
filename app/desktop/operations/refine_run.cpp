#include "app/desktop/operations/refine_run.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/viewport/picture_conversion.h"
#include "app/jobs/finetune_report.h"
#include "app/jobs/refine_file_job.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace fs = std::filesystem;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

void show(LiveScene& live, const scene::GaussianScene& now) { live.publish(std::make_shared<const scene::GaussianScene>(now)); }

void tell(JobFeedback& feedback, const training::RefineStatus& status) {
  if (!status.picture.empty()) feedback.picture(toQImage(status.picture));
  feedback.curve(lossCurve(), status.seconds, status.loss);
  feedback.curve(fittedCurve(), status.seconds, status.psnr);
  if (status.heldOutPsnr) feedback.curve(heldOutCurve(), status.seconds, *status.heldOutPsnr);
}

void tell(JobFeedback& feedback, const training::FinetuneStatus& status) {
  if (!status.picture.empty()) feedback.picture(toQImage(status.picture));
  if (status.step > 0) {
    feedback.curve(lossCurve(), status.seconds, status.loss);
    feedback.curve(fittedCurve(), status.seconds, status.psnr);
  }
  if (status.scored) feedback.curve(heldOutCurve(), status.seconds, status.scored->psnr());
}

RefineEstimate checkedEstimate(const RefineRun& run) {
  const training::FinetuneMachine machine = training::measureMachine(run.choice.scene.device, "float32");
  const RefineEstimate estimate = estimateRefinement(*run.scene, run.gaussians->gaussians.count(), run.choice, machine);
  run.control->onCard = estimate.cuda;
  if (!estimate.fits && !estimate.cuda)
    throw Error(ErrorCode::outOfMemory,
                tr("The memory of this computer is not enough to refine with so many Gaussians. Ask for fewer, close other "
                   "programs, or reconstruct the scene from fewer or smaller frames.")
                    .toStdString(),
                std::to_string(estimate.memoryBytes) + " bytes estimated, " + std::to_string(estimate.freeBytes) + " free");
  return estimate;
}

scene::GaussianScene startOf(const RefineRun& run) {
  std::vector<const scene::Edit*> edits;
  edits.reserve(run.edits.size());
  for (const auto& edit : run.edits) edits.push_back(edit.get());
  if (edits.empty()) return *run.gaussians;
  scene::GaussianScene start = scene::applyEdits(*run.gaussians, edits).scene;
  start.frame = run.gaussians->frame;  // a move of the scene changes nothing else
  return start;
}

/// What was learned is written down now and then: a program that is killed loses little.
training::Safekeeping safekeepingOf(const RefineRun& run, const Progress& progress) {
  const auto keep = [control = run.control, records = RefineRecords(run.records), record = run.record,
                     &progress](TensorFile&& state) mutable {
    // Of a job that was cancelled nothing is wanted.
    if (progress.cancelled() && !control->keep) return;
    records.keep(record, state);
    control->saved = true;
  };
  return {keep, run.choice.scene.safekeeping.seconds};
}

/// Of a pause: the same file as that of a run that is killed. The version that it has made is worth more than a state.
void keepPaused(const RefineRun& run, const std::shared_ptr<const TensorFile>& state, JobFeedback& feedback) {
  try {
    RefineRecord record = run.record;
    RefineRecords(run.records).keep(record, *state);
    run.control->saved = true;
  } catch (const Error& problem) {
    feedback.message(tr("The run can go on until the program ends, not after that: %1").arg(QString::fromUtf8(problem.what())));
  }
}

RefineOutcome refineScene(const RefineRun& run, LiveScene& live, Progress& progress, JobFeedback& feedback) {
  constexpr double kReadingShare = 0.1;
  const RefineEstimate estimate = checkedEstimate(run);
  jobs::Scene fitted = *run.scene;
  fitted.plan = refinementPlan(fitted.capture, fitted.plan, run.choice.holdOutEvery);
  feedback.message(tr("%1 frames are fitted, %2 are held out and only scored: %3")
                       .arg(fitted.plan.inputs.size())
                       .arg(fitted.plan.targets.size())
                       .arg(framesText(fitted.capture, fitted.plan.targets)));
  const training::RefineInput input = jobs::refineInput(fitted, startOf(run), kReadingShare, progress);
  training::RefineOptions options = run.choice.scene;
  options.publish = [&live](const scene::GaussianScene& now) { show(live, now); };
  options.publishArrays = [&live](const LiveScene::Arrays& arrays, const training::ArraysPlace& place) {
    return live.publishArrays(arrays, place);
  };
  // A card draws what it computes at next to no cost; a processor has to share itself between the two.
  constexpr double kCardSeconds = 0.1;
  options.arraysSeconds = run.control->onCard ? kCardSeconds : options.statusSeconds;
  options.safekeeping = safekeepingOf(run, progress);
  progress.stage(tr("Refining").toStdString(), 1 - kReadingShare);
  training::RefineResult result = training::refine(
      input, options, progress, [&feedback](const training::RefineStatus& status) { tell(feedback, status); }, run.state.get());
  if (!run.control->keep) progress.check();
  RefineOutcome out;
  nlohmann::json report = jobs::toJson(result);
  report["from"] = run.from;
  out.report = report.dump();
  out.finished = result.finished;
  out.steps = result.steps;
  out.seconds = result.seconds;
  out.estimate = estimate;
  out.fitted = RefineGain{result.fittedBefore.psnr, result.fittedAfter.psnr, result.fittedAfter.frames};
  if (result.heldOutBefore && result.heldOutAfter)
    out.heldOut = RefineGain{result.heldOutBefore->psnr, result.heldOutAfter->psnr, result.heldOutAfter->frames};
  if (!result.finished) {
    out.state = std::make_shared<const TensorFile>(std::move(result.state));
    keepPaused(run, out.state, feedback);
  }
  out.scene = run.scene;
  out.gaussians = std::make_shared<const scene::GaussianScene>(std::move(result.scene));
  return out;
}

RefineOutcome finetuneModel(const RefineRun& run, LiveScene& live, Progress& progress, JobFeedback& feedback) {
  run.control->onCard = training::measureMachine(run.choice.model.model.device, run.choice.model.model.precision).cuda;
  const fs::path folder = jobs::freeModelFolder(run.modelHome);
  jobs::FinetuneRequest request = run.choice.model;
  request.options.publish = [&live](const scene::GaussianScene& now) { show(live, now); };
  request.options.safekeeping = safekeepingOf(run, progress);
  const auto listener = [&feedback, told = false](const training::FinetuneStatus& status) mutable {
    if (!std::exchange(told, true) && !status.plan.note.empty()) feedback.message(engineText(status.plan.note));
    tell(feedback, status);
  };
  jobs::FinetunedScene tuned = jobs::finetuneScene(*run.scene, request, folder, progress, listener, run.state.get());
  if (!run.control->keep && progress.cancelled()) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    progress.check();
  }
  const training::FinetuneResult& result = tuned.result;
  RefineOutcome out;
  nlohmann::json report = jobs::toJson(result);
  report["from"] = run.from;
  out.report = report.dump();
  out.finished = result.finished;
  out.endedEarly = result.stoppedEarly;
  out.steps = result.steps;
  out.seconds = result.seconds;
  out.heldOut = RefineGain{result.before.psnr(), result.after.psnr(), static_cast<int>(result.plan.scored.size())};
  if (!result.finished) {
    out.state = std::make_shared<const TensorFile>(std::move(tuned.result.state));
    keepPaused(run, out.state, feedback);
  }
  if (tuned.scene) {
    out.model = tuned.scene->settings.model;
    out.modelFolder = tuned.scene->settings.modelPath;
    out.scene = std::make_shared<const jobs::Scene>(std::move(*tuned.scene));
  }
  if (tuned.gaussians) out.gaussians = std::make_shared<const scene::GaussianScene>(std::move(*tuned.gaussians));
  return out;
}

}  // namespace

QString lossCurve() { return tr("Loss"); }
QString fittedCurve() { return tr("PSNR, learned from (dB)"); }
QString heldOutCurve() { return tr("PSNR, held out (dB)"); }

RefineOutcome refine(const RefineRun& given, LiveScene& live, Progress& progress, JobFeedback& feedback) {
  try {
    RefineRun run = given;
    if (!run.state && run.goesOn) run.state = std::make_shared<const TensorFile>(RefineRecords(run.records).state(run.record));
    return run.choice.kind == RefineKind::scene ? refineScene(run, live, progress, feedback)
                                                : finetuneModel(run, live, progress, feedback);
  } catch (...) {
    live.publish(nullptr);
    throw;
  }
}

}  // namespace fsm::desktop
