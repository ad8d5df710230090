/**
 * The text of a reply template (模板正文), parsed: paragraphs of prose with inline tags, and block tags that stand alone. The only
 * home of the Mustache library.
 */
@NullMarked
package banshi.corpus.template;

import org.jspecify.annotations.NullMarked;
