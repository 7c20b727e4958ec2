package dev.tocsin.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.Tag;
import dev.tocsin.configuration.slack.SlackChannelMembers;
import dev.tocsin.secret.Secret;

class DescribedItemsTest {

    @Test
    void readsAllMembersOfASlackChannel() {
        Item.Configured channel = (Item.Configured) Documents.ofJson(Documents.text("slack-channels.json")).items().get(0);

        assertThat(channel.members()).isEqualTo(new SlackChannelMembers("move-payments-alarms", "T0MOVEPAY", "C0MOVEPAY1",
                "payments-alarms", null, null,
                List.of("arn:aws:sns:eu-central-1:123456789012:payments-alarms", "arn:aws:sns:us-east-1:123456789012:budgets"),
                "arn:aws:iam::123456789012:role/service-role/AWSChatbot-role", LoggingLevel.ERROR, null, null, null, null, null,
                null, null, null,
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), false, null, null, null, null,
                List.of(new Tag("team", "payments"))));
        assertThat(channel.label()).isEqualTo("Acme Payments");
        assertThat(channel.disabledBecause()).isNull();
        assertThat(channel.origin()).isEqualTo(
                new Item.Origin("SlackChannelConfigurations[0]", "slack-channel", "move-payments-alarms", List.of()));
    }

    @Test
    void takesTheNameFromTheArnWhereThereIsNone() {
        for (String arn : List.of("arn:aws:chatbot::123456789012:chat-configuration/slack-channel/alarms",
                "arn:aws:wheatley::123456789012:chat-configuration/slack-channel/alarms",
                "arn:aws-us-gov:chatbot::123456789012:chat-configuration/slack-channel/alarms")) {
            assertThat(only("{\"SlackChannelConfigurations\":[{\"ChatConfigurationArn\":\"" + arn + "\"}]}").origin().name())
                    .as(arn).isEqualTo("alarms");
        }
        assertThat(only("{\"SlackChannelConfigurations\":[{\"ChatConfigurationArn\":\"alarms\"}]}").origin().name()).isNull();
    }

    @Test
    void keepsWhyAwsDisabledIt() {
        Item.Configured channel = (Item.Configured) Documents.ofJson(Documents.text("slack-channels.json")).items().get(1);

        assertThat(channel.disabledBecause()).isEqualTo(
                "was disabled in AWS Chatbot: Denied by a chat applications policy of the organization");
        assertThat(((Item.Configured) only("{\"SlackChannelConfigurations\":[{\"State\":\"DISABLED\",\"StateReason\":\""
                + "a\\u0000b\\n".repeat(200) + "\"}]}")).disabledBecause()).hasSize(255).doesNotContain("\n", "\0");
    }

    @Test
    void findsTheUrlOfAWebhookBesideTheListsOrInTheItem() {
        Document document = Documents.ofJson("""
                {"WebhookConfigurations": [{"ConfigurationName": "a"}, {"ConfigurationName": "b", "WebhookUrl": "https://b"},
                                           {"ConfigurationName": "c"}],
                 "webhookUrls": {"a": "https://a", "z": "https://z"}}""");

        assertThat(document.items()).extracting(item -> ((Item.Configured) item).members().webhookUrl())
                .containsExactly(Secret.of("https://a"), Secret.of("https://b"), null);
        assertThat(document.notes()).singleElement().asString().contains("z").doesNotContain("https", " a");
        assertThat(document.toString()).doesNotContain("https://");
    }

    @Test
    void whatAwsMayAddIsLeftOutAndSaid() {
        Item item = only("{\"SlackChannelConfigurations\":[{\"ConfigurationName\":\"a\",\"Novelty\":{\"x\":1}}]}");

        assertThat(item).isInstanceOf(Item.Configured.class);
        assertThat(item.origin().notes()).containsExactly("Not known here and left out: Novelty");
    }

    @Test
    void tagsThatAwsKeepsForItselfAreLeftOutAndSaid() {
        Item item = only(
                """
                        {"SlackChannelConfigurations": [{"ConfigurationName": "a", "Tags": [
                           {"TagKey": "aws:cloudformation:stack-name", "TagValue": "shop"}, {"TagKey": "team", "TagValue": "shop"}]}]}""");

        assertThat(Documents.channel(item).tags()).containsExactly(new Tag("team", "shop"));
        assertThat(item.origin().notes())
                .containsExactly("Left out: tags that AWS keeps for itself (aws:cloudformation:stack-name)");
    }

    @Test
    void theWordsOfYamlForTrueAndFalseAreTaken() {
        for (String word : List.of("true", "Yes", "on")) {
            assertThat(Documents.channel(only("{\"SlackChannelConfigurations\":[{\"UserAuthorizationRequired\":\"" + word
                    + "\"}]}")).userAuthorizationRequired()).as(word).isTrue();
        }
        assertThat(Documents.channel(only("{\"SlackChannelConfigurations\":[{\"UserAuthorizationRequired\":\"No\"}]}"))
                .userAuthorizationRequired()).isFalse();
    }

    @Test
    void saysWhereEachMistakeIs() {
        Item.Faulty faulty = (Item.Faulty) only(
                """
                        {"SlackChannelConfigurations": [{"ConfigurationName": "a", "SlackTeamId": {}, "SnsTopicArns": ["x", null, []],
                          "LoggingLevel": "DEBUG", "GuardrailPolicyArns": "x", "UserAuthorizationRequired": "perhaps", "Tags": [1]}]}""");

        assertThat(faulty.errors()).extracting(error -> error.field() + " " + error.message() + " " + error.rejectedValue())
                .containsExactly("SlackChannelConfigurations[0].SlackTeamId must be a string null",
                        "SlackChannelConfigurations[0].GuardrailPolicyArns must be a list null",
                        "SlackChannelConfigurations[0].UserAuthorizationRequired must be true or false perhaps",
                        "SlackChannelConfigurations[0].SnsTopicArns[1] must be a string null",
                        "SlackChannelConfigurations[0].SnsTopicArns[2] must be a string null",
                        "SlackChannelConfigurations[0].LoggingLevel must be NONE, ERROR or INFO DEBUG",
                        "SlackChannelConfigurations[0].Tags[0] must be an object null");
        assertThat(only("{\"WebhookConfigurations\":[7]}")).isInstanceOf(Item.Faulty.class);
    }

    @Test
    void aSecondOfTheSameNameIsAMistake() {
        Document document = Documents.ofJson("""
                {"SlackChannelConfigurations": [{"ConfigurationName": "a"}, {"ConfigurationName": "a"}],
                 "WebhookConfigurations": [{"ConfigurationName": "a"}, {"ConfigurationName": "b"}]}""");

        assertThat(document.items()).extracting(Object::getClass).extracting(Class::getSimpleName)
                .containsExactly("Configured", "Faulty", "Faulty", "Configured");
    }

    @Test
    void saysThatThereIsMore() {
        assertThat(Documents.ofJson("{\"SlackChannelConfigurations\":[],\"NextToken\":\"abc\"}").notes()).singleElement()
                .asString().contains("NextToken").doesNotContain("abc");
    }

    @Test
    void whatIsNoneOfThisIsRefused() {
        for (String text : List.of("[]", "{}", "7", "null", "{\"webhookUrls\":{}}", "{\"SlackChannelConfigurations\":{}}",
                "{\"SlackChannelConfigurations\":[],\"slackChannels\":[]}",
                "{\"SlackChannelConfigurations\":[],\"Parameters\":{}}",
                "{\"WebhookConfigurations\":[],\"webhookUrls\":[]}", "{\"WebhookConfigurations\":[],\"webhookUrls\":{\"a\":7}}",
                "{\"SlackChannelConfigurations\":[" + "{},".repeat(500) + "{}]}", "{\"Resources\":[]}")) {
            assertThatThrownBy(() -> Documents.ofJson(text)).as(text).isInstanceOf(Unreadable.class);
        }
    }

    private static Item only(String text) {
        Document document = Documents.ofJson(text);
        assertThat(document.items()).hasSize(1);
        return document.items().get(0);
    }
}
