package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

class CallTurnsTest {

    private final CallTurns turns = new CallTurns(1);
    private final List<UniEmitter<? super String>> running = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    @Test
    void whoWaitsFollowsWhoeverEnds() {
        begin();
        begin();
        assertThat(running).hasSize(1);

        running.get(0).complete("first");
        assertThat(running).hasSize(2);
        running.get(1).fail(new IllegalStateException());
        begin();
        assertThat(running).hasSize(3);
        assertThat(answers).containsExactly("first", "failed");
    }

    @Test
    void whoGivesUpLeavesTheirPlace() {
        Cancellable first = begin();
        Cancellable second = begin();
        begin();
        second.cancel();
        first.cancel();
        assertThat(running).hasSize(2);

        running.get(1).complete("third");
        begin();
        assertThat(running).hasSize(3);
    }

    @Test
    void soManyWaitAndNoMore() {
        for (int i = 0; i < 6; i++) {
            begin();
        }
        assertThat(answers).containsExactly("full");
    }

    private Cancellable begin() {
        return turns.inTurn(() -> Uni.createFrom().<String> emitter(running::add), () -> "full").subscribe().with(answers::add,
                failure -> answers.add("failed"));
    }
}
