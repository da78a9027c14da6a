#include "app/desktop/dialogs/import_strip.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

namespace fsm::desktop {

namespace {

constexpr int kFewestPictures = 14, kMostPictures = 28, kUsualWidth = 1300, kTickHeight = 9, kMargin = 7, kGrab = 8, kHandle = 5;
constexpr Seconds kShortest = 0.02;  ///< that is left between the handles

QColor colourOf(poses::FrameState state, const QPalette& palette) {
  switch (state) {
    case poses::FrameState::registered: return {0x3f, 0xb0, 0x68};
    case poses::FrameState::failed: return {0xe0, 0x4f, 0x40};
    case poses::FrameState::unused: break;
  }
  return palette.color(QPalette::PlaceholderText);
}

}  // namespace

ImportStrip::ImportStrip(Thumbnails& thumbnails, int camera, ImageSize size, QWidget* parent)
    : QWidget(parent), thumbnails_(thumbnails), camera_(camera), size_(size) {
  setObjectName(QStringLiteral("importStrip%1").arg(camera));
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Frames of the clip; the part between the handles is used"));
  connect(&thumbnails_, &Thumbnails::arrived, this, [this](FrameId id) {
    if (id.camera == camera_) update();
  });
}

QSize ImportStrip::sizeHint() const { return {800, Thumbnails::kHeight + kTickHeight + 2}; }
QSize ImportStrip::minimumSizeHint() const { return {240, sizeHint().height()}; }

void ImportStrip::setTimes(const std::pair<Seconds, Seconds>& span, std::vector<Seconds> times) {
  span_ = span;
  times_ = std::move(times);
  if (frames_.empty()) wantPictures();
  update();
}

/// Spread evenly over the frames, whatever part of them is used: they are read once.
void ImportStrip::wantPictures() {
  const int wide = Thumbnails::kHeight * size_.width / std::max(1, size_.height);
  const int wanted = std::clamp(kUsualWidth / std::max(1, wide), kFewestPictures, kMostPictures);
  const int count = static_cast<int>(times_.size()), pictures = std::min(count, wanted);
  for (int i = 0; i < pictures; ++i) frames_.push_back((2 * i + 1) * count / (2 * pictures));
  thumbnails_.want(camera_, frames_);
}

void ImportStrip::setRange(Seconds from, Seconds to) {
  from_ = from;
  to_ = to;
  update();
}

void ImportStrip::setKept(std::vector<Seconds> kept) {
  kept_ = std::move(kept);
  update();
}

void ImportStrip::setStates(const std::vector<Seconds>& times, const std::vector<poses::FrameState>& states) {
  ticks_.clear();
  for (size_t i = 0; i < std::min(times.size(), states.size()); ++i)
    if (states[i] != poses::FrameState::unused) ticks_.push_back({times[i], states[i]});
  update();
}

void ImportStrip::setDimmed(bool dimmed) {
  dimmed_ = dimmed;
  update();
}

int ImportStrip::xOf(Seconds time) const {
  const double length = std::max(1e-6, span_.second - span_.first), width = std::max(1, this->width() - 2 * kMargin);
  return kMargin + static_cast<int>(std::lround((time - span_.first) / length * width));
}

Seconds ImportStrip::timeAt(int x) const {
  const double width = std::max(1, this->width() - 2 * kMargin);
  return span_.first + std::clamp((x - kMargin) / width, 0.0, 1.0) * (span_.second - span_.first);
}

ImportStrip::Handle ImportStrip::handleAt(int x) const {
  const int in = std::abs(x - inX()), out = std::abs(x - outX());
  if (std::min(in, out) > kGrab) return Handle::none;
  return in < out || (in == out && x < inX()) ? Handle::in : Handle::out;
}

void ImportStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) dragged_ = handleAt(event->pos().x());
}

void ImportStrip::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_ != Handle::none) return drag(event->pos().x());
  setCursor(handleAt(event->pos().x()) == Handle::none ? Qt::ArrowCursor : Qt::SizeHorCursor);
}

void ImportStrip::mouseReleaseEvent(QMouseEvent*) { dragged_ = Handle::none; }

void ImportStrip::mouseDoubleClickEvent(QMouseEvent*) {
  dragged_ = Handle::none;
  emit rangeDragged(span_.first, span_.second);
}

void ImportStrip::drag(int x) {
  const Seconds time = timeAt(x), shortest = std::min(kShortest, span_.second - span_.first);
  if (dragged_ == Handle::in)
    emit rangeDragged(std::min(time, to_ - shortest), to_);
  else
    emit rangeDragged(from_, std::max(time, from_ + shortest));
}

bool ImportStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QString text = tr("%1 s. Drag the ends to use a part of the clip; a double click uses all of it.")
                     .arg(locale().toString(timeAt(help->x()), 'f', 2));
  if (!ticks_.empty()) text += '\n' + tr("Below: green frames have a camera now, red ones do not.");
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

void ImportStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QRect film(kMargin, 0, width() - 2 * kMargin, Thumbnails::kHeight);
  painter.fillRect(film, palette().color(QPalette::Button));
  paintPictures(painter, film);
  paintTicks(painter, {film.left(), film.bottom() + 2, film.width(), kTickHeight});
  paintRange(painter, film);
}

void ImportStrip::paintPictures(QPainter& painter, const QRect& film) const {
  if (frames_.empty()) return;
  const auto [first, last] = std::minmax_element(times_.begin(), times_.end());
  const double left = xOf(*first), width = std::max(1, xOf(*last) - xOf(*first));
  painter.save();
  painter.setClipRect(film);
  if (dimmed_) painter.setOpacity(0.35);
  const int cells = static_cast<int>(frames_.size());
  for (int i = 0; i < cells; ++i) {
    const QRectF cell(left + width * i / cells, film.top(), width / cells, film.height());
    const QImage picture = thumbnails_.picture({camera_, frames_[static_cast<size_t>(i)]});
    if (picture.isNull()) {
      painter.fillRect(cell.adjusted(1, 1, -1, -1), palette().color(QPalette::AlternateBase));
      continue;
    }
    const double shown = std::min<double>(picture.width(), cell.width());
    const QRectF part((picture.width() - shown) / 2, 0, shown, picture.height());
    const double at = cell.left() + (cell.width() - shown) / 2;
    painter.drawImage(QRectF(at, cell.top(), shown, cell.height()), picture, part);
  }
  painter.restore();
}

void ImportStrip::paintTicks(QPainter& painter, const QRect& band) const {
  if (ticks_.empty()) {
    for (const Seconds time : kept_)
      painter.fillRect(xOf(time), band.top() + 2, 1, band.height() - 4, palette().color(QPalette::Text));
    return;
  }
  for (const Tick& tick : ticks_)
    painter.fillRect(xOf(tick.time) - 1, band.top(), 3, band.height(), colourOf(tick.state, palette()));
}

void ImportStrip::paintRange(QPainter& painter, const QRect& film) const {
  const QColor accent = isEnabled() ? palette().color(QPalette::Active, QPalette::Highlight) : palette().color(QPalette::Mid);
  const int in = inX(), out = outX();
  const QColor veil(0, 0, 0, 165);
  painter.fillRect(QRect(QPoint(film.left(), film.top()), QPoint(in - 1, film.bottom())), veil);
  painter.fillRect(QRect(QPoint(out + 1, film.top()), QPoint(film.right(), film.bottom())), veil);
  painter.setPen(QPen(accent, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRect(QPoint(in, film.top() + 1), QPoint(out, film.bottom())));
  painter.setPen(Qt::NoPen);
  painter.setBrush(accent);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF grip(0, film.top(), kHandle + 2, film.height() + 1);
  painter.drawRoundedRect(grip.translated(in - kHandle, 0), 2, 2);
  painter.drawRoundedRect(grip.translated(out - 2, 0), 2, 2);
}

}  // namespace fsm::desktop
