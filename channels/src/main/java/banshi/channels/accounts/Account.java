package banshi.channels.accounts;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A member of staff, as far as the program knows him (账号).
 *
 * @param id never changes
 * @param name with which one logs in
 * @param displayName what colleagues read; no citizen does
 * @param external whether an identity provider vouches for it, so that there is no password
 * @param passwordToChange before anything else
 * @param secondFactor whether codes of a device are asked for
 * @param locked by somebody of the role 系统
 * @param generation sessions of an older one are over
 */
public record Account(
        String id,
        String name,
        String displayName,
        Set<Role> roles,
        boolean external,
        boolean passwordToChange,
        boolean secondFactor,
        boolean locked,
        int generation) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");
    private static final int LONGEST_DISPLAY_NAME = 32;

    /**
     * Checks the names and that the roles are kept apart.
     *
     * @throws Refusal if they are not; the message is for whoever keeps accounts
     */
    public Account {
        roles = Set.copyOf(roles);
        requireName(name);
        requireDisplayName(displayName);
        Role.requireApart(roles);
    }

    static void requireName(String name) {
        if (!isName(name)) throw new Refusal("账号要用 2 到 32 个小写字母、数字、点、横线，第一个是字母");
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireDisplayName(String displayName) {
        if (displayName.isBlank()
                || displayName.length() > LONGEST_DISPLAY_NAME
                || displayName.codePoints().anyMatch(Character::isISOControl))
            throw new Refusal("姓名要有 1 到 " + LONGEST_DISPLAY_NAME + " 个字");
    }

    /** Whether it has that role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /**
     * Four eyes: nobody approves or publishes what is his own change (谁改的，不能由谁审).
     *
     * @param author whose change it is
     * @throws OwnChange if it is this one's
     */
    public void requireNotOwn(String author) {
        if (id.equals(author)) throw new OwnChange();
    }

    /** As it is named in the audit log. */
    public String object() {
        return "account:" + name;
    }

    /** Somebody tried to approve what is his own. */
    public static final class OwnChange extends RuntimeException {
        private static final long serialVersionUID = 1;

        OwnChange() {
            super("自己改的，要由别人来审");
        }
    }
}
