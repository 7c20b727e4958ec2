package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.MovingClock;
import io.smallrye.mutiny.Uni;

/** The roles as which people call AWS, in the requests that STS gets. */
class PersonSessionsTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/on-call";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String OURS = "arn:aws:iam::222222222222:policy/on-call-ceiling";

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final SomeAws aws = new SomeAws(Duration.ofSeconds(15), clock);

    @BeforeEach
    void answer() {
        aws.answers("ListClusters", 200, "{}");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aSessionHasTheNameTheTagsAndTheShortestTime() {
        aws.call("ecs", "list-clusters", "{}", "eu-west-1", new ActingRole(ROLE, List.of(), "chatbot-session-U123",
                Map.of("slackUser", "U123", "slackTeam", "T9")));

        assertThat(assumed(0)).containsEntry("RoleArn", ROLE).containsEntry("RoleSessionName", "chatbot-session-U123")
                .containsEntry("DurationSeconds", "900")
                .containsEntry("Tags.member.1.Key", "slackTeam").containsEntry("Tags.member.1.Value", "T9")
                .containsEntry("Tags.member.2.Key", "slackUser").containsEntry("Tags.member.2.Value", "U123");
        assertThat(aws.asked("AssumeRole").get(0).authorization()).contains("Credential=AKIAS3CR3T/", "/eu-west-1/sts/");
    }

    /** Nothing else says what such a session may, and without an Allow it would be nothing. */
    @Test
    void withoutGuardrailsThePolicyAllowsEverythingAndDeniesWhatIsNeverAllowed() {
        aws.call("ecs", "list-clusters", "{}");

        assertThat(assumed(0)).doesNotContainKey("PolicyArns.member.1.arn");
        assertThat(policy(0).path("Statement").path(0).toString())
                .isEqualTo("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
        assertThat(policy(0).path("Statement").findValuesAsText("Effect")).containsExactly("Allow", "Deny", "Deny", "Deny");
    }

    /** AWS takes the policies of a session together: an Allow beside the guardrails would let everything past them. */
    @Test
    void besideGuardrailsThePolicyAllowsNothing() {
        aws.call("ecs", "list-clusters", "{}", "eu-central-1", SomeAws.role(List.of(READ_ONLY, OURS, READ_ONLY)));

        assertThat(assumed(0)).containsEntry("PolicyArns.member.1.arn", READ_ONLY)
                .containsEntry("PolicyArns.member.2.arn", OURS).doesNotContainKey("PolicyArns.member.3.arn");
        assertThat(policy(0).path("Statement").findValuesAsText("Effect")).containsExactly("Deny", "Deny", "Deny");
        assertThat(policy(0).path("Statement").path(0).path("Action").toString()).contains("\"secretsmanager:*\"",
                "\"ssm:StartSe*\"");
    }

    @Test
    void aSessionIsKeptForTenMinutesAndIsOfOnePersonOneRoleAndOneSetOfGuardrails() {
        ActingRole one = SomeAws.role(List.of(OURS));
        ActingRole other = new ActingRole(ROLE, List.of(OURS), "chatbot-session-U2", Map.of());
        list(one);
        list(one);
        aws.call("ecs", "list-clusters", "{}", "us-west-2", one);
        assertThat(aws.asked("AssumeRole")).hasSize(1);

        list(other);
        list(SomeAws.role(List.of()));
        assertThat(aws.asked("AssumeRole")).hasSize(3);

        clock.pass(Duration.ofMinutes(9));
        list(one);
        assertThat(aws.asked("AssumeRole")).hasSize(3);
        clock.pass(Duration.ofMinutes(2));
        list(one);
        assertThat(aws.asked("AssumeRole")).hasSize(4);
    }

    @Test
    void whoeverNeedsTheSameSessionMeanwhileWaitsForIt() {
        aws.inTurn("AssumeRole", List.of(exchange -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            SomeAws.of(200, SomeAws.SESSION).answer(exchange);
        }));
        Uni<AwsAnswer> call = aws.started("ecs", "list-clusters", "{}", "eu-central-1", SomeAws.role(List.of()));

        Uni.combine().all().unis(call, call).asTuple().await().atMost(Duration.ofSeconds(20));
        assertThat(aws.asked("AssumeRole")).hasSize(1);
        assertThat(aws.asked("ListClusters")).hasSize(2);
    }

    @Test
    void aTrustThatDoesNotLetSessionsBeTaggedIsRememberedForAnHour() {
        aws.inTurn("AssumeRole", List.of(refused("AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/tocsin/tocsin is not authorized to perform: sts:TagSession on resource: "
                        + ROLE),
                SomeAws.of(200, SomeAws.SESSION)));
        ActingRole tagged = new ActingRole(ROLE, List.of(), "chatbot-session-U1", Map.of("slackUser", "U1"));

        assertThat(list(tagged)).isInstanceOf(AwsAnswer.Done.class);
        clock.pass(Duration.ofMinutes(11));
        assertThat(list(tagged)).isInstanceOf(AwsAnswer.Done.class);
        clock.pass(Duration.ofMinutes(50));
        assertThat(list(tagged)).isInstanceOf(AwsAnswer.Done.class);

        assertThat(aws.asked("AssumeRole")).extracting(asked -> asked.body().contains("Tags.member"))
                .containsExactly(true, false, false, true);
    }

    @Test
    void whoHasToBeTrustedIsSaid() {
        aws.inTurn("AssumeRole", List.of(refused("AccessDenied",
                "User: arn:aws:sts::111111111111:assumed-role/tocsin/i-0123 is not authorized to perform: sts:AssumeRole on resource: "
                        + ROLE)));

        assertThat(words(list(SomeAws.role(List.of())))).startsWith(ROLE + " cannot be assumed. Its trust policy has to allow"
                + " sts:AssumeRole to arn:aws:iam::111111111111:role/tocsin, and the policies of arn:aws:iam::111111111111:role/tocsin"
                + " have to allow sts:AssumeRole on it");
        assertThat(aws.asked("ListClusters")).isEmpty();
    }

    @Test
    void whoWeAreIsAskedWhereTheRefusalDoesNotSayIt() {
        aws.inTurn("AssumeRole", List.of(refused("AccessDenied", "Access denied")));
        aws.answers("GetCallerIdentity", 200, """
                <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/tocsin</Arn>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");

        assertThat(words(list(SomeAws.role(List.of()))))
                .contains("has to allow sts:AssumeRole to arn:aws:iam::111111111111:user/tocsin");
        assertThat(aws.asked("GetCallerIdentity")).hasSize(1);

        aws.answers("GetCallerIdentity", 500, "");
        assertThat(words(list(SomeAws.role(List.of())))).contains("to the role that Tocsin itself has");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PackedPolicyTooLarge    | Packed policy consumes 103%         | Name fewer guardrail policies
            InvalidClientTokenId    | The security token is invalid       | does not accept Tocsin's own credentials in eu-central-1
            RegionDisabledException | STS is not activated in this region | is not enabled in the account that Tocsin itself is of
            ValidationError         | Invalid ARN                         | within the policy of the session
            """)
    void refusalsAreToldInWordsThatSayWhatToDo(String code, String message, String words) {
        aws.inTurn("AssumeRole", List.of(refused(code, message)));

        assertThat(words(list(SomeAws.role(List.of())))).contains(words, code + ": " + message);
    }

    @Test
    void whatStsCannotDoNowIsNoMistakeOfAnybody() {
        aws.inTurn("AssumeRole", List.of(refused("Throttling", "Rate exceeded")));
        assertThat(list(SomeAws.role(List.of()))).isInstanceOf(AwsAnswer.Unreached.class);

        aws.inTurn("AssumeRole", List.of(SomeAws.of(503, "")));
        assertThat(list(SomeAws.role(List.of()))).isInstanceOf(AwsAnswer.Unreached.class);

        aws.inTurn("AssumeRole", List.of(SomeAws.of(200, "<html/>")));
        assertThat(list(SomeAws.role(List.of()))).isInstanceOf(AwsAnswer.Unreached.class);
    }

    @Test
    void whatCannotBeIsNotAsked() {
        assertThat(words(list(new ActingRole("arn:aws:iam::222222222222:user/on-call", List.of(), "chatbot", Map.of()))))
                .contains("is no ARN of a role");
        assertThat(words(list(new ActingRole("arn:aws-cn:iam::222222222222:role/on-call", List.of(), "chatbot", Map.of()))))
                .contains("of the partition aws-cn, and the Region eu-central-1 belongs to aws");
        assertThat(words(list(SomeAws.role(IntStream.range(0, 11).mapToObj(i -> OURS + i).toList()))))
                .contains("There are 11 guardrail policies, and AWS takes at most 10");
        assertThat(words(list(new ActingRole(ROLE, List.of(), "a b", Map.of())))).contains("name of the session");
        assertThat(aws.asked).isEmpty();
    }

    private AwsAnswer list(ActingRole as) {
        return aws.call("ecs", "list-clusters", "{}", "eu-central-1", as);
    }

    private static String words(AwsAnswer answer) {
        assertThat(answer).isInstanceOf(AwsAnswer.NotAssumed.class);
        return ((AwsAnswer.NotAssumed) answer).words();
    }

    private static SomeAws.Answering refused(String code, String message) {
        return SomeAws.of(code.equals("AccessDenied") ? 403 : 400,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>");
    }

    private Map<String, String> assumed(int number) {
        Map<String, String> form = new TreeMap<>();
        Arrays.stream(aws.asked("AssumeRole").get(number).body().split("&")).map(field -> field.split("=", 2))
                .forEach(field -> form.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return form;
    }

    private JsonNode policy(int number) {
        try {
            return new ObjectMapper().readTree(assumed(number).get("Policy"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
