/* Architectures by the names that people give them. */
#ifndef BV_CLI_ARCH_H
#define BV_CLI_ARCH_H

/**
 * The folder below arch/ that @name means: itself, or what uname or a distribution calls it.
 *
 * Unknown: NULL.
 */
const char *bv_arch_find(const char *name);

/** All folders, blank between, for a message. */
extern const char bv_arch_choices[];

#endif
