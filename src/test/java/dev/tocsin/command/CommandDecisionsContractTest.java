package dev.tocsin.command;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.audit.AuditParts;
import dev.tocsin.command.PressedButton.Kind;
import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;

/** What people answer counts once; what nobody answers ends; what is old is forgotten; who gives too many is refused. */
class CommandDecisionsContractTest {

    private static final ButtonPresser JANE = new ButtonPresser("T1", "C1", "1700000001.000001", "U1", "jane", "U1 1 x");

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final StoredCommands commands = new StoredCommands(database);
    private final CommandAudit audit = new CommandAudit(AuditParts.log());
    private Decisions decisions;
    private CommandHousekeeping housekeeping;

    @BeforeEach
    void prepare() {
        database.run("DELETE FROM audit_entry");
        decisions = new Decisions(database.postgres(), audit);
        housekeeping = new CommandHousekeeping(database.postgres(), audit, null, SomeCommandsConfig.usual());
    }

    @Test
    void whoPressesRunLetsItRunOnce() {
        UUID id = commands.asking("C1");
        assertThat(commands.claim(1)).isEmpty();

        List<CompletableFuture<Optional<String>>> both = Stream.of(JANE, JANE)
                .map(by -> decide(id, Kind.RUN, by).subscribeAsCompletionStage()).toList();

        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(Optional.empty(),
                Optional.of("It is under way already, started by jane."));
        ClaimedCommand claimed = commands.claimed();
        assertThat(claimed.isApproved()).isTrue();
        assertThat(claimed.spot().questionTs()).contains("1700000001.000001");
        assertThat(commands.claim(1)).isEmpty();
        assertThat(commands.audit()).containsExactly("T1/U1 jane: approve");
    }

    @Test
    void whatIsCancelledIsNotRunAndItsQuestionIsToBeEdited() {
        UUID id = commands.asking("C1");

        assertThat(soon(decide(id, Kind.CANCEL, JANE))).isEmpty();

        assertThat(soon(decide(id, Kind.RUN, JANE))).contains("It was cancelled by jane.");
        ClaimedCommand claimed = commands.claimed();
        assertThat(claimed.state()).isEqualTo(CommandState.CANCELLED);
        assertThat(claimed.speech()).isEmpty();
        assertThat(claimed.question()).contains(CommandQuestion.RUN);
        soon(commands.settlements().said(claimed, claimed.speechNumber(), Optional.empty(), false, Optional.empty()));
        assertThat(commands.claim(1)).isEmpty();
        assertThat(commands.audit()).containsExactly("T1/U1 jane: cancel");
    }

    @Test
    void whoPressesBeforeItIsWrittenThatTheQuestionIsThereIsHeardToo() {
        UUID id = commands.typed("C1");
        ClaimedCommand claimed = commands.claimed();
        int said = soon(commands.settlements().settle(claimed, CommandStep.asking(CommandQuestion.RUN,
                StoredCommands.ALARMS, StoredCommands.speech("Run?")))).orElseThrow();

        assertThat(soon(decide(id, Kind.RUN, JANE))).isEmpty();
        assertThat(commands.claim(1)).as("the lease is still held").isEmpty();
        soon(commands.settlements().said(claimed, said, Optional.of("1700000001.000001"), true, Optional.empty()));

        assertThat(commands.claimed().isApproved()).isTrue();
    }

    @Test
    void anAccountIsChosenOnlyWhereThatIsAsked() {
        UUID id = commands.asking("C1");

        assertThat(soon(decide(id, Kind.ACCOUNT, JANE))).contains("It asks something else by now.");

        database.run("UPDATE chat_command SET question = 'ACCOUNT'");
        assertThat(soon(decide(id, Kind.ACCOUNT, JANE))).isEmpty();
        ClaimedCommand claimed = commands.claimed();
        assertThat(claimed.chosen()).contains("123456789012");
        assertThat(claimed.isApproved()).isFalse();
    }

    @Test
    void whatNobodyAnswersEndsAndIsEditedWhereItHasButtons() {
        UUID asking = commands.asking("C1");
        UUID lacking = commands.asking("C2");
        database.run("UPDATE chat_command SET question = 'MISSING' WHERE id = $1", lacking);
        assertThat(soon(housekeeping.expireSome())).isZero();
        database.run("UPDATE chat_command SET expires_at = now() - interval '1 second'");
        assertThat(soon(decide(asking, Kind.RUN, JANE))).contains("It was not answered in time. Type it again.");

        assertThat(soon(housekeeping.expireSome())).isEqualTo(2);
        assertThat(soon(housekeeping.expireSome())).isZero();

        assertThat(commands.state(asking) + commands.state(lacking)).isEqualTo("EXPIREDEXPIRED");
        assertThat(soon(decide(asking, Kind.RUN, JANE))).contains("It was not answered in time. Type it again.");
        assertThat(commands.claim(10)).extracting(ClaimedCommand::id).containsExactly(asking);
        assertThat(commands.audit()).containsExactly("tocsin: expire", "tocsin: expire");
    }

    @Test
    void moreIsACommandOfWhoeverPressesTheButton() {
        UUID id = answered();
        FollowUps more = new FollowUps(database.postgres());
        ButtonPresser joe = new ButtonPresser("T1", "C1", "8.000001", "U2", "joe", "U2 5.5 tocsin-command-more");

        assertThat(soon(more.ask(Kind.MORE, asked(id), joe))).contains("There is nothing more.");
        database.run("UPDATE chat_command SET next_parameters = '{\"NextToken\":\"n\"}'");
        assertThat(soon(more.ask(Kind.MORE, asked(id), joe))).isEmpty();
        assertThat(soon(more.ask(Kind.MORE, asked(id), JANE))).hasValueSatisfying(
                words -> assertThat(words).contains("being looked up already"));

        ClaimedCommand claimed = commands.claimed();
        assertThat(commands.claim(10)).isEmpty();
        assertThat(claimed.source()).isEqualTo(CommandSource.MORE);
        assertThat(claimed.withParameters()).contains("{\"NextToken\":\"n\"}");
        assertThat(claimed.understood().normalized()).contains("cloudwatch describe-alarms");
        assertThat(claimed.typist().id()).isEqualTo("U2");
        assertThat(claimed.spot().threadTs()).isPresent();
    }

    @Test
    void moreIsShownOnceAndAgainOnlyWhereNobodySawIt() {
        UUID id = answered();
        FollowUps more = new FollowUps(database.postgres());
        database.run("UPDATE chat_command SET next_parameters = '{\"NextToken\":\"n\"}'");
        assertThat(soon(more.ask(Kind.MORE, asked(id), JANE))).isEmpty();
        String followUp = "UPDATE chat_command SET due_at = NULL, ended_at = now(), %s WHERE source = 'MORE'";

        database.run(followUp.formatted("state = 'DONE', result_code = 'ok'"));
        assertThat(soon(more.ask(Kind.MORE, asked(id), JANE))).hasValueSatisfying(
                words -> assertThat(words).contains("shown already"));
        assertThat(soon(more.ask(Kind.JSON, asked(id), JANE))).as("another button").isEmpty();
        for (String failed : List.of("state = 'DONE', result_code = 'AccessDenied'", "state = 'REFUSED'",
                "state = 'INTERRUPTED'", "state = 'EXPIRED'", "state = 'DONE', result_code = 'ok', unanswered_because = 'x'")) {
            database.run(followUp.formatted(failed));
            assertThat(soon(more.ask(Kind.MORE, asked(id), JANE))).as(failed).isEmpty();
        }
    }

    @Test
    void allOfAChangeIsShownOnlyAsFarAsItWasKept() {
        UUID id = answered();
        FollowUps more = new FollowUps(database.postgres());
        database.run("UPDATE chat_command SET changes = true, next_parameters = '{}'");

        assertThat(soon(more.ask(Kind.MORE, asked(id), JANE))).contains("There is nothing more.");
        assertThat(soon(more.ask(Kind.JSON, asked(id), JANE)))
                .contains("No more was kept of this answer than what is shown.");
        database.run("UPDATE chat_command SET result_json = '{\"a\":1}'");
        assertThat(soon(more.ask(Kind.JSON, asked(id), JANE))).isEmpty();
        assertThat(commands.claimed().json()).contains("{\"a\":1}");
    }

    @Test
    void whoGivesTooManyIsToldOnceAndHeardAgainAMinuteAfterTheFirst() {
        CommandRates rates = new CommandRates(database.postgres(),
                new SomeCommandsConfig(16, 100, 3, 5, Duration.ofSeconds(60)));
        for (int i = 0; i < 3; i++) {
            assertThat(rate(rates, commands.typed("C1")).isTooMany()).isFalse();
        }
        CommandRates.Rate fourth = rate(rates, commands.typed("C1"));
        assertThat(fourth).isEqualTo(new CommandRates.Rate(true, false));
        database.run("UPDATE chat_command SET reason = $1 WHERE seq = (SELECT max(seq) FROM chat_command)",
                CommandRates.TOO_MANY);
        assertThat(rate(rates, commands.typed("C1"))).isEqualTo(new CommandRates.Rate(true, true));
        assertThat(rate(rates, commands.typed("C1", Optional.empty(), "U2")).isTooMany()).as("somebody else").isFalse();
        assertThat(rate(rates, commands.typed("C1", Optional.empty(), "U3")).isTooMany()).as("in a full channel").isTrue();
        assertThat(rate(rates, commands.typed("C2", Optional.empty(), "U3")).isTooMany()).as("elsewhere").isFalse();

        database.run("UPDATE chat_command SET received_at = received_at - interval '61 seconds'");
        assertThat(rate(rates, commands.typed("C1"))).isEqualTo(new CommandRates.Rate(false, false));
    }

    @Test
    void whatIsOldIsForgotten() {
        commands.typed("C1");
        UUID kept = commands.typed("C1");
        database.run("UPDATE chat_command SET received_at = now() - interval '91 days' WHERE id <> $1", kept);

        assertThat(soon(housekeeping.forget(Duration.ofDays(90)))).isEqualTo(1);

        assertThat(database.texts("SELECT id FROM chat_command")).containsExactly(kept.toString());
    }

    private CommandRates.Rate rate(CommandRates rates, UUID id) {
        ClaimedCommand claimed = commands.claim(100).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        CommandRates.Rate rate = soon(rates.of(claimed));
        database.run("UPDATE chat_command SET due_at = NULL, lease = NULL, leased_until = NULL");
        return rate;
    }

    private UUID answered() {
        UUID id = commands.typed("C1");
        ClaimedCommand claimed = commands.claimed();
        int said = soon(commands.settlements().settle(claimed, CommandStep.told(StoredCommands.ALARMS,
                StoredCommands.speech("There.")))).orElseThrow();
        soon(commands.settlements().said(claimed, said, Optional.of("8.000001"), false, Optional.empty()));
        return id;
    }

    private AskedCommand asked(UUID id) {
        return soon(decisions.find(id)).orElseThrow();
    }

    private Uni<Optional<String>> decide(UUID id, Kind kind, ButtonPresser by) {
        return decisions.decide(new PressedButton(id, kind,
                kind == Kind.ACCOUNT ? Optional.of("123456789012") : Optional.empty()), asked(id), by);
    }
}
