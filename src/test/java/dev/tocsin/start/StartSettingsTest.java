package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Beside a {@code ConfigProvider} that holds what the build had set, as in the native executable. */
class StartSettingsTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader loader = new ClassLoader(before) {
    };
    private final Config frozen = new SmallRyeConfigBuilder()
            .withSources(
                    new PropertiesConfigSource(Map.of(StartSettings.DATABASE_URL, "postgresql://build/build"), "build", 500))
            .build();

    @BeforeEach
    void freeze() {
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver.instance().registerConfig(frozen, loader);
    }

    @AfterEach
    void thaw() {
        System.clearProperty(StartSettings.DATABASE_URL);
        System.clearProperty("tocsin.database.wait");
        ConfigProviderResolver.instance().releaseConfig(frozen);
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void areThoseOfTheStartAndNotThoseOfTheBuild() {
        System.setProperty(StartSettings.DATABASE_URL, "postgresql://start/start");

        assertThat(ConfigProvider.getConfig().getValue(StartSettings.DATABASE_URL, String.class)).contains("build");
        assertThat(StartSettings.now().getValue(StartSettings.DATABASE_URL, String.class))
                .isEqualTo("postgresql://start/start");
        System.clearProperty(StartSettings.DATABASE_URL);
        assertThat(StartSettings.now().getOptionalValue(StartSettings.DATABASE_URL, String.class)).isEmpty();
    }

    @Test
    void areReadFromTheEnvironment() {
        assertThat(StartSettings.now().getValue("path", String.class)).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void referToEachOtherAndToTheApplicationsOwn() {
        System.setProperty(StartSettings.DATABASE_URL, "postgresql://start:5433/start");

        assertThat(DatabaseAddress.of(StartSettings.now())).hasToString("start:5433/start");
    }

    @Test
    void knowDurationsAsQuarkusWritesThemAndSayWhichIsNone() {
        System.setProperty("tocsin.database.wait", "2m");
        assertThat(StartSettings.duration(StartSettings.now(), "tocsin.database.wait", Duration.ZERO)).hasMinutes(2);

        System.setProperty("tocsin.database.wait", "s3cr3t");
        assertThatThrownBy(() -> StartSettings.duration(StartSettings.now(), "tocsin.database.wait", Duration.ZERO))
                .isInstanceOf(NoStart.class)
                .hasMessageContainingAll("tocsin.database.wait (TOCSIN_DATABASE_WAIT)", "no duration", "500ms")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cr3t"));
    }
}
