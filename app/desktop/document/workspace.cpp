#include "app/desktop/document/workspace.h"

#include <QCoreApplication>

namespace fsm::desktop {

Workspace::Workspace() {
  QObject::connect(&jobs, &JobQueue::ended, &messages, [this](int id) {
    const std::optional<JobStatus> job = jobs.job(id);
    if (!job || job->state != JobState::failed || job->announced) return;
    Message message{Message::Level::error, job->error, job->detail, {}, {}, {}};
    if (job->retryable && !job->quiet) {
      message.button = QCoreApplication::translate("fsm::desktop::Workspace", "Try again");
      message.remedy = [this, id] { jobs.retry(id); };
    }
    messages.show(std::move(message));
  });
}

}  // namespace fsm::desktop
