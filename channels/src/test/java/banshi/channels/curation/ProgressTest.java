package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Revision;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final Revision.Id HEAD = new Revision.Id("1".repeat(40));
    private static final Revision.Id EARLIER = new Revision.Id("2".repeat(40));

    private static Account account(String id, Role... roles) {
        return new Account(id, "somebody", "某人", Set.of(roles), false, false, true, false, 1);
    }

    private static Word word(Deed deed, Revision.Id head) {
        return new Word(new Draft.Id("d1"), head, deed, "a1", Instant.EPOCH, "");
    }

    @ParameterizedTest(name = "{0} of this revision: {1}, of an earlier one: {2}")
    @CsvSource({"SUBMIT, WAITING, EDITING", "APPROVE, APPROVED, EDITING", "RETURN, RETURNED, RETURNED"})
    void whatWasSaidCountsForTheRevisionThatItWasSaidOf(Deed deed, Progress now, Progress later) {
        assertThat(Progress.of(HEAD, word(deed, HEAD))).isEqualTo(now);
        assertThat(Progress.of(HEAD, word(deed, EARLIER))).isEqualTo(later);
    }

    @Test
    void aDraftOfWhichNothingWasSaidIsWithItsEditors() {
        assertThat(Progress.of(HEAD, null)).isEqualTo(Progress.EDITING);
    }

    @ParameterizedTest(name = "{0}, {1}, own {2}: {3}")
    @CsvSource({
        "EDITING, EDITOR, true, EDIT DISCARD SUBMIT",
        "RETURNED, EDITOR, true, EDIT DISCARD SUBMIT",
        "WAITING, EDITOR, true, EDIT DISCARD",
        "APPROVED, EDITOR, false, EDIT DISCARD",
        "EDITING, REVIEWER, false, ",
        "WAITING, REVIEWER, false, RETURN APPROVE",
        "WAITING, REVIEWER, true, RETURN",
        "APPROVED, REVIEWER, false, RETURN",
        "WAITING, PUBLISHER, false, ",
        "APPROVED, PUBLISHER, false, PUBLISH",
        "APPROVED, PUBLISHER, true, ",
        "APPROVED, AGENT, false, ",
        "WAITING, SYSTEM, false, ",
        "WAITING, AUDITOR, false, "
    })
    void rolesMayWhatIsTheirs(Progress progress, Role role, boolean own, @Nullable String deeds) {
        var expected = deeds == null
                ? Set.<Deed>of()
                : Arrays.stream(deeds.split(" ")).map(Deed::valueOf).collect(Collectors.toSet());

        assertThat(progress.deeds(account("a1", role), own ? Set.of("a1", "a2") : Set.of("a2")))
                .isEqualTo(expected);
    }

    @Test
    void whoHasAllRolesStillNeedsASecondPerson() {
        var all = account("a1", Role.EDITOR, Role.REVIEWER, Role.PUBLISHER);

        assertThat(Progress.WAITING.deeds(all, Set.of("a1"))).doesNotContain(Deed.APPROVE);
        assertThat(Progress.APPROVED.deeds(all, Set.of("a1"))).doesNotContain(Deed.PUBLISH);
        assertThat(Progress.WAITING.deeds(all, Set.of("a2"))).contains(Deed.APPROVE);
        assertThat(Progress.APPROVED.deeds(all, Set.of("a2"))).contains(Deed.PUBLISH);
    }
}
