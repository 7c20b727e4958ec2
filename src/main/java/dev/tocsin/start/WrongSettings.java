package dev.tocsin.start;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.smallrye.config.ConfigValidationException;

/**
 * What SmallRye Config says of settings that it cannot take, in our words. Values are never repeated: whoever mixes up two
 * variables would find a secret in the log.
 */
final class WrongSettings {

    private static final List<String> OF_VALUES = List.of("SRCFG00011", "SRCFG00039", "SRCFG00040");
    private static final Pattern PROPERTY = Pattern.compile("property '?([A-Za-z0-9_.\"\\[\\]-]+)'?");
    private static final Pattern INJECTED = Pattern.compile(" for: ([A-Za-z0-9_.\"-]+)");
    private static final Pattern OURS = Pattern.compile("(?s)((?:tocsin|quarkus)\\.[a-z0-9.-]+)(:? .+)");
    private static final Pattern ALLOWED = Pattern.compile("allowed values: ([A-Za-z0-9_, -]+)");

    private WrongSettings() {
    }

    static List<String> of(ConfigValidationException failure) {
        return IntStream.range(0, failure.getProblemCount())
                .mapToObj(i -> line(failure.getProblem(i).getMessage()))
                .toList();
    }

    /** Only what is certain natively too, where a converter or a default may not be at hand: a value that cannot be taken. */
    static List<String> ofValues(ConfigValidationException failure) {
        return IntStream.range(0, failure.getProblemCount()).mapToObj(i -> failure.getProblem(i).getMessage())
                .filter(message -> OF_VALUES.stream().anyMatch(message::contains)).map(WrongSettings::line).toList();
    }

    /** A single message of SmallRye Config, if it is one. */
    static Optional<String> of(String message) {
        return Optional.ofNullable(message).filter(text -> text.contains("SRCFG"))
                .flatMap(text -> property(text).map(property -> problem(property, text)));
    }

    /** Our own checks of settings begin their messages with the property, and have no values in them that are secrets. */
    static Optional<String> byOurOwnCheck(String message) {
        return Optional.ofNullable(message).map(OURS::matcher).filter(Matcher::matches)
                .map(found -> Setting.named(found.group(1)) + found.group(2));
    }

    static String noDuration(String property) {
        return Setting.named(property) + " is no duration. Write it as 500ms, 10s, 5m, 24h or 30d.";
    }

    private static String line(String message) {
        return property(message).map(property -> problem(property, message))
                .orElse("A setting cannot be read. Compare the settings with those in the documentation.");
    }

    private static Optional<String> property(String message) {
        Matcher injected = INJECTED.matcher(message);
        if (injected.find()) {
            return Optional.of(injected.group(1));
        }
        Matcher named = PROPERTY.matcher(message);
        return named.find() ? Optional.of(named.group(1))
                : message.contains("SRCFG00050") ? firstWord(message) : Optional.empty();
    }

    private static Optional<String> firstWord(String message) {
        Matcher word = Pattern.compile("SRCFG00050: (\\S+)").matcher(message);
        return word.find() ? Optional.of(word.group(1)) : Optional.empty();
    }

    private static String problem(String property, String message) {
        Matcher allowed = ALLOWED.matcher(message);
        if (message.contains("SRCFG00050")) {
            return Setting.named(property) + " is no setting. Look for a misspelling.";
        } else if (message.contains("SRCFG00014")) {
            return Setting.named(property) + " is required and not set.";
        } else if (message.contains("SRCFG00040")) {
            return Setting.named(property) + " is set, and empty. Give it a value, or remove it to have its default.";
        } else if (message.contains("SRCFG00011")) {
            return Setting.named(property) + " refers with ${...} to something that is not set.";
        } else if (message.contains("nvalid duration") || message.contains("DurationConverter")) {
            return noDuration(property);
        } else if (allowed.find()) {
            return Setting.named(property) + " has none of the values that it can have. They are: "
                    + Stream.of(allowed.group(1).split(",")).map(String::strip).sorted().collect(Collectors.joining(", "))
                    + ".";
        } else if (message.contains("Expected an integer") || message.contains("Expected a long")) {
            return Setting.named(property) + " is no whole number, or too large a one.";
        }
        return Setting.named(property) + " has a value that cannot be read. Compare it with the documentation of the setting.";
    }
}
