package dev.tocsin.chat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.chat.Reply.Silence;

/**
 * What a reply means where a chat has no rule of its own: by the HTTP status. Slack's statuses are those of
 * api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks, Chime's those of its administration guide.
 */
public final class HttpOutcomes {

    /** How long to wait after a 429 that does not say: both Slack and Chime take one message a second. */
    static final Duration USUAL_PACE = Duration.ofSeconds(1);

    /** Slack's error codes; nothing that could carry a secret or markup. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,60}");

    private HttpOutcomes() {
    }

    /** A try that brought no answer. */
    public static Outcome of(Silence silence) {
        return new RetryAfter(0, silence.reason(), Optional.empty(), false, silence.ambiguous());
    }

    /** An answer that is no success. */
    public static Outcome of(Answer answer) {
        int status = answer.status();
        if (status == 429) {
            return tooFast(answer);
        }
        if (status == 408 || status == 425 || status >= 500) {
            // 502 and 504 come from a gateway that lost sight of a request which the chat may have taken.
            return new RetryAfter(status, reason(answer), answer.retryAfter(), false, status == 502 || status == 504);
        }
        if (status >= 300) {
            Fault fault = status >= 400 ? fault(status) : Fault.DESTINATION;
            Rejected rejected = new Rejected(status, reason(answer), fault);
            return fault == Fault.DESTINATION ? rejected.with(advice(status)) : rejected;
        }
        return unexpected(answer);
    }

    /** The destination asks us to slow down; without a Retry-After we take the usual pace. */
    public static Outcome tooFast(Answer answer) {
        String asked = answer.retryAfter().map(delay -> ", Retry-After " + delay.toSeconds() + " s").orElse("");
        return new RetryAfter(answer.status(), "rate limited (HTTP " + answer.status() + ")" + asked,
                Optional.of(answer.retryAfter().orElse(USUAL_PACE)), true, false);
    }

    /** A success that does not look like the chat's, from a proxy's login page for instance; it may have passed. */
    public static Outcome unexpected(Answer answer) {
        return new RetryAfter(answer.status(), "HTTP " + answer.status() + " with an unexpected body", Optional.empty(), false,
                true);
    }

    private static Fault fault(int status) {
        return switch (status) {
            case 400, 413, 415, 422, 431 -> Fault.CONTENT;
            default -> Fault.DESTINATION;
        };
    }

    /** To whoever gave us the URL, which is all that a webhook is. */
    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "the chat does not accept the webhook's URL, whose token may have been renewed; copy the URL anew "
                    + "and store it";
            case 404, 410 -> "there is no such webhook any more; make a new one in the chat and store its URL";
            case 300, 301, 302, 303, 307, 308 -> "the webhook's URL leads elsewhere, and redirects are not followed; store the "
                    + "URL that the chat shows";
            default -> "the webhook's URL takes no messages; compare it with the one that the chat shows";
        };
    }

    /** The status, and the body where it is nothing but an error code. */
    public static String reason(Answer answer) {
        return "HTTP " + answer.status() + code(answer.body()).map(code -> ": " + code).orElse("");
    }

    /** The error code that the text consists of, or empty if it is anything else. */
    public static Optional<String> code(String text) {
        return text.length() > 100 ? Optional.empty()
                : Optional.of(text.strip()).filter(code -> CODE.matcher(code).matches());
    }
}
