package dev.tocsin.configuration.workspaces;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Answers;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import dev.tocsin.slack.BotIdentity;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Asks Slack about bot tokens that somebody gives us, and gives back those that are no longer needed. */
@Singleton
final class SlackTokens {

    private final SlackApi slack;
    private final SecretSealer sealer;

    SlackTokens(SlackApi slack, SecretSealer sealer) {
        this.slack = slack;
        this.sealer = sealer;
    }

    /** Whom the token belongs to; fails with a problem about {@code botToken} if Slack does not take it. */
    Uni<BotIdentity> check(Secret botToken) {
        return slack.authTest(botToken).onFailure(SlackFault.class)
                .transform(SlackTokens::problem);
    }

    /** Whether Slack takes the stored token; fails with a problem if Slack cannot be asked. */
    Uni<Boolean> isGood(SlackWorkspace workspace) {
        return Uni.createFrom().item(() -> sealer.open(workspace.botTokenSealed, workspace.sealedFor()))
                .chain(slack::authTest).map(identity -> true)
                .onFailure(SlackFault.Refused.class).recoverWithItem(false)
                .onFailure(SlackFault.class).transform(fault -> Problems.unavailable(fault.getMessage()));
    }

    /** Ends the token of a workspace that is gone. Answers why Slack may still take it; empty if it does not. Never fails. */
    Uni<Optional<String>> revoke(SlackWorkspace workspace) {
        Secret token;
        try {
            token = sealer.open(workspace.botTokenSealed, workspace.sealedFor());
        } catch (UnopenableSecret lost) {
            return Uni.createFrom().item(alive(workspace, lost.getMessage()));
        }
        return slack.authRevoke(token).map(revoked -> Optional.<String> empty())
                .onFailure().recoverWithItem(failure -> isDead(failure)
                        ? Optional.empty()
                        : alive(workspace, failure instanceof SlackFault fault
                                ? fault.getMessage()
                                : failure.getClass().getSimpleName()));
    }

    private static Optional<String> alive(SlackWorkspace workspace, String reason) {
        Log.warnf("workspace team=%s: the bot token was not revoked: %s", workspace.slackTeamId, reason);
        return Optional.of(reason);
    }

    private static boolean isDead(Throwable failure) {
        return failure instanceof SlackFault.Refused refused && refused.means(Meaning.TOKEN_IS_DEAD);
    }

    private static RuntimeException problem(Throwable fault) {
        return fault instanceof SlackFault.Refused refused
                ? Problems.invalid("botToken", "is refused by Slack: " + refused.code(), null)
                : Problems.unavailable("The bot token could not be checked: " + fault.getMessage()
                        + ". Nothing was stored; try again later.");
    }
}
