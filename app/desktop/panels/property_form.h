// Rows of names and values for the inspector: text to read, numbers with units to type or step, switches, choices, colours. A
// double click on a name brings its default back.
#pragma once

#include <QColor>
#include <QFormLayout>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <optional>

namespace fsm::desktop {

struct NumberField {
  double value = 0;
  double least = -1e9, most = 1e9;
  double step = 0.1;
  int decimals = 3;
  QString unit;                   ///< with its space: " m"
  std::optional<double> initial;  ///< the default to go back to
};

class PropertyForm : public QWidget {
  Q_OBJECT
 public:
  explicit PropertyForm(QWidget* parent = nullptr);

  void heading(const QString& text);
  void text(const QString& name, const QString& value, const QString& tip = {});
  /// `changed` is called while it is typed and stepped. `key` is the editor's objectName.
  void number(const QString& key, const QString& name, const NumberField& field, std::function<void(double)> changed,
              const QString& tip = {});
  void check(const QString& key, const QString& name, bool value, std::function<void(bool)> changed, const QString& tip = {});
  void choice(const QString& key, const QString& name, const QStringList& values, int current, std::function<void(int)> changed,
              const QString& tip = {});
  void colour(const QString& key, const QString& name, const QColor& value, std::function<void(QColor)> changed,
              const QString& tip = {});
  void button(const QString& key, const QString& text, std::function<void()> pressed, const QString& tip = {});
  void note(const QString& text);
  /// A picture of a value, such as a histogram. Taken over.
  void widget(const QString& name, QWidget* shown, const QString& tip = {});

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void row(const QString& name, QWidget* editor, const QString& tip, std::function<void()> restore = {});

  QFormLayout* layout_;
};

}  // namespace fsm::desktop
