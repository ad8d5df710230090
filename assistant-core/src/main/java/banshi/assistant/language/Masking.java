package banshi.assistant.language;

/**
 * Covers personal data in what citizens said (脱敏遮盖), before it is stored or shown to people: numbers of identity cards, telephones,
 * bank cards, passports and plates, house numbers, names, addresses of mail, WeChat and QQ. What covers it is {@value MaskedText#MASK},
 * one for each letter or digit; enough stays at the ends to tell two apart (330105********0019, 138****0000, 张*). All else stays
 * character by character, also full-width and traditional ones and the spaces within a number. Numbers of documents and standards, codes
 * of matters and of firms, dates, sums and public telephones stay.
 *
 * <p>How: a copy is made in which everything looks alike ({@link MaskedText}), what is personal is found there by what it looks like, and
 * covered where it came from, in time linear in the length. That is repeated until nothing is found, because what is left of one number may
 * look like the beginning of another: nearly always once more for words that had anything in them, never more often than they have
 * letters and digits. So {@code masked(masked(x))} is {@code masked(x)}. Stateless, thread-safe; some 10 µs a question. Names are told from
 * words with HanLP's dictionary, which the first of them loads.
 *
 * <p>What it cannot see: a name that nothing announces (我老公王建军), a rare surname, a number in words that are no digits (四个零).
 *
 * <p>{@link Redaction} is not expressed through it: that one reads what a {@link Reader} made of the words, where every number is in
 * digits already, and takes out all that a language model does not need, be it only five digits that are nobody's.
 *
 * <p>Sources: GB 11643-1999 (identity numbers), GB 32100-2015 (codes of firms), ISO/IEC 7812-1 (bank cards), GA 36-2018 (plates).
 */
public final class Masking {
    private Masking() {}

    /** The words with what is personal covered; the same instance where there is none. */
    public static String masked(String said) {
        var masked = said;
        while (true) {
            var more = once(masked);
            if (more.equals(masked)) return masked;
            masked = more;
        }
    }

    private static String once(String said) {
        var text = new MaskedText(said);
        PersonalWords.maskAccounts(text); // 13800000000@qq.com is an address, not a telephone
        PersonalNumbers.mask(text);
        PersonalWords.mask(text);
        PersonalNames.mask(text);
        return text.masked();
    }
}
