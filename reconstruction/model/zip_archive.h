// The part of the zip format that torch.save writes: stored (uncompressed) entries, zip64 sizes, one disk.
// Reference: PKWARE APPNOTE.TXT 6.3, sections 4.3 and 4.5.3.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "reconstruction/model/random_access_file.h"

namespace fsm {

struct ZipEntry {
  uint64_t offset = 0;  ///< of the data in the file
  uint64_t size = 0;
  uint32_t crc = 0;  ///< CRC-32 of the data; 0: the writer recorded none (PyTorch can be told so)
};

class ZipArchive {
 public:
  /// Reads the directory. Throws notFound, fileDamaged, unsupported (compressed or encrypted entries, several disks).
  explicit ZipArchive(const std::filesystem::path& path);

  const std::map<std::string, ZipEntry>& entries() const { return entries_; }
  uint64_t fileSize() const { return file_.size(); }
  /// In quotes, for messages.
  const std::string& name() const { return file_.name(); }

  /// The whole entry with its checksum verified. `into` has the entry's size.
  void read(const ZipEntry& entry, std::span<uint8_t> into);
  /// A part of the entry, unverified; it must lie inside.
  void readPart(const ZipEntry& entry, uint64_t offset, std::span<uint8_t> into);
  /// Verifies the checksum without keeping the data.
  void verify(const ZipEntry& entry);

 private:
  struct Directory {
    uint64_t offset = 0, size = 0, count = 0;
  };
  Directory findDirectory();
  Directory readZip64Directory(uint64_t locatorOffset);
  void readDirectory(const Directory& directory);
  ZipEntry parseEntry(std::span<const uint8_t> record, std::span<const uint8_t> extra);
  void checkCrc(const ZipEntry& entry, uint32_t crc) const;
  [[noreturn]] void damaged(const std::string& what) const;

  RandomAccessFile file_;
  std::map<std::string, ZipEntry> entries_;
};

}  // namespace fsm
