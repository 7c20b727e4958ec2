package dev.tocsin.configuration;

import java.util.List;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Snapshot;
import dev.tocsin.problem.Problems;
import io.quarkus.logging.Log;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** The Slack workspaces that authorized us. */
@Singleton
final class SlackWorkspaces {

    private static final int NAMED_USERS = 100;

    private final Sealing sealing;
    private final AuditedChanges audited;

    SlackWorkspaces(Sealing sealing, AuditedChanges audited) {
        this.sealing = sealing;
        this.audited = audited;
    }

    Uni<SlackWorkspace> create(SlackWorkspaceMembers members) {
        SlackWorkspace workspace = new SlackWorkspace();
        Check check = new Check();
        check.required("slackTeamId", members.slackTeamId());
        check(check, members);
        if (check.required("botToken", members.botToken())) {
            checkToken(check, members);
        }
        check.require();
        workspace.slackTeamId = members.slackTeamId();
        workspace.createdAt = Configurations.now();
        apply(workspace, members, member -> true);
        return Database.write(() -> requireNew(workspace.slackTeamId)
                .chain(() -> workspace.<SlackWorkspace> persistAndFlush())
                .call(() -> audited.created(workspace)))
                .onFailure(Conflicts::isDuplicate).transform(fault -> known(workspace.slackTeamId))
                .invoke(() -> Log.infof("workspace created team=%s", workspace.slackTeamId));
    }

    Uni<SlackWorkspace> get(String slackTeamId) {
        return Database.read(() -> find(slackTeamId));
    }

    /** In the order of team ids; one more than asked for if there are more. */
    Uni<List<SlackWorkspace>> list(Paging paging, State state) {
        return Database.read(() -> SlackWorkspace
                .<SlackWorkspace> find("slackTeamId > ?1 and (?2 is null or state = ?2)", Sort.by("slackTeamId"),
                        paging.after(), state)
                .page(0, paging.rows()).list());
    }

    Uni<SlackWorkspace> change(String slackTeamId, SlackWorkspaceMembers members, Predicate<String> named, IfMatch ifMatch) {
        Check check = new Check();
        if (named.test("slackTeamId") && !slackTeamId.equals(members.slackTeamId())) {
            check.fail("slackTeamId", "cannot be changed", members.slackTeamId());
        }
        check(check, members);
        if (named.test("botToken") && check.required("botToken", members.botToken())) {
            checkToken(check, members);
        }
        check.require();
        return Database.write(() -> find(slackTeamId).call(workspace -> {
            ifMatch.require(etag(workspace));
            Snapshot before = audited.snapshot(workspace);
            apply(workspace, members, named);
            return audited.changed(before, workspace);
        })).plug(Conflicts::explained).invoke(() -> Log.infof("workspace changed team=%s", slackTeamId));
    }

    Uni<Void> delete(String slackTeamId, IfMatch ifMatch) {
        return Database.write(() -> find(slackTeamId)
                .invoke(workspace -> ifMatch.require(etag(workspace)))
                .call(() -> requireUnused(slackTeamId))
                .call(SlackWorkspace::delete)
                .call(audited::deleted))
                .plug(Conflicts::explained)
                .invoke(() -> Log.infof("workspace deleted team=%s", slackTeamId)).replaceWithVoid();
    }

    static String etag(SlackWorkspace workspace) {
        return IfMatch.etag(workspace.id, workspace.version);
    }

    private static void check(Check check, SlackWorkspaceMembers members) {
        check.matches("slackTeamId", members.slackTeamId(), Limits.TEAM_PATTERN, "1 to 255 digits or capital letters");
        check.text("slackTeamName", members.slackTeamName());
    }

    private static void checkToken(Check check, SlackWorkspaceMembers members) {
        if (!members.botToken().reveal().matches(Limits.BOT_TOKEN_PATTERN)) {
            check.fail("botToken", "must be a Slack bot token, which begins with xoxb- and has at most 500 further letters, "
                    + "digits and hyphens");
        }
    }

    private void apply(SlackWorkspace workspace, SlackWorkspaceMembers members, Predicate<String> named) {
        if (named.test("slackTeamName")) {
            workspace.slackTeamName = members.slackTeamName() == null ? workspace.slackTeamId : members.slackTeamName();
        }
        if (named.test("botToken")) {
            workspace.botTokenSealed = sealing.seal(members.botToken(), workspace.sealedFor());
            workspace.enable(Configurations.now());
        }
        workspace.updatedAt = Configurations.now();
    }

    private static Uni<SlackWorkspace> find(String slackTeamId) {
        return SlackWorkspace.<SlackWorkspace> find("slackTeamId", slackTeamId).firstResult()
                .onItem().ifNull().failWith(() -> Problems.notFound("There is no such Slack workspace: "
                        + (slackTeamId.matches(Limits.TEAM_PATTERN) ? slackTeamId : "the id is not a valid one") + "."));
    }

    private static Uni<Void> requireNew(String slackTeamId) {
        return SlackWorkspace.count("slackTeamId", slackTeamId).invoke(count -> {
            if (count > 0) {
                throw known(slackTeamId);
            }
        }).replaceWithVoid();
    }

    private static RuntimeException known(String slackTeamId) {
        return Problems.alreadyExists("The Slack workspace " + slackTeamId
                + " has authorized Tocsin already; give it a new botToken with PATCH.");
    }

    private static Uni<Void> requireUnused(String slackTeamId) {
        return SlackChannelConfiguration
                .<SlackChannelConfiguration> find("slackTeamId", Sort.by("configurationName"), slackTeamId)
                .page(0, NAMED_USERS).list().invoke(users -> {
                    if (!users.isEmpty()) {
                        List<String> names = users.stream().map(user -> user.configurationName).toList();
                        throw Problems.inUse("Configurations use the Slack workspace " + slackTeamId
                                + "; delete them first: " + String.join(", ", names), "configurations", names);
                    }
                }).replaceWithVoid();
    }
}
