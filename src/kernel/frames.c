/* SPDX-License-Identifier: GPL-2.0-only */
/* The frames of a crash that tell where it is: not those that every crash passes through. */
#include "content.h"
#include "crash.h"

#include "base/banned.h"

/* A report beyond this tells nothing new. Units: bytes. */
#define REPORT_READ_MAX ((size_t)1 << 17)
#define NAME_BYTES_MAX  ((size_t)128)

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

/*
 * Of those, folders that hold more than machinery: their frames come behind the others, and are all
 * there is where a crash passed through nothing else.
 */
static const struct bv_text soft_machinery[] = {
	BV_TEXT_INIT("kernel/events"), BV_TEXT_INIT("kernel/hung_task"),
	BV_TEXT_INIT("kernel/trace"),  BV_TEXT_INIT("lib/"),
	BV_TEXT_INIT("mm/page_alloc"), BV_TEXT_INIT("security/"),
};
/* ... but for these of their files. */
static const struct bv_text hard_machinery[] = {
	BV_TEXT_INIT("lib/debugobjects"), BV_TEXT_INIT("lib/dump_stack"),
	BV_TEXT_INIT("lib/fault-inject"), BV_TEXT_INIT("lib/iov_iter"),
	BV_TEXT_INIT("lib/list_debug"),   BV_TEXT_INIT("lib/percpu"),
	BV_TEXT_INIT("lib/refcount"),     BV_TEXT_INIT("lib/stackdepot"),
	BV_TEXT_INIT("lib/string"),       BV_TEXT_INIT("lib/strn"),
	BV_TEXT_INIT("lib/ubsan"),        BV_TEXT_INIT("lib/usercopy"),
	BV_TEXT_INIT("lib/vsprintf"),     BV_TEXT_INIT("security/security.c"),
};

/* The same for frames without files: beginnings of names. */
static const struct bv_text machinery_functions[] = {
	BV_TEXT_INIT("__asan"),
	BV_TEXT_INIT("__die"),
	BV_TEXT_INIT("__do_kernel_fault"),
	BV_TEXT_INIT("__dump_stack"),
	BV_TEXT_INIT("__kasan"),
	BV_TEXT_INIT("__lock_"),
	BV_TEXT_INIT("__might_"),
	BV_TEXT_INIT("__mutex_"),
	BV_TEXT_INIT("__raw_spin"),
	BV_TEXT_INIT("__sanitizer"),
	BV_TEXT_INIT("__schedule"),
	BV_TEXT_INIT("__ubsan"),
	BV_TEXT_INIT("__warn"),
	BV_TEXT_INIT("__x64_sys_"),
	BV_TEXT_INIT("_raw_spin"),
	BV_TEXT_INIT("alloc_pages"),
	BV_TEXT_INIT("asm_"),
	BV_TEXT_INIT("check_memory_region"),
	BV_TEXT_INIT("common_interrupt"),
	BV_TEXT_INIT("debug_"),
	BV_TEXT_INIT("die"),
	BV_TEXT_INIT("do_syscall"),
	BV_TEXT_INIT("do_trap"),
	BV_TEXT_INIT("do_user_addr_fault"),
	BV_TEXT_INIT("dump_stack"),
	BV_TEXT_INIT("el0_"),
	BV_TEXT_INIT("el1_"),
	BV_TEXT_INIT("entry_"),
	BV_TEXT_INIT("exc_"),
	BV_TEXT_INIT("fail_dump"),
	BV_TEXT_INIT("handle_bug"),
	BV_TEXT_INIT("instrument_"),
	BV_TEXT_INIT("kasan_"),
	BV_TEXT_INIT("kcsan_"),
	BV_TEXT_INIT("kfree"),
	BV_TEXT_INIT("kmalloc"),
	BV_TEXT_INIT("kmem_cache"),
	BV_TEXT_INIT("kmsan_"),
	BV_TEXT_INIT("krealloc"),
	BV_TEXT_INIT("ksys_"),
	BV_TEXT_INIT("kthread"),
	BV_TEXT_INIT("kzalloc"),
	BV_TEXT_INIT("lock_acquire"),
	BV_TEXT_INIT("lock_release"),
	BV_TEXT_INIT("lockdep_"),
	BV_TEXT_INIT("mutex_lock"),
	BV_TEXT_INIT("mutex_unlock"),
	BV_TEXT_INIT("native_"),
	BV_TEXT_INIT("page_fault"),
	BV_TEXT_INIT("panic"),
	BV_TEXT_INIT("print_"),
	BV_TEXT_INIT("print_address"),
	BV_TEXT_INIT("process_one_work"),
	BV_TEXT_INIT("rcu_"),
	BV_TEXT_INIT("report_bug"),
	BV_TEXT_INIT("ret_from_fork"),
	BV_TEXT_INIT("ret_to_user"),
	BV_TEXT_INIT("schedule"),
	BV_TEXT_INIT("should_fail"),
	BV_TEXT_INIT("show_stack"),
	BV_TEXT_INIT("slab_"),
	BV_TEXT_INIT("spin_"),
	BV_TEXT_INIT("syscall_"),
	BV_TEXT_INIT("sysvec_"),
	BV_TEXT_INIT("ubsan_"),
	BV_TEXT_INIT("vfree"),
	BV_TEXT_INIT("vmalloc"),
	BV_TEXT_INIT("warn_"),
	BV_TEXT_INIT("worker_thread"),
	BV_TEXT_INIT("x64_sys_"),
};

static bool has_beginning(struct bv_text text, const struct bv_text *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bv_text_starts_with(text, list[i]))
			return true;
	return false;
}

#define HAS_BEGINNING(text, list) has_beginning((text), (list), sizeof(list) / sizeof((list)[0]))

static bool is_machinery(const struct bv_frame *frame, bool is_soft_counted)
{
	if (!bv_text_is_empty(frame->file))
		return HAS_BEGINNING(frame->file, machinery) &&
		       !(is_soft_counted && HAS_BEGINNING(frame->file, soft_machinery) &&
			 !HAS_BEGINNING(frame->file, hard_machinery));
	return HAS_BEGINNING(frame->function, machinery_functions);
}

void bv_stack_telling_files(struct bv_texts *out, struct bv_text report, struct bv_arena *keep)
{
	struct bv_text file;

	while (bv_stack_take_file(&report, &file)) {
		(void)bv_take_prefix(&file, BV_TEXT("./"));
		if (!HAS_BEGINNING(file, machinery))
			*BV_APPEND(out, keep) = file;
	}
}

/* What the compiler made of a function has its name before a dot: "foo.isra.0". */
static struct bv_text plain_name(struct bv_text name)
{
	size_t size = 0;

	while (size < name.size && bv_c_is_name_byte(name.data[size]))
		size++;
	if (size == 0 || size > NAME_BYTES_MAX || (size < name.size && name.data[size] != '.') ||
	    (name.data[0] >= '0' && name.data[0] <= '9'))
		return (struct bv_text){0};
	return bv_text_slice(name, 0, size);
}

/* "foo" of "RIP: 0010:foo+0x12/0x34 a/b.c:5"; in "foo a/b.c:5 [inline]" the word before the file.
 */
static struct bv_text function_of_line(struct bv_text line, struct bv_text file)
{
	size_t end = bv_text_find(line, BV_TEXT("+0x"), 0), begin;

	if (end == SIZE_MAX && file.data)
		end = (size_t)(file.data - line.data);
	if (end == SIZE_MAX)
		return (struct bv_text){0};
	while (end > 0 && (line.data[end - 1] == ' ' || line.data[end - 1] == '('))
		end--;
	begin = end;
	while (begin > 0 &&
	       (bv_c_is_name_byte(line.data[begin - 1]) || line.data[begin - 1] == '.'))
		begin--;
	return plain_name(bv_text_slice(line, begin, end - begin));
}

/* A frame that the unwinder is not sure of: "? foo+0x12/0x34". */
static bool is_guess(struct bv_text line)
{
	return bv_text_starts_with(bv_text_trim(line), BV_TEXT("? ")) ||
	       bv_text_contains(line, BV_TEXT("] ? "));
}

static struct bv_frame frame_of(struct bv_text line)
{
	struct bv_frame frame = {0};
	struct bv_text rest = line;

	(void)bv_stack_take_file(&rest, &frame.file);
	frame.function = function_of_line(line, frame.file);
	(void)bv_take_prefix(&frame.file, BV_TEXT("("));
	(void)bv_take_prefix(&frame.file, BV_TEXT("./"));
	return frame;
}

static bool is_listed(const struct bv_frames *frames, const struct bv_frame *frame)
{
	for (size_t i = 0; i < frames->count; i++)
		if (bv_text_equal(frames->items[i].function, frame->function) &&
		    bv_text_equal(frames->items[i].file, frame->file))
			return true;
	return false;
}

struct reading {
	struct bv_text report;
	const struct bv_texts *named; /* functions that count wherever they are */
};

static bool is_named(const struct bv_texts *named, struct bv_text function)
{
	for (size_t i = 0; i < named->count; i++)
		if (bv_text_equal(named->items[i], function))
			return true;
	return false;
}

static void add(struct bv_frames *out, const struct bv_frame *frame, struct bv_arena *keep)
{
	if (out->count < BV_FRAMES_MAX && !is_listed(out, frame))
		*BV_APPEND(out, keep) = *frame;
}

void bv_frames_add(struct bv_frames *out, const struct bv_frame *frame, struct bv_arena *keep)
{
	if (!bv_text_is_empty(frame->function))
		add(out, frame, keep);
}

static void find(struct bv_frames *out, const struct reading *reading, bool is_soft_counted,
		 struct bv_arena *keep)
{
	struct bv_text rest = reading->report, line;

	while (out->count < BV_FRAMES_MAX && bv_take_line(&rest, &line)) {
		struct bv_frame frame = {0};

		if (!is_guess(line))
			frame = frame_of(line);
		if (bv_text_is_empty(frame.function) && bv_text_is_empty(frame.file))
			continue;
		if (!is_machinery(&frame, is_soft_counted) ||
		    is_named(reading->named, frame.function))
			add(out, &frame, keep);
	}
}

void bv_frames_find(struct bv_frames *out, struct bv_text report, const struct bv_texts *named,
		    struct bv_arena *keep)
{
	struct reading reading = {bv_text_slice(report, 0, REPORT_READ_MAX), named};

	find(out, &reading, false, keep);
	find(out, &reading, true, keep);
}
