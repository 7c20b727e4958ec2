package dev.tocsin.console.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

class TypedConfigurationTest {

    private final MultivaluedMap<String, String> form = new MultivaluedHashMap<>();

    @Test
    void ofTheTwoWaysToASlackChannelOnlyTheChosenOneCounts() {
        form.add("slackTeamId", "T1");
        form.add("slackChannelId", "C1");
        form.add("webhookUrl", "https://hooks.slack.com/services/T/B/s3cr3t");
        form.add("webhookDescription", "room");

        form.putSingle("destination", "bot");
        assertThat(ofNew("slack-channel").has("slackTeamId")).isTrue();
        assertThat(ofNew("slack-channel").has("webhookUrl")).isFalse();
        assertThat(ofNew("slack-channel").has("webhookDescription")).isFalse();

        form.putSingle("destination", "incoming-webhook");
        assertThat(ofNew("slack-channel").has("webhookUrl")).isTrue();
        assertThat(ofNew("slack-channel").has("slackTeamId")).isFalse();
        assertThat(ofNew("slack-channel").has("slackChannelId")).isFalse();
    }

    @Test
    void aChangeNamesNothingThatIsForGoodAndNoSecretThatWasNotTyped() {
        form.add("configurationName", "other");
        form.add("slackTeamId", "T2");
        form.add("destination", "bot");
        form.add("webhookUrl", " ");
        form.add("slackChannelName", "");

        ObjectNode said = TypedConfiguration.ofChanged("slack-channel", form);
        assertThat(said.has("configurationName")).isFalse();
        assertThat(said.has("slackTeamId")).isFalse();
        assertThat(said.has("webhookUrl")).isFalse();
        assertThat(said.has("slackChannelName")).isFalse();
        form.putSingle("slackChannelName", "alarms");
        assertThat(TypedConfiguration.ofChanged("slack-channel", form).path("slackChannelName").asText()).isEqualTo("alarms");
    }

    @Test
    void tickedAndPastedTopicsAreOneList() {
        form.put("snsTopicArns", List.of("arn:a", "arn:b", " arn:c \n\narn:a\r\n"));
        assertThat(ofNew("chime-webhook").path("snsTopicArns")).extracting(arn -> arn.asText())
                .containsExactly("arn:a", "arn:b", "arn:c");
    }

    @Test
    void eachKindHasItsOwnMembers() {
        form.add("envelope", "CARD");
        form.add("guardrailPolicyArns", "arn:p");
        assertThat(ofNew("teams-webhook").path("envelope").asText()).isEqualTo("CARD");
        assertThat(ofNew("teams-webhook").has("guardrailPolicyArns")).isFalse();
        assertThat(ofNew("slack-channel").has("envelope")).isFalse();
        assertThat(ofNew("slack-channel").path("guardrailPolicyArns").get(0).asText()).isEqualTo("arn:p");
        assertThat(ofNew("slack-channel").path("userAuthorizationRequired").asBoolean()).isFalse();
    }

    @Test
    void commandsAndButtonsAreTickedAndGoWithAWorkspaceAlone() {
        form.add("destination", "bot");
        form.add("commands", "true");
        form.add("commandPeople", "U0123456789\nS0123456789");
        form.put("notificationButtons", List.of("SHOW_LOGS", "APPROVE"));
        ObjectNode said = ofNew("slack-channel");
        assertThat(said.path("commands").asBoolean()).isTrue();
        assertThat(said.path("commandPeople")).extracting(id -> id.asText()).containsExactly("U0123456789", "S0123456789");
        assertThat(said.path("commandApprovers")).isEmpty();
        assertThat(said.path("notificationButtons")).extracting(name -> name.asText()).containsExactly("SHOW_LOGS", "APPROVE");

        form.putSingle("destination", "incoming-webhook");
        assertThat(ofNew("slack-channel").properties()).extracting(member -> member.getKey())
                .doesNotContain("commands", "commandPeople", "commandApprovers", "notificationButtons");
        assertThat(ofNew("chime-webhook").has("commands")).isFalse();
    }

    private ObjectNode ofNew(String kind) {
        return TypedConfiguration.ofNew(kind, form);
    }
}
