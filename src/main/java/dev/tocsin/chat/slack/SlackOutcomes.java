package dev.tocsin.chat.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.chat.HttpOutcomes;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.slack.SlackCode;

/**
 * What Slack's answers mean. Webhooks answer by status and one word; the Web API answers 200 and says in its JSON what went
 * wrong. The codes are those of docs.slack.dev/reference/methods/chat.postMessage.
 */
final class SlackOutcomes {

    /** A workspace that has posted too much as a whole does not recover within seconds. */
    private static final Duration WORKSPACE_LIMIT = Duration.ofMinutes(5);

    private static final Set<String> DESTINATION = Set.of("channel_not_found", "not_in_channel", "is_archived",
            "channel_is_archived", "restricted_action", "ekm_access_denied", "access_denied", "team_access_not_granted",
            "no_permission", "two_factor_setup_required", "user_is_bot",
            "deprecated_endpoint", "method_deprecated", "enterprise_is_restricted", "as_user_not_supported",
            "duplicate_channel_not_found", "messages_tab_disabled", "cannot_dm_bot", "team_not_found", "invalid_channel");

    private SlackOutcomes() {
    }

    static Outcome ofWebhook(Answer answer) {
        if (answer.status() == 200) {
            return answer.body().strip().equals("ok") ? new Delivered(200, Optional.empty()) : HttpOutcomes.unexpected(answer);
        }
        return HttpOutcomes.of(answer);
    }

    static Outcome ofApi(Answer answer) {
        if (answer.status() != 200) {
            return HttpOutcomes.of(answer);
        }
        ApiAnswer said = ApiAnswer.read(answer.body());
        if (said.ok()) {
            return new Delivered(200, said.ts());
        }
        return said.error().map(error -> ofError(error, answer)).orElseGet(() -> HttpOutcomes.unexpected(answer));
    }

    private static Outcome ofError(String error, Answer answer) {
        String reason = HttpOutcomes.code(error).orElse("an error without a readable code");
        if (SlackCode.isTooFast(error)) {
            return HttpOutcomes.tooFast(answer);
        }
        if (error.equals("message_limit_exceeded")) {
            return new RetryAfter(200, reason, answer.retryAfter().or(() -> Optional.of(WORKSPACE_LIMIT)), true, false);
        }
        if (SlackCode.isNotNow(error)) {
            return new RetryAfter(200, reason, answer.retryAfter(), false, SlackCode.isMaybeDone(error));
        }
        // Without the scope, too, no channel of the workspace can be reached until somebody authorizes us anew.
        if (SlackCode.isOfTheToken(error) || error.equals("missing_scope")) {
            return new Rejected(200, reason, Fault.CREDENTIAL);
        }
        // A code not known here is taken for the content's fault: the plain form costs one more try and blames nobody.
        boolean destination = DESTINATION.contains(error) || error.startsWith("restricted_action");
        return new Rejected(200, reason, destination ? Fault.DESTINATION : Fault.CONTENT);
    }
}
