#include "app/desktop/dialogs/question_box.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace fsm::desktop {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(fsm::desktop::QuestionBox)
};

/// Opened, not waited for: the window goes on drawing behind it.
void choose(QFileDialog* dialog, std::function<void(QStringList)> chosen) {
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, dialog, [dialog, chosen = std::move(chosen)](int result) {
    chosen(result == QDialog::Accepted ? dialog->selectedFiles() : QStringList());
  });
  dialog->open();
}

}  // namespace

void QuestionBox::ask(const Question& question, std::function<void(int button)> answered) {
  if (!window_) return answered(question.cancel);
  auto* box = new QMessageBox(QMessageBox::Question, question.title, question.text, QMessageBox::NoButton, window_);
  box->setObjectName("question:" + question.name);
  box->setInformativeText(question.detail);
  box->setTextFormat(Qt::PlainText);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QList<QAbstractButton*> buttons;
  for (int i = 0; i < question.buttons.size(); ++i) {
    // Roles decide the order on each desktop; here it is as given.
    QPushButton* button = box->addButton(question.buttons[i], QMessageBox::ActionRole);
    button->setObjectName(QStringLiteral("answer%1").arg(i));
    if (i == question.preferred) box->setDefaultButton(button);
    if (i == question.cancel) box->setEscapeButton(button);
    buttons << button;
  }
  QObject::connect(box, &QDialog::finished, box, [box, buttons, answered = std::move(answered), cancel = question.cancel] {
    const auto pressed = static_cast<int>(buttons.indexOf(box->clickedButton()));
    answered(pressed < 0 ? cancel : pressed);
  });
  box->open();
}

void QuestionBox::openFiles(std::function<void(QStringList files)> chosen) {
  if (!window_) return chosen({});
  auto* dialog = new QFileDialog(window_, Texts::tr("Open"));
  dialog->setObjectName("openDialog");
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters({Texts::tr("Projects and splats (*.chrono *.ply *.spz *.splat *.ksplat *.sog *.glb *.gltf)"),
                          Texts::tr("Videos and images (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.jpg *.jpeg *.png)"),
                          Texts::tr("All files (*)")});
  choose(dialog, std::move(chosen));
}

void QuestionBox::saveFile(const QString& suggestion, std::function<void(QString file)> chosen) {
  if (!window_) return chosen({});
  auto* dialog = new QFileDialog(window_, Texts::tr("Save project as"), QFileInfo(suggestion).path());
  dialog->setObjectName("saveDialog");
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("chrono");
  dialog->setNameFilter(Texts::tr("Chronoscope projects (*.chrono)"));
  dialog->selectFile(QFileInfo(suggestion).fileName());
  choose(dialog, [chosen = std::move(chosen)](const QStringList& files) { chosen(files.value(0)); });
}

void QuestionBox::findFootage(const QString& expected, bool folder, std::function<void(QString place)> chosen) {
  if (!window_) return chosen({});
  auto* dialog = new QFileDialog(window_, Texts::tr("Where is %1 now?").arg(QFileInfo(expected).fileName()));
  dialog->setObjectName("findFootageDialog");
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  choose(dialog, [chosen = std::move(chosen)](const QStringList& files) { chosen(files.value(0)); });
}

}  // namespace fsm::desktop
