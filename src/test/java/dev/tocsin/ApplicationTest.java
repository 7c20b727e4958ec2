package dev.tocsin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.net.URL;
import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApplicationTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;
    @ConfigProperty(name = "quarkus.scheduler.start-mode")
    String startMode;
    @Inject
    Scheduler scheduler;

    @Test
    void isReadyOnceItReachesPostgres() {
        // And has looked at the configurations file.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> given().get(ready).then().statusCode(200).body("status", equalTo("UP")));
    }

    @Test
    void beginsTheScheduledJobsOnlyWhenTheStartHasSucceeded() {
        assertThat(startMode).isEqualTo("halted");
        await().until(scheduler::isRunning);
    }
}
