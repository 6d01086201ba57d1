/* Sorted texts and binary search: logs can name hundreds of thousands of people or files. */
#include "text_set.h"

#include <stdlib.h>

#include "banned.h"

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static int compare(const void *left, const void *right)
{
	const struct bv_text *a = left, *b = right;

	for (size_t i = 0; i < a->size && i < b->size; i++) {
		int order = lower(a->data[i]) - lower(b->data[i]);

		if (order)
			return order;
	}
	return (a->size > b->size) - (a->size < b->size);
}

void bv_text_set_make(struct bv_texts *texts)
{
	size_t kept = 0;

	if (texts->count)
		qsort(texts->items, texts->count, sizeof(*texts->items), compare);
	for (size_t i = 0; i < texts->count; i++)
		if (kept == 0 || compare(&texts->items[kept - 1], &texts->items[i]) != 0)
			texts->items[kept++] = texts->items[i];
	texts->count = kept;
}

bool bv_text_set_has(const struct bv_texts *texts, struct bv_text text)
{
	return texts->count &&
	       bsearch(&text, texts->items, texts->count, sizeof(*texts->items), compare) != NULL;
}
