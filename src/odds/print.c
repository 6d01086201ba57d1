/* Probabilities as people may read them: never 0, never 1, at most two digits. */
#include <math.h>

#include "odds.h"

#include "base/banned.h"

/* Below this, and above one less this, a number would only pretend to be known. */
#define LEAST 1e-9
#define MOST  .995

double bv_probability_two_digits(double ln_probability)
{
	double value = exp(ln_probability), unit;

	if (value >= MOST)
		return .99;
	if (value < LEAST)
		return LEAST;
	unit = pow(10, floor(log10(value)) - 1);
	return floor(value / unit + .5) * unit;
}

bool bv_probability_is_tiny(double ln_probability)
{
	return exp(ln_probability) < LEAST;
}

struct bv_text bv_probability_words(double ln_probability, struct bv_arena *keep)
{
	double value = bv_probability_two_digits(ln_probability);

	if (bv_probability_is_tiny(ln_probability))
		return BV_TEXT("<1e-9");
	if (exp(ln_probability) >= MOST)
		return BV_TEXT(">0.99");
	if (value < 1e-3)
		return bv_arena_print(keep, "%.0e", value);
	return bv_arena_print(keep, value < 1e-2 ? "%.4f" : value < .1 ? "%.3f" : "%.2f", value);
}
