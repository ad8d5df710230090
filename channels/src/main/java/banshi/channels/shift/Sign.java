package banshi.channels.shift;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What in a call speaks for or against a point of the checklist (质检迹象), so that whoever judges it need not look for it. A sign is only a hint: where it is not there, nothing is said.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sign.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Sign.Adopted.class, name = "adopted"),
    @JsonSubTypes.Type(value = Sign.Materials.class, name = "materials"),
    @JsonSubTypes.Type(value = Sign.Covered.class, name = "covered")
})
sealed interface Sign {
    /** Utterances that are shown for one point. */
    int MOST_SHOWN = 10;

    /** What it says where it is there. */
    Mark mark();

    /** Where it is in a call; null where it is not. */
    @Nullable
    Found in(Heard heard);

    /**
     * A sign in a call.
     *
     * @param utterances in which it is, in order
     * @param card the id of the card in which it is; null where it is in none
     */
    record Found(
            Mark mark, List<String> utterances, @Nullable String card) {}

    /**
     * A call, as far as signs are looked for.
     *
     * @param agent what the agent said, in order
     * @param answers that were shown, in order
     */
    record Heard(List<Line> agent, List<Answer> answers) {}

    /** Something said. */
    record Line(String id, String text) {}

    /**
     * An answer that was shown.
     *
     * @param used whether the agent adopted it, as it stood or edited
     * @param materials the names of those that have to be brought
     */
    record Answer(String card, boolean used, List<String> materials) {}

    private static @Nullable Found found(Mark mark, List<Line> lines) {
        return lines.isEmpty()
                ? null
                : new Found(mark, lines.stream().limit(MOST_SHOWN).map(Line::id).toList(), null);
    }

    /** Where in a call something is said. */
    enum Where {
        BEGINNING,
        ANYWHERE,
        END;

        /** Of an agent's lines. */
        private static final int NEAR = 3;

        List<Line> of(List<Line> lines) {
            int near = Math.min(NEAR, lines.size());
            return switch (this) {
                case BEGINNING -> lines.subList(0, near);
                case ANYWHERE -> lines;
                case END -> lines.subList(lines.size() - near, lines.size());
            };
        }
    }

    /** The agent says one of some words. */
    record Said(Mark mark, Where where, List<String> words) implements Sign {
        @Override
        public @Nullable Found in(Heard heard) {
            return found(
                    mark,
                    where.of(heard.agent()).stream()
                            .filter(line -> words.stream().anyMatch(line.text()::contains))
                            .toList());
        }
    }

    /** The agent used an approved answer. */
    record Adopted(Mark mark) implements Sign {
        @Override
        public @Nullable Found in(Heard heard) {
            return heard.answers().stream()
                    .filter(Answer::used)
                    .findFirst()
                    .map(answer -> new Found(mark, List.of(), answer.card()))
                    .orElse(null);
        }
    }

    /** The agent says all materials of an answer that have to be brought. */
    record Materials(Mark mark) implements Sign {
        private static final Pattern BESIDE = Pattern.compile("（[^）]*）|\\([^)]*\\)|[《》\\s]");

        @Override
        public @Nullable Found in(Heard heard) {
            for (var answer : heard.answers()) {
                var said = said(answer.materials(), heard.agent());
                if (!said.isEmpty())
                    return new Found(
                            mark, said.stream().distinct().limit(MOST_SHOWN).toList(), answer.card());
            }
            return null;
        }

        /** In which lines; empty where one of them is not said, or there is none. */
        private static List<String> said(List<String> materials, List<Line> lines) {
            var said = new ArrayList<String>();
            for (var material : materials) {
                var name = BESIDE.matcher(material).replaceAll("").toLowerCase(Locale.ROOT);
                var line = lines.stream()
                        .filter(one -> !name.isEmpty()
                                && one.text().toLowerCase(Locale.ROOT).contains(name))
                        .findFirst();
                if (line.isEmpty()) return List.of();
                said.add(line.get().id());
            }
            return said;
        }
    }

    /** The agent says something that was covered because it is personal. */
    record Covered(Mark mark) implements Sign {
        private static final String COVER = "**";

        @Override
        public @Nullable Found in(Heard heard) {
            return found(
                    mark,
                    heard.agent().stream()
                            .filter(line -> line.text().contains(COVER))
                            .toList());
        }
    }
}
