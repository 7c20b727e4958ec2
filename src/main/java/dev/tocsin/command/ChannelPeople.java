package dev.tocsin.command;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.configuration.workspaces.AuthorizedWorkspace;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.secret.Secret;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackFault;
import dev.tocsin.slack.SlackUser;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Who people in Slack are, and whether they are on a list of people and user groups. What Slack said is good for minutes. */
@ApplicationScoped
class ChannelPeople {

    private static final Duration MEMORY = Duration.ofMinutes(5);
    private static final int MOST = 1_000;
    private static final String SEES_USERS = "users:read";
    private static final String SEES_GROUPS = "usergroups:read";

    /** What of Slack's Web API this is asked of. */
    interface Slack {

        Uni<SlackUser> user(Secret botToken, String userId);

        Uni<Set<String>> usersOfGroup(Secret botToken, String groupId);
    }

    private final Slack slack;
    private final SharedAnswers<String, SlackUser> users;
    private final SharedAnswers<String, Set<String>> groups;

    @Inject
    ChannelPeople(SlackApi slack) {
        this(new Slack() {

            @Override
            public Uni<SlackUser> user(Secret botToken, String userId) {
                return slack.usersInfo(botToken, userId);
            }

            @Override
            public Uni<Set<String>> usersOfGroup(Secret botToken, String groupId) {
                return slack.usersOfGroup(botToken, groupId);
            }
        }, System::nanoTime);
    }

    ChannelPeople(Slack slack, LongSupplier nanoTime) {
        this.slack = slack;
        this.users = new SharedAnswers<>(MEMORY, MOST, nanoTime);
        this.groups = new SharedAnswers<>(MEMORY, MOST, nanoTime);
    }

    /** Whether somebody is on a list. */
    enum Listed {
        YES,
        NO,
        /** The list names user groups, and Slack does not say who is in them. */
        UNKNOWN
    }

    /** Null where Slack does not say who that is. Never fails. */
    Uni<SlackUser> user(AuthorizedWorkspace workspace, String userId) {
        if (!workspace.mayAllow(SEES_USERS)) {
            return Uni.createFrom().nullItem();
        }
        return users.ask(workspace.slackTeamId() + "/" + userId, () -> slack.user(workspace.token(), userId))
                .onFailure().recoverWithItem(failure -> {
                    Log.infof("Slack does not say who gives a command, team=%s: %s", workspace.slackTeamId(),
                            words(failure));
                    return null;
                });
    }

    /**
     * Whether somebody is on it. Never fails.
     *
     * @param list ids of users and of user groups
     */
    Uni<Listed> isListed(AuthorizedWorkspace workspace, List<String> list, String userId) {
        if (list.contains(userId)) {
            return Uni.createFrom().item(Listed.YES);
        }
        return inOneOf(workspace, list.stream().filter(id -> id.startsWith("S")).toList(), userId, Listed.NO);
    }

    private Uni<Listed> inOneOf(AuthorizedWorkspace workspace, List<String> ids, String userId, Listed otherwise) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(otherwise);
        }
        return isIn(workspace, ids.get(0), userId).chain(listed -> listed == Listed.YES
                ? Uni.createFrom().item(Listed.YES)
                : inOneOf(workspace, ids.subList(1, ids.size()), userId, listed == Listed.UNKNOWN ? listed : otherwise));
    }

    private Uni<Listed> isIn(AuthorizedWorkspace workspace, String groupId, String userId) {
        if (!workspace.mayAllow(SEES_GROUPS)) {
            return Uni.createFrom().item(Listed.UNKNOWN);
        }
        return groups.ask(workspace.slackTeamId() + "/" + groupId, () -> slack.usersOfGroup(workspace.token(), groupId))
                .map(all -> all.contains(userId) ? Listed.YES : Listed.NO)
                .onFailure().recoverWithItem(failure -> {
                    Log.warnf("Slack does not say who is in a user group, team=%s group=%s: %s", workspace.slackTeamId(),
                            groupId, words(failure));
                    return Listed.UNKNOWN;
                });
    }

    private static String words(Throwable failure) {
        return failure instanceof SlackFault fault ? fault.getMessage() : failure.getClass().getSimpleName();
    }
}
