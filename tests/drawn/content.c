/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of a drawn tree hold, as a stream for git fast-import. */
#include <string.h>

#include "tree.h"

/* The last two are MAINTAINERS and the top Makefile; tree.c relies on their kinds only. */
const struct tree_file tree_files[TREE_FILES] = {
	{"arch/x86/kernel/demo_irq.c", "x86/demo", "demo_irq", TREE_CODE},
	{"arch/x86/mm/demo_fault.c", "x86/mm", "demo_fault", TREE_CODE},
	{"drivers/block/demo_queue.c", "demo-blk", "demo_queue", TREE_CODE},
	{"drivers/block/demo_disk.c", "demo-blk", "demo_disk", TREE_CODE},
	{"drivers/net/demo_link.c", "net: demo", "demo_link", TREE_CODE},
	{"drivers/net/demo_ring.c", "net: demo", "demo_ring", TREE_CODE},
	{"drivers/usb/core/demo_hub.c", "usb: demo", "demo_hub", TREE_CODE},
	{"fs/demofs/super.c", "demofs", "demofs_super", TREE_CODE},
	{"fs/demofs/inode.c", "demofs", "demofs_inode", TREE_CODE},
	{"kernel/demo_timer.c", "demo: timer", "demo_timer", TREE_CODE},
	{"kernel/demo_lock.c", "demo: lock", "demo_lock", TREE_CODE},
	{"lib/demo_list.c", "lib/demo_list", "demo_list", TREE_CODE},
	{"mm/demo_pool.c", "mm/demo_pool", "demo_pool", TREE_CODE},
	{"net/demo/sock.c", "demo: sock", "demo_sock", TREE_CODE},
	{"net/demo/route.c", "demo: route", "demo_route", TREE_CODE},
	{"sound/core/demo_pcm.c", "ALSA: demo", "demo_pcm", TREE_CODE},
	{"arch/arm64/kernel/demo_smp.c", "arm64: demo", "demo_smp", TREE_OTHER_ARCH},
	{"arch/riscv/mm/demo_tlb.c", "riscv: demo", "demo_tlb", TREE_OTHER_ARCH},
	{"Documentation/admin-guide/demo.rst", "Documentation", "demo", TREE_DOCUMENT},
	{"Documentation/driver-api/demo-queue.rst", "docs", "queue", TREE_DOCUMENT},
	{"MAINTAINERS", "MAINTAINERS", "", TREE_MAINTAINERS},
	{"Makefile", "Linux", "", TREE_RELEASE},
};
const char *const tree_functions[TREE_SLOTS] = {"alloc", "submit", "poll", "reset", "release"};

static void print_function(FILE *out, const struct tree_file *file, size_t slot, unsigned version)
{
	fprintf(out,
		"\nint %s_%s(struct demo *demo, int count)\n{\n"
		"\tint left = demo_room(demo);\n\n"
		"\tif (count > left)\n\t\tcount = left;\n"
		"\tdemo->limit = %zu;\n",
		file->name, tree_functions[slot], 64 + slot);
	if (version)
		fprintf(out, "\tif (count < %u)\n\t\treturn -EBUSY;\n", version % 37 + 1);
	for (unsigned line = 0; line < version * 7 % 23; line++)
		fprintf(out, "\tdemo->epoch[%u] += count * %u;\n", line, version);
	fprintf(out, "\tdemo_kick(demo, %u);\n\treturn count;\n}\n", version);
}

static void print_code(FILE *out, const struct tree_file *file, const uint16_t *slots)
{
	fprintf(out, "// SPDX-License-Identifier: GPL-2.0\n#include <linux/errno.h>\n"
		     "#include \"demo.h\"\n");
	for (size_t s = 0; s < TREE_SLOTS; s++)
		print_function(out, file, s, slots[s]);
}

static void print_document(FILE *out, const struct tree_file *file, const uint16_t *slots)
{
	(void)file;
	fprintf(out, "The demo device\n===============\n");
	for (size_t s = 0; s < TREE_SLOTS; s++)
		fprintf(out, "\nTo %s it, write %u to the file named after it.\n",
			tree_functions[s], slots[s]);
}

static void print_maintainers(FILE *out, const struct tree_file *file, const uint16_t *slots)
{
	static const char *const titles[TREE_SLOTS][2] = {
		{"DEMO BLOCK DRIVER", "drivers/block/demo*"},
		{"DEMO FILE SYSTEM", "fs/demofs/"},
		{"DEMO NETWORKING", "net/demo/"},
		{"DEMO SOUND", "sound/core/demo*"},
		{"DEMO TIMERS AND LOCKS", "kernel/demo*"},
	};

	(void)file;
	fprintf(out, "List of maintainers\n===================\n");
	for (size_t s = 0; s < TREE_SLOTS; s++)
		fprintf(out,
			"\n%s\nM:\tKeeper %u <keeper%u@example.org>\n"
			"L:\tdemo-list%zu@example.org\nS:\tMaintained\nF:\t%s\n",
			titles[s][0], slots[s], slots[s], s, titles[s][1]);
}

/* The first slot of the Makefile holds the number of the release. */
static void print_makefile(FILE *out, const struct tree_file *file, const uint16_t *slots)
{
	(void)file;
	fprintf(out,
		"# SPDX-License-Identifier: GPL-2.0\nVERSION = 5\nPATCHLEVEL = %u\n"
		"SUBLEVEL = 0\nEXTRAVERSION =\nNAME = Demo\n",
		9U + slots[0]);
}

static void print_file(FILE *out, size_t number, const uint16_t *slots)
{
	static void (*const printers[])(FILE *, const struct tree_file *, const uint16_t *) = {
		[TREE_CODE] = print_code,         [TREE_OTHER_ARCH] = print_code,
		[TREE_DOCUMENT] = print_document, [TREE_MAINTAINERS] = print_maintainers,
		[TREE_RELEASE] = print_makefile,
	};
	const struct tree_file *file = &tree_files[number];
	struct bv_arena keep = {0};
	struct memory memory;
	struct bv_text text;

	memory_open(&memory);
	printers[file->kind](memory.out, file, slots);
	text = memory_close(&memory, &keep);
	fprintf(out, "M 100644 inline %s\ndata %zu\n%.*s\n", file->path, text.size,
		BV_TEXT_ARG(text));
	bv_arena_release(&keep);
}

/* One rule a file in a Makefile beside it, as Kbuild wants them. */
static void print_rules(FILE *out)
{
	for (size_t f = 0; f < TREE_FILES; f++) {
		const char *path = tree_files[f].path, *end = strrchr(path, '/');
		char rule[80];

		if (tree_files[f].kind != TREE_CODE && tree_files[f].kind != TREE_OTHER_ARCH)
			continue;
		if (f > 0 && strncmp(path, tree_files[f - 1].path, (size_t)(end - path) + 1) == 0)
			continue;
		fprintf(out, "M 100644 inline %.*s/Makefile\n", (int)(end - path), path);
		(void)snprintf(rule, sizeof(rule), "obj-y += %.*s.o", (int)strlen(end + 1) - 2,
			       end + 1);
		if (f + 1 < TREE_FILES &&
		    strncmp(path, tree_files[f + 1].path, (size_t)(end - path) + 1) == 0)
			(void)snprintf(rule + strlen(rule), sizeof(rule) - strlen(rule), " %.*s.o",
				       (int)strlen(strrchr(tree_files[f + 1].path, '/') + 1) - 2,
				       strrchr(tree_files[f + 1].path, '/') + 1);
		fprintf(out, "data %zu\n%s\n\n", strlen(rule) + 1, rule);
	}
}

static void print_files(FILE *out, const struct tree *tree, const struct tree_commit *commit)
{
	const struct tree_commit *parent =
		commit->parent_count > 0 ? &tree->commits[commit->parents[0]] : NULL;

	for (size_t f = 0; f < TREE_FILES; f++)
		if (!parent || memcmp(parent->slots[f], commit->slots[f], sizeof(*commit->slots)))
			print_file(out, f, commit->slots[f]);
	if (!parent)
		print_rules(out);
}

static void print_commit(FILE *out, const struct tree *tree, size_t number)
{
	const struct tree_commit *commit = &tree->commits[number];
	size_t size = strlen(commit->subject) + strlen(commit->body) + 2;

	if (commit->parent_count == 0)
		fprintf(out, "reset refs/heads/import\n\n");
	fprintf(out, "commit refs/heads/import\nmark :%zu\n", number + 1);
	fprintf(out, "author %s <%s> %lld %+05d\n", commit->author->name, commit->author->mail,
		(long long)commit->author_date, commit->author->zone);
	fprintf(out, "committer %s <%s> %lld %+05d\n", commit->committer->name,
		commit->committer->mail, (long long)commit->commit_date, commit->committer->zone);
	fprintf(out, "data %zu\n%s\n\n%s\n", size, commit->subject, commit->body);
	for (size_t p = 0; p < commit->parent_count; p++)
		fprintf(out, "%s :%zu\n", p == 0 ? "from" : "merge", commit->parents[p] + 1);
	print_files(out, tree, commit);
	fprintf(out, "\n");
}

static void print_refs(FILE *out, const struct tree *tree)
{
	static const struct tree_person tagger = {"Lina Trunk", "lina@example.org", -700};

	fprintf(out, "reset refs/heads/master\nfrom :%zu\n\n", tree->head + 1);
	fprintf(out, "reset refs/heads/stable\nfrom :%zu\n\n", tree->stable + 1);
	for (size_t r = 0; r < tree->release_count; r++) {
		const struct tree_commit *commit = &tree->commits[tree->releases[r]];

		fprintf(out, "tag %s\nfrom :%zu\ntagger %s <%s> %lld %+05d\ndata %zu\n%s\n",
			commit->tag, tree->releases[r] + 1, tagger.name, tagger.mail,
			(long long)commit->commit_date, tagger.zone, strlen(commit->subject) + 1,
			commit->subject);
	}
}

struct bv_text tree_stream(const struct tree *tree, struct bv_arena *keep)
{
	struct memory stream;

	memory_open(&stream);
	for (size_t c = 0; c < tree->count; c++)
		print_commit(stream.out, tree, c);
	print_refs(stream.out, tree);
	return memory_close(&stream, keep);
}
