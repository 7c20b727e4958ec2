package dev.tocsin.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.ChatsAlone;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.SampleNotices;
import dev.tocsin.secret.Secret;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The chat in front of a workflow. */
@QuarkusTest
@TestProfile(ChatsAlone.class)
class TeamsPostTest {

    private static final String INVOKE = "/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0"
            + "&sig=s3cr3t-AaBbCcDd_EeFf";
    private static final String FLOW = "/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef" + INVOKE;
    private static final String CARD_FLOW = "/workflows/ca4d456789abcdef0123456789abcdef" + INVOKE;
    private static final Delivered ACCEPTED = new Delivered(202, Optional.empty(), Optional.of(TeamsOutcomes.UNCONFIRMED));

    private final Chats chats;
    ChatStandIn standIn;

    @Inject
    TeamsPostTest(Chats chats) {
        this.chats = chats;
    }

    @BeforeEach
    void forget() {
        standIn.faults().clear();
        standIn.received().clear();
    }

    @Test
    void postsEachFormToTheFlowThatTakesIt() {
        assertThat(post("teams-webhook", FLOW)).isEqualTo(ACCEPTED);
        assertThat(post("teams-webhook-card", CARD_FLOW)).isEqualTo(ACCEPTED);

        assertThat(standIn.received().accepted()).hasSize(2).extracting(Received::uri).containsExactly(FLOW, CARD_FLOW);
    }

    /** It is the same in reality, so nobody must be told more than that it was accepted. */
    @Test
    void cannotTellWhenTheFlowTakesTheOtherForm() {
        assertThat(post("teams-webhook", CARD_FLOW)).isEqualTo(ACCEPTED);

        assertThat(standIn.received().accepted()).isEmpty();
        assertThat(standIn.received().all()).hasSize(1);
    }

    @Test
    void saysWhatBecameOfIt() {
        standIn.faults().add(Fault.answer("/powerautomate", 404, "{\"error\":{\"code\":\"WorkflowNotFound\"}}"));
        standIn.faults().add(Fault.answer("/powerautomate", 429, "").header("Retry-After", "17"));
        standIn.faults().add(Fault.hangUp("/powerautomate"));

        assertThat(post("teams-webhook", FLOW)).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.told()).startsWith("HTTP 404: WorkflowNotFound: there is no such workflow"));
        assertThat(post("teams-webhook", FLOW)).isInstanceOfSatisfying(RetryAfter.class,
                retry -> assertThat(retry.delay()).contains(Duration.ofSeconds(17)));
        assertThat(post("teams-webhook", FLOW))
                .isEqualTo(new RetryAfter(0, "the connection to localhost broke", Optional.empty(), false, true));
    }

    @Test
    void requestsNothingOfAnotherOrigin() {
        Outcome outcome = send("teams-webhook", "https://evil.example" + FLOW);

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.reason()).contains("https://evil.example").doesNotContain("s3cr3t"));
        assertThat(standIn.received().all()).isEmpty();
    }

    @Test
    void isSlowerThanTheOthersAndHasAPreview() {
        Chat teams = chats.forKind("teams-webhook").orElseThrow();

        assertThat(teams.pace()).isEqualTo(new MessagePace(Duration.ofSeconds(3), 2));
        assertThat(chats.forKind("slack-webhook").orElseThrow().pace()).isEqualTo(new MessagePace(Duration.ofSeconds(1), 2));
        assertThat(chats.preview(SampleNotices.posting(SampleNotices.alarm(), Form.FULL)).get("teams").path("type").asText())
                .isEqualTo("message");
    }

    private Outcome post(String kind, String path) {
        return send(kind, standIn.url() + path);
    }

    private Outcome send(String kind, String url) {
        return chats.forKind(kind).orElseThrow().post(new Destination(kind, "", Secret.of(url)),
                SampleNotices.posting(SampleNotices.alarm(), Form.FULL)).await().atMost(Duration.ofSeconds(60));
    }
}
