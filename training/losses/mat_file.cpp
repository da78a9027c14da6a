#include "training/losses/mat_file.h"

#include <zlib.h>

#include <cmath>
#include <cstring>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

namespace fsm::training {
namespace {

constexpr size_t kHeaderBytes = 128;
constexpr uint64_t kFileLimit = uint64_t{256} << 20;
constexpr uint64_t kUnpackedLimit = uint64_t{64} << 20;

enum ElementType : uint32_t { kInt8 = 1, kInt32 = 5, kUint32 = 6, kSingle = 7, kDouble = 9, kMatrix = 14, kCompressed = 15 };
enum ArrayClass : uint32_t { kCellClass = 1, kDoubleClass = 6, kSingleClass = 7 };

[[noreturn]] void damaged(const std::string& file, const std::string& detail) {
  throw Error(ErrorCode::fileDamaged, "The MATLAB file " + file + " is damaged: get a fresh copy of it.", detail);
}

struct Element {
  uint32_t type = 0;
  std::span<const uint8_t> data;
};

/// Walks the data elements of one level.
class ElementReader {
 public:
  ElementReader(std::span<const uint8_t> bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  bool atEnd() const { return offset_ == bytes_.size(); }

  Element next() {
    const uint32_t first = word(offset_);
    if (first >> 16) {  // small element: type and length share a word, up to four bytes of data follow
      const uint32_t length = first >> 16;
      if (length > 4) damaged(file_, "small element of " + std::to_string(length) + " bytes");
      require(offset_ + 4, 4);
      const Element element{first & 0xffff, bytes_.subspan(offset_ + 4, length)};
      offset_ += 8;
      return element;
    }
    const uint64_t length = word(offset_ + 4);
    require(offset_ + 8, length);
    const Element element{first, bytes_.subspan(offset_ + 8, length)};
    // Compressed elements are not padded; the padding of a last element may be missing.
    const uint64_t padded = element.type == kCompressed ? length : (length + 7) / 8 * 8;
    offset_ = std::min<uint64_t>(bytes_.size(), offset_ + 8 + padded);
    return element;
  }

 private:
  void require(uint64_t offset, uint64_t length) const {
    if (offset > bytes_.size() || length > bytes_.size() - offset) {
      damaged(file_, "an element at byte " + std::to_string(offset) + " claims " + std::to_string(length) + " bytes");
    }
  }
  uint32_t word(uint64_t offset) const {
    require(offset, 4);
    uint32_t value;
    std::memcpy(&value, bytes_.data() + offset, 4);
    return value;
  }

  std::span<const uint8_t> bytes_;
  const std::string& file_;
  uint64_t offset_ = 0;
};

std::vector<uint8_t> unpack(std::span<const uint8_t> packed, const std::string& file) {
  std::vector<uint8_t> result;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw Error(ErrorCode::outOfMemory, "There is not enough memory to unpack " + file + ".");
  stream.next_in = const_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  int status = Z_OK;
  while (status == Z_OK && result.size() < kUnpackedLimit) {
    const size_t before = result.size();
    result.resize(before + (size_t{1} << 16));
    stream.next_out = result.data() + before;
    stream.avail_out = 1 << 16;
    status = inflate(&stream, Z_NO_FLUSH);
    result.resize(result.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END) damaged(file, "a compressed element does not unpack (zlib status " + std::to_string(status) + ")");
  return result;
}

template <typename T>
std::vector<float> convert(std::span<const uint8_t> data) {
  std::vector<float> values(data.size() / sizeof(T));
  for (size_t i = 0; i < values.size(); ++i) {
    T value;
    std::memcpy(&value, data.data() + i * sizeof(T), sizeof(T));
    values[i] = static_cast<float>(value);
  }
  return values;
}

std::vector<int64_t> readShape(const Element& element, const std::string& file) {
  if (element.type != kInt32 || element.data.size() % 4 != 0 || element.data.size() < 8 || element.data.size() > 32) {
    damaged(file, "array dimensions of type " + std::to_string(element.type));
  }
  std::vector<int64_t> shape;
  int64_t count = 1;
  for (size_t i = 0; i < element.data.size(); i += 4) {
    int32_t size;
    std::memcpy(&size, element.data.data() + i, 4);
    if (size < 0 || (size > 0 && count > (int64_t{1} << 30) / size)) damaged(file, "array dimension " + std::to_string(size));
    count *= size;
    shape.push_back(size);
  }
  return shape;
}

MatArray readNumbers(std::vector<int64_t> shape, const Element& element, const std::string& file) {
  const size_t width = element.type == kSingle ? 4 : element.type == kDouble ? 8 : 0;
  if (width == 0) {
    throw Error(ErrorCode::unsupported,
                "The MATLAB file " + file + " stores numbers in a form that is not read: save it as single or double.",
                "element type " + std::to_string(element.type));
  }
  int64_t count = 1;
  for (const int64_t size : shape) count *= size;
  if (static_cast<uint64_t>(count) * width != element.data.size()) damaged(file, "an array's dimensions and length disagree");
  MatArray array{std::move(shape), width == 4 ? convert<float>(element.data) : convert<double>(element.data)};
  for (const float value : array.values) {
    if (!std::isfinite(value)) damaged(file, "a value is not finite");
  }
  return array;
}

/// The arrays of one matrix element; `name` receives its variable name.
std::vector<MatArray> readMatrix(std::span<const uint8_t> data, std::string& name, bool insideCell, const std::string& file) {
  ElementReader reader(data, file);
  const Element flags = reader.next();
  if (flags.type != kUint32 || flags.data.size() != 8) damaged(file, "array flags of type " + std::to_string(flags.type));
  const uint32_t arrayClass = flags.data[0];
  const std::vector<int64_t> shape = readShape(reader.next(), file);
  const Element nameElement = reader.next();
  if (nameElement.type != kInt8) damaged(file, "array name of type " + std::to_string(nameElement.type));
  name.assign(nameElement.data.begin(), nameElement.data.end());
  if (arrayClass == kSingleClass || arrayClass == kDoubleClass) return {readNumbers(shape, reader.next(), file)};
  if (arrayClass != kCellClass || insideCell) {
    throw Error(ErrorCode::unsupported,
                "The MATLAB file " + file + " has the array '" + name +
                    "' of a kind that is not read: only numbers and cells of numbers are.",
                "array class " + std::to_string(arrayClass));
  }
  std::vector<MatArray> arrays;
  while (!reader.atEnd()) {
    const Element cell = reader.next();
    if (cell.type != kMatrix) damaged(file, "a cell of element type " + std::to_string(cell.type));
    std::string cellName;
    for (MatArray& array : readMatrix(cell.data, cellName, true, file)) arrays.push_back(std::move(array));
  }
  return arrays;
}

}  // namespace

MatFile parseMatFile(std::span<const uint8_t> bytes, const std::string& file) {
  if (bytes.size() < kHeaderBytes || std::memcmp(bytes.data(), "MATLAB 5.0", 10) != 0 || bytes[126] != 'I' || bytes[127] != 'M') {
    throw Error(ErrorCode::unsupported,
                file + " is not a little-endian MATLAB 5 file: give one saved with version 5 or 7 (not 7.3).");
  }
  MatFile result;
  ElementReader reader(bytes.subspan(kHeaderBytes), file);
  while (!reader.atEnd()) {
    Element element = reader.next();
    std::vector<uint8_t> unpacked;
    if (element.type == kCompressed) {
      unpacked = unpack(element.data, file);
      element = ElementReader(unpacked, file).next();
    }
    if (element.type != kMatrix) damaged(file, "a variable of element type " + std::to_string(element.type));
    std::string name;
    std::vector<MatArray> arrays = readMatrix(element.data, name, false, file);
    result[name] = std::move(arrays);
  }
  return result;
}

MatFile readMatFile(const std::filesystem::path& path) {
  return parseMatFile(readBinaryFile(path, kFileLimit), path.filename().string());
}

}  // namespace fsm::training
