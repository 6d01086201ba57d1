/* SPDX-License-Identifier: GPL-2.0-only */
/* Path classes: tables first, in the order in which they are asked. */
#include "path_class.h"

#include "commit_title.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/** Names that say enough in whatever folder they are: nothing builds, runs or reads these. */
static const struct bv_text names_of_nothing[] = {
	BV_TEXT_INIT(".gitignore"),    BV_TEXT_INIT(".gitattributes"),
	BV_TEXT_INIT(".mailmap"),      BV_TEXT_INIT(".clang-format"),
	BV_TEXT_INIT(".editorconfig"), BV_TEXT_INIT(".get_maintainer.ignore"),
};
/** So do these, where no rule below speaks of their folder. */
static const struct bv_text readmes[] = {
	BV_TEXT_INIT("README"),
	BV_TEXT_INIT("README.md"),
};

struct path_rule {
	struct bv_text path; /* a folder when it ends in '/', else one file */
	enum bv_reach reach;
	struct bv_text serves; /* of documents and tools: what they can reach instead */
};

#define DOCUMENTS(path, serves)                                                                    \
	{                                                                                          \
		BV_TEXT_INIT(path), BV_REACH_DOCUMENTS, BV_TEXT_INIT(serves)                       \
	}
#define TOOLS(path, serves)                                                                        \
	{                                                                                          \
		BV_TEXT_INIT(path), BV_REACH_TOOLS, BV_TEXT_INIT(serves)                           \
	}
#define IMAGE(path)                                                                                \
	{                                                                                          \
		BV_TEXT_INIT(path), BV_REACH_IMAGE,                                                \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}
#define NOTHING(path)                                                                              \
	{                                                                                          \
		BV_TEXT_INIT(path), BV_REACH_NOTHING,                                              \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

#define DOCUMENTATION "a build of the documentation"
#define BY_HAND       "a script that people run"

/** The first that fits counts: exceptions stand before their folder. */
static const struct path_rule path_rules[] = {
	NOTHING("MAINTAINERS"),
	NOTHING("CREDITS"),
	NOTHING("COPYING"),
	NOTHING("REPORTING-BUGS"),
	NOTHING("LICENSES/"),
	NOTHING("Next/"),
	IMAGE("Documentation/Kconfig"),
	DOCUMENTS("Documentation/devicetree/bindings/", "make dt_binding_check and dtbs_check"),
	DOCUMENTS("Documentation/", DOCUMENTATION),
	DOCUMENTS(".cocciconfig", "make coccicheck"),
	DOCUMENTS(".rustfmt.toml", "make rustfmtcheck"),
	/* Built for the build: objtool and resolve_btfids rewrite the image, the rest is theirs. */
	IMAGE("tools/objtool/"),
	IMAGE("tools/bpf/resolve_btfids/"),
	TOOLS("tools/lib/perf/", "perf"),
	TOOLS("tools/lib/traceevent/", "perf"),
	TOOLS("tools/lib/lockdep/", "liblockdep"),
	TOOLS("tools/lib/thermal/", "what is built from tools/"),
	TOOLS("tools/lib/python/", DOCUMENTATION),
	IMAGE("tools/lib/"),
	IMAGE("tools/build/"),
	IMAGE("tools/include/"),
	IMAGE("tools/scripts/"),
	TOOLS("tools/arch/x86/intel_sdsi/", "what is built from tools/"),
	TOOLS("tools/arch/x86/kcpuid/", "what is built from tools/"),
	IMAGE("tools/arch/"),
	IMAGE("tools/Makefile"),
	TOOLS("tools/testing/selftests/", "a selftest"),
	TOOLS("tools/testing/", "a test of tools/testing"),
	TOOLS("tools/perf/", "perf"),
	TOOLS("tools/bpf/", "bpftool"),
	TOOLS("tools/", "what is built from tools/"),
	TOOLS("samples/", "the samples"),
	/* scripts/ shapes the image, but for what people run by hand. */
	DOCUMENTS("scripts/checkpatch.pl", "checkpatch"),
	DOCUMENTS("scripts/const_structs.checkpatch", "checkpatch"),
	DOCUMENTS("scripts/spelling.txt", "checkpatch"),
	DOCUMENTS("scripts/get_maintainer.pl", BY_HAND),
	DOCUMENTS("scripts/get_abi.pl", DOCUMENTATION),
	DOCUMENTS("scripts/get_feat.pl", DOCUMENTATION),
	DOCUMENTS("scripts/coccicheck", "make coccicheck"),
	DOCUMENTS("scripts/coccinelle/", "make coccicheck"),
	DOCUMENTS("scripts/kernel-doc", DOCUMENTATION),
	DOCUMENTS("scripts/kernel-doc.py", DOCUMENTATION),
	DOCUMENTS("scripts/kernel-doc.pl", DOCUMENTATION),
	DOCUMENTS("scripts/sphinx-pre-install", DOCUMENTATION),
	DOCUMENTS("scripts/documentation-file-ref-check", DOCUMENTATION),
	DOCUMENTS("scripts/decode_stacktrace.sh", BY_HAND),
	DOCUMENTS("scripts/decodecode", BY_HAND),
	DOCUMENTS("scripts/faddr2line", BY_HAND),
	DOCUMENTS("scripts/markup_oops.pl", BY_HAND),
	DOCUMENTS("scripts/leaking_addresses.pl", BY_HAND),
	DOCUMENTS("scripts/bloat-o-meter", BY_HAND),
	DOCUMENTS("scripts/bootgraph.pl", BY_HAND),
	DOCUMENTS("scripts/diffconfig", BY_HAND),
	DOCUMENTS("scripts/extract-ikconfig", BY_HAND),
	DOCUMENTS("scripts/extract-vmlinux", BY_HAND),
	DOCUMENTS("scripts/objdiff", BY_HAND),
	DOCUMENTS("scripts/show_delta", BY_HAND),
	DOCUMENTS("scripts/spdxcheck.py", BY_HAND),
	DOCUMENTS("scripts/gdb/", "gdb's scripts"),
	DOCUMENTS("scripts/package/", "a package of the kernel"),
	DOCUMENTS("scripts/tags.sh", "make tags"),
	DOCUMENTS("scripts/ver_linux", BY_HAND),
	DOCUMENTS("scripts/Lindent", BY_HAND),
	DOCUMENTS("scripts/cleanfile", BY_HAND),
	DOCUMENTS("scripts/cleanpatch", BY_HAND),
};
/** In whatever folder it is. */
static const struct path_rule rule_of_rst = DOCUMENTS("*.rst", DOCUMENTATION);

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

static bool is_named(struct bv_text path, const struct bv_text *names, size_t count)
{
	struct bv_text name = base_name(path);

	for (size_t i = 0; i < count; i++)
		if (bv_text_equal(name, names[i]))
			return true;
	return false;
}

/** The first rule that fits, or NULL. */
static const struct path_rule *find_rule(struct bv_text path)
{
	if (bv_text_ends_with(path, BV_TEXT(".rst")))
		return &rule_of_rst;
	for (size_t i = 0; i < COUNT(path_rules); i++)
		if (rule_fits(path_rules[i].path, path))
			return &path_rules[i];
	return NULL;
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
	const struct path_rule *rule = find_rule(path);
	struct bv_text path_arch;

	if (is_named(path, names_of_nothing, COUNT(names_of_nothing)))
		return BV_REACH_NOTHING;
	if (rule)
		return rule->reach;
	if (bv_text_is_empty(path) || bv_text_starts_with(path, BV_TEXT("...")))
		return BV_REACH_UNKNOWN;
	if (is_named(path, readmes, COUNT(readmes)))
		return BV_REACH_NOTHING;
	if (bv_text_starts_with(path, BV_TEXT("localversion")) &&
	    bv_text_find_byte(path, '/') == SIZE_MAX)
		return BV_REACH_VERSION;
	if (take_path_arch(path, &path_arch))
		return arch_reach(path, path_arch, arch);
	return BV_REACH_IMAGE;
}

struct bv_text bv_path_serves(struct bv_text path)
{
	const struct path_rule *rule = find_rule(path);

	if (!rule || is_named(path, names_of_nothing, COUNT(names_of_nothing)))
		return (struct bv_text){0};
	return rule->serves;
}

/* Zephyr has three of them: arch, drivers, include. */
#define SUBSYSTEMS_LEAST 4

bool bv_folders_are_linux(const struct bv_texts *folders)
{
	static const struct bv_text subsystems[] = {
		BV_TEXT_INIT("arch"),    BV_TEXT_INIT("block"),    BV_TEXT_INIT("crypto"),
		BV_TEXT_INIT("drivers"), BV_TEXT_INIT("fs"),       BV_TEXT_INIT("include"),
		BV_TEXT_INIT("init"),    BV_TEXT_INIT("ipc"),      BV_TEXT_INIT("mm"),
		BV_TEXT_INIT("net"),     BV_TEXT_INIT("security"), BV_TEXT_INIT("sound"),
	};
	bool has_kernel = false;
	size_t count = 0;

	for (size_t i = 0; i < folders->count; i++) {
		has_kernel |= bv_text_equal(folders->items[i], BV_TEXT("kernel"));
		for (size_t k = 0; k < COUNT(subsystems); k++)
			count += bv_text_equal(folders->items[i], subsystems[k]);
	}
	return has_kernel && count >= SUBSYSTEMS_LEAST;
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
