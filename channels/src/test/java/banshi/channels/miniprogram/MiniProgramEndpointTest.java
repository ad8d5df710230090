package banshi.channels.miniprogram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import banshi.assistant.Reply;
import banshi.channels.wechat.NeverBlocks;
import banshi.channels.wechat.TencentApi;
import banshi.channels.wecom.Words;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NeverBlocks.class)
class MiniProgramEndpointTest extends MiniProgramRig {
    @Test
    void givesBackTheEchoOfASignedCallOnly() {
        assertThat(answer(client.get().uri(address(PLAIN, Map.of("echostr", "12345"), NOW))))
                .isEqualTo(new Answer(200, "12345"));
        assertThat(answer(client.get().uri(address(PLAIN, Map.of("echostr", "12345"), NOW - 301)))
                        .status())
                .isEqualTo(403);
        var unsigned = URI.create("http://127.0.0.1:" + server.port() + "/wx/ma/wxplain?echostr=1&timestamp=" + NOW
                + "&nonce=xxxxxx&signature=0");
        assertThat(answer(client.get().uri(unsigned)).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "JSON {0}")
    @ValueSource(booleans = {true, false})
    void answersPlainMessagesByCustomerMessages(boolean json) {
        var fields = text(PLAIN, "oOne", "身份证怎么换");

        assertThat(post(PLAIN, NOW, json ? json(fields) : xml(fields))).isEqualTo(SUCCESS);

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：身份证怎么换"));
        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("miniprogram\n")
                        .endsWith(" 身份证怎么换")
                        .doesNotContain("oOne"));
    }

    @ParameterizedTest(name = "JSON {0}")
    @ValueSource(booleans = {true, false})
    void answersSealedMessages(boolean json) {
        var fields = text(SAFE, "oOne", "身份证怎么换");

        assertThat(postSealed(SAFE, SAFE.appid(), json, json ? json(fields) : xml(fields)))
                .isEqualTo(SUCCESS);

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：身份证怎么换"));
    }

    @Test
    void refusesWhatIsNotSealedForThisProgram() {
        var fields = json(text(SAFE, "oOne", "在吗"));

        assertThat(postSealed(SAFE, "wxother", true, fields).status()).isEqualTo(403);
        assertThat(post(SAFE, NOW, fields).status()).isEqualTo(403);
        assertThat(post(PLAIN, NOW, json(text(SAFE, "oOne", "在吗"))).status()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatIsStaleTooLongOrNoMessage() {
        assertThat(post(PLAIN, NOW - 301, json(text(PLAIN, "oOne", "在吗"))).status())
                .isEqualTo(403);
        assertThat(post(PLAIN, NOW, "{\"Content\":\"" + "A".repeat(64 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(post(PLAIN, NOW, "{\"Content\":").status()).isEqualTo(400);
        assertThat(post(PLAIN, NOW, "").status()).isEqualTo(400);
        assertThat(post(PLAIN, NOW, json(text(PLAIN, "", "在吗"))).status()).isEqualTo(400);
        var unknown = new MiniProgram("wxunknown", "gh_x", "pamtest", null, SECRET);
        assertThat(post(unknown, NOW, json(text(unknown, "oOne", "在吗"))).status())
                .isEqualTo(404);
    }

    @Test
    void answersAMessageThatIsPostedAgainOnce() {
        var message = json(text(PLAIN, "oOne", "一"));
        assertThat(post(PLAIN, NOW, message)).isEqualTo(SUCCESS);
        assertThat(post(PLAIN, NOW, message)).isEqualTo(SUCCESS);

        writes("oOne", "二");

        await(() -> assertThat(wordsTo("oOne")).containsExactly("答：一", "答：二"));
    }

    @Test
    void keepsTheOrderOfACitizensMessages() {
        api.says(TencentApi.SEND, -1);
        // no more than WeChat allows after the last of them, should all come before the first is answered
        var words = IntStream.range(0, 3).mapToObj(i -> "问" + i).toList();

        for (var word : words) writes("oOne", word);

        await(() -> assertThat(sent("sent")).isEqualTo(3));
        assertThat(wordsTo("oOne").distinct())
                .containsExactlyElementsOf(words.stream().map(w -> "答：" + w).toList());
        assertThat(asked).containsExactlyElementsOf(words);
    }

    @Test
    void welcomesWhoEntersOnceHoweverOftenItIsPosted() {
        for (int i = 0; i < 3; i++) {
            var entering = fields(PLAIN, "oOne", "event");
            entering.put("Event", "user_enter_tempsession");
            entering.put("CreateTime", NOW);
            assertThat(post(PLAIN, NOW, json(entering))).isEqualTo(SUCCESS);
        }
        var other = fields(PLAIN, "oOne", "event");
        other.put("Event", "user_view_card");
        assertThat(post(PLAIN, NOW, json(other))).isEqualTo(SUCCESS);

        writes("oOne", "在吗");

        await(() -> assertThat(wordsTo("oOne")).containsExactly(Desk.WELCOME, "答：在吗"));
    }

    @Test
    void writesChoicesByNumberAndLongRepliesInTextsOf2048Bytes() {
        var sentence = "请带上身份证原件，到户籍所在地派出所的窗口去办理，工作日都可以。";
        assistant = (dialogue, _) -> turn(
                dialogue,
                new Reply.Clarify(
                        List.of(new Block.Text(sentence.repeat(30))),
                        List.of(new Choice("a", "换身份证", null, null), new Choice("b", "换护照", null, null)),
                        List.of()));

        writes("oOne", "换证");

        await(() -> assertThat(wordsTo("oOne")).hasSize(2));
        assertThat(wordsTo("oOne"))
                .allSatisfy(words -> assertThat(words.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2048));
        assertThat(wordsTo("oOne").toList().getLast()).endsWith("1. 换身份证\n2. 换护照\n" + Desk.PICK_BY_NUMBER);
    }

    @Test
    void sendsNoMoreThanWeChatAllowsAfterAMessage() {
        assistant = (dialogue, _) -> saying(dialogue, "很长的一句话，说的是怎么办。".repeat(400));

        writes("oOne", "一");

        await(() -> assertThat(sent("over-quota")).isEqualTo(1));
        assertThat(wordsTo("oOne")).hasSize(3);
        assistant = (dialogue, _) -> saying(dialogue, "好");
        writes("oOne", "二");
        await(() -> assertThat(wordsTo("oOne")).hasSize(4).last().isEqualTo("好"));
    }

    @Test
    void stopsAtWhatWeChatDoesNotTake() {
        api.says(TencentApi.SEND, 45015);
        assistant = (dialogue, _) -> saying(dialogue, "很长的一句话。".repeat(200));

        writes("oOne", "一");

        await(() -> assertThat(sent("refused")).isEqualTo(1));
        assertThat(api.sent()).hasSize(1);
        assistant = (dialogue, _) -> saying(dialogue, "好");
        writes("oOne", "二");
        await(() -> assertThat(sent("sent")).isEqualTo(1));
    }

    @Test
    void renewsATokenThatIsTakenNoLonger() {
        writes("oOne", "一");
        await(() -> assertThat(sent("sent")).isEqualTo(1));
        api.withdrawsTheTokenOf(PLAIN.appid());

        writes("oOne", "二");

        await(() -> assertThat(sent("sent")).isEqualTo(2));
        assertThat(api.calls(TencentApi.TOKEN)).hasSize(2);
    }

    @Test
    void saysWhatItCannotReadAndThatItCouldNotAnswer() {
        var picture = fields(PLAIN, "oPicture", "image");
        picture.put("MsgId", 1);
        post(PLAIN, NOW, xml(picture));
        assistant = (_, _) -> {
            throw new IllegalStateException("said by the test");
        };

        writes("oOne", "在吗");

        await(() -> {
            assertThat(wordsTo("oPicture")).containsExactly(Words.DESCRIBE_INSTEAD);
            assertThat(wordsTo("oOne")).containsExactly(Words.APOLOGY);
        });
    }
}
