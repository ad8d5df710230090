package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.webhook.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work orders in the real program: what real content says of them, and what becomes of them when it is killed. */
class WorkOrdersIT {
    private static final String ORDERS = "/api/v1/desk/orders";
    private static final int ACKNOWLEDGED_BEFORE_IT_IS_KILLED = 30;
    private static final String MATTER = "huji-hukoubu-reissue";

    @TempDir
    Path data;

    private static Map<String, ?> order(String call, String title, String content) {
        return Map.of(
                "callId", call, "draft", Map.of("type", "help", "matter", MATTER, "title", title, "content", content));
    }

    @Test
    void sendsWhatItAcknowledgedHoweverItWentInTheMeantime() throws Exception {
        try (var receiver = new Receiver()) {
            receiver.isDown(true);
            var settings = """
                    banshi.accounts.second-factor: [auditor]
                    banshi.orders.webhook:
                      url: %s
                      secret: a secret of at least thirty-two characters
                      attempts: 100
                      first-pause: 200ms
                      longest-pause: 1s
                      answer-within: 1s
                    """.formatted(receiver.url());
            var acknowledged = new ConcurrentHashMap<String, Integer>(); // order → its version
            try (var server = RunningServer.start(data, settings)) {
                var agent = StaffHttp.enter(server.address(), "admin", server.firstPassword())
                        .colleague("zuoxi", "坐席一", "agent");
                saysWhatRealContentSays(agent);

                var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_IT_IS_KILLED);
                var writer = Thread.ofVirtual().start(() -> {
                    try {
                        for (int call = 0; true; call++) {
                            var made = agent.ok("POST", ORDERS, order("call-" + call, "催办补发户口本", "窗口说十天，还没有消息"));
                            var number = made.at("/order/orderNo").stringValue();
                            acknowledged.put(number, 1);
                            agent.ok(
                                    "POST", ORDERS + "/" + number + "/steps", Map.of("version", 1, "step", "dispatch"));
                            acknowledged.put(number, 2);
                            enough.countDown();
                        }
                    } catch (RuntimeException | AssertionError e) {
                        // it is dead
                    }
                });
                assertThat(enough.await(2, TimeUnit.MINUTES))
                        .as("orders are made")
                        .isTrue();
                server.kill();
                writer.join();
            }
            assertThat(receiver.taken()).isEmpty();

            receiver.isDown(false);
            try (var _ = RunningServer.start(data, settings)) {
                // a row that was on its way when it was killed is left alone for half a minute
                Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                    for (var order : acknowledged.entrySet())
                        assertThat(sequence(receiver, order.getKey()))
                                .startsWith(order.getValue() == 1 ? new Integer[] {1} : new Integer[] {1, 2});
                });
            }
        }
    }

    private static List<Integer> sequence(Receiver receiver, String order) {
        return receiver.taken().stream()
                .filter(got -> got.json().at("/order/orderNo").stringValue().equals(order))
                .map(got -> got.json().at("/step/seq").intValue())
                .distinct() // one whose answer is late comes again
                .toList();
    }

    private static void saysWhatRealContentSays(StaffHttp agent) {
        for (var danger : List.of("楼下着火了，快来人", "有人拿刀砍人，救命", "我爸突然晕倒了不省人事")) {
            var refused = agent.send("POST", ORDERS, order("danger", "市民求助", danger));
            assertThat(refused.statusCode()).as(danger).isEqualTo(422);
            assertThat(refused.body()).contains("110").contains("119").contains("120");
        }
        for (var calm : List.of("文三路路灯坏了三天，希望尽快修好", "派出所窗口态度不好，要求道歉", "小区物业不开发票，要求处理", "公交车不停站，要求改进")) {
            var made = agent.ok("POST", ORDERS, order("calm-" + calm.hashCode(), "市民反映问题", calm));
            assertThat(made.at("/order/suggestedDept").stringValue()).isEqualTo("公安派出所户籍窗口");
            assertThat(made.at("/order/itemName").stringValue()).startsWith("居民户口簿补领");
        }
    }
}
