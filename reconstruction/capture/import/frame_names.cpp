#include "reconstruction/capture/import/frame_names.h"

#include <charconv>

namespace fsm::import {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view digitsAt(std::string_view text, size_t begin) {
  size_t end = begin;
  while (end < text.size() && isDigit(text[end])) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

std::optional<int64_t> numberInName(std::string_view name) {
  if (const size_t slash = name.find_last_of('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (const size_t dot = name.find_last_of('.'); dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
  size_t end = name.size();
  while (end > 0 && !isDigit(name[end - 1])) --end;
  size_t begin = end;
  while (begin > 0 && isDigit(name[begin - 1])) --begin;
  if (begin == end || end - begin > 15) return std::nullopt;
  int64_t value = 0;
  std::from_chars(name.data() + begin, name.data() + end, value);
  return value;
}

bool naturalLess(std::string_view a, std::string_view b) {
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      std::string_view x = digitsAt(a, i), y = digitsAt(b, j);
      i += x.size();
      j += y.size();
      while (x.size() > 1 && x.front() == '0') x.remove_prefix(1);
      while (y.size() > 1 && y.front() == '0') y.remove_prefix(1);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      continue;
    }
    if (a[i] != b[j]) return a[i] < b[j];
    ++i;
    ++j;
  }
  if ((a.size() - i) != (b.size() - j)) return a.size() - i < b.size() - j;
  return a < b;
}

std::string folderOf(std::string_view name) {
  const size_t slash = name.find_last_of('/');
  return slash == std::string_view::npos ? std::string() : std::string(name.substr(0, slash));
}

}  // namespace fsm::import
