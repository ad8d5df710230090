package banshi.assistant.language;

import banshi.corpus.Term;
import java.util.List;

/**
 * A citizen's words, made readable (问题). Everything later reads this and never the raw text.
 *
 * @param text NFKC, simplified script, lower case, no control characters, runs of white space as one space
 * @param key {@code text} without white space and punctuation; empty when nothing was said. Two questions with one key are the
 *     same question
 * @param canonical {@code key} with the words of the trade in their canonical form, e.g. 户口本 as 户口簿
 * @param words {@code canonical}, segmented; unmodifiable, and found out when it is first asked for, as most answers do without
 * @param syllables {@code key} in toneless pinyin, one a character; what is not Han stays as it is
 * @param terms the words of the trade in it, in order, the longest at each place
 */
public record Question(
        String text, String key, String canonical, List<String> words, List<String> syllables, List<Term> terms) {
    public Question {
        syllables = List.copyOf(syllables);
        terms = List.copyOf(terms);
    }
}
