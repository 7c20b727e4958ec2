package dev.tocsin.iam;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.aws.Partition;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class PolicyTemplateApiTest {

    private static final String TOPIC = "arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms";

    @Test
    void showsTheThreeTemplatesOfAwsChatbotAndWhatTocsinItselfNeeds() {
        JsonPath answer = api().get("/api/iam/policy-templates").then().statusCode(200).extract().jsonPath();

        assertThat(answer.<String> getList("policyTemplates.name")).contains("aws-chatbot-notifications-only",
                "aws-chatbot-read-only-commands", "aws-chatbot-lambda-invoke", "tocsin-subscribe", "trust-irsa",
                "trust-pod-identity", "topic-policy-tocsin").doesNotHaveDuplicates();
        for (String member : List.of("title", "purpose", "kind")) {
            assertThat(answer.<String> getList("policyTemplates." + member)).doesNotContain(null, "");
        }
        assertThat(answer.<List<String>> get("policyTemplates.find {it.name == 'tocsin-test'}.replace"))
                .containsExactly("ACCOUNT");
    }

    @Test
    void fillsInOneTopicInTheArnsOfItsPartition() {
        JsonPath answer = api().queryParam("topicArn", TOPIC).get("/api/iam/policy-templates").then().statusCode(200)
                .extract().jsonPath();
        String subscribe = "policyTemplates.find {it.name == 'tocsin-subscribe'}.";

        assertThat(answer.<List<String>> get(subscribe + "replace")).isEmpty();
        assertThat(answer.getString(subscribe + "document.Statement[0].Resource")).isEqualTo(TOPIC);
        assertThat(answer.getString(subscribe + "document.Statement[0].Condition.StringEquals.'sns:Endpoint'"))
                .isEqualTo("https://tocsin.test/sns");
        assertThat(answer.getString("policyTemplates.find {it.name == 'trust-irsa'}.document.Statement[0].Principal.Federated"))
                .isEqualTo("arn:aws-us-gov:iam::TOCSIN_ACCOUNT:oidc-provider/OIDC_PROVIDER");
    }

    @Test
    void saysAllThatIsWrongWithTheParameters() {
        api().queryParam("partition", "aws-moon").queryParam("accountId", "12").queryParam("topicArn", "alarms")
                .get("/api/iam/policy-templates").then().statusCode(400).contentType("application/problem+json")
                .body("errors.field", hasItems("partition", "accountId", "topicArn"))
                .body("errors.find {it.field == 'partition'}.message", containsString("aws-us-gov"))
                .body("errors.find {it.field == 'accountId'}.rejectedValue", equalTo("12"));
    }

    @Test
    void parametersThatContradictTheTopicAreRefused() {
        api().queryParam("partition", "aws").queryParam("accountId", "210987654321").queryParam("topicArn", TOPIC)
                .get("/api/iam/policy-templates").then().statusCode(400)
                .body("errors.field", hasItems("partition", "accountId"))
                .body("errors.find {it.field == 'partition'}.message", containsString("aws-us-gov"));
        api().queryParam("partition", "aws-us-gov").queryParam("accountId", "123456789012").queryParam("topicArn", TOPIC)
                .get("/api/iam/policy-templates").then().statusCode(200);
    }

    @Test
    void theDocumentOfTheApiNamesAllPartitions() {
        assertThat(given().queryParam("format", "json").get("/openapi").jsonPath().<String> getList(
                "paths.'/api/iam/policy-templates'.get.parameters.find {it.name == 'partition'}.schema.enum"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Partition.values()).map(Partition::id).toList());
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token");
    }
}
