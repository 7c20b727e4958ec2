package dev.tocsin.console.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.console.Frame;
import dev.tocsin.console.workspace.WorkspacePages.WorkspaceList;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.workspace.AppSettings.Setup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The page of workspaces where nobody has made a Slack app yet. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackAppNotSetUpTest {

    @Test
    void saysWhatToSetAndOffersTheManifestAndTheOtherWay() {
        assertThat(page(true, new Setup(List.of("tocsin.slack.client-id"), false, "display_information:\n  name: <Tocsin>")))
                .contains("<code>tocsin.slack.client-id</code>").contains("name: &lt;Tocsin&gt;")
                .contains("Copy the manifest").contains("Add by a bot token").doesNotContain("/slack/workspaces/install");
    }

    @Test
    void withoutAPublicAddressThatComesFirst() {
        assertThat(page(true, new Setup(List.of("tocsin.public-url", "tocsin.slack.client-id"), false, null)))
                .contains("TOCSIN_PUBLIC_URL").doesNotContain("Copy the manifest");
    }

    @Test
    void whoMayChangeNothingIsOfferedNothing() {
        assertThat(page(false, new Setup(List.of(), true, "display_information:"))).contains("No workspace has authorized")
                .doesNotContain("hx-post").doesNotContain("Add by a bot token");
    }

    private static String page(boolean mayChange, Setup setup) {
        Frame frame = new Frame("anna", "admin", false, "x", "/console/slack/workspaces", "",
                (method, path) -> mayChange || method.equals("GET"));
        return new WorkspaceList(frame, List.of(), null, true, setup).render();
    }
}
