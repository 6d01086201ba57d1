/* SPDX-License-Identifier: GPL-2.0-only */
/* A window of jobs: the first one prints, the others keep their text until they are the first. */
#include "ordered_output.h"

void bv_ordered_output_init(struct bv_ordered_output *ordered, struct bv_out *out)
{
	*ordered = (struct bv_ordered_output){.out = out};
	for (size_t i = 0; i < BV_ORDERED_JOBS_MAX; i++)
		ordered->jobs[i].text.keep = &ordered->jobs[i].keep;
}

void bv_ordered_output_release(struct bv_ordered_output *ordered)
{
	for (size_t i = 0; i < BV_ORDERED_JOBS_MAX; i++)
		bv_arena_release(&ordered->jobs[i].keep);
}

static struct bv_ordered_job *job_at(struct bv_ordered_output *ordered, size_t job)
{
	return &ordered->jobs[job % BV_ORDERED_JOBS_MAX];
}

bool bv_ordered_output_has_room(const struct bv_ordered_output *ordered, size_t job)
{
	return job == ordered->printed || (job - ordered->printed < BV_ORDERED_JOBS_MAX &&
					   ordered->waiting_bytes < BV_ORDERED_BYTES_MAX);
}

static void print(struct bv_ordered_output *ordered, struct bv_ordered_job *job)
{
	bv_out_bytes(ordered->out, job->text.items, job->text.count);
	ordered->waiting_bytes -= job->text.count;
	bv_arena_release(&job->keep);
	job->text = (struct bv_out_buffer){.keep = &job->keep};
}

void bv_ordered_output_add(struct bv_ordered_output *ordered, size_t job, struct bv_text text)
{
	struct bv_ordered_job *own = job_at(ordered, job);

	(void)bv_sink_buffer(&own->text, text.data, text.size);
	ordered->waiting_bytes += text.size;
	if (ordered->printed == job)
		print(ordered, own);
}

void bv_ordered_output_end(struct bv_ordered_output *ordered, size_t job)
{
	struct bv_ordered_job *first;

	job_at(ordered, job)->is_done = true;
	while ((first = job_at(ordered, ordered->printed))->is_done) {
		print(ordered, first);
		first->is_done = false;
		ordered->printed++;
	}
	/* What the next one has so far need not wait for its end. */
	print(ordered, first);
}

void bv_ordered_output_flush(struct bv_ordered_output *ordered)
{
	for (size_t i = 0; i < BV_ORDERED_JOBS_MAX; i++)
		print(ordered, job_at(ordered, ordered->printed + i));
}
