package dev.tocsin.workspace;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Nonce;
import dev.tocsin.secret.Secret;
import dev.tocsin.slack.Installation;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * The way of a workspace to us: an administrator makes a link, a person opens it and is sent to Slack with a state that belongs
 * to their browser, and Slack sends them back with the state and a code, which is exchanged for the tokens.
 */
@Singleton
public class Installs {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Actor ANYBODY = Actor.system("slack-install");
    private static final String KIND = "slack-workspace";
    private static final String ANY = "any";
    /** Where a new link comes from; a page that leads to the console says it in the console's words. */
    static final String BY_THE_API = "POST /api/slack/workspaces/install";

    private static final String LINK = " Ask an administrator of Tocsin for a new link (" + BY_THE_API + ").";

    private final AppSettings settings;
    private final InstallStore store;
    private final SlackApi slack;
    private final SlackAuthorizations workspaces;
    private final Statements statements;
    private final AuditLog audit;
    private final RandomGenerator random = new SecureRandom();

    Installs(AppSettings settings, InstallStore store, SlackApi slack, SlackAuthorizations workspaces, Postgres postgres,
            AuditLog audit) {
        this.settings = settings;
        this.store = store;
        this.slack = slack;
        this.workspaces = workspaces;
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
    }

    /**
     * A link, good for one authorization.
     *
     * @param url whoever has it can authorize a workspace
     */
    public record Link(String url, Instant expiresAt) {
    }

    /** Where a browser goes on, and what it has to bring back beside the state. */
    record Start(String url, Nonce browser) {
    }

    /** Ends with a problem if there can be no such workspace, or what that needs is not set. */
    public Uni<Link> invite(Optional<String> slackTeamId, Actor by) {
        slackTeamId.filter(id -> !id.matches(Limits.TEAM_PATTERN)).ifPresent(id -> {
            throw Problems.invalid("slackTeamId", "must have 1 to 255 digits or capital letters", id);
        });
        settings.requireInstallable();
        Nonce ticket = Nonce.by(random);
        return statements.transaction(connection -> InstallStore.invite(connection, ticket, slackTeamId, by)
                .call(() -> audit.record(connection, Change.done("invite", KIND, slackTeamId.orElse(ANY)).by(by))))
                .map(expiry -> new Link(settings.publicUrl() + "/slack/install?ticket=" + ticket.text(), expiry));
    }

    /** @param ticket null if the link has none */
    Uni<Start> start(String ticket) {
        settings.requireInstallable();
        Nonce state = Nonce.by(random);
        Nonce browser = Nonce.by(random);
        Uni<Optional<String>> team;
        if (ticket != null) {
            team = store.open(Nonce.of(ticket), state, browser).map(link -> link.orElseThrow(() -> Problems.forbidden(
                    "This link has expired or was used already; it is good for ten minutes and one workspace." + LINK)));
        } else if (settings.isOpen()) {
            team = store.openWithoutLink(state, browser, ANYBODY).invoke(Installs::requireRoom)
                    .replaceWith(Optional.empty());
        } else {
            return Uni.createFrom().failure(Problems.forbidden(
                    "A workspace is authorized by a link that an administrator of Tocsin makes." + LINK));
        }
        return team.map(id -> new Start(settings.authorizeUrl(state, id), browser));
    }

    /** Slack sent the browser back without a code, for instance because the person said no. */
    Uni<Void> abandon(String state, String browser, String error) {
        return store.take(Nonce.of(state), Nonce.of(browser)).replaceWithVoid().invoke(() -> {
            throw Problems.forbidden(error.equals("access_denied")
                    ? "The workspace did not allow it, so nothing was authorized." + LINK
                    : "Slack did not authorize it" + (error.matches("[a-z_]{1,60}") ? ": " + error : "") + "." + LINK);
        });
    }

    /** Exchanges the code, if state and browser are those of an authorization under way, and keeps the workspace. */
    Uni<Installation> finish(String state, String browser, String code) {
        settings.requireInstallable();
        return store.take(Nonce.of(state), Nonce.of(browser))
                .map(taken -> taken.orElseThrow(() -> Problems.forbidden("This authorization was not begun in this browser, "
                        + "has been finished already or took longer than ten minutes; nothing was authorized." + LINK)))
                .chain(taken -> slack.exchange(settings.app(), Secret.of(code), settings.redirectUri())
                        .onFailure(SlackFault.class).transform(this::problem)
                        .call(installation -> requireWanted(taken, installation))
                        .call(installation -> workspaces.authorize(installation, taken.by())
                                .onFailure().recoverWithUni(failure -> notStored(installation, failure))));
    }

    /** Slack has given us a token by now, which would stay good although nobody here knows it. */
    private Uni<Void> notStored(Installation installation, Throwable failure) {
        return isOurs(installation).chain(ours -> ours ? Uni.createFrom().item(false) : giveBack(installation))
                .invoke(gone -> Log.warnf("workspace team=%s: authorized at Slack and not stored; its token there %s",
                        installation.workspaceId(), gone ? "is revoked" : "may still be good"))
                .chain(gone -> Uni.createFrom().failure(told(failure, gone)));
    }

    /** As long as nobody can say, it may be. */
    private Uni<Boolean> isOurs(Installation installation) {
        return workspaces.knows(installation.workspaceId()).onFailure().recoverWithItem(true);
    }

    private static RuntimeException told(Throwable failure, boolean gone) {
        String token = gone
                ? " The token that Slack gave is revoked."
                : " The token that Slack gave may still be good; if nothing else uses it, remove the app in Slack.";
        return failure instanceof ProblemException ended
                ? ended.adding(token)
                : Problems.unavailable("The workspace could not be stored, so nothing was authorized." + token + LINK);
    }

    @Scheduled(every = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return store.expire().onFailure().invoke(failure -> Log.warnf(
                "Authorizations that came to nothing cannot be removed now: %s", DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> requireWanted(InstallStore.Taken taken, Installation installation) {
        if (taken.slackTeamId().filter(wanted -> !wanted.equals(installation.workspaceId())).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        RuntimeException unwanted = Problems.invalid("slackTeamId", "is another workspace than the link was made for, "
                + taken.slackTeamId().get() + "; nothing was authorized." + LINK, installation.workspaceId());
        return isOurs(installation)
                .chain(ours -> ours ? Uni.createFrom().item(false) : giveBack(installation))
                .chain(() -> Uni.createFrom().failure(unwanted));
    }

    /**
     * Not where the workspace is one of ours: Slack may have answered with the very token that we use there. Answers whether
     * the token is gone; never fails.
     */
    private Uni<Boolean> giveBack(Installation installation) {
        return slack.authRevoke(installation.tokens().botToken()).replaceWith(true)
                .onFailure().recoverWithItem(failure -> failure instanceof SlackFault.Refused refused
                        && refused.means(Meaning.TOKEN_IS_DEAD));
    }

    private static void requireRoom(boolean room) {
        if (!room) {
            throw Problems.unavailable("Too many authorizations are under way. Try again in ten minutes.");
        }
    }

    private RuntimeException problem(Throwable fault) {
        if (!(fault instanceof SlackFault.Refused refused)) {
            return Problems.unavailable(fault.getMessage() + ". Nothing was authorized." + LINK);
        }
        return refused.means(Meaning.SETTINGS)
                ? Problems.unavailable("Slack does not know this app: " + refused.code() + ". Check tocsin.slack.client-id and "
                        + "tocsin.slack.client-secret, and that the app's redirect URLs have " + settings.redirectUri() + ".")
                : Problems.invalid("code", "is refused by Slack: " + refused.code() + "." + LINK, null);
    }
}
