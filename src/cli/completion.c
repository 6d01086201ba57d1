/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Completion for bash, for "git bisect-verify" through git's own completion, which calls
 * _git_bisect_verify, and for "git-bisect-verify".
 */
#include "checks/check.h"
#include "options.h"

static void print_options(unsigned options, struct bv_out *out)
{
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		const struct bv_option_row *row = bv_option_row((enum bv_option)i);

		if (!(options & 1u << i))
			continue;
		bv_out_print(out, " --%s%s", row->name, row->value ? "=" : "");
		if (row->has_no)
			bv_out_print(out, " --no-%s", row->name);
	}
}

/* The options of each command: a case for each. */
static void print_commands(const struct bv_command *commands, size_t count, struct bv_out *out)
{
	bv_out_print(out, "\tcase $command in\n");
	for (size_t i = 1; i < count; i++) {
		bv_out_print(out, "\t%s) options='", commands[i].name);
		print_options(commands[i].options, out);
		bv_out_print(out, "' ;;\n");
	}
	bv_out_print(out, "\t*) options='");
	print_options(commands[0].options, out);
	bv_out_print(out, "' ;;\n\tesac\n");
}

static void print_words(bv_word_at *word_at, const char *end, struct bv_out *out)
{
	for (size_t i = 0; word_at(i); i++)
		bv_out_print(out, "%s%s%s", i ? " " : "", word_at(i), end);
}

/* The values of each option that has choices. */
static void print_values(struct bv_out *out)
{
	bv_out_print(out, "\tcase $option in\n");
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		const struct bv_option_row *row = bv_option_row((enum bv_option)i);

		if (!row->choices)
			continue;
		bv_out_print(out, "\t--%s) words='", row->name);
		print_words(row->choices, i == BV_OPTION_CHECK ? "=" : "", out);
		bv_out_print(out, "' ;;\n");
	}
	bv_out_print(out, "\t--tree) compopt -o dirnames ;;\n\tesac\n");
}

static const char *explanation_at(size_t index)
{
	return index < bv_explanation_count() ? bv_explanation_at(index)->name : NULL;
}

/* Which word is the command: the first that is neither an option nor the value of one. */
static void print_search(const struct bv_command *commands, size_t count, struct bv_out *out)
{
	bv_out_print(out, "\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
			  "\t\tcase $before in\n\t\t=");
	for (size_t i = 0; i < BV_OPTION_COUNT; i++) {
		const struct bv_option_row *row = bv_option_row((enum bv_option)i);

		if (row->value)
			bv_out_print(out, "|--%s", row->name);
		if (row->value && row->letter)
			bv_out_print(out, "|-%c", row->letter);
	}
	bv_out_print(out, ") [ \"$word\" = = ] || word=-value ;;\n\t\tesac\n"
			  "\t\tbefore=$word\n"
			  "\t\tcase $word in\n\t\tbisect-verify|=|-value) ;;\n"
			  "\t\t--) is_chosen=1; break ;;\n\t\t-*) ;;\n\t\t");
	for (size_t i = 1; i < count; i++)
		bv_out_print(out, "%s%s", i > 1 ? "|" : "", commands[i].name);
	bv_out_print(out, ") command=$word is_chosen=1; break ;;\n"
			  "\t\t*) is_chosen=1; break ;;\n\t\tesac\n\tdone\n");
}

void bv_completion_print(const struct bv_command *commands, size_t count, struct bv_out *out)
{
	bv_out_print(
		out,
		"# bash completion for git bisect-verify, made by git bisect-verify completion\n"
		"_git_bisect_verify()\n{\n"
		"\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		"\tlocal command='' is_chosen='' before='' word='' option='' words='' "
		"options=''\n");
	print_search(commands, count, out);
	print_commands(commands, count, out);
	/* Bash takes "=" for a word of its own. */
	bv_out_print(out, "\tif [ \"$cur\" = = ]; then option=$prev cur=''\n"
			  "\telif [ \"$prev\" = = ]; then option=${COMP_WORDS[COMP_CWORD-2]}\n"
			  "\telse option=$prev; fi\n");
	print_values(out);
	bv_out_print(out, "\tcase $prev$option in =*.*) words='off note warning error' ;; esac\n"
			  "\tif [ -n \"$words\" ]; then :\n"
			  "\telif [ \"${cur#-}\" != \"$cur\" ]; then words=$options\n"
			  "\telif [ \"$command\" = explain ]; then words='");
	print_words(explanation_at, "", out);
	bv_out_print(out, "'\n\telif [ -z \"$is_chosen\" ]; then words='");
	for (size_t i = 1; i < count; i++)
		bv_out_print(out, "%s%s", i > 1 ? " " : "", commands[i].name);
	bv_out_print(
		out,
		"'; fi\n"
		"\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
		"\tcase ${COMPREPLY[*]} in *=) compopt -o nospace ;; esac\n"
		"}\n"
		"complete -o bashdefault -o default -F _git_bisect_verify git-bisect-verify\n");
}
