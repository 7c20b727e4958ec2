package dev.tocsin.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The values that somebody gave to settings of Quarkus's and ours, wherever and however spelt. Any may be a secret, be it that
 * two variables were mixed up; so they can be taken out of a text. The application's own defaults are none of them.
 */
final class GivenValues {

    private static final int SHORTEST = 4;
    private static final List<String> OWN = List.of("application.properties", "META-INF/microprofile-config.properties");

    private final Map<String, String> nameByValue;

    private GivenValues(Map<String, String> nameByValue) {
        this.nameByValue = nameByValue;
    }

    static GivenValues of(Config config) {
        Set<String> own = ownSources();
        Map<String, String> found = new TreeMap<>(
                Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (ConfigSource source : config.getConfigSources()) {
            if (own.stream().noneMatch(source.getName()::contains)) {
                source.getPropertyNames().stream().filter(GivenValues::isOfQuarkusOrOurs).sorted()
                        .forEach(name -> values(config, source, name).filter(value -> value.length() >= SHORTEST)
                                .forEach(value -> found.putIfAbsent(value, spelt(name))));
            }
        }
        return new GivenValues(found);
    }

    /** The text with {@code (the value of NAME)} in place of each. */
    String takenOutOf(String text) {
        if (nameByValue.isEmpty()) {
            return text;
        }
        // The longest go first, and what was put in is not looked at again.
        Pattern any = Pattern.compile(nameByValue.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
        return any.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("(the value of " + nameByValue.get(found.group()) + ")"));
    }

    /** The setting that has this value, or has it among others. */
    Optional<String> settingOf(String value) {
        return Optional.ofNullable(nameByValue.get(value.strip()));
    }

    /** The setting whose value stands between quotation marks. */
    Optional<String> settingQuotedIn(String text) {
        return nameByValue.entrySet().stream().filter(given -> text.contains("'" + given.getKey() + "'"))
                .map(Map.Entry::getValue).findFirst();
    }

    private static boolean isOfQuarkusOrOurs(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("^(%[^.]+\\.|_[a-z0-9]+_)", "");
        return bare.matches("(quarkus|tocsin)[._].*");
    }

    /** As it is written, with what it refers to, and each member of a list. */
    private static Stream<String> values(Config config, ConfigSource source, String name) {
        return Stream.of(Optional.ofNullable(source.getValue(name)), optional(config, name)).flatMap(Optional::stream)
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("[,\\r\\n]"))))
                .map(String::strip);
    }

    private static Optional<String> optional(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (RuntimeException refersToNothing) {
            return Optional.empty();
        }
    }

    /** A variable alone does not tell which of its underscores are dots, and which are hyphens. */
    private static String spelt(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name : Setting.named(name);
    }

    /** Natively they are not at hand, as resources or otherwise. */
    private static Set<String> ownSources() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return OWN.stream().flatMap(name -> resources(loader, name).stream()).map(URL::toString).collect(Collectors.toSet());
    }

    private static List<URL> resources(ClassLoader loader, String name) {
        try {
            return Collections.list(loader.getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
