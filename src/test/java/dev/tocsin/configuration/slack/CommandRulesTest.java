package dev.tocsin.configuration.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.configuration.Check;
import dev.tocsin.problem.Invalid;

class CommandRulesTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/chat";

    @Test
    void commandsAndButtonsNeedARole() {
        assertThat(ofNew("{'commands': true, 'notificationButtons': ['SHOW_LOGS']}")).extracting(Invalid::field)
                .containsExactly("commands", "notificationButtons");
        assertThat(ofNew("{'commands': true}")).singleElement().extracting(Invalid::message).asString()
                .contains("iamRoleArn", "userAuthorizationRequired");
        assertThat(ofNew("{'commands': true, 'notificationButtons': ['APPROVE'], 'iamRoleArn': '" + ROLE + "'}")).isEmpty();
        assertThat(ofNew("{'commands': true, 'userAuthorizationRequired': true}")).isEmpty();
        assertThat(ofNew("{'commands': false, 'commandPeople': ['U1'], 'notificationButtons': []}")).isEmpty();
    }

    @Test
    void whatIsStoredCountsBesideWhatIsChanged() {
        SlackChannelConfiguration channel = new SlackChannelConfiguration();
        assertThat(ofAChange(channel, "{'commands': true}", "commands")).extracting(Invalid::field)
                .containsExactly("commands");
        channel.iamRoleArn = ROLE;
        assertThat(ofAChange(channel, "{'commands': true}", "commands")).isEmpty();
        channel.commands = true;
        assertThat(ofAChange(channel, "{'iamRoleArn': null}", "iamRoleArn")).extracting(Invalid::field)
                .containsExactly("commands");
        assertThat(ofAChange(channel, "{'iamRoleArn': null, 'userAuthorizationRequired': true}", "iamRoleArn",
                "userAuthorizationRequired")).isEmpty();
        assertThat(ofAChange(channel, "{'iamRoleArn': null, 'commands': false}", "iamRoleArn", "commands")).isEmpty();
    }

    /** Those of twenty that are stored already stay, as long as nothing is carried out within them. */
    @Test
    void stsTakesTenGuardrailsAndNoMore() {
        SlackChannelConfiguration channel = new SlackChannelConfiguration();
        channel.iamRoleArn = ROLE;
        channel.guardrailPolicyArns = policies(11);
        assertThat(ofAChange(channel, "{'charts': true}", "charts")).isEmpty();
        assertThat(ofAChange(channel, "{'commands': true}", "commands")).extracting(Invalid::field)
                .containsExactly("guardrailPolicyArns");
        assertThat(ofAChange(channel, "{'notificationButtons': ['SHOW_LOGS']}", "notificationButtons"))
                .singleElement().extracting(Invalid::message).asString().contains("at most 10", "has 11");
        channel.guardrailPolicyArns = policies(10);
        assertThat(ofAChange(channel, "{'commands': true}", "commands")).isEmpty();
    }

    @Test
    void anIncomingWebhookTakesNeither() {
        Check check = new Check();
        CommandRules.refuseBesideWebhook(check, said("{'commands': true, 'commandPeople': ['U1'], 'commandApprovers': ['S1'],"
                + " 'notificationButtons': ['APPROVE']}"));
        assertThat(check.errors()).extracting(Invalid::field)
                .containsExactly("commands", "commandPeople", "commandApprovers", "notificationButtons");

        Check nothing = new Check();
        CommandRules.refuseBesideWebhook(nothing, said("{'commands': false, 'commandPeople': []}"));
        assertThat(nothing.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "U0123456789", "W0123456789", "S0123456789" })
    void usersAndUserGroupsAreNamedByTheirIds(String id) {
        assertThat(people(List.of(id))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "@ada", "ada", "<@U0123456789>", "C0123456789", "U", "u0123456789", "U01 23", "" })
    void whatIsNoIdIsRefusedWithWhereToFindIt(String id) {
        assertThat(people(List.of("U1", id))).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("commandPeople[1]");
            assertThat(error.message()).contains("profile");
        });
    }

    @Test
    void aHundredAreEnough() {
        assertThat(people(Collections.nCopies(100, "U1"))).isEmpty();
        assertThat(people(Collections.nCopies(101, "U1"))).singleElement().extracting(Invalid::message).asString()
                .contains("user group");
        assertThat(people(Collections.singletonList(null))).hasSize(1);
        assertThat(people(null)).isEmpty();
    }

    private static List<Invalid> people(List<String> ids) {
        Check check = new Check();
        CommandRules.people(check, "commandPeople", ids);
        return check.errors();
    }

    private static String[] policies(int number) {
        return IntStream.range(0, number).mapToObj(i -> "arn:aws:iam::aws:policy/P" + i).toArray(String[]::new);
    }

    private static List<Invalid> ofNew(String json) {
        Check check = new Check();
        CommandRules.check(check, said(json));
        return check.errors();
    }

    private static List<Invalid> ofAChange(SlackChannelConfiguration channel, String json, String... named) {
        Check check = new Check();
        CommandRules.check(check, said(json), channel, Set.of(named)::contains);
        return check.errors();
    }

    private static SlackChannelMembers said(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), SlackChannelMembers.class);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
