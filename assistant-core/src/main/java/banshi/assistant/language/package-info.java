/**
 * From a citizen's words to a {@link banshi.assistant.language.Question} (语言处理): script, width and noise normalised, segmented
 * with the lexicon, terms of the trade found, pinyin; and what of them is nobody else's business. The home of HanLP.
 */
@NullMarked
package banshi.assistant.language;

import org.jspecify.annotations.NullMarked;
