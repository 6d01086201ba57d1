/* SPDX-License-Identifier: GPL-2.0-only */
/* Commands to regzbot, the kernel's regression tracker, to be pasted into a reply. */
#include "report_private.h"

#include "base/banned.h"

/* One line of the command's words: a mail program would break a longer one. Units: bytes. */
#define REASON_MAX 200

static void print_introduced(const struct bv_case *c, struct bv_revision_ref from,
			     struct bv_revision_ref to, struct bv_out *out)
{
	bv_out_print(out, "#regzbot introduced: ");
	if (!bv_revision_ref_is_none(from)) {
		bv_out_text(out, bv_case_name(c, from));
		bv_out_print(out, "..");
	}
	bv_out_text(out, bv_case_name(c, to));
	bv_out_print(out, "\n");
}

/* The ends of the range are not what is doubted. */
static bool does_range_hold(const struct bv_answer *answer)
{
	const struct bv_git_start *git = &answer->c->bisection->git;
	enum bv_plan_kind plan = answer->plan.kind;

	return !bv_revision_ref_is_none(git->bad) && git->good.count &&
	       (plan == BV_PLAN_GO_ON || plan == BV_PLAN_REPEAT || plan == BV_PLAN_CONFIRM);
}

static void print_inconclusive(const struct bv_answer *answer, struct bv_text why,
			       struct bv_out *out)
{
	struct bv_arena scratch = {0};

	bv_out_print(out, "#regzbot inconclusive: the bisection to ");
	bv_out_text(out, bv_case_name(answer->c, answer->c->bisection->claim.first_bad));
	bv_out_print(out, " does not hold: ");
	bv_out_text(out, bv_screen_text(bv_text_slice(why, 0, REASON_MAX), &scratch));
	bv_out_print(out, "\n");
	bv_arena_release(&scratch);
}

/*
 * A command that names a commit has people written to. Of a result that is doubted the range is
 * told, where its ends are not what is doubted.
 *
 * Source: kernelci/regzbot, docs/reference.md.
 */
void bv_render_regzbot(const struct bv_report *report, struct bv_out *out)
{
	const struct bv_answer *answer = report->answer;
	const struct bv_git_start *git = &answer->c->bisection->git;
	struct bv_revision_ref blamed = answer->c->bisection->claim.first_bad;

	if (bv_case_is_fix(answer->c) || bv_revision_ref_is_none(blamed))
		return;
	if (answer->verdict == BV_JUDGEMENT_CONSISTENT)
		print_introduced(answer->c, (struct bv_revision_ref){0}, blamed, out);
	else if (bv_mail_is_doubted(answer) && does_range_hold(answer))
		print_introduced(answer->c, git->good.items[0], git->bad, out);
	else if (bv_mail_is_doubted(answer))
		print_inconclusive(answer, answer->result->reason, out);
}

void bv_render_decided_regzbot(const struct bv_decided *decided, struct bv_out *out)
{
	for (size_t i = 0; i < decided->decisions->count; i++) {
		const struct bv_decision *decision = &decided->decisions->items[i];
		const struct bv_report report = {.answer = decision->answer};

		/* Consistent or not, the user knows better. */
		if (decision->precedent && decision->precedent->is_invalid)
			print_inconclusive(decision->answer, decision->why, out);
		else
			bv_render_regzbot(&report, out);
	}
}
