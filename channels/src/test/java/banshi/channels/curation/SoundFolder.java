package banshi.channels.curation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small content folder with nothing wrong in it (完好的小样): two matters that differ, one bundle, one topic. */
public final class SoundFolder {
    public static final String MATTER = "matters/card/card-reissue.yaml";
    public static final String OTHER = "matters/card/card-lost.yaml";

    private SoundFolder() {}

    /** Writes it. */
    public static Path in(Path folder) {
        write(folder, "aspects.yaml", """
                aspects:
                  - {id: can-online, name: 能否网上办, ask: 能不能网上办, core: true}
                  - {id: fee, name: 收费标准, ask: 要多少钱, core: true}
                """);
        write(folder, "links.yaml", """
                platforms:
                  - {id: portal, name: 办事网}
                links:
                  - {id: portal, title: 办事网, url: "https://portal.example/", platform: portal}
                phones:
                  - {id: hotline, number: "12345", label: 热线}
                """);
        matter(folder, "card-reissue", "证件补领", "补证", "neighbours: [{matter: card-lost, tell-apart: 只想先挂失}]\n");
        matter(folder, "card-lost", "证件挂失", "挂失", "");
        write(folder, "pairs/card-reissue.tsv", """
                neighbour\taspect\tours\ttheirs
                card-lost\tfee\t证件丢了补一张多少钱\t证件丢了先挂失多少钱
                card-lost\tcan-online\t丢了的证件能在网上补吗\t丢了的证件能在网上挂失吗
                """);
        write(folder, "bundles/moving.yaml", """
                bundles:
                  - id: moving
                    name: 搬家一件事
                    audience: [个人]
                    summary: 搬家要办的事一起办
                    says: [搬家要办什么, 搬家怎么办, 搬家手续, 搬了家要改哪些证]
                    steps:
                      - {matter: card-reissue, name: 换证件, department: 公安}
                      - {name: 改地址, department: 邮政}
                    sources:
                      - {id: list, title: 一件事清单}
                """);
        write(folder, "topics/other.yaml", """
                topics:
                  - id: marriage
                    act: decline
                    name: 婚姻登记
                    phone: hotline
                    text: 这件事归民政，打{{phone}}问。
                    says: [怎么领结婚证]
                """);
        write(folder, "lexicon/terms.tsv", "term\tcanonical\tkind\n证件\t证件\tthing\n");
        return folder;
    }

    private static void matter(Path folder, String id, String name, String shortName, String more) {
        write(folder, "matters/card/" + id + ".yaml", """
                id: %s
                name: %s
                short-name: %s
                aliases: [%s]
                category: 证件
                department: 办证窗口
                audience: [个人]
                hotline: hotline
                confidence: high
                summary: {text: 证件的事, basis: [law-1]}
                %sconditions:
                  - {id: own, text: 是您本人的证件, basis: [law-1]}
                materials:
                  - {id: old-card, name: 旧证件, form: original, basis: [law-1]}
                process:
                  - {text: 交申请, where: anywhere}
                  - {text: 领证, where: window}
                online:
                  mode: full
                  platform: portal
                  link: portal
                  entry: %s
                  text: 可以网上办
                  basis: [law-1]
                time-limit: {text: 当天办好, statutory: 十个工作日, basis: [law-1]}
                fee: {text: %s, basis: [law-1]}
                where: {venue: police-station, text: 到办证窗口, appointment: 不用预约, basis: [law-1]}
                agent: {verdict: depends, text: 可以托人, basis: [law-1]}
                delivery: {text: 当场拿, basis: [law-1]}
                validity: {text: 长期有效, basis: [law-1]}
                progress: {text: 打电话问, basis: [law-1]}
                legal-basis:
                  - {id: law-1, title: 证件条例, article: 第一条}
                """.formatted(
                id, name, shortName, "办" + shortName, more, shortName, id.equals("card-reissue") ? "收工本费" : "不收钱"));
        write(folder, "templates/" + id + ".yaml", """
                matter: %1$s
                templates:
                  - {id: %1$s.can-online, aspect: can-online, verdict: "yes", text: "可以。{{online}}，照着页面上的提示一步一步填写，填完提交就行，不用再跑窗口。", spoken: 可以网上办。}
                  - {id: %1$s.fee, aspect: fee, text: "{{fee}}。想先问清楚再来的话，打电话问一问{{hotline}}，工作日都有人接听。", spoken: "{{fee}}。"}
                """.formatted(id));
        write(
                folder,
                "questions/" + id + ".tsv",
                "aspect\tstyle\ttext\n"
                        + IntStream.rangeClosed(1, 10)
                                .mapToObj(i -> "can-online\tplain\t" + shortName + "能不能网上办，问法" + i + "\nfee\tplain\t"
                                        + shortName + "要多少钱，问法" + i + "\n")
                                .collect(Collectors.joining()));
    }

    private static void write(Path folder, String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
