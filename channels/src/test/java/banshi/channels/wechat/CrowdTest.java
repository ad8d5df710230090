package banshi.channels.wechat;

import static banshi.channels.wechat.Tencent.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Five hundred citizens at once, with posts that WeChat drops after five seconds and repeats: each gets the answer to their message exactly
 * once. WeChat's side is played as WeChat does it: what a dropped post brings, nobody sees.
 */
@ExtendWith(NeverBlocks.class)
class CrowdTest {
    private static final int CITIZENS = 500;
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMillis(4200);

    private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();

    private static Map<String, String> question(Tencent tencent, int citizen, String kind) {
        return tencent.message(
                "text",
                Map.of(
                        "Content",
                        kind + citizen + "。",
                        "MsgId",
                        kind.hashCode() + "" + citizen,
                        "FromUserName",
                        "o" + citizen));
    }

    /** Counts the answers that a citizen got to see. */
    private void sees(String words) {
        for (int i = 0; i < CITIZENS; i++)
            for (var kind : List.of("当场", "第二次", "第三次", "太晚", "再问"))
                if (words.contains("答：" + kind + i + "。"))
                    seen.computeIfAbsent(kind + i, _ -> new AtomicInteger()).incrementAndGet();
    }

    private void sees(CompletableFuture<Tencent.Answer> answer) {
        var got = await(answer);
        assertThat(got.status()).isEqualTo(200);
        if (!got.body().equals("success")) sees(got.words());
    }

    @Test
    void getsEachAnswerOnceByRepeatedPosts() {
        var kinds = List.of("当场", "第二次", "第三次", "太晚");
        try (var rig = new Rig(List.of(Rig.PLAIN), Map.of())) {
            var tencent = rig.tencent(Rig.PLAIN);
            var gates = new HashMap<String, Rig.Gate>();
            for (var kind : kinds) gates.put(kind, rig.holdsBack(kind));

            for (int post = 0; post < 3; post++) {
                var open = new ConcurrentHashMap<Integer, CompletableFuture<Tencent.Answer>>();
                long timers = rig.timers();
                for (int i = 0; i < CITIZENS; i++)
                    if (i % 4 >= post) open.put(i, tencent.sendPlain(question(tencent, i, kinds.get(i % 4))));
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> rig.timers() >= timers + open.size());
                gates.get(kinds.get(post)).open();
                for (int i = post; i < CITIZENS; i += 4) sees(open.remove(i));
                rig.passes(post == 2 ? LATE : FIVE_SECONDS);
                long waiting = rig.timers();
                if (post == 2) open.values().forEach(this::sees);
                else open.values().forEach(answer -> answer.cancel(true));
                if (post < 2)
                    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> rig.timers() >= waiting + open.size());
            }
            gates.get("太晚").open();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> rig.count(Tally.Way.KEPT) == CITIZENS / 4);
            rig.passes(Duration.ofMinutes(1));
            asksAgain(tencent);
        }

        assertThat(seen)
                .hasSize(2 * CITIZENS)
                .allSatisfy((_, times) -> assertThat(times).hasValue(1));
    }

    @Test
    void getsEachAnswerOnceByCustomerMessage() {
        var account = Accounts.sending(Rig.PLAIN);
        try (var rig = new Rig(List.of(account), Map.of("slow-reply", "KEFU"))) {
            var tencent = rig.tencent(account);
            var gate = rig.holdsBack("太晚");
            var slow = new ArrayList<CompletableFuture<Tencent.Answer>>();
            var fast = new ArrayList<CompletableFuture<Tencent.Answer>>();

            long timers = rig.timers();
            for (int i = 0; i < CITIZENS; i++) {
                boolean late = i % 2 == 0;
                (late ? slow : fast).add(tencent.sendPlain(question(tencent, i, late ? "太晚" : "当场")));
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> rig.timers() >= timers + CITIZENS);
            fast.forEach(this::sees);
            rig.passes(LATE);
            slow.forEach(this::sees);
            rig.api.says(TencentApi.SEND, -1, 45015, -1, 45047, 40001);
            gate.open();
            for (int i = 0; i < CITIZENS; i += 2) // posted again, although it was answered
            sees(tencent.sendPlain(question(tencent, i, "太晚")));
            rig.sent(CITIZENS / 2);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                rig.passes(Duration.ofSeconds(1));
                // two tried again and one with a new token, each once
                return rig.api.sent().size() >= CITIZENS / 2 + 3;
            });
            asksAgain(tencent);
            var tries = new HashMap<String, Integer>();
            for (var call : rig.api.sent()) tries.merge(call.words(), 1, Integer::sum);
            assertThat(tries.values().stream().filter(times -> times > 1)).hasSizeLessThanOrEqualTo(3);
            tries.keySet().forEach(this::sees);
        }

        // the two that WeChat did not take were kept: seen with the next reply, and counted above among the tries
        assertThat(seen).hasSize(2 * CITIZENS);
        assertThat(seen.values().stream().filter(times -> times.get() == 2)).hasSize(2);
        assertThat(seen.values().stream().filter(times -> times.get() > 2)).isEmpty();
    }

    /** Everybody says something more, and sees what was kept. */
    private void asksAgain(Tencent tencent) {
        var again = new ArrayList<CompletableFuture<Tencent.Answer>>();
        for (int i = 0; i < CITIZENS; i++) again.add(tencent.sendPlain(question(tencent, i, "再问")));
        again.forEach(this::sees);
    }
}
