package dev.tocsin.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The JVM gives the document that Quarkus makes of the build's at the start, the native executable the build's. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class BuiltDocumentTest {

    private final BuiltDocument document = new BuiltDocument();

    @Test
    void nativeExecutableGivesTheSameJsonAsTheJvm() throws IOException {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readTree(document.getJsonDocument()))
                .isEqualTo(json.readTree(given().queryParam("format", "json").get("/openapi").asByteArray()))
                .isNotEmpty();
    }

    @Test
    void nativeExecutableGivesTheSameYamlAsTheJvm() throws IOException {
        YAMLMapper yaml = new YAMLMapper();

        assertThat(yaml.readTree(document.getYamlDocument()))
                .isEqualTo(yaml.readTree(given().get("/openapi").asByteArray())).isNotEmpty();
    }
}
