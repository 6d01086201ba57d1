/* The kernel's arch/ folders, today's and those that history holds. */
#include "arch.h"

#include <string.h>

const char bv_arch_choices[] =
	"alpha arc arm arm64 csky hexagon loongarch m68k microblaze mips nios2 "
	"openrisc parisc powerpc riscv s390 sh sparc um x86 xtensa";

static const struct {
	const char *name, *folder;
} names[] = {
	{"aarch64", "arm64"},
	{"alpha", "alpha"},
	{"amd64", "x86"},
	{"arc", "arc"},
	{"arm", "arm"},
	{"arm26", "arm26"},
	{"arm64", "arm64"},
	{"armhf", "arm"},
	{"avr32", "avr32"},
	{"blackfin", "blackfin"},
	{"c6x", "c6x"},
	{"cris", "cris"},
	{"csky", "csky"},
	{"frv", "frv"},
	{"h8300", "h8300"},
	{"hexagon", "hexagon"},
	{"i386", "x86"},
	{"i686", "x86"},
	{"ia64", "ia64"},
	{"loongarch", "loongarch"},
	{"loongarch64", "loongarch"},
	{"m32r", "m32r"},
	{"m68k", "m68k"},
	{"m68knommu", "m68k"},
	{"metag", "metag"},
	{"microblaze", "microblaze"},
	{"mips", "mips"},
	{"mips64", "mips"},
	{"mn10300", "mn10300"},
	{"nios2", "nios2"},
	{"openrisc", "openrisc"},
	{"parisc", "parisc"},
	{"powerpc", "powerpc"},
	{"ppc", "powerpc"},
	{"ppc64", "powerpc"},
	{"ppc64le", "powerpc"},
	{"riscv", "riscv"},
	{"riscv64", "riscv"},
	{"s390", "s390"},
	{"s390x", "s390"},
	{"score", "score"},
	{"sh", "sh"},
	{"sh64", "sh"},
	{"sparc", "sparc"},
	{"sparc64", "sparc"},
	{"tile", "tile"},
	{"um", "um"},
	{"unicore32", "unicore32"},
	{"x86", "x86"},
	{"x86_64", "x86"},
	{"xtensa", "xtensa"},
};

const char *bv_arch_find(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].folder;
	return NULL;
}
