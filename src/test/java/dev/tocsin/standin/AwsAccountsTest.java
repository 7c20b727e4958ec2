package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;

/** What accounts are called and how resources are tagged, each in the protocol of the service that knows it. */
class AwsAccountsTest {

    private static final String ALARM = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:f";
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Vertx vertx;
    private static ChatStandIn standIn;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.accounts().alias("111122223333", "shop-prod");
        standIn.accounts().name("111122223333", "Shop production");
        standIn.accounts().tag(ALARM, "owner", "checkout");
        standIn.accounts().tag(FUNCTION, "owner", "search");
    }

    @AfterAll
    static void stop() {
        standIn.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void allowAll() {
        standIn.accounts().allowAll();
    }

    @Test
    void tellsTheAliasOfTheAccountWhoseRoleAsks() throws Exception {
        assertThat(aliases("ASIA111122223333").body()).contains("<member>shop-prod</member>");
        assertThat(aliases("AKIAOTHER").body()).contains("<AccountAliases></AccountAliases>");

        standIn.accounts().deny("iam:ListAccountAliases");
        assertThat(aliases("ASIA111122223333")).satisfies(denied -> {
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.body()).contains("<Code>AccessDenied</Code>");
        });
    }

    @Test
    void tellsWhatTheOrganisationCallsAnAccount() throws Exception {
        assertThat(
                json("organizations", "AWSOrganizationsV20161128.DescribeAccount", "{\"AccountId\":\"111122223333\"}").body())
                .contains("\"Name\":\"Shop production\"");
        assertThat(
                json("organizations", "AWSOrganizationsV20161128.DescribeAccount", "{\"AccountId\":\"999999999999\"}").body())
                .contains("AccountNotFoundException");
        standIn.accounts().deny("organizations:DescribeAccount");
        assertThat(
                json("organizations", "AWSOrganizationsV20161128.DescribeAccount", "{\"AccountId\":\"111122223333\"}").body())
                .contains("AccessDeniedException", "organizations:DescribeAccount");
    }

    @Test
    void tellsTheTagsOfResources() throws Exception {
        String target = "ResourceGroupsTaggingAPI_20170126.GetResources";
        String both = "{\"ResourceARNList\":[\"" + FUNCTION + "\",\"arn:aws:sqs:us-east-1:111122223333:none\"]}";
        assertThat(Inquiry.json(json("tagging", target, both).body()).at("/ResourceTagMappingList")).singleElement()
                .satisfies(one -> assertThat(one.at("/Tags/0/Value").asText()).isEqualTo("search"));
        standIn.accounts().deny("tag:GetResources");
        assertThat(json("tagging", target, both).body()).contains("AccessDeniedException");
        assertThat(json("organizations", target, both).body()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void tellsTheTagsOfAFunction() throws Exception {
        assertThat(function(FUNCTION).body()).isEqualTo("{\"Tags\":{\"owner\":\"search\"}}");
        assertThat(function(FUNCTION.replace(":", "%3A")).body()).isEqualTo("{\"Tags\":{\"owner\":\"search\"}}");
        assertThat(function("arn:none").statusCode()).isEqualTo(404);
        standIn.accounts().deny("lambda:ListTags");
        assertThat(function(FUNCTION).headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
    }

    @Test
    void tellsTheTagsOfAnAlarm() throws Exception {
        assertThat(Inquiry.json(tags(ALARM).body()).at("/Tags/0/Key").asText()).isEqualTo("owner");
        assertThat(tags("arn:none").headers().firstValue("x-amzn-query-error")).contains("ResourceNotFound;Sender");
    }

    private static HttpResponse<String> aliases(String key) throws IOException, InterruptedException {
        return send(request("/", key, "iam").header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("Action=ListAccountAliases&Version=2010-05-08")));
    }

    private static HttpResponse<String> json(String service, String target, String body)
            throws IOException, InterruptedException {
        return send(request("/", "AKIA", service).header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> tags(String arn) throws IOException, InterruptedException {
        return send(request("/", "AKIA", "monitoring").header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "GraniteServiceVersion20100801.ListTagsForResource")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ResourceARN\":\"" + arn + "\"}")));
    }

    private static HttpResponse<String> function(String arn) throws IOException, InterruptedException {
        return send(request("/2017-03-31/tags/" + arn, "AKIA", "lambda").GET());
    }

    private static HttpRequest.Builder request(String path, String key, String service) {
        return HttpRequest.newBuilder(URI.create(standIn.url() + path)).header("Authorization",
                "AWS4-HMAC-SHA256 Credential=" + key + "/20261128/us-east-1/" + service + "/aws4_request, Signature=0");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
