#include "app/desktop/viewport/tools/selector.h"

#include <QMetaObject>
#include <algorithm>
#include <numeric>
#include <utility>

#include "app/desktop/operations/edit_gaussians.h"
#include "reconstruction/core/error.h"

namespace fsm::desktop {

namespace {

int64_t countOf(const DrawnScene& drawn) { return drawn.scene ? drawn.scene->gaussians.count() : 0; }

std::vector<int64_t> allOf(const DrawnScene& drawn) {
  std::vector<int64_t> indices(static_cast<size_t>(countOf(drawn)));
  std::iota(indices.begin(), indices.end(), int64_t{0});
  return indices;
}

}  // namespace

Selector::Selector(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
  connect(&workspace_.selection, &Selection::gaussiansChanged, this, &Selector::onSelectionChanged);
}

Selector::~Selector() = default;

void Selector::setScene(const DrawnScene& drawn) {
  if (drawn.scene == drawn_.scene) return;
  const Version* version = workspace_.document.project().shownVersion();
  const auto source = version ? version->gaussians : nullptr;
  const bool sameVersion = source && source == source_ && drawn_.scene && drawn.scene;
  const DrawnScene before = std::exchange(drawn_, drawn);
  source_ = source;
  ++state_;
  const SelectedGaussians selected = workspace_.selection.gaussians();
  const SelectionOptions::Range range{selected.from, selected.to, selected.wholeLife};
  // Numbers of the old scene mean others in the new one: nothing is selected until they were looked up.
  own_ = true;
  if (!selected.indices.empty()) workspace_.selection.selectGaussians({{}, range.from, range.to, range.wholeLife});
  own_ = false;
  post(
      [before, sameVersion](const DrawnScene& now, const std::vector<int64_t>& indices) {
        return sameVersion && !indices.empty() ? carriedOver(before, now, indices) : std::vector<int64_t>();
      },
      range);
}

/// Someone else selected: that is what comes next is combined with.
void Selector::onSelectionChanged() {
  if (own_) return;
  ++state_;
  const auto indices = std::make_shared<const std::vector<int64_t>>(workspace_.selection.gaussians().indices);
  thread_.post({}, [this, indices] { selected_ = indices; });
}

void Selector::select(std::function<scene::SelectionQuery()> query, const SelectionOptions::Range& range,
                      scene::Combination how) {
  post(
      [query = std::move(query), range, how](const DrawnScene& drawn, const std::vector<int64_t>& before) {
        scene::SelectionQuery asked = query();
        asked.from = range.from;
        asked.to = range.to;
        return scene::combined(before, scene::select(*drawn.scene, asked), how);
      },
      range);
}

void Selector::selectAll(const SelectionOptions::Range& range) {
  post([](const DrawnScene& drawn, const std::vector<int64_t>&) { return allOf(drawn); }, range);
}

void Selector::invert(const SelectionOptions::Range& range) {
  post([](const DrawnScene& drawn,
          const std::vector<int64_t>& before) { return scene::combined(allOf(drawn), before, scene::Combination::subtract); },
       range);
}

void Selector::selectNone() {
  post([](const DrawnScene&, const std::vector<int64_t>&) { return std::vector<int64_t>(); }, {});
}

void Selector::post(Change change, const SelectionOptions::Range& range) {
  if (++pending_ == 1) emit busyChanged(true);
  const quint64 state = state_;
  thread_.post({}, [this, change = std::move(change), range, state, drawn = drawn_] {
    std::optional<Error> problem;
    try {
      selected_ = std::make_shared<const std::vector<int64_t>>(drawn.scene ? change(drawn, *selected_) : std::vector<int64_t>());
    } catch (const Error& error) {
      problem = error;
    } catch (const std::bad_alloc&) {
      problem = Error(ErrorCode::outOfMemory,
                      tr("The computer's memory is full; close other programs and select again.").toStdString());
    } catch (const std::exception& error) {
      problem = Error(ErrorCode::internal, tr("The selection failed; please report this.").toStdString(), error.what());
    }
    QMetaObject::invokeMethod(
        this,
        [this, selected = selected_, range, state, problem] {
          if (problem)
            workspace_.messages.error(*problem);
          else
            take(selected, range, state);
          if (--pending_ == 0) emit busyChanged(false);
        },
        Qt::QueuedConnection);
  });
}

void Selector::take(const Indices& selected, const SelectionOptions::Range& range, quint64 state) {
  if (state != state_) return;
  if (selected->empty() && workspace_.selection.gaussians().indices.empty()) return;
  own_ = true;
  workspace_.selection.selectGaussians({*selected, range.from, range.to, range.wholeLife});
  own_ = false;
}

void Selector::withNames(std::function<void(std::vector<int64_t>)> then) {
  thread_.post({}, [this, then = std::move(then), drawn = drawn_, state = state_] {
    auto names = std::make_shared<std::vector<int64_t>>(drawn.scene ? storedNames(drawn, *selected_) : std::vector<int64_t>());
    QMetaObject::invokeMethod(
        this,
        [this, names, then, state] {
          if (state == state_ && !names->empty()) then(std::move(*names));
        },
        Qt::QueuedConnection);
  });
}

}  // namespace fsm::desktop
