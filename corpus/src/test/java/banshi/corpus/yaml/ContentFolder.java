package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small sound content folder on disk: one matter with two situations, three templates, a topic, a catalogue entry. A test
 * breaks one thing in it and reads it again.
 */
public final class ContentFolder {
    /** The day on which it is read. */
    public static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    public static final String ASPECTS = "aspects.yaml";
    public static final String LINKS = "links.yaml";
    public static final String CATALOGUE = "catalogue.yaml";
    public static final String MATTER = "matters/card/card-reissue.yaml";
    public static final String TEMPLATES = "templates/card-reissue.yaml";
    public static final String QUESTIONS = "questions/card-reissue.tsv";
    public static final String PAIRS = "pairs/card-reissue.tsv";
    public static final String TELLINGS = "tellings/card-reissue.tsv";
    public static final String BUNDLES = "bundles/moving.yaml";
    public static final String TOPICS = "topics/other.yaml";
    public static final String TERMS = "lexicon/terms.tsv";

    private final Path root;

    /** Writes the sound folder. */
    public ContentFolder(Path root) {
        this.root = root;
        write(ASPECTS, """
                aspects:
                  - {id: can-online, name: 能否网上办, ask: 能不能网上办, core: true}
                  - {id: fee, name: 收费标准, ask: 要多少钱, core: true}
                  - {id: special, name: 特殊情形, ask: 有特殊情况怎么办, core: false}
                """);
        write(LINKS, """
                platforms:
                  - {id: portal, name: 办事网}
                links:
                  - {id: portal, title: 办事网, url: "https://portal.example/", platform: portal}
                phones:
                  - {id: hotline, number: "12345", label: 热线}
                """);
        write(CATALOGUE, """
                matters:
                  - id: card-lost
                    name: 证件挂失
                    short-name: 挂失
                    category: 证件
                    hotline: hotline
                    says: [证件丢了怎么挂失]
                """);
        write(MATTER, """
                id: card-reissue
                name: 证件补领
                short-name: 补证
                aliases: [补办证件]
                category: 证件
                department: 办证窗口
                audience: [个人]
                hotline: hotline
                confidence: high
                summary: {text: 证件没了就补一张, basis: [law-1]}
                neighbours:
                  - {matter: card-lost, tell-apart: 只想先挂失}
                situations:
                  - id: reason
                    question: 证件是怎么了？
                    options:
                      - {id: lost, label: 丢了}
                      - {id: broken, label: 坏了}
                    basis: [law-1]
                  - id: reported
                    question: 有没有挂失过？
                    when: {reason: lost}
                    options:
                      - {id: done, label: 有}
                      - {id: not-done, label: 没有}
                    basis: [law-1]
                outcomes:
                  - {when: {reported: not-done}, redirect: card-lost, text: 先去挂失, basis: [law-1]}
                conditions:
                  - {id: own, text: 是您本人的证件, basis: [law-1]}
                materials:
                  - {id: old-card, name: 旧证件, form: original, when: {reason: broken}, basis: [law-1]}
                process:
                  - {text: 交申请, where: anywhere}
                  - {text: 领证, where: window}
                online:
                  mode: partial
                  platform: portal
                  link: portal
                  entry: 补证
                  text: 丢了的可以网上办
                  basis: [law-1]
                time-limit: {text: 当天办好, statutory: 十个工作日, basis: [law-1]}
                fee:
                  text: 收工本费
                  basis: [law-1]
                  variants:
                    - {region: "3301", text: 不收钱, basis: [law-1]}
                where: {venue: police-station, text: 到办证窗口, appointment: 不用预约, basis: [law-1]}
                agent: {verdict: depends, text: 可以托人, basis: [law-1]}
                delivery: {text: 当场拿, basis: [law-1]}
                validity: {text: 长期有效, basis: [law-1]}
                progress: {text: 打电话问, basis: [law-1]}
                special:
                  - {id: abroad, title: 人在国外, text: 回来再办, basis: [law-1]}
                facts:
                  photo: {text: 不用带照片, basis: [law-1]}
                legal-basis:
                  - {id: law-1, title: 证件条例, article: 第一条}
                """);
        write(TEMPLATES, """
                matter: card-reissue
                templates:
                  - id: card-reissue.can-online
                    aspect: can-online
                    verdict: depends
                    text: |
                      要看情况。{{online}}，别的要到窗口。

                      {{online.link}}
                    spoken: 丢了的可以网上办。
                  - id: card-reissue.can-online.broken
                    aspect: can-online
                    when: {reason: broken}
                    verdict: "no"
                    text: 坏了的不能在网上办，要带着旧证件过来一趟，{{where}}。
                    spoken: 不行。
                  - id: card-reissue.fee
                    aspect: fee
                    text: "{{fee}}。想先问清楚再来的话，可以打{{hotline}}。"
                    spoken: 打{{hotline}}问。
                """);
        write(
                QUESTIONS,
                "aspect\tstyle\ttext\n"
                        + IntStream.rangeClosed(1, 10)
                                .mapToObj(i ->
                                        "can-online\tplain\t补证能不能网上办，问法" + i + "\nfee\tplain\t补证要多少钱，问法" + i + "\n")
                                .collect(Collectors.joining()));
        write(PAIRS, """
                neighbour\taspect\tours\ttheirs
                card-lost\tfee\t证件丢了补一张多少钱\t证件丢了先挂失多少钱
                card-lost\tcan-online\t丢了的证件能在网上补吗\t丢了的证件能在网上挂失吗
                """);
        write(TELLINGS, """
                situation\toption\tsays
                reason\tlost\t弄丢
                reason\tbroken\t摔坏
                reported\tdone\t=有
                """);
        write(BUNDLES, """
                bundles:
                  - id: moving
                    name: 搬家一件事
                    audience: [个人]
                    summary: 搬家要办的事一起办
                    says: [搬家要办什么, 搬家怎么办, 搬家手续, 搬了家要改哪些证]
                    steps:
                      - {matter: card-reissue, name: 换证件, department: 公安}
                      - {name: 改地址, department: 邮政, optional: true, note: 有信件的}
                    shared-materials:
                      - {name: 房产证, note: 联网核查}
                    sources:
                      - {id: list, title: 一件事清单}
                """);
        write(TOPICS, """
                topics:
                  - id: marriage
                    act: decline
                    name: 婚姻登记
                    phone: hotline
                    text: 这件事归民政，打{{phone}}问。
                    says: [怎么领结婚证]
                """);
        write(TERMS, """
                term\tcanonical\tkind
                证件\t证件\tthing
                """);
    }

    public ContentFolder write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public ContentFolder write(String file, byte[] bytes) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.write(root.resolve(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContentFolder remove(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContentFolder move(String from, String to) {
        var text = text(from);
        return remove(from).write(to, text);
    }

    ContentFolder copy(String from, String to) {
        return write(to, text(from));
    }

    /** Replaces words that stand exactly once in the file. */
    public ContentFolder edit(String file, String from, String to) {
        var text = text(file);
        assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                .as("occurrences of \"%s\" in %s, and one", from, file)
                .hasSize(2);
        return write(file, text.replace(from, to));
    }

    ContentFolder append(String file, String more) {
        return write(file, text(file) + more);
    }

    public CheckedContent read() {
        return ContentReader.read(root, TODAY);
    }

    /** All that is said about it, as it is written to the screen. */
    List<String> complaints() {
        return read().complaints().stream().map(Complaint::toString).toList();
    }

    /** A file as it lies there. */
    public String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
