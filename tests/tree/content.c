/* SPDX-License-Identifier: GPL-2.0-only */
/* When do two versions of a file say the same to the build? */
#include "kernel/content.h"

#include <criterion/criterion.h>

struct row {
	const char *name, *path, *old, *new;
	enum bv_content content;
};

static void expect_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct bv_text path = bv_text_from(rows[i].path);
		struct bv_text old = bv_text_from(rows[i].old), new = bv_text_from(rows[i].new);

		cr_expect_eq(bv_content_compare(path, old, new), rows[i].content, "%s",
			     rows[i].name);
		cr_expect_eq(bv_content_compare(path, new, old), rows[i].content, "%s, backwards",
			     rows[i].name);
	}
}
#define EXPECT_ROWS(rows) expect_rows((rows), sizeof(rows) / sizeof((rows)[0]))

Test(content, c)
{
	static const struct row rows[] = {
		{"same bytes", "a.c", "int a;\n", "int a;\n", BV_CONTENT_NOTHING},
		{"a comment", "a.c", "int a;\n", "int a; /* an a */\n", BV_CONTENT_COMMENTS},
		{"a line comment", "a.c", "int a; // old\n", "int a; // new\n",
		 BV_CONTENT_COMMENTS},
		{"indentation", "a.c", "if (a)\nb();\n", "if (a)\n\tb();\n", BV_CONTENT_COMMENTS},
		{"white space", "a.c", "int  a ;\n", "\tint a;\n\n", BV_CONTENT_COMMENTS},
		{"around operators", "a.c", "a=b+c;\n", "a = b + c;\n", BV_CONTENT_COMMENTS},
		{"code", "a.c", "int a = 1;\n", "int a = 2;\n", BV_CONTENT_CODE},
		{"words do not join", "a.c", "int a b;\n", "int ab;\n", BV_CONTENT_CODE},
		{"operators do not join", "a.c", "a = b + +c;\n", "a = b ++c;\n", BV_CONTENT_CODE},
		{"exponents do not join", "a.c", "x = 1e +5;\n", "x = 1e+5;\n", BV_CONTENT_CODE},
		{"a comment separates", "a.c", "int/**/a;\n", "inta;\n", BV_CONTENT_CODE},
		{"commented out", "a.c", "f();\ng();\n", "f();\n/* g(); */\n", BV_CONTENT_CODE},
		{"blanks in a string", "a.c", "s = \"a b\";\n", "s = \"a  b\";\n", BV_CONTENT_CODE},
		{"no comment in a string", "a.c", "s = \"/* a */\";\n", "s = \"/* b */\";\n",
		 BV_CONTENT_CODE},
		{"a mark in a string", "a.c", "s = \"*/* a */\";\n", "s = \"*/* b */\";\n",
		 BV_CONTENT_CODE},
		{"an escaped quote", "a.c", "s = \"\\\"/*\"; f(); /* */\n",
		 "s = \"\\\"/*\"; g(); /* */\n", BV_CONTENT_CODE},
		{"a quote as character", "a.c", "c = '\"'; /* a */\n", "c = '\"'; /* b */\n",
		 BV_CONTENT_COMMENTS},
		{"a header's name", "a.c", "#include <a//b.h>\n", "#include <a//c.h>\n",
		 BV_CONTENT_CODE},
		{"unclosed comment", "a.c", "f(); /* a\n", "f(); /* b\n", BV_CONTENT_COMMENTS},
	};

	EXPECT_ROWS(rows);
}

Test(content, preprocessor)
{
	static const struct row rows[] = {
		{"a directive's end", "a.h", "#define A b\nc;\n", "#define A b c;\n",
		 BV_CONTENT_CODE},
		{"function-like or not", "a.h", "#define A(b) b\n", "#define A (b) b\n",
		 BV_CONTENT_CODE},
		{"a comment in a macro", "a.h", "#define A 1 /* one */\n", "#define A 1\n",
		 BV_CONTENT_COMMENTS},
		{"blank after the hash", "a.h", "#ifdef A\n#define B\n#endif\n",
		 "#ifdef A\n# define B\n#endif\n", BV_CONTENT_COMMENTS},
		{"a macro over two lines", "a.h", "#define A \\\n\tb\n", "#define A b\n",
		 BV_CONTENT_COMMENTS},
		{"a lost backslash", "a.h", "#define A b; \\\n\tc;\n", "#define A b;\n\tc;\n",
		 BV_CONTENT_CODE},
		{"a comment that goes on", "a.c", "// why \\\nf();\n", "// why\nf();\n",
		 BV_CONTENT_CODE},
		{"... with a blank behind", "a.c", "// why \\ \nf();\n", "// why\nf();\n",
		 BV_CONTENT_CODE},
		{"a comment over lines in a directive", "a.h", "#if A /* a\n b */ && B\n#endif\n",
		 "#if A && B\n#endif\n", BV_CONTENT_COMMENTS},
		{"assembler in a header", "a.h", "#ifdef __ASSEMBLY__\nnop\nhlt\n#endif\n",
		 "#ifdef __ASSEMBLY__\nnop hlt\n#endif\n", BV_CONTENT_CODE},
		{"assembler: lines", "a.S", "nop\nhlt\n", "nop hlt\n", BV_CONTENT_CODE},
		{"assembler: a comment", "a.S", "nop /* wait */\n\nhlt\n", "nop\nhlt\n",
		 BV_CONTENT_COMMENTS},
		{"assembler: blanks", "a.S", ".macro a b, c\n", ".macro a b,c\n", BV_CONTENT_CODE},
		{"device tree", "a.dts", "reg = <1>; /* a */\n", "reg = <1>;\n",
		 BV_CONTENT_COMMENTS},
		{"device tree cells", "a.dtsi", "#size-cells = <1>;\n", "#size-cells = <2>;\n",
		 BV_CONTENT_CODE},
	};

	EXPECT_ROWS(rows);
}

Test(content, kconfig)
{
	static const struct row rows[] = {
		{"help", "a/Kconfig", "config A\n\tbool\n\thelp\n\t  Old.\n",
		 "config A\n\tbool\n\thelp\n\t  New,\n\n\t  longer.\n", BV_CONTENT_HELP_TEXT},
		{"old help", "Kconfig.debug", "config A\n\tbool\n\t---help---\n\t  Old.\n",
		 "config A\n\tbool\n\t---help---\n\t  New.\n", BV_CONTENT_HELP_TEXT},
		{"behind the help", "Kconfig", "config A\n\thelp\n\t  Text.\n\tdefault y\n",
		 "config A\n\thelp\n\t  Text.\n\tdefault n\n", BV_CONTENT_CODE},
		{"words of code in the help", "Kconfig", "config A\n\thelp\n\t  default y\n",
		 "config A\n\thelp\n\t  default n\n", BV_CONTENT_HELP_TEXT},
		{"next entry", "Kconfig", "config A\n\thelp\n\t  Text.\n\nconfig B\n\tbool\n",
		 "config A\n\thelp\n\t  Text.\n\nconfig C\n\tbool\n", BV_CONTENT_CODE},
		{"a comment", "Kconfig", "# old\nconfig A\n", "# new\nconfig A\n",
		 BV_CONTENT_COMMENTS},
		{"a prompt", "Kconfig", "config A\n\tbool \"a\"\n", "config A\n\tbool \"b\"\n",
		 BV_CONTENT_CODE},
		{"a hash in the help", "Kconfig", "config A\n\thelp\n\t  # a\n",
		 "config A\n\thelp\n\t  # b\n", BV_CONTENT_HELP_TEXT},
		{"a symbol called help", "Kconfig",
		 "config A\n\tdepends on B && \\\n\thelp\n\t y\n",
		 "config A\n\tdepends on B && \\\n\thelp\n\t n\n", BV_CONTENT_CODE},
	};

	EXPECT_ROWS(rows);
}

Test(content, makefiles_and_scripts)
{
	static const struct row rows[] = {
		{"version", "Makefile", "VERSION = 5\nNAME = A\nall:\n",
		 "VERSION = 6\nNAME = B\nall:\n", BV_CONTENT_VERSION},
		{"version elsewhere", "fs/Makefile", "VERSION = 5\n", "VERSION = 6\n",
		 BV_CONTENT_CODE},
		{"version by a command", "Makefile", "EXTRAVERSION =\n",
		 "EXTRAVERSION = $(shell id)\n", BV_CONTENT_CODE},
		{"version and more", "Makefile", "SUBLEVEL = 1\nall: a\n", "SUBLEVEL = 2\nall: b\n",
		 BV_CONTENT_CODE},
		{"a comment", "fs/Makefile", "# a\nobj-y += a.o\n", "obj-y += a.o\n",
		 BV_CONTENT_COMMENTS},
		{"a comment that goes on", "Makefile", "# a \\\nobj-y += a.o\n",
		 "# a\nobj-y += a.o\n", BV_CONTENT_CODE},
		{"a recipe's hash", "Makefile", "a:\n\t# b\n", "a:\n\t# c\n", BV_CONTENT_CODE},
		{"a hash in a list", "Makefile", "a = b \\\n# c\n", "a = b \\\n# d\n",
		 BV_CONTENT_CODE},
		{"in define", "Makefile", "define a\n# b\nendef\n", "define a\n# c\nendef\n",
		 BV_CONTENT_CODE},
		{"behind define", "Makefile", "define a\nb\nendef\n# c\n",
		 "define a\nb\nendef\n# d\n", BV_CONTENT_COMMENTS},
		{"blanks at a line's end", "Makefile", "a = b\n", "a = b \n", BV_CONTENT_CODE},
		{"a script's head", "a.sh", "#!/bin/sh\nls\n", "#!/bin/sh\n# GPL\nls\n",
		 BV_CONTENT_COMMENTS},
		{"its interpreter", "a.sh", "#!/bin/sh\nls\n", "#!/bin/bash\nls\n",
		 BV_CONTENT_CODE},
		{"a here document", "a.sh", "cat <<E\n# a\nE\n", "cat <<E\n# b\nE\n",
		 BV_CONTENT_CODE},
		{"no known language", "a.bin", "a\n", "a \n", BV_CONTENT_CODE},
		{"no C", "a.cfg", "/* a */\n", "/* b */\n", BV_CONTENT_CODE},
	};

	EXPECT_ROWS(rows);
}

/** Any bytes must do: quotes, comments and backslashes in all orders, up to six bytes. */
Test(content, any_bytes)
{
	static const char alphabet[] = "\"'/*\\\n# a<";
	static const char *const paths[] = {"a.c", "a.S", "Kconfig", "Makefile", "a.sh"};
	const size_t letters = sizeof(alphabet) - 1;

	for (size_t number = 0; number < 20000; number++) {
		char old[6], new[6];
		size_t left = number * 7919;

		for (size_t i = 0; i < sizeof(old); i++, left /= letters) {
			old[i] = alphabet[left % letters];
			new[i] = alphabet[(left / 3 + i) % letters];
		}
		for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
			(void)bv_content_compare(bv_text_from(paths[i]),
						 (struct bv_text){old, sizeof(old)},
						 (struct bv_text){new, sizeof(new)});
	}
}
