/* SPDX-License-Identifier: GPL-2.0-only */
/* Logs that people posted, where they are at hand: what they name, judge and blame. */
#include <sys/stat.h>

#include "reading.h"

#define G10 "GGGGGGGGGG"

static bool is_shared_at_hand(const char *folder)
{
	struct stat state;

	return stat(folder, &state) == 0;
}

/* "GBS?": one letter for each step's verdict. */
static const char *verdicts_of(const struct bv_bisection *bisection, enum bv_phase phase)
{
	static char letters[256];
	static const char of[] = {'?', 'G', 'B', 'S'};
	size_t count = 0;

	for (size_t i = 0; i < bisection->steps.count && count < sizeof(letters) - 1; i++)
		if (bisection->steps.items[i].phase == phase)
			letters[count++] = of[bisection->steps.items[i].verdict];
	letters[count] = 0;
	return letters;
}

/* Named commits and claims as truth.tsv has them; tags that a session names are not in its count.
 */
Test(git_real, linux_logs)
{
	static const struct {
		const char *id;
		size_t named, names, steps;
		const char *claim; /* empty where the text has no conclusion */
		enum bv_kind kind;
	} rows[] = {
		{"001", 15, 0, 15, "82ce67bf262b", BV_KIND_GIT_LOG},
		{"003", 5, 0, 5, "", BV_KIND_GIT_LOG},
		{"004", 7, 0, 7, "", BV_KIND_GIT_LOG},
		{"007", 15, 0, 15, "", BV_KIND_GIT_LOG},
		{"008", 8, 0, 7, "94545baded0b", BV_KIND_SESSION},
		{"009", 3, 0, 2, "", BV_KIND_GIT_LOG},
		{"011", 11, 0, 11, "826eeb53a6f2", BV_KIND_GIT_LOG},
		{"013", 12, 0, 12, "c32ba30f76eb", BV_KIND_GIT_LOG},
		{"015", 14, 0, 14, "", BV_KIND_GIT_LOG},
		{"016", 11, 0, 11, "292dd876ee76", BV_KIND_GIT_LOG},
		{"018", 11, 0, 11, "", BV_KIND_GIT_LOG},
		{"021", 28, 0, 29, "04231b3002ac", BV_KIND_GIT_LOG},
		{"022", 14, 0, 14, "", BV_KIND_GIT_LOG},
		{"031", 9, 0, 9, "b4dad12cdd22", BV_KIND_GIT_LOG},
		{"032", 15, 0, 14, "8344b568f5bd", BV_KIND_GIT_LOG},
		{"034", 16, 2, 18, "3630b7c050d9", BV_KIND_SESSION},
		{"036", 10, 0, 9, "", BV_KIND_GIT_LOG},
		{"060", 11, 0, 11, "4aff5e2333c9", BV_KIND_GIT_LOG},
		{"019", 8, 0, 8, "b4634484815e", BV_KIND_SESSION},
		{"024", 1, 0, 0, "4196c3af25d9", BV_KIND_SESSION},
		{"026", 1, 0, 0, "d49d43174400", BV_KIND_SESSION},
		{"028", 1, 0, 0, "ad596171ed63", BV_KIND_SESSION},
	};

	if (!is_shared_at_hand(BV_SHARED "/data/linux/logs"))
		cr_skip_test("no shared data");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena names = {0};
		const struct bv_bisection *b;
		struct reading log;
		struct bv_text blamed;

		log = read_file(bv_arena_print(&names, BV_SHARED "/data/linux/logs/%s-linux.log",
					       rows[i].id)
					.data);
		b = log.bisection;
		cr_expect_eq(b->kind, rows[i].kind, "%s: %s", rows[i].id, bv_kind_name(b->kind));
		cr_expect_eq(b->revisions.count, rows[i].named + rows[i].names, "%s: %zu revisions",
			     rows[i].id, b->revisions.count);
		cr_expect_eq(b->steps.count, rows[i].steps, "%s: %zu steps", rows[i].id,
			     b->steps.count);
		blamed = written(b, b->claim.first_bad);
		cr_expect(bv_text_equal(bv_text_slice(blamed, 0, 12), bv_text_from(rows[i].claim)),
			  "%s: blames %.*s", rows[i].id, BV_TEXT_ARG(blamed));
		cr_expect_eq(b->unknown_lines.count, 0, "%s", rows[i].id);
		for (size_t k = 0; k < b->revisions.count; k++)
			cr_expect_eq(b->revisions.items[k].other_subject_line, 0, "%s: %.*s",
				     rows[i].id, BV_TEXT_ARG(b->revisions.items[k].written));
		bv_arena_release(&log.keep);
		bv_arena_release(&names);
	}
}

Test(git_real, posted)
{
	static const struct {
		const char *file;
		enum bv_kind kind;
		const char *start, *bisect;
		const char *bad_term, *claim;
		size_t could_be, unknown;
	} rows[] = {
		{"gitlog-2006-pnp-982c6094", BV_KIND_GIT_LOG, "BG", "GGGBBBGGGBBG", "bad",
		 "982c609448b9", 0, 0},
		{"gitlog-2019-ff201b21d7", BV_KIND_GIT_LOG, "BG", "GGGGGGGGSBGGGG", "bad", "", 2,
		 0},
		{"gitlog-2019-ca80459d33", BV_KIND_GIT_LOG, "", "", "bad", "", 8, 0},
		{"gitlog-2021-b092bf28ab", BV_KIND_GIT_LOG, "BG", "BBBGGGBB", "bad", "dd502a81077a",
		 0, 0},
		{"gitlog-2023-7c4a1485a9", BV_KIND_GIT_LOG, "BG", "BGBGGBBBBGGBBB", "new",
		 "d2ccc5c15263", 0, 0},
		{"gitlog-2024-f7235c3f99", BV_KIND_GIT_LOG, "GGB", "GGBGBBGGBBBBG", "bad",
		 "cf29111d3e4a", 0, 0},
		{"gitlog-2025-0b99ab60d8", BV_KIND_GIT_LOG, "BBBBG", "GGGBGGBBGBBBBBG", "bad",
		 "bfd3824c8808", 0, 0},
		{"gitlog-2025-e819b32be9", BV_KIND_GIT_LOG, "GB", "BSGGBBGBBBGBGGG", "bad",
		 "6c370dc65374", 0, 0},
		{"transcript-2019-5c94c31180", BV_KIND_SESSION, "BG", "", "bad", "", 0, 0},
		{"transcript-2021-2459da43ef", BV_KIND_SESSION, "GB", "GGGGGGGGGGGGGGGGGB", "bad",
		 "2c85ebc57b3e", 0, 0},
		{"transcript-2021-e4babac9d8", BV_KIND_GIT_LOG, "BG", "GBBGBBBBBGG", "bad",
		 "3f04db891a35", 0, 0},
		{"transcript-2022-09e493f6ce", BV_KIND_SESSION, "GB", "?GGBGGGGGGGBG", "bad", "", 0,
		 1},
		{"transcript-2023-29774a45e3", BV_KIND_GIT_LOG, "GB", "GGGBBBGGBGBBBG", "bad",
		 "04755d2e5821", 0, 0},
		{"transcript-2024-6a533a72a0", BV_KIND_SESSION, "BG", "GBBGGGGBBGBGGBG", "bad",
		 "e18e157bb5c8", 0, 0},
		{"lkp-2017-kasan-80a9201a", BV_KIND_LKP, "BG", "BBGGBGBBBGGGBGBB", "bad",
		 "80a9201a5965", 0, 0},
		{"gitlog-2006-dvd-4aff5e23", BV_KIND_GIT_LOG, "BG", "BBBBBBBBG", "bad",
		 "4aff5e2333c9", 0, 0},
		{"gitlog-2019-914630b1b3", BV_KIND_GIT_LOG, "GB", "BBBBBGBBBBBGGG", "bad",
		 "c2b3c170db61", 0, 0},
		{"gitlog-2021-e874678888", BV_KIND_GIT_LOG, "BG", "GGGBBBBBG", "bad",
		 "d3921cb8be29", 0, 0},
		{"gitlog-2023-f851ad560e", BV_KIND_GIT_LOG, "GB", "GBGGGBBBGBBBBGB", "bad",
		 "d808459b2e31", 0, 0},
		{"gitlog-2025-1d58c32573", BV_KIND_GIT_LOG, "B" G10 G10 G10 G10 G10 G10 G10, "",
		 "bad", "", 0, 0},
		{"gitlog-2025-a7f635643a", BV_KIND_GIT_LOG, "GB", "BBGBGBBGGGGBBG", "bad",
		 "90bfb28d5fa8", 0, 0},
		{"gitlog-2026-61840afa2e", BV_KIND_GIT_LOG, "B" G10 G10 G10 G10 "GGGGGGGGG",
		 "BBGBGBGBBGBGG", "bad", "2a0db5f7653b", 0, 0},
		{"transcript-2020-03787b6593", BV_KIND_SESSION, "", "", "bad", "", 0, 0},
		{"lkp-2020-12577cbd4e", BV_KIND_LKP, "BG", "BGBBGGBGBGBBGBB", "bad", "0609ae011deb",
		 0, 0},
		{"kernelci-2019-1d62b54541", BV_KIND_KERNELCI, "GB", "GGBGGGGBGGGGBG", "bad",
		 "28694e009e51", 0, 0},
		{"kernelci-2019-6912f19d44", BV_KIND_KERNELCI, "GB", "BBBGGBGBGGGBBG", "bad",
		 "b037b220e71d", 0, 0},
		{"kernelci-2019-7e1faa0cbf", BV_KIND_KERNELCI, "GB", "GGGBGBGGGGBGGBG", "bad",
		 "28694e009e51", 0, 0},
		{"kernelci-2019-be20c97db5", BV_KIND_KERNELCI, "GB", "GBBGGBBG", "bad",
		 "714ab224a8db", 0, 0},
	};

	if (!is_shared_at_hand(BV_SHARED "/data/posted"))
		cr_skip_test("no shared data");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bv_arena names = {0};
		const struct bv_bisection *b;
		struct reading log;
		struct bv_text blamed;

		log = read_file(
			bv_arena_print(&names, BV_SHARED "/data/posted/%s.txt", rows[i].file).data);
		b = log.bisection;
		cr_expect_eq(b->kind, rows[i].kind, "%s: %s", rows[i].file, bv_kind_name(b->kind));
		cr_expect_str_eq(verdicts_of(b, BV_PHASE_START), rows[i].start, "%s: %s",
				 rows[i].file, verdicts_of(b, BV_PHASE_START));
		cr_expect_str_eq(verdicts_of(b, BV_PHASE_BISECT), rows[i].bisect, "%s: %s",
				 rows[i].file, verdicts_of(b, BV_PHASE_BISECT));
		cr_expect(bv_text_equal(b->git.bad_term, bv_text_from(rows[i].bad_term)), "%s",
			  rows[i].file);
		blamed = written(b, b->claim.first_bad);
		cr_expect(bv_text_equal(bv_text_slice(blamed, 0, 12), bv_text_from(rows[i].claim)),
			  "%s: blames %.*s", rows[i].file, BV_TEXT_ARG(blamed));
		cr_expect_eq(b->claim.could_be.count, rows[i].could_be, "%s", rows[i].file);
		cr_expect_eq(b->unknown_lines.count, rows[i].unknown, "%s", rows[i].file);
		bv_arena_release(&log.keep);
		bv_arena_release(&names);
	}
}

/* Two tries on two days in one mail: two bisections. */
Test(git_real, posted_with_two_parts)
{
	const struct bv_bisection *b;
	struct reading log;

	if (!is_shared_at_hand(BV_SHARED "/data/posted"))
		cr_skip_test("no shared data");
	log = read_file(BV_SHARED "/data/posted/gitlog-2019-ff201b21d7.txt");
	cr_assert_eq(log.all.count, 2);
	b = &log.all.items[1];
	cr_expect(bv_text_starts_with(written(b, b->claim.first_bad), BV_TEXT("cdfee5623290")));
	cr_expect_str_eq(verdicts_of(b, BV_PHASE_BISECT), "GGBGGBGSSSGSSSGGSSGGB", "%s",
			 verdicts_of(b, BV_PHASE_BISECT));
	bv_arena_release(&log.keep);
}
