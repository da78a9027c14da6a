// The mean of pictures in linear light, premultiplied by alpha, each shrunk by a whole factor on the way (box filter).
#pragma once

#include <vector>

#include "reconstruction/core/layered_image.h"

namespace fsm::jobs {

class SampleMean {
 public:
  /// `size`: of the mean; samples are `factor` times as wide and high.
  SampleMean(ImageSize size, int factor);

  /// `depthCounts`: the mean takes this sample's depth, of the pixels that become one the nearest. Throws internal for another
  /// size.
  void add(const LayeredImage& sample, bool depthCounts);
  /// In `encoding`; ready for the next one after that. Throws internal without samples.
  LayeredImage take(ColourEncoding encoding);

 private:
  void addRow(const LayeredImage& sample, int y);
  void takeDepth(const LayeredImage& sample);

  ImageSize size_;
  int factor_;
  int samples_ = 0;
  LayeredImage sum_;
};

}  // namespace fsm::jobs
