package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Refusal;
import banshi.channels.curation.FaultyWorkbook;
import banshi.channels.curation.WrongField;
import banshi.graph.GraphUnavailable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever failed into problem JSON (错误应答): the caller's mistakes into a 4xx that names them, everything else into a 503
 * that says whom to call. Nothing becomes a 500, and no stack trace leaves the house.
 */
final class ProblemHandler implements WebExceptionHandler, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String CALL_12345 = "暂时无法答复，请稍后再试，或拨打 12345 政务服务便民热线。"
            + "The assistant cannot answer right now; try again later or call 12345.";

    /** Nobody mends more at once. */
    private static final int MOST_COMPLAINTS = 200;

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    /** Before Spring Boot's own, which is at -1. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        var response = exchange.getResponse();
        if (response.isCommitted()) return Mono.error(thrown);
        var problem = told(thrown, exchange);
        var bytes = json.writeValueAsBytes(problem);
        response.setRawStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(bytes.length);
        response.getHeaders().setCacheControl("no-store");
        return NeverAtOnce.later(response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes))));
    }

    /** What is told of a failure; what else helps goes into the headers of the response, where they are not sent yet. */
    Problem told(Throwable thrown, ServerWebExchange exchange) {
        var failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        var response = exchange.getResponse();
        return problem(failure, exchange, response.isCommitted() ? new HttpHeaders() : response.getHeaders());
    }

    private static Problem problem(Throwable failure, ServerWebExchange exchange, HttpHeaders headers) {
        return switch (failure) {
            case BadInput bad -> Problem.of(HttpStatus.BAD_REQUEST, "the request is not acceptable", bad.fields());
            case WrongField wrong -> {
                var said = String.valueOf(wrong.getMessage());
                yield Problem.of(HttpStatus.BAD_REQUEST, said, List.of(new Problem.Field(wrong.field(), said)));
            }
            case FaultyWorkbook faulty ->
                Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(faulty.getMessage()), fields(faulty));
            case Refusal refusal -> Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()), List.of());
            case Account.OwnChange own -> Problem.of(HttpStatus.FORBIDDEN, String.valueOf(own.getMessage()), List.of());
            case ErrorResponse error
            when error.getStatusCode().is4xxClientError() -> {
                headers.putAll(error.getHeaders());
                var status = HttpStatus.valueOf(error.getStatusCode().value());
                var said = error.getBody().getDetail();
                yield Problem.of(status, isOurs(error) && said != null ? said : detail(status, exchange), List.of());
            }
            case GraphUnavailable down ->
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(down.getMessage()), List.of());
            case RejectedExecutionException full -> {
                headers.set(HttpHeaders.RETRY_AFTER, "1");
                yield unavailable();
            }
            case TimeoutException late -> {
                LOG.error("a reply took too long");
                yield unavailable();
            }
            default -> {
                LOG.error("{} failed: {}", route(exchange), anonymous(failure));
                yield unavailable();
            }
        };
    }

    /** Where it is wrong, the first of them. */
    private static List<Problem.Field> fields(FaultyWorkbook faulty) {
        return faulty.complaints().stream()
                .limit(MOST_COMPLAINTS)
                .map(complaint -> new Problem.Field(complaint.where(), complaint.what()))
                .toList();
    }

    /** The address as it is written in the program: the one that was called may name a conversation. */
    private static String route(ServerWebExchange exchange) {
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return exchange.getRequest().getMethod() + " " + (pattern == null ? "of no known address" : pattern);
    }

    /** Whether its detail was written here, and not by Spring about what was sent. */
    private static boolean isOurs(ErrorResponse error) {
        return error.getClass() == ErrorResponseException.class;
    }

    private static Problem unavailable() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, CALL_12345, List.of());
    }

    private static String detail(HttpStatus status, ServerWebExchange exchange) {
        return switch (status) {
            case NOT_FOUND -> "there is nothing at this address; /openapi.yaml tells what there is";
            case METHOD_NOT_ALLOWED -> exchange.getRequest().getMethod() + " is not allowed here";
            case CONTENT_TOO_LARGE -> "the body must have at most " + ChatRequest.LARGEST_BODY + " bytes";
            case UNSUPPORTED_MEDIA_TYPE -> "the body must be application/json";
            default -> "the request is not acceptable";
        };
    }

    /** Where it happened and of which kind; the messages are left out, for they may quote what a citizen wrote. */
    static String anonymous(Throwable failure) {
        var text = new StringBuilder();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!text.isEmpty()) text.append("\nCaused by: ");
            text.append(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace())
                    .limit(12)
                    .forEach(frame -> text.append("\n\tat ").append(frame));
        }
        return text.toString();
    }
}
