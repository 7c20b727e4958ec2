package dev.tocsin.command;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.command.Admission.Refused;
import dev.tocsin.command.CommandStep.Result;
import dev.tocsin.database.QueueDatabase;

/** That commands are stored once, gone on with by one replica at a time, in order and in turn, and lose nothing by a kill. */
class CommandQueueContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final StoredCommands commands = new StoredCommands(database);
    private final CommandSettlements settlements = commands.settlements();

    @BeforeEach
    void prepare() {
        database.run("DELETE FROM audit_entry");
    }

    @Test
    void whatSlackSaysThriceIsStoredOnce() {
        TypedCommand typed = new TypedCommand(CommandSource.MENTION, "event Ev1", "T1", true, Optional.empty(), "C1",
                Optional.of("1.000001"), Optional.empty(), "U1", " jane\u202e\n", "help", "");

        assertThat(commands.store(typed)).isPresent();
        assertThat(commands.store(typed)).isEmpty();
        assertThat(commands.store(typed)).isEmpty();

        assertThat(database.text("SELECT concat_ws(' ', slack_user_name, state, thread_ts, line, asked_ts) FROM chat_command"))
                .isEqualTo("jane WAITING 1.000001 1.000001 1.000001");
    }

    @Test
    void aSlashCommandHasNoMessageAndALineOfItsOwn() {
        UUID id = commands.store(new TypedCommand(CommandSource.SLASH, "slash 1", "T1", true, Optional.empty(), "C1",
                Optional.empty(), Optional.empty(), "U1", "", "help", "")).orElseThrow();

        ClaimedCommand claimed = commands.claimed();
        assertThat(claimed.spot().threadTs()).isEmpty();
        assertThat(claimed.spot().line()).isEqualTo(id.toString());
        assertThat(claimed.typist().name()).isEqualTo("U1");
        soon(settlements.asked(claimed, "9.000001"));
        assertThat(database.text("SELECT thread_ts || ' ' || asked_ts FROM chat_command")).isEqualTo("9.000001 9.000001");
    }

    @Test
    void twoReplicasShareWhatWaits() {
        IntStream.range(0, 40).forEach(i -> commands.typed("C" + i % 20));

        List<CompletableFuture<List<ClaimedCommand>>> both = IntStream.range(0, 2)
                .mapToObj(i -> commands.claims(SomeCommandsConfig.usual()).claim(40).subscribeAsCompletionStage()).toList();

        List<UUID> all = both.stream().flatMap(one -> one.join().stream()).map(ClaimedCommand::id).toList();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.size() + commands.claim(40).size()).isEqualTo(40);
    }

    @Test
    void aThreadIsCarriedOutInItsOrder() {
        UUID first = commands.typed("C1", Optional.of("7.000001"), "U1");
        UUID second = commands.typed("C1", Optional.of("7.000001"), "U2");
        UUID elsewhere = commands.typed("C1");

        List<ClaimedCommand> claimed = commands.claim(10);
        assertThat(claimed).extracting(ClaimedCommand::id).containsExactlyInAnyOrder(first, elsewhere);
        assertThat(commands.claim(10)).isEmpty();

        ClaimedCommand one = claimed.stream().filter(command -> command.id().equals(first)).findFirst().orElseThrow();
        int said = settle(one);
        assertThat(commands.claim(10)).as("its answer is not there yet").isEmpty();
        soon(settlements.said(one, said, Optional.of("8.000001"), false, Optional.empty()));
        assertThat(commands.claim(10)).extracting(ClaimedCommand::id).containsExactly(second);
    }

    @Test
    void aChannelWithManyKeepsTheOthersFromNothing() {
        IntStream.range(0, 30).forEach(i -> commands.typed("C1", Optional.empty(), "U" + i));
        UUID other = commands.typed("C2");
        UUID another = commands.typed("C3");

        assertThat(commands.claim(3)).extracting(ClaimedCommand::id).contains(other, another).hasSize(3);
        assertThat(commands.claim(10)).as("no more than four at once of a channel").hasSize(3)
                .allMatch(command -> command.spot().channel().equals("C1"));
        assertThat(commands.claim(10)).isEmpty();
    }

    @Test
    void aPersonWithManyHoldsUpNobodyElseOfTheChannel() {
        List<UUID> many = IntStream.range(0, 30).mapToObj(i -> commands.typed("C1")).toList();
        UUID hers = commands.typed("C1", Optional.empty(), "U2");

        List<ClaimedCommand> first = commands.claim(10);
        assertThat(first).extracting(ClaimedCommand::id).containsExactlyInAnyOrder(many.get(0), many.get(1), hers);
        assertThat(commands.claim(10)).as("two of theirs are under way").isEmpty();

        UUID elsewhere = commands.typed("C2");
        assertThat(commands.claim(10)).extracting(ClaimedCommand::id).containsExactly(elsewhere);
        ClaimedCommand ended = first.stream().filter(one -> one.id().equals(many.get(0))).findFirst().orElseThrow();
        soon(settlements.said(ended, settle(ended), Optional.empty(), false, Optional.empty()));
        assertThat(commands.claim(10)).extracting(ClaimedCommand::id).containsExactly(many.get(2));
    }

    /** What waits for its turn in a thread does not count. */
    @Test
    void aThreadOfSomebodyDoesNotHoldUpWhatElseTheyType() {
        UUID first = commands.typed("C1", Optional.of("7.000001"), "U1");
        commands.typed("C1", Optional.of("7.000001"), "U1");
        commands.typed("C1", Optional.of("7.000001"), "U1");
        UUID elsewhere = commands.typed("C1");

        assertThat(commands.claim(10)).extracting(ClaimedCommand::id).containsExactlyInAnyOrder(first, elsewhere);
    }

    @Test
    void strangersAndLongTextsAreTooManyTooAndToldOnce() {
        Admission admission = new Admission(new CommandRates(database.postgres(),
                new SomeCommandsConfig(16, 4, 2, 60, Duration.ofSeconds(60))), null, null);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            boolean isStranger = i % 2 == 0;
            commands.store(new TypedCommand(CommandSource.MENTION, "event " + i, "T1", !isStranger, Optional.empty(), "C1",
                    Optional.of("1.00000" + i), Optional.empty(), "U1", "jane", isStranger ? "help" : "x".repeat(20_000), ""));
            ClaimedCommand claimed = commands.claimed();
            Refused refused = (Refused) soon(admission.of(claimed, null));
            told.add(refused.words().orElse("nothing"));
            int said = soon(settlements.settle(claimed, CommandStep.refused(refused.reason(), Understood.NOTHING,
                    refused.words().map(StoredCommands::speech)))).orElseThrow();
            if (refused.words().isPresent()) {
                soon(settlements.said(claimed, said, Optional.empty(), false, Optional.empty()));
            }
        }
        assertThat(told.get(0)).contains("another workspace");
        assertThat(told.get(1)).contains("10,000 characters");
        assertThat(told.get(2)).contains("too many");
        assertThat(told.subList(3, 5)).containsOnly("nothing");
    }

    @Test
    void whoseReplicaIsGoneIsAnothersOnceItsLeaseHasLapsed() {
        UUID id = commands.typed("C1");
        ClaimedCommand first = commands.claimed();
        assertThat(commands.claim(1)).isEmpty();
        database.run("UPDATE chat_command SET leased_until = now() - interval '1 second'");

        ClaimedCommand second = commands.claimed();

        assertThat(second.id()).isEqualTo(id);
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(CommandState.RUNNING);
        assertThat(soon(settlements.settle(first, told()))).as("under the lapsed lease").isEmpty();
        assertThat(soon(settlements.calling(first, StoredCommands.ALARMS))).isFalse();
        assertThat(commands.state(id)).isEqualTo("RUNNING");
        assertThat(commands.audit()).isEmpty();
        assertThat(soon(settlements.settle(second, told()))).isPresent();
        assertThat(commands.audit()).containsExactly("T1/U1 jane: run");
    }

    @Test
    void thatAwsMayHaveHeardOfAChangeIsThereForWhoeverComesNext() {
        commands.typed("C1");
        ClaimedCommand first = commands.claimed();
        assertThat(soon(settlements.calling(first, StoredCommands.ALARMS))).isTrue();
        assertThat(soon(settlements.calling(first, StoredCommands.ALARMS))).as("once").isFalse();
        database.run("UPDATE chat_command SET leased_until = now() - interval '1 second'");

        assertThat(commands.claimed().callingSince()).isPresent();
    }

    @Test
    void whatWasDecidedAndNotSaidIsSaidByWhoeverComesNext() {
        commands.typed("C1");
        settle(commands.claimed());
        database.run("UPDATE chat_command SET leased_until = now() - interval '1 second'");

        ClaimedCommand next = commands.claimed();

        assertThat(next.state()).isEqualTo(CommandState.DONE);
        assertThat(next.speech().orElseThrow().speech().text()).isEqualTo("There.");
        soon(settlements.said(next, next.speechNumber(), Optional.of("8.000001"), false, Optional.empty()));
        assertThat(commands.claim(1)).isEmpty();
        assertThat(database.text("SELECT concat_ws(' ', answer_ts, say IS NULL, ended_at IS NOT NULL, result_code, took_ms, "
                + "service, operation, normalized) FROM chat_command"))
                .isEqualTo("8.000001 t t ok 12 cloudwatch DescribeAlarms cloudwatch describe-alarms");
    }

    @Test
    void whatSlackDoesNotTakeNowIsSaidLater() {
        commands.typed("C1");
        ClaimedCommand claimed = commands.claimed();
        settle(claimed);

        soon(settlements.sayLater(claimed, Duration.ofMinutes(1)));

        assertThat(commands.claim(1)).isEmpty();
        database.run("UPDATE chat_command SET due_at = now()");
        assertThat(commands.claimed().speech().orElseThrow().failures()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCarriedOutNowIsTriedLater() {
        UUID id = commands.typed("C1");
        soon(settlements.tryLater(commands.claimed(), Duration.ofMinutes(1)));
        assertThat(commands.claim(1)).isEmpty();
        assertThat(commands.state(id)).isEqualTo("WAITING");

        database.run("UPDATE chat_command SET due_at = now()");
        assertThat(commands.claimed().attempts()).isEqualTo(2);
    }

    @Test
    void whatNobodyIsToldNeedsNobodyAnyMore() {
        commands.typed("C1");
        soon(settlements.settle(commands.claimed(),
                CommandStep.refused(CommandRates.TOO_MANY, Understood.NOTHING, Optional.empty())));

        assertThat(commands.claim(1)).isEmpty();
        assertThat(database.text("SELECT state || ' ' || (due_at IS NULL) || ' ' || (lease IS NULL) FROM chat_command"))
                .isEqualTo("REFUSED true true");
        assertThat(commands.audit()).containsExactly("T1/U1 jane: refuse");
    }

    @Test
    void aCommandThatCompletesAnotherEndsThat() {
        UUID lacking = commands.typed("C1", Optional.of("7.000001"), "U1");
        ClaimedCommand first = commands.claimed();
        int said = soon(settlements.settle(first, CommandStep.asking(CommandQuestion.MISSING, StoredCommands.ALARMS,
                StoredCommands.speech("Which?")))).orElseThrow();
        soon(settlements.said(first, said, Optional.of("8.000001"), true, Optional.empty()));
        UUID completing = commands.typed("C1", Optional.of("7.000001"), "U1");
        UUID anothers = commands.typed("C1", Optional.of("7.000001"), "U2");
        OpenQuestions questions = new OpenQuestions(database.postgres());

        ClaimedCommand second = commands.claimed();
        assertThat(second.id()).isEqualTo(completing);
        assertThat(soon(questions.before(second))).contains(
                new OpenQuestions.Lacking(lacking, "cloudwatch describe-alarms"));
        soon(settlements.settle(second, told().completing(Optional.of(lacking))));

        assertThat(commands.state(lacking)).isEqualTo("CONTINUED");
        assertThat(soon(questions.before(second))).isEmpty();
        soon(settlements.said(second, 1, Optional.empty(), false, Optional.empty()));
        assertThat(commands.claimed().id()).isEqualTo(anothers);
    }

    private int settle(ClaimedCommand command) {
        return soon(settlements.settle(command, told())).orElseThrow();
    }

    private static CommandStep told() {
        return CommandStep.done(StoredCommands.ALARMS,
                new Result(CommandStep.OK, Optional.of(12), Optional.empty(), Optional.empty()),
                StoredCommands.speech("There."));
    }
}
