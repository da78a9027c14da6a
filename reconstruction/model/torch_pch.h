// Everything of LibTorch that the model, its trainer and their tests use, compiled once.
#pragma once

// LibTorch has functions of this name, which Qt takes for a keyword.
#pragma push_macro("slots")
#undef slots
#include <torch/torch.h>
#pragma pop_macro("slots")
