// What the program asks the artist, behind an interface: the window shows boxes, tests answer. Nothing waits for an answer; it is
// given to a function later.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>

namespace fsm::desktop {

struct Question {
  QString name;  ///< untranslated: "unsaved"; of the box, for tests
  QString title;
  QString text;         ///< what is asked
  QString detail;       ///< what happens; may be empty
  QStringList buttons;  ///< from the left
  int preferred = 0;    ///< by Enter
  int cancel = -1;      ///< by Escape and closing the box
};

class Questions {
 public:
  virtual ~Questions() = default;
  /// `answered` gets the index of the button.
  virtual void ask(const Question& question, std::function<void(int button)> answered) = 0;
  /// The functions get empty strings and lists where the artist decides otherwise.
  virtual void openFiles(std::function<void(QStringList files)> chosen) = 0;
  /// `suggestion`: a path; the extension .chrono is added where there is none. Existing files are asked about already.
  virtual void saveFile(const QString& suggestion, std::function<void(QString file)> chosen) = 0;
  /// Footage that was `expected`, now somewhere else; `folder`: it is a folder.
  virtual void findFootage(const QString& expected, bool folder, std::function<void(QString place)> chosen) = 0;
};

}  // namespace fsm::desktop
