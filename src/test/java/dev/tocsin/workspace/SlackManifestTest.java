package dev.tocsin.workspace;

import static dev.tocsin.workspace.Visitor.admin;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.slack.SlackAppConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.WithDefault;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackManifestTest {

    @Test
    void theOneInTheDocumentationIsTheOneThatIsAnswered() throws Exception {
        assertThat(Files.readString(Path.of("docs", "slack-app-manifest.yaml")))
                .isEqualTo(SlackManifest.yaml("https://tocsin.example.com", scopes(), "/tocsin"));
        assertThat(admin().get("/api/slack/manifest").then().statusCode(200).contentType("application/yaml").extract()
                .asString()).isEqualTo(SlackManifest.yaml("https://tocsin.test", scopes(), "/tocsin"));
    }

    @Test
    void namesTheAddressesThatThereAre() throws IOException {
        String manifest = admin().get("/api/slack/manifest").asString();

        assertThat(manifest).contains("- https://tocsin.test/slack/oauth/callback\n")
                .contains("request_url: https://tocsin.test/slack/events\n")
                .contains("request_url: https://tocsin.test/slack/interactions\n").contains("- chat:write\n")
                .contains("- app_uninstalled\n").contains("- tokens_revoked\n").contains("- app_mention\n")
                .contains("url: https://tocsin.test/slack/commands\n").contains("- command: /tocsin\n").doesNotContain("%");
    }

    @Test
    void namesNothingThatTheScopesDoNotLetItHear() {
        String manifest = SlackManifest.yaml("https://tocsin.test", List.of("chat:write"), "/tocsin");

        assertThat(manifest).doesNotContain("app_mention").doesNotContain("slash_commands")
                .contains("      - tokens_revoked\n  interactivity:\n").contains("    always_online: true\noauth_config:\n");
    }

    /** Those that nobody has set otherwise. */
    private static List<String> scopes() throws NoSuchMethodException {
        return List.of(SlackAppConfig.class.getMethod("scopes").getAnnotation(WithDefault.class).value().split(","));
    }
}
