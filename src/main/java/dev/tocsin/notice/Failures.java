package dev.tocsin.notice;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How something went, where no state tells: {@code success: false}, {@code exitCode: 1}, {@code "event": "job_failed"}. */
final class Failures {

    private static final Set<String> GOOD_IF_TRUE = Set.of("success", "succeeded", "successful", "ok", "healthy", "passed",
            "issuccess", "issuccessful", "isok", "ishealthy", "isup", "alive", "up", "available", "reachable", "isalive");
    private static final Set<String> BAD_IF_TRUE = Set.of("failed", "failure", "error", "iserror", "haserror", "haserrors",
            "hasfailed", "isfailed", "timedout", "crashed", "down", "isdown", "aborted", "unhealthy", "oomkilled");
    private static final Set<String> EXITS = Set.of("exitcode", "exitstatus", "returncode", "rc", "exit");
    private static final Set<String> HTTP = Set.of("statuscode", "httpstatus", "httpstatuscode", "httpcode", "responsecode",
            "responsestatus", "status", "code");
    private static final Set<String> ERRORS = Set.of("error", "exception", "errormessage", "errortype", "errorname",
            "exceptionmessage", "exceptiontype", "exceptionclass", "stacktrace", "traceback", "failurereason",
            "failuremessage", "fault", "faultstring", "errordescription", "errors");
    private static final Set<String> EVENTS = Set.of("event", "eventname", "eventtype", "action", "type", "kind",
            "notificationtype");
    private static final Set<String> NOTHING = Set.of("none", "no", "null", "false", "0", "ok", "success", "no error",
            "no errors", "n/a", "-", "undefined", "noerror", "nil");

    private static final Set<String> COUNTS = Set.of("failed", "failures", "failedcount", "failurecount", "numfailed",
            "errors", "errorcount", "numerrors", "failedrecords", "failedrecordcount", "failedjobs", "failedtests",
            "failedchecks", "failedchecksnumber", "failedtasks");

    private static final BigDecimal SERVER = BigDecimal.valueOf(500);
    private static final BigDecimal CLIENT = BigDecimal.valueOf(400);
    private static final BigDecimal LAST = BigDecimal.valueOf(599);

    private Failures() {
    }

    /** What one member says by itself, whatever state is said beside it. */
    static Optional<Severity> measured(Leaf leaf) {
        Optional<Boolean> truth = truth(leaf);
        if (truth.isPresent()) {
            boolean bad = !truth.get() && GOOD_IF_TRUE.contains(leaf.name())
                    || truth.get() && BAD_IF_TRUE.contains(leaf.name());
            boolean good = truth.get() && GOOD_IF_TRUE.contains(leaf.name());
            return bad ? Optional.of(Severity.HIGH) : good ? Optional.of(Severity.GOOD) : Optional.empty();
        }
        Optional<BigDecimal> number = number(leaf);
        if (EXITS.contains(leaf.name())) {
            return number.map(code -> code.signum() == 0 ? Severity.GOOD : Severity.HIGH);
        }
        if (COUNTS.contains(leaf.name())) {
            return number.filter(count -> count.signum() > 0).map(count -> Severity.MEDIUM);
        }
        return HTTP.contains(leaf.name()) ? number.flatMap(Failures::ofHttp) : Optional.empty();
    }

    /** Whether it names an error, which may long be over. */
    static boolean isError(Leaf leaf) {
        boolean named = ERRORS.contains(leaf.name()) || Set.of("error", "exception").contains(leaf.parent());
        boolean words = leaf.value() == null || leaf.value().isTextual();
        return named && words && !leaf.isPast()
                && !NOTHING.contains(leaf.words().toLowerCase(Locale.ROOT));
    }

    /** What the name of an event says, where one is given. */
    static Optional<Severity> ofEvent(Leaf leaf) {
        boolean name = leaf.value() != null && leaf.value().isTextual() && EVENTS.contains(leaf.name())
                && leaf.words().indexOf(' ') < 0 && leaf.words().length() <= StateNames.LONGEST_STATE;
        return name ? SentenceSeverity.ofName(leaf.words()) : Optional.empty();
    }

    private static Optional<Severity> ofHttp(BigDecimal code) {
        if (code.compareTo(CLIENT) < 0 || code.compareTo(LAST) > 0) {
            return Optional.empty();
        }
        return Optional.of(code.compareTo(SERVER) < 0 ? Severity.MEDIUM : Severity.HIGH);
    }

    private static Optional<Boolean> truth(Leaf leaf) {
        if (leaf.value() != null && leaf.value().isBoolean()) {
            return Optional.of(leaf.value().booleanValue());
        }
        String words = leaf.words().toLowerCase(Locale.ROOT);
        return leaf.value() != null && leaf.value().isTextual() && ("true".equals(words) || "false".equals(words))
                ? Optional.of("true".equals(words))
                : Optional.empty();
    }

    private static Optional<BigDecimal> number(Leaf leaf) {
        if (leaf.value() == null) {
            return Optional.empty();
        }
        Json json = new Json(leaf.value());
        boolean digits = json.text().filter(text -> text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .isPresent();
        return digits ? json.text().map(BigDecimal::new) : json.number();
    }
}
