/* Following info/alternates without recursion: an entry goes right behind the store that names it.
 */
#include "alternates.h"

#include "small_file.h"

#include "base/banned.h"

#define LEVELS_MAX           5
#define STORES_MAX           64
#define ALTERNATES_BYTES_MAX ((size_t)64 << 10)

struct waiting {
	struct bv_text path;
	unsigned level;
};
struct waiting_list {
	struct waiting *items;
	size_t count, capacity;
};

static bool is_listed(const struct bv_texts *stores, struct bv_text path)
{
	for (size_t i = 0; i < stores->count; i++)
		if (bv_text_equal(stores->items[i], path))
			return true;
	return false;
}

/* Put the alternates of @store on the stack, the last one first, so that the first comes off first.
 */
static void push_alternates(struct waiting_list *waiting, struct waiting store,
			    struct bv_arena *keep)
{
	struct bv_text file = bv_arena_print(keep, "%.*s/info/alternates", BV_TEXT_ARG(store.path));
	struct bv_text rest, line;
	struct bv_texts paths = {0};

	if (!bv_small_file_read(&rest, file.data, ALTERNATES_BYTES_MAX, keep))
		return;
	while (paths.count < STORES_MAX && bv_take_line(&rest, &line)) {
		if (bv_text_is_empty(line) || line.data[0] == '#')
			continue;
		*BV_APPEND(&paths, keep) =
			line.data[0] == '/'
				? bv_arena_copy(keep, line)
				: bv_arena_print(keep, "%.*s/%.*s", BV_TEXT_ARG(store.path),
						 BV_TEXT_ARG(line));
	}
	for (size_t i = paths.count; i-- > 0;)
		*BV_APPEND(waiting, keep) = (struct waiting){paths.items[i], store.level + 1};
}

void bv_alternates_list(struct bv_texts *out, struct bv_text objects, struct bv_arena *keep)
{
	struct waiting_list waiting = {0};

	*BV_APPEND(&waiting, keep) = (struct waiting){objects, 0};
	while (waiting.count > 0 && out->count < STORES_MAX) {
		struct waiting store = waiting.items[--waiting.count];

		if (is_listed(out, store.path))
			continue;
		*BV_APPEND(out, keep) = store.path;
		if (store.level < LEVELS_MAX)
			push_alternates(&waiting, store, keep);
	}
}
