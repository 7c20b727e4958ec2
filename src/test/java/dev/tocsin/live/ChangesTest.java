package dev.tocsin.live;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

/** What becomes of changes that were claimed together. */
class ChangesTest {

    /** Nothing is written to it. */
    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final DueChange ANY = new DueChange(null, UUID.randomUUID(), 1, 0, 1, 0, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    private final List<DueChange> shown = new ArrayList<>();
    private final List<DueChange> settled = new ArrayList<>();
    private Duration patience = Duration.ofSeconds(10);

    @Test
    void allThatWasClaimedIsShownAndSettled() {
        soon(changes(20).change());

        assertThat(shown).hasSize(20);
        assertThat(settled).hasSize(20);
    }

    @Test
    void whatHadToWaitTooLongForOthersIsLeftToWhoeverClaimsItNext() {
        patience = Duration.ZERO;

        soon(changes(20).change());

        assertThat(shown).isEmpty();
        assertThat(settled).isEmpty();
    }

    private Changes changes(int claimed) {
        return new Changes(new GivenChanges(claimed), new CountedShowings(), new CountedSettlements(),
                new SimpleMeterRegistry());
    }

    @Vetoed
    private final class GivenChanges extends DueChanges {

        private final int count;

        GivenChanges(int count) {
            super(database.postgres(), QueueParts.meaning(), QueueParts.live(), () -> Duration.ofSeconds(10));
            this.count = count;
        }

        @Override
        Uni<List<DueChange>> claim() {
            return Uni.createFrom().item(Collections.nCopies(count, ANY));
        }

        @Override
        Duration patience() {
            return patience;
        }
    }

    @Vetoed
    private final class CountedShowings extends Rendition {

        CountedShowings() {
            super(null, null, null, null, null, null, null);
        }

        @Override
        Uni<ChangeResult> show(DueChange due) {
            shown.add(due);
            return Uni.createFrom().item(ChangeResult.changed(Optional.empty(), List.of()));
        }
    }

    @Vetoed
    private final class CountedSettlements extends ChangeSettlements {

        CountedSettlements() {
            super(database.postgres(), QueueParts.postedAnew(), QueueParts.live());
        }

        @Override
        Uni<Boolean> settle(DueChange due, ChangeResult result) {
            settled.add(due);
            return Uni.createFrom().item(true);
        }
    }
}
