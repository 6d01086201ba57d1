/* SPDX-License-Identifier: GPL-2.0-only */
/* Whom syzkaller would write to. */
#include <stdlib.h>
#include <string.h>

#include "syzbot.h"

#define RECIPIENTS_MAX 24

struct recipients {
	const char *mails[RECIPIENTS_MAX];
	size_t count;
};

static void add(struct recipients *recipients, struct bv_text mail, struct bv_arena *keep)
{
	char *lower = (char *)(uintptr_t)bv_arena_copy(keep, mail).data;

	for (char *c = lower; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
	for (size_t i = 0; i < recipients->count; i++)
		if (strcmp(recipients->mails[i], lower) == 0)
			return;
	if (recipients->count < RECIPIENTS_MAX)
		recipients->mails[recipients->count++] = lower;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_list(FILE *out, const char *what, struct recipients *recipients)
{
	qsort(recipients->mails, recipients->count, sizeof(*recipients->mails), compare);
	fprintf(out, "recipients (%s): [", what);
	for (size_t i = 0; i < recipients->count; i++)
		fprintf(out, "%s\"%s\"", i > 0 ? " " : "", recipients->mails[i]);
	fprintf(out, "]\n");
}

/* What get_maintainer.pl says of every file: who keeps it, and its list; to all, the last in Cc. */
static const char *const maintainers[] = {"demo-list0@example.org", "keeper0@example.org",
					  "demo-kernel@example.org"};

bool syzbot_is_maintainer(struct bv_text mail)
{
	for (size_t i = 0; i < PAIRS_COUNT(maintainers); i++)
		if (bv_text_equal(mail, bv_text_from(maintainers[i])))
			return true;
	return false;
}

/* With two or fewer, get_maintainer.pl adds the list and who keeps the file. */
void syzbot_print_recipients(struct syzbot *syzbot, const struct tree_commit *commit)
{
	static const char *const trailers[] = {
		"Signed-off-by: ", "Reviewed-by: ", "Acked-by: ", "Tested-by: "};
	struct recipients to = {0}, cc = {0};
	struct bv_text rest = bv_text_from(commit->body), line, mail;

	add(&to, bv_text_from(commit->author->mail), &syzbot->keep);
	while (bv_take_line(&rest, &line))
		for (size_t t = 0; t < PAIRS_COUNT(trailers); t++)
			if (bv_text_starts_with(line, bv_text_from(trailers[t])) &&
			    bv_take_until(&line, BV_TEXT("<"), &mail) &&
			    bv_take_until(&line, BV_TEXT(">"), &mail))
				add(&to, mail, &syzbot->keep);
	if (to.count <= 2) {
		add(&to, bv_text_from(maintainers[0]), &syzbot->keep);
		add(&to, bv_text_from(maintainers[1]), &syzbot->keep);
		add(&cc, bv_text_from(maintainers[2]), &syzbot->keep);
	}
	print_list(syzbot->out, "to", &to);
	print_list(syzbot->out, "cc", &cc);
}
