package banshi.channels.accounts;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A member of staff whose browser has been let in, for tests of what comes after. */
public record LoggedIn(Account account, String token) {
    /** Somebody of these roles; the same each time. */
    public static LoggedIn as(Accounts accounts, Sessions sessions, Role... roles) {
        var name = "test-" + Arrays.stream(roles).map(Role::word).collect(Collectors.joining("-"));
        return named(name, accounts, sessions, roles);
    }

    /** Likewise, one of several. */
    public static LoggedIn named(String name, Accounts accounts, Sessions sessions, Role... roles) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(Arrays.asList(roles));
        var account = accounts.vouched(name, name, "工号" + name.length(), all);
        return new LoggedIn(account, sessions.open(account, true).token());
    }

    /** As the browser would send it. */
    public HttpRequest.Builder sends(HttpRequest.Builder request) {
        return request.header("Cookie", "banshi-staff=" + token + "; banshi-csrf=same")
                .header("X-CSRF-Token", "same");
    }
}
