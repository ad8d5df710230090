package banshi.corpus.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentFolder;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A small sound content folder on disk, with a bit of everything that content files may hold, remarks included. */
final class SmallContent {
    static final LocalDate TODAY = ContentFolder.TODAY;

    static final String ASPECTS = ContentFolder.ASPECTS;
    static final String LINKS = ContentFolder.LINKS;
    static final String CATALOGUE = ContentFolder.CATALOGUE;
    static final String MATTER = ContentFolder.MATTER;
    static final String TEMPLATES = ContentFolder.TEMPLATES;
    static final String QUESTIONS = ContentFolder.QUESTIONS;
    static final String PAIRS = ContentFolder.PAIRS;
    static final String BUNDLES = ContentFolder.BUNDLES;
    static final String TOPICS = ContentFolder.TOPICS;
    static final String TERMS = ContentFolder.TERMS;

    private final Path root;
    private final ContentFolder folder;

    /** Writes the sound folder. */
    SmallContent(Path root) {
        this.root = root;
        folder = new ContentFolder(root)
                .edit(ASPECTS, "aspects:", """
                        # yaml-language-server: $schema=../schema/aspects.schema.json
                        # what may be asked
                        aspects:""")
                .edit(MATTER, "\nfee:\n", "\n# what the price list says\nfee:\n")
                .edit(MATTER, "  photo: {text: 不用带照片, basis: [law-1]}\n", """
                          photo: {text: 不用带照片, basis: [law-1]}
                          price:
                            text: '工本费"十元"：按件算'
                            unsure: true
                            basis: [law-1]
                            valid: {from: 2026-01-01, until: 2027-12-31}
                            variants:
                              - {when: {reason: [lost, broken]}, text: 一样, basis: [law-1]}
                        """)
                .edit(TOPICS, "topics:\n", "topics:\n  # not ours\n")
                .edit(TOPICS, "    says: [怎么领结婚证]\n", """
                            says: [怎么领结婚证]
                          # small talk
                          - id: hello
                            act: smalltalk
                            name: 问好
                            text: |
                              您好。

                              请问要办什么？
                            says:
                              - 你好
                              - "在吗；有人吗"
                        """)
                .edit(TERMS, "证件\t证件\tthing\n", "# things\n证件\t证件\tthing\n本本\t证件\tthing\n");
    }

    SmallContent write(String file, String text) {
        folder.write(file, text);
        return this;
    }

    SmallContent write(String file, byte[] bytes) {
        folder.write(file, bytes);
        return this;
    }

    /** Replaces words that stand exactly once in the file. */
    SmallContent edit(String file, String from, String to) {
        folder.edit(file, from, to);
        return this;
    }

    CheckedContent read() {
        return folder.read();
    }

    Content content() {
        var checked = read();
        assertThat(checked.complaints()).isEmpty();
        return ((CheckedContent.Sound) checked).content();
    }

    /** Every file as it lies there. */
    Map<String, String> files() {
        return ContentReader.contentFiles(root).stream()
                .map(f -> root.relativize(f).toString())
                .collect(Collectors.toMap(f -> f, this::text, (a, b) -> a, TreeMap::new));
    }

    Path root() {
        return root;
    }

    String text(String file) {
        return folder.text(file);
    }
}
