/* SPDX-License-Identifier: GPL-2.0-only */
/* Path classes: tables first, in the order in which they are asked. */
#include "path_class.h"

#include "commit_title.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/** Names that say enough in whatever folder they are. */
static const struct bv_text names_never[] = {
	BV_TEXT_INIT(".gitignore"),    BV_TEXT_INIT(".gitattributes"),
	BV_TEXT_INIT(".mailmap"),      BV_TEXT_INIT(".clang-format"),
	BV_TEXT_INIT(".editorconfig"), BV_TEXT_INIT(".cocciconfig"),
	BV_TEXT_INIT(".rustfmt.toml"), BV_TEXT_INIT(".get_maintainer.ignore"),
	BV_TEXT_INIT("README"),        BV_TEXT_INIT("README.md"),
};

struct path_rule {
	struct bv_text path; /* a folder when it ends in '/', else one file */
	enum bv_reach reach;
};

/** The first that fits counts: exceptions stand before their folder. */
static const struct path_rule path_rules[] = {
	{BV_TEXT_INIT("MAINTAINERS"), BV_REACH_NEVER},
	{BV_TEXT_INIT("CREDITS"), BV_REACH_NEVER},
	{BV_TEXT_INIT("COPYING"), BV_REACH_NEVER},
	{BV_TEXT_INIT("REPORTING-BUGS"), BV_REACH_NEVER},
	{BV_TEXT_INIT("LICENSES/"), BV_REACH_NEVER},
	{BV_TEXT_INIT("Next/"), BV_REACH_NEVER},
	{BV_TEXT_INIT("Documentation/Kconfig"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("Documentation/"), BV_REACH_NEVER},
	/* Built for the build: objtool and resolve_btfids rewrite the image, the rest is theirs. */
	{BV_TEXT_INIT("tools/objtool/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/bpf/resolve_btfids/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/lib/perf/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/lib/traceevent/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/lib/lockdep/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/lib/thermal/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/lib/python/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/lib/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/build/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/include/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/scripts/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/arch/x86/intel_sdsi/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/arch/x86/kcpuid/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("tools/arch/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/Makefile"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("tools/"), BV_REACH_TOOLS},
	{BV_TEXT_INIT("samples/"), BV_REACH_TOOLS},
	/* scripts/ shapes the image, but for what people run by hand. */
	{BV_TEXT_INIT("scripts/checkpatch.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/const_structs.checkpatch"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/spelling.txt"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/get_maintainer.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/get_abi.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/get_feat.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/coccicheck"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/coccinelle/"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/kernel-doc"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/kernel-doc.py"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/kernel-doc.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/sphinx-pre-install"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/documentation-file-ref-check"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/decode_stacktrace.sh"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/decodecode"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/faddr2line"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/markup_oops.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/leaking_addresses.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/bloat-o-meter"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/bootgraph.pl"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/diffconfig"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/extract-ikconfig"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/extract-vmlinux"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/objdiff"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/show_delta"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/spdxcheck.py"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/gdb/"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/package/"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/tags.sh"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/ver_linux"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/Lindent"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/cleanfile"), BV_REACH_NEVER},
	{BV_TEXT_INIT("scripts/cleanpatch"), BV_REACH_NEVER},
};

/** Folders of one architecture that another one builds from, or that its own does not build. */
static const struct borrowed_folder {
	struct bv_text arch, folder;
	enum bv_reach reach;
} borrowed_folders[] = {
	/* arch/arm64/xen/Makefile; arm64's KVM was arch/arm/kvm until v5.7; shared dts includes. */
	{BV_TEXT_INIT("arm64"), BV_TEXT_INIT("arch/arm/xen/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("arm64"), BV_TEXT_INIT("arch/arm/include/asm/xen/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("arm64"), BV_TEXT_INIT("arch/arm/kvm/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("arm64"), BV_TEXT_INIT("arch/arm/boot/dts/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("arm"), BV_TEXT_INIT("arch/arm64/boot/dts/"), BV_REACH_IMAGE},
	/* User-mode Linux takes arch/x86/um and many files of arch/x86 besides. */
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("arch/x86/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("arch/i386/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("arch/x86_64/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("include/asm-x86/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("include/asm-i386/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("include/asm-x86_64/"), BV_REACH_IMAGE},
	{BV_TEXT_INIT("x86"), BV_TEXT_INIT("arch/x86/um/"), BV_REACH_OTHER_ARCH},
	/* Until v2.6.24 ia64 built from arch/i386. */
	{BV_TEXT_INIT("ia64"), BV_TEXT_INIT("arch/i386/"), BV_REACH_IMAGE},
};

static bool rule_fits(struct bv_text rule, struct bv_text path)
{
	if (bv_text_ends_with(rule, BV_TEXT("/")))
		return bv_text_starts_with(path, rule);
	return bv_text_equal(path, rule);
}

static struct bv_text base_name(struct bv_text path)
{
	for (size_t i = path.size; i > 0; i--)
		if (path.data[i - 1] == '/')
			return bv_text_from_offset(path, i);
	return path;
}

static bool is_named_never(struct bv_text path)
{
	struct bv_text name = base_name(path);

	if (bv_text_ends_with(name, BV_TEXT(".rst")))
		return true;
	for (size_t i = 0; i < COUNT(names_never); i++)
		if (bv_text_equal(name, names_never[i]))
			return true;
	return false;
}

/** The architecture whose code @path is; false for common code. */
static bool take_path_arch(struct bv_text path, struct bv_text *out)
{
	struct bv_text rest = path;

	if (!bv_take_prefix(&rest, BV_TEXT("arch/")) &&
	    !bv_take_prefix(&rest, BV_TEXT("include/asm-")))
		return false;
	/* arch/Kconfig and include/asm-generic belong to all. */
	return bv_take_until(&rest, BV_TEXT("/"), out) && !bv_text_equal(*out, BV_TEXT("generic"));
}

static enum bv_reach arch_reach(struct bv_text path, struct bv_text path_arch, struct bv_text arch)
{
	struct bv_text built = bv_arch_folder(arch);

	if (bv_text_is_empty(arch))
		return BV_REACH_UNKNOWN;
	for (size_t i = 0; i < COUNT(borrowed_folders); i++) {
		const struct borrowed_folder *borrowed = &borrowed_folders[i];

		if (bv_text_equal_nocase(built, borrowed->arch) &&
		    bv_text_starts_with(path, borrowed->folder))
			return borrowed->reach;
	}
	return bv_text_equal_nocase(bv_arch_folder(path_arch), built) ? BV_REACH_IMAGE
								      : BV_REACH_OTHER_ARCH;
}

enum bv_reach bv_path_reach(struct bv_text path, struct bv_text arch)
{
	struct bv_text path_arch;

	if (is_named_never(path))
		return BV_REACH_NEVER;
	if (bv_text_is_empty(path) || bv_text_starts_with(path, BV_TEXT("...")))
		return BV_REACH_UNKNOWN;
	if (bv_text_starts_with(path, BV_TEXT("localversion")) &&
	    bv_text_find_byte(path, '/') == SIZE_MAX)
		return BV_REACH_VERSION;
	for (size_t i = 0; i < COUNT(path_rules); i++)
		if (rule_fits(path_rules[i].path, path))
			return path_rules[i].reach;
	if (take_path_arch(path, &path_arch))
		return arch_reach(path, path_arch, arch);
	return BV_REACH_IMAGE;
}

bool bv_path_is_kconfig(struct bv_text path)
{
	return bv_text_contains(path, BV_TEXT("Kconfig")) ||
	       bv_text_ends_with(path, BV_TEXT("defconfig"));
}

bool bv_path_is_detector(struct bv_text path)
{
	return bv_title_names_detector(path) || bv_text_ends_with(path, BV_TEXT(".tbl"));
}
