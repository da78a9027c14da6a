#include "app/desktop/operations/arriving_version.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <utility>

namespace fsm::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("fsm::desktop", text); }

Version versionOf(std::shared_ptr<const jobs::Scene> scene, std::shared_ptr<const scene::GaussianScene> gaussians) {
  Version version;
  version.scene = std::move(scene);
  version.gaussians = std::move(gaussians);
  version.createdUtc = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
  return version;
}

}  // namespace

void ArrivingVersion::add(Version version) {
  workspace_.document.edit(tr("Reconstruct"), Document::VersionsPart, [&](Project& project) {
    version.name = project.freeVersionName("feed-forward");
    name_ = project.shown = version.name;
    project.versions.push_back(std::move(version));
  });
  revision_ = workspace_.document.revision();
}

void ArrivingVersion::showMemory(std::shared_ptr<const jobs::Scene> scene) {
  add(versionOf(std::move(scene), nullptr));
  workspace_.view.setDecoder(Decoder::neural);
}

void ArrivingVersion::finish(jobs::Reconstruction made) {
  std::shared_ptr<const scene::GaussianScene> gaussians;
  if (made.gaussians) gaussians = std::make_shared<const scene::GaussianScene>(std::move(made.gaussians->scene));
  const bool has = gaussians != nullptr;
  Document& document = workspace_.document;
  if (isLastStep()) document.undoStack()->undo();  // one step, not two
  const bool there = document.project().version(name_) != nullptr;
  if (!there) {
    add(versionOf(std::make_shared<const jobs::Scene>(std::move(made.scene)), std::move(gaussians)));
  } else {
    document.edit(tr("Make Gaussians"), Document::VersionsPart, [&](Project& project) {
      const auto same = [&](const Version& version) { return version.name == name_; };
      std::find_if(project.versions.begin(), project.versions.end(), same)->gaussians = std::move(gaussians);
    });
  }
  workspace_.view.setDecoder(has ? Decoder::splats : Decoder::neural);
}

void ArrivingVersion::takeBack() {
  if (isLastStep()) workspace_.document.undoStack()->undo();
  name_.clear();
}

}  // namespace fsm::desktop
