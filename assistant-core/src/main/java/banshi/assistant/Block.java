package banshi.assistant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a reply that a channel renders in its own way (回复块). */
public sealed interface Block {
    /** A paragraph (文字). */
    record Text(String text) implements Block {}

    /** Things to bring, to tick off (清单). */
    record Checklist(String title, List<Item> items) implements Block {
        public Checklist {
            items = List.copyOf(items);
        }

        /**
         * One thing.
         *
         * @param note in which form, from whom, or only in which case; may be empty
         */
        public record Item(String id, String label, String note, boolean required) {}
    }

    /** What happens in which order (步骤). */
    record Steps(String title, List<Step> items) implements Block {
        public Steps {
            items = List.copyOf(items);
        }

        /** One step and where it happens, in words. */
        public record Step(String text, String where) {}
    }

    /** Points in no order (要点). */
    record Points(String title, List<Point> items) implements Block {
        public Points {
            items = List.copyOf(items);
        }

        /** One point; {@code title} may be empty. */
        public record Point(String title, String text) {}
    }

    /** An address on the allow-list (链接). */
    record Link(String title, String url, String note) implements Block {}

    /** A number on the allow-list (电话). */
    record Phone(String label, String number) implements Block {}

    /** What to pick (选项). */
    record Choices(List<Choice> items, @Nullable String prompt) implements Block {
        public Choices {
            items = List.copyOf(items);
        }
    }
}
