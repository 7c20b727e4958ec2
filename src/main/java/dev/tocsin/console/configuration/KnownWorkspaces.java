package dev.tocsin.console.configuration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.State;
import dev.tocsin.configuration.workspaces.SlackWorkspaceView;
import dev.tocsin.configuration.workspaces.SlackWorkspaces;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import io.smallrye.mutiny.Uni;

/** The Slack workspaces, for choosing and for their names. */
@Singleton
final class KnownWorkspaces {

    private static final int MOST = 1_000;
    private static final Paging<String> FIRST = new Paging<>(Keys.names("workspaces"), "", MOST);

    private final SlackWorkspaces workspaces;

    KnownWorkspaces(SlackWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** @param isUsable whether Slack takes its token */
    public record KnownWorkspace(String id, String name, boolean isUsable) {

        private static KnownWorkspace of(SlackWorkspaceView workspace) {
            return new KnownWorkspace(workspace.slackTeamId(), workspace.slackTeamName(), workspace.state() == State.ENABLED);
        }
    }

    Uni<List<KnownWorkspace>> all() {
        return workspaces.list(FIRST, null)
                .map(found -> found.stream().limit(MOST).map(KnownWorkspace::of).toList());
    }

    Uni<Map<String, String>> names() {
        return all().map(found -> found.stream().collect(Collectors.toMap(KnownWorkspace::id, KnownWorkspace::name)));
    }
}
