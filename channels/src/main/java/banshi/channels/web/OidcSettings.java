package banshi.channels.web;

import banshi.channels.accounts.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that vouches for staff (统一认证设置), under {@code banshi.oidc}: none without an issuer.
 *
 * @param issuer its address, as it stands in its tokens
 * @param clientId as which the provider knows this program
 * @param clientSecret what this program shows to the provider
 * @param publicUrl where browsers find this program; null where they come without a proxy
 * @param rolesClaim the claim that tells what somebody is there; null for {@code groups}
 * @param roles for each of our roles what that claim holds
 */
public record OidcSettings(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String publicUrl,
        @Nullable String rolesClaim,
        @Nullable Map<String, List<String>> roles) {
    /** None. */
    public static final OidcSettings NONE = new OidcSettings(null, null, null, null, null, null);

    private static final String USUAL_CLAIM = "groups";

    /**
     * Checks that nothing is missing.
     *
     * @throws IllegalArgumentException if something is; the message is for operators and without the secret
     */
    public OidcSettings {
        roles = roles == null ? Map.of() : Map.copyOf(roles);
        if (rolesClaim == null) rolesClaim = USUAL_CLAIM;
        for (var role : roles.keySet()) Role.of(Set.of(role));
        if (issuer != null && (clientId == null || clientSecret == null || roles.isEmpty()))
            throw new IllegalArgumentException("banshi.oidc.issuer needs client-id, client-secret and roles beside it");
    }

    /** The roles of somebody, as the provider tells. */
    Set<Role> rolesOf(@Nullable Object claim) {
        var told = claim instanceof Iterable<?> many ? many : claim == null ? List.of() : List.of(claim);
        var found = EnumSet.noneOf(Role.class);
        for (var value : told)
            if (roles != null)
                roles.forEach((role, values) -> {
                    if (values.contains(String.valueOf(value))) found.addAll(Role.of(Set.of(role)));
                });
        return found;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
