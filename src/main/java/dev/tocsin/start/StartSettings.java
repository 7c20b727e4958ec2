package dev.tocsin.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The settings before Quarkus has started. In the native executable {@code ConfigProvider} holds until then what was set while
 * it was built, so they are read anew here, from where Quarkus will read them too.
 */
public final class StartSettings {

    public static final String DATABASE_URL = "quarkus.datasource.reactive.url";
    public static final String DATABASE_USER = "quarkus.datasource.username";
    public static final String DATABASE_PASSWORD = "quarkus.datasource.password";

    private static final int PRIORITY_OF_CONVERTERS = 300;

    private StartSettings() {
    }

    /**
     * Reads system properties, the environment, {@code .env}, {@code config/application.properties} in the working directory
     * and the application's own properties, for the profile that runs.
     *
     * @throws NoStart if one of them cannot be read
     */
    public static Config now() {
        try {
            return builder().build();
        } catch (RuntimeException unreadable) {
            throw new NoStart(ExitCode.WRONG_SETTING, "The settings cannot be read. Look at config/application.properties and "
                    + ".env in the working directory: " + unreadable.getClass().getSimpleName(), unreadable);
        }
    }

    /**
     * What is wrong with the settings of these {@code @ConfigMapping}s, a line each. Quarkus would say it too, but only when a
     * database has been started and migrated. So a mapping that cannot be made here, for whatever other reason than a wrong
     * value, is left to it: the native executable holds of a mapping what Quarkus needs.
     */
    public static List<String> mistakes(Collection<Class<?>> mappings) {
        return mappings.stream().flatMap(mapping -> mistakes(mapping).stream()).distinct().toList();
    }

    private static List<String> mistakes(Class<?> mapping) {
        try {
            builder().withMapping(mapping).withValidateUnknown(false).build();
            return List.of();
        } catch (ConfigValidationException wrong) {
            return WrongSettings.ofValues(wrong);
        } catch (RuntimeException | Error leftToQuarkus) {
            return List.of();
        }
    }

    /** What a check of ours says of a setting, as a line; it begins with the property and shows no value. */
    public static Optional<String> line(IllegalArgumentException wrong) {
        return WrongSettings.byOurOwnCheck(wrong.getMessage());
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .forClassLoader(Thread.currentThread().getContextClassLoader())
                .withCustomizers(new QuarkusConfigBuilderCustomizer())
                .addDefaultInterceptors()
                .addDefaultSources()
                .withConverter(Duration.class, PRIORITY_OF_CONVERTERS, new DurationConverter())
                .withConverter(Path.class, PRIORITY_OF_CONVERTERS, new PathConverter());
    }

    /** @throws NoStart if it is set and no duration */
    static Duration duration(Config config, String property, Duration otherwise) {
        try {
            return config.getOptionalValue(property, Duration.class).orElse(otherwise);
        } catch (IllegalArgumentException malformed) {
            throw new NoStart(ExitCode.WRONG_SETTING, WrongSettings.noDuration(property), malformed);
        }
    }
}
