// The dialog of the first start: runs the script that fetches LibTorch, and shows how far it is.
#pragma once

#include <QByteArray>
#include <QDialog>
#include <QProcess>
#include <QString>

class QLabel;
class QProgressBar;
class QPushButton;

namespace fsm::desktop {

/// Accepted once the script has ended well; rejected when the user gives up. Cancelling and closing stop the script and all that
/// it has started; what it has fetched completely is kept for the next time.
class FirstStartDialog : public QDialog {
  Q_OBJECT
 public:
  /// `script` is run as `SCRIPT --runtime --progress`: "NN% STAGE" on standard output (stages: see there), what went wrong on
  /// standard error.
  explicit FirstStartDialog(const QString& script, QWidget* parent = nullptr);
  ~FirstStartDialog() override;

  void reject() override;

 private:
  void start();
  void stop();
  void readProgress();
  void readErrors();
  static QString textOfStage(const QString& stage);
  void finish(int code, QProcess::ExitStatus status);
  void showFailure(const QString& reason);

  QString script_;
  QProcess process_;
  QByteArray line_, errors_;
  QLabel* stage_ = nullptr;
  QLabel* failure_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QPushButton* retry_ = nullptr;
  QPushButton* cancel_ = nullptr;
};

}  // namespace fsm::desktop
