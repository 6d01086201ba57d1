/* SPDX-License-Identifier: GPL-2.0-only */
/* Path classes: the plain ones, and the traps of the naive rules. */
#include "kernel/path_class.h"

#include <criterion/criterion.h>

#include "base/arena.h"

struct row {
	const char *path, *arch;
	enum bv_reach reach;
};

static void expect_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(bv_path_reach(bv_text_from(rows[i].path), bv_text_from(rows[i].arch)),
			     rows[i].reach, "%s for %s", rows[i].path, rows[i].arch);
}
#define EXPECT_ROWS(rows) expect_rows((rows), sizeof(rows) / sizeof((rows)[0]))

Test(path_class, nothing_builds_or_reads)
{
	static const struct row rows[] = {
		{"MAINTAINERS", "", BV_REACH_NOTHING},
		{"CREDITS", "x86", BV_REACH_NOTHING},
		{".mailmap", "x86", BV_REACH_NOTHING},
		{"README", "x86", BV_REACH_NOTHING},
		{"drivers/gpu/.gitignore", "x86", BV_REACH_NOTHING},
		{"arch/arm/.gitignore", "", BV_REACH_NOTHING},
		{"Documentation/.gitignore", "", BV_REACH_NOTHING},
		{"LICENSES/preferred/MIT", "x86", BV_REACH_NOTHING},
		{"Next/Trees", "x86", BV_REACH_NOTHING},
	};

	EXPECT_ROWS(rows);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_text_is_empty(bv_path_serves(bv_text_from(rows[i].path))), "%s",
			  rows[i].path);
}

/* Not in the image, but the build of these can break. */
Test(path_class, documents)
{
	static const struct row rows[] = {
		{"Documentation/kbuild/kbuild.rst", "x86", BV_REACH_DOCUMENTS},
		{"Documentation/ABI/README", "x86", BV_REACH_DOCUMENTS},
		{"Documentation/devicetree/bindings/a.yaml", "arm64", BV_REACH_DOCUMENTS},
		{"rust/helpers/notes.rst", "x86", BV_REACH_DOCUMENTS},
		{".../x/notes.rst", "x86", BV_REACH_DOCUMENTS},
		{"scripts/checkpatch.pl", "x86", BV_REACH_DOCUMENTS},
		{"scripts/coccinelle/api/a.cocci", "x86", BV_REACH_DOCUMENTS},
		{"scripts/gdb/linux/lists.py", "x86", BV_REACH_DOCUMENTS},
	};

	EXPECT_ROWS(rows);
}

Test(path_class, what_else_a_file_serves)
{
	static const struct {
		const char *path, *serves;
	} rows[] = {
		{"Documentation/devicetree/bindings/a.yaml",
		 "make dt_binding_check and dtbs_check"},
		{"Documentation/admin-guide/a.rst", "a build of the documentation"},
		{"tools/testing/selftests/net/a.sh", "a selftest"},
		{"tools/perf/builtin-top.c", "perf"},
		{"tools/testing/selftests/net/.gitignore", ""},
		{"tools/objtool/check.c", ""},
		{"drivers/net/tun.c", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(bv_text_equal(bv_path_serves(bv_text_from(rows[i].path)),
					bv_text_from(rows[i].serves)),
			  "%s", rows[i].path);
}

Test(path_class, harmless_look_but_shape_the_image)
{
	static const struct row rows[] = {
		{"Makefile", "x86", BV_REACH_IMAGE},
		{"kernel/MAINTAINERS", "x86", BV_REACH_IMAGE},
		{"Documentation/Kconfig", "x86", BV_REACH_IMAGE},
		{"scripts/sorttable.c", "x86", BV_REACH_IMAGE},
		{"scripts/checkpatch.pl.c", "x86", BV_REACH_IMAGE},
		{"scripts/head-object-list.txt", "x86", BV_REACH_IMAGE},
		{"scripts/Makefile.kasan", "x86", BV_REACH_IMAGE},
		{"tools/objtool/check.c", "x86", BV_REACH_IMAGE},
		{"tools/bpf/resolve_btfids/main.c", "x86", BV_REACH_IMAGE},
		{"tools/lib/subcmd/run-command.c", "x86", BV_REACH_IMAGE},
		{"tools/lib/bpf/btf.c", "x86", BV_REACH_IMAGE},
		{"tools/include/linux/list.h", "x86", BV_REACH_IMAGE},
		{"tools/arch/x86/lib/insn.c", "x86", BV_REACH_IMAGE},
		{"include/dt-bindings/clock/a.h", "x86", BV_REACH_IMAGE},
		{"include/uapi/linux/if.h", "x86", BV_REACH_IMAGE},
		{"include/asm-generic/bug.h", "x86", BV_REACH_IMAGE},
		{"arch/Kconfig", "", BV_REACH_IMAGE},
		{"usr/gen_init_cpio.c", "x86", BV_REACH_IMAGE},
		{"lib/localversion.c", "x86", BV_REACH_IMAGE},
	};

	EXPECT_ROWS(rows);
}

Test(path_class, tools_and_tests)
{
	static const struct row rows[] = {
		{"tools/testing/selftests/net/a.sh", "x86", BV_REACH_TOOLS},
		{"tools/perf/builtin-top.c", "x86", BV_REACH_TOOLS},
		{"tools/perf/arch/x86/entry/syscalls/syscall_64.tbl", "x86", BV_REACH_TOOLS},
		{"tools/lib/perf/cpumap.c", "x86", BV_REACH_TOOLS},
		{"tools/arch/x86/kcpuid/kcpuid.c", "x86", BV_REACH_TOOLS},
		{"samples/bpf/a.c", "x86", BV_REACH_TOOLS},
		{"localversion-next", "x86", BV_REACH_VERSION},
		{"localversion-rt", "", BV_REACH_VERSION},
	};

	EXPECT_ROWS(rows);
}

Test(path_class, architectures)
{
	static const struct row rows[] = {
		{"arch/x86/kernel/cpu.c", "x86", BV_REACH_IMAGE},
		{"arch/x86/kernel/cpu.c", "amd64", BV_REACH_IMAGE},
		{"arch/x86/kernel/cpu.c", "i386", BV_REACH_IMAGE},
		{"arch/x86/entry/syscalls/syscall_32.tbl", "x86_64", BV_REACH_IMAGE},
		{"arch/i386/kernel/cpu.c", "x86_64", BV_REACH_IMAGE},
		{"arch/x86_64/kernel/cpu.c", "x86_64", BV_REACH_IMAGE},
		{"arch/x86/kernel/cpu.c", "arm64", BV_REACH_OTHER_ARCH},
		{"arch/x86/kernel/cpu.c", "", BV_REACH_UNKNOWN},
		{"arch/x86/um/stub.c", "um", BV_REACH_IMAGE},
		{"arch/x86/um/stub.c", "x86", BV_REACH_OTHER_ARCH},
		{"arch/arm/xen/enlighten.c", "arm64", BV_REACH_IMAGE},
		{"arch/arm/mm/fault.c", "arm64", BV_REACH_OTHER_ARCH},
		{"arch/arm64/mm/fault.c", "aarch64", BV_REACH_IMAGE},
		{"arch/powerpc/mm/fault.c", "ppc64le", BV_REACH_IMAGE},
		{"arch/ppc/mm/fault.c", "powerpc", BV_REACH_IMAGE},
		{"arch/s390/mm/fault.c", "s390x", BV_REACH_IMAGE},
		{"arch/riscv/mm/fault.c", "riscv64", BV_REACH_IMAGE},
		{"arch/riscv/boot/dts/a/b.dts", "x86", BV_REACH_OTHER_ARCH},
		{"include/asm-i386/bug.h", "x86", BV_REACH_IMAGE},
		{"include/asm-sparc64/bug.h", "x86", BV_REACH_OTHER_ARCH},
		{"drivers/net/tun.c", "", BV_REACH_IMAGE},
		{".../net/tun.c", "x86", BV_REACH_UNKNOWN},
		{"", "x86", BV_REACH_UNKNOWN},
	};

	EXPECT_ROWS(rows);
}

Test(path_class, folders_of_linux)
{
	static const struct {
		const char *folders;
		bool is_linux;
	} rows[] = {
		/* v2.6.12, v6.12, and trees that hold a part of one */
		{"arch crypto drivers fs include init ipc kernel lib mm net scripts security",
		 true},
		{"Documentation arch drivers fs include kernel rust samples tools virt", true},
		{"Documentation arch drivers fs kernel lib mm net sound", true},
		/* U-Boot, Zephyr, FreeBSD's sys/, git */
		{"Documentation arch board boot cmd drivers fs include lib net scripts", false},
		{"arch boards cmake drivers dts include kernel lib modules samples subsys", false},
		{"arm64 compat crypto dev fs i386 kern libkern net security", false},
		{"Documentation builtin compat contrib t", false},
		{"", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text rest = bv_text_from(rows[i].folders), word;
		struct bv_texts folders = {0};
		struct bv_arena keep = {0};

		while (bv_take_word(&rest, &word)) {
			*BV_APPEND(&folders, &keep) = word;
			(void)bv_take_blanks(&rest);
		}
		cr_expect_eq(bv_folders_are_linux(&folders), rows[i].is_linux, "%s",
			     rows[i].folders);
		bv_arena_release(&keep);
	}
}
