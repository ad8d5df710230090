package banshi.assistant.answer;

import banshi.assistant.Block;
import banshi.assistant.Reply;
import banshi.corpus.AllowList;
import banshi.corpus.yaml.Mentions;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes out of a reply every address and number that is not on the allow-list (外发白名单). The content was checked when it was compiled; this stands before the
 * door once more, whatever made the reply. Immutable, thread-safe; some microseconds.
 */
public final class AllowedOnly {
    /** What stands where something was taken out. */
    static final String INSTEAD = "（此处未经核对，已略去）";

    private static final int SHORTEST_NUMBER = 3;

    private final Set<String> urls;
    private final Set<String> numbers;

    /** What a list has, and nothing else. */
    public AllowedOnly(AllowList list) {
        urls = list.links().stream().map(AllowList.Link::url).collect(Collectors.toUnmodifiableSet());
        numbers = list.phones().stream().map(AllowList.Phone::number).collect(Collectors.toUnmodifiableSet());
    }

    /** The reply without what is not allowed; the same one as a rule. */
    public Reply of(Reply reply) {
        boolean sound = reply.blocks().stream().allMatch(this::allows)
                && (!(reply instanceof Reply.Answer answer) || allows(answer.spoken()));
        if (sound) return reply;
        var blocks = reply.blocks().stream().flatMap(this::allowed).toList();
        return switch (reply) {
            case Reply.Answer r ->
                new Reply.Answer(
                        r.matter(),
                        r.aspect(),
                        r.confidence(),
                        r.verdict(),
                        blocks,
                        r.materials(),
                        r.citations(),
                        r.template(),
                        allowed(r.spoken()),
                        r.candidates());
            case Reply.Together r ->
                new Reply.Together(r.bundle(), r.confidence(), blocks, r.materials(), r.citations(), r.candidates());
            case Reply.Clarify r -> new Reply.Clarify(blocks, r.choices(), r.candidates());
            case Reply.Decline r -> new Reply.Decline(r.topic(), blocks, r.candidates());
            case Reply.Handoff r -> new Reply.Handoff(r.topic(), r.matter(), blocks, r.candidates());
            case Reply.Smalltalk r -> new Reply.Smalltalk(r.topic(), blocks, r.candidates());
            case Reply.Emergency r -> new Reply.Emergency(r.topic(), blocks);
        };
    }

    /** Whether something was taken out of it: somebody is to look into why. */
    public static boolean isShortened(Reply reply) {
        return !reply.blocks().stream().allMatch(block -> everyText(block, text -> !text.contains(INSTEAD)))
                || (reply instanceof Reply.Answer answer && answer.spoken().contains(INSTEAD));
    }

    private boolean allows(Block block) {
        return switch (block) {
            case Block.Link b -> urls.contains(b.url()) && allows(b.note());
            case Block.Phone b -> numbers.contains(b.number());
            case Block.Text _, Block.Checklist _, Block.Steps _, Block.Points _, Block.Choices _ ->
                everyText(block, this::allows);
        };
    }

    /** Whether something holds for all the words of a block but those of its links and numbers themselves. */
    private static boolean everyText(Block block, Predicate<String> holds) {
        return switch (block) {
            case Block.Text b -> holds.test(b.text());
            case Block.Checklist b -> b.items().stream().allMatch(i -> holds.test(i.label()) && holds.test(i.note()));
            case Block.Steps b -> b.items().stream().allMatch(s -> holds.test(s.text()) && holds.test(s.where()));
            case Block.Points b -> b.items().stream().allMatch(p -> holds.test(p.title()) && holds.test(p.text()));
            case Block.Link b -> holds.test(b.note());
            case Block.Phone _, Block.Choices _ -> true; // names of offices, of matters and aspects
        };
    }

    private Stream<Block> allowed(Block block) {
        return switch (block) {
            case Block.Text b -> Stream.of(new Block.Text(allowed(b.text())));
            case Block.Checklist b ->
                Stream.of(new Block.Checklist(
                        b.title(),
                        b.items().stream()
                                .map(i -> new Block.Checklist.Item(
                                        i.id(), allowed(i.label()), allowed(i.note()), i.required()))
                                .toList()));
            case Block.Steps b ->
                Stream.of(new Block.Steps(
                        b.title(),
                        b.items().stream()
                                .map(s -> new Block.Steps.Step(allowed(s.text()), allowed(s.where())))
                                .toList()));
            case Block.Points b ->
                Stream.of(new Block.Points(
                        b.title(),
                        b.items().stream()
                                .map(p -> new Block.Points.Point(allowed(p.title()), allowed(p.text())))
                                .toList()));
            case Block.Link b -> Stream.of(allows(b) ? b : new Block.Text(INSTEAD));
            case Block.Phone b -> Stream.of(allows(b) ? b : new Block.Text(INSTEAD));
            case Block.Choices b -> Stream.of(b);
        };
    }

    private boolean allows(String text) {
        return !mayMention(text)
                || (urls.containsAll(Mentions.addresses(text)) && numbers.containsAll(Mentions.phones(text)));
    }

    private String allowed(String text) {
        var result = text;
        for (var url : Mentions.addresses(text)) if (!urls.contains(url)) result = result.replace(url, INSTEAD);
        for (var phone : Mentions.phones(result)) if (!numbers.contains(phone)) result = result.replace(phone, INSTEAD);
        return result;
    }

    /** Sorts most texts out without a regular expression. */
    private static boolean mayMention(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits == SHORTEST_NUMBER || c == '.' || (c == ':' && text.startsWith("://", i))) return true;
        }
        return false;
    }
}
