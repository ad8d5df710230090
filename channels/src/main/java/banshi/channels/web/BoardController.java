package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import banshi.channels.shift.ShiftBoard;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The hotline at one look, for supervisors (值班长看板接口): {@code /api/v1/desk/board}. */
@RestController
final class BoardController {
    private final ShiftBoard board;
    private final RecordDesk desk;
    private final JsonMapper json;

    BoardController(ShiftBoard board, RecordDesk desk, JsonMapper json) {
        this.board = board;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping("/api/v1/desk/board")
    Mono<Void> look(ServerWebExchange exchange) {
        return desk.work(board::look)
                .flatMap(
                        looked -> JsonBody.send(json.writeValueAsBytes(looked), HttpStatus.OK, exchange.getResponse()));
    }
}
