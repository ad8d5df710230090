package banshi.channels.web;

import banshi.channels.accounts.Door;
import banshi.channels.accounts.Present;
import banshi.channels.accounts.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Who of the staff may do what (职员权限), by Spring Security; all rules by address stand here. What is not for staff does not pass through here at all: citizens
 * and programs are not looked at.
 */
final class StaffSecurity implements WebFilter, Ordered {
    private static final List<PathPattern> FOR_STAFF = patterns(
            "/login",
            "/login.html",
            "/desk",
            "/desk/**",
            "/desk.html",
            "/api/staff/**",
            "/api/v1/desk/**",
            "/api/v1/explain",
            "/api/v1/graph/**",
            "/api/v1/health",
            "/studio",
            "/studio/**",
            "/api/studio/**");

    private final WebFilterChainProxy proxy;

    StaffSecurity(Door door, StaffDesk desk, OidcClient oidc) {
        proxy = new WebFilterChainProxy(chain(new Sessions(door, desk), oidc));
        proxy.setExchangeRejectedHandler((_, _) -> Mono.error(
                Problem.refusal(HttpStatus.BAD_REQUEST, "the address or a header holds what no browser sends")));
    }

    /** After the headers, before all else. */
    @Override
    public int getOrder() {
        return -5;
    }

    /** Whether only staff have business at that address. */
    static boolean isForStaff(RequestPath path) {
        PathContainer within = path.pathWithinApplication();
        return FOR_STAFF.stream().anyMatch(pattern -> pattern.matches(within));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isForStaff(exchange.getRequest().getPath()) ? proxy.filter(exchange, chain) : chain.filter(exchange);
    }

    private static SecurityWebFilterChain chain(Sessions sessions, OidcClient oidc) {
        var http = ServerHttpSecurity.http()
                .securityContextRepository(sessions)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable) // SecurityHeaders has them
                .csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookie())
                        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .accessDeniedHandler((_, denied) -> Mono.error(denied(denied))))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((_, _) -> Mono.error(logInFirst()))
                        .accessDeniedHandler((_, denied) -> Mono.error(denied(denied))))
                .authorizeExchange(may -> may.pathMatchers(
                                HttpMethod.GET,
                                "/login",
                                "/login.html",
                                "/desk",
                                "/desk/**",
                                "/desk.html",
                                "/studio",
                                "/studio/**",
                                "/api/v1/health",
                                "/api/staff/v1/session")
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/api/staff/v1/session")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, OidcClient.START, OidcClient.CALLBACK)
                        .permitAll()
                        .pathMatchers("/api/staff/v1/session/**", "/api/staff/v1/me/**")
                        .authenticated()
                        .pathMatchers("/api/staff/v1/accounts/**", "/api/staff/v1/departments")
                        .hasRole(Role.SYSTEM.name())
                        .pathMatchers("/api/staff/v1/audit/**")
                        .hasRole(Role.AUDITOR.name())
                        .pathMatchers("/api/v1/desk/orders/exports/**")
                        .hasAnyRole(Role.SUPERVISOR.name(), Role.SYSTEM.name())
                        .pathMatchers("/api/v1/desk/orders/bursts", "/api/v1/desk/board")
                        .hasRole(Role.SUPERVISOR.name())
                        .pathMatchers(HttpMethod.PUT, "/api/v1/desk/calls/*/checklist")
                        .hasRole(Role.SUPERVISOR.name())
                        .pathMatchers("/api/v1/desk/ticket")
                        .hasAnyRole(Role.AGENT.name(), Role.SUPERVISOR.name(), Role.EXPERT.name())
                        .pathMatchers("/api/v1/desk/**")
                        .hasAnyRole(Role.AGENT.name(), Role.SUPERVISOR.name())
                        .pathMatchers("/api/studio/v1/figures/**")
                        .hasAnyRole(
                                Role.EDITOR.name(),
                                Role.REVIEWER.name(),
                                Role.PUBLISHER.name(),
                                Role.SYSTEM.name(),
                                Role.AUDITOR.name())
                        .pathMatchers("/api/studio/v1/answers/**")
                        .hasAnyRole(
                                Role.EDITOR.name(), Role.REVIEWER.name(), Role.PUBLISHER.name(), Role.AUDITOR.name())
                        .pathMatchers("/api/studio/**")
                        .hasAnyRole(Role.EDITOR.name(), Role.REVIEWER.name(), Role.PUBLISHER.name())
                        .pathMatchers("/api/v1/explain", "/api/v1/graph/**")
                        .hasAnyRole(Role.EDITOR.name(), Role.REVIEWER.name(), Role.PUBLISHER.name(), Role.AGENT.name())
                        .anyExchange()
                        .denyAll());
        return oidc.addTo(http).build();
    }

    private static RuntimeException logInFirst() {
        return Problem.refusal(HttpStatus.UNAUTHORIZED, "this is for staff: log in at /login first");
    }

    private static RuntimeException denied(Exception why) {
        return Problem.refusal(
                HttpStatus.FORBIDDEN,
                why instanceof CsrfException
                        ? "send the header " + CsrfCookie.HEADER + " with what the cookie " + CsrfCookie.NAME + " holds"
                        : "your roles do not allow this, or your log-in is not complete");
    }

    /** What Spring Security knows of a request: who shows a session's token. */
    private record Sessions(Door door, StaffDesk desk) implements ServerSecurityContextRepository {
        @Override
        public Mono<SecurityContext> load(ServerWebExchange exchange) {
            return Mono.justOrEmpty(Staff.token(exchange))
                    .flatMap(token -> desk.work(() -> door.present(token)))
                    .flatMap(Mono::justOrEmpty)
                    .map(present -> new SecurityContextImpl(authentication(present)));
        }

        /** Sessions are opened by the {@link Door}. */
        @Override
        public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
            return Mono.empty();
        }

        /** Whose log-in is not complete has no role yet. */
        private static Authentication authentication(Present present) {
            var roles = present.stage() == Present.Stage.OPEN
                    ? present.account().roles().stream()
                            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                            .toList()
                    : List.<SimpleGrantedAuthority>of();
            return UsernamePasswordAuthenticationToken.authenticated(present, null, roles);
        }
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Arrays.stream(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }
}
