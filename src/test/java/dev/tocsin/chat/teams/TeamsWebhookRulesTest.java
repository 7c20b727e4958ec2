package dev.tocsin.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.SmallRyeConfigBuilder;

class TeamsWebhookRulesTest {

    private static final TeamsConfig DEFAULTS = new SmallRyeConfigBuilder().withMapping(TeamsConfig.class).build()
            .getConfigMapping(TeamsConfig.class);
    private static final String INVOKE = "/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke";
    private static final String QUERY = "&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cr3t-AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp_QqR";
    private static final String LOGIC_APPS = "https://prod-12.westeurope.logic.azure.com:443";
    private static final String POWER = "https://default0123456789abcdef0123456789abcd.6a.environment.api.powerplatform.com:443";

    private final TeamsWebhookRules rules = new TeamsWebhookRules(DEFAULTS);

    @ParameterizedTest
    @ValueSource(strings = {
            LOGIC_APPS + INVOKE + "?api-version=2016-06-01" + QUERY,
            "https://prod-12.westeurope.logic.azure.com" + INVOKE + "?api-version=2016-06-01" + QUERY,
            POWER + "/powerautomate/automations/direct" + INVOKE + "?api-version=1" + QUERY,
            POWER + "/powerautomate/automations/direct/cu/05" + INVOKE + "?api-version=1" + QUERY,
            "https://0123456789abcdef0123456789abcd.6a.environment.api.powerplatform.com/powerautomate/automations/direct"
                    + INVOKE
                    + "?api-version=1" + QUERY })
    void takesAWorkflow(String url) {
        assertThat(rules.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            LOGIC_APPS + INVOKE,
            LOGIC_APPS + INVOKE + "?api-version=1&sv=1.0",
            LOGIC_APPS + INVOKE + "?api-version=1&sig=",
            LOGIC_APPS + INVOKE + "?api-version=1&sig=a&sig=s3cr3ts3cr3t",
            LOGIC_APPS + INVOKE + "?api-version=1&sig=s3cr3ts3cr3t&SIG=s3cr3ts3cr3t",
            LOGIC_APPS + INVOKE + "?api-version=1&design=s3cr3ts3cr3t",
            LOGIC_APPS + "/workflows/../triggers/manual/paths/invoke?sig=s3cr3ts3cr3t",
            LOGIC_APPS + "/workflows/s3cr3t/runs?sig=s3cr3ts3cr3t",
            LOGIC_APPS + "/?sig=s3cr3ts3cr3t",
            "https://logic.azure.com" + INVOKE + "?sig=s3cr3ts3cr3t",
            "https://x.logic.azure.com.evil.example" + INVOKE + "?sig=s3cr3ts3cr3t",
            "http://x.logic.azure.com" + INVOKE + "?sig=s3cr3ts3cr3t",
            "https://x.logic.azure.com:8443" + INVOKE + "?sig=s3cr3ts3cr3t",
            "not a URL s3cr3t", "" })
    void objectsToEverythingElseAndKeepsTheSecret(String url) {
        assertThat(rules.objection(url)).hasValueSatisfying(objection -> assertThat(objection).doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://example.webhook.office.com/webhookb2/s3cr3t/IncomingWebhook/s3cr3t/1",
            "https://EXAMPLE.webhook.office.com:443/webhookb2/s3cr3t", "https://outlook.office.com/webhook/s3cr3t",
            "https://outlook.office365.com/webhook/s3cr3t" })
    void tellsOwnersOfConnectorsWhereToGo(String url) {
        assertThat(rules.objection(url)).hasValueSatisfying(objection -> assertThat(objection)
                .startsWith("Office 365 connectors (webhook.office.com) are retired").contains("workflow")
                .doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "sig=s3cr3t", "sig=", "sig=s3cr3t!s3cr3t", "SIG=s3cr3ts3cr3t" })
    void saysWhatIsWrongWithTheSignatureThatIsThere(String signature) {
        assertThat(rules.objection(LOGIC_APPS + INVOKE + "?api-version=1&" + signature)).hasValueSatisfying(
                objection -> assertThat(objection).contains("8 to 200", "too short").doesNotContain("s3cr3t"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(rules.objection(LOGIC_APPS + INVOKE + "?api-version=1")).hasValueSatisfying(
                objection -> assertThat(objection).contains("sig=").contains("whole"));
        assertThat(rules.objection(LOGIC_APPS + "/other?sig=s3cr3ts3cr3t")).hasValueSatisfying(
                objection -> assertThat(objection).contains("/workflows/"));
    }

    @Test
    void refusesASettingThatLetsInTooMuch() {
        assertThatThrownBy(() -> new TeamsWebhookRules(() -> List.of("https://*.com")))
                .hasMessageStartingWith("tocsin.teams.webhook-origins must be").hasMessageContaining("(https://*.com)");
    }
}
