package dev.tocsin.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why tries fail, as a metric's label: why nothing was sent, where that is so, else the chat's own error code where its answer
 * has one, as Slack's do, else the status. The codes are the chat's, so there is an end to how many are told apart.
 */
final class ReasonLabels {

    static final int MOST_CODES = 100;
    private static final String ANOTHER = "other";

    /** A code alone, or after the status ({@code HTTP 404: no_service}), or before words for people. */
    private static final Pattern WITH_CODE = Pattern.compile("(?:HTTP \\d+: )?([a-z_]{1,60})(?:[:;] .*)?");

    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    String of(Settlement.Try attempt) {
        return switch (attempt.result()) {
            case RATE_LIMITED, INTERRUPTED -> word(attempt.result());
            default -> attempt.unsent().map(ReasonLabels::word).orElseGet(() -> answered(attempt));
        };
    }

    private String answered(Settlement.Try attempt) {
        return attempt.status() == 0 ? "no_answer" : code(attempt).map(this::known).orElse("http_" + attempt.status());
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> code(Settlement.Try attempt) {
        return attempt.reason().map(WITH_CODE::matcher).filter(Matcher::matches).map(found -> found.group(1));
    }

    private String known(String code) {
        if (codes.contains(code) || codes.size() < MOST_CODES && codes.add(code)) {
            return code;
        }
        return ANOTHER;
    }
}
