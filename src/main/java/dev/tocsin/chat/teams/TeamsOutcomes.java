package dev.tocsin.chat.teams;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.HttpOutcomes;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;

/**
 * What the answers of a workflow's trigger mean. A success says that the flow was started, not that the message is shown:
 * the flow runs afterwards, and nobody tells us how it ends.
 */
final class TeamsOutcomes {

    /** What history says of every delivery. */
    static final String UNCONFIRMED = "accepted by the workflow, not confirmed: whether Teams shows it is known to the"
            + " workflow's run history alone";

    /** Teams counts its messages by half minutes. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    private static final int LONGEST_ERROR = 20_000;
    /** How the service in front passes on what the one behind it answered, with a status of 200. */
    private static final Pattern PASSED_ON = Pattern.compile("Microsoft Teams endpoint returned HTTP error ([1-5][0-9]{2})");
    /** Words of Power Automate's such as {@code WorkflowNotFound}; too short, and of letters alone, to be a signature. */
    private static final Pattern CODE = Pattern.compile("\"code\"\\s{0,5}:\\s{0,5}\"([A-Z][A-Za-z]{2,39})\"");

    private TeamsOutcomes() {
    }

    static Outcome of(Answer answer) {
        boolean success = answer.status() >= 200 && answer.status() < 300;
        return success ? ofSuccess(answer) : ofError(answer.status(), "HTTP " + answer.status(), answer);
    }

    private static Outcome ofSuccess(Answer answer) {
        String said = answer.body().substring(0, Math.min(answer.body().length(), LONGEST_ERROR));
        Matcher passedOn = PASSED_ON.matcher(said);
        if (passedOn.find()) {
            String status = passedOn.group(1);
            return ofError(Integer.parseInt(status), "HTTP " + answer.status() + " with error " + status, answer);
        }
        if (said.stripLeading().startsWith("<")) {
            // A proxy's page: no flow answers with one.
            return HttpOutcomes.unexpected(answer);
        }
        return new Delivered(answer.status(), Optional.empty(), Optional.of(UNCONFIRMED));
    }

    /**
     * @param status what went wrong
     * @param said how we were told so
     */
    private static Outcome ofError(int status, String said, Answer answer) {
        Optional<String> code = code(answer.body());
        String reason = said + code.map(word -> ": " + word).orElse("");
        if (code.filter("WorkflowTriggerIsNotEnabled"::equals).isPresent() || status == 410) {
            return shut(answer, reason, "the workflow is switched off, as it is when its owner has left;"
                    + " switch it on in Power Automate and give it co-owners");
        }
        return switch (status) {
            case 400 -> refused(answer, reason, "the workflow's trigger does not take the message; its template"
                    + " may want the other form of envelope");
            case 401, 403 ->
                shut(answer, reason, "the workflow does not let us in: the sig of its URL is"
                        + " wrong, or only people of the tenant may trigger it; let anyone trigger it, and copy its URL anew");
            case 404 -> shut(answer, reason, "there is no such workflow any more; make a new one in"
                    + " Teams and store its URL");
            case 413 -> refused(answer, reason, "the message is too large for Teams");
            case 429 -> new RetryAfter(answer.status(), reason + ": rate limited by Teams",
                    Optional.of(answer.retryAfter().orElse(USUAL_PAUSE)), true, false);
            case 502, 504 -> new RetryAfter(answer.status(), reason + ": Power Automate lost sight of the message",
                    answer.retryAfter(), false, true);
            default -> status >= 500 ? new RetryAfter(answer.status(), reason, answer.retryAfter(), false, false)
                    : status == answer.status() ? HttpOutcomes.of(answer)
                            : shut(answer, reason, "look into the workflow's run history in Power Automate");
        };
    }

    private static Outcome refused(Answer answer, String reason, String why) {
        return new Rejected(answer.status(), reason + ": " + why, Fault.CONTENT);
    }

    private static Outcome shut(Answer answer, String reason, String advice) {
        return new Rejected(answer.status(), reason, Fault.DESTINATION).with(advice);
    }

    private static Optional<String> code(String body) {
        Matcher code = CODE.matcher(body.substring(0, Math.min(body.length(), LONGEST_ERROR)));
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }
}
