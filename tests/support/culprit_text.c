/* SPDX-License-Identifier: GPL-2.0-only */
/* Printing files as `git show --raw` and `--numstat` do. */
#include "culprit_text.h"

#include "base/out.h"
#include "case/case.h"

static const char no_id[] = "0000000000000000000000000000000000000000";

const char bv_files_script[] =
	"show() { git show --format= -m --first-parent -M \"$@\"; }\n"
	"files() {\n"
	"	show --numstat $1 >\"$BV_SCRATCH/numstat\" || return 1\n"
	"	show --raw --no-abbrev $1 >\"$BV_SCRATCH/raw\" || return 1\n"
	"	cut -f1,2 \"$BV_SCRATCH/numstat\" | paste - \"$BV_SCRATCH/raw\" |\n"
	"		sed -e '/^\t/d' -e 's/ R[0-9]*\t/ R\t/' -e 's/ T\t/ M\t/'\n"
	"}\n";

struct bv_facts bv_facts_of(struct bv_tree *tree, const char *written, const char *subject,
			    struct bv_arena *keep)
{
	struct bv_bisection *bisection = bv_arena_alloc(keep, 1, sizeof(*bisection));
	struct bv_revision *revision = BV_APPEND(&bisection->revisions, keep);
	static const struct bv_told told = {.is_later_wanted = true};
	struct bv_case c;

	revision->written = bv_arena_copy(keep, bv_text_from(written));
	revision->subject = bv_arena_copy(keep, bv_text_from(subject));
	bisection->claim.ending = BV_ENDING_FIRST_BAD;
	bisection->claim.first_bad.number = 1;
	bv_case_open(&c, bisection, &told, tree, keep);
	return c.facts;
}

static void print_count(struct bv_out *out, const struct bv_changed_file *file,
			struct bv_count count)
{
	if (count.is_known)
		bv_out_print(out, "%zu\t", count.value);
	else
		bv_out_print(out, "%s\t", file->is_binary == BV_YES ? "-" : "?");
}

static void print_text(struct bv_out *out, struct bv_text text, const char *otherwise)
{
	bv_out_print(out, "%.*s ", BV_TEXT_ARG(text.size ? text : bv_text_from(otherwise)));
}

struct bv_text bv_files_text(const struct bv_culprit_facts *culprit, struct bv_arena *keep)
{
	struct bv_out_buffer buffer = {.keep = keep};
	struct bv_out out = {.sink = bv_sink_buffer, .context = &buffer};

	for (size_t i = 0; i < culprit->files.count; i++) {
		const struct bv_changed_file *file = &culprit->files.items[i];

		print_count(&out, file, file->added);
		print_count(&out, file, file->deleted);
		bv_out_print(&out, ":");
		print_text(&out, file->old_mode, "000000");
		print_text(&out, file->new_mode, "000000");
		print_text(&out, file->old_id, no_id);
		print_text(&out, file->new_id, no_id);
		bv_out_print(&out, "%c\t", bv_file_status_letter(file->status));
		if (file->status == BV_FILE_RENAMED)
			bv_out_print(&out, "%.*s\t", BV_TEXT_ARG(file->old_path));
		bv_out_print(&out, "%.*s\n", BV_TEXT_ARG(file->path));
	}
	return (struct bv_text){buffer.items, buffer.count};
}
