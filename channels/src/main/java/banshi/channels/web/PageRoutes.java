package banshi.channels.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The chat page, the pages of the staff and the OpenAPI document (静态页面), from the class path. */
final class PageRoutes implements WebFluxConfigurer {
    /** The build puts a hash into the name of everything under {@code assets/}. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/*.svg", "/*.ico", "/*.png", "/*.txt", "/*.html", "/widget.js")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache());
    }

    RouterFunction<ServerResponse> routes() {
        var chat = new ClassPathResource("static/index.html");
        var logIn = new ClassPathResource("static/login.html");
        var desk = new ClassPathResource("static/desk.html");
        var studio = new ClassPathResource("static/studio.html");
        var document = new ClassPathResource("openapi.yaml");
        return RouterFunctions.route()
                .GET("/", request -> page(chat))
                .GET("/login", request -> page(logIn))
                .GET("/desk/**", request -> page(desk)) // its own script knows which screen an address means
                .GET("/studio/**", request -> page(studio)) // and so does this one
                .GET("/openapi.yaml", request -> file(document, MediaType.APPLICATION_YAML))
                .build();
    }

    private static Mono<ServerResponse> page(ClassPathResource page) {
        return page.exists()
                ? file(page, MediaType.TEXT_HTML)
                : Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Mono<ServerResponse> file(ClassPathResource file, MediaType type) {
        return ServerResponse.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .bodyValue(file);
    }
}
