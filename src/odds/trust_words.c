/* SPDX-License-Identifier: GPL-2.0-only */
/* Relations between commit and crash: sets of paths and of words, and what they share. */
#include "kernel/crash.h"
#include "odds_private.h"

#include "base/banned.h"

/* A report or message beyond this tells nothing new. Units: bytes. */
#define REPORT_READ_MAX  ((size_t)1 << 17)
#define MESSAGE_READ_MAX ((size_t)1 << 16)
/* Titles, subjects and paths longer than this are none. Units: bytes. */
#define LINE_READ_MAX ((size_t)4096)
/* A change to more files than this is about everything. */
#define FILES_READ_MAX 40
/* A start test shows a handful of titles. */
#define TITLES_READ_MAX 32

/* Words of paths, titles and subjects that are at home in every subsystem. */
static const struct bv_text common_words = BV_TEXT_INIT(
	"net drivers include linux kernel core block sound security crypto tools init common main "
	"base the and for with from into not use fix add remove make when that this merge branch "
	"tag git https http org pub scm torvalds new old all asm generic uapi entry test testing "
	"selftests documentation dev sys hook data struct func type name help util utils misc ops "
	"char video media kconfig makefile api info file files set get put exit read write open "
	"close release alloc free lock unlock work worker thread process run check handle handler "
	"find list update create destroy delete register unregister start stop queue event device "
	"driver probe bus class call callback timer timeout send recv sendmsg recvmsg ioctl "
	"syscall page memory object string table hash tree node link ref count inc dec next prev "
	"head tail user current task error err warn bug debug print size len max min num mode "
	"state status flags flag support change move rename convert drop allow avoid ensure using "
	"used only should don instead more some one two code function functions variable "
	"variables cleanup clean lib arch x86 ipv4 ipv6 netlink genetlink rtnetlink netdevice "
	"skbuff socket sched proc sysctl namespace nsproxy tty inode namei super");

/* Files that every crash passes through: entry, allocators, sanitizers, locks, time. */
static const struct bv_text machinery[] = {
	BV_TEXT_INIT("arch/x86/entry"),
	BV_TEXT_INIT("arch/x86/include"),
	BV_TEXT_INIT("arch/x86/kernel/apic"),
	BV_TEXT_INIT("arch/x86/kernel/dumpstack"),
	BV_TEXT_INIT("arch/x86/kernel/irq"),
	BV_TEXT_INIT("arch/x86/kernel/nmi"),
	BV_TEXT_INIT("arch/x86/kernel/proce"),
	BV_TEXT_INIT("arch/x86/kernel/stacktrace"),
	BV_TEXT_INIT("arch/x86/kernel/traps"),
	BV_TEXT_INIT("arch/x86/kernel/unwind"),
	BV_TEXT_INIT("arch/x86/lib"),
	BV_TEXT_INIT("arch/x86/mm"),
	BV_TEXT_INIT("include/asm-generic"),
	BV_TEXT_INIT("include/linux/atomic"),
	BV_TEXT_INIT("include/linux/compiler"),
	BV_TEXT_INIT("include/linux/err"),
	BV_TEXT_INIT("include/linux/fortify"),
	BV_TEXT_INIT("include/linux/instr"),
	BV_TEXT_INIT("include/linux/kasan"),
	BV_TEXT_INIT("include/linux/kernel"),
	BV_TEXT_INIT("include/linux/kref"),
	BV_TEXT_INIT("include/linux/list"),
	BV_TEXT_INIT("include/linux/lockdep"),
	BV_TEXT_INIT("include/linux/mutex"),
	BV_TEXT_INIT("include/linux/percpu"),
	BV_TEXT_INIT("include/linux/rcu"),
	BV_TEXT_INIT("include/linux/refcount"),
	BV_TEXT_INIT("include/linux/sched"),
	BV_TEXT_INIT("include/linux/seqlock"),
	BV_TEXT_INIT("include/linux/slab"),
	BV_TEXT_INIT("include/linux/spinlock"),
	BV_TEXT_INIT("include/linux/string"),
	BV_TEXT_INIT("include/linux/uaccess"),
	BV_TEXT_INIT("init/"),
	BV_TEXT_INIT("kernel/events"),
	BV_TEXT_INIT("kernel/exit"),
	BV_TEXT_INIT("kernel/fork"),
	BV_TEXT_INIT("kernel/hung_task"),
	BV_TEXT_INIT("kernel/kcov"),
	BV_TEXT_INIT("kernel/kthread"),
	BV_TEXT_INIT("kernel/locking"),
	BV_TEXT_INIT("kernel/panic"),
	BV_TEXT_INIT("kernel/printk"),
	BV_TEXT_INIT("kernel/rcu"),
	BV_TEXT_INIT("kernel/sched"),
	BV_TEXT_INIT("kernel/signal"),
	BV_TEXT_INIT("kernel/softirq"),
	BV_TEXT_INIT("kernel/stacktrace"),
	BV_TEXT_INIT("kernel/time"),
	BV_TEXT_INIT("kernel/trace"),
	BV_TEXT_INIT("kernel/watchdog"),
	BV_TEXT_INIT("kernel/workqueue"),
	BV_TEXT_INIT("lib/"),
	BV_TEXT_INIT("mm/kasan"),
	BV_TEXT_INIT("mm/kmemleak"),
	BV_TEXT_INIT("mm/kmsan"),
	BV_TEXT_INIT("mm/page_alloc"),
	BV_TEXT_INIT("mm/slab"),
	BV_TEXT_INIT("mm/slob"),
	BV_TEXT_INIT("mm/slub"),
	BV_TEXT_INIT("net/socket.c"),
	BV_TEXT_INIT("security/"),
};

/*
 * Words
 */

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_number(struct bv_text word)
{
	for (size_t i = 0; i < word.size; i++)
		if (word.data[i] < '0' || word.data[i] > '9')
			return false;
	return true;
}

/* The next run of bytes that are letters, digits or in @also. */
static bool take_name(struct bv_text *rest, const char *also, struct bv_text *out)
{
	struct bv_text more = bv_text_from(also);
	size_t from = 0, size = 0;

	while (from < rest->size && !is_letter_or_digit(rest->data[from]))
		from++;
	while (from + size < rest->size &&
	       (is_letter_or_digit(rest->data[from + size]) ||
		bv_text_find_byte(more, rest->data[from + size]) != SIZE_MAX))
		size++;
	*out = bv_text_slice(*rest, from, size);
	*rest = bv_text_from_offset(*rest, from + size);
	return size > 0;
}

/* Append the words of @text that have three letters or more, and are not in @without. */
static void add_words(struct bv_texts *out, struct bv_text text, const struct bv_texts *without,
		      struct bv_arena *keep)
{
	struct bv_text word;

	while (take_name(&text, "", &word))
		if (word.size > 2 && !is_number(word) && !bv_text_set_has(without, word))
			*BV_APPEND(out, keep) = word;
}

static bool share_one(const struct bv_texts *a, const struct bv_texts *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (bv_text_set_has(b, a->items[i]))
			return true;
	return false;
}

static struct bv_texts make_common(struct bv_arena *keep)
{
	static const struct bv_texts none;
	struct bv_texts common = {0};

	add_words(&common, common_words, &none, keep);
	bv_text_set_make(&common);
	return common;
}

/*
 * The commit
 */

static struct bv_text subject_of_blamed(const struct bv_case *c)
{
	return bv_text_slice(bv_case_subject(c, c->bisection->claim.first_bad), 0, LINE_READ_MAX);
}

static struct bv_texts commit_words(const struct bv_case *c, const struct bv_texts *common,
				    struct bv_arena *keep)
{
	const struct bv_case_files *files = &c->files;
	struct bv_texts words = {0};

	add_words(&words, subject_of_blamed(c), common, keep);
	for (size_t i = 0; i < files->count && i < FILES_READ_MAX; i++)
		add_words(&words, bv_text_slice(files->items[i].path, 0, LINE_READ_MAX), common,
			  keep);
	bv_text_set_make(&words);
	return words;
}

/*
 * The crash
 */

static bool is_machinery(struct bv_text path)
{
	for (size_t i = 0; i < sizeof(machinery) / sizeof(machinery[0]); i++)
		if (bv_text_starts_with(path, machinery[i]))
			return true;
	return false;
}

static struct bv_texts crash_files(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_text report = bv_text_slice(c->bisection->claim.crash_report, 0, REPORT_READ_MAX);
	struct bv_texts files = {0};
	struct bv_text file;

	while (bv_stack_take_file(&report, &file)) {
		(void)bv_take_prefix(&file, BV_TEXT("./"));
		if (!is_machinery(file))
			*BV_APPEND(&files, keep) = file;
	}
	bv_text_set_make(&files);
	return files;
}

/* The functions of the start test's titles. */
static struct bv_texts title_functions(const struct bv_case *c, struct bv_arena *keep)
{
	const struct bv_texts *titles = &c->family.members;
	struct bv_texts functions = {0};

	for (size_t i = 0; i < titles->count && i < TITLES_READ_MAX; i++)
		*BV_APPEND(&functions, keep) =
			bv_title_function(bv_text_slice(titles->items[i], 0, LINE_READ_MAX));
	bv_text_set_make(&functions);
	return functions;
}

static struct bv_texts words_of_all(const struct bv_texts *texts, const struct bv_texts *common,
				    struct bv_arena *keep)
{
	struct bv_texts words = {0};

	for (size_t i = 0; i < texts->count; i++)
		add_words(&words, texts->items[i], common, keep);
	bv_text_set_make(&words);
	return words;
}

/*
 * Links
 */

struct file_links {
	bool is_file_shared, is_folder_shared;
};

static struct file_links link_files(const struct bv_case *c, const struct bv_texts *crash)
{
	const struct bv_case_files *files = &c->files;
	struct file_links links = {0};

	for (size_t i = 0; i < files->count && i < FILES_READ_MAX; i++) {
		struct bv_text folder = bv_directory_of(files->items[i].path);

		for (size_t j = 0; j < crash->count && !files->items[i].is_directory; j++) {
			links.is_file_shared |= bv_path_fits(files->items[i].path, crash->items[j]);
			links.is_folder_shared |=
				bv_text_equal(folder, bv_directory_of(crash->items[j]));
		}
	}
	return links;
}

static bool has_name_in(struct bv_text text, const struct bv_texts *names)
{
	struct bv_text name;

	while (take_name(&text, "_", &name))
		if (bv_text_find_byte(name, '_') != SIZE_MAX && bv_text_set_has(names, name))
			return true;
	return false;
}

int bv_trust_links(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_texts common = make_common(keep);
	struct bv_texts commit = commit_words(c, &common, keep);
	struct bv_texts files = crash_files(c, keep);
	struct bv_texts file_words = words_of_all(&files, &common, keep);
	struct bv_texts functions = title_functions(c, keep);
	struct bv_texts title_words = words_of_all(&functions, &common, keep);
	struct file_links links = link_files(c, &files);

	if (bv_text_is_empty(subject_of_blamed(c)) && c->files.count == 0)
		return -1;
	return links.is_file_shared + links.is_folder_shared + share_one(&file_words, &commit) +
	       share_one(&title_words, &commit) +
	       has_name_in(bv_text_slice(bv_case_message(c), 0, MESSAGE_READ_MAX), &functions);
}

/*
 * Strangers
 */

struct start_titles {
	struct bv_texts common, words;
};

static bool is_like_start(const struct bv_case *c, struct bv_arena *keep, struct bv_text title,
			  const struct start_titles *start)
{
	struct bv_texts words = {0};

	if (bv_title_is_noise(title))
		return false;
	if (bv_title_family_has(&c->family, title))
		return true;
	add_words(&words, bv_title_function(bv_text_slice(title, 0, LINE_READ_MAX)), &start->common,
		  keep);
	return share_one(&words, &start->words);
}

/* Of runs that end alike, as most do, the first tells. */
static bool has_crash_like_start(const struct bv_case *c, struct bv_arena *keep,
				 const struct bv_step *step, const struct start_titles *start)
{
	struct bv_text before = {0};

	for (size_t i = 0; i < step->runs.count; i++) {
		const struct bv_run *crash = &step->runs.items[i];

		if (crash->outcome != BV_OUTCOME_CRASHED || bv_text_equal(crash->title, before))
			continue;
		if (is_like_start(c, keep, crash->title, start))
			return true;
		before = crash->title;
	}
	return false;
}

double bv_trust_strange(const struct bv_case *c, struct bv_arena *keep)
{
	struct bv_texts functions = title_functions(c, keep);
	struct start_titles start = {.common = make_common(keep)};
	size_t bad = 0, strange = 0;

	start.words = words_of_all(&functions, &start.common, keep);
	for (size_t i = 0; i < c->bisection->steps.count; i++) {
		const struct bv_step *step = &c->bisection->steps.items[i];

		if (!bv_step_is_judged(step) || bv_bisection_is_start_test(c->bisection, step) ||
		    step->verdict != BV_VERDICT_BAD || bv_step_count(step, BV_OUTCOME_CRASHED) == 0)
			continue;
		bad++;
		strange += !has_crash_like_start(c, keep, step, &start);
	}
	return bad ? (double)strange / (double)bad : 0;
}
