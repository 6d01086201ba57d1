/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths and architectures: what a change to a file can do to the image, from its path alone. */
#ifndef BV_KERNEL_PATH_CLASS_H
#define BV_KERNEL_PATH_CLASS_H

#include <stdbool.h>

#include "base/text.h"

/** What a change to a file can do to the kernel image. */
enum bv_reach {
	BV_REACH_UNKNOWN = 0,
	BV_REACH_IMAGE,      /* can change it */
	BV_REACH_NOTHING,    /* neither that nor anything else: nothing builds, runs or reads it */
	BV_REACH_DOCUMENTS,  /* documentation, and scripts for people: what is built of these */
	BV_REACH_OTHER_ARCH, /* code of an architecture that was not built */
	BV_REACH_TOOLS,      /* tools, tests, samples: not in the image, but perhaps in a test */
	BV_REACH_VERSION     /* the version's name only */
};

/**
 * Can a change to the file @path reach the image of a kernel built for @arch?
 *
 * Meaning: BV_REACH_IMAGE is the answer for everything that is not known to be harmless, so it
 *          means "can", not "does". A root Makefile is BV_REACH_IMAGE: whether only the version
 *          changed is in its contents.
 * Unknown: code of an architecture while @arch is empty; a path that git cut ("...").
 * Source:  the kernel's Makefile and Kbuild files; field notes of syzbot's wrong bisections.
 */
enum bv_reach bv_path_reach(struct bv_text path, struct bv_text arch);
/**
 * What a change to @path can reach where it does not reach the image: "a documentation build".
 *
 * Meaning: of BV_REACH_DOCUMENTS and BV_REACH_TOOLS; empty for all others.
 * Owner:   static.
 */
struct bv_text bv_path_serves(struct bv_text path);

/**
 * Are these the folders of a Linux tree's root? What is said of paths here holds for no other.
 *
 * Meaning: kernel/, and some others of its subsystems. Boot loaders that borrowed its build
 * (U-Boot, barebox) have no kernel/; other systems that have one (Zephyr) lack most of the rest.
 */
bool bv_folders_are_linux(const struct bv_texts *folders);

/** A Kconfig file or a default configuration: it switches code on, and holds none. */
bool bv_path_is_kconfig(struct bv_text path);
/** A file of a detector, or a table of system calls, whose numbers reproducers rely on. */
bool bv_path_is_detector(struct bv_text path);

/*
 * Architectures, by the names that people and programs give them
 */

/**
 * The kernel's name of an architecture: the folder below arch/ that its code is in.
 *
 * Meaning: "amd64", "x86_64" and "386" are "x86", in any case; empty for a name that is not known.
 * Owner:   static.
 */
struct bv_text bv_arch_find(struct bv_text name);
/** The same, but a name that is not known stays as it is. Owner: static, or borrowed. */
struct bv_text bv_arch_folder(struct bv_text name);

/** The folders of today's kernel, for messages. */
extern const char bv_arch_choices[];

#endif
