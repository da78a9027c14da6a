// Base of the renderer's tests: one device for all tests of a program, with the validation layers on; what they say fails the
// test.
#pragma once

#include <QtTest>
#include <memory>

#include "reconstruction/core/error.h"
#include "renderer/render_context.h"

namespace fsm::renderer {

class ValidatedTest : public QObject {
  Q_OBJECT

 protected:
  RenderContext& context() { return *context_; }
  ValidatedTest() = default;

 private slots:
  void initTestCase() {
    try {
      context_ = std::make_unique<RenderContext>(InstanceSettings{true, {}}, "", 0);
    } catch (const Error& error) {
      QSKIP(error.what());
    }
  }
  void cleanup() {
    if (!context_) return;
    const auto messages = context_->instance.validation().messages();
    for (size_t i = reported_; i < messages.size(); ++i) qWarning("%s", messages[i].c_str());
    const bool clean = reported_ == messages.size();
    reported_ = messages.size();
    QVERIFY2(clean, "the validation layers complained");
  }
  void cleanupTestCase() { context_.reset(); }

 private:
  std::unique_ptr<RenderContext> context_;
  size_t reported_ = 0;
};

}  // namespace fsm::renderer
