// Small signs of the timeline: diamonds of keys, flags of markers, icons of easings.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>

#include "app/animation/easing.h"
#include "app/animation/scene_time_track.h"

namespace fsm::desktop {

/// `held`: a key whose value stays until the next is half filled.
void paintDiamond(QPainter& painter, const QPointF& centre, double radius, const QColor& fill, const QColor& outline, bool held);
void paintFlag(QPainter& painter, const QPointF& foot, double height, const QColor& fill, const QColor& outline);
/// The curve of the way from one key to the next, into `box`.
void paintEasing(QPainter& painter, const QRectF& box, animation::Easing easing, const QColor& colour);

QString nameOf(animation::Easing easing);
QString nameOf(animation::TimeInterpolation interpolation);
QString nameOf(animation::AfterLast after);
QIcon iconOf(animation::Easing easing, const QColor& colour, double pixelRatio);

constexpr animation::Easing kEasings[]{animation::Easing::smooth,  animation::Easing::linear,    animation::Easing::easeIn,
                                       animation::Easing::easeOut, animation::Easing::easeInOut, animation::Easing::hold};
constexpr animation::TimeInterpolation kInterpolations[]{
    animation::TimeInterpolation::linear, animation::TimeInterpolation::smooth, animation::TimeInterpolation::hold};
constexpr animation::AfterLast kAfterLast[]{animation::AfterLast::hold, animation::AfterLast::loop,
                                            animation::AfterLast::pingPong};

}  // namespace fsm::desktop
