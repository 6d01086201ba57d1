/* What several checks derive from the same lines, derived once per log. */
#ifndef BV_CHECK_EVIDENCE_H
#define BV_CHECK_EVIDENCE_H

#include "base/arena.h"
#include "case/facts.h"
#include "check.h"
#include "kernel/crash_title.h"
#include "log/bisection.h"

/** Where a culprit's file list comes from. */
enum bv_files_source {
	BV_FILES_NONE = 0,
	BV_FILES_TREE,  /* the trees of the commit and its parent */
	BV_FILES_STAT,  /* the diffstat that the log prints */
	BV_FILES_PATCH, /* the patch that it prints */
	BV_FILES_RAW    /* its raw lines: often only top directories */
};

struct bv_evidence_file {
	struct bv_text path, old_path;
	enum bv_content content; /* unknown from a log */
	enum bv_file_status status;
	bool is_directory; /* git < 2.22 printed raw lines of the top level only */
};
struct bv_evidence_files {
	struct bv_evidence_file *items;
	size_t count, capacity;
};

struct bv_evidence {
	/* The step that judged the blamed commit bad, the last one; SIZE_MAX: none did. */
	size_t culprit_step;
	struct bv_evidence_files files;
	enum bv_files_source files_source;
	bool is_files_complete;        /* no path was cut or is a directory */
	struct bv_title_family start;  /* the titles of the start test */
	struct bv_title_family family; /* those and the reported one */
	struct bv_text arch;           /* that was built: told, or named by the log; may be empty */
};

/** Owner: kept in @keep, texts borrow from the bisection and the facts. */
void bv_evidence_collect(struct bv_evidence *out, const struct bv_bisection *bisection,
			 const struct bv_facts *facts,
			 const struct bv_settings_for_checks *settings, struct bv_arena *keep);

/** @a and @b name the same commit, as far as the log's spelling or the tree can tell. */
enum bv_answer bv_revisions_are_same(const struct bv_bisection *bisection,
				     const struct bv_facts *facts, struct bv_revision_ref a,
				     struct bv_revision_ref b);

/** Whether @step tells the bug's fate: it was run, and no trial of another configuration. */
bool bv_step_is_judged(const struct bv_step *step);

#endif
