package dev.tocsin.command;

import static dev.tocsin.database.QueueDatabase.soon;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.audit.AuditParts;
import dev.tocsin.command.Speech.Way;
import dev.tocsin.command.slack.SlackShown;
import dev.tocsin.database.QueueDatabase;

/** Commands as tests of the room store them, and go on with them. */
final class StoredCommands {

    static final Understood ALARMS = new Understood(Optional.of("alarms"), Optional.of("123456789012"),
            Optional.of("eu-west-1"), Optional.of("cloudwatch"), Optional.of("DescribeAlarms"),
            Optional.of("cloudwatch describe-alarms"), Optional.of(false),
            Optional.of("arn:aws:iam::123456789012:role/ops"), Optional.of("chatbot-session-U1"),
            Optional.of("cloudwatch describe-alarms"), List.of());

    private final QueueDatabase database;
    private final CommandIntake intake;
    private int number;

    StoredCommands(QueueDatabase database) {
        this.database = database;
        this.intake = new CommandIntake(database.postgres());
    }

    CommandClaims claims(CommandsConfig config) {
        return new CommandClaims(database.postgres(), config);
    }

    CommandSettlements settlements() {
        return new CommandSettlements(database.postgres(), new CommandAudit(AuditParts.log()), SomeCommandsConfig.usual());
    }

    /** Somebody mentions the app in a message of its own. */
    UUID typed(String channel) {
        return typed(channel, Optional.empty(), "U1");
    }

    UUID typed(String channel, Optional<String> thread, String user) {
        String ts = "1700000000.%06d".formatted(++number);
        return store(new TypedCommand(CommandSource.MENTION, "event " + number, "T1", true, Optional.empty(), channel,
                Optional.of(ts), thread, user, "jane", "cloudwatch describe-alarms", "")).orElseThrow();
    }

    /** Empty if it was known before. */
    Optional<UUID> store(TypedCommand typed) {
        UUID id = UUID.randomUUID();
        return soon(intake.store(id, typed)) ? Optional.of(id) : Optional.empty();
    }

    ClaimedCommand claimed() {
        return claim(1).get(0);
    }

    List<ClaimedCommand> claim(int most) {
        return soon(claims(SomeCommandsConfig.usual()).claim(most));
    }

    static Speech speech(String words) {
        return Speech.of(Way.REPLY, new SlackShown(words, JsonNodeFactory.instance.arrayNode(), Optional.empty()));
    }

    /** It asks whether to run, and Slack shows that. */
    UUID asking(String channel) {
        UUID id = typed(channel);
        ClaimedCommand claimed = claimed();
        int said = soon(settlements().settle(claimed,
                CommandStep.asking(CommandQuestion.RUN, ALARMS, speech("Run?")))).orElseThrow();
        soon(settlements().said(claimed, said, Optional.of("1700000001.000001"), true, Optional.empty()));
        return id;
    }

    String state(UUID id) {
        return database.text("SELECT state FROM chat_command WHERE id = $1", id);
    }

    List<String> audit() {
        return database.texts("SELECT actor || ': ' || operation FROM audit_entry WHERE kind = 'command' ORDER BY id");
    }
}
