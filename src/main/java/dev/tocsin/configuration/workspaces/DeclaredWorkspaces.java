package dev.tocsin.configuration.workspaces;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Check;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.UnseenSecret;
import dev.tocsin.slack.BotTokens;

/**
 * Workspaces as a file declares them. Slack is not asked: it may be away when Tocsin starts. If it does not take the token, the
 * first post will show it.
 */
@Singleton
public final class DeclaredWorkspaces {

    private static final String TOKEN = "botToken";

    private final Sealing sealing;

    DeclaredWorkspaces(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Fails with a problem that names every mistake. The team has to be named, since Slack is not asked whose the token is. */
    public void check(SlackWorkspaceMembers said) {
        Check check = new Check();
        check.required("slackTeamId", said.slackTeamId());
        SlackWorkspaces.check(check, said);
        if (check.required(TOKEN, said.botToken()) && !UnseenSecret.is(said.botToken())) {
            SlackWorkspaces.checkToken(check, said.botToken());
        }
        check.require();
    }

    /** One that is not stored yet. */
    public SlackWorkspace added(SlackWorkspaceMembers said, String file) {
        SlackWorkspace added = new SlackWorkspace();
        added.slackTeamId = said.slackTeamId();
        added.slackTeamName = said.slackTeamId();
        added.createdAt = Configurations.now();
        set(added, said, true, file);
        return added;
    }

    /** The members in which what is stored is not as the file wants it. */
    public List<String> differences(SlackWorkspaceMembers said, SlackWorkspace stored, String file) {
        List<String> differing = new ArrayList<>();
        if (said.slackTeamName() != null && !said.slackTeamName().equals(stored.slackTeamName)) {
            differing.add("slackTeamName");
        }
        if (!sealing.isSame(stored.botTokenSealed, stored.sealedFor(), said.botToken())) {
            differing.add(TOKEN);
        }
        if (!file.equals(stored.managedBy)) {
            differing.add("managedBy");
        }
        return differing;
    }

    public void change(SlackWorkspace stored, SlackWorkspaceMembers said, List<String> differing, String file) {
        set(stored, said, differing.contains(TOKEN), file);
    }

    private void set(SlackWorkspace workspace, SlackWorkspaceMembers said, boolean isNewToken, String file) {
        Instant now = Configurations.now();
        if (said.slackTeamName() != null) {
            workspace.slackTeamName = said.slackTeamName();
        }
        if (isNewToken) {
            workspace.scopes = new String[0];
            workspace.appId = null;
            workspace.take(new BotTokens(said.botToken(), Optional.empty(), Optional.empty()), sealing, now);
            workspace.enable(now);
        }
        workspace.managedBy = file;
        workspace.updatedAt = now;
    }
}
