package dev.tocsin.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.Partition;

/** What is in docs/iam says what the templates say. */
class PolicyFilesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/iam");
    private static final Path DOCS = Path.of("docs/iam");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT = "123456789012";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

    @Test
    void everyTemplateHasItsFileAndEveryFileIsATemplate() throws IOException {
        assertThat(names(TEMPLATES)).isEqualTo(Stream.of(KnownTemplate.values()).map(KnownTemplate::templateName)
                .collect(Collectors.toSet()));
    }

    @Test
    void theTerraformModuleHasTheTemplatesThemselves() throws IOException {
        Path copies = DOCS.resolve("tocsin-role/policies");
        assertThat(names(copies)).isEqualTo(names(TEMPLATES).stream().filter(name -> name.matches("(tocsin|trust)-.*"))
                .collect(Collectors.toSet()));
        for (String name : names(copies)) {
            assertThat(copies.resolve(name + ".json"))
                    .as("cp src/main/resources/iam/%s.json docs/iam/tocsin-role/policies/", name)
                    .hasSameTextualContentAs(TEMPLATES.resolve(name + ".json"));
        }
    }

    @Test
    void theTerraformModuleKnowsAValueForEveryBlankAndATemplateForEveryName() throws IOException {
        String module = Files.readString(DOCS.resolve("tocsin-role/policies.tf"));
        for (String name : names(DOCS.resolve("tocsin-role/policies"))) {
            assertThat(module).contains(name);
            String document = Files.readString(TEMPLATES.resolve(name + ".json"));
            for (String blank : new Blanks(Map.of()).fill(document).left()) {
                assertThat(module).as(name).containsPattern("(?m)^ +" + blank.toLowerCase(Locale.ROOT) + " += ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "PodIdentity, trust-pod-identity, AWS", "IRSA, trust-irsa, CHINA", "Tocsin, trust-account-role, GOV_CLOUD" })
    void theCloudFormationRoleSaysWhatTheTemplatesSay(String assumedBy, String trust, Partition partition) throws IOException {
        Map<String, ObjectNode> templates = templates(new Scope(partition, Optional.of(ACCOUNT), Optional.empty()));
        Map<?, ?> role = role(partition, Map.of("AssumedBy", assumedBy, "ManageTopicAttributes", "true",
                "LogToCloudWatch", "true", "ReadMetrics", "true", "ReadTags", "true", "NameAccounts", "true", "TopicKeyArn",
                templates.get("tocsin-test-encrypted")
                        .at("/Statement/0/Resource").asText()));

        // The identity provider of a cluster is of the account in which the role is made.
        String expected = templates.get(trust).toString().replace("iam::TOCSIN_ACCOUNT:oidc", "iam::" + ACCOUNT + ":oidc");
        assertThat(json(role.get("AssumeRolePolicyDocument"))).isEqualTo(json(expected));
        Map<String, JsonNode> policies = policies(role);
        assertThat(policies.keySet()).containsExactlyInAnyOrder("tocsin-subscribe", "tocsin-list-topics", "tocsin-test",
                "tocsin-test-encrypted", "tocsin-manage-topic-attributes", "tocsin-cloudwatch-logs",
                "tocsin-charts", "tocsin-context", "tocsin-organization");
        policies.forEach((name, document) -> assertThat(document).as(name).isEqualTo(templates.get(name)));
    }

    @Test
    void theCloudFormationRoleHasByDefaultNoMoreThanWhatIsNeededForTopicsAndTests() throws IOException {
        assertThat(policies(role(Partition.AWS, Map.of())).keySet()).containsExactlyInAnyOrder("tocsin-subscribe",
                "tocsin-list-topics", "tocsin-test");
    }

    @Test
    void theCloudFormationRoleThatAssumesOthersHasNoRightsOnTopicsItself() throws IOException {
        List<String> roles = List.of("arn:aws:iam::111122223333:role/tocsin", "arn:aws:iam::444455556666:role/tocsin");
        Map<String, JsonNode> policies = policies(role(Partition.AWS, Map.of("AccountRoleArns", roles,
                "ManageTopicAttributes", "true")));

        assertThat(policies.keySet()).containsExactlyInAnyOrder("tocsin-assume-role", "tocsin-list-topics");
        ObjectNode expected = templates(new Scope(Partition.AWS, Optional.of(ACCOUNT), Optional.empty()))
                .get("tocsin-assume-role");
        ((ObjectNode) expected.at("/Statement/0")).set("Resource", MAPPER.valueToTree(roles));
        assertThat(policies.get("tocsin-assume-role")).isEqualTo(expected);
    }

    @Test
    void theCloudFormationRoleAssumesTheRolesOfConfigurationsThatAreNamed() throws IOException {
        List<String> roles = List.of("arn:aws:iam::111122223333:role/charts", "arn:aws:iam::444455556666:role/charts");
        Map<String, JsonNode> policies = policies(role(Partition.AWS, Map.of("ChannelRoleArns", roles)));

        ObjectNode expected = templates(new Scope(Partition.AWS, Optional.of(ACCOUNT), Optional.empty()))
                .get("tocsin-assume-channel-roles");
        ((ObjectNode) expected.at("/Statement/0")).set("Resource", MAPPER.valueToTree(roles));
        assertThat(policies.get("tocsin-assume-channel-roles")).isEqualTo(expected);
    }

    @Test
    void theCloudFormationRoleIsLimitedToTheTopicsThatAreNamed() throws IOException {
        JsonNode policy = policies(role(Partition.AWS, Map.of("TopicArns", List.of(TOPIC)))).get("tocsin-subscribe");

        assertThat(policy.at("/Statement/0/Resource")).isEqualTo(MAPPER.valueToTree(List.of(TOPIC)));
        assertThat(policy.at("/Statement/1/Resource")).isEqualTo(MAPPER.valueToTree(List.of(TOPIC)));
    }

    @ParameterizedTest
    @CsvSource({ "'', trust-account-role, AWS", "SLACK_USER_ID, person-role-trust, CHINA" })
    void theCloudFormationRoleOfAChannelSaysWhatTheTemplatesSay(String slackUser, String trust, Partition partition)
            throws IOException {
        Map<String, ObjectNode> templates = templates(new Scope(partition, Optional.of(ACCOUNT), Optional.empty()));
        Map<?, ?> role = channelRole(partition, Map.of("SlackUserId", slackUser, "ReadOnlyCommands", "true", "Buttons", "true",
                "FunctionArns", List.of("*")));

        assertThat(json(role.get("AssumeRolePolicyDocument"))).isEqualTo(templates.get(trust));
        assertThat(role.get("ManagedPolicyArns"))
                .isEqualTo(List.of("arn:" + partition.id() + ":iam::aws:policy/ReadOnlyAccess"));
        Map<String, JsonNode> policies = policies(role);
        assertThat(policies.keySet()).isEqualTo(channelPolicies());
        policies.forEach((name, document) -> assertThat(document).as(name).isEqualTo(templates.get(name)));
    }

    @Test
    void theCloudFormationRoleOfAChannelReadsForChartsByDefaultAndDoesNothingElse() throws IOException {
        Map<?, ?> role = channelRole(Partition.AWS, Map.of());
        assertThat(policies(role).keySet()).containsExactly("channel-role-reads");
        assertThat((List<?>) role.get("ManagedPolicyArns")).isEmpty();
    }

    @Test
    void theTerraformModuleOfAChannelsRoleHasTheTemplatesThemselves() throws IOException {
        String module = Files.readString(DOCS.resolve("channel-role/main.tf"));
        Path copies = DOCS.resolve("channel-role/policies");
        Set<String> expected = new HashSet<>(channelPolicies());
        expected.addAll(Set.of("trust-account-role", "person-role-trust"));
        assertThat(names(copies)).isEqualTo(expected);
        for (String name : names(copies)) {
            assertThat(copies.resolve(name + ".json"))
                    .as("cp src/main/resources/iam/%s.json docs/iam/channel-role/policies/", name)
                    .hasSameTextualContentAs(TEMPLATES.resolve(name + ".json"));
            assertThat(module).contains(name);
            for (String blank : new Blanks(Map.of()).fill(Files.readString(TEMPLATES.resolve(name + ".json"))).left()) {
                assertThat(module).as(name).containsPattern("(?m)^ +" + blank.toLowerCase(Locale.ROOT) + " += ");
            }
        }
    }

    private static Set<String> channelPolicies() {
        return Set.of("channel-role-reads", "channel-role-buttons", "aws-chatbot-read-only-commands",
                "aws-chatbot-lambda-invoke");
    }

    private static Map<?, ?> channelRole(Partition partition, Map<String, Object> more) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("AWS::Partition", partition.id(), "AWS::AccountId", ACCOUNT,
                "TocsinAccountId", "TOCSIN_ACCOUNT", "TocsinRoleName", "TOCSIN_ROLE"));
        values.putAll(more);
        return CloudFormation.of(DOCS.resolve("channel-role.yaml"), values).properties("Role");
    }

    @Test
    void theCloudFormationTopicPolicySaysWhatTheTemplatesSay() throws IOException {
        Map<String, ObjectNode> templates = templates(Scope.of(Optional.empty(), Optional.empty(), Optional.of(TOPIC)));
        Map<?, ?> policy = CloudFormation.of(DOCS.resolve("topic-policy.yaml"), Map.of("AWS::Partition", "aws",
                "AWS::AccountId", ACCOUNT, "TopicArn", TOPIC, "TocsinAccountId", "TOCSIN_ACCOUNT", "TocsinRoleName",
                "TOCSIN_ROLE")).properties("Policy");

        List<JsonNode> statements = new ArrayList<>();
        templates.get("topic-policy-publishers").path("Statement").forEach(statements::add);
        templates.get("topic-policy-tocsin").path("Statement").forEach(statements::add);
        assertThat(json(policy.get("PolicyDocument")).path("Statement")).containsExactlyElementsOf(statements);
    }

    /** The words that the API leaves to be replaced are the values here. */
    private static Map<?, ?> role(Partition partition, Map<String, Object> more) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("AWS::Partition", partition.id(), "AWS::AccountId", ACCOUNT,
                "AWS::URLSuffix", partition.dnsSuffix(), "PublicUrl", "https://tocsin.example.com", "Namespace", "NAMESPACE",
                "ServiceAccount", "SERVICE_ACCOUNT", "OidcProvider", "OIDC_PROVIDER", "TocsinRoleName", "TOCSIN_ROLE"));
        values.put("TocsinAccountId", "TOCSIN_ACCOUNT");
        values.putAll(more);
        return CloudFormation.of(DOCS.resolve("tocsin-role.yaml"), values).properties("Role");
    }

    private static Map<String, JsonNode> policies(Map<?, ?> role) {
        return ((List<?>) role.get("Policies")).stream().map(policy -> (Map<?, ?>) policy)
                .collect(Collectors.toMap(policy -> (String) policy.get("PolicyName"),
                        policy -> json(policy.get("PolicyDocument"))));
    }

    private static Map<String, ObjectNode> templates(Scope scope) {
        return PoliciesTest.policies(Optional.of("https://tocsin.example.com"), Optional.empty()).all(scope).stream()
                .collect(Collectors.toMap(PolicyTemplate::name, PolicyTemplate::document));
    }

    private static JsonNode json(Object value) {
        try {
            return value instanceof String text ? MAPPER.readTree(text) : MAPPER.valueToTree(value);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + value, e);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\.json$", "")).collect(Collectors.toSet());
        }
    }
}
