package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.channels.accounts.Door;
import banshi.channels.accounts.Door.Outcome;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Logging in with an identity provider (统一认证登录): OpenID Connect's authorization code with PKCE, by Spring Security. What has to be remembered on the way there
 * and back lies sealed in the browser, so any server may be the one that it comes back to; the provider's tokens are not kept.
 */
final class OidcClient {
    static final String START = "/api/staff/v1/oidc/{registrationId}";
    static final String CALLBACK = "/api/staff/v1/oidc/{registrationId}/callback";

    private static final Logger LOG = LoggerFactory.getLogger(OidcClient.class);
    private static final String ID = "sso";
    private static final String PAGE = "/login";
    private static final String REFUSED = PAGE + "?problem=sso";

    private final OidcSettings settings;
    private final Vault vault;
    private final Door door;
    private final StaffDesk desk;
    private final AtomicReference<@Nullable ClientRegistration> known = new AtomicReference<>();

    OidcClient(OidcSettings settings, Secret secret, Door door, StaffDesk desk) {
        this.settings = settings;
        this.door = door;
        this.desk = desk;
        vault = new Vault(secret, "oidc");
    }

    boolean isThere() {
        return settings.issuer() != null;
    }

    /** Lets it take part in who is let in. */
    ServerHttpSecurity addTo(ServerHttpSecurity http) {
        if (!isThere()) return http;
        ReactiveClientRegistrationRepository registrations = id -> id.equals(ID) ? registration() : Mono.empty();
        var requests = new DefaultServerOAuth2AuthorizationRequestResolver(
                registrations, new PathPatternParserServerWebExchangeMatcher(START));
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.oauth2Login(login -> login.clientRegistrationRepository(registrations)
                .authorizationRequestResolver(requests)
                .authorizationRequestRepository(new SealedRequests())
                .authorizedClientRepository(new NoTokens())
                .authenticationMatcher(new PathPatternParserServerWebExchangeMatcher(CALLBACK))
                .authenticationSuccessHandler(
                        (filtered, authentication) -> enter(filtered.getExchange(), authentication))
                .authenticationFailureHandler((filtered, failure) -> {
                    LOG.warn(
                            "logging in with the identity provider failed: {}",
                            failure.getClass().getSimpleName());
                    return redirect(filtered.getExchange(), REFUSED);
                }));
    }

    /** What the provider tells of itself; asked when somebody logs in for the first time, so that the server starts without it. */
    private Mono<ClientRegistration> registration() {
        var before = known.get();
        if (before != null) return Mono.just(before);
        return desk.work(() -> {
            var home = settings.publicUrl() == null ? "{baseUrl}" : settings.publicUrl();
            var found = ClientRegistrations.fromOidcIssuerLocation(Objects.requireNonNull(settings.issuer()))
                    .registrationId(ID)
                    .clientId(Objects.requireNonNull(settings.clientId()))
                    .clientSecret(settings.clientSecret())
                    .redirectUri(home + "/api/staff/v1/oidc/" + ID + "/callback")
                    .scope("openid", "profile")
                    .build();
            known.set(found);
            return found;
        });
    }

    private Mono<Void> enter(ServerWebExchange exchange, Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof OidcUser user)) return redirect(exchange, REFUSED);
        var name = user.getPreferredUsername();
        var shown = user.getFullName();
        return desk.work(() -> door.enterVouched(
                        user.getIssuer() + "\n" + user.getSubject(),
                        name == null ? "" : name,
                        shown == null ? "" : shown,
                        settings.rolesOf(user.getClaims().get(settings.rolesClaim()))))
                .flatMap(outcome -> {
                    if (!(outcome instanceof Outcome.In in)) return redirect(exchange, REFUSED);
                    Staff.keep(in.opened().token(), exchange);
                    return redirect(exchange, PAGE);
                });
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, String to) {
        return Mono.fromRunnable(() -> {
            exchange.getResponse().setStatusCode(HttpStatus.FOUND);
            exchange.getResponse().getHeaders().setLocation(URI.create(to));
        });
    }

    /** The request that somebody was sent away with. The cookie comes back from the provider's site, so it cannot be a strict one. */
    private final class SealedRequests implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
        private static final String COOKIE = "banshi-oidc";
        private static final Duration KEPT = Duration.ofMinutes(10);

        @Override
        public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
            return Mono.justOrEmpty(Optional.ofNullable(
                                    exchange.getRequest().getCookies().getFirst(COOKIE))
                            .flatMap(cookie -> opened(cookie.getValue())))
                    .flatMap(parts -> registration().map(registration -> request(parts, registration)))
                    .filter(request -> Objects.equals(
                            request.getState(),
                            exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE)));
        }

        private Optional<String[]> opened(String sealed) {
            try {
                return vault.open(Base64.getUrlDecoder().decode(sealed))
                        .map(text -> text.split("\n"))
                        .filter(parts -> parts.length == 4);
            } catch (IllegalArgumentException e) { // no Base64
                return Optional.empty();
            }
        }

        private static OAuth2AuthorizationRequest request(String[] parts, ClientRegistration registration) {
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(Objects.requireNonNull(
                            registration.getProviderDetails().getAuthorizationUri()))
                    .clientId(registration.getClientId())
                    .scopes(registration.getScopes())
                    .state(parts[0])
                    .redirectUri(parts[1])
                    .attributes(attributes -> {
                        attributes.put(OAuth2ParameterNames.REGISTRATION_ID, ID);
                        attributes.put(PkceParameterNames.CODE_VERIFIER, parts[2]);
                        attributes.put(OidcParameterNames.NONCE, parts[3]);
                    })
                    .build();
        }

        @Override
        public Mono<Void> saveAuthorizationRequest(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
            return Mono.fromRunnable(() -> {
                var parts = String.join(
                        "\n",
                        request.getState(),
                        request.getRedirectUri(),
                        request.getAttribute(PkceParameterNames.CODE_VERIFIER),
                        request.getAttribute(OidcParameterNames.NONCE));
                var sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(parts.getBytes(UTF_8)));
                exchange.getResponse()
                        .addCookie(Staff.cookie(COOKIE, sealed, exchange)
                                .sameSite("Lax")
                                .maxAge(KEPT)
                                .build());
            });
        }

        @Override
        public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
            return loadAuthorizationRequest(exchange)
                    .doOnNext(_ -> exchange.getResponse()
                            .addCookie(Staff.cookie(COOKIE, "", exchange)
                                    .sameSite("Lax")
                                    .maxAge(Duration.ZERO)
                                    .build()));
        }
    }

    /** Nothing is asked of the provider once it has vouched. */
    private static final class NoTokens implements ServerOAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
                String registration, Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> saveAuthorizedClient(
                OAuth2AuthorizedClient client, Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> removeAuthorizedClient(
                String registration, Authentication principal, ServerWebExchange exchange) {
            return Mono.empty();
        }
    }
}
