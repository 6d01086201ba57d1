/* The list of all checks: the only place here that sees their table. */
#include "render.h"

#include "base/banned.h"

void bv_report_explain_list(struct bv_out *out)
{
	bv_render_check_list(bv_check_at, bv_check_count(), out);
}
