package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.configuration.workspaces.AuthorizedWorkspaces;
import dev.tocsin.slack.SlackWhispers;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Takes what people type. Once it is taken it will be carried out, whoever is killed. */
@ApplicationScoped
public class Commands {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AuthorizedWorkspaces workspaces;
    private final CommandIntake intake;
    private final AnswerUrls urls;
    private final SlackWhispers whispers;
    private final Conductor conductor;

    Commands(AuthorizedWorkspaces workspaces, CommandIntake intake, AnswerUrls urls, SlackWhispers whispers,
            Conductor conductor) {
        this.workspaces = workspaces;
        this.intake = intake;
        this.urls = urls;
        this.whispers = whispers;
        this.conductor = conductor;
    }

    /** What became of something that was typed. */
    public enum Taken {
        TAKEN,
        /** It was taken before: Slack says things several times. */
        BEFORE,
        /** It is none of ours: the workspace does not let us in, it is for another app, or it is our own message. */
        LEFT_ALONE
    }

    /** Within the time for which Slack waits. Fails if the database does. */
    public Uni<Taken> take(TypedCommand typed) {
        return workspaces.find(typed.workspaceId()).ifNoItem().after(PATIENCE).fail()
                .chain(workspace -> isOurs(workspace, typed) ? store(typed) : leftAlone(typed));
    }

    private static Uni<Taken> leftAlone(TypedCommand typed) {
        Log.infof("A command is left alone, since its workspace does not let Tocsin in, or it is for another app: team=%s",
                typed.workspaceId());
        return Uni.createFrom().item(Taken.LEFT_ALONE);
    }

    private static boolean isOurs(Optional<AuthorizedWorkspace> workspace, TypedCommand typed) {
        return workspace.filter(known -> known.botUserId().filter(typed.userId()::equals).isEmpty())
                .filter(known -> known.appId().isEmpty() || typed.appId().isEmpty() || known.appId().equals(typed.appId()))
                .isPresent();
    }

    private Uni<Taken> store(TypedCommand typed) {
        UUID id = UUID.randomUUID();
        return intake.store(id, typed).map(isNew -> {
            if (!isNew) {
                return Taken.BEFORE;
            }
            whispers.url(typed.responseUrl()).ifPresent(url -> urls.remember(id, url));
            conductor.wake();
            return Taken.TAKEN;
        });
    }
}
