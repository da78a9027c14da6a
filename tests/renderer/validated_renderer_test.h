// Base of the tests of the renderer as programs see it: one renderer for all tests of a program, with the validation layers on;
// what they say fails the test.
#pragma once

#include <QtTest>
#include <memory>

#include "reconstruction/core/error.h"
#include "renderer/renderer.h"

namespace fsm::renderer {

class ValidatedRendererTest : public QObject {
  Q_OBJECT

 protected:
  Renderer& renderer() { return *renderer_; }
  ValidatedRendererTest() = default;

 private slots:
  void initTestCase() {
    try {
      renderer_ = std::make_unique<Renderer>(RendererOptions{.validation = true});
    } catch (const Error& error) {
      QSKIP(error.what());
    }
  }
  void cleanup() {
    if (!renderer_) return;
    const auto messages = renderer_->validationMessages();
    for (size_t i = reported_; i < messages.size(); ++i) qWarning("%s", messages[i].c_str());
    const bool clean = reported_ == messages.size();
    reported_ = messages.size();
    QVERIFY2(clean, "the validation layers complained");
  }
  void cleanupTestCase() { renderer_.reset(); }

 private:
  std::unique_ptr<Renderer> renderer_;
  size_t reported_ = 0;
};

}  // namespace fsm::renderer
