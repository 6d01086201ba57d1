# SPDX-License-Identifier: GPL-2.0-only
# What others build against: the library without the command line, and its one header.
install(FILES include/bisect_verify.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# Relative to the file itself, so that cmake --install --prefix and a moved folder work.
set(pkgconfig_folder ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH BV_PC_TO_PREFIX ${pkgconfig_folder} ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH BV_PC_TO_INCLUDE ${pkgconfig_folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(scripts/cmake/bisect_verify.pc.in bisect_verify.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/bisect_verify.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
