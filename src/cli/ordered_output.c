/* SPDX-License-Identifier: GPL-2.0-only */
/* A window of jobs: the first one prints, the others keep their text until they are the first. */
#include "ordered_output.h"

#include "base/error.h"

void bv_ordered_output_init(struct bv_ordered_output *ordered, struct bv_out *out, size_t job_count)
{
	*ordered = (struct bv_ordered_output){.out = out, .job_count = job_count};
	BV_ASSERT(mtx_init(&ordered->lock, mtx_plain) == thrd_success &&
		  cnd_init(&ordered->has_moved) == thrd_success);
	for (size_t i = 0; i < BV_ORDERED_JOBS_MAX; i++)
		ordered->jobs[i].text.keep = &ordered->jobs[i].keep;
}

void bv_ordered_output_release(struct bv_ordered_output *ordered)
{
	for (size_t i = 0; i < BV_ORDERED_JOBS_MAX; i++)
		bv_arena_release(&ordered->jobs[i].keep);
	cnd_destroy(&ordered->has_moved);
	mtx_destroy(&ordered->lock);
}

void bv_ordered_output_stop(struct bv_ordered_output *ordered)
{
	(void)mtx_lock(&ordered->lock);
	ordered->job_count = ordered->taken;
	(void)cnd_broadcast(&ordered->has_moved);
	(void)mtx_unlock(&ordered->lock);
}

static struct bv_ordered_job *job_at(struct bv_ordered_output *ordered, size_t job)
{
	return &ordered->jobs[job % BV_ORDERED_JOBS_MAX];
}

bool bv_ordered_output_take(struct bv_ordered_output *ordered, size_t *job)
{
	bool is_taken;

	(void)mtx_lock(&ordered->lock);
	while (ordered->taken < ordered->job_count && !ordered->out->is_failed &&
	       ordered->taken - ordered->printed == BV_ORDERED_JOBS_MAX)
		(void)cnd_wait(&ordered->has_moved, &ordered->lock);
	is_taken = ordered->taken < ordered->job_count && !ordered->out->is_failed;
	if (is_taken)
		*job = ordered->taken++;
	(void)mtx_unlock(&ordered->lock);
	return is_taken;
}

static void print(struct bv_ordered_output *ordered, struct bv_ordered_job *job)
{
	bv_out_bytes(ordered->out, job->text.items, job->text.count);
	bv_arena_release(&job->keep);
	job->text = (struct bv_out_buffer){.keep = &job->keep};
}

void bv_ordered_output_add(struct bv_ordered_output *ordered, size_t job, struct bv_text text)
{
	struct bv_ordered_job *own = job_at(ordered, job);

	(void)mtx_lock(&ordered->lock);
	(void)bv_sink_buffer(&own->text, text.data, text.size);
	if (ordered->printed == job)
		print(ordered, own);
	(void)mtx_unlock(&ordered->lock);
}

size_t bv_ordered_output_end(struct bv_ordered_output *ordered, size_t job)
{
	size_t printed;

	(void)mtx_lock(&ordered->lock);
	job_at(ordered, job)->is_done = true;
	while (ordered->printed < ordered->taken && job_at(ordered, ordered->printed)->is_done) {
		struct bv_ordered_job *first = job_at(ordered, ordered->printed);

		print(ordered, first);
		first->is_done = false;
		ordered->printed++;
	}
	/* What the next one has so far need not wait for its end. */
	if (ordered->printed < ordered->taken)
		print(ordered, job_at(ordered, ordered->printed));
	printed = ordered->printed;
	(void)cnd_broadcast(&ordered->has_moved);
	(void)mtx_unlock(&ordered->lock);
	return printed;
}
