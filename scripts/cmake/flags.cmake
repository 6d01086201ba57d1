# SPDX-License-Identifier: GPL-2.0-only
# Compiler flags travel on two interface targets.

add_library(bv_warnings INTERFACE)
target_compile_options(bv_warnings INTERFACE
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
	-Wmissing-prototypes -Wmissing-declarations -Wold-style-definition -Wvla -Wundef -Wformat=2
	-Wwrite-strings -Wpointer-arith -Wcast-qual -Wswitch-enum -Wimplicit-fallthrough
	-Wnull-dereference -Wdouble-promotion -Wredundant-decls
	$<$<BOOL:${BV_WERROR}>:-Werror>)

add_library(bv_instrument INTERFACE)
target_compile_definitions(bv_instrument INTERFACE _POSIX_C_SOURCE=200809L)
if(BV_SANITIZE)
	target_compile_options(bv_instrument INTERFACE
		-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
	target_link_options(bv_instrument INTERFACE -fsanitize=address,undefined)
endif()
# Floors are libraries of their own; this lets the compiler see across them. The objects hold code,
# too, so that the installed library can be linked by anybody.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
	set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
	target_compile_options(bv_instrument INTERFACE -ffat-lto-objects)
endif()
if(BV_COVERAGE)
	target_compile_options(bv_instrument INTERFACE --coverage)
	target_link_options(bv_instrument INTERFACE --coverage)
endif()
if(BV_FUZZERS)
	# The library too, or the fuzzer sees no edges.
	target_compile_options(bv_instrument INTERFACE -fsanitize=fuzzer-no-link)
endif()
