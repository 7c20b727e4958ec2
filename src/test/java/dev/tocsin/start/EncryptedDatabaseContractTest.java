package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.database.TlsPostgres;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A server that encrypts, or does not, and a URL that wants it otherwise: each is said at once, with what to do. */
class EncryptedDatabaseContractTest {

    private static TlsPostgres postgres;

    private final List<String> log = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        postgres = TlsPostgres.startIn(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void aUrlThatSaysNothingOfEncryptionIsGoodForAServerThatDoesNotDemandIt() throws InterruptedException {
        await("localhost", "", "postgres");

        assertThat(log).isEmpty();
    }

    @Test
    void aServerThatDemandsEncryptionIsSaidToAndNotAwaited() {
        assertThatThrownBy(() -> await("localhost", "", "encrypted")).isInstanceOfSatisfying(NoStart.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSES);
            assertThat(failure.getMessage()).contains("admits only encrypted connections", "QUARKUS_DATASOURCE_REACTIVE_URL",
                    "?sslmode=verify-full&sslrootcert=", "?sslmode=require");
        });
        assertThat(log).isEmpty();
    }

    @Test
    void aRoleThatIsNotAdmittedAtAllIsNoMatterOfEncryption() throws InterruptedException {
        await("localhost", "", "nobody");

        assertThat(explained("localhost", "sslmode=disable", "nobody")).contains("does not admit user nobody");
    }

    @Test
    void encryptionLeavesOnlyThePasswordToAskFor() throws InterruptedException {
        await("localhost", "sslmode=require", "encrypted");

        assertThat(explained("localhost", "sslmode=require", "encrypted")).contains("refuses the password of user encrypted");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotAwaitedAndExplained() throws InterruptedException {
        String parameters = "sslmode=verify-full&sslrootcert=" + postgres.otherAuthority();
        await("localhost", parameters, "postgres");

        assertThat(log).isEmpty();
        assertThat(explained("localhost", parameters, "postgres")).contains("shows a certificate that is not trusted",
                "sslrootcert");
    }

    @Test
    void aCertificateOfAnotherHostIsNotAwaitedAndExplained() throws InterruptedException {
        String parameters = "sslmode=verify-full&sslrootcert=" + postgres.authority();
        await("127.0.0.1", parameters, "postgres");

        assertThat(log).isEmpty();
        assertThat(explained("127.0.0.1", parameters, "postgres")).contains("a certificate of another host", "verify-ca");
    }

    @Test
    void aServerThatCannotEncryptIsNotAwaitedAndExplained() throws InterruptedException, SQLException {
        postgres.encrypt(false);
        try {
            await("localhost", "sslmode=require", "postgres");

            assertThat(log).isEmpty();
            assertThat(explained("localhost", "sslmode=require", "postgres")).contains("cannot encrypt", "ssl = on");
        } finally {
            postgres.encrypt(true);
        }
    }

    private void await(String host, String parameters, String user) throws InterruptedException {
        AwaitedDatabase.of(config(host, parameters, user), log::add).await();
    }

    /** As the migration's failure is. */
    private static String explained(String host, String parameters, String user) {
        String url = "jdbc:" + postgres.url(host, parameters);
        SQLException failure = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url, user, "wrong"));
        Explanation explanation = FailedStart.explain(new IllegalStateException(failure), config(host, parameters, user));

        assertThat(explanation.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSES);
        return String.join("\n", explanation.lines());
    }

    private static Config config(String host, String parameters, String user) {
        Map<String, String> settings = Map.of(StartSettings.DATABASE_URL, postgres.url(host, parameters),
                StartSettings.DATABASE_USER, user, "tocsin.database.wait", "0s");
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 300, new DurationConverter())
                .build();
    }
}
