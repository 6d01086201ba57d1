/* The JSON report's trust and the evidence behind it. */
#include <math.h>

#include "json_value.h"

#include "base/banned.h"

/* The last digits differ between mathematical libraries. */
static json_t *rounded(double value, double unit)
{
	/* Adding zero turns -0 into 0. */
	return json_real(round(value / unit) * unit + 0.0);
}

json_t *bv_json_trust(struct bv_json_report *json)
{
	const struct bv_trust *trust = &json->report->result->trust;

	return trust->is_known ? rounded(trust->chance, .01) : json_null();
}

json_t *bv_json_evidence(struct bv_json_report *json)
{
	const struct bv_trust *trust = &json->report->result->trust;
	json_t *array = json_array();

	for (size_t i = 0; i < trust->piece_count; i++) {
		const struct bv_trust_piece *piece = &trust->pieces[i];
		json_t *object = json_object();

		bv_json_put(json, object, "name", json_string(piece->name));
		bv_json_put(json, object, "words", json_string(piece->words));
		bv_json_put(json, object, "value",
			    piece->is_known ? rounded(piece->value, .001) : json_null());
		bv_json_put(json, object, "weight", rounded(piece->weight, .01));
		bv_json_append(json, array, object);
	}
	return array;
}
