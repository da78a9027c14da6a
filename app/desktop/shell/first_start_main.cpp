// `first-start SCRIPT`: the dialog that fetches LibTorch, a program of its own since the window cannot even be loaded without it.
// Exit code 0: it is there; 1: the user gave up.
#include <QApplication>
#include <QIcon>
#include <cstdio>

#include "app/desktop/shell/first_start_dialog.h"
#include "app/desktop/shell/icons.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/shell/translation.h"

int main(int count, char** values) {
  using namespace fsm::desktop;
  QApplication application(count, values);
  QApplication::setOrganizationName("Chronoscope");
  QApplication::setApplicationName("chronoscope");
  QApplication::setApplicationDisplayName("Chronoscope");
  if (QApplication::arguments().size() != 2) {
    std::fputs("usage: first-start SCRIPT\n", stderr);
    return 2;
  }
  translateTo(application, savedLanguage());
  applyTheme(application, savedTheme());
  QApplication::setWindowIcon(programIcon());
  FirstStartDialog dialog(QApplication::arguments().at(1));
  return dialog.exec() == QDialog::Accepted ? 0 : 1;
}
