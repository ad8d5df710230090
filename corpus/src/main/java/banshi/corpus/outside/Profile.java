package banshi.corpus.outside;

import banshi.corpus.Aspect;
import banshi.corpus.AspectId;
import banshi.corpus.Phrasing;
import banshi.corpus.Verdict;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.YamlRecord;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an outside catalogue becomes content (对照表): one file of {@code corpus/profiles}.
 *
 * @param name its file's name without {@code .yaml}
 * @param fields by the name of what they give; the schema lists the names
 * @param summary sentences with {@code {field}} in them; the first whose fields are all there is the summary
 * @param moreAspects what citizens ask that our own aspects do not have, as a phone to complain to
 * @param questionsEach how many of an aspect's questions each matter gets
 */
public record Profile(
        String name,
        Place city,
        String source,
        String idPrefix,
        Hotline hotline,
        Map<String, Rule> fields,
        List<String> summary,
        int questionsEach,
        List<Aspect> moreAspects,
        List<Answers> aspects) {
    public Profile {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields)); // in the order of the file
        summary = List.copyOf(summary);
        moreAspects = List.copyOf(moreAspects);
        aspects = List.copyOf(aspects);
    }

    /**
     * Reads one; nothing where something is wrong.
     *
     * @param complaints gets what is wrong, all of it at once
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Optional<Profile> read(Path file, List<Complaint> complaints) {
        return YamlRecord.read(file, "profile", Profile.class, complaints);
    }

    /** The city that the catalogue is of; see {@link banshi.corpus.City}. */
    public record Place(String name, String region, List<String> says) {
        public Place {
            says = List.copyOf(says);
        }
    }

    /** Whom to call where a record names nobody. */
    public record Hotline(String number, String label) {}

    /**
     * Where a field's value comes from and how it is cleaned, in the order of the parameters.
     *
     * @param from JSON pointers; the first that gives something is taken; a list there gives several values
     * @param split a regular expression between values
     * @param replace what is taken out or written otherwise
     * @param drop values that say nothing, as regular expressions for the whole value
     * @param find takes what matches out of the value, as often as it does; a value without a match is refused
     * @param map what values become; one that is not in it becomes {@code otherwise}, or is refused
     * @param mustMatch what the value must look like in the end
     */
    public record Rule(
            List<String> from,
            boolean required,
            @Nullable Pattern split,
            List<Change> replace,
            List<Pattern> drop,
            @Nullable Pattern find,
            Map<String, String> map,
            @Nullable String otherwise,
            @Nullable Pattern mustMatch) {
        public Rule {
            from = List.copyOf(from);
            replace = List.copyOf(replace);
            drop = List.copyOf(drop);
            map = Map.copyOf(map);
        }
    }

    /** A regular expression and what stands in its place. */
    public record Change(Pattern match, @Nullable String with) {
        String in(String text) {
            return match.matcher(text).replaceAll(with == null ? "" : with);
        }
    }

    /**
     * What is said about an aspect and how it is asked.
     *
     * @param templates the first whose fields are there is the matter's; a matter that none fits has no answer for the aspect
     * @param questions with {@code {name}} for the matter, by style
     * @param heldOut more questions, that nothing learns from: for measuring
     */
    public record Answers(
            AspectId id, List<Wording> templates, Map<Phrasing.Style, List<String>> questions, List<String> heldOut) {
        public Answers {
            templates = List.copyOf(templates);
            questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
            heldOut = List.copyOf(heldOut);
        }
    }

    /**
     * A default template.
     *
     * @param needs fields that must be there
     * @param given what fields must say
     */
    public record Wording(
            List<String> needs,
            Map<String, String> given,
            @Nullable Verdict verdict,
            String text,
            String spoken) {
        public Wording {
            needs = List.copyOf(needs);
            given = Map.copyOf(given);
        }
    }
}
