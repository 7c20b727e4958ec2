package dev.tocsin;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.net.URL;

import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApplicationTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

    @Test
    void isReadyOnceItReachesPostgres() {
        // And has looked at the configurations file.
        await().untilAsserted(() -> given().get(ready).then().statusCode(200).body("status", equalTo("UP")));
    }
}
