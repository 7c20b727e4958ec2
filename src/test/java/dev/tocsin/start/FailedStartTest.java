package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.secret.SecretSealer;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

public class FailedStartTest {

    private static final Config SETTINGS = config(Map.of(
            StartSettings.DATABASE_URL, "postgresql://db.example.com/tocsin?password=s3cr3t",
            StartSettings.DATABASE_USER, "app", StartSettings.DATABASE_PASSWORD, "s3cr3t",
            "quarkus.http.port", "8085", "quarkus.management.host", "10.1.2.3"));

    /** Of each kind that settings have. */
    @ConfigMapping(prefix = "tocsin.sample")
    public interface Sample {
        Duration maxAge();

        int maxRetries();

        Kind kind();

        String name();
    }

    public enum Kind {
        AUTO,
        NEVER
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-age     | s3cr3t | no duration. Write it as 500ms, 10s, 5m, 24h or 30d
            max-age     | ''     | is set, and empty
            max-retries | s3cr3t | no whole number
            kind        | s3cr3t | They are: auto, never.
            name        |        | is required and not set
            name        | ${not.there} | refers with ${...} to something that is not set
            other       | s3cr3t | is no setting. Look for a misspelling
            """)
    void aSettingThatCannotBeTakenIsNamedWithItsVariableAndWithoutItsValue(String member, String value, String says) {
        Explanation explanation = explain(refusal(member, value));

        assertThat(explanation.exitCode().number()).isEqualTo(78);
        assertThat(printed(explanation).lines()).singleElement().asString()
                .contains("tocsin.sample." + member,
                        "(TOCSIN_SAMPLE_" + member.toUpperCase(Locale.ROOT).replace('-', '_') + ")", says)
                .doesNotContain("s3cr3t");
    }

    @Test
    void everyWrongSettingHasALine() {
        ConfigValidationException both = new ConfigValidationException(new ConfigValidationException.Problem[] {
                new ConfigValidationException.Problem("java.lang.IllegalArgumentException: SRCFG00039: The config property "
                        + "tocsin.a with the config value \"s3cr3t\" threw an Exception whilst being converted Invalid duration: s3cr3t"),
                new ConfigValidationException.Problem("SRCFG00014: The config property tocsin.b is required but it could not "
                        + "be found in any config source") });

        assertThat(printed(explain(both)).lines()).hasSize(2)
                .allMatch(line -> line.startsWith("Tocsin did not start: tocsin."));
    }

    @Test
    void aMalformedKeyIsNotShown() {
        for (String key : new String[] { "s3cr3t!", "czNjcjN0" }) {
            Throwable failure = failureOf(() -> SecretSealer.requireGoodKeys(config(Map.of("tocsin.secrets.key", key))));

            assertThat(printed(explain(failure))).contains("tocsin.secrets.key (TOCSIN_SECRETS_KEY)", "openssl rand -base64 32")
                    .doesNotContain(key);
            assertThat(explain(failure).exitCode()).isEqualTo(ExitCode.WRONG_SETTING);
        }
    }

    @Test
    void aTakenPortIsNamedWithTheSettingThatItComesFrom() {
        Throwable http = new ExecutionException(
                new QuarkusBindException("0.0.0.0", 8085, new BindException("Address already in use")));
        Throwable management = new ExecutionException(new IllegalStateException(
                "Unable to start the management interface on 10.1.2.3:9000", new BindException("Address already in use")));

        assertThat(printed(explain(http))).contains("quarkus.http.port (QUARKUS_HTTP_PORT)", "port 8085 on 0.0.0.0 is taken");
        assertThat(printed(explain(management))).contains("(QUARKUS_MANAGEMENT_PORT)", "port 9000 on 10.1.2.3 is taken");
        assertThat(explain(management).exitCode().number()).isEqualTo(71);
    }

    @Test
    void anAddressOfAnotherHostIsNoTakenPort() {
        Throwable failure = new QuarkusBindException("192.0.2.1", 8085, new BindException("Cannot assign requested address"));

        assertThat(printed(explain(failure))).contains("quarkus.http.host (QUARKUS_HTTP_HOST)", "no address of this host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08001 | 69 | PostgreSQL at db.example.com:5432 cannot be reached (Connection refused)
            57P03 | 69 | QUARKUS_DATASOURCE_REACTIVE_URL
            28P01 | 77 | refuses the password of user app. Set quarkus.datasource.username
            08004 | 77 | QUARKUS_DATASOURCE_PASSWORD
            28000 | 77 | does not admit user app
            3D000 | 77 | has no database tocsin
            08P01 | 69 | what answers at db.example.com:5432 is no PostgreSQL
            42501 | 77 | user app lacks a right to create, read or change Tocsin's tables in db.example.com:5432/tocsin
            25006 | 77 | PostgreSQL at db.example.com:5432 takes no writes
            """)
    void whatPostgresqlAnswersIsExplainedWithoutThePassword(String state, int exitCode, String says) {
        Throwable failure = new IllegalStateException("Unable to obtain connection",
                new SQLException("FATAL: no", state, new ConnectException("Connection refused")));

        assertThat(explain(failure).exitCode().number()).isEqualTo(exitCode);
        assertThat(printed(explain(failure)).lines()).singleElement().asString().contains(says).doesNotContain("s3cr3t");
    }

    /** As a pool says that waited for a connection in vain. */
    @Test
    void aDatabaseThatDoesNotAnswerInTimeIsAway() {
        Throwable failure = new IllegalStateException("Unable to obtain connection",
                new SQLException("Acquisition timeout while waiting for new connection", new TimeoutException()));

        assertThat(explain(failure).exitCode().number()).isEqualTo(69);
        assertThat(printed(explain(failure))).contains(
                "PostgreSQL at db.example.com:5432 cannot be reached (it did not answer in time)");
    }

    /** 28P01 comes from RDS where nobody granted rds_iam, so that a password is asked for. */
    @ParameterizedTest
    @CsvSource({ "28P01", "28000" })
    void aRefusedTokenIsNoMatterOfAPassword(String state) {
        Config byToken = config(Map.of("quarkus.datasource.reactive.url", "postgresql://db.example.com:5432/tocsin",
                "quarkus.datasource.username", "app", "tocsin.database.login", "rds-iam"));

        Explanation explanation = FailedStart.explain(new SQLException("FATAL: no", state), byToken);

        assertThat(explanation.exitCode().number()).isEqualTo(77);
        assertThat(printed(explanation)).contains("refuses the token of user app (FATAL: no). GRANT rds_iam TO that user",
                "rds-db:connect").doesNotContain("PASSWORD");
    }

    @Test
    void tablesOfAnotherVersionAreSaidToBe() {
        Throwable failure = new RuntimeException(new FlywayValidateException(
                new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, "Migration checksum mismatch\nfor version 3"),
                "Validate failed"));

        assertThat(explain(failure).exitCode().number()).isEqualTo(65);
        assertThat(printed(explain(failure)).lines()).singleElement().asString()
                .contains("the tables in db.example.com:5432/tocsin", "for version 3", "backup");
    }

    @Test
    void aSettingThatIsInjectedAndMissingIsNamed() {
        Throwable failure = new RuntimeException(new NoSuchElementException(
                "SRCFG00014: The config property tocsin.x-y is required but it could not be found in any config source"));

        assertThat(printed(explain(failure))).contains("tocsin.x-y (TOCSIN_X_Y) is required");
    }

    @Test
    void onlyWhatNobodyForesawShowsItsStack() {
        Explanation explanation = explain(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertThat(explanation.exitCode().number()).isEqualTo(70);
        assertThat(printed(explanation)).contains("IllegalArgumentException", "at dev.tocsin.start.FailedStartTest");
        assertThat(printed(explain(new NoStart(ExitCode.FOLDER_UNUSABLE, "line\nsecond")))).isEqualTo(
                "Tocsin did not start: line second\n");
    }

    @Test
    void aStackShowsNoValueThatSomebodySet() {
        Config given = config(Map.of("quarkus.oidc.auth-server-url", "::s3cr3t-url", "TOCSIN_API_ADMIN_TOKEN", "s3cr3t",
                "_PROD_QUARKUS_OIDC_CLIENT_ID", "s3cr3t-id", "tocsin.list", "abc,s3cr3t-of-two", "quarkus.x", "12",
                "tocsin.path", "dev.tocsin.start.FailedStartTest", "other.name", "shown-name"));
        IllegalStateException failure = new IllegalStateException("expected scheme: ::s3cr3t-url, shown-name, 12",
                new IllegalArgumentException("s3cr3t or s3cr3t-id\n s3cr3t-of-two"));
        failure.addSuppressed(new RuntimeException("got s3cr3t"));

        assertThat(printed(FailedStart.explain(failure, given))).doesNotContain("s3cr3t").contains(
                "expected scheme: (the value of quarkus.oidc.auth-server-url (QUARKUS_OIDC_AUTH_SERVER_URL)), shown-name, 12",
                "(the value of TOCSIN_API_ADMIN_TOKEN) or (the value of _PROD_QUARKUS_OIDC_CLIENT_ID)",
                "(the value of tocsin.list (TOCSIN_LIST))", "\tat dev.tocsin.start.FailedStartTest.");
    }

    @Test
    void defaultsOfTheApplicationAreNoSecrets() {
        String name = getClass().getClassLoader().getResource("application.properties").toString();
        Config given = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
                Map.of("quarkus.application.name", "tocsin"), "PropertiesConfigSource[source=" + name + "]", 250)).build();

        assertThat(printed(FailedStart.explain(new IllegalStateException("tocsin failed"), given))).contains("tocsin failed");
    }

    @Test
    void aFileThatASettingNamesAndThatIsNotThereIsSaidByTheSetting() {
        Config given = config(Map.of("quarkus.http.ssl.certificate.files", "/tls/a.pem,/tls/s3cr3t.pem"));

        for (Exception failure : List.of(new NoSuchFileException("/tls/s3cr3t.pem"),
                new AccessDeniedException("/tls/s3cr3t.pem"),
                new FileNotFoundException("/tls/s3cr3t.pem (No such file or directory)"))) {
            Explanation explanation = FailedStart.explain(new RuntimeException(failure), given);

            assertThat(explanation.exitCode().number()).isEqualTo(78);
            assertThat(printed(explanation).lines()).singleElement().asString()
                    .contains("quarkus.http.ssl.certificate.files (QUARKUS_HTTP_SSL_CERTIFICATE_FILES) names a file")
                    .doesNotContain("s3cr3t");
        }
        assertThat(FailedStart.explain(new NoSuchFileException("/other"), given).exitCode().number()).isEqualTo(70);
    }

    @Test
    void aSettingWhoseValueQuarkusQuotesIsNamed() {
        Config given = config(Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", "::s3cr3t"));
        Explanation explanation = FailedStart
                .explain(new RuntimeException(new ConfigurationException("'::s3cr3t' is invalid")), given);

        assertThat(explanation.exitCode().number()).isEqualTo(78);
        assertThat(printed(explanation)).isEqualTo("Tocsin did not start: QUARKUS_OIDC_AUTH_SERVER_URL has a value that cannot "
                + "be used. Compare it with the documentation of the setting.\n");
    }

    @Test
    void aTakenPortOfTheStandInIsNamedToo() {
        Explanation explanation = explain(new IllegalStateException("tocsin.stand-in.port: port 8090 is taken",
                new BindException("Address already in use")));

        assertThat(explanation.exitCode().number()).isEqualTo(71);
        assertThat(printed(explanation)).contains("tocsin.stand-in.port (TOCSIN_STAND_IN_PORT): port 8090 is taken");
    }

    private static Throwable refusal(String member, String value) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of("tocsin.sample.max-age", "1s",
                "tocsin.sample.max-retries", "1", "tocsin.sample.kind", "auto", "tocsin.sample.name", "n"));
        if (value == null) {
            settings.remove("tocsin.sample." + member);
        } else {
            settings.put("tocsin.sample." + member, value);
        }
        return failureOf(() -> new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(Sample.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100)).build());
    }

    private static Throwable failureOf(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            return new RuntimeException("Failed to start quarkus", failure);
        }
        throw new AssertionError("nothing failed");
    }

    private static Explanation explain(Throwable failure) {
        return FailedStart.explain(failure, SETTINGS);
    }

    private static String printed(Explanation explanation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        explanation.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
