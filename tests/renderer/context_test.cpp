// Devices, memory and resources: what the renderer stands on.
#include <QtTest>
#include <algorithm>

#include "renderer/render_context.h"
#include "tests/renderer/validated_test.h"

namespace fsm::renderer {

class ContextTest : public ValidatedTest {
  Q_OBJECT

 private slots:
  void devicesAreChosenByNameUuidAndKind();
  void memoryIsCountedAndComesBack();
  void piecesOfABlockDoNotOverlap();
  void anArtificialBudgetHolds();
  void framesAreCountedAndTimed();
};

void ContextTest::devicesAreChosenByNameUuidAndKind() {
  DeviceInfo slow{.name = "llvmpipe (LLVM)", .driver = "", .uuid = {1}, .type = DeviceType::software};
  DeviceInfo quick{.name = "Big Card", .driver = "", .uuid = {0xab}, .type = DeviceType::discrete};
  const std::vector<DeviceInfo> devices{slow, quick};
  QCOMPARE(chooseDevice(devices, ""), size_t(1));
  QCOMPARE(chooseDevice(devices, "software"), size_t(0));
  QCOMPARE(chooseDevice(devices, "big"), size_t(1));
  QCOMPARE(chooseDevice(devices, slow.uuidText()), size_t(0));
  try {
    chooseDevice(devices, "other");
    QFAIL("a device that is not there was chosen");
  } catch (const Error& error) {
    QCOMPARE(error.code(), ErrorCode::noDevice);
    QVERIFY(std::string(error.what()).find("Big Card") != std::string::npos);
  }
  QVERIFY_EXCEPTION_THROWN(chooseDevice({}, ""), Error);
}

void ContextTest::memoryIsCountedAndComesBack() {
  const MemoryReport before = context().memory.report();
  {
    const auto buffer =
        context().makeBuffer({"test", 100000, vk::BufferUsageFlagBits::eStorageBuffer, MemoryUse::upload, MemoryCategory::scene});
    QVERIFY(context().memory.report().of(MemoryCategory::scene) >= before.of(MemoryCategory::scene) + 100000);
    std::ranges::fill(buffer->mapped(), std::byte{7});
    QCOMPARE(buffer->mapped().size(), size_t(100000));
  }
  QCOMPARE(context().memory.report().of(MemoryCategory::scene), before.of(MemoryCategory::scene));
}

void ContextTest::piecesOfABlockDoNotOverlap() {
  std::vector<std::shared_ptr<Buffer>> buffers;
  uint32_t state = 1;
  for (int i = 0; i < 300; ++i) {
    state = state * 1664525 + 1013904223;
    if (buffers.size() > 20 && state >> 31) buffers.erase(buffers.begin() + (state >> 8) % buffers.size());
    const uint64_t size = 1 + (state >> 12) % 50000;
    buffers.push_back(context().makeBuffer({"piece", size, vk::BufferUsageFlagBits::eStorageBuffer, MemoryUse::upload}));
    std::ranges::fill(buffers.back()->mapped(), std::byte(i & 127));
    const std::byte mark = buffers.front()->mapped().front();
    for (const auto& buffer : buffers) {
      const auto bytes = buffer->mapped();
      QVERIFY(std::ranges::all_of(bytes, [&](std::byte b) { return b == bytes.front(); }));
    }
    QCOMPARE(buffers.front()->mapped().front(), mark);
  }
}

void ContextTest::anArtificialBudgetHolds() {
  RenderContext small({}, "", 8 << 20);
  const auto fits = small.makeBuffer({"fits", 3 << 20, vk::BufferUsageFlagBits::eStorageBuffer});
  try {
    small.makeBuffer({"does not", 6 << 20, vk::BufferUsageFlagBits::eStorageBuffer});
    QFAIL("the budget did not hold");
  } catch (const Error& error) {
    QCOMPARE(error.code(), ErrorCode::outOfMemory);
  }
  QVERIFY(small.memory.report().reserved <= 8 << 20);
  QVERIFY(small.memory.report().available <= 5 << 20);
}

void ContextTest::framesAreCountedAndTimed() {
  FrameRing& frames = context().frames;
  for (int i = 0; i < 5; ++i) {
    CommandStream& commands = frames.begin();
    commands.mark("nothing");
    commands.barrier();
    commands.mark("");
    const uint64_t number = frames.submit();
    QVERIFY(frames.wait(number));
    QVERIFY(frames.finished() >= number);
    if (context().device.traits().timestampNanoseconds > 0) {
      QCOMPARE(frames.times(number).size(), size_t(1));
      QCOMPARE(frames.times(number)[0].stage, std::string("nothing"));
    }
  }
}

}  // namespace fsm::renderer

QTEST_GUILESS_MAIN(fsm::renderer::ContextTest)
#include "context_test.moc"
