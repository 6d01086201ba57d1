/* SPDX-License-Identifier: GPL-2.0-only */
/* The telling frames of a report, and functions found in C. */
#include <criterion/criterion.h>
#include <string.h>

#include "kernel/content.h"
#include "kernel/crash.h"

static struct bv_text frames_text(const char *report, struct bv_arena *keep)
{
	struct bv_frames frames = {0};
	struct bv_texts named = {0};
	struct bv_text text = {0};

	*BV_APPEND(&named, keep) = BV_TEXT("demo_named");
	bv_frames_find(&frames, bv_text_from(report), &named, keep);
	for (size_t i = 0; i < frames.count; i++)
		text = bv_arena_print(keep, "%.*s%.*s %.*s\n", BV_TEXT_ARG(text),
				      BV_TEXT_ARG(frames.items[i].function),
				      BV_TEXT_ARG(frames.items[i].file));
	return text;
}

Test(frames, symbolised)
{
	struct bv_arena keep = {0};
	struct bv_text found = frames_text(
		"BUG: KASAN: use-after-free in demo_read+0x1b/0x20 drivers/demo/read.c:12\n"
		"Call Trace:\n"
		" __dump_stack lib/dump_stack.c:77 [inline]\n"
		" dump_stack+0x107/0x163 lib/dump_stack.c:118\n"
		" demo_read+0x1b/0x20 drivers/demo/read.c:12\n"
		" demo_get ./include/demo/get.h:5 [inline]\n"
		" ? demo_guess+0x1/0x2 drivers/demo/guess.c:3\n"
		" demo_open.isra.0+0x2/0x9 drivers/demo/open.c:40\n"
		" kmalloc+0x1/0x2 mm/slub.c:99\n"
		" entry_SYSCALL_64_after_hwframe+0x44/0xa9 arch/x86/entry/entry_64.S:120\n"
		"RIP: 0010:demo_last+0xc9/0xe0 fs/demo/last.c:837\n"
		"Code: 00 01 02\n",
		&keep);

	cr_expect_str_eq(found.data, "demo_read drivers/demo/read.c\n"
				     "demo_get include/demo/get.h\n"
				     "demo_open drivers/demo/open.c\n"
				     "demo_last fs/demo/last.c\n");
	bv_arena_release(&keep);
}

Test(frames, without_files)
{
	struct bv_arena keep = {0};
	struct bv_text found =
		frames_text("[   12.345678][ T12] RIP: 0010:demo_a+0x12/0x30 [demo]\n"
			    "[   12.345678] Call Trace:\n"
			    "[   12.345679]  [<ffffffff81000000>] demo_b+0x1/0x2\n"
			    "[   12.345679]  [<ffffffff81000000>] ? demo_guess+0x1/0x2\n"
			    "[   12.345679]  do_syscall_64+0x3b/0x90\n"
			    "[   12.345679]  ret_from_fork+0x22/0x30\n"
			    "[   12.345680]  demo_c (net/demo/c.c:12 (discriminator 3))\n",
			    &keep);

	cr_expect_str_eq(found.data, "demo_a \ndemo_b \ndemo_c net/demo/c.c\n");
	bv_arena_release(&keep);
}

/* A crash in the machinery: what is more than that comes last, and is all that there is. */
Test(frames, within_machinery)
{
	struct bv_arena keep = {0};
	struct bv_text found = frames_text(" dump_stack+0x107/0x163 lib/dump_stack.c:118\n"
					   " demo_unpack+0x1/0x2 lib/demo/unpack.c:12\n"
					   " security_demo+0x1/0x2 security/security.c:12\n"
					   " demo_hook+0x1/0x2 security/demo/hook.c:12\n"
					   " demo_named+0x1/0x2 kernel/locking/x.c:12\n"
					   " demo_open+0x1/0x2 fs/demo/open.c:12\n",
					   &keep);

	cr_expect_str_eq(found.data, "demo_named kernel/locking/x.c\n"
				     "demo_open fs/demo/open.c\n"
				     "demo_unpack lib/demo/unpack.c\n"
				     "demo_hook security/demo/hook.c\n");
	bv_arena_release(&keep);
}

Test(frames, no_more_than_ten)
{
	struct bv_arena keep = {0};
	struct bv_frames frames = {0};
	struct bv_text report = {0};

	for (unsigned i = 0; i < 30; i++)
		report = bv_arena_print(&keep, "%.*s demo_%u+0x1/0x2 fs/demo/x.c:1\n",
					BV_TEXT_ARG(report), i / 2);
	bv_frames_find(&frames, report, &(struct bv_texts){0}, &keep);
	cr_assert_eq(frames.count, BV_FRAMES_MAX);
	cr_expect(bv_text_equal(frames.items[9].function, BV_TEXT("demo_9")));
	bv_arena_release(&keep);
}

static const char source[] = "/* foo(1) { } */\n"
			     "int foo(int a);\n"
			     "static int x = foo(1);\n"
			     "static struct y z = {\n\t.foo = foo(0),\n};\n"
			     "static noinline __printf(1, 2)\n"
			     "int foo(int a,\n"
			     "\tint (*b)(void))\n"
			     "\t__acquires(lock)\n"
			     "{\n"
			     "\tif (a) {\n"
			     "\t\tbar(a);\n"
			     "\t}\n"
			     "}\n"
			     "int bar(void) { return foo(2); }\n"
			     "static inline void baz(void) {\n"
			     "\tbar();\n"
			     "}\n"
			     "int quux(void)\n"
			     "EXPORT_SYMBOL(foo);\n";

Test(frames, functions_of_a_file)
{
	static const struct {
		const char *name, *text;
	} rows[] = {
		{"foo", "int foo(int a,\n\tint (*b)(void))\n\t__acquires(lock)\n{\n"
			"\tif (a) {\n\t\tbar(a);\n\t}\n}"},
		{"bar", "int bar(void) { return foo(2); }"},
		{"baz", "static inline void baz(void) {\n\tbar();\n}"},
		{"oo", ""},
		{"b", ""},
		{"__printf", ""},
		{"quux", ""},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_text found =
			bv_c_function_find(bv_text_from(source), bv_text_from(rows[i].name));

		cr_expect(bv_text_equal(found, bv_text_from(rows[i].text)), "%s: %.*s",
			  rows[i].name, BV_TEXT_ARG(found));
	}
}

/* Heads that never end, in a file as large as is read. */
Test(frames, hostile_functions, .timeout = 20)
{
	static const char *const lines[] = {"foo(", "foo(\n", "foo(a\n", "foo(\n\t(\n", "foo()\n{"};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct bv_arena keep = {0};
		size_t size = strlen(lines[i]), count = ((size_t)4 << 20) / size;
		char *text = bv_arena_alloc(&keep, count, size);

		for (size_t j = 0; j < count; j++)
			memcpy(text + j * size, lines[i], size);
		(void)bv_c_function_find((struct bv_text){text, count * size}, BV_TEXT("foo"));
		bv_arena_release(&keep);
	}
}
