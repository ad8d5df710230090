package banshi.assistant.llm;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a conversation is about, in published names only (谈话背景): nothing that the citizen said.
 *
 * @param matter its name, then its short one
 * @param aspect what was asked of it last: the official short name, then the end of a spoken question
 * @param told what is known of the case, as the content says it
 */
record Spoken(List<String> matter, List<String> aspect, List<String> told) {
    Spoken {
        matter = List.copyOf(matter);
        aspect = List.copyOf(aspect);
        told = List.copyOf(told);
    }

    /** All of them. */
    List<String> names() {
        return Stream.of(matter, aspect, told).flatMap(List::stream).toList();
    }
}
