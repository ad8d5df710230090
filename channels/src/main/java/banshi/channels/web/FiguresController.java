package banshi.channels.web;

import banshi.channels.figures.FigureSheets;
import banshi.channels.figures.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** How it goes (看板接口): {@code /api/studio/v1/figures}, and the same to take along. */
@RestController
final class FiguresController {
    private static final int USUAL_DAYS = 30;
    private static final List<String> CHANNELS = List.of("web", "wechat", "hotline", "kiosk");
    private static final List<String> FORMATS = List.of("csv", "xlsx");
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Figures figures;
    private final ReportDesk desk;
    private final Clock clock;
    private final JsonMapper json;

    FiguresController(Figures figures, ReportDesk desk, Clock clock, JsonMapper json) {
        this.figures = figures;
        this.desk = desk;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping("/api/studio/v1/figures")
    Mono<Void> figures(
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "channel", required = false) @Nullable String channel,
            ServerWebExchange exchange) {
        return report(from, to, channel)
                .flatMap(
                        report -> JsonBody.send(json.writeValueAsBytes(report), HttpStatus.OK, exchange.getResponse()));
    }

    @GetMapping("/api/studio/v1/figures/export")
    Mono<Void> export(
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "channel", required = false) @Nullable String channel,
            @RequestParam(name = "format", defaultValue = "xlsx") String format,
            ServerWebExchange exchange) {
        if (!FORMATS.contains(format)) throw new BadInput("format", "must be one of " + FORMATS);
        return report(from, to, channel).flatMap(report -> {
            var bytes =
                    format.equals("csv") ? FigureSheets.csv(report).getBytes(StandardCharsets.UTF_8) : workbook(report);
            var response = exchange.getResponse();
            var headers = response.getHeaders();
            headers.setContentType(format.equals("csv") ? CSV : XLSX);
            headers.setContentLength(bytes.length);
            headers.setCacheControl(CacheControl.noStore());
            headers.set(
                    "Content-Disposition",
                    "attachment; filename=\"banshi-" + report.from() + "-" + report.to() + "." + format + "\"");
            return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
        });
    }

    private Mono<Figures.Report> report(@Nullable String from, @Nullable String to, @Nullable String channel) {
        var last = to == null ? LocalDate.now(clock) : day("to", to);
        var first = from == null ? last.minusDays(USUAL_DAYS - 1) : day("from", from);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > Figures.MOST_DAYS)
            throw new BadInput("from", "must be 1 to " + Figures.MOST_DAYS + " days before to, both counted");
        if (channel != null && !CHANNELS.contains(channel)) throw new BadInput("channel", "must be one of " + CHANNELS);
        return desk.work(() -> figures.report(first, last, channel));
    }

    private static LocalDate day(String name, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new BadInput(name, "must be a day, as 2026-11-23");
        }
    }

    private static byte[] workbook(Figures.Report report) {
        var bytes = new ByteArrayOutputStream();
        try {
            FigureSheets.xlsx(report, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a workbook in memory", e);
        }
        return bytes.toByteArray();
    }
}
