package banshi.channels.web;

import banshi.assistant.Block;
import banshi.assistant.Choice;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a reply as JSON has it (回复块), told apart by {@code type}; words that are empty are left out. */
sealed interface WireBlock {
    @JsonProperty
    String type();

    static WireBlock of(Block block) {
        return switch (block) {
            case Block.Text b -> new Text("text", b.text());
            case Block.Checklist b ->
                new Titled(
                        "checklist",
                        b.title(),
                        b.items().stream()
                                .map(i -> new Item(i.id(), i.label(), i.note(), i.required()))
                                .toList());
            case Block.Steps b ->
                new Titled(
                        "steps",
                        b.title(),
                        b.items().stream()
                                .map(s -> new Step(s.text(), s.where()))
                                .toList());
            case Block.Points b ->
                new Titled(
                        "list",
                        b.title(),
                        b.items().stream()
                                .map(p -> new Point(p.title(), p.text()))
                                .toList());
            case Block.Link b -> new Link("link", b.title(), b.url(), b.note());
            case Block.Phone b -> new Phone("phone", b.label(), b.number());
            case Block.Choices b ->
                new Choices(
                        "choices",
                        b.prompt(),
                        b.items().stream().map(Option::of).toList());
        };
    }

    record Text(String type, String text) implements WireBlock {}

    record Titled(String type, String title, List<?> items) implements WireBlock {}

    record Link(
            String type,
            String title,
            String url,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String note) implements WireBlock {}

    record Phone(String type, String label, String number) implements WireBlock {}

    record Choices(
            String type,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String prompt,

            List<Option> items) implements WireBlock {}

    /** One thing to bring. */
    record Item(
            String id,
            String label,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String note,
            boolean required) {}

    /** One step of many. */
    record Step(
            String text,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String where) {}

    /** One point of many. */
    record Point(@JsonInclude(JsonInclude.Include.NON_EMPTY) String title, String text) {}

    /** Something to pick. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Option(
            String id,
            String label,
            @Nullable String matter,
            @Nullable String aspect) {
        static Option of(Choice choice) {
            var matter = choice.matter();
            var aspect = choice.aspect();
            return new Option(
                    choice.id(),
                    choice.label(),
                    matter == null ? null : matter.value(),
                    aspect == null ? null : aspect.value());
        }
    }
}
