#include "reconstruction/model/checkpointing.h"

namespace fsm::model {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;
using Body = std::function<std::vector<Tensor>(const std::vector<Tensor>&, bool)>;

namespace {

struct BodyHolder : torch::CustomClassHolder {
  Body body;
};

struct CheckpointFunction : torch::autograd::Function<CheckpointFunction> {
  // A TensorList, not a vector: autograd looks for variables in no other container.
  static tensor_list forward(AutogradContext* ctx, at::TensorList inputs, const c10::intrusive_ptr<BodyHolder>& holder) {
    ctx->save_for_backward(inputs.vec());
    ctx->saved_data["body"] = c10::IValue::make_capsule(holder);
    return holder->body(inputs.vec(), true);
  }

  static tensor_list backward(AutogradContext* ctx, const tensor_list& gradients) {
    const auto holder = c10::static_intrusive_pointer_cast<BodyHolder>(ctx->saved_data["body"].toCapsule());
    tensor_list inputs;
    for (const Tensor& saved : ctx->get_saved_variables())
      inputs.push_back(saved.detach().requires_grad_(saved.is_floating_point()));
    tensor_list outputs, outputGradients;
    {
      const torch::AutoGradMode enable(true);
      const auto all = holder->body(inputs, false);
      for (size_t i = 0; i < all.size(); ++i) {
        if (!all[i].defined() || !gradients[i].defined() || !all[i].requires_grad()) continue;
        outputs.push_back(all[i]);
        outputGradients.push_back(gradients[i]);
      }
    }
    torch::autograd::backward(outputs, outputGradients);
    tensor_list result;
    for (const Tensor& input : inputs) result.push_back(input.grad());
    result.emplace_back();  // for the body
    return result;
  }
};

}  // namespace

std::vector<Tensor> checkpointed(const std::vector<Tensor>& inputs, const Body& body) {
  std::vector<size_t> defined;
  tensor_list given;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i].defined()) continue;
    defined.push_back(i);
    given.push_back(inputs[i]);
  }
  // Keeps the backward pass going to tensors that only `body` knows where no input wants a gradient (a frozen embedding).
  given.push_back(torch::zeros({1}, given.at(0).options()).requires_grad_(torch::GradMode::is_enabled()));
  const auto holder = c10::make_intrusive<BodyHolder>();
  const auto outputDefined = std::make_shared<std::vector<bool>>();
  // The function's own lists hold defined tensors only; the body sees its inputs in their places.
  holder->body = [body, defined, count = inputs.size(), outputDefined](const std::vector<Tensor>& packed, bool first) {
    std::vector<Tensor> full(count);
    for (size_t i = 0; i < defined.size(); ++i) full[defined[i]] = packed[i];
    std::vector<Tensor> kept;
    for (const Tensor& out : body(full, first)) {
      if (first) outputDefined->push_back(out.defined());
      if (out.defined()) kept.push_back(out);
    }
    return kept;
  };
  const tensor_list packed = CheckpointFunction::apply(at::TensorList(given), holder);
  std::vector<Tensor> result;
  size_t next = 0;
  for (const bool isDefined : *outputDefined) result.push_back(isDefined ? packed[next++] : Tensor());
  return result;
}

}  // namespace fsm::model
