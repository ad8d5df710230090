package banshi.channels.app;

import banshi.assistant.answer.PlainText;
import banshi.assistant.release.Release;
import banshi.channels.consult.Published;
import banshi.corpus.AspectId;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What all cities' releases publish just now (公布的内容). The knowledge may still be on its way when this is asked for. */
record PublishedContent(CompletableFuture<Knowledge> knowledge, Clock clock) implements Published {
    @Override
    public List<String> departments() {
        return knowledge.join().releases().stream()
                .flatMap(release -> release.content().matters().stream())
                .map(Matter::department)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Optional<About> matter(String id) {
        return of(id).flatMap(known -> knowledge.join().releases().stream()
                .flatMap(release -> release.content().matters().stream()
                        .filter(matter -> matter.id().equals(known))
                        .map(matter -> new About(id, matter.name(), matter.department(), phone(release, matter))))
                .findFirst());
    }

    @Override
    public Optional<Phone> phone(String department) {
        return knowledge.join().releases().stream()
                .flatMap(release -> release.content().matters().stream()
                        .filter(matter -> matter.department().equals(department))
                        .map(matter -> phone(release, matter)))
                .findFirst();
    }

    private static Phone phone(Release release, Matter matter) {
        var phone = release.content().allowList().phone(matter.hotline());
        return new Phone(phone.number(), phone.label());
    }

    @Override
    public Optional<String> reply(String matter, @Nullable String aspect) {
        var directory = knowledge.join().directory();
        var id = of(matter);
        if (id.isEmpty()) return Optional.empty();
        if (aspect == null)
            return directory
                    .matter(id.get())
                    .map(found -> found.summary().text())
                    .filter(text -> !text.isBlank());
        try {
            return directory
                    .answer(id.get(), new AspectId(aspect), Circumstances.NONE, LocalDate.now(clock))
                    .map(answer -> PlainText.of(answer.blocks()));
        } catch (IllegalArgumentException e) { // no aspect's form
            return Optional.empty();
        }
    }

    private static Optional<MatterId> of(String id) {
        try {
            return Optional.of(new MatterId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
