package banshi.assistant.hotline;

import java.util.Locale;

/** What sort of thing a caller wants (诉求类型), as GB/T 33358-2016 has it. */
public enum AppealType {
    CONSULTATION("咨询"),
    HELP("求助"),
    COMPLAINT("投诉"),
    REPORT("举报"),
    PROPOSAL("建议"),
    PRAISE("表扬"),
    OTHER("其他");

    private final String chinese;

    AppealType(String chinese) {
        this.chinese = chinese;
    }

    /** As agents read it. */
    public String chinese() {
        return chinese;
    }

    /** As it is written on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
