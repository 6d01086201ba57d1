/* SPDX-License-Identifier: GPL-2.0-only */
/* Damaged commit-graphs: left aside with a note, and the answers come from the objects. */
#include "repo/commit_graph.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/case.h"
#include "log/log.h"
#include "repo/range.h"
#include "repo/tree.h"
#include "support/bisect_vars.h"
#include "support/drawn_history.h"

#define COMMITS      60
#define RANDOM_FILES 3000

struct bytes {
	unsigned char *items;
	size_t count;
};

static struct bytes read_bytes(struct bv_scratch *scratch, const char *name)
{
	struct bv_text text = bv_scratch_run(scratch, "cat %s", name);
	struct bytes bytes = {malloc(text.size), text.size};

	cr_assert(bytes.items);
	for (size_t i = 0; i < text.size; i++)
		bytes.items[i] = (unsigned char)text.data[i];
	return bytes;
}

static void write_bytes(struct bv_scratch *scratch, const char *name, struct bytes bytes)
{
	FILE *file = fopen(bv_scratch_path(scratch, name), "wb");

	cr_assert(file);
	cr_assert(fwrite(bytes.items, 1, bytes.count, file) == bytes.count);
	cr_assert(fclose(file) == 0);
}

/* Where the chunk named @id begins. */
static size_t chunk_at(struct bytes bytes, const char *id)
{
	for (size_t row = 8; row + 12 < bytes.count; row += 12) {
		size_t at = 0;

		for (size_t i = 0; i < 8; i++)
			at = at << 8 | bytes.items[row + 4 + i];
		if (bv_text_equal((struct bv_text){(char *)bytes.items + row, 4}, bv_text_from(id)))
			return at;
	}
	cr_assert(false, "no chunk %s", id);
	return 0;
}

static void put_u32(struct bytes bytes, size_t at, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		bytes.items[at + i] = (unsigned char)(value >> (24 - 8 * i));
}

static void damage_every(struct bytes bytes, const char *chunk, size_t from, size_t step,
			 uint32_t value)
{
	size_t at = chunk_at(bytes, chunk);

	for (size_t i = 0; i < COMMITS; i++)
		put_u32(bytes, at + from + i * step, value);
}

static void cut_short(struct bytes *bytes)
{
	bytes->count -= 200;
}
static void empty_file(struct bytes *bytes)
{
	bytes->count = 0;
}
static void other_signature(struct bytes *bytes)
{
	bytes->items[0] = 'X';
}
static void other_version(struct bytes *bytes)
{
	bytes->items[4] = 2;
}
static void sha256(struct bytes *bytes)
{
	bytes->items[5] = 2;
}
static void falling_fanout(struct bytes *bytes)
{
	put_u32(*bytes, chunk_at(*bytes, "OIDF") + 4 * 200, 0);
}
static void chunk_outside(struct bytes *bytes)
{
	put_u32(*bytes, 8 + 12 + 8, UINT32_MAX);
}
static void parents_outside(struct bytes *bytes)
{
	damage_every(*bytes, "CDAT", 20, 36, COMMITS);
}
static void edges_outside(struct bytes *bytes)
{
	damage_every(*bytes, "CDAT", 24, 36, 0x80000000U + 5000);
}
static void endless_edges(struct bytes *bytes)
{
	size_t at = chunk_at(*bytes, "EDGE");

	for (size_t i = 0; at + i + 4 <= chunk_at(*bytes, "GDA2") || i < 4; i += 4)
		bytes->items[at + i] &= 0x7f;
	damage_every(*bytes, "CDAT", 24, 36, 0x80000000U);
}
static void circle(struct bytes *bytes)
{
	damage_every(*bytes, "CDAT", 20, 36, 0);
}
static void part_of_a_chain(struct bytes *bytes)
{
	bytes->items[7] = 1;
}

struct damage {
	const char *name;
	void (*apply)(struct bytes *bytes);
};
static const struct damage damages[] = {
	{"cut short", cut_short},
	{"empty", empty_file},
	{"another signature", other_signature},
	{"another version", other_version},
	{"SHA-256", sha256},
	{"falling fan-out", falling_fanout},
	{"a chunk outside", chunk_outside},
	{"parents outside", parents_outside},
	{"edges outside", edges_outside},
	{"endless edges", endless_edges},
	{"a circle", circle},
	{"a part of a chain", part_of_a_chain},
};

/* From the newest to the oldest commit; without the oldest and its ancestors. */
static size_t count_candidates(struct bv_history *history, const struct bv_drawn *drawn)
{
	struct bv_range_question question = {
		.bad = bv_must_find(history, &drawn->items[drawn->count - 1].id),
	};
	struct bv_arena keep = {0};
	struct bv_range range;
	size_t count;

	*BV_APPEND(&question.good, &keep) = bv_must_find(history, &drawn->items[0].id);
	bv_range_find(&range, history, &question, &keep);
	count = range.is_known ? range.candidates.count : SIZE_MAX;
	bv_arena_release(&keep);
	return count;
}

static size_t true_count(const struct bv_drawn *drawn)
{
	bool flags[COMMITS] = {false};
	size_t count = 0;

	bv_drawn_flag_ancestors(drawn, drawn->count - 1, flags);
	for (size_t i = 1; i < drawn->count; i++)
		count += flags[i];
	return count;
}

static struct bv_drawn make_repository(struct bv_scratch *scratch, const char *write)
{
	struct bv_random random = {7};
	struct bv_drawn drawn = bv_drawn_random(&random, COMMITS, BV_CLOCKS_RIGHT, &scratch->keep);

	bv_drawn_import(&drawn, scratch, "r");
	(void)bv_scratch_run(scratch, "cd r\n%s", write);
	return drawn;
}

static const char write_whole[] = "git commit-graph write --no-progress --stdin-commits <all.txt";

/* What the tree says of a bisection from the oldest to the newest commit. */
static struct bv_facts ask(struct bv_scratch *scratch, const struct bv_drawn *drawn)
{
	struct bv_text log = bv_arena_print(&scratch->keep, "git bisect start '%s' '%s'\n",
					    bv_drawn_hex(drawn, drawn->count - 1, &scratch->keep),
					    bv_drawn_hex(drawn, 0, &scratch->keep));
	struct bv_source source = {.name = "log", .text = log};
	struct bv_bisections bisections = {0};
	struct bv_error err = {0};
	struct bv_tree *tree;
	struct bv_told told = {0};
	struct bv_case c;

	bv_log_read(&bisections, &source, &scratch->keep);
	cr_assert(bisections.count == 1);
	cr_assert(bv_tree_open(&tree, bv_scratch_path(scratch, "r"), &err), "%s", err.text);
	bv_case_open(&c, &bisections.items[0], &told, tree, &scratch->keep);
	bv_tree_close(tree);
	return c.facts;
}

/* The commit-graph of "r" gives the right count, or is left aside. */
static void expect_right(struct bv_scratch *scratch, const struct bv_drawn *drawn, bool is_aside,
			 const char *name)
{
	struct bv_facts facts = ask(scratch, drawn);

	cr_expect(facts.range.candidates_left.is_known &&
			  facts.range.candidates_left.value == true_count(drawn),
		  "%s: a wrong count", name);
	cr_expect(facts.tree.has_commit_graph == (is_aside ? BV_UNKNOWN : BV_YES), "%s: %s", name,
		  is_aside ? "still in use" : "left aside");
	cr_expect((facts.tree.graph_note.size > 0) == is_aside, "%s: the note", name);
}

static void expect_aside(struct bv_scratch *scratch, const struct bv_drawn *drawn, const char *name)
{
	expect_right(scratch, drawn, true, name);
}

Test(commit_graph, what_is_damaged_is_left_aside)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn = make_repository(&scratch, write_whole);

	(void)bv_scratch_run(&scratch, "chmod u+w r/objects/info/commit-graph");
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		struct bytes bytes;

		(void)bv_scratch_run(&scratch,
				     "cd r && rm -f objects/info/commit-graph && %s\n"
				     "chmod u+w objects/info/commit-graph",
				     write_whole);
		bytes = read_bytes(&scratch, "r/objects/info/commit-graph");
		damages[i].apply(&bytes);
		write_bytes(&scratch, "r/objects/info/commit-graph", bytes);
		expect_aside(&scratch, &drawn, damages[i].name);
		free(bytes.items);
	}
	bv_scratch_close(&scratch);
}

Test(commit_graph, ids_out_of_order_are_noticed)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn = make_repository(&scratch, write_whole);
	struct bytes bytes = read_bytes(&scratch, "r/objects/info/commit-graph");
	unsigned char *ids = bytes.items + chunk_at(bytes, "OIDL");
	int side = -1;

	/* Only the newest commit can be found; its parents are among equal ids. */
	for (size_t i = 0; i < COMMITS; i++) {
		if (memcmp(ids + 20 * i, drawn.items[COMMITS - 1].id.bytes, 20) == 0)
			side = 1;
		else
			memset(ids + 20 * i, side < 0 ? 0 : 0xff, 20);
	}
	(void)bv_scratch_run(&scratch, "chmod u+w r/objects/info/commit-graph");
	write_bytes(&scratch, "r/objects/info/commit-graph", bytes);
	expect_aside(&scratch, &drawn, "equal ids");
	free(bytes.items);
	bv_scratch_close(&scratch);
}

/* For E's generation git since 2.41 cuts D's to 32 bits; its own verify calls that wrong. */
Test(commit_graph, a_date_after_2106_is_damage_only_where_git_wrote_it_wrong)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn = bv_drawn_parse("commit A\ncommit B A\ncommit C A\n"
					       "commit D C date=5500000000\ncommit E B D\n",
					       &scratch.keep);
	bool is_right;

	bv_drawn_import(&drawn, &scratch, "r");
	(void)bv_scratch_run(&scratch, "cd r\n%s", write_whole);
	is_right = bv_scratch_try(&scratch, NULL, "git -C r commit-graph verify");
	cr_assert(git_libgit2_init() > 0);
	expect_right(&scratch, &drawn, !is_right, "a date of 2144");
	git_libgit2_shutdown();
	bv_scratch_close(&scratch);
}

static const char write_chain[] =
	"head -n 20 all.txt | git commit-graph write --split=no-merge --stdin-commits\n"
	"head -n 40 all.txt | git commit-graph write --split=no-merge --stdin-commits\n"
	"git commit-graph write --split=no-merge --stdin-commits <all.txt\n"
	"cd objects/info/commit-graphs && chmod u+w *\n";

struct chain_damage {
	const char *name, *script;
};
static const struct chain_damage chain_damages[] = {
	{"a layer is missing", "rm graph-$(sed -n 2p commit-graph-chain).graph"},
	{"two lines swapped", "sed -i -n '1h;2{p;x};1!p' commit-graph-chain"},
	{"a layer under another's name", "cp graph-$(sed -n 1p commit-graph-chain).graph "
					 "graph-$(sed -n 2p commit-graph-chain).graph"},
	{"one layer under another name",
	 "mv graph-$(sed -n 1p commit-graph-chain).graph"
	 " graph-1111111111111111111111111111111111111111.graph\n"
	 "echo 1111111111111111111111111111111111111111 >commit-graph-chain"},
	{"only the upper layers", "sed -i 1d commit-graph-chain"},
	{"no names", "echo nonsense >commit-graph-chain"},
	{"empty", ": >commit-graph-chain"},
};

Test(commit_graph, a_chain_that_does_not_fit_is_left_aside)
{
	for (size_t i = 0; i < sizeof(chain_damages) / sizeof(chain_damages[0]); i++) {
		struct bv_scratch scratch = bv_scratch_open();
		struct bv_drawn drawn = make_repository(&scratch, write_chain);

		(void)bv_scratch_run(&scratch, "cd r/objects/info/commit-graphs\n%s",
				     chain_damages[i].script);
		expect_aside(&scratch, &drawn, chain_damages[i].name);
		bv_scratch_close(&scratch);
	}
}

/* Every answer that the layer gives; false ones are as good as any, but it must give them. */
static void read_all(const struct bv_graph_layer *layer)
{
	struct bv_arena keep = {0};

	for (uint32_t i = 0; i < layer->count; i++) {
		struct bv_positions parents = {0};
		struct bv_graph_times times;
		struct bv_oid id;
		uint32_t found;

		if (bv_graph_layer_id(layer, i, &id))
			(void)bv_graph_layer_find(layer, &id, &found);
		(void)!bv_graph_layer_times(layer, i, &times);
		if (bv_graph_layer_parents(layer, i, &parents, &keep))
			for (size_t p = 0; p < parents.count; p++)
				cr_assert(parents.items[p] < layer->base + layer->count);
	}
	bv_arena_release(&keep);
}

Test(commit_graph, random_damage_is_survived)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_random random = bv_random_open("damaged layers");
	struct bytes whole;
	size_t parsed = 0;

	(void)make_repository(&scratch, write_whole);
	whole = read_bytes(&scratch, "r/objects/info/commit-graph");
	for (size_t i = 0; i < RANDOM_FILES; i++) {
		struct bytes bytes = {NULL, bv_random_below(&random, 8)
						    ? whole.count
						    : bv_random_below(&random, whole.count)};
		struct bv_graph_layer layer;
		struct bv_error err = {0};

		/* Of exactly this size, so that reading on is seen. */
		bytes.items = malloc(bytes.count + (bytes.count == 0));
		cr_assert(bytes.items);
		for (size_t b = 0; b < bytes.count; b++)
			bytes.items[b] = whole.items[b];
		for (size_t hits = bv_random_below(&random, 12); hits > 0 && bytes.count; hits--)
			bytes.items[bv_random_below(&random, bytes.count)] =
				(unsigned char)bv_random_below(&random, 256);
		if (bv_graph_layer_parse(&layer, bytes.items, bytes.count, &err)) {
			parsed++;
			read_all(&layer);
		} else {
			cr_expect(err.text[0]);
		}
		free(bytes.items);
	}
	cr_expect(parsed > RANDOM_FILES / 10 && parsed < RANDOM_FILES, "%zu parsed", parsed);
	free(whole.items);
	bv_scratch_close(&scratch);
}

Test(commit_graph, one_that_is_replaced_while_open_stays_as_it_was)
{
	struct bv_scratch scratch = bv_scratch_open();
	struct bv_drawn drawn = make_repository(&scratch, write_whole);
	git_repository *repository;
	struct bv_history *history;

	cr_assert(git_libgit2_init() > 0);
	history = bv_open_history(bv_scratch_path(&scratch, "r"), &repository);
	(void)bv_scratch_run(&scratch, "cd r && head -n 3 all.txt |"
				       " git commit-graph write --no-progress --stdin-commits");
	cr_expect(count_candidates(history, &drawn) == true_count(&drawn));
	cr_expect(bv_history_commits_read(history) == 0);
	bv_history_close(history);
	git_repository_free(repository);
	git_libgit2_shutdown();
	bv_scratch_close(&scratch);
}
