package dev.tocsin.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.configuration.Tag;
import dev.tocsin.configuration.slack.SlackChannelMembers;

class TemplateItemsTest {

    private static final String[] STACK = { "AWS::Region=eu-west-1", "AWS::AccountId=012345678901", "Channel=C0MOVESHOP" };

    @Test
    void readsAChannelThroughParametersAndFunctions() {
        Item.Configured channel = (Item.Configured) bySource(Documents.ofYaml(Documents.text("template.yaml"), STACK))
                .get("Resources.AlarmChannel");

        assertThat(channel.members())
                .isEqualTo(new SlackChannelMembers("move-shop-alarms-prod", "T0MOVETPL", "C0MOVESHOP", null,
                        null, null,
                        List.of("arn:aws:sns:eu-west-1:012345678901:shop-alarms-prod",
                                "arn:aws:sns:eu-west-1:012345678901:security"),
                        null, LoggingLevel.ERROR, null, null, null, null, null, null, null, null,
                        List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), true, null, null, null, null,
                        List.of(new Tag("stage", "prod"))));
        assertThat(channel.origin().notes()).singleElement().asString()
                .startsWith("Left out: Resources.AlarmChannel.Properties.IamRoleArn.Fn::GetAtt").contains("ChatRole.Arn");
    }

    @Test
    void readsMappingsConditionsListsAndJoins() {
        Item.Configured channel = (Item.Configured) bySource(Documents.ofYaml(Documents.text("template.yaml")))
                .get("Resources.CostChannel");

        assertThat(channel.members()).isEqualTo(new SlackChannelMembers("move-shop-costs", "T0MOVETPL", "C0MOVECOST", null,
                null,
                null, List.of("arn:aws:sns:us-east-1:012345678901:budgets", "arn:aws:sns:us-east-1:012345678901:anomalies"),
                "arn:aws:iam::012345678901:role/chat", LoggingLevel.INFO, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null));
    }

    @Test
    void conditionsDecideWhatIsThere() {
        String template = Documents.text("template.yaml");

        assertThat(bySource(Documents.ofYaml(template, STACK))).containsKey("Resources.CostChannel")
                .doesNotContainKey("Resources.TestChannel");
        assertThat(bySource(Documents.ofYaml(template, "Stage=test"))).containsKey("Resources.TestChannel")
                .doesNotContainKey("Resources.CostChannel");
    }

    @Test
    void saysWhatOnlyTheStackKnowsAndHowToSupplyIt() {
        Item.Faulty faulty = (Item.Faulty) bySource(Documents.ofYaml(Documents.text("template.yaml")))
                .get("Resources.DeployChannel");

        assertThat(faulty.errors()).extracting(error -> error.field()).containsExactly(
                "Resources.DeployChannel.Properties.SlackChannelId.Ref",
                "Resources.DeployChannel.Properties.SnsTopicArns[0].Ref",
                "Resources.DeployChannel.Properties.SnsTopicArns[1].Fn::ImportValue");
        assertThat(faulty.errors().get(0).message()).contains("has no default").contains("?parameter=Channel=...");
        assertThat(faulty.toSupply()).containsExactly("Channel", "DeployTopic", "shared-deployments");
        assertThat(faulty.origin().name()).isEqualTo("move-shop-deployments");
    }

    @Test
    void whatIsSuppliedTakesThePlaceOfResources() {
        String template = Documents.text("template.yaml").replace("- !ImportValue shared-deployments", "");

        Item.Configured channel = (Item.Configured) bySource(Documents.ofYaml(template, "Channel=C1",
                "DeployTopic=arn:aws:sns:eu-west-1:012345678901:deploy", "ChatRole.Arn=arn:aws:iam::012345678901:role/chat"))
                .get("Resources.DeployChannel");

        assertThat(channel.members().snsTopicArns()).containsExactly("arn:aws:sns:eu-west-1:012345678901:deploy");
        assertThat(channel.members().iamRoleArn()).isEqualTo("arn:aws:iam::012345678901:role/chat");
    }

    @Test
    void whatAnotherStackExportsAndWhatOnlyCloudFormationLooksUpCanBeSupplied() {
        Item item = Documents.ofJson("""
                {"Resources": {"Channel": {"Type": "AWS::Chatbot::SlackChannelConfiguration", "Properties": {
                   "ConfigurationName": "a", "SlackChannelId": "{{resolve:ssm:/chat/channel:1}}",
                   "SlackWorkspaceId": "T{{resolve:ssm:/chat/team}}X",
                   "SnsTopicArns": [{"Fn::ImportValue": "shared-alarms"}]}}}}""", "{{resolve:ssm:/chat/channel:1}}=C0OPS",
                "{{resolve:ssm:/chat/team}}=0TEAM", "shared-alarms=arn:aws:sns:eu-west-1:123456789012:alarms").items().get(0);

        assertThat(Documents.channel(item).slackChannelId()).isEqualTo("C0OPS");
        assertThat(Documents.channel(item).slackTeamId()).isEqualTo("T0TEAMX");
        assertThat(Documents.channel(item).snsTopicArns()).containsExactly("arn:aws:sns:eu-west-1:123456789012:alarms");
    }

    @Test
    void rulesThatSendToAwsChatbotDirectlyAreNamed() {
        assertThat(Documents.ofJson("""
                {"Resources": {
                   "Direct": {"Type": "AWS::CodeStarNotifications::NotificationRule", "Properties": {"Targets": [
                      {"TargetType": "AWSChatbotSlack",
                       "TargetAddress": "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/a"}]}},
                   "ByTopic": {"Type": "AWS::CodeStarNotifications::NotificationRule", "Properties": {"Targets": [
                      {"TargetType": "SNS", "TargetAddress": {"Ref": "Topic"}}]}}}}""").notes()).singleElement().asString()
                .contains("Direct").contains("TargetType SNS").doesNotContain("ByTopic");
    }

    @Test
    void whatTocsinDoesNotHaveIsSaid() {
        Map<String, Item> items = bySource(Documents.ofYaml(Documents.text("template.yaml")));

        assertThat(items.get("Resources.Restart")).isInstanceOf(Item.Unsupported.class);
        assertThat(items.get("Resources.Restart").origin().kind()).isEqualTo("custom-action");
        assertThat(items).doesNotContainKeys("Resources.AlarmTopic", "Resources.ChatRole");
    }

    @Test
    void readsWhatTheCdkSynthesizes() {
        Item.Configured channel = (Item.Configured) Documents.ofJson(Documents.text("template.json"), "AWS::Region=eu-west-1",
                "AWS::AccountId=123456789012").items().get(0);

        assertThat(channel.members().iamRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/chat/synth-chat");
        assertThat(Documents.channel(channel).guardrailPolicyArns()).containsExactly("arn:aws:iam::aws:policy/ReadOnlyAccess");
        assertThat(channel.members().snsTopicArns()).containsExactly("arn:aws:sns:eu-west-1:123456789012:synth-alarms",
                "arn:aws:sns:eu-west-1:123456789012:second");
        assertThat(channel.origin().notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Ref": "AWS::Region"}                                              | AWS::Region
            {"Ref": "FromSsm"}                                                  | FromSsm
            {"Ref": "Nowhere"}                                                  | Nowhere
            {"Fn::GetAtt": "Topic.Owner"}                                       | Topic.Owner
            {"Fn::Sub": "x-${Topic.Owner}-${AWS::StackName}"}                   | Topic.Owner AWS::StackName
            {"Fn::Sub": ["${a}", {"a": {"Ref": "AWS::AccountId"}}]}             | AWS::AccountId
            {"Fn::Join": ["", ["a", {"Ref": "AWS::AccountId"}]]}                | AWS::AccountId
            {"Fn::Select": [0, [{"Ref": "AWS::AccountId"}]]}                    | AWS::AccountId
            {"Fn::Split": [",", {"Ref": "AWS::AccountId"}]}                     | AWS::AccountId
            {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "x"]}               | AWS::Region
            {"Fn::If": ["InRegion", "a", "b"]}                                  | AWS::Region
            {"Fn::ImportValue": "shared"}                                       | shared
            {"Fn::ImportValue": {"Fn::Sub": "shared-${AWS::Region}"}}           | AWS::Region
            {"Fn::Transform": {"Name": "AWS::Include"}}                         |
            {"Fn::If": ["NoSuchCondition", "a", "b"]}                           |
            {"Fn::Select": [7, ["a"]]}                                          |
            {"Fn::FindInMap": ["M", "a", "x"]}                                  |
            {{resolve:ssm:/chat/channel:1}}                                     | {{resolve:ssm:/chat/channel:1}}
            """)
    void whatCannotBeKnownIsNeverGuessed(String value, String toSupply) {
        String json = value.startsWith("{{") ? "\"" + value + "\"" : value;
        Item item = Documents.ofJson("""
                {"Parameters": {"FromSsm": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/chat/channel"}},
                 "Conditions": {"InRegion": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}},
                 "Resources": {
                   "Topic": {"Type": "AWS::SNS::Topic"},
                   "Channel": {"Type": "AWS::Chatbot::SlackChannelConfiguration", "Properties": {"SlackChannelId": %s}}}}"""
                .formatted(json)).items().get(0);

        assertThat(item).isInstanceOf(Item.Faulty.class);
        assertThat(((Item.Faulty) item).errors()).isNotEmpty()
                .allMatch(error -> error.field().startsWith("Resources.Channel.Properties.SlackChannelId")
                        || error.field().startsWith("Conditions.InRegion"));
        assertThat(((Item.Faulty) item).toSupply())
                .containsExactly(toSupply == null ? new String[0] : toSupply.split(" "));
    }

    @Test
    void aTemplateThatRefersToItselfComesToAnEnd() {
        assertThat(channelId("{\"Ref\": \"Topic\"}", "\"Topic\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": "
                + "{\"TopicName\": {\"Ref\": \"Topic\"}}},", "")).isInstanceOf(Item.Faulty.class);
        assertThat(channelId("{\"Fn::If\": [\"A\", 1, 2]}", "",
                ", \"Conditions\": {\"A\": {\"Fn::Not\": [{\"Condition\": \"A\"}]}}")).isInstanceOf(Item.Faulty.class);
        String bomb = "{\"Fn::Equals\": [1, 1]}";
        StringBuilder conditions = new StringBuilder("\"C0\": " + bomb);
        for (int i = 1; i < 50; i++) {
            conditions.append(", \"C%d\": {\"Fn::And\": [{\"Condition\": \"C%d\"}, {\"Condition\": \"C%d\"}]}".formatted(i,
                    i - 1, i - 1));
        }
        assertThatThrownBy(
                () -> channelId("{\"Fn::If\": [\"C19\", 1, 2]}", "", ", \"Conditions\": {" + conditions + "}"))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void aTextOfManyVariablesThatNobodyKnowsIsNotWorkedOutToItsEnd() {
        assertThatThrownBy(() -> channelId("{\"Fn::Sub\": \"" + "${A}".repeat(10_000) + "\"}", "", ""))
                .isInstanceOf(Unreadable.class);
    }

    private static Item channelId(String value, String resources, String members) {
        return Documents.ofJson("{\"Resources\": {" + resources + "\"Channel\": {\"Type\": "
                + "\"AWS::Chatbot::SlackChannelConfiguration\", \"Properties\": {\"SlackChannelId\": " + value + "}}}" + members
                + "}").items().get(0);
    }

    private static Map<String, Item> bySource(Document document) {
        return document.items().stream().collect(Collectors.toMap(item -> item.origin().source(), Function.identity()));
    }
}
