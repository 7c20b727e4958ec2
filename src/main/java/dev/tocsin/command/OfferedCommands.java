package dev.tocsin.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.CommandReader;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Gives the commands of buttons below notifications: as whoever presses one, in the thread of the message. */
@ApplicationScoped
public class OfferedCommands {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String ALIAS = "notification";

    /** For the configuration that showed the notification, whichever others share the channel. */
    static final String STORE = """
            INSERT INTO chat_command (id, source, source_key, slack_team_id, slack_channel_id, slack_user_id, slack_user_name,
                text, shown, asked_ts, thread_ts, line, chosen, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11, now())
            ON CONFLICT (source_key) DO NOTHING""";

    private final Statements statements;
    private final CommandReader reader;
    private final Conductor conductor;

    OfferedCommands(Postgres postgres, CommandReader reader, Conductor conductor) {
        this.statements = postgres.within(TIMEOUT);
        this.reader = reader;
        this.conductor = conductor;
    }

    /** What to tell whoever pressed it; empty if it is under way. Fails if the database does. */
    public Uni<Optional<String>> give(OfferedCommand offered, ButtonPresser by) {
        if (offered.values().isEmpty()) {
            return store(offered.command(), offered, by);
        }
        return ReadCommands.aside(() -> reader.expanded(offered.command(),
                new Command.RunAlias(ALIAS, List.of(), offered.values())))
                .chain(command -> command instanceof Command.Call call ? store(call.normalised(), offered, by)
                        : command instanceof Command.Incomplete lacking ? store(lacking.soFar().normalised(), offered, by)
                                : Uni.createFrom().item(Optional.of(words(command))));
    }

    private static String words(Command command) {
        return "The command of this button cannot be carried out"
                + (command instanceof Command.Unclear unclear ? ". " + unclear.words() : ": it calls nothing of AWS.");
    }

    private Uni<Optional<String>> store(String text, OfferedCommand offered, ButtonPresser by) {
        return ReadCommands.aside(() -> values(text, offered, by)).chain(values -> statements.query(STORE, values))
                .invoke(conductor::wake).replaceWith(Optional.empty());
    }

    private static Tuple values(String text, OfferedCommand offered, ButtonPresser by) {
        String kept = CommandIntake.cut(text, CommandIntake.LONGEST + 1);
        return Tuple.tuple().addUUID(UUID.randomUUID()).addString(CommandSource.BUTTON.name())
                .addString("press " + by.workspaceId() + " " + by.press()).addString(by.workspaceId()).addString(by.channel())
                .addString(by.userId()).addString(CommandIntake.name(by.userName(), by.userId()))
                .addString(kept).addString(ShownText.of(kept)).addString(by.ts()).addString(offered.configurationName());
    }
}
