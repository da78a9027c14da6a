// Selects Gaussians of the drawn scene beside the window: what was drawn is looked for on a thread of its own, one after the
// other, and the workspace's selection follows. Where the scene is edited, what is selected stays selected.
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/desktop/document/workspace.h"
#include "app/desktop/viewport/drawn_scene.h"
#include "app/desktop/viewport/request_thread.h"
#include "app/desktop/viewport/tools/selection_options.h"
#include "reconstruction/scene/selection.h"

namespace fsm::desktop {

class Selector : public QObject {
  Q_OBJECT
 public:
  explicit Selector(Workspace& workspace, QObject* parent = nullptr);
  ~Selector() override;

  /// The Gaussians that are drawn from now on.
  void setScene(const DrawnScene& drawn);
  const DrawnScene& scene() const { return drawn_; }

  /// `query` is called on the thread: drawing its mask takes a while. `range` is what its time is taken from, and what a
  /// deletion holds in.
  void select(std::function<scene::SelectionQuery()> query, const SelectionOptions::Range& range, scene::Combination how);
  void selectAll(const SelectionOptions::Range& range);
  void invert(const SelectionOptions::Range& range);
  void selectNone();

  /// Calls `then` on the GUI thread with the names in the stored version of what is selected once all that was asked has been
  /// selected; not where nothing is.
  void withNames(std::function<void(std::vector<int64_t>)> then);

 signals:
  void busyChanged(bool busy);

 private:
  using Indices = std::shared_ptr<const std::vector<int64_t>>;
  /// Runs on the thread; gets what is selected, gives what is selected from then on.
  using Change = std::function<std::vector<int64_t>(const DrawnScene&, const std::vector<int64_t>&)>;
  void post(Change change, const SelectionOptions::Range& range);
  void take(const Indices& selected, const SelectionOptions::Range& range, quint64 state);
  void onSelectionChanged();

  Workspace& workspace_;
  DrawnScene drawn_;
  std::shared_ptr<const scene::GaussianScene> source_;  ///< stored version that is drawn
  quint64 state_ = 1;  ///< counts changes of the scene and of the selection by others: answers of older ones are dropped
  int pending_ = 0;
  bool own_ = false;  ///< the selection is being set from here

  // Of the thread.
  Indices selected_ = std::make_shared<const std::vector<int64_t>>();

  RequestThread thread_{"select"};  // last: ends first
};

}  // namespace fsm::desktop
