package banshi.channels.curation;

import banshi.corpus.AllowList;
import banshi.corpus.Aspect;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Some files of the real content (小样内容目录): two matters with their templates. Not whole enough to be compiled. */
public final class SmallFolder {
    public static final String MATTER = "matters/idcard/idcard-renew.yaml";
    static final List<String> FILES = List.of(
            "aspects.yaml",
            "links.yaml",
            "lexicon/terms.tsv",
            MATTER,
            "matters/idcard/idcard-reissue.yaml",
            "templates/idcard-renew.yaml",
            "templates/idcard-reissue.yaml",
            "questions/idcard-renew.tsv");

    private SmallFolder() {}

    public static Path in(Path folder) {
        var all = Path.of("../corpus/content");
        try {
            for (var file : FILES) {
                Files.createDirectories(folder.resolve(file).getParent());
                Files.copy(all.resolve(file), folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** What it says. */
    public static Content content(Path folder) {
        var files = ContentFile.under(folder);
        var aspects = StreamSupport.stream(
                        files.get("aspects.yaml").tree().path("aspects").spliterator(), false)
                .map(node -> ContentJson.mapper().treeToValue(node, Aspect.class))
                .toList();
        var trees = new LinkedHashMap<String, @Nullable ObjectNode>();
        for (var file : FILES)
            if (file.endsWith(".yaml")) trees.put(file, files.get(file).tree());
        return DraftContent.of(
                new Content(
                        aspects,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new AllowList(List.of(), List.of(), List.of())),
                trees);
    }
}
