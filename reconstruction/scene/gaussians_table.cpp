#include "reconstruction/scene/gaussians_table.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>
#include <nlohmann/json.hpp>
#include <numeric>

#include "reconstruction/core/error.h"
#include "reconstruction/scene/compression.h"
#include "reconstruction/scene/gaussians_json.h"

namespace fsm::scene {

namespace {

constexpr uint64_t kChunkBytes = uint64_t{4} << 20;  // of float32

/// Goes on from the checksum of all chunks before: a chunk in the wrong place or of another version is found as well.
uint32_t runningCrc(uint32_t before, std::span<const uint8_t> chunk) {
  return static_cast<uint32_t>(::crc32(before, chunk.data(), static_cast<uInt>(chunk.size())));
}

int64_t gaussiansPerChunk(const Gaussians4D& like, bool isStatic) {
  return static_cast<int64_t>(std::max<uint64_t>(1, kChunkBytes / encodedBytes(like, isStatic, 1, Quantisation::none)));
}

uint64_t scramble(uint64_t x) {  // the finaliser of splitmix64
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9;
  x ^= x >> 27;
  x *= 0x94D049BB133111EB;
  return x ^ x >> 31;
}

/// A number in (0, 1) that looks random and depends on the Gaussian only.
double chance(const Gaussians4D& gaussians, size_t i) {
  uint64_t hash = 0x9E3779B97F4A7C15;
  for (size_t axis = 0; axis < 3; ++axis) hash = scramble(hash ^ std::bit_cast<uint32_t>(gaussians.position[3 * i + axis]));
  hash = scramble(hash ^ std::bit_cast<uint32_t>(gaussians.opacityLogit[i]));
  if (!gaussians.isStatic()) hash = scramble(hash ^ std::bit_cast<uint32_t>(gaussians.time[i]));
  return (static_cast<double>(hash >> 12) + 0.5) / static_cast<double>(uint64_t{1} << 52);
}

/// Logarithm of how much a Gaussian covers in space (the area of its broad side) and time.
double logImportance(const Gaussians4D& gaussians, size_t i) {
  const float* s = &gaussians.logScale[3 * i];
  const double area = double{s[0]} + s[1] + s[2] - std::min({s[0], s[1], s[2]});
  const double duration = gaussians.isStatic() ? 0.0 : std::min(gaussians.logScaleTime[i], 0.0f);
  return area + duration - std::log1p(std::exp(-std::max(gaussians.opacityLogit[i], -700.0f)));
}

Error noSuchVersion(const std::string& name, const std::string& shownName) {
  return {ErrorCode::notFound, "There are no Gaussians \"" + name + "\" in " + shownName + ". Choose another version."};
}

/// Id of the row, which is made or changed: columns that a newer version added keep their values.
int64_t writeRow(const Database& database, const GaussiansRow& row) {
  database
      .prepare(
          "INSERT INTO gaussians (name, model, json, created_utc, description, chunk_count) VALUES (?1, ?2, ?3, ?4, '{}', 0) "
          "ON CONFLICT (name) DO UPDATE SET model = ?2, json = ?3, created_utc = ?4")
      .bind(1, row.name)
      .bind(2, row.model)
      .bind(3, row.json.empty() ? std::string_view("{}") : std::string_view(row.json))
      .bind(4, row.createdUtc)
      .run();
  Statement find = database.prepare("SELECT id FROM gaussians WHERE name = ?1");
  find.bind(1, row.name).step();
  return find.integer(0);
}

struct Written {
  int64_t chunks = 0;
  GaussianErrors errors;
};

Written writeChunks(const Database& database, int64_t id, const Gaussians4D& gaussians, const std::vector<int64_t>& order,
                    Quantisation quantisation) {
  database.prepare("DELETE FROM gaussians_chunk WHERE gaussians_id = ?1").bind(1, id).run();
  Statement insert = database.prepare(
      "INSERT INTO gaussians_chunk (gaussians_id, position, gaussian_count, crc32, data) VALUES (?1, ?2, ?3, ?4, ?5)");
  const int64_t each = gaussiansPerChunk(gaussians, gaussians.isStatic());
  const auto all = static_cast<int64_t>(order.size());
  Written out;
  uint32_t crc = 0;
  for (int64_t first = 0; first < all; first += each, ++out.chunks) {
    const int64_t count = std::min(each, all - first);
    const Gaussians4D part = gaussians.subset({order.begin() + first, order.begin() + first + count});
    std::vector<int64_t> partOrder;
    const std::vector<uint8_t> raw = encodeGaussians(part, quantisation, partOrder);
    if (quantisation != Quantisation::none)
      out.errors = worstOf(
          out.errors, measureErrors(part.subset(partOrder), decodeGaussians(raw, part, part.isStatic(), count, quantisation)));
    const std::vector<uint8_t> bytes = zstdCompress(raw);
    crc = runningCrc(crc, bytes);
    insert.bind(1, id).bind(2, out.chunks).bind(3, count).bind(4, static_cast<int64_t>(crc)).bind(5, bytes).run();
  }
  return out;
}

constexpr const char* kColumns =
    "SELECT id, name, model, json, created_utc, description, chunk_count, "
    "(SELECT coalesce(sum(length(data)), 0) FROM gaussians_chunk WHERE gaussians_id = gaussians.id) FROM gaussians ";

/// A row of `kColumns`.
void readRow(const Statement& statement, const std::string& shownName, GaussiansSummary& summary, GaussianScene& scene) {
  summary.row = {statement.text(1), statement.text(2), statement.text(3), statement.text(4)};
  summary.storedBytes = statement.integer(7);
  try {
    applyDescription(nlohmann::json::parse(statement.text(5)), scene, summary);
  } catch (const std::exception& problem) {
    throw Error(ErrorCode::fileDamaged,
                "The Gaussians \"" + summary.row.name + "\" in " + shownName + " are damaged. Make them again.", problem.what());
  }
}

}  // namespace

std::vector<int64_t> coarseFirst(const Gaussians4D& gaussians) {
  gaussians.check();
  std::vector<int64_t> order;
  std::vector<double> keys(static_cast<size_t>(gaussians.count()));
  for (int64_t i = 0; i < gaussians.count(); ++i) {
    if (!gaussians.isDrawable(i)) continue;
    const auto n = static_cast<size_t>(i);
    // The smallest of exponential waiting times with the importances as rates, in logarithms.
    keys[n] = std::log(-std::log(chance(gaussians, n))) - logImportance(gaussians, n);
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return keys[static_cast<size_t>(a)] < keys[static_cast<size_t>(b)]; });
  return order;
}

GaussianErrors writeGaussians(const Database& database, const GaussiansRow& row, const GaussianScene& scene,
                              Quantisation quantisation) {
  const std::vector<int64_t> order = coarseFirst(scene.gaussians);
  const int64_t id = writeRow(database, row);
  const Written written = writeChunks(database, id, scene.gaussians, order, quantisation);
  GaussiansSummary summary;
  summary.count = static_cast<int64_t>(order.size());
  summary.isStatic = scene.gaussians.isStatic();
  summary.quantisation = quantisation;
  summary.errors = written.errors;
  const std::string description = describe(scene, summary).dump();
  database.prepare("UPDATE gaussians SET description = ?2, chunk_count = ?3 WHERE id = ?1")
      .bind(1, id)
      .bind(2, description)
      .bind(3, written.chunks)
      .run();
  return written.errors;
}

void removeGaussians(const Database& database, const std::string& name) {
  database.prepare("DELETE FROM gaussians_chunk WHERE gaussians_id IN (SELECT id FROM gaussians WHERE name = ?1)")
      .bind(1, name)
      .run();
  database.prepare("DELETE FROM gaussians WHERE name = ?1").bind(1, name).run();
}

std::vector<GaussiansSummary> listGaussians(const Database& database, const std::string& shownName) {
  Statement statement = database.prepare(std::string(kColumns) + "ORDER BY created_utc, id");
  std::vector<GaussiansSummary> out;
  GaussianScene ignored;
  while (statement.step()) readRow(statement, shownName, out.emplace_back(), ignored);
  return out;
}

GaussiansReader openGaussians(const Database& database, const std::string& name, const std::string& shownName) {
  Statement find = database.prepare(std::string(kColumns) + "WHERE name = ?1");
  if (!find.bind(1, name).step()) throw noSuchVersion(name, shownName);
  GaussiansSummary summary;
  GaussianScene scene;
  readRow(find, shownName, summary, scene);
  Statement chunks = database.prepare(
      "SELECT position, gaussian_count, crc32, data FROM gaussians_chunk WHERE gaussians_id = ?1 ORDER BY position");
  chunks.bind(1, find.integer(0));
  return {std::move(chunks), std::move(summary), std::move(scene), find.integer(6), shownName};
}

GaussiansReader::GaussiansReader(Statement statement, GaussiansSummary summary, GaussianScene scene, int64_t chunks,
                                 std::string shownName)
    : statement_(std::move(statement)),
      summary_(std::move(summary)),
      scene_(std::move(scene)),
      chunks_(chunks),
      shownName_(std::move(shownName)) {}

void GaussiansReader::damaged(const std::string& what) const {
  throw Error(ErrorCode::fileDamaged, "The Gaussians \"" + summary_.row.name + "\" in " + shownName_ + " are damaged: " + what +
                                          ". Make them again, or restore the file from a backup.");
}

std::optional<Gaussians4D> GaussiansReader::next() try {
  if (ended_) return std::nullopt;
  if (!statement_.step()) {
    ended_ = true;  // a further step would begin anew
    if (chunk_ != chunks_ || delivered_ != summary_.count) damaged("a part is missing");
    return std::nullopt;
  }
  const int64_t count = statement_.integer(1);
  const auto bytes = statement_.bytes(3);
  crc_ = runningCrc(crc_, bytes);
  if (statement_.integer(0) != chunk_) damaged("a part is missing");
  if (statement_.integer(2) != static_cast<int64_t>(crc_)) damaged("a checksum is wrong");
  if (count < 1 || count > gaussiansPerChunk(scene_.gaussians, summary_.isStatic) || count > summary_.count - delivered_)
    damaged("a part has a wrong size");
  const auto raw = zstdDecompress(bytes, encodedBytes(scene_.gaussians, summary_.isStatic, count, summary_.quantisation));
  if (!raw) damaged("a part cannot be decompressed");
  ++chunk_;
  delivered_ += count;
  return decodeGaussians(*raw, scene_.gaussians, summary_.isStatic, count, summary_.quantisation);
} catch (const std::bad_alloc&) {
  throw Error(ErrorCode::outOfMemory,
              "There is not enough memory to read the Gaussians of " + shownName_ + ". Close other programs and try again.");
}

}  // namespace fsm::scene
