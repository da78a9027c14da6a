# Warnings, sanitizers, ccache and mold for every target of the project.
add_library(fsm_compiler_settings INTERFACE)
target_include_directories(fsm_compiler_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(fsm_compiler_settings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wshadow -Wno-missing-field-initializers>
  # GCC 12 warns falsely about std::string concatenation at -O3.
  $<$<AND:$<COMPILE_LANG_AND_ID:CXX,GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict -Wno-stringop-overflow>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${CHRONOSCOPE_WERROR}>>:-Werror>)
if(CHRONOSCOPE_SANITIZE)
  target_compile_options(fsm_compiler_settings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${CHRONOSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined>)
  target_link_options(fsm_compiler_settings INTERFACE -fsanitize=${CHRONOSCOPE_SANITIZE})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # The sloppiness is what ccache asks for with precompiled headers.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CUDA_COMPILER_LAUNCHER ${launcher})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()
