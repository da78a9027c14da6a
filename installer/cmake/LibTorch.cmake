# LibTorch from the PyPI wheel as one imported target. TORCH_ROOT is the wheel's `torch` folder
# (installer/dependencies.sh exports it). The wheel's RPATH finds its CUDA libraries beside it.
set(TORCH_ROOT "$ENV{TORCH_ROOT}" CACHE PATH "The `torch` folder of the LibTorch wheel")
if(NOT EXISTS ${TORCH_ROOT}/include/torch/csrc/api/include/torch/torch.h)
  message(FATAL_ERROR "LibTorch was not found in TORCH_ROOT='${TORCH_ROOT}'. Run installer/dependencies.sh and source the environment file that it names.")
endif()
find_package(CUDAToolkit REQUIRED)

add_library(fsm_libtorch INTERFACE)
target_include_directories(fsm_libtorch SYSTEM INTERFACE
  ${TORCH_ROOT}/include ${TORCH_ROOT}/include/torch/csrc/api/include ${CUDAToolkit_INCLUDE_DIRS})
target_link_directories(fsm_libtorch INTERFACE ${TORCH_ROOT}/lib)
# torch_cuda registers its kernels from static initialisers: nothing refers to it by name.
target_link_libraries(fsm_libtorch INTERFACE
  torch_cpu c10 c10_cuda -Wl,--push-state,--no-as-needed torch_cuda torch -Wl,--pop-state CUDA::cudart)
target_link_options(fsm_libtorch INTERFACE -Wl,-rpath,${TORCH_ROOT}/lib)

# The one precompiled header of all files that see LibTorch.
add_library(fsm_torch_pch OBJECT ${CMAKE_SOURCE_DIR}/reconstruction/model/torch_pch.cpp)
target_link_libraries(fsm_torch_pch PUBLIC fsm_libtorch fsm_compiler_settings)
target_precompile_headers(fsm_torch_pch PRIVATE ${CMAKE_SOURCE_DIR}/reconstruction/model/torch_pch.h)

# fsm_uses_torch(TARGET): link LibTorch and take the shared precompiled header.
function(fsm_uses_torch target)
  target_link_libraries(${target} PUBLIC fsm_libtorch)
  target_precompile_headers(${target} REUSE_FROM fsm_torch_pch)
endfunction()
