package dev.tocsin.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.Household;
import dev.tocsin.aws.AccountQuestion;
import dev.tocsin.aws.AwsConfig;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;

@Tag("long")
class PoliciesTest {

    private static final TopicArn TOPIC = TopicArn.parse("arn:aws-cn:sns:cn-north-1:123456789012:alarms").orElseThrow();

    /** The name of a client's package, and what IAM calls the service. */
    private static final Map<String, String> SERVICES = Map.of("sns", "sns", "sts", "sts", "cloudwatchlogs", "logs",
            "cloudwatch", "cloudwatch");
    /** Whoever has credentials may ask who they are. */
    private static final String NEEDS_NO_POLICY = "sts:GetCallerIdentity";
    private static final Set<String> NO_OPERATIONS = Set.of("builder", "close", "create", "serviceName",
            "serviceClientConfiguration");

    private final Policies policies = policies(Optional.of("https://tocsin.example.com/"), Optional.empty());

    @ParameterizedTest
    @EnumSource(KnownTemplate.class)
    void everyTemplateIsAPolicyWhoseStatementsSayWhoMayDoWhatWithWhat(KnownTemplate template) {
        JsonNode document = one(template, Scope.of(TOPIC)).document();

        assertThat(document.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(document.path("Statement").size()).isPositive();
        for (JsonNode statement : document.path("Statement")) {
            assertThat(statement.path("Effect").asText()).isIn("Allow", "Deny");
            assertThat(statement.has("Action")).isTrue();
            boolean isTrust = template.kind() == KnownTemplate.Kind.TRUST;
            assertThat(statement.has("Resource")).isEqualTo(!isTrust);
            assertThat(statement.has("Principal"))
                    .isEqualTo(isTrust || template.kind() == KnownTemplate.Kind.TOPIC
                            || template.kind() == KnownTemplate.Kind.KEY);
        }
        assertThat(document.toString()).doesNotContain("${");
    }

    @Test
    void fillsInTheTopicThePartitionAndOurAddress() {
        PolicyTemplate subscribe = one(KnownTemplate.TOCSIN_SUBSCRIBE, Scope.of(TOPIC));

        assertThat(subscribe.replace()).isEmpty();
        assertThat(subscribe.document().at("/Statement/0/Resource").asText()).isEqualTo(TOPIC.toString());
        assertThat(subscribe.document().at("/Statement/0/Condition/StringEquals/sns:Endpoint").asText())
                .isEqualTo("https://tocsin.example.com/sns");
        assertThat(one(KnownTemplate.TOCSIN_CLOUDWATCH_LOGS, Scope.of(TOPIC)).document().at("/Statement/0/Resource").asText())
                .isEqualTo("arn:aws-cn:logs:*:123456789012:log-group:/aws/chatbot/*");
        assertThat(one(KnownTemplate.TOCSIN_TEST_ENCRYPTED, Scope.of(TOPIC)).document().toString())
                .contains("sns.*.amazonaws.com.cn");
    }

    @Test
    void whatIsNotKnownIsNamedAndOpensNoDoor() {
        Scope nothing = new Scope(Partition.AWS, Optional.empty(), Optional.empty());
        Policies unset = policies(Optional.empty(), Optional.empty());
        PolicyTemplate subscribe = unset.all(nothing).get(KnownTemplate.TOCSIN_SUBSCRIBE.ordinal());

        assertThat(subscribe.replace()).containsExactly("ACCOUNT", "TOCSIN_PUBLIC_URL");
        assertThat(subscribe.document().at("/Statement/0/Resource").asText()).isEqualTo("arn:aws:sns:*:ACCOUNT:*");
        assertThat(subscribe.document().at("/Statement/0/Condition/StringEquals/sns:Endpoint").asText())
                .isEqualTo("https://TOCSIN_PUBLIC_URL/sns");
        PolicyTemplate irsa = unset.all(nothing).get(KnownTemplate.TRUST_IRSA.ordinal());
        assertThat(irsa.replace()).containsExactly("NAMESPACE", "OIDC_PROVIDER", "SERVICE_ACCOUNT", "TOCSIN_ACCOUNT");
        assertThat(irsa.document().at("/Statement/0/Condition/StringEquals/OIDC_PROVIDER:sub").asText())
                .isEqualTo("system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT");
    }

    @Test
    void theRolesToAssumeAreThoseOfTheSettings() {
        Policies assuming = policies(Optional.empty(), Optional.of("arn:{partition}:iam::{account}:role/ops/tocsin \"x\""));

        assertThat(assuming.all(Scope.of(TOPIC)).get(KnownTemplate.TOCSIN_ASSUME_ROLE.ordinal()).document()
                .at("/Statement/0/Resource").asText()).isEqualTo("arn:aws-cn:iam::123456789012:role/ops/tocsin \"x\"");
        assertThat(one(KnownTemplate.TOCSIN_ASSUME_ROLE, Scope.of(TOPIC)).document().at("/Statement/0/Resource").asText())
                .isEqualTo("arn:aws-cn:iam::123456789012:role/tocsin");
    }

    @Test
    void awsChatbotsTemplatesAreAwsChatbots() {
        Scope scope = Scope.of(TOPIC);

        assertThat(one(KnownTemplate.AWS_CHATBOT_NOTIFICATIONS_ONLY, scope).document()).hasToString("""
                {"Version":"2012-10-17","Statement":[{"Action":["cloudwatch:Describe*","cloudwatch:Get*",\
                "cloudwatch:List*"],"Effect":"Allow","Resource":"*"}]}""");
        assertThat(one(KnownTemplate.AWS_CHATBOT_LAMBDA_INVOKE, scope).document()).hasToString("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:invokeAsync",\
                "lambda:invokeFunction"],"Resource":["*"]}]}""");
        assertThat(one(KnownTemplate.AWS_CHATBOT_READ_ONLY_COMMANDS, scope).document()).hasToString("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["iam:*","s3:GetBucketPolicy","ssm:*",\
                "sts:*","kms:*","cognito-idp:GetSigningCertificate","ec2:GetPasswordData","ecr:GetAuthorizationToken",\
                "gamelift:RequestUploadCredentials","gamelift:GetInstanceAccess","lightsail:DownloadDefaultKeyPair",\
                "lightsail:GetInstanceAccessDetails","lightsail:GetKeyPair","lightsail:GetKeyPairs",\
                "redshift:GetClusterCredentials","storagegateway:DescribeChapCredentials"],"Resource":["*"]}]}""");
    }

    /** So that neither a call is forgotten nor a right kept that nobody uses. */
    @Test
    void tocsinsRoleMayDoAtSnsWhatTheCodeDoesThereAndNothingElse() {
        assertThat(actions(KnownTemplate.Kind.TOCSIN, "sns")).isEqualTo(calls("sns"));
    }

    @Test
    void everyOtherCallOfAwsIsInATemplateToo() {
        Set<String> roles = calls("sts");
        roles.remove(NEEDS_NO_POLICY);
        assertThat(actions(KnownTemplate.Kind.TRUST, "sts")).containsAll(roles).isNotEmpty();
        assertThat(actions(KnownTemplate.Kind.TOCSIN, "sts")).contains("sts:AssumeRole");
        assertThat(roles).contains("sts:AssumeRole");
        assertThat(actions(KnownTemplate.Kind.TOCSIN, "logs")).containsAll(calls("logs"));
    }

    @Test
    void whatIsReadForChartsAndContextIsAllowedExactly() {
        assertThat(actions(KnownTemplate.Kind.TOCSIN, "cloudwatch")).isEqualTo(calls("cloudwatch")).hasSize(3);
        Set<String> asked = Stream.of(AccountQuestion.values()).map(AccountQuestion::action)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> allowed = new TreeSet<>();
        for (String service : List.of("organizations", "iam", "tag")) {
            allowed.addAll(actions(KnownTemplate.Kind.TOCSIN, service));
        }
        assertThat(allowed).isEqualTo(asked);

        JsonNode channelRole = one(KnownTemplate.CHANNEL_ROLE_READS, Scope.of(TOPIC)).document();
        Set<String> asAConfigurationsRole = new TreeSet<>(calls("cloudwatch"));
        asAConfigurationsRole.addAll(asked);
        asAConfigurationsRole.remove(AccountQuestion.DESCRIBE_ACCOUNT.action());
        assertThat(channelRole.findValues("Action").stream().flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(JsonNode::asText)).containsExactlyInAnyOrderElementsOf(asAConfigurationsRole);
    }

    @Test
    void theInstructionsOfATopicAreTheSameTemplates() {
        List<JsonNode> statements = new ArrayList<>();
        for (KnownTemplate template : List.of(KnownTemplate.TOCSIN_SUBSCRIBE, KnownTemplate.TOCSIN_LIST_TOPICS,
                KnownTemplate.TOCSIN_TEST,
                KnownTemplate.TOCSIN_MANAGE_TOPIC_ATTRIBUTES)) {
            one(template, Scope.of(TOPIC)).document().path("Statement").forEach(statements::add);
        }

        assertThat(policies.forTocsin(TOPIC).path("Statement")).containsExactlyElementsOf(statements);
        assertThat(policies.statementOfForeign(TOPIC).path("Resource").asText()).isEqualTo(TOPIC.toString());
        assertThat(policies.statementOfForeign(TOPIC).at("/Principal/AWS").asText())
                .isEqualTo("arn:aws-cn:iam::TOCSIN_ACCOUNT:role/TOCSIN_ROLE");
    }

    static Policies policies(Optional<String> publicUrl, Optional<String> assumeRole) {
        return new Policies(new ObjectMapper(), new AwsConfig() {
            @Override
            public Optional<String> assumeRole() {
                return assumeRole;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(1);
            }
        }, publicUrl.map(URI::create));
    }

    private PolicyTemplate one(KnownTemplate template, Scope scope) {
        return policies.all(scope).get(template.ordinal());
    }

    private Set<String> actions(KnownTemplate.Kind kind, String service) {
        Set<String> actions = new TreeSet<>();
        policies.all(Scope.of(TOPIC)).stream().filter(template -> template.kind() == kind)
                .flatMap(template -> template.document().findValues("Action").stream()).forEach(action -> {
                    if (action.isTextual()) {
                        actions.add(action.asText());
                    } else {
                        action.forEach(each -> actions.add(each.asText()));
                    }
                });
        actions.removeIf(action -> !action.startsWith(service + ":"));
        return actions;
    }

    /** What the application asks clients of the AWS SDK to do, as IAM names it. */
    private static Set<String> calls(String service) {
        return Household.application().stream().flatMap(javaClass -> javaClass.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getName()
                        .matches("software\\.amazon\\.awssdk\\.services\\.[a-z]+\\.[A-Za-z]+AsyncClient"))
                .filter(call -> !NO_OPERATIONS.contains(call.getName()))
                .filter(call -> service.equals(SERVICES.get(call.getTargetOwner().getPackageName()
                        .replaceAll(".*\\.", ""))))
                .map(call -> service + ":" + Character.toUpperCase(call.getName().charAt(0)) + call.getName().substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
