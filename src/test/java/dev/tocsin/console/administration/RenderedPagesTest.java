package dev.tocsin.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.access.People;
import dev.tocsin.access.PeopleConfig;
import dev.tocsin.configuration.declared.DeclaredChange;
import dev.tocsin.configuration.keys.KeyReport;
import dev.tocsin.console.Frame;
import dev.tocsin.console.administration.LoginPage.LoginForm;
import dev.tocsin.console.administration.SystemPage.KeyLine;
import dev.tocsin.console.administration.SystemPage.SystemShown;
import dev.tocsin.console.administration.TokenPages.TokenList;
import dev.tocsin.database.DatabaseServer;
import dev.tocsin.declaration.DeclarationStatus;
import dev.tocsin.declaration.DeclarationStatus.State;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.problem.Invalid;
import dev.tocsin.sns.signature.SigningCertificates.Kept;
import dev.tocsin.watch.Build;
import dev.tocsin.watch.GivenSetting;
import dev.tocsin.watch.HealthChecks.Checked;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What pages show that the application of the tests does not have. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class RenderedPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T05:15:26Z");
    private static final Frame FRAME = new Frame("anna", "admin", true, "x", "/console/system", "", (method, path) -> true);

    @Test
    void whichGroupsOfTheProviderMakeWhichRole() {
        String page = new TokenList(FRAME, List.of(), null, true, null, false,
                new People.Provider("id.example.com", "groups", new Groups())).render();

        assertThat(page).contains("id.example.com").contains("ops&lt;b&gt;</code>, <code class=\"foreign\">root")
                .contains("<code>TOCSIN_API_ADMIN_TOKEN</code> is not set").doesNotContain("No identity provider is set");
    }

    /** In the place of the settings. */
    private record Groups() implements PeopleConfig {

        @Override
        public List<String> adminRoles() {
            return List.of("ops<b>", "root");
        }

        @Override
        public List<String> editorRoles() {
            return List.of("dev");
        }

        @Override
        public List<String> viewerRoles() {
            return List.of("all");
        }
    }

    @Test
    void theWayToTheProvider() {
        String page = new LoginForm("x", "/console", "/console/login/provider?then=%2Fconsole", null, false).render();

        assertThat(page).contains("href=\"/console/login/provider?then=%2Fconsole\">Log in with your organisation</a>");
    }

    @Test
    void aDatabaseThatDoesNotAnswer() {
        String page = system(new DatabaseServer.Facts(null, "db.example.com:5432", null, null, "a token of IAM", null, null,
                null, "connection refused"), new DeclarationStatus(State.NONE, null, null, List.of(), List.of()), null);

        assertThat(page).contains("It does not answer: connection refused").contains("db.example.com:5432")
                .contains("with a token of IAM").contains("have not been looked at yet").doesNotContain("Encryption");
    }

    @Test
    void aFileWithMistakesAndAKeyThatIsMissing() {
        DeclarationStatus failed = new DeclarationStatus(State.FAILED, "/etc/tocsin/<x>.yaml", NOW,
                List.of(new DeclaredChange(DeclaredChange.Action.CHANGE, "slack-channel", "payments", List.of("tags"))),
                List.of(new Invalid("slackChannels[2]", "is wrong", "x")));
        String page = system(new DatabaseServer.Facts("17.1", "db:5432", "tocsin", "tocsin", "a password", "TLSv1.3", 1L,
                new DatabaseServer.Migration("18", "console session", NOW), null), failed,
                new KeyReport("aaaa", Set.of("bbbb"), Map.of("aaaa", 2L, "bbbb", 1L, "cccc", 3L),
                        Map.of("cccc", List.of("workspace:T1")), List.of("configuration:x"), List.of("dddd")));

        assertThat(page).contains("/etc/tocsin/&lt;x&gt;.yaml").contains("Not applied").contains("slackChannels[2]")
                .contains("change slack-channel").contains("Previous, still needed").contains("Missing")
                .contains("3 secrets").contains("1 are still to be sealed anew").contains("Other replicas seal under")
                .contains("configuration:x").contains("TLSv1.3").contains("version 18 (console session)")
                .contains("SimpleNotificationService-1.pem").contains("Expires soon");
    }

    private static String system(DatabaseServer.Facts facts, DeclarationStatus declaration, KeyReport report) {
        return new SystemShown(FRAME, new Build("1.2.3", "1cba675", "unknown", true), facts, "1 bytes",
                List.of(new Checked("well", "Stored secrets can be opened", false, Map.of("key cccc", "3 secrets <b>"))),
                List.of(new GivenSetting("TOCSIN_SECRETS_KEY", "(hidden)", "environment variable")), declaration,
                report == null ? List.of()
                        : report.keys().stream().map(key -> new KeyLine(key, report.state(key), report.under(key))).toList(),
                report,
                List.of(SystemPage.line(new Kept("sns.eu-central-1.amazonaws.com", "SimpleNotificationService-1.pem",
                        NOW.plusSeconds(60)), NOW)),
                9000).render();
    }
}
