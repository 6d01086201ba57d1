/* A web page as the text that a reader sees. */
#ifndef BV_LOG_HTML_H
#define BV_LOG_HTML_H

#include "decoded.h"

/** @text begins as a web page does. Source: the WHATWG's MIME sniffing, "text/html". */
bool bv_is_html(struct bv_text text);

/**
 * Drop tags, comments, scripts and styles, decode entities.
 *
 * Meaning: the page's own line ends stay, so that lines keep their numbers; a tag that begins a
 *          block ends the line before it. What is quoted (<blockquote>) gets "> ".
 */
void bv_html_read(struct bv_decoded *out, const struct bv_decoded *from);

#endif
