package dev.tocsin.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * The settings of Tocsin's and Quarkus's that differ from what they are by themselves. Any text may be a secret, be it that two
 * variables were mixed up; so only what hardly is one is shown: a short number or duration, and a few words. Of what is a
 * secret
 * by its name not even that is.
 */
final class GivenSettings {

    /** The application's own properties and what it was built with; what people give stands between them. */
    private static final int OWN = 250;
    private static final int FIXED = Integer.MAX_VALUE;
    private static final String VARIABLES = "EnvConfigSource";
    private static final Pattern OURS_OR_QUARKUS = Pattern.compile("(tocsin|quarkus)\\..+");
    private static final Pattern FILE = Pattern.compile("source=(?:[a-z]+:)*([^\\]!]+)");
    private static final Pattern NO_SECRET = Pattern
            .compile("true|false|auto|never|text|json|password|rds-iam|\\d{1,9}(ms|s|m|h|d|K|M)?");

    private static final Pattern SECRET_BY_NAME = Pattern.compile("secret|passw|passphrase|pwd|token|key|credential",
            Pattern.CASE_INSENSITIVE);

    private GivenSettings() {
    }

    /** One for each, named as it was given: {@code tocsin.delivery.pace=2s}, {@code TOCSIN_SECRETS_KEY=(hidden)}; sorted. */
    static List<String> of(Config config) {
        return listed(config).stream().map(GivenSetting::toString).toList();
    }

    static List<GivenSetting> listed(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> OURS_OR_QUARKUS.matcher(name).matches())
                .flatMap(name -> given(config, name).stream()).distinct()
                .sorted(Comparator.comparing(GivenSetting::toString)).toList();
    }

    private static Optional<GivenSetting> given(Config config, String name) {
        try {
            ConfigValue value = config.getConfigValue(name);
            return Optional.ofNullable(value.getValue())
                    .filter(text -> value.getSourceOrdinal() > OWN && value.getSourceOrdinal() < FIXED)
                    .filter(text -> !text.equals(byItself(config, name)))
                    .map(text -> new GivenSetting(asGiven(name, value), shown(name, text.strip()),
                            source(value.getSourceName())));
        } catch (RuntimeException refersToNothing) {
            return Optional.of(new GivenSetting(name, "${...}", "refers to something that is not set"));
        }
    }

    /** SmallRye's names for its sources are long, and some are addresses. */
    private static String source(String name) {
        if (name.startsWith(VARIABLES)) {
            return "environment variable";
        }
        if (name.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        Matcher file = FILE.matcher(name);
        return file.find() ? file.group(1) : name;
    }

    /** Of a variable it is not always known which of its underscores are dots. */
    private static String asGiven(String name, ConfigValue value) {
        return value.getSourceName().startsWith(VARIABLES) ? name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)
                : name;
    }

    private static String byItself(Config config, String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> source.getOrdinal() <= OWN).map(source -> source.getValue(name)).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    private static String shown(String name, String value) {
        return !SECRET_BY_NAME.matcher(name).find() && NO_SECRET.matcher(value).matches() ? value : "(hidden)";
    }
}
