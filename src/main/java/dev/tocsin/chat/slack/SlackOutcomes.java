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
import dev.tocsin.slack.SlackCode.Meaning;

/**
 * What Slack's answers mean. Webhooks answer by status and one word; the Web API answers 200 and says in its JSON what went
 * wrong. The codes are those of docs.slack.dev/reference/methods/chat.postMessage.
 */
final class SlackOutcomes {

    /** A workspace that has posted too much as a whole does not recover within seconds. */
    private static final Duration WORKSPACE_LIMIT = Duration.ofMinutes(5);

    private static final Set<String> THREAD_IS_GONE = Set.of("thread_not_found", "message_not_found", "invalid_thread_ts",
            "cannot_reply_to_message");
    private static final ApiAnswer NOTHING = new ApiAnswer(false, Optional.empty(), Optional.empty(), Optional.empty());
    private static final String NO_THREADS = "restricted_action_non_threadable_channel";
    private static final String API_AWAY = "look at tocsin.slack.api-url, and at what is between Tocsin and Slack";

    private SlackOutcomes() {
    }

    static Outcome ofWebhook(Answer answer) {
        if (answer.status() == 200) {
            return answer.body().strip().equals("ok") ? new Delivered(200, Optional.empty()) : HttpOutcomes.unexpected(answer);
        }
        Optional<String> advice = HttpOutcomes.code(answer.body()).flatMap(code -> SlackCode.of(code).advice());
        return advice.map(words -> advised(HttpOutcomes.of(answer), words)).orElseGet(() -> HttpOutcomes.of(answer));
    }

    static Outcome ofApi(Answer answer) {
        if (answer.status() != 200) {
            return advised(HttpOutcomes.of(answer), API_AWAY);
        }
        ApiAnswer said = ApiAnswer.read(answer.body());
        if (said.ok()) {
            return new Delivered(200, said.ts());
        }
        return said.error().map(error -> ofError(error, answer)).orElseGet(() -> HttpOutcomes.unexpected(answer));
    }

    /**
     * Of a message in a thread, of which there may be trouble of its own. Slack posts a reply to what is not there any more in
     * the channel, and says so only by leaving {@code thread_ts} out of the message (slack-go/slack#1571).
     */
    static Outcome ofReply(Answer answer) {
        ApiAnswer said = answer.status() == 200 ? ApiAnswer.read(answer.body()) : NOTHING;
        if (said.ok() && said.threadTs().isEmpty()) {
            return new Delivered(200, said.ts(), Optional.of("its thread was gone, so it stands in the channel"), true);
        }
        Optional<String> error = said.error();
        if (error.filter(THREAD_IS_GONE::contains).isPresent()) {
            return new Rejected(200, error.get(), Fault.ROOT);
        }
        return error.filter(NO_THREADS::equals).isPresent() ? new Rejected(200, error.get(), Fault.THREAD) : ofApi(answer);
    }

    private static Outcome advised(Outcome outcome, String advice) {
        return outcome instanceof Rejected rejected && rejected.fault() == Fault.DESTINATION ? rejected.with(advice) : outcome;
    }

    private static Outcome ofError(String error, Answer answer) {
        SlackCode code = SlackCode.of(error);
        String reason = HttpOutcomes.code(error).orElse("an error without a readable code");
        if (code.means(Meaning.TOO_FAST)) {
            return HttpOutcomes.tooFast(answer);
        }
        if (code.means(Meaning.WORKSPACE_TOO_FAST)) {
            return new RetryAfter(200, reason, answer.retryAfter().or(() -> Optional.of(WORKSPACE_LIMIT)), true, false);
        }
        if (code.means(Meaning.NOT_NOW)) {
            return new RetryAfter(200, reason, answer.retryAfter(), false, code.means(Meaning.MAYBE_DONE));
        }
        return new Rejected(200, reason, fault(code), code.advice());
    }

    private static Fault fault(SlackCode code) {
        // Without the scope, too, no channel of the workspace can be reached until somebody authorizes us anew.
        if (code.means(Meaning.TOKEN) || code.means(Meaning.SCOPE)) {
            return Fault.CREDENTIAL;
        }
        // A code not known here is taken for the content's fault: the plain form costs one more try and blames nobody.
        return code.means(Meaning.DESTINATION) ? Fault.DESTINATION : Fault.CONTENT;
    }
}
