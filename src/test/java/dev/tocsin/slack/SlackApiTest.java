package dev.tocsin.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.Secret;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SlackApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final SlackApp APP = new SlackApp(SlackTeams.CLIENT_ID, Secret.of(SlackTeams.CLIENT_SECRET));

    ChatStandIn standIn;

    @Inject
    SlackApi slack;

    @AfterEach
    void clear() {
        standIn.faults().clear("/api/auth.test");
        standIn.faults().clear("/api/conversations.info");
    }

    @Test
    void tellsWhoseATokenIs() {
        standIn.slack().name("T0WHO", "Acme <&>");

        BotIdentity identity = slack.authTest(Secret.of("xoxb-s3cr3t-T0WHO")).await().atMost(PATIENCE);

        assertThat(identity.workspaceId()).isEqualTo("T0WHO");
        assertThat(identity.name()).contains("Acme <&>");
        assertThat(identity.botUserId()).contains(SlackTeams.BOT_USER_ID);
        assertThat(identity.enterpriseId()).isEmpty();
        assertThat(identity.scopes()).contains("chat:write", "team:read");
    }

    @Test
    void takesAnInstallationForAWholeOrganisationAsTheOrganisations() {
        BotIdentity identity = slack.authTest(Secret.of("xoxb-s3cr3t-E0ORG")).await().atMost(PATIENCE);

        assertThat(identity.workspaceId()).isEqualTo("E0ORG");
        assertThat(identity.enterpriseId()).contains("E0ORG");
    }

    @Test
    void knowsPublicPrivateAndArchivedChannels() {
        standIn.slack().channel("T0CH", new SlackTeams.Channel("C0OPEN", "alarms", false, false, false));
        standIn.slack().channel("T0CH", new SlackTeams.Channel("C0SHUT", "board", true, false, true));
        standIn.slack().channel("T0CH", new SlackTeams.Channel("C0FOREIGN", "secrets", true, false, false));
        standIn.slack().channel("T0CH", new SlackTeams.Channel("C0OLD", "old", false, true, false));

        assertThat(channel("C0OPEN")).isEqualTo(new SlackChannel("C0OPEN", Optional.of("alarms"), false, false, false));
        assertThat(channel("C0SHUT")).isEqualTo(new SlackChannel("C0SHUT", Optional.of("board"), true, false, true));
        assertThat(channel("C0OLD").isArchived()).isTrue();
        assertRefused(slack.conversationsInfo(token(), "C0FOREIGN"), "channel_not_found");
        assertRefused(slack.conversationsInfo(token(), "nothing"), "channel_not_found");
    }

    @Test
    void passesOnWhySlackRefuses() {
        Secret token = Secret.of("xoxb-s3cr3t-gone-T0CH");
        slack.authRevoke(token).await().atMost(PATIENCE);

        assertRefused(slack.authTest(token), "token_revoked");
        assertRefused(slack.authRevoke(token), "token_revoked");
        assertRefused(slack.authTest(Secret.of("xoxp-s3cr3t")), "invalid_auth");
        assertRefused(slack.exchange(APP, Secret.of("s3cr3t-code"), "https://tocsin.test/"), "invalid_code");
        assertRefused(slack.refresh(APP, Secret.of("s3cr3t-refresh")), "invalid_refresh_token");
        assertRefused(slack.refresh(new SlackApp(SlackTeams.CLIENT_ID, Secret.of("s3cr3t")), Secret.of("s3cr3t")),
                "bad_client_secret");
        assertRefused(slack.refresh(new SlackApp("1.1", Secret.of("s3cr3t")), Secret.of("s3cr3t")), "invalid_client_id");
    }

    @Test
    void tellsARateLimitAndHowLongToWait() {
        standIn.faults().add(Fault.answer("/api/auth.test", 429, "").header("Retry-After", "30"));
        assertFault().isInstanceOfSatisfying(SlackFault.Limited.class,
                limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(30)));

        standIn.faults().add(Fault.answer("/api/auth.test", 200, "{\"ok\":false,\"error\":\"ratelimited\"}"));
        assertFault().isInstanceOfSatisfying(SlackFault.Limited.class,
                limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        standIn.faults().add(Fault.answer("/api/auth.test", 429, "").header("Retry-After", "999999999"));
        assertFault().isInstanceOfSatisfying(SlackFault.Limited.class,
                limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofHours(1)));
    }

    @Test
    void takesWhatIsNoAnswerForSlacksAbsence() {
        for (Fault fault : new Fault[] { Fault.answer("/api/auth.test", 503, "s3cr3t"), Fault.hangUp("/api/auth.test"),
                Fault.answer("/api/auth.test", 200, "<html>s3cr3t"), Fault.answer("/api/auth.test", 200, ""),
                Fault.answer("/api/auth.test", 200, "{\"ok\":false,\"error\":\"A <s3cr3t>\"}"),
                Fault.answer("/api/auth.test", 200, "{\"ok\":false,\"error\":\"internal_error\"}"),
                Fault.answer("/api/auth.test", 200, "{\"ok\":true}"),
                Fault.answer("/api/auth.test", 302, "").header("Location", standIn.url() + "/elsewhere"),
                Fault.answer("/api/auth.test", 200,
                        "{\"ok\":true,\"team_id\":\"T1\",\"more\":\"" + "x".repeat(2_200_000) + "\"}") }) {
            standIn.faults().add(fault);

            assertFault().as(fault.status() + " " + fault.then()).isInstanceOf(SlackFault.Unavailable.class)
                    .hasMessageNotContaining("s3cr3t").hasNoCause();
        }
    }

    @Test
    void doesNotWaitForSlackForEver() {
        standIn.faults().add(Fault.silence("/api/auth.test"));

        assertFault().isInstanceOf(SlackFault.Unavailable.class).hasMessageContaining("cannot be reached");
    }

    private AbstractThrowableAssert<?, ?> assertFault() {
        return assertThatThrownBy(() -> slack.authTest(token()).await().atMost(PATIENCE));
    }

    private static void assertRefused(Uni<?> call, String code) {
        assertThatThrownBy(() -> call.await().atMost(PATIENCE)).isInstanceOfSatisfying(SlackFault.Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private SlackChannel channel(String id) {
        return slack.conversationsInfo(token(), id).await().atMost(PATIENCE);
    }

    private static Secret token() {
        return Secret.of("xoxb-s3cr3t-T0CH");
    }
}
