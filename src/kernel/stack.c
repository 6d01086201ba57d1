/* SPDX-License-Identifier: GPL-2.0-only */
/* Stack traces: only "path/file.c:123" counts, as syzkaller's symboliser prints it. */
#include "crash.h"

#include "base/banned.h"

/* Files that every crash passes through: entry, allocators, sanitizers, locks, time. */
static const struct bv_text machinery[] = {
	BV_TEXT_INIT("arch/x86/entry"),
	BV_TEXT_INIT("arch/x86/include"),
	BV_TEXT_INIT("arch/x86/kernel/apic"),
	BV_TEXT_INIT("arch/x86/kernel/dumpstack"),
	BV_TEXT_INIT("arch/x86/kernel/irq"),
	BV_TEXT_INIT("arch/x86/kernel/nmi"),
	BV_TEXT_INIT("arch/x86/kernel/proce"),
	BV_TEXT_INIT("arch/x86/kernel/stacktrace"),
	BV_TEXT_INIT("arch/x86/kernel/traps"),
	BV_TEXT_INIT("arch/x86/kernel/unwind"),
	BV_TEXT_INIT("arch/x86/lib"),
	BV_TEXT_INIT("arch/x86/mm"),
	BV_TEXT_INIT("include/asm-generic"),
	BV_TEXT_INIT("include/linux/atomic"),
	BV_TEXT_INIT("include/linux/compiler"),
	BV_TEXT_INIT("include/linux/err"),
	BV_TEXT_INIT("include/linux/fortify"),
	BV_TEXT_INIT("include/linux/instr"),
	BV_TEXT_INIT("include/linux/kasan"),
	BV_TEXT_INIT("include/linux/kernel"),
	BV_TEXT_INIT("include/linux/kref"),
	BV_TEXT_INIT("include/linux/list"),
	BV_TEXT_INIT("include/linux/lockdep"),
	BV_TEXT_INIT("include/linux/mutex"),
	BV_TEXT_INIT("include/linux/percpu"),
	BV_TEXT_INIT("include/linux/rcu"),
	BV_TEXT_INIT("include/linux/refcount"),
	BV_TEXT_INIT("include/linux/sched"),
	BV_TEXT_INIT("include/linux/seqlock"),
	BV_TEXT_INIT("include/linux/slab"),
	BV_TEXT_INIT("include/linux/spinlock"),
	BV_TEXT_INIT("include/linux/string"),
	BV_TEXT_INIT("include/linux/uaccess"),
	BV_TEXT_INIT("init/"),
	BV_TEXT_INIT("kernel/events"),
	BV_TEXT_INIT("kernel/exit"),
	BV_TEXT_INIT("kernel/fork"),
	BV_TEXT_INIT("kernel/hung_task"),
	BV_TEXT_INIT("kernel/kcov"),
	BV_TEXT_INIT("kernel/kthread"),
	BV_TEXT_INIT("kernel/locking"),
	BV_TEXT_INIT("kernel/panic"),
	BV_TEXT_INIT("kernel/printk"),
	BV_TEXT_INIT("kernel/rcu"),
	BV_TEXT_INIT("kernel/sched"),
	BV_TEXT_INIT("kernel/signal"),
	BV_TEXT_INIT("kernel/softirq"),
	BV_TEXT_INIT("kernel/stacktrace"),
	BV_TEXT_INIT("kernel/time"),
	BV_TEXT_INIT("kernel/trace"),
	BV_TEXT_INIT("kernel/watchdog"),
	BV_TEXT_INIT("kernel/workqueue"),
	BV_TEXT_INIT("lib/"),
	BV_TEXT_INIT("mm/kasan"),
	BV_TEXT_INIT("mm/kmemleak"),
	BV_TEXT_INIT("mm/kmsan"),
	BV_TEXT_INIT("mm/page_alloc"),
	BV_TEXT_INIT("mm/slab"),
	BV_TEXT_INIT("mm/slob"),
	BV_TEXT_INIT("mm/slub"),
	BV_TEXT_INIT("net/socket.c"),
	BV_TEXT_INIT("security/"),
};

bool bv_stack_take_file(struct bv_text *rest, struct bv_text *out)
{
	struct bv_text line;

	while (bv_take_line(rest, &line)) {
		size_t colon = line.size;

		while (colon > 0 && line.data[colon - 1] != ':')
			colon--;
		if (colon < 2 || colon >= line.size || line.data[colon] < '0' ||
		    line.data[colon] > '9')
			continue;
		*out = bv_text_slice(line, 0, colon - 1);
		for (size_t i = out->size; i-- > 0;) {
			if (out->data[i] == ' ' || out->data[i] == '\t') {
				*out = bv_text_from_offset(*out, i + 1);
				break;
			}
		}
		if (bv_text_find_byte(*out, '/') != SIZE_MAX &&
		    (bv_text_ends_with(*out, BV_TEXT(".c")) ||
		     bv_text_ends_with(*out, BV_TEXT(".h")) ||
		     bv_text_ends_with(*out, BV_TEXT(".S"))))
			return true;
	}
	return false;
}

struct bv_text bv_directory_of(struct bv_text path)
{
	size_t end = path.size;

	while (end > 0 && path.data[end - 1] != '/')
		end--;
	return bv_text_slice(path, 0, end);
}

void bv_stack_directories(struct bv_texts *out, struct bv_text report, struct bv_arena *keep)
{
	struct bv_text file;

	while (bv_stack_take_file(&report, &file))
		*BV_APPEND(out, keep) = bv_directory_of(file);
	bv_text_set_make(out);
}

static bool is_machinery(struct bv_text path)
{
	for (size_t i = 0; i < sizeof(machinery) / sizeof(machinery[0]); i++)
		if (bv_text_starts_with(path, machinery[i]))
			return true;
	return false;
}

void bv_stack_telling_files(struct bv_texts *out, struct bv_text report, struct bv_arena *keep)
{
	struct bv_text file;

	while (bv_stack_take_file(&report, &file)) {
		(void)bv_take_prefix(&file, BV_TEXT("./"));
		if (!is_machinery(file))
			*BV_APPEND(out, keep) = file;
	}
}
