package banshi.channels.accounts;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a member of staff may do (角色). */
public enum Role {
    /** 采编: writes content. */
    EDITOR("采编"),
    /** 审核: approves what others have written. */
    REVIEWER("审核"),
    /** 发布: makes what is approved answer. */
    PUBLISHER("发布"),
    /** 坐席: talks with citizens. */
    AGENT("坐席"),
    /** 值班长: leads the agents of a shift. */
    SUPERVISOR("值班长"),
    /** 业务专员: answers what agents ask about matters of a department. */
    EXPERT("业务专员"),
    /** 系统: keeps accounts. */
    SYSTEM("系统"),
    /** 审计: reads what all of them did. */
    AUDITOR("审计");

    private final String chinese;

    Role(String chinese) {
        this.chinese = chinese;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people call it. */
    public String chinese() {
        return chinese;
    }

    /** All of them, as they are written. */
    public static List<String> allWords() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    /**
     * The roles of these words, or of what people call them.
     *
     * @throws Refusal if one is no role, or there are two that nobody has together; the message is for operators
     */
    public static Set<Role> of(Collection<String> words) {
        var roles = EnumSet.noneOf(Role.class);
        for (var word : words)
            roles.add(Arrays.stream(values())
                    .filter(role -> role.word().equals(word) || role.chinese.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("没有这个角色：可以是 " + allWords())));
        requireApart(roles);
        return roles;
    }

    /**
     * Whoever keeps accounts does not look after himself.
     *
     * @throws Refusal if both are among them
     */
    static void requireApart(Set<Role> roles) {
        if (roles.contains(SYSTEM) && roles.contains(AUDITOR)) throw new Refusal("系统和审计不能是同一个账号：管账号的人不能审计自己");
    }

    /** In one line, in order; empty for none. */
    static String line(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
    }
}
