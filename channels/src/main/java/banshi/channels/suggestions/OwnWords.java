package banshi.channels.suggestions;

import banshi.corpus.AllowList;
import banshi.corpus.Matter;
import banshi.corpus.template.BlockTag;
import banshi.corpus.template.NamedFacts;
import banshi.corpus.template.TemplateText;
import banshi.corpus.yaml.Mentions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the words of a drafted template say nothing of their own (草稿核对). The idea: a model knows what is usual, not what is so; so whatever a case depends on has to come in through a fact of
 * the matter. Numbers, in digits or in words, amounts, days, addresses, telephones, laws and platforms are refused wherever they stand outside a tag. It rather refuses good words than lets
 * bad ones pass: it is stricter than the content check, which people's words go through. Pure.
 */
final class OwnWords {
    /** Characters, as the content check counts them. */
    static final int LONGEST_TEXT = 250;

    static final int LONGEST_SPOKEN = 150;

    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]*}}");

    /** In these no number is told. */
    private static final Pattern NO_NUMBER = Pattern.compile(
            "一(?:下|起|样|般|定|会儿|直|旦|律|并|些|点儿?|边|概|共|方面|步步|句|声|件事|网通办|体机|手)|[万统同唯专单逐]一|之一|进一步|下一步|第一时间|十分(?!钟)|千万(?![元块])|百姓|四处|二维码|第三方|两边|两样都");

    private static final Pattern NUMBER = Pattern.compile("[0-9０-９]+|[零〇一二两三四五六七八九十百千万亿半]+|几(?=[元块天日年月周个])");
    private static final Pattern AMOUNT = Pattern.compile("免费|不收费|不收钱|不要钱|不花钱|不用(?:花|交|付|给)?钱|不用[交缴付]费|[元￥¥]");
    private static final Pattern DAY =
            Pattern.compile("当[场天日]|次日|隔天|立等|立即|马上|即时|今[天年]|明[天年]|去年|月[初底末]|年[初底]|周[末日]|星期|工作日|节假日|全天|小时|分钟");
    private static final Pattern LAW =
            Pattern.compile("《[^》]*》?|(?:根据|依据|按照|依照|违反)[^，。；]{0,30}(?:法|条例|规定|办法|细则|通知)|(?:法律|法规|条例)(?:规定)?");
    private static final Pattern LINK = Pattern.compile("(?i)https?|www\\.|[a-z0-9-]+\\.(?:[a-z]{2,})");

    private final Matter matter;
    private final AllowList allowed;
    private final Set<String> facts;

    /** Of a matter, as the draft has it. */
    OwnWords(Matter matter, AllowList allowed) {
        this.matter = matter;
        this.allowed = allowed;
        facts = Set.copyOf(names(matter, allowed));
    }

    /** The facts that say something, by the names that a template may use. */
    static List<String> names(Matter matter, AllowList allowed) {
        return NamedFacts.of(matter).stream()
                .filter(name -> NamedFacts.find(matter, name, allowed)
                        .filter(fact -> !fact.text().isBlank())
                        .isPresent())
                .toList();
    }

    /** The blocks for which the matter has something. */
    static List<BlockTag> blocks(Matter matter) {
        return Arrays.stream(BlockTag.values())
                .filter(block -> switch (block) {
                    case MATERIALS -> !matter.materials().isEmpty();
                    case CONDITIONS -> !matter.conditions().isEmpty();
                    case STEPS -> !matter.process().isEmpty();
                    case ONLINE_LINK -> matter.online().link() != null;
                    case SPECIAL -> !matter.special().isEmpty();
                    case NEIGHBOURS -> !matter.neighbours().isEmpty();
                })
                .toList();
    }

    /** What is wrong with both forms, for editors; empty where nothing is. */
    List<String> faults(String text, String spoken) {
        var faults = new LinkedHashSet<String>();
        parts(text, false, faults);
        parts(spoken, true, faults);
        length("文字", text, LONGEST_TEXT, faults);
        length("口播", spoken, LONGEST_SPOKEN, faults);
        return List.copyOf(faults);
    }

    private void parts(String text, boolean spoken, Set<String> faults) {
        try {
            var parsed = TemplateText.parse(text);
            for (var tag : parsed.inlineTags()) if (!facts.contains(tag)) faults.add("用到了这个事项没有的事实“" + tag + "”");
            var there = blocks(matter);
            for (var block : parsed.blocks()) {
                if (spoken) faults.add("口播里不能有整块的“" + block.tag() + "”");
                else if (!there.contains(block)) faults.add("这个事项没有“" + block.tag() + "”要列的内容");
            }
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        own(TAG.matcher(text).replaceAll("◇"), faults);
    }

    private void own(String words, Set<String> faults) {
        Mentions.addresses(words).forEach(found -> faults.add(refused("网址", found)));
        refuse(LINK, "网址", words, faults);
        Mentions.phones(words).forEach(found -> faults.add(refused("电话", found)));
        refuse(AMOUNT, "收费", words, faults);
        refuse(DAY, "时间", words, faults);
        refuse(LAW, "法律依据", words, faults);
        refuse(NUMBER, "数字", NO_NUMBER.matcher(words).replaceAll("◇"), faults);
        for (var platform : allowed.platforms())
            if (words.contains(platform.name())) faults.add(refused("平台", platform.name()));
    }

    private static void refuse(Pattern pattern, String kind, String words, Set<String> faults) {
        var found = pattern.matcher(words)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!found.isEmpty()) faults.add(refused(kind, String.join("、", found)));
    }

    private static String refused(String kind, String found) {
        return "自己写了" + kind + "“" + found + "”，这些只能用事实标签说";
    }

    private static void length(String which, String text, int most, Set<String> faults) {
        long length = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        if (length == 0) faults.add(which + "是空的");
        else if (length > most) faults.add(which + "有 " + length + " 个字，最多 " + most + " 个");
    }
}
