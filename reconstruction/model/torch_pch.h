// Everything of LibTorch that the model, its trainer and their tests use, compiled once.
#pragma once

#include <torch/torch.h>
