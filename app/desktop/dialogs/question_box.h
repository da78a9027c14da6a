// The questions of the program as boxes of the window.
#pragma once

#include <QPointer>
#include <QWidget>

#include "app/desktop/document/questions.h"

namespace fsm::desktop {

class QuestionBox : public Questions {
 public:
  /// `window`: over which boxes appear; while it is gone, every question is answered by its cancel button.
  explicit QuestionBox(QWidget* window) : window_(window) {}

  void ask(const Question& question, std::function<void(int button)> answered) override;
  void openFiles(std::function<void(QStringList files)> chosen) override;
  void saveFile(const QString& suggestion, std::function<void(QString file)> chosen) override;
  void findFootage(const QString& expected, bool folder, std::function<void(QString place)> chosen) override;

 private:
  QPointer<QWidget> window_;
};

}  // namespace fsm::desktop
