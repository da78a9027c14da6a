# What `cmake --install` and CPack put where, and the Debian package (installer/package.sh makes it).
# The programs lie in lib/chronoscope; bin has the launcher's names, which finds or fetches LibTorch (installer/launch.sh).
include(GNUInstallDirs)
set(private_folder lib/chronoscope)
set(resources ${CMAKE_SOURCE_DIR}/resources)

# LibTorch's place differs from user to user: the launcher tells the loader.
set_target_properties(fsm chronoscope PROPERTIES INSTALL_RPATH "")
install(TARGETS fsm chronoscope chronoscope_first_start DESTINATION ${private_folder})
install(PROGRAMS ${CMAKE_SOURCE_DIR}/installer/launch.sh DESTINATION ${private_folder} RENAME launch)
install(PROGRAMS ${CMAKE_SOURCE_DIR}/installer/dependencies.sh DESTINATION ${private_folder})
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/links)
foreach(name fsm chronoscope)
  file(CREATE_LINK ../${private_folder}/launch ${CMAKE_BINARY_DIR}/links/${name} SYMBOLIC)
  install(FILES ${CMAKE_BINARY_DIR}/links/${name} DESTINATION bin)
endforeach()

install(DIRECTORY ${resources}/models ${resources}/sample DESTINATION share/chronoscope)
install(FILES ${resources}/desktop/chronoscope.desktop DESTINATION share/applications)
install(FILES ${resources}/desktop/chronoscope-mime.xml DESTINATION share/mime/packages RENAME chronoscope.xml)
install(FILES ${resources}/icons/chronoscope.svg DESTINATION share/icons/hicolor/scalable/apps)

find_program(GZIP_PROGRAM gzip REQUIRED)
# compressed(FILE NAME FOLDER): installs FILE as FOLDER/NAME.gz, as Debian has it.
function(compressed file name folder)
  set(packed ${CMAKE_BINARY_DIR}/compressed/${name}.gz)
  add_custom_command(OUTPUT ${packed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/compressed
    COMMAND sh -c "${GZIP_PROGRAM} -9nc \"$1\" >\"$2\"" sh ${file} ${packed} DEPENDS ${file} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY fsm_compressed_files ${packed})
  install(FILES ${packed} DESTINATION ${folder})
endfunction()
foreach(page chronoscope.1 fsm.1)
  compressed(${resources}/man/${page} ${page} share/man/man1)
endforeach()
compressed(${CMAKE_SOURCE_DIR}/installer/debian/changelog changelog share/doc/chronoscope)
install(FILES ${CMAKE_SOURCE_DIR}/installer/debian/copyright DESTINATION share/doc/chronoscope)
install(FILES ${CMAKE_SOURCE_DIR}/THIRD_PARTY.md DESTINATION share/doc/chronoscope)
get_property(packed_files GLOBAL PROPERTY fsm_compressed_files)
# All that the package holds; tests and benchmarks are not part of it.
add_custom_target(packaged ALL DEPENDS fsm chronoscope chronoscope_first_start ${packed_files})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME chronoscope)
set(CPACK_PACKAGE_VENDOR Chronoscope)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/package)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "turns videos into 4D scenes: look from anywhere, at any time")
set(CPACK_PACKAGE_DESCRIPTION
  "Chronoscope reads a phone video and gives back a scene in which time and camera are two independent things: scrub time while the \
camera stands, move the camera while time stands, or both along paths of their own, and export the result as a clip or as splats.\n\n\
The program fsm does the same without a window.\n\n\
LibTorch and the CUDA libraries that it loads (2.1 GB) are not in this package: they are fetched once per user at the first start.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "Chronoscope maintainers <chronoscope@users.noreply.github.com>")
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# What the programs are linked with is asked of dpkg-shlibdeps; LibTorch's folders are named so that it does not stop there.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${TORCH_ROOT}/lib ${CUDAToolkit_LIBRARY_DIR})
# And what no linker sees: Vulkan's loader and a font; Python's installer and certificates for the first start.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libvulkan1, fonts-dejavu-core | fonts-liberation, python3, python3-venv, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "colmap, mesa-vulkan-drivers | vulkan-icd, qt6-translations-l10n, shared-mime-info, desktop-file-utils, hicolor-icon-theme")
include(CPack)
