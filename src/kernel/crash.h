/* SPDX-License-Identifier: GPL-2.0-only */
/* Crashes: which titles can be the same bug, and the files that a report names. */
#ifndef BV_KERNEL_CRASH_H
#define BV_KERNEL_CRASH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

/** Distinctive words of a function's name that are looked at. */
#define BV_TITLE_WORDS_MAX 16

/** A title taken apart once, so that a long log's titles can be compared with many. */
struct bv_title_parts {
	struct bv_text title, function, type;
	uint64_t words[BV_TITLE_WORDS_MAX]; /* hashes, in lower case, each once */
	size_t word_count;
	bool is_place_unknown; /* the function says nothing: "corrupted" */
};
struct bv_title_parts_list {
	struct bv_title_parts *items;
	size_t count, capacity;
};

/** The bug under bisection: the titles of the start test and the reported one. */
struct bv_title_family {
	struct bv_texts members;          /* distinct */
	struct bv_title_parts_list parts; /* parallel to them */
};

/** Titles that name the machine's fate, not a bug: "lost connection to test machine" ... */
bool bv_title_is_noise(struct bv_text title);

/** Without blanks and a trailing " (2)", which syzbot adds to tell reports apart. */
struct bv_text bv_title_normal(struct bv_text title);

/** What follows the last " in ", when it is one word; else all of @title. Owner: borrowed. */
struct bv_text bv_title_function(struct bv_text title);

/**
 * Whether @title ends with a function's name as the report has it.
 *
 * Meaning: "WARNING in foo"; not "in corrupted", "in foo/bar", "at fs/foo.c:LINE!" nor a name in
 *          which syzkaller wrote NUM or ADDR for digits.
 */
bool bv_title_names_function(struct bv_text title);

/** Add a title unless it is empty, noise or there. */
void bv_title_family_add(struct bv_title_family *family, struct bv_text title,
			 struct bv_arena *keep);

/** Add all titles of @other. */
void bv_title_family_join(struct bv_title_family *family, const struct bv_title_family *other,
			  struct bv_arena *keep);

/** The first @count of the family's titles. Owner: borrowed. */
struct bv_title_family bv_title_family_first(const struct bv_title_family *family, size_t count);

/**
 * Whether @title can be the same bug as one of the family.
 *
 * Meaning: equal; or the same function; or functions whose distinctive words overlap by half; or an
 *          unknown place ("in corrupted") with the same type of bug. Noise never is.
 * Source:  the family rule measured on labelled bisections: it warns of 3.5 % of the right ones
 *          where plain equality warns of 9.4 %.
 */
bool bv_title_family_has(const struct bv_title_family *family, struct bv_text title);

/**
 * Whether two crash titles can be one bug's.
 *
 * Meaning: equal, in the same function, or in functions named alike. What names only the machine's
 *          fate ("lost connection to test machine"), or nothing, is like no title, not even itself.
 * Source:  the family rule measured on labelled bisections.
 */
bool bv_titles_are_alike(struct bv_text a, struct bv_text b);

/*
 * Stacks: "kvm_wait+0xc9/0xe0 arch/x86/kernel/kvm.c:837"
 */

/** The next file of a source line in @rest: what stands before ":LINE". Owner: borrowed. */
bool bv_stack_take_file(struct bv_text *rest, struct bv_text *out);

/**
 * The files that @report's source lines name, in its order, but for those that every crash passes
 * through: entry code, allocators, sanitizers, locks, time.
 *
 * Owner: the list in @keep, the texts borrowed from @report.
 */
void bv_stack_telling_files(struct bv_texts *out, struct bv_text report, struct bv_arena *keep);

/** The folder of @path with its slash; empty for a file of the root. */
struct bv_text bv_directory_of(struct bv_text path);

/**
 * The folders of all source files that @report names, as a set (see text_set.h).
 *
 * Owner: the list in @keep, the texts borrowed from @report.
 */
void bv_stack_directories(struct bv_texts *out, struct bv_text report, struct bv_arena *keep);

/** A place that a crash ran through. Either text may be empty. Owner: borrowed from the report. */
struct bv_frame {
	struct bv_text function; /* as C has it: without ".isra.0" */
	struct bv_text file;
};
struct bv_frames {
	struct bv_frame *items;
	size_t count, capacity;
};
/** So many of the first that tell something are looked at. */
#define BV_FRAMES_MAX 10

/**
 * The first telling frames of @report, each once: those that not every crash passes through.
 *          Behind them stand those of folders such as lib/, which hold machinery and more.
 *          Functions that are @named, by titles, count wherever they are.
 *
 * Meaning: "foo+0x12/0x34 a/b.c:56", "foo a/b.c:56 [inline]" and "foo+0x12/0x34" are frames; what
 *          the unwinder marks with '?' is none.
 * Owner:   the list in @keep.
 * Source:  of 231 right results of labelled bisections that end with a stack the cause changes a
 *          file of it in 147, and a folder in 165.
 */
void bv_frames_find(struct bv_frames *out, struct bv_text report, const struct bv_texts *named,
		    struct bv_arena *keep);
/** Add @frame, which a title names, unless it is there, or there are enough. */
void bv_frames_add(struct bv_frames *out, const struct bv_frame *frame, struct bv_arena *keep);

/**
 * The bug's title in the subject of a syzbot thread: "Re: [syzbot] [net?] KASAN: ... in foo".
 *
 * Unknown: empty when the subject does not say "[syzbot]".
 * Owner:   borrowed from @subject.
 * Source:  syzkaller, dashboard/app/reporting_email.go: the subject is the title behind a prefix.
 */
struct bv_text bv_title_in_mail_subject(struct bv_text subject);

#endif
