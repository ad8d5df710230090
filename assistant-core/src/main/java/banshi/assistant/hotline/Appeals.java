package banshi.assistant.hotline;

import banshi.assistant.hotline.OrderDraft.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells what sort of thing a caller wants (诉求识别): what he calls it himself, else what he does in words: gives somebody away, complains, asks for help. Who only asks wants
 * to know something. Stateless, thread-safe.
 */
final class Appeals {
    /** What callers call it themselves; the first that fits counts. */
    private static final Map<AppealType, Pattern> NAMED = new LinkedHashMap<>();

    /** What they do without calling it anything. */
    private static final Map<AppealType, Pattern> DONE = new LinkedHashMap<>();

    static {
        NAMED.put(AppealType.PROPOSAL, Pattern.compile("提[个一点]*(?:小)?(?:建议|意见)|我?建议(?:你们|一下|是|能|把)|[是有个]建议"));
        NAMED.put(AppealType.PRAISE, Pattern.compile("表扬|锦旗|感谢(?:一下|你们|那|他|她|信)"));
        NAMED.put(AppealType.REPORT, Pattern.compile("举报|检举|告发"));
        NAMED.put(AppealType.COMPLAINT, Pattern.compile("(?<!不是|不)投诉|反映(?:一下|个|一个|问题|情况)"));
        DONE.put(
                AppealType.REPORT,
                Pattern.compile("匿名|不要(?:讲|说)(?:出去|是我)|(?:叫|让)?(?:你们|警察|派出所)[^，]{0,6}(?:去)?查(?:一查|查|他|她|一下)"));
        DONE.put(
                AppealType.COMPLAINT,
                Pattern.compile("态度[^，]{0,6}(?:差|不好|恶劣)|不作为|踢皮球|推来推去|推三阻四|白跑|跑了[两三四五几]趟|鬼影子|头都不抬|凭什么|太不像话|要整改|"
                        + "给个说法|一拖再拖|夜里[^，]{0,8}(?:打桩|施工)|打桩|(?<!还是)叫他们[^，]{0,4}来"));
        DONE.put(
                AppealType.HELP,
                Pattern.compile(
                        "求求|帮帮(?:我|忙)|救命|救救|被骗了|急死了|没了[^，]{0,12}(?:捞上来|不行)|快来|(?<!就)联系不上|(?:工钱|工资)[^，]{0,6}(?:没|不给|不发)|吃饭钱都没"));
    }

    private Appeals() {}

    /**
     * What a caller wants, and what shows it.
     *
     * @param danger whether somebody is in danger
     */
    static Found<AppealType> of(List<Said> transcript, boolean danger) {
        if (danger) return new Found<>(AppealType.HELP, List.of());
        for (var patterns : List.of(NAMED, DONE))
            for (var one : patterns.entrySet()) {
                var shown = transcript.stream()
                        .filter(s -> s.speaker() == Speaker.CALLER)
                        .filter(s -> one.getValue().matcher(s.text()).find())
                        .map(Said::utterance)
                        .toList();
                if (!shown.isEmpty()) return new Found<>(one.getKey(), shown);
            }
        return new Found<>(AppealType.CONSULTATION, List.of());
    }
}
