# bv_floor(NAME SOURCE...): one floor of the building, a static library of its own.
function(bv_floor name)
	add_library(${name} STATIC ${ARGN})
	target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/include)
	target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
	target_link_libraries(${name} PUBLIC bv_instrument PRIVATE bv_warnings)
endfunction()
