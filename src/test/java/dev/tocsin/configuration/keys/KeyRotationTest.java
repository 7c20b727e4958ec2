package dev.tocsin.configuration.keys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What an operator sees of the keys, in the application as it is put together. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class KeyRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SecretSealer LOST = new SecretSealer(
            Optional.of(Base64.getEncoder().encodeToString(new byte[32])), Optional.empty());

    @Inject
    Pool pool;
    @Inject
    KeyRotation rotation;
    @Inject
    KeyMetrics metrics;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;
    @TestHTTPResource(value = "/metrics", management = true)
    URL numbers;

    @AfterEach
    void nothingStays() {
        pool.query("DELETE FROM configuration WHERE configuration_name = 'key-is-lost'").execute().await().atMost(PATIENCE);
    }

    @Test
    void aSecretWhoseKeyIsNotConfiguredIsShownByWellnessAndMetrics() throws Throwable {
        pool.preparedQuery("""
                INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
                VALUES ('slack-channel', 'key-is-lost', $1)""")
                .execute(Tuple.of(LOST.seal(Secret.of("s3cr3t"), "configuration:key-is-lost"))).await().atMost(PATIENCE);
        String key = LOST.currentKey().orElseThrow();

        VertxContextSupport.subscribeAndAwait(rotation::round);
        metrics.measure();

        String well = given().get(wellness).then().statusCode(503).extract()
                .path("checks.find { it.name == 'Stored secrets can be opened' }.data.'key " + key + "'");
        assertThat(well).contains("configuration:key-is-lost", "tocsin.secrets.previous-keys").doesNotContain("s3cr3t");
        assertThat(given().get(numbers).asString().lines()).contains(
                "tocsin_sealed_secrets{key=\"" + key + "\",state=\"missing\"} 1.0");
    }
}
