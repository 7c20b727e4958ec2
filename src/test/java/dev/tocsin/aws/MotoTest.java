package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

/**
 * The calls about accounts against somebody else's idea of AWS, moto, where Python has its server. moto does not speak CBOR,
 * in which the SDK asks CloudWatch, so for that there is only {@link TinyAws}.
 */
@Tag("moto")
@Tag("long")
class MotoTest {

    private static final String REGION = "eu-central-1";
    /** The account that moto gives everybody. */
    private static final String ACCOUNT = "123456789012";

    private static MotoServer moto;
    private static ReadingApis apis;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = MotoServer.start("MotoTest", "STS, IAM, Organizations and the tagging API");
        apis = ReadingApis.at(moto.url());
    }

    @AfterAll
    static void stop() {
        if (apis != null) {
            apis.close();
        }
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void tocsinIsOfTheAccountThatStsNames() {
        assertThat(reader().name()).isEqualTo("Tocsin itself");
        assertThat(answer(apis.cloudWatch().reader(new AwsPlace(REGION, Optional.of("222222222222"),
                Optional.of("arn:aws:iam::222222222222:role/charts")))).name())
                .isEqualTo("the role arn:aws:iam::222222222222:role/charts");
    }

    @Test
    void anAccountHasTheAliasThatItWasGiven() throws IOException {
        assertThat(answer(apis.accounts().alias(reader(), REGION))).isEmpty();

        post("iam", Optional.empty(), "Action=CreateAccountAlias&AccountAlias=payments-prod&Version=2010-05-08");
        assertThat(answer(apis.accounts().alias(reader(), REGION))).contains("payments-prod");
    }

    @Test
    void anAccountIsNamedByItsOrganization() throws IOException {
        assertThatThrownBy(() -> answer(apis.accounts().nameInOrganization(REGION, ACCOUNT))).isInstanceOfSatisfying(
                AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(AwsFault.Kind.NOT_FOUND));

        post("organizations", Optional.of("AWSOrganizationsV20161128.CreateOrganization"), "{\"FeatureSet\":\"ALL\"}");
        assertThat(answer(apis.accounts().nameInOrganization(REGION, ACCOUNT))).contains("master");
    }

    @Test
    void aResourceHasTheTagsThatItWasGiven() throws IOException {
        String arn = "arn:aws:sqs:eu-central-1:" + ACCOUNT + ":orders";
        assertThat(answer(apis.accounts().tags(reader(), REGION, arn))).isEmpty();

        post("sqs", Optional.of("AmazonSQS.CreateQueue"), "{\"QueueName\":\"orders\",\"tags\":{\"team\":\"payments\"}}");
        assertThat(answer(apis.accounts().tags(reader(), REGION, arn))).isEqualTo(Map.of("team", "payments"));
    }

    private static AwsReader reader() {
        return answer(apis.cloudWatch().reader(new AwsPlace(REGION, Optional.of(ACCOUNT), Optional.empty())));
    }

    /** moto goes by the scope of a signature and checks none. */
    private static void post(String service, Optional<String> target, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(moto.url() + "/").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "AWS4-HMAC-SHA256 Credential=AKIAS3CR3T/20261128/"
                + (service.equals("sqs") ? REGION : "us-east-1") + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
        connection.setRequestProperty("Content-Type",
                target.isPresent() ? "application/x-amz-json-1.0" : "application/x-www-form-urlencoded");
        target.ifPresent(operation -> connection.setRequestProperty("X-Amz-Target", operation));
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(200);
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
