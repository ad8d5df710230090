package banshi.corpus.xlsx;

import static banshi.corpus.xlsx.Column.Kind.DATE;
import static banshi.corpus.xlsx.Column.Kind.FLAG;
import static banshi.corpus.xlsx.Column.Kind.ID;
import static banshi.corpus.xlsx.Column.Kind.LINE;
import static banshi.corpus.xlsx.Column.Kind.LIST;
import static banshi.corpus.xlsx.Column.Kind.PATH;
import static banshi.corpus.xlsx.Column.Kind.TEXT;
import static banshi.corpus.xlsx.Column.Kind.WHEN;
import static banshi.corpus.xlsx.Column.choice;

import banshi.corpus.yaml.ContentFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of the workbook (工作表): its columns, and where in the content files its rows live.
 *
 * @param about what the sheet holds, for the first sheet
 * @param key the fields that tell rows apart; empty where only their order does
 */
record Layout(String title, String about, List<Column> columns, Home home, List<String> key) {
    /** Where rows live (归处). */
    sealed interface Home {
        /** In a list of one file. */
        record OneFile(String file, String list) implements Home {}

        /** In a list of one of a folder's files. */
        record Folder(String folder, String list) implements Home {}

        /** Each row is a file of a matter. */
        record Matters() implements Home {}

        /** In a list of the matter's file. */
        record OfMatter(String list) implements Home {}

        /** In the list of a file of its own that is named after the matter. */
        record BesideMatter(String folder, String extension, String list) implements Home {}

        /** In a list of what stands on another sheet; {@code words} if the items are mere words. */
        record Within(String sheet, String list, boolean words) implements Home {}

        /** Facts and what they say under conditions. */
        record Facts() implements Home {}

        /** Law, or guides and notices. */
        record Sources() implements Home {}
    }

    Layout {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    static final String MATTER = "@matter";
    static final String FILE = "@file";
    static final String PARENT = "@parent";
    static final String FACT = "@fact";
    static final String SORT = "@sort";
    static final String WORD = "word";
    static final String MATTERS = "事项";
    static final String FACTS = "事实与变体";

    /** The facts that every matter has, in the order of its file. */
    static final Map<String, String> MAIN_FACTS = words(
            "summary",
            "概述",
            "online",
            "网上办",
            "time-limit",
            "办理时限",
            "fee",
            "收费",
            "where",
            "地点",
            "agent",
            "代办",
            "delivery",
            "结果送达",
            "validity",
            "有效期",
            "progress",
            "查进度");

    private static final Map<String, String> CONFIDENCE = words("high", "高", "medium", "中", "low", "低");
    private static final Map<String, String> VERDICT = words("yes", "可以", "no", "不可以", "depends", "看情况");

    private static final Column OF_MATTER = of("事项", MATTER, ID, 26).must();
    private static final Column WHEN_IT = of("什么情形下", "when", WHEN, 30);
    private static final Column UNSURE = of("存疑", "unsure", FLAG, 6);
    private static final Column BASIS = of("依据", "basis", LIST, 20);
    private static final Column FROM = of("有效期起", "valid/from", DATE, 12);
    private static final Column UNTIL = of("有效期止", "valid/until", DATE, 12);
    private static final Column NUMBER = of("编号", "id", ID, 22).must();

    /** All sheets, what others hang on first. */
    static final List<Layout> ALL = List.of(
            new Layout(
                    MATTERS,
                    "每行一个事项。材料、条件等写在别的表里，第一列填这里的编号。",
                    List.of(
                            NUMBER,
                            of("文件夹", FILE, PATH, 10),
                            of("名称", "name", TEXT, 30).must(),
                            of("简称", "short-name", TEXT, 20).must(),
                            of("别名", "aliases", LIST, 40).must(),
                            of("类别", "category", TEXT, 10).must(),
                            of("部门", "department", TEXT, 26).must(),
                            of("对象", "audience", LIST, 10).must(),
                            of("通办范围", "cross-region", TEXT, 12),
                            of("热线", "hotline", ID, 18).must(),
                            choice("置信", "confidence", 6, CONFIDENCE).must(),
                            FROM,
                            UNTIL,
                            choice("网办深度", "online/mode", 12, words("full", "全程网办", "partial", "部分网办", "none", "线下"))
                                    .must(),
                            of("办事平台", "online/platform", ID, 14).must(),
                            of("链接", "online/link", ID, 14).must(),
                            of("平台上搜什么", "online/entry", TEXT, 20).must(),
                            of("法定时限", "time-limit/statutory", TEXT, 26).must(),
                            choice(
                                            "办理场所",
                                            "where/venue",
                                            16,
                                            words(
                                                    "police-station",
                                                    "派出所",
                                                    "exit-entry",
                                                    "公安出入境窗口",
                                                    "vehicle-office",
                                                    "车管所",
                                                    "traffic-police",
                                                    "交警窗口",
                                                    "police-bureau",
                                                    "公安局窗口",
                                                    "detention",
                                                    "看守所、拘留所",
                                                    "partner",
                                                    "受委托的服务点",
                                                    "online",
                                                    "只在网上"))
                                    .must(),
                            of("预约", "where/appointment", TEXT, 30).must(),
                            choice("能否代办", "agent/verdict", 10, VERDICT).must()),
                    new Home.Matters(),
                    List.of("id")),
            new Layout(
                    FACTS,
                    "一条事实一行；“什么情形下”和“地区”都空着的是通用说法，下面几行是不同情形或地区的说法。收费、时限、地点都在这里改。",
                    List.of(
                            OF_MATTER,
                            choice("事实", FACT, 16, MAIN_FACTS).must(),
                            WHEN_IT,
                            of("地区", "region", TEXT, 10),
                            of("说法", "text", TEXT, 60).must(),
                            UNSURE,
                            BASIS,
                            FROM,
                            UNTIL),
                    new Home.Facts(),
                    List.of(MATTER, FACT, "when", "region")),
            new Layout(
                    "易混事项",
                    "容易和本事项弄混的事项，以及怎么区分。",
                    List.of(
                            OF_MATTER,
                            of("易混的事项", "matter", ID, 26).must(),
                            of("怎么区分", "tell-apart", TEXT, 60).must()),
                    new Home.OfMatter("neighbours"),
                    List.of(MATTER, "matter")),
            new Layout(
                    "情形",
                    "要问清群众的情况。选项写在“情形选项”表里。",
                    List.of(
                            OF_MATTER,
                            NUMBER,
                            of("怎么问", "question", TEXT, 40).must(),
                            WHEN_IT,
                            of("要不要问", "asked", FLAG, 10),
                            BASIS),
                    new Home.OfMatter("situations"),
                    List.of(MATTER, "id")),
            new Layout(
                    "情形选项",
                    "每个情形的选项，最常见的放第一个。",
                    List.of(
                            OF_MATTER,
                            of("情形", PARENT, ID, 22).must(),
                            NUMBER,
                            of("选项", "label", TEXT, 40).must()),
                    new Home.Within("情形", "options", false),
                    List.of(MATTER, PARENT, "id")),
            new Layout(
                    "结果",
                    "某种情形下要转到别的事项、不予办理，或者要审核了才知道。",
                    List.of(
                            OF_MATTER,
                            WHEN_IT.must(),
                            of("转到事项", "redirect", ID, 26),
                            choice("能否受理", "eligible", 10, VERDICT),
                            of("内容", "text", TEXT, 60).must(),
                            UNSURE,
                            BASIS),
                    new Home.OfMatter("outcomes"),
                    List.of()),
            new Layout(
                    "条件",
                    "受理条件。",
                    List.of(OF_MATTER, NUMBER, of("内容", "text", TEXT, 60).must(), WHEN_IT, UNSURE, BASIS),
                    new Home.OfMatter("conditions"),
                    List.of(MATTER, "id")),
            new Layout(
                    "材料",
                    "申请材料。",
                    List.of(
                            OF_MATTER,
                            NUMBER,
                            of("名称", "name", TEXT, 36).must(),
                            choice(
                                            "形式",
                                            "form",
                                            10,
                                            words(
                                                    "original",
                                                    "原件",
                                                    "copy",
                                                    "复印件",
                                                    "fill-in",
                                                    "填写",
                                                    "on-site",
                                                    "现场采集",
                                                    "networked",
                                                    "联网核查"))
                                    .must(),
                            of("由谁出具", "provider", TEXT, 20),
                            of("免交", "shared", FLAG, 6),
                            of("可后补", "tolerant", FLAG, 6),
                            of("没有也行", "optional", FLAG, 8),
                            of("说明", "note", TEXT, 40),
                            WHEN_IT,
                            UNSURE,
                            BASIS),
                    new Home.OfMatter("materials"),
                    List.of(MATTER, "id")),
            new Layout(
                    "步骤",
                    "办理步骤，按先后。",
                    List.of(
                            OF_MATTER,
                            of("内容", "text", TEXT, 60).must(),
                            choice(
                                            "在哪里",
                                            "where",
                                            12,
                                            words(
                                                    "online",
                                                    "网上",
                                                    "window",
                                                    "窗口",
                                                    "police-station",
                                                    "派出所",
                                                    "anywhere",
                                                    "网上或窗口"))
                                    .must(),
                            WHEN_IT),
                    new Home.OfMatter("process"),
                    List.of()),
            new Layout(
                    "特殊情形",
                    "值得一提的例外。",
                    List.of(
                            OF_MATTER,
                            NUMBER,
                            of("什么情况", "title", TEXT, 24).must(),
                            of("内容", "text", TEXT, 60).must(),
                            WHEN_IT,
                            UNSURE,
                            BASIS),
                    new Home.OfMatter("special"),
                    List.of(MATTER, "id")),
            new Layout(
                    "依据",
                    "法律条文和办事指南；别的表“依据”一列写这里的编号。",
                    List.of(
                            OF_MATTER,
                            choice("类别", SORT, 10, words("legal-basis", "法律", "sources", "指南"))
                                    .must(),
                            NUMBER,
                            of("标题", "title", TEXT, 60).must(),
                            of("第几条", "article", TEXT, 16),
                            of("网址", "url", TEXT, 30),
                            choice("置信", "confidence", 6, CONFIDENCE)),
                    new Home.Sources(),
                    List.of(MATTER, SORT, "id")),
            new Layout(
                    "模板",
                    "怎么回答。金额、天数、电话、网址只能写标签，如 {{fee}}。",
                    List.of(
                            OF_MATTER,
                            of("编号", "id", TEXT, 34).must(),
                            of("要素", "aspect", ID, 14).must(),
                            WHEN_IT,
                            choice("结论", "verdict", 8, VERDICT),
                            of("地区", "region", TEXT, 8),
                            of("对象", "audience", TEXT, 8),
                            FROM,
                            UNTIL,
                            of("长版", "text", TEXT, 80).must(),
                            of("短版", "spoken", TEXT, 50).must(),
                            of("另列依据", "cites", LIST, 20)),
                    new Home.BesideMatter("templates/", ".yaml", "templates"),
                    List.of("id")),
            new Layout(
                    "问法",
                    "群众会怎么问。",
                    List.of(
                            OF_MATTER,
                            of("要素", "aspect", ID, 14).must(),
                            new Column(
                                    "说法",
                                    "style",
                                    LINE,
                                    true,
                                    8,
                                    words(
                                            "plain",
                                            "普通",
                                            "colloquial",
                                            "口语",
                                            "keyword",
                                            "关键词",
                                            "long",
                                            "长句",
                                            "dialect",
                                            "方言",
                                            "mixed",
                                            "夹杂",
                                            "euphemism",
                                            "委婉",
                                            "follow-up",
                                            "接着问")),
                            of("问法", "text", LINE, 80).must()),
                    new Home.BesideMatter("questions/", ".tsv", ContentFile.ROWS),
                    List.of()),
            new Layout(
                    "易混问法",
                    "看起来一样、其实问的是两件事的问法，一行一对。",
                    List.of(
                            OF_MATTER,
                            of("易混的事项", "neighbour", ID, 26).must(),
                            of("要素", "aspect", ID, 14).must(),
                            of("问本事项的", "ours", LINE, 50).must(),
                            of("问易混事项的", "theirs", LINE, 50).must()),
                    new Home.BesideMatter("pairs/", ".tsv", ContentFile.ROWS),
                    List.of()),
            new Layout(
                    "情形说法",
                    "办事人怎么把自己的情形说出来，一行一句；等号开头的只在问到时算。",
                    List.of(
                            OF_MATTER,
                            of("情形", "situation", ID, 20).must(),
                            of("选项", "option", ID, 24).must(),
                            of("说法", "says", LINE, 40).must()),
                    new Home.BesideMatter("tellings/", ".tsv", ContentFile.ROWS),
                    List.of()),
            new Layout(
                    "话题",
                    "不归我们管的、紧急的、寒暄的。说法写在“话题说法”表里。",
                    List.of(
                            NUMBER,
                            of("文件", FILE, PATH, 12).must(),
                            choice(
                                            "怎么应对",
                                            "act",
                                            12,
                                            words(
                                                    "decline",
                                                    "不归我们",
                                                    "handoff",
                                                    "转人工",
                                                    "smalltalk",
                                                    "寒暄",
                                                    "emergency",
                                                    "紧急",
                                                    "clarify",
                                                    "先问哪件",
                                                    "opening",
                                                    "先问何事"))
                                    .must(),
                            of("名称", "name", TEXT, 24).must(),
                            of("电话", "phone", ID, 20),
                            of("回答", "text", TEXT, 80).must(),
                            of("给人选的事项", "choices", LIST, 30),
                            of("字眼", "words", LIST, 30)),
                    new Home.Folder("topics/", "topics"),
                    List.of("id")),
            new Layout(
                    "话题说法",
                    "群众会怎么说起这个话题。",
                    List.of(
                            of("话题", PARENT, ID, 24).must(),
                            of("说法", WORD, TEXT, 80).must()),
                    new Home.Within("话题", "says", true),
                    List.of()),
            new Layout(
                    "一件事",
                    "几个部门一起办的一件事。",
                    List.of(
                            NUMBER,
                            of("文件", FILE, PATH, 12).must(),
                            of("名称", "name", TEXT, 30).must(),
                            of("对象", "audience", LIST, 10).must(),
                            of("概述", "summary", TEXT, 80).must()),
                    new Home.Folder("bundles/", "bundles"),
                    List.of("id")),
            new Layout(
                    "一件事说法",
                    "群众会怎么说起这件事。",
                    List.of(
                            of("一件事", PARENT, ID, 24).must(),
                            of("说法", WORD, TEXT, 80).must()),
                    new Home.Within("一件事", "says", true),
                    List.of()),
            new Layout(
                    "一件事环节",
                    "按先后；别的部门办的，“我们的事项”空着。",
                    List.of(
                            of("一件事", PARENT, ID, 24).must(),
                            of("我们的事项", "matter", ID, 26),
                            of("办什么", "name", TEXT, 36).must(),
                            of("部门", "department", TEXT, 16).must(),
                            of("不是人人要办", "optional", FLAG, 12),
                            of("说明", "note", TEXT, 50)),
                    new Home.Within("一件事", "steps", false),
                    List.of()),
            new Layout(
                    "一件事材料",
                    "只交一次的材料。",
                    List.of(
                            of("一件事", PARENT, ID, 24).must(),
                            of("名称", "name", TEXT, 36).must(),
                            of("说明", "note", TEXT, 50)),
                    new Home.Within("一件事", "shared-materials", false),
                    List.of()),
            new Layout(
                    "一件事依据",
                    "一件事的依据。",
                    List.of(
                            of("一件事", PARENT, ID, 24).must(),
                            NUMBER,
                            of("标题", "title", TEXT, 60).must(),
                            of("第几条", "article", TEXT, 16),
                            of("网址", "url", TEXT, 30),
                            choice("置信", "confidence", 6, CONFIDENCE)),
                    new Home.Within("一件事", "sources", false),
                    List.of(PARENT, "id")),
            new Layout(
                    "词条",
                    "同义词、俗称；不会被切开的词。",
                    List.of(
                            of("词", "term", LINE, 24).must(),
                            of("正式的词", "canonical", LINE, 24).must(),
                            new Column(
                                    "词类",
                                    "kind",
                                    LINE,
                                    true,
                                    8,
                                    words(
                                            "thing", "东西", "action", "动作", "place", "地方", "person", "人", "phrase",
                                            "短语"))),
                    new Home.OneFile("lexicon/terms.tsv", ContentFile.ROWS),
                    List.of("term")),
            new Layout(
                    "待写事项",
                    "还没写内容、先转热线的事项。说法写在“待写事项说法”表里。",
                    List.of(
                            NUMBER,
                            of("名称", "name", TEXT, 36).must(),
                            of("简称", "short-name", TEXT, 20).must(),
                            of("类别", "category", TEXT, 10).must(),
                            of("热线", "hotline", ID, 18).must()),
                    new Home.OneFile("catalogue.yaml", "matters"),
                    List.of("id")),
            new Layout(
                    "待写事项说法",
                    "群众会怎么说起这些事项。",
                    List.of(
                            of("待写事项", PARENT, ID, 30).must(),
                            of("说法", WORD, TEXT, 80).must()),
                    new Home.Within("待写事项", "says", true),
                    List.of()),
            new Layout(
                    "要素",
                    "群众会问一个事项的哪些方面。",
                    List.of(
                            NUMBER,
                            of("名称", "name", TEXT, 16).must(),
                            of("怎么问", "ask", TEXT, 30).must(),
                            of("每个事项都要有", "core", FLAG, 14).must()),
                    new Home.OneFile("aspects.yaml", "aspects"),
                    List.of("id")),
            new Layout(
                    "平台",
                    "办事平台。",
                    List.of(NUMBER, of("名称", "name", TEXT, 40).must()),
                    new Home.OneFile("links.yaml", "platforms"),
                    List.of("id")),
            new Layout(
                    "链接",
                    "可以出现在回复里的网址。",
                    List.of(
                            NUMBER,
                            of("名称", "title", TEXT, 40).must(),
                            of("网址", "url", TEXT, 40).must(),
                            of("平台", "platform", ID, 20).must()),
                    new Home.OneFile("links.yaml", "links"),
                    List.of("id")),
            new Layout(
                    "电话",
                    "可以出现在回复里的电话。",
                    List.of(
                            NUMBER,
                            of("号码", "number", TEXT, 16).must(),
                            of("是什么电话", "label", TEXT, 40).must()),
                    new Home.OneFile("links.yaml", "phones"),
                    List.of("id")));

    /** Whether rows of other sheets hang on rows of this one. */
    boolean bearsOthers() {
        return home instanceof Home.Matters
                || ALL.stream()
                        .anyMatch(l -> l.home() instanceof Home.Within within
                                && within.sheet().equals(title));
    }

    /** Titles are unique, and comparing all the rest for every row would take seconds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Layout layout && layout.title.equals(title);
    }

    @Override
    public int hashCode() {
        return title.hashCode();
    }

    private static Map<String, String> words(String... pairs) {
        var words = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) words.put(pairs[i], pairs[i + 1]);
        return words;
    }

    /** The sheet of that title. */
    static Layout of(String title) {
        return ALL.stream().filter(l -> l.title().equals(title)).findFirst().orElseThrow();
    }

    private static Column of(String title, String field, Column.Kind kind, int width) {
        return Column.of(title, field, kind, width);
    }
}
