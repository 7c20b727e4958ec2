package dev.tocsin.configuration.workspaces;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Snapshot;
import dev.tocsin.configuration.Check;
import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Conflicts;
import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.DeclaredElsewhere;
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.State;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Secret;
import dev.tocsin.slack.BotIdentity;
import dev.tocsin.slack.BotTokens;
import io.quarkus.logging.Log;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** The Slack workspaces that authorized us. */
@Singleton
public final class SlackWorkspaces {

    private static final int NAMED_USERS = 100;

    private final Sealing sealing;
    private final WorkspaceChanges audited;
    private final SlackTokens tokens;
    private final DeclaredElsewhere managed;

    SlackWorkspaces(Sealing sealing, WorkspaceChanges audited, SlackTokens tokens, DeclaredElsewhere managed) {
        this.sealing = sealing;
        this.audited = audited;
        this.tokens = tokens;
        this.managed = managed;
    }

    /** Slack says which workspace the token belongs to. */
    public Uni<ShownWorkspace> create(SlackWorkspaceMembers members) {
        Check check = new Check();
        check(check, members);
        if (check.required("botToken", members.botToken())) {
            checkToken(check, members.botToken());
        }
        check.require();
        return tokens.check(members.botToken()).map(identity -> added(members, identity)).chain(this::store)
                .map(ShownWorkspace::of);
    }

    private SlackWorkspace added(SlackWorkspaceMembers members, BotIdentity identity) {
        if (members.slackTeamId() != null && !members.slackTeamId().equals(identity.workspaceId())) {
            throw Problems.invalid("slackTeamId", "is not the workspace of botToken, which belongs to "
                    + identity.workspaceId(), members.slackTeamId());
        }
        SlackWorkspace workspace = new SlackWorkspace();
        workspace.slackTeamId = identity.workspaceId();
        workspace.createdAt = Configurations.now();
        allow(workspace, members.botToken(), identity);
        workspace.name(identity.name().orElse(workspace.slackTeamId));
        if (members.slackTeamName() != null) {
            workspace.slackTeamName = members.slackTeamName();
        }
        return workspace;
    }

    private Uni<SlackWorkspace> store(SlackWorkspace workspace) {
        return Database.write(() -> requireNew(workspace.slackTeamId)
                .chain(() -> workspace.<SlackWorkspace> persistAndFlush())
                .call(() -> audited.created(workspace)))
                .onFailure(Conflicts::isDuplicate).transform(fault -> known(workspace.slackTeamId))
                .invoke(() -> Log.infof("workspace created team=%s", workspace.slackTeamId));
    }

    public Uni<ShownWorkspace> get(String slackTeamId) {
        return Database.read(() -> find(slackTeamId)).map(ShownWorkspace::of);
    }

    /** In the order of team ids; one more than asked for if there are more. */
    public Uni<List<SlackWorkspaceView>> list(Paging<String> paging, State state) {
        return Database.read(() -> SlackWorkspace
                .<SlackWorkspace> find("slackTeamId > ?1 and (?2 is null or state = ?2)", Sort.by("slackTeamId"),
                        paging.after(), state)
                .page(0, paging.rows()).list())
                .map(found -> found.stream().map(SlackWorkspaceView::of).toList());
    }

    /** @param named which members the request names; the others stay */
    public Uni<ShownWorkspace> change(String slackTeamId, SlackWorkspaceMembers members, Predicate<String> named,
            IfMatch ifMatch) {
        Check check = new Check();
        if (named.test("slackTeamId") && !slackTeamId.equals(members.slackTeamId())) {
            check.fail("slackTeamId", "cannot be changed", members.slackTeamId());
        }
        check(check, members);
        if (named.test("botToken") && check.required("botToken", members.botToken())) {
            checkToken(check, members.botToken());
        }
        check.require();
        Uni<Optional<BotIdentity>> identity = named.test("botToken")
                ? Database.read(() -> find(slackTeamId)).chain(() -> checked(slackTeamId, members.botToken())).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
        return identity.chain(found -> Database.write(() -> find(slackTeamId).call(workspace -> {
            if (!isTheTokenAgain(workspace, members, named)) {
                managed.refuse(workspace.managedBy, slackTeamId);
            }
            ifMatch.require(etag(workspace));
            Snapshot before = audited.snapshot(workspace);
            apply(workspace, members, named, found);
            return audited.changed(before, workspace);
        })).plug(Conflicts::explained)).invoke(() -> Log.infof("workspace changed team=%s", slackTeamId))
                .map(ShownWorkspace::of);
    }

    /** Slack takes it, so it lets what waits be sent; nothing that a file declares becomes another thing by it. */
    private boolean isTheTokenAgain(SlackWorkspace workspace, SlackWorkspaceMembers members, Predicate<String> named) {
        return named.test("botToken") && !named.test("slackTeamName")
                && sealing.isSame(workspace.botTokenSealed, workspace.sealedFor(), members.botToken());
    }

    private Uni<BotIdentity> checked(String slackTeamId, Secret botToken) {
        return tokens.check(botToken).invoke(identity -> {
            if (!identity.workspaceId().equals(slackTeamId)) {
                throw Problems.invalid("botToken", "belongs to the workspace " + identity.workspaceId() + ", not to "
                        + slackTeamId, null);
            }
        });
    }

    /**
     * Removes the row, then the token at Slack: the other way round a workspace that turns out to be in use would be left with
     * a dead token.
     *
     * @return why Slack may still take the token; empty if it does not
     */
    public Uni<Optional<String>> delete(String slackTeamId, IfMatch ifMatch) {
        return Database.write(() -> find(slackTeamId)
                .invoke(workspace -> managed.refuse(workspace.managedBy, slackTeamId))
                .invoke(workspace -> ifMatch.require(etag(workspace)))
                .call(() -> requireUnused(slackTeamId))
                .call(SlackWorkspace::delete)
                .call(audited::deleted))
                .plug(Conflicts::explained)
                .invoke(() -> Log.infof("workspace deleted team=%s", slackTeamId))
                .chain(tokens::revoke);
    }

    static String etag(SlackWorkspace workspace) {
        return IfMatch.etag(workspace.id, workspace.version);
    }

    /** Fails with a problem if there is none of that team; in the transaction under way. */
    public static Uni<Void> requireKnown(String slackTeamId) {
        return exists(slackTeamId).invoke(exists -> {
            if (!exists) {
                throw Problems.invalid("slackTeamId",
                        "is no workspace that authorized Tocsin; POST it to /api/slack/workspaces first", slackTeamId);
            }
        }).replaceWithVoid();
    }

    /** Whether there is one of that team. */
    public static Uni<Boolean> isKnown(String slackTeamId) {
        return Database.read(() -> exists(slackTeamId));
    }

    private static Uni<Boolean> exists(String slackTeamId) {
        return SlackWorkspace.count("slackTeamId", slackTeamId).map(count -> count > 0);
    }

    static void check(Check check, SlackWorkspaceMembers members) {
        check.matches("slackTeamId", members.slackTeamId(), Limits.TEAM_PATTERN, "1 to 255 digits or capital letters");
        check.text("slackTeamName", members.slackTeamName());
    }

    static void checkToken(Check check, Secret botToken) {
        if (!botToken.reveal().matches(Limits.BOT_TOKEN_PATTERN)) {
            check.fail("botToken", "must be a Slack bot token, which begins with xoxb- and has at most 500 further letters, "
                    + "digits and hyphens");
        }
    }

    private void apply(SlackWorkspace workspace, SlackWorkspaceMembers members, Predicate<String> named,
            Optional<BotIdentity> identity) {
        if (named.test("slackTeamName")) {
            workspace.slackTeamName = members.slackTeamName() == null ? workspace.slackTeamId : members.slackTeamName();
        }
        identity.ifPresent(found -> allow(workspace, members.botToken(), found));
        workspace.updatedAt = Configurations.now();
    }

    /** A token that somebody gives us has no refresh token: if it expires, somebody has to give us another. */
    private void allow(SlackWorkspace workspace, Secret botToken, BotIdentity identity) {
        Instant now = Configurations.now();
        workspace.scopes = identity.scopes().toArray(String[]::new);
        // That of the token before may be another app's.
        workspace.appId = identity.appId().orElse(null);
        workspace.botUserId = identity.botUserId().orElse(null);
        workspace.enterpriseId = identity.enterpriseId().orElse(null);
        workspace.take(new BotTokens(botToken, Optional.empty(), Optional.empty()), sealing, now);
        workspace.enable(now);
    }

    private static Uni<SlackWorkspace> find(String slackTeamId) {
        return SlackWorkspace.<SlackWorkspace> find("slackTeamId", slackTeamId).firstResult()
                .onItem().ifNull().failWith(() -> Problems.notFound("There is no such Slack workspace: "
                        + (slackTeamId.matches(Limits.TEAM_PATTERN) ? slackTeamId : "the id is not a valid one") + "."));
    }

    private static Uni<Void> requireNew(String slackTeamId) {
        return exists(slackTeamId).invoke(exists -> {
            if (exists) {
                throw known(slackTeamId);
            }
        }).replaceWithVoid();
    }

    private static RuntimeException known(String slackTeamId) {
        return Problems.alreadyExists("The Slack workspace " + slackTeamId
                + " has authorized Tocsin already; give it a new botToken with PATCH.");
    }

    private static Uni<Void> requireUnused(String slackTeamId) {
        return Configuration
                .<Configuration> find("slackTeamId", Sort.by("configurationName"), slackTeamId)
                .page(0, NAMED_USERS).list().invoke(users -> {
                    if (!users.isEmpty()) {
                        List<String> names = users.stream().map(user -> user.configurationName).toList();
                        throw Problems.inUse("Configurations use the Slack workspace " + slackTeamId
                                + "; delete them first: " + String.join(", ", names), "configurations", names);
                    }
                }).replaceWithVoid();
    }
}
