// What the Gaussians of a version are like, all together: how many can be seen, how far they reach, how opaque, large and
// long-lived they are. Counted beside the window, once for each version.
#pragma once

#include <QObject>
#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <map>
#include <memory>
#include <vector>

#include "app/desktop/document/workspace.h"

namespace fsm::desktop {

/// Shares of the Gaussians in equal steps from `least` to `most`; what lies beyond counts to the last step on its side.
struct Histogram {
  double least = 0, most = 1;
  std::vector<float> shares;  ///< sum 1; empty: there is nothing to count
};

struct GaussianStatistics {
  int64_t count = 0, drawable = 0;
  int64_t alive = 0;             ///< that can be seen in the middle of the filmed time
  glm::dvec3 least{0}, most{0};  ///< world; of all but the outermost hundredth on each side, at the middle of their lives
  Histogram opacity;             ///< [0, 1]
  Histogram size;                ///< log10 of the mean of the three scales, world units
  Histogram life;                ///< log10 of a standard deviation in time, seconds; empty for static ones
};

/// Of many an even sample is looked at for extent and histograms.
GaussianStatistics statisticsOf(const scene::GaussianScene& scene);

class StatisticsCache : public QObject {
  Q_OBJECT
 public:
  explicit StatisticsCache(Workspace& workspace, QObject* parent = nullptr);
  /// Null where they are still being counted: `ready` follows.
  const GaussianStatistics* of(const std::shared_ptr<const scene::GaussianScene>& scene);

 signals:
  void ready();

 private:
  struct Entry {
    std::weak_ptr<const scene::GaussianScene> scene;
    std::unique_ptr<GaussianStatistics> statistics;  ///< null: being counted
  };
  Workspace& workspace_;
  std::map<const scene::GaussianScene*, Entry> entries_;
};

}  // namespace fsm::desktop
