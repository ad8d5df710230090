package banshi.corpus.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A template's text ready to be filled in. Logic-less: tags name facts and nothing else; sections, partials and conditions are
 * refused. Immutable, thread-safe.
 *
 * @param paragraphs in order
 */
public record TemplateText(List<Paragraph> paragraphs) {
    /** Direct resolution only: {@code online.link} is one name, not a path; nothing is escaped, the renderers do that. */
    private static final Mustache.Compiler MUSTACHE =
            Mustache.compiler().standardsMode(true).escapeHTML(false).strictSections(true);

    private static final Pattern EMPTY_TAG = Pattern.compile("\\{\\{[#^/>&]?\\s*}}");
    /** Braces that are left over among the words; Mustache takes them for words. */
    private static final Pattern BROKEN_TAG = Pattern.compile("\\{\\{|}}|[｛｝]");

    private static final String ONLY_FACTS = "标签里只能写事实的名字，如 {{fee}}";

    public TemplateText {
        paragraphs = List.copyOf(paragraphs);
    }

    /** A part of the text between blank lines (段落). */
    public sealed interface Paragraph {}

    /** Words with facts among them. */
    public static final class Prose implements Paragraph {
        private final Template template;
        private final Set<String> tags;

        Prose(Template template, Set<String> tags) {
            this.template = template;
            this.tags = Set.copyOf(tags);
        }

        /** The fact names it mentions. */
        public Set<String> tags() {
            return tags;
        }

        /**
         * Fills the tags in.
         *
         * @param facts the words of each of {@link #tags()}
         */
        public String render(UnaryOperator<String> facts) {
            return template.execute((Mustache.CustomContext) facts::apply).strip();
        }
    }

    /** A block tag that stands alone. */
    public record Block(BlockTag tag) implements Paragraph {}

    /**
     * Parses a text.
     *
     * @throws IllegalArgumentException if it is not well-formed, uses more than plain tags, or has a block tag among words; the
     *     message is for editors
     */
    public static TemplateText parse(String text) {
        var paragraphs = new ArrayList<Paragraph>();
        for (String part : text.strip().split("\\n\\s*\\n")) {
            paragraphs.add(paragraph(part.strip()));
        }
        return new TemplateText(paragraphs);
    }

    /** All fact names mentioned in prose. */
    public Set<String> inlineTags() {
        var tags = new LinkedHashSet<String>();
        for (var paragraph : paragraphs) {
            if (paragraph instanceof Prose prose) tags.addAll(prose.tags());
        }
        return tags;
    }

    /** All blocks, in order. */
    public List<BlockTag> blocks() {
        var tags = new ArrayList<BlockTag>();
        for (var paragraph : paragraphs) {
            if (paragraph instanceof Block(BlockTag tag)) tags.add(tag);
        }
        return tags;
    }

    private static Paragraph paragraph(String part) {
        if (EMPTY_TAG.matcher(part).find()) throw new IllegalArgumentException("{{}} 里面是空的；" + ONLY_FACTS);
        if (part.contains("{{=")) throw new IllegalArgumentException("不能用 {{=…=}}；" + ONLY_FACTS);
        Template template;
        try {
            template = MUSTACHE.compile(part);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("标签写得不对；" + ONLY_FACTS + "（" + e.getMessage() + "）", e);
        }
        var tags = new TagCollector();
        template.visit(tags);
        if (BROKEN_TAG.matcher(tags.words).find())
            throw new IllegalArgumentException("标签的括号不完整；要写成 {{fee}} 这样，左右各两个英文花括号");
        if (tags.names.size() == 1 && tags.words.toString().isBlank()) {
            var block = BlockTag.named(tags.names.iterator().next());
            if (block.isPresent()) return new Block(block.get());
        }
        for (String name : tags.names) {
            if (BlockTag.named(name).isPresent())
                throw new IllegalArgumentException("{{" + name + "}} 不能和别的字写在一段里；它要单独成段，前后各空一行");
        }
        return new Prose(template, tags.names);
    }

    private static final class TagCollector implements Mustache.Visitor {
        private final Set<String> names = new LinkedHashSet<>();
        private final StringBuilder words = new StringBuilder();

        @Override
        public void visitText(String text) {
            words.append(text);
        }

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw new IllegalArgumentException("不能用 {{>" + name + "}}；" + ONLY_FACTS);
        }

        @Override
        public boolean visitSection(String name) {
            throw new IllegalArgumentException("不能用 {{#" + name + "}}；" + ONLY_FACTS);
        }

        @Override
        public boolean visitInvertedSection(String name) {
            throw new IllegalArgumentException("不能用 {{^" + name + "}}；" + ONLY_FACTS);
        }
    }
}
