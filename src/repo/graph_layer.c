/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading one commit-graph file: chunks first, records when asked, each offset checked on use. */
#include <string.h>

#include "commit_graph.h"

#include "base/banned.h"

#define HEADER_BYTES  ((size_t)8)
#define TOC_ROW_BYTES ((size_t)12)
#define FANOUT_BYTES  ((size_t)256 * 4)
#define COMMIT_BYTES  (BV_OID_BYTES + 16)
#define CHUNK_ID(a, b, c, d)                                                                       \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))
#define NO_PARENT     UINT32_C(0x70000000)
#define TOP_BIT       UINT32_C(0x80000000) /* an edge list follows, or ends; a long offset */
#define POSITIONS_MAX NO_PARENT

static uint32_t read_u32(const unsigned char *bytes)
{
	return CHUNK_ID(bytes[0], bytes[1], bytes[2], bytes[3]);
}

static uint64_t read_u64(const unsigned char *bytes)
{
	return (uint64_t)read_u32(bytes) << 32 | read_u32(bytes + 4);
}

struct chunk {
	const unsigned char *bytes;
	uint64_t size_bytes;
};

/* The chunk @id, empty when there is none; false when the table leads outside the file. */
static bool find_chunk(const struct bv_graph_layer *layer, uint32_t id, struct chunk *out)
{
	size_t row_count = layer->bytes[6];
	const unsigned char *row = layer->bytes + HEADER_BYTES;

	*out = (struct chunk){0};
	for (size_t i = 0; i < row_count; i++, row += TOC_ROW_BYTES) {
		uint64_t from = read_u64(row + 4);
		uint64_t end = read_u64(row + TOC_ROW_BYTES + 4);

		if (from > end || end > layer->size_bytes - BV_OID_BYTES)
			return false;
		if (read_u32(row) == id)
			*out = (struct chunk){layer->bytes + from, end - from};
	}
	return true;
}

static bool check_header(const struct bv_graph_layer *layer, struct bv_error *err)
{
	const unsigned char *bytes = layer->bytes;

	if (layer->size_bytes < HEADER_BYTES + TOC_ROW_BYTES + FANOUT_BYTES + BV_OID_BYTES)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph is too short");
	if (memcmp(bytes, "CGPH", 4) != 0)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the file is no commit-graph");
	if (bytes[4] != 1)
		return bv_fail(err, BV_ERROR_REPOSITORY, "commit-graph version %d is not known",
			       bytes[4]);
	if (bytes[5] != 1)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph's ids are not SHA-1");
	if (layer->size_bytes <
	    HEADER_BYTES + ((size_t)bytes[6] + 1) * TOC_ROW_BYTES + FANOUT_BYTES + BV_OID_BYTES)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph is too short");
	return true;
}

static bool read_fanout(struct bv_graph_layer *layer, struct bv_error *err)
{
	uint32_t count = 0;

	for (size_t i = 0; i < 256; i++) {
		uint32_t next = read_u32(layer->fanout + 4 * i);

		if (next < count)
			return bv_fail(err, BV_ERROR_REPOSITORY,
				       "the commit-graph's fan-out is not sorted");
		count = next;
	}
	if (count >= POSITIONS_MAX)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph is too large");
	layer->count = count;
	return true;
}

/* What every file has; the fan-out says how large the others must be. */
static bool read_needed_chunks(struct bv_graph_layer *layer, struct bv_error *err)
{
	struct chunk fanout, ids, commits;

	if (!find_chunk(layer, CHUNK_ID('O', 'I', 'D', 'F'), &fanout) ||
	    !find_chunk(layer, CHUNK_ID('O', 'I', 'D', 'L'), &ids) ||
	    !find_chunk(layer, CHUNK_ID('C', 'D', 'A', 'T'), &commits))
		return bv_fail(err, BV_ERROR_REPOSITORY,
			       "a chunk of the commit-graph lies outside the file");
	if (fanout.size_bytes != FANOUT_BYTES)
		return bv_fail(err, BV_ERROR_REPOSITORY, "the commit-graph has no fan-out");
	layer->fanout = fanout.bytes;
	if (!read_fanout(layer, err))
		return false;
	if (ids.size_bytes != (uint64_t)layer->count * BV_OID_BYTES ||
	    commits.size_bytes != (uint64_t)layer->count * COMMIT_BYTES)
		return bv_fail(err, BV_ERROR_REPOSITORY,
			       "a chunk of the commit-graph has the wrong size");
	layer->ids = ids.bytes;
	layer->commits = commits.bytes;
	return true;
}

static bool read_other_chunks(struct bv_graph_layer *layer, struct bv_error *err)
{
	struct chunk edges, offsets, long_offsets, below;

	if (!find_chunk(layer, CHUNK_ID('E', 'D', 'G', 'E'), &edges) ||
	    !find_chunk(layer, CHUNK_ID('G', 'D', 'A', '2'), &offsets) ||
	    !find_chunk(layer, CHUNK_ID('G', 'D', 'O', '2'), &long_offsets) ||
	    !find_chunk(layer, CHUNK_ID('B', 'A', 'S', 'E'), &below))
		return bv_fail(err, BV_ERROR_REPOSITORY,
			       "a chunk of the commit-graph lies outside the file");
	if (edges.size_bytes / 4 > UINT32_MAX || long_offsets.size_bytes / 8 > UINT32_MAX ||
	    (offsets.bytes && offsets.size_bytes != (uint64_t)layer->count * 4) ||
	    below.size_bytes != (uint64_t)layer->below * BV_OID_BYTES)
		return bv_fail(err, BV_ERROR_REPOSITORY,
			       "a chunk of the commit-graph has the wrong size");
	layer->edges = edges.bytes;
	layer->edge_count = (uint32_t)(edges.size_bytes / 4);
	layer->offsets = offsets.bytes;
	layer->long_offsets = long_offsets.bytes;
	layer->long_offset_count = (uint32_t)(long_offsets.size_bytes / 8);
	layer->below_names = below.bytes;
	return true;
}

bool bv_graph_layer_parse(struct bv_graph_layer *out, const unsigned char *bytes, size_t size_bytes,
			  struct bv_error *err)
{
	*out = (struct bv_graph_layer){.bytes = bytes, .size_bytes = size_bytes};
	if (!check_header(out, err))
		return false;
	out->below = bytes[7];
	return read_needed_chunks(out, err) && read_other_chunks(out, err);
}

static struct bv_oid read_oid(const unsigned char *bytes)
{
	struct bv_oid oid;

	memcpy(oid.bytes, bytes, BV_OID_BYTES);
	return oid;
}

struct bv_oid bv_graph_layer_name(const struct bv_graph_layer *layer)
{
	return read_oid(layer->bytes + layer->size_bytes - BV_OID_BYTES);
}

struct bv_oid bv_graph_layer_name_below(const struct bv_graph_layer *layer, uint8_t number)
{
	BV_ASSERT(number < layer->below);
	return read_oid(layer->below_names + (size_t)number * BV_OID_BYTES);
}

static const unsigned char *id_bytes(const struct bv_graph_layer *layer, uint32_t number)
{
	return layer->ids + (size_t)number * BV_OID_BYTES;
}

bool bv_graph_layer_find(const struct bv_graph_layer *layer, const struct bv_oid *id, uint32_t *out)
{
	unsigned first = id->bytes[0];
	uint32_t low = first ? read_u32(layer->fanout + 4 * (size_t)(first - 1)) : 0;
	uint32_t high = read_u32(layer->fanout + 4 * (size_t)first);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = memcmp(id->bytes, id_bytes(layer, middle), BV_OID_BYTES);

		if (order == 0) {
			*out = middle;
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

bool bv_graph_layer_id(const struct bv_graph_layer *layer, uint32_t number, struct bv_oid *out)
{
	const unsigned char *id = id_bytes(layer, number);

	*out = read_oid(id);
	if (number > 0 && memcmp(id - BV_OID_BYTES, id, BV_OID_BYTES) >= 0)
		return false;
	return number + 1 == layer->count || memcmp(id, id + BV_OID_BYTES, BV_OID_BYTES) < 0;
}

static const unsigned char *commit_bytes(const struct bv_graph_layer *layer, uint32_t number)
{
	return layer->commits + (size_t)number * COMMIT_BYTES + BV_OID_BYTES;
}

bool bv_graph_layer_times(const struct bv_graph_layer *layer, uint32_t number,
			  struct bv_graph_times *out)
{
	const unsigned char *record = commit_bytes(layer, number) + 8;
	uint32_t level_and_date = read_u32(record);
	uint32_t offset;

	out->level = level_and_date >> 2;
	out->date = (uint64_t)(level_and_date & 3) << 32 | read_u32(record + 4);
	out->corrected_date = 0;
	if (!layer->offsets)
		return true;
	offset = read_u32(layer->offsets + 4 * (size_t)number);
	if (!(offset & TOP_BIT)) {
		out->corrected_date = out->date + offset;
		return true;
	}
	offset &= ~TOP_BIT;
	if (offset >= layer->long_offset_count)
		return false;
	out->corrected_date = out->date + read_u64(layer->long_offsets + 8 * (size_t)offset);
	return true;
}

enum bv_graph_family bv_graph_layer_family(const struct bv_graph_layer *layer, uint32_t number,
					   uint32_t out[2])
{
	const unsigned char *record = commit_bytes(layer, number);
	uint32_t end = layer->base + layer->count;

	out[0] = read_u32(record);
	out[1] = read_u32(record + 4);
	if (out[0] == NO_PARENT)
		return out[1] == NO_PARENT ? BV_GRAPH_ROOT : BV_GRAPH_DAMAGED;
	if (out[0] >= end)
		return BV_GRAPH_DAMAGED;
	if (out[1] == NO_PARENT)
		return BV_GRAPH_ONE_PARENT;
	if (out[1] & TOP_BIT)
		return BV_GRAPH_OCTOPUS;
	return out[1] < end ? BV_GRAPH_TWO_PARENTS : BV_GRAPH_DAMAGED;
}

void bv_graph_layer_prefetch(const struct bv_graph_layer *layer, uint32_t number)
{
	__builtin_prefetch(commit_bytes(layer, number));
	__builtin_prefetch(commit_bytes(layer, number) + COMMIT_BYTES - BV_OID_BYTES - 1);
	if (layer->offsets)
		__builtin_prefetch(layer->offsets + 4 * (size_t)number);
}

static bool add_parent(const struct bv_graph_layer *layer, uint32_t position,
		       struct bv_positions *out, struct bv_arena *keep)
{
	if (position >= layer->base + layer->count)
		return false;
	*BV_APPEND(out, keep) = position;
	return true;
}

bool bv_graph_layer_parents(const struct bv_graph_layer *layer, uint32_t number,
			    struct bv_positions *out, struct bv_arena *keep)
{
	uint32_t first = read_u32(commit_bytes(layer, number));
	uint32_t second = read_u32(commit_bytes(layer, number) + 4);

	if (first == NO_PARENT)
		return second == NO_PARENT;
	if (!add_parent(layer, first, out, keep))
		return false;
	if (second == NO_PARENT)
		return true;
	if (!(second & TOP_BIT))
		return add_parent(layer, second, out, keep);
	for (uint32_t at = second & ~TOP_BIT, seen = 0; seen < BV_GRAPH_PARENTS_MAX; at++, seen++) {
		uint32_t edge;

		if (at >= layer->edge_count)
			return false;
		edge = read_u32(layer->edges + 4 * (size_t)at);
		if (!add_parent(layer, edge & ~TOP_BIT, out, keep))
			return false;
		if (edge & TOP_BIT)
			return true;
	}
	return false;
}
