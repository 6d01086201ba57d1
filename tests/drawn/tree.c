/* SPDX-License-Identifier: GPL-2.0-only */
/* Drawing the history, and importing it. */
#include "tree.h"

#include <string.h>

#define FIRST_DATE      1607900000 /* December 2020, as v5.10 */
#define RELEASE_SECONDS (63 * 86400)
#define CLOCK_SECONDS   (45 * 86400)
#define TOPICS_MAX      6
#define COMMITS_LEAST   60
#define STABLE_MOST     4
/* How far behind the trunk's tip a topic may start. */
#define TOPIC_AGE 25

static const struct tree_person trunk_keeper = {"Lina Trunk", "lina@example.org", -700};
static const struct tree_person people[] = {
	{"Ada Loop", "ada@example.org", 100},
	{"Ben Shift", "ben.shift@example.org", -800},
	{"Chandra Rao", "c.rao@example.org", 530},
	{"Dora \xc5\xbd\xc3\xa1kov\xc3\xa1", "dora@example.org", 200},
	{"Emeka O'Bit", "Emeka.OBit@example.org", 0},
	{"Fern Mask", "fern@example.org", 1030},
	{"Gao Yi", "gao.yi@example.org", 800},
	{"Hildur J. Mutex", "hildur@example.org", 0},
	{"Ines Paging", "ines@example.org", -330},
	{"Jun Park", "jpark@example.org", 900},
};

struct topic {
	size_t tip, own; /* @own commits that are not merged yet */
	size_t area;     /* a file that it is mostly about */
};

/* What is going on while the history is drawn. */
struct drawing {
	struct tree *tree;
	struct dice *dice;
	int64_t date, pace;
	size_t trunk;
	struct topic topics[TOPICS_MAX];
	size_t topic_count;
	bool has_bad_clock;
};

static const struct tree_person *draw_person(struct dice *dice)
{
	return &people[dice_below(dice, PAIRS_COUNT(people))];
}

/*
 * What a merge makes of two versions of a place: the one that was written on top of the other, or
 * a version of its own. Else a merge could lose the cause of a bug that it is said to have.
 */
static uint16_t merge_versions(const struct tree *tree, size_t file, uint16_t mine, uint16_t theirs,
			       size_t merge)
{
	if (tree_files[file].kind == TREE_RELEASE)
		return theirs > mine ? theirs : mine;
	if (tree->commits[mine].has[theirs])
		return mine;
	return tree->commits[theirs].has[mine] ? theirs : (uint16_t)merge;
}

static void inherit(const struct tree *tree, struct tree_commit *commit)
{
	size_t number = (size_t)(commit - tree->commits);

	for (size_t p = 0; p < commit->parent_count; p++) {
		const struct tree_commit *parent = &tree->commits[commit->parents[p]];

		for (size_t c = 0; c < TREE_COMMITS_MAX; c++)
			commit->has[c] |= parent->has[c];
		for (size_t s = 0; s < TREE_FILES * TREE_SLOTS; s++) {
			uint16_t *mine = &commit->slots[s / TREE_SLOTS][s % TREE_SLOTS];
			uint16_t theirs = parent->slots[s / TREE_SLOTS][s % TREE_SLOTS];

			*mine = p == 0 ? theirs
				       : merge_versions(tree, s / TREE_SLOTS, *mine, theirs,
							number);
		}
	}
}

static struct tree_commit *add_child(struct drawing *drawing, enum tree_kind kind,
				     const size_t *parents, size_t parent_count)
{
	struct tree *tree = drawing->tree;
	size_t number = tree->count++;
	struct tree_commit *commit = &tree->commits[number];

	commit->kind = kind;
	memcpy(commit->parents, parents, parent_count * sizeof(*parents));
	commit->parent_count = parent_count;
	inherit(tree, commit);
	commit->has[number] = true;
	drawing->date +=
		drawing->pace / 2 + (int64_t)dice_below(drawing->dice, (size_t)drawing->pace);
	commit->commit_date = drawing->date;
	/* Clocks are wrong now and then; one of somebody's is wrong by weeks. */
	if (dice_chance(drawing->dice, 2))
		commit->commit_date -= (int64_t)dice_below(drawing->dice, 200000);
	if (drawing->has_bad_clock && dice_chance(drawing->dice, 3))
		commit->commit_date +=
			(int64_t)dice_below(drawing->dice, 2 * CLOCK_SECONDS) - CLOCK_SECONDS;
	commit->author_date = commit->commit_date - (int64_t)dice_below(drawing->dice, 5 * 86400);
	commit->author = commit->committer = &trunk_keeper;
	commit->body = "";
	return commit;
}

static struct tree_commit *add_commit(struct drawing *drawing, enum tree_kind kind, size_t first,
				      size_t second)
{
	size_t parents[] = {first, second};

	return add_child(drawing, kind, parents,
			 (size_t)(first != TREE_NONE) + (size_t)(second != TREE_NONE));
}

static const char *draw_body(struct dice *dice, const struct tree_commit *commit,
			     struct bv_arena *keep)
{
	static const char *const reasons[] = {
		"The count was taken before the lock, so two callers could see the same room.",
		"Callers that come late would otherwise wait for an epoch that is over.",
		"This is what the other drivers do, and there is no reason to differ.\n\n"
		"No change for users.",
		"Take it from the room that is left instead of the limit.",
	};
	static const char *const optional[] = {"Reviewed-by", "Acked-by",    "Tested-by",
					       "Cc",          "Reported-by", "Suggested-by"};
	const char *body = pairs_print(keep, "%s\n\n", reasons[dice_below(dice, 4)]);

	body = pairs_print(keep, "%sSigned-off-by: %s <%s>\n", body, commit->author->name,
			   commit->author->mail);
	for (size_t i = 0; i < PAIRS_COUNT(optional); i++) {
		const struct tree_person *person = draw_person(dice);

		if (dice_chance(dice, 25))
			body = pairs_print(keep, "%s%s: %s <%s>\n", body, optional[i], person->name,
					   person->mail);
	}
	return pairs_print(keep, "%sSigned-off-by: %s <%s>\n", body, commit->committer->name,
			   commit->committer->mail);
}

static const char *draw_subject(struct dice *dice, const struct tree_file *file, size_t slot,
				struct bv_arena *keep)
{
	static const char *const verbs[] = {"take the lock in",
					    "look at the room in",
					    "do not wait in",
					    "count what is left in",
					    "use the epoch in",
					    "simplify",
					    "let callers cancel",
					    "fix a typo \"teh\" in",
					    "convert to refcount_t:",
					    "avoid a second kick in",
					    "do less in",
					    "bound the loop of"};
	const char *verb = verbs[dice_below(dice, PAIRS_COUNT(verbs))];

	if (file->kind == TREE_MAINTAINERS)
		return pairs_print(keep, "MAINTAINERS: new keeper of the demo part %zu", slot);
	if (file->kind == TREE_DOCUMENT)
		return pairs_print(keep, "%s: say how to %s the demo device", file->area,
				   tree_functions[slot]);
	return pairs_print(keep, "%s: %s %s_%s()", file->area, verb, file->name,
			   tree_functions[slot]);
}

static size_t draw_file(struct dice *dice, enum tree_kind kind)
{
	size_t file;

	do
		file = dice_below(dice, TREE_FILES);
	while (tree_files[file].kind != kind);
	return file;
}

/* An ordinary commit on @parent; @area is the file that the topic is about. */
static size_t change(struct drawing *drawing, size_t parent, size_t area)
{
	static const enum tree_kind often[] = {
		TREE_CODE, TREE_CODE, TREE_CODE,       TREE_CODE,     TREE_CODE,
		TREE_CODE, TREE_CODE, TREE_OTHER_ARCH, TREE_DOCUMENT, TREE_MAINTAINERS};
	struct dice *dice = drawing->dice;
	enum tree_kind kind = often[dice_below(dice, PAIRS_COUNT(often))];
	size_t number = drawing->tree->count;
	struct tree_commit *commit = add_commit(drawing, kind, parent, TREE_NONE);

	commit->file = kind == TREE_CODE && area != TREE_NONE && dice_chance(dice, 70)
			       ? area
			       : draw_file(dice, kind);
	commit->slot = dice_below(dice, TREE_SLOTS);
	commit->slots[commit->file][commit->slot] = (uint16_t)number;
	commit->author = draw_person(dice);
	commit->committer = dice_chance(dice, 30) ? commit->author : draw_person(dice);
	commit->subject =
		draw_subject(dice, &tree_files[commit->file], commit->slot, &drawing->tree->keep);
	commit->body = draw_body(dice, commit, &drawing->tree->keep);
	return number;
}

static void release(struct drawing *drawing)
{
	struct tree *tree = drawing->tree;
	size_t number = tree->count, minor = 10 + tree->release_count;
	struct tree_commit *commit = add_commit(drawing, TREE_RELEASE, drawing->trunk, TREE_NONE);

	commit->file = TREE_FILES - 1;
	commit->slots[commit->file][0] = (uint16_t)(tree->release_count + 1);
	commit->tag = pairs_print(&tree->keep, "v5.%zu", minor);
	commit->subject = pairs_print(&tree->keep, "Linux 5.%zu", minor);
	tree->releases[tree->release_count++] = number;
	drawing->trunk = number;
}

static void merge_topic(struct drawing *drawing, size_t which)
{
	struct tree *tree = drawing->tree;
	struct topic *topic = &drawing->topics[which];
	size_t number = tree->count;
	struct tree_commit *commit;

	if (topic->own == 0 || tree->commits[drawing->trunk].has[topic->tip])
		return;
	commit = add_commit(drawing, TREE_MERGE, drawing->trunk, topic->tip);
	commit->subject =
		pairs_print(&tree->keep, "Merge tag '%s-5.%zu-%zu' of git://git.example.org/linux",
			    tree_files[topic->area].name, 10 + tree->release_count, number);
	commit->body = pairs_print(&tree->keep, "Pull %s updates.\n", tree_files[topic->area].area);
	drawing->trunk = number;
	*topic = drawing->topics[--drawing->topic_count];
}

/* All topics with news that fit into one merge: git's octopus. */
static void merge_topics(struct drawing *drawing)
{
	struct tree *tree = drawing->tree;
	size_t parents[TREE_PARENTS_MAX] = {drawing->trunk}, count = 1, number = tree->count;
	struct tree_commit *commit;
	const char *names = "";

	for (size_t t = drawing->topic_count; t-- > 0 && count < TREE_PARENTS_MAX;) {
		struct topic *topic = &drawing->topics[t];
		bool is_known = topic->own == 0;

		for (size_t p = 0; p < count; p++)
			is_known |= tree->commits[parents[p]].has[topic->tip] ||
				    tree->commits[topic->tip].has[parents[p]];
		if (is_known)
			continue;
		parents[count++] = topic->tip;
		names = pairs_print(&tree->keep, "%s%s'%s'", names, names[0] ? ", " : "",
				    tree_files[topic->area].name);
		*topic = drawing->topics[--drawing->topic_count];
	}
	if (count == 1)
		return;
	commit = add_child(drawing, TREE_MERGE, parents, count);
	commit->subject = pairs_print(&tree->keep, "Merge branches %s into next", names);
	drawing->trunk = number;
}

static void start_topic(struct drawing *drawing)
{
	struct tree *tree = drawing->tree;
	size_t from = drawing->trunk;

	if (drawing->topic_count == TOPICS_MAX)
		return;
	for (size_t back = dice_below(drawing->dice, TOPIC_AGE);
	     back > 0 && tree->commits[from].parent_count > 0; back--)
		from = tree->commits[from].parents[0];
	drawing->topics[drawing->topic_count++] =
		(struct topic){.tip = from, .area = draw_file(drawing->dice, TREE_CODE)};
}

/* The trunk's news come into a topic: git's criss-cross. */
static void catch_up(struct drawing *drawing, struct topic *topic)
{
	struct tree *tree = drawing->tree;
	size_t number = tree->count;
	struct tree_commit *commit;

	if (topic->own == 0 || tree->commits[topic->tip].has[drawing->trunk])
		return;
	commit = add_commit(drawing, TREE_MERGE, topic->tip, drawing->trunk);
	commit->subject = pairs_print(&tree->keep, "Merge branch 'master' into %s",
				      tree_files[topic->area].name);
	commit->author = commit->committer = draw_person(drawing->dice);
	topic->tip = number;
}

static void go_on(struct drawing *drawing)
{
	struct dice *dice = drawing->dice;
	size_t what = dice_below(dice, 100);
	struct topic *topic;

	if (drawing->topic_count == 0 || what < 12) {
		start_topic(drawing);
		return;
	}
	topic = &drawing->topics[dice_below(dice, drawing->topic_count)];
	if (what < 27)
		merge_topic(drawing, (size_t)(topic - drawing->topics));
	else if (what < 29)
		catch_up(drawing, topic);
	else if (what < 31)
		merge_topics(drawing);
	else if (what < 42)
		drawing->trunk = change(drawing, drawing->trunk, TREE_NONE);
	else {
		topic->tip = change(drawing, topic->tip, topic->area);
		topic->own++;
	}
}

static void draw_stable(struct drawing *drawing)
{
	struct tree *tree = drawing->tree;
	size_t tip = tree->releases[dice_below(drawing->dice, tree->release_count - 1)];

	for (size_t left = 1 + dice_below(drawing->dice, STABLE_MOST); left > 0; left--)
		tip = change(drawing, tip, TREE_NONE);
	tree->stable = tip;
}

static void draw(struct tree *tree, struct dice *dice)
{
	size_t releases = 3 + dice_below(dice, 4);
	size_t wanted = COMMITS_LEAST + dice_below(dice, TREE_COMMITS_MAX - COMMITS_LEAST - 20);
	size_t part = wanted / releases;
	struct drawing drawing = {.tree = tree,
				  .dice = dice,
				  .date = FIRST_DATE,
				  .pace = RELEASE_SECONDS / (int64_t)part,
				  .has_bad_clock = dice_chance(dice, 15)};
	struct tree_commit *root = add_commit(&drawing, TREE_ROOT, TREE_NONE, TREE_NONE);

	root->subject = "Bring in the demo kernel";
	root->body = "Signed-off-by: Lina Trunk <lina@example.org>\n";
	release(&drawing);
	for (size_t r = 1; r < releases; r++) {
		while (tree->count < r * part)
			go_on(&drawing);
		release(&drawing);
	}
	while (tree->count < wanted)
		go_on(&drawing);
	while (drawing.topic_count > 0 && dice_chance(dice, 80)) {
		merge_topic(&drawing, 0);
		if (drawing.topic_count > 0 && drawing.topics[0].own == 0)
			drawing.topics[0] = drawing.topics[--drawing.topic_count];
	}
	drawing.trunk = change(&drawing, drawing.trunk, TREE_NONE);
	tree->head = drawing.trunk;
	draw_stable(&drawing);
}

/* "H N" a line, as --export-marks writes them. */
static void read_marks(struct tree *tree, struct bv_text marks)
{
	struct bv_text line, hex;
	uint64_t number;

	while (bv_take_line(&marks, &line)) {
		if (!bv_take_prefix(&line, BV_TEXT(":")) || !bv_take_uint(&line, &number) ||
		    !bv_take_blanks(&line) || !bv_take_hex(&line, 40, 40, &hex) || number < 1 ||
		    number > tree->count)
			pairs_die("git fast-import wrote no mark: %.*s", BV_TEXT_ARG(line));
		memcpy(tree->commits[number - 1].hex, hex.data, 40);
	}
}

/* All commits as git shows them; a block begins with "commit H" at a line's start. */
static void read_blocks(struct tree *tree, struct bv_text log)
{
	while (log.size > 0) {
		size_t end = bv_text_find(log, BV_TEXT("\n\ncommit "), 0);
		struct bv_text block = bv_text_slice(log, 0, end == SIZE_MAX ? log.size : end + 1);
		size_t number = tree_find(tree, bv_text_slice(block, 7, 40));

		if (number == TREE_NONE)
			pairs_die("git log shows a commit that was not drawn");
		tree->commits[number].block = block;
		log = bv_text_from_offset(log, block.size + 1);
	}
}

static void import(struct tree *tree)
{
	const char *stream = pairs_print(&tree->keep, "%s.stream", tree->folder);
	int status;
	struct bv_text out;

	pairs_write_file(stream, tree_stream(tree, &tree->keep));
	out = pairs_shell("/",
			  pairs_print(&tree->keep,
				      "git init -q --bare --template= -b master '%s' &&\n"
				      "cd '%s' && mkdir info &&\n"
				      "git fast-import --quiet --export-marks=marks <'%s' &&\n"
				      "git update-ref -d refs/heads/import && cat marks",
				      tree->folder, tree->folder, stream),
			  &status, &tree->keep);
	if (status != 0)
		pairs_die("git fast-import failed");
	read_marks(tree, out);
	out = pairs_shell(tree->folder,
			  "cut -d ' ' -f 2 marks | git log --no-walk=unsorted --stdin "
			  "--no-decorate --format=medium --stat --summary",
			  &status, &tree->keep);
	if (status != 0)
		pairs_die("git log failed");
	read_blocks(tree, out);
}

struct tree *tree_open(struct dice *dice, const char *folder)
{
	struct bv_arena keep = {0};
	struct tree *tree = bv_arena_alloc(&keep, 1, sizeof(*tree));

	tree->keep = keep;
	tree->folder = pairs_print(&tree->keep, "%s", folder);
	tree->commits = bv_arena_alloc(&tree->keep, TREE_COMMITS_MAX, sizeof(*tree->commits));
	draw(tree, dice);
	import(tree);
	return tree;
}

void tree_close(struct tree *tree)
{
	struct bv_arena keep = tree->keep;

	pairs_remove_folder(tree->folder);
	bv_arena_release(&keep);
}

size_t tree_find(const struct tree *tree, struct bv_text hex)
{
	for (size_t c = 0; c < tree->count; c++)
		if (hex.size == 40 && memcmp(tree->commits[c].hex, hex.data, 40) == 0)
			return c;
	return TREE_NONE;
}

bool tree_has(const struct tree *tree, size_t commit, size_t ancestor)
{
	return tree->commits[commit].has[ancestor];
}

const char *tree_signature(const struct tree *tree, size_t commit, struct bv_arena *keep)
{
	struct dice mixer = {0};

	for (size_t f = 0; f < TREE_FILES; f++) {
		if (tree_files[f].kind != TREE_CODE && tree_files[f].kind != TREE_RELEASE)
			continue;
		for (size_t s = 0; s < TREE_SLOTS; s++) {
			mixer.state ^= tree->commits[commit].slots[f][s];
			mixer.state = dice_next(&mixer);
		}
	}
	return dice_hex(&mixer, 64, keep);
}

struct bv_text tree_show(const struct tree *tree, const struct tree_commit *commit,
			 struct bv_arena *keep)
{
	int status;
	struct bv_text text = pairs_shell(
		tree->folder, pairs_print(keep, "git show --no-decorate %s", commit->hex), &status,
		keep);

	if (status != 0)
		pairs_die("git show failed");
	return text;
}

size_t tree_draw_kind(const struct tree *tree, enum tree_kind kind, size_t head, struct dice *dice)
{
	size_t found = TREE_NONE, count = 0;

	for (size_t c = 0; c < tree->count; c++)
		if (tree->commits[c].kind == kind && tree_has(tree, head, c) &&
		    dice_below(dice, ++count) == 0)
			found = c;
	return found;
}
