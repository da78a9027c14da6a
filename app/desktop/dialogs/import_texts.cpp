#include "app/desktop/dialogs/import_texts.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/desktop/document/engine_text.h"
#include "app/desktop/panels/duration_text.h"

namespace fsm::desktop {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::ImportTexts)
};

QString gigabytes(double bytes) { return Texts::tr("%1 GB").arg(QLocale().toString(bytes / 1e9, 'f', 1)); }

}  // namespace

QString estimateText(const jobs::ImportWork& work, const jobs::ImportEstimate& estimate, const jobs::ImportMachine& machine,
                     bool known) {
  const double seconds = known ? estimate.reconstructSeconds : estimate.seconds();
  const QString time = estimateText(seconds), memory = gigabytes(estimate.memoryBytes);
  QString text = machine.device.cuda ? Texts::tr("Takes %1 and %2 on %3.").arg(time, memory, engineText(machine.device.name))
                                     : Texts::tr("Takes %1 and %2 on this computer.").arg(time, memory);
  if (work.poseFrames > 0 && !known)
    text += ' ' + Texts::tr("Of that %1 for the cameras.").arg(estimateText(estimate.importSeconds));
  const QString read =
      work.inputs == 1 ? Texts::tr("One frame is read at %1 x %2.") : Texts::tr("%3 frames are read at %1 x %2.");
  text += ' ' + (work.inputs == 1 ? read.arg(work.size.width).arg(work.size.height)
                                  : read.arg(work.size.width).arg(work.size.height).arg(work.inputs));
  if (!estimate.fits)
    text += ' ' + Texts::tr("Only %1 are free: choose fewer frames, a lower quality or another device.")
                      .arg(gigabytes(static_cast<double>(machine.device.freeBytes)));
  return text;
}

QString nothingLeftText() {
  return Texts::tr("Nothing is left to read. Tick a camera, or move the handles apart so that frames lie between them.");
}

QString staticCameraText() {
  return Texts::tr(
      "The camera stood still: time can be played and frozen, but from other places the picture is soon invented. Stay near the "
      "camera, or walk around the subject while filming.");
}

QString progressText(const ProgressReport& report) {
  const QString stage = engineText(report.stage);
  const int percent = static_cast<int>(100 * report.fraction);
  if (!report.etaSeconds) return Texts::tr("%1, %2 %").arg(stage).arg(percent);
  return Texts::tr("%1, %2 %, %3 left").arg(stage).arg(percent).arg(durationText(*report.etaSeconds));
}

}  // namespace fsm::desktop
