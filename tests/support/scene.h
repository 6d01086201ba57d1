/* SPDX-License-Identifier: GPL-2.0-only */
/* A log with facts that agree with it, to be spoilt in one place. */
#ifndef BV_TEST_SCENE_H
#define BV_TEST_SCENE_H

#include "checks/check.h"
#include "log/log.h"

#define H(digit)   digit digit digit digit digit digit digit digit digit digit
#define ID(digit)  H(digit) H(digit) H(digit) H(digit)
#define SIG(digit) ID(digit) H(digit) H(digit) digit digit digit digit
#define BUG        "KASAN: use-after-free Read in demo_queue_rq"

/* The steps of fine.log. */
enum {
	START,
	BAD_RELEASE,
	GOOD_RELEASE,
	FIRST,
	SECOND,
	CULPRIT,
	PARENT
};

/** A log with facts that agree with it, to be spoilt in one place. */
struct scene {
	struct bv_arena keep;
	struct bv_source source;
	struct bv_bisections bisections;
	struct bv_bisection *log;
	struct bv_facts facts;
	struct bv_told told;
	struct bv_case c;
	struct bv_check_result result;
};

struct bv_oid bv_test_oid(const char *hex);
/** The text of tests/data/checks/fine.log; the caller frees. */
char *bv_scene_fine_log(void);
/** Read @text, which must outlive the scene, and make facts that agree with it. */
void bv_scene_set(struct scene *scene, const char *text);
/** Make the facts of the steps anew, after steps were added. */
void bv_scene_agree_on_steps(struct scene *scene);
/** Run the checks. */
void bv_scene_play(struct scene *scene);
/** Of the first finding of @id; BV_LEVEL_OFF: it has none. */
enum bv_level bv_scene_level(const struct scene *scene, const char *id);
bool bv_scene_has_fired(const struct scene *scene, const char *id);
/** NULL when the check was run. */
const char *bv_scene_why_not_run(const struct scene *scene, const char *id);

#endif
