package banshi.corpus.outside;

import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.Topic;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.YamlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What every city shares with ours (通用内容): the aspects, the words, and what to say in danger. What is not ours stays behind, for
 * it may well be theirs; so does small talk, which tells who we are.
 *
 * @param phones those that the topics name
 */
record OurContent(List<Aspect> aspects, List<Topic> topics, List<AllowList.Phone> phones, String terms) {
    private static final Pattern PHONE_TAG = Pattern.compile("\\{\\{phone\\.([a-z0-9-]+)}}");

    /** A file of aspects. */
    record Aspects(List<Aspect> aspects) {}

    /** A file of topics. */
    record Topics(List<Topic> topics) {}

    /**
     * Reads it from our content folder.
     *
     * @throws IllegalArgumentException if one of the files is wrong
     */
    static OurContent read(Path root) throws IOException {
        var complaints = new ArrayList<Complaint>();
        var aspects = YamlRecord.read(root.resolve("aspects.yaml"), "aspects", Aspects.class, complaints);
        var links = YamlRecord.read(root.resolve("links.yaml"), "links", AllowList.class, complaints);
        var topics = new ArrayList<Topic>();
        var folder = root.resolve("topics");
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.filter(f -> f.toString().endsWith(".yaml"))
                        .sorted()
                        .toList())
                    YamlRecord.read(file, "topics", Topics.class, complaints).ifPresent(t -> topics.addAll(t.topics()));
            }
        }
        if (aspects.isEmpty() || links.isEmpty() || !complaints.isEmpty())
            throw new IllegalArgumentException("本市的内容目录 " + root + " 有错误，请先改好：" + complaints.getFirst());
        var shared = topics.stream().filter(t -> t.act() == Topic.Act.EMERGENCY).toList();
        return new OurContent(
                aspects.get().aspects(),
                shared,
                phones(shared, links.get()),
                Files.readString(root.resolve("lexicon/terms.tsv")));
    }

    private static List<AllowList.Phone> phones(List<Topic> topics, AllowList links) {
        var ids = new LinkedHashSet<String>();
        for (var topic : topics) {
            if (topic.phone() != null) ids.add(topic.phone());
            PHONE_TAG.matcher(topic.text()).results().forEach(m -> ids.add(m.group(1)));
        }
        return ids.stream().map(links::phone).toList();
    }
}
