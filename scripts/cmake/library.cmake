# What others build against: one static library of all floors but the command line, and its headers.
add_library(bisect_verify STATIC
	$<TARGET_OBJECTS:bv_base>
	$<TARGET_OBJECTS:bv_log>
	$<TARGET_OBJECTS:bv_tree>
	$<TARGET_OBJECTS:bv_odds>
	$<TARGET_OBJECTS:bv_checks>
	$<TARGET_OBJECTS:bv_report>)
set_target_properties(bisect_verify PROPERTIES LINKER_LANGUAGE C)
install(TARGETS bisect_verify)
install(DIRECTORY include/bisect_verify DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
	FILES_MATCHING PATTERN "*.h")

# Relative to the file itself, so that cmake --install --prefix and a moved folder work.
set(pkgconfig_folder ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH BV_PC_TO_PREFIX ${pkgconfig_folder} ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH BV_PC_TO_INCLUDE ${pkgconfig_folder} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(scripts/cmake/bisect_verify.pc.in bisect_verify.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/bisect_verify.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
