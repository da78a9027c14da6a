// The window's program: `chronoscope [FILES...]`.
#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>
#include <QTimer>
#include <cstdio>
#include <memory>

#include "app/desktop/operations/sample.h"
#include "app/desktop/shell/icons.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/shell/translation.h"
#include "app/desktop/viewport/drag_benchmark.h"
#include "app/desktop/viewport/viewport_panel.h"
#include "app/jobs/launch.h"
#include "reconstruction/core/error.h"

namespace {

using namespace fsm::desktop;

struct Arguments {
  QStringList files;
  bool bench = false;
};

Arguments parse(const QCoreApplication& application) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QCoreApplication::translate("Main", "Turns videos into 4D scenes: look from anywhere, at any time."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption bench(
      "bench", QCoreApplication::translate("Main", "Measure how quickly the viewport answers a drag, and print it as JSON."));
  const QCommandLineOption validation("validation",
                                      QCoreApplication::translate("Main", "Turn Vulkan's validation layers on (slow)."));
  parser.addOptions({bench, validation});
  parser.addPositionalArgument("files", QCoreApplication::translate("Main", "Projects, splat files or footage."), "[FILES...]");
  parser.process(application);
  if (parser.isSet(validation)) qputenv("CHRONOSCOPE_VALIDATION", "1");
  return {parser.positionalArguments(), parser.isSet(bench)};
}

/// Runs the drag, then ends the program. Fails where there is nothing to draw in.
void benchAndQuit(MainWindow& window) {
  constexpr int kSettleMilliseconds = 1000;  // the window's other parts go on filling
  QTimer::singleShot(kSettleMilliseconds, &window, [&window] {
    try {
      std::printf("%s\n", runDragBenchmark(window.viewport()).json().c_str());
      QApplication::exit(0);
    } catch (const fsm::Error& error) {
      std::fprintf(stderr, "error: %s\n", error.what());
      QApplication::exit(1);
    }
  });
}

/// The first frame of a scene takes longer: the driver compiles for it.
void benchOnceShown(MainWindow& window) {
  if (!window.viewport().drawing()) return benchAndQuit(window);
  const auto connection = std::make_shared<QMetaObject::Connection>();
  *connection =
      QObject::connect(&window.viewport(), &ViewportPanel::statisticsChanged, &window, [&window, connection](const auto& shown) {
        if (shown.gaussians == 0) return;
        QObject::disconnect(*connection);
        benchAndQuit(window);
      });
}

}  // namespace

int main(int count, char** values) {
  fsm::jobs::leaveLauncher();
  // The viewport draws through X11; a Wayland session runs an X server for it.
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && qEnvironmentVariableIsSet("DISPLAY")) qputenv("QT_QPA_PLATFORM", "xcb");
  QApplication application(count, values);
  QApplication::setOrganizationName("Chronoscope");
  QApplication::setApplicationName("chronoscope");
  QApplication::setApplicationDisplayName("Chronoscope");
  QApplication::setApplicationVersion(FSM_VERSION);
  translateTo(application, savedLanguage());
  QApplication::setWindowIcon(programIcon());
  applyTheme(application, savedTheme());
  const Arguments arguments = parse(application);

  const std::filesystem::path data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
  const std::filesystem::path cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString();
  Workspace workspace;
  MainWindow window(workspace, data);
  window.show();
  if (arguments.files.isEmpty())
    showSample(workspace, window.session(), cache);
  else
    window.open(arguments.files);
  if (arguments.bench)
    QObject::connect(&window.session(), &Session::opened, &window, [&window] { benchOnceShown(window); });
  else
    window.session().lookForRecovery();
  return QApplication::exec();
}
