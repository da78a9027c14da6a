#include "reconstruction/model/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "reconstruction/core/error.h"
#include "reconstruction/model/message_text.h"

namespace fsm {

namespace {

constexpr uint32_t kEndSignature = 0x06054B50, kEnd64Signature = 0x06064B50, kEnd64LocatorSignature = 0x07064B50;
constexpr uint32_t kEntrySignature = 0x02014B50, kLocalSignature = 0x04034B50;
constexpr size_t kEndBytes = 22, kEnd64Bytes = 56, kEnd64LocatorBytes = 20, kEntryBytes = 46, kLocalBytes = 30;
constexpr size_t kMaxComment = 0xFFFF;
constexpr uint64_t kMaxDirectoryBytes = uint64_t{64} << 20;
constexpr uint32_t kInZip64 = 0xFFFFFFFF;
constexpr uint16_t kZip64Extra = 0x0001;

uint64_t little(std::span<const uint8_t> bytes, size_t at, size_t count) {
  uint64_t value = 0;
  for (size_t i = 0; i < count; ++i) value |= static_cast<uint64_t>(bytes[at + i]) << (8 * i);
  return value;
}
uint16_t u16(std::span<const uint8_t> bytes, size_t at) { return static_cast<uint16_t>(little(bytes, at, 2)); }
uint32_t u32(std::span<const uint8_t> bytes, size_t at) { return static_cast<uint32_t>(little(bytes, at, 4)); }
uint64_t u64(std::span<const uint8_t> bytes, size_t at) { return little(bytes, at, 8); }

/// zlib counts in 32 bits.
uint32_t crcOf(uint32_t crc, std::span<const uint8_t> bytes) {
  constexpr size_t kStep = size_t{1} << 30;
  for (size_t at = 0; at < bytes.size(); at += kStep) {
    const auto piece = bytes.subspan(at, std::min(kStep, bytes.size() - at));
    crc = static_cast<uint32_t>(::crc32(crc, piece.data(), static_cast<uInt>(piece.size())));
  }
  return crc;
}

}  // namespace

ZipArchive::ZipArchive(const std::filesystem::path& path) : file_(path) { readDirectory(findDirectory()); }

void ZipArchive::damaged(const std::string& what) const {
  throw Error(ErrorCode::fileDamaged, name() + " is damaged: " + what + ". Copy or download it again.");
}

/// The end record stands in front of a comment of unknown length: searched backwards.
ZipArchive::Directory ZipArchive::findDirectory() {
  if (file_.size() < kEndBytes) damaged("it is too short for a PyTorch checkpoint");
  std::vector<uint8_t> tail(std::min<uint64_t>(file_.size(), kEndBytes + kMaxComment));
  const uint64_t tailOffset = file_.size() - tail.size();
  file_.readAt(tailOffset, tail);
  for (size_t at = tail.size() - kEndBytes + 1; at-- > 0;) {
    if (u32(tail, at) != kEndSignature || u16(tail, at + 20) != tail.size() - at - kEndBytes) continue;
    const uint64_t end = tailOffset + at;
    if (end >= kEnd64LocatorBytes) {
      std::vector<uint8_t> locator(kEnd64LocatorBytes);
      file_.readAt(end - kEnd64LocatorBytes, locator);
      if (u32(locator, 0) == kEnd64LocatorSignature) return readZip64Directory(end - kEnd64LocatorBytes);
    }
    if (u16(tail, at + 4) != 0 || u16(tail, at + 8) != u16(tail, at + 10))
      throw Error(ErrorCode::unsupported, name() + " is one part of a divided archive. Join the parts first.");
    return {u32(tail, at + 16), u32(tail, at + 12), u16(tail, at + 10)};
  }
  damaged("its end is missing");
}

ZipArchive::Directory ZipArchive::readZip64Directory(uint64_t locatorOffset) {
  std::vector<uint8_t> bytes(kEnd64LocatorBytes);
  file_.readAt(locatorOffset, bytes);
  const uint64_t offset = u64(bytes, 8);
  if (offset > locatorOffset || locatorOffset - offset < kEnd64Bytes) damaged("its directory is not where it should be");
  bytes.resize(kEnd64Bytes);
  file_.readAt(offset, bytes);
  if (u32(bytes, 0) != kEnd64Signature) damaged("its directory is not where it should be");
  return {u64(bytes, 48), u64(bytes, 40), u64(bytes, 32)};
}

void ZipArchive::readDirectory(const Directory& directory) {
  if (directory.offset > file_.size() || directory.size > file_.size() - directory.offset)
    damaged("its directory lies outside the file");
  if (directory.size > kMaxDirectoryBytes || directory.count > directory.size / kEntryBytes) damaged("its directory is too long");
  std::vector<uint8_t> bytes(directory.size);
  file_.readAt(directory.offset, bytes);
  std::span<const uint8_t> rest(bytes);
  for (uint64_t i = 0; i < directory.count; ++i) {
    if (rest.size() < kEntryBytes || u32(rest, 0) != kEntrySignature) damaged("its directory is incomplete");
    const size_t nameBytes = u16(rest, 28), extraBytes = u16(rest, 30), commentBytes = u16(rest, 32);
    const size_t total = kEntryBytes + nameBytes + extraBytes + commentBytes;
    if (rest.size() < total) damaged("its directory is incomplete");
    const std::string entryName(reinterpret_cast<const char*>(rest.data()) + kEntryBytes, nameBytes);
    const ZipEntry entry = parseEntry(rest, rest.subspan(kEntryBytes + nameBytes, extraBytes));
    if (!entries_.emplace(entryName, entry).second) damaged("it holds " + quotedForMessage(entryName) + " twice");
    rest = rest.subspan(total);
  }
}

ZipEntry ZipArchive::parseEntry(std::span<const uint8_t> record, std::span<const uint8_t> extra) {
  const std::string remedy = " Save it again with torch.save, which writes neither.";
  if (u16(record, 8) & 1) throw Error(ErrorCode::unsupported, name() + " is encrypted or compressed." + remedy);
  if (u16(record, 10) != 0) throw Error(ErrorCode::unsupported, name() + " is compressed or encrypted." + remedy);
  uint64_t stored = u32(record, 20), size = u32(record, 24), local = u32(record, 42);
  while (extra.size() >= 4) {
    const size_t length = u16(extra, 2);
    if (extra.size() - 4 < length) break;
    auto values = extra.subspan(4, length);
    // The 64-bit values stand in this order, each only where its 32-bit field is full.
    for (uint64_t* value : {&size, &stored, &local}) {
      if (u16(extra, 0) != kZip64Extra || *value != kInZip64 || values.size() < 8) continue;
      *value = u64(values, 0);
      values = values.subspan(8);
    }
    extra = extra.subspan(4 + length);
  }
  if (stored != size || local > file_.size() || file_.size() - local < kLocalBytes) damaged("an entry lies outside the file");
  uint8_t header[kLocalBytes];
  file_.readAt(local, header);
  if (u32(header, 0) != kLocalSignature) damaged("an entry is not where its directory says");
  const uint64_t offset = local + kLocalBytes + u16(header, 26) + u16(header, 28);
  if (offset > file_.size() || size > file_.size() - offset) damaged("an entry lies outside the file");
  return {offset, size, u32(record, 16)};
}

void ZipArchive::checkCrc(const ZipEntry& entry, uint32_t crc) const {
  if (entry.crc != 0 && crc != entry.crc) damaged("the checksum of an entry is wrong");
}

void ZipArchive::read(const ZipEntry& entry, std::span<uint8_t> into) {
  if (into.size() != entry.size) damaged("an entry has another size than its description");
  file_.readAt(entry.offset, into);
  checkCrc(entry, crcOf(0, into));
}

void ZipArchive::readPart(const ZipEntry& entry, uint64_t offset, std::span<uint8_t> into) {
  if (offset > entry.size || into.size() > entry.size - offset) damaged("a tensor lies outside its stored data");
  file_.readAt(entry.offset + offset, into);
}

void ZipArchive::verify(const ZipEntry& entry) {
  std::vector<uint8_t> buffer(std::min<uint64_t>(entry.size, uint64_t{1} << 20));
  uint32_t crc = 0;
  for (uint64_t done = 0; done < entry.size;) {
    const auto piece = std::span(buffer).first(std::min<uint64_t>(buffer.size(), entry.size - done));
    file_.readAt(entry.offset + done, piece);
    crc = crcOf(crc, piece);
    done += piece.size();
  }
  checkCrc(entry, crc);
}

}  // namespace fsm
