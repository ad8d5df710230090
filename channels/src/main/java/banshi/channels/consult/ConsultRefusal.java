package banshi.channels.consult;

/** Something that cannot be done with a consultation (咨询办不了), in words for whoever asked for it; what was under way is undone. */
public final class ConsultRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConsultRefusal(String words) {
        super(words, null, false, false);
    }
}
