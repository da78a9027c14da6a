#include "app/desktop/shell/first_start_dialog.h"

#include <unistd.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <csignal>

namespace fsm::desktop {

namespace {

constexpr int kWidth = 520;
constexpr int kShownErrors = 1500;  // characters: the end says what went wrong
constexpr int kStopMilliseconds = 5000;

QLabel* wrapped(const QString& text, const char* name) {
  auto* label = new QLabel(text);
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace

FirstStartDialog::FirstStartDialog(const QString& script, QWidget* parent) : QDialog(parent), script_(script) {
  setObjectName("firstStartDialog");
  setWindowTitle(tr("Chronoscope: first start"));
  setMinimumWidth(kWidth);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(wrapped(tr("Chronoscope computes with LibTorch, which is fetched once: a download of 2.1 GB, 4 GB on disk. "
                               "It goes into your own cache folder; nothing else on this computer is touched."),
                            "explanation"));
  layout->addWidget(stage_ = wrapped({}, "stage"));
  bar_ = new QProgressBar;
  bar_->setObjectName("progress");
  bar_->setRange(0, 100);
  layout->addWidget(bar_);
  layout->addWidget(failure_ = wrapped({}, "failure"));
  failure_->setTextFormat(Qt::PlainText);
  failure_->hide();
  auto* buttons = new QDialogButtonBox;
  retry_ = buttons->addButton(tr("&Try again"), QDialogButtonBox::ActionRole);
  retry_->setObjectName("retry");
  cancel_ = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
  cancel_->setObjectName("cancel");
  layout->addWidget(buttons);
  connect(retry_, &QPushButton::clicked, this, &FirstStartDialog::start);
  connect(cancel_, &QPushButton::clicked, this, &FirstStartDialog::reject);
  // A session of its own, so that the script is stopped together with the programs that it runs.
  process_.setChildProcessModifier([] { setsid(); });
  connect(&process_, &QProcess::readyReadStandardOutput, this, &FirstStartDialog::readProgress);
  connect(&process_, &QProcess::readyReadStandardError, this, &FirstStartDialog::readErrors);
  connect(&process_, &QProcess::finished, this, &FirstStartDialog::finish);
  connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart)
      showFailure(tr("“%1” cannot be run: %2. Install the package chronoscope again.").arg(script_, process_.errorString()));
  });
  start();
}

FirstStartDialog::~FirstStartDialog() { stop(); }

void FirstStartDialog::start() {
  line_.clear();
  errors_.clear();
  failure_->hide();
  retry_->setEnabled(false);
  bar_->setValue(0);
  stage_->setText(tr("Starting …"));
  process_.start(script_, {QStringLiteral("--runtime"), QStringLiteral("--progress")}, QIODevice::ReadOnly);
}

void FirstStartDialog::stop() {
  disconnect(&process_, nullptr, this, nullptr);
  if (process_.state() == QProcess::NotRunning) return;
  const auto group = static_cast<pid_t>(process_.processId());
  if (group > 0) ::kill(-group, SIGTERM);
  if (process_.waitForFinished(kStopMilliseconds)) return;
  if (group > 0) ::kill(-group, SIGKILL);
  process_.waitForFinished(kStopMilliseconds);
}

void FirstStartDialog::reject() {
  stop();
  QDialog::reject();
}

void FirstStartDialog::readProgress() {
  line_ += process_.readAllStandardOutput();
  for (qsizetype end = line_.indexOf('\n'); end >= 0; end = line_.indexOf('\n')) {
    const QString line = QString::fromUtf8(line_.left(end));
    line_.remove(0, end + 1);
    const qsizetype sign = line.indexOf('%');
    bool number = false;
    const int percent = line.left(std::max<qsizetype>(sign, 0)).toInt(&number);
    if (!number) continue;
    bar_->setValue(std::clamp(percent, 0, 100));
    stage_->setText(textOfStage(line.mid(sign + 1).trimmed()));
  }
}

QString FirstStartDialog::textOfStage(const QString& stage) {
  if (stage == QLatin1String("waiting")) return tr("Waiting: it is being fetched already …");
  if (stage == QLatin1String("torch")) return tr("Fetching LibTorch …");
  if (stage == QLatin1String("cuda")) return tr("Fetching the libraries for graphics cards …");
  if (stage == QLatin1String("check")) return tr("Checking that it runs …");
  return stage;
}

void FirstStartDialog::readErrors() { errors_ = (errors_ + process_.readAllStandardError()).right(kShownErrors); }

void FirstStartDialog::finish(int code, QProcess::ExitStatus status) {
  readProgress();
  readErrors();
  if (status == QProcess::NormalExit && code == 0) return accept();
  const QString said = QString::fromUtf8(errors_).trimmed();
  showFailure(said.isEmpty() ? tr("Fetching stopped without saying why (code %1).").arg(code) : said);
}

void FirstStartDialog::showFailure(const QString& reason) {
  stage_->setText(tr("LibTorch could not be fetched. What is there already is kept: trying again goes on from it."));
  failure_->setText(reason);
  failure_->show();
  retry_->setEnabled(true);
  retry_->setFocus();
}

}  // namespace fsm::desktop
