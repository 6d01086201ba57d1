/* SPDX-License-Identifier: GPL-2.0-only */
/* Architectures: the kernel's arch/ folders, today's and those that history holds, and other names
 * for them: of uname, Go, Debian and syzkaller, and of old trees. */
#include "path_class.h"

#include "base/banned.h"

const char bv_arch_choices[] =
	"alpha arc arm arm64 csky hexagon loongarch m68k microblaze mips nios2 "
	"openrisc parisc powerpc riscv s390 sh sparc um x86 xtensa";

/* Sorted by name. */
static const struct {
	struct bv_text name, folder;
} names[] = {
	{BV_TEXT_INIT("386"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("aarch64"), BV_TEXT_INIT("arm64")},
	{BV_TEXT_INIT("alpha"), BV_TEXT_INIT("alpha")},
	{BV_TEXT_INIT("amd64"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("arc"), BV_TEXT_INIT("arc")},
	{BV_TEXT_INIT("arm"), BV_TEXT_INIT("arm")},
	{BV_TEXT_INIT("arm26"), BV_TEXT_INIT("arm26")},
	{BV_TEXT_INIT("arm64"), BV_TEXT_INIT("arm64")},
	{BV_TEXT_INIT("armel"), BV_TEXT_INIT("arm")},
	{BV_TEXT_INIT("armhf"), BV_TEXT_INIT("arm")},
	{BV_TEXT_INIT("armv7l"), BV_TEXT_INIT("arm")},
	{BV_TEXT_INIT("avr32"), BV_TEXT_INIT("avr32")},
	{BV_TEXT_INIT("blackfin"), BV_TEXT_INIT("blackfin")},
	{BV_TEXT_INIT("c6x"), BV_TEXT_INIT("c6x")},
	{BV_TEXT_INIT("cris"), BV_TEXT_INIT("cris")},
	{BV_TEXT_INIT("csky"), BV_TEXT_INIT("csky")},
	{BV_TEXT_INIT("frv"), BV_TEXT_INIT("frv")},
	{BV_TEXT_INIT("h8300"), BV_TEXT_INIT("h8300")},
	{BV_TEXT_INIT("hexagon"), BV_TEXT_INIT("hexagon")},
	{BV_TEXT_INIT("i386"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("i486"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("i586"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("i686"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("ia64"), BV_TEXT_INIT("ia64")},
	{BV_TEXT_INIT("loongarch"), BV_TEXT_INIT("loongarch")},
	{BV_TEXT_INIT("loongarch64"), BV_TEXT_INIT("loongarch")},
	{BV_TEXT_INIT("m32r"), BV_TEXT_INIT("m32r")},
	{BV_TEXT_INIT("m68k"), BV_TEXT_INIT("m68k")},
	{BV_TEXT_INIT("m68knommu"), BV_TEXT_INIT("m68k")},
	{BV_TEXT_INIT("metag"), BV_TEXT_INIT("metag")},
	{BV_TEXT_INIT("microblaze"), BV_TEXT_INIT("microblaze")},
	{BV_TEXT_INIT("mips"), BV_TEXT_INIT("mips")},
	{BV_TEXT_INIT("mips64"), BV_TEXT_INIT("mips")},
	{BV_TEXT_INIT("mips64el"), BV_TEXT_INIT("mips")},
	{BV_TEXT_INIT("mips64le"), BV_TEXT_INIT("mips")},
	{BV_TEXT_INIT("mipsel"), BV_TEXT_INIT("mips")},
	{BV_TEXT_INIT("mn10300"), BV_TEXT_INIT("mn10300")},
	{BV_TEXT_INIT("nios2"), BV_TEXT_INIT("nios2")},
	{BV_TEXT_INIT("openrisc"), BV_TEXT_INIT("openrisc")},
	{BV_TEXT_INIT("parisc"), BV_TEXT_INIT("parisc")},
	{BV_TEXT_INIT("parisc64"), BV_TEXT_INIT("parisc")},
	{BV_TEXT_INIT("powerpc"), BV_TEXT_INIT("powerpc")},
	{BV_TEXT_INIT("ppc"), BV_TEXT_INIT("powerpc")},
	{BV_TEXT_INIT("ppc64"), BV_TEXT_INIT("powerpc")},
	{BV_TEXT_INIT("ppc64el"), BV_TEXT_INIT("powerpc")},
	{BV_TEXT_INIT("ppc64le"), BV_TEXT_INIT("powerpc")},
	{BV_TEXT_INIT("riscv"), BV_TEXT_INIT("riscv")},
	{BV_TEXT_INIT("riscv32"), BV_TEXT_INIT("riscv")},
	{BV_TEXT_INIT("riscv64"), BV_TEXT_INIT("riscv")},
	{BV_TEXT_INIT("s390"), BV_TEXT_INIT("s390")},
	{BV_TEXT_INIT("s390x"), BV_TEXT_INIT("s390")},
	{BV_TEXT_INIT("score"), BV_TEXT_INIT("score")},
	{BV_TEXT_INIT("sh"), BV_TEXT_INIT("sh")},
	{BV_TEXT_INIT("sh64"), BV_TEXT_INIT("sh")},
	{BV_TEXT_INIT("sparc"), BV_TEXT_INIT("sparc")},
	{BV_TEXT_INIT("sparc64"), BV_TEXT_INIT("sparc")},
	{BV_TEXT_INIT("tile"), BV_TEXT_INIT("tile")},
	{BV_TEXT_INIT("um"), BV_TEXT_INIT("um")},
	{BV_TEXT_INIT("uml"), BV_TEXT_INIT("um")},
	{BV_TEXT_INIT("unicore32"), BV_TEXT_INIT("unicore32")},
	{BV_TEXT_INIT("x86"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("x86-64"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("x86_64"), BV_TEXT_INIT("x86")},
	{BV_TEXT_INIT("xtensa"), BV_TEXT_INIT("xtensa")},
};

struct bv_text bv_arch_find(struct bv_text name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bv_text_equal_nocase(name, names[i].name))
			return names[i].folder;
	return (struct bv_text){0};
}

struct bv_text bv_arch_folder(struct bv_text name)
{
	struct bv_text folder = bv_arch_find(name);

	return bv_text_is_empty(folder) ? name : folder;
}
