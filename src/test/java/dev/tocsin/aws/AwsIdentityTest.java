package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Received;
import io.vertx.core.Vertx;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** As whom AWS is called; STS is the stand-in's, which gives keys that tell the account. */
class AwsIdentityTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static ChatStandIn standIn;
    private static AwsClients clients;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        standIn = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests());
        clients = new AwsClients(Duration.ofSeconds(20), Optional.of(URI.create(standIn.url())));
    }

    @AfterAll
    static void stop() {
        clients.close();
        standIn.close();
        VERTX.close();
    }

    @BeforeEach
    void forget() {
        standIn.received().clear();
    }

    @Test
    void exchangesTheTokenOfAServiceAccountForARole() throws Exception {
        AwsIdentity identity = new AwsIdentity(clients, Optional.empty(), serviceAccount("token-1"), Clock.systemUTC());

        assertThat(identity.found().await().atMost(Duration.ofSeconds(20))).isTrue();
        assertThat(keyOf(identity.in("aws", "eu-west-1", Optional.of("222222222222")))).isEqualTo("ASIA111111111111");

        Received exchange = standIn.received().all().get(0);
        assertThat(standIn.received().all()).as("kept until they lapse").hasSize(1);
        assertThat(exchange.body()).contains("WebIdentityToken=token-1", "Action=AssumeRoleWithWebIdentity");
        assertThat(exchange.headers()).as("this request cannot be signed").doesNotContainKey("authorization");
    }

    @Test
    void assumesTheRoleOfEachAccountOnce() throws Exception {
        AwsIdentity identity = new AwsIdentity(clients, Optional.of("arn:{partition}:iam::{account}:role/tocsin"),
                serviceAccount("token-2"), Clock.systemUTC());

        assertThat(keyOf(identity.in("aws", "eu-west-1", Optional.of("222222222222")))).isEqualTo("ASIA222222222222");
        assertThat(keyOf(identity.in("aws", "us-east-1", Optional.of("222222222222")))).isEqualTo("ASIA222222222222");
        assertThat(keyOf(identity.in("aws-cn", "cn-north-1", Optional.of("333333333333")))).isEqualTo("ASIA333333333333");

        List<Received> assumed = standIn.received().all().stream().filter(one -> one.room().equals("AssumeRole")).toList();
        assertThat(assumed).extracting(Received::body).satisfiesExactly(
                body -> assertThat(body).contains("RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Ftocsin"),
                body -> assertThat(body).contains("RoleArn=arn%3Aaws-cn%3Aiam%3A%3A333333333333%3Arole%2Ftocsin"));
        assertThat(assumed.get(0).headers().get("authorization")).as("in the topic's Region, as ourselves")
                .contains("Credential=ASIA111111111111/", "/eu-west-1/sts/");
        assertThat(assumed.get(1).headers().get("authorization")).contains("/cn-north-1/sts/");
    }

    @Test
    void callsAsItselfWhereNoAccountIsNamed() throws Exception {
        AwsIdentity identity = new AwsIdentity(clients, Optional.of("arn:{partition}:iam::{account}:role/tocsin"),
                serviceAccount("token-3"), Clock.systemUTC());

        assertThat(keyOf(identity.in("aws", "eu-west-1", Optional.empty()))).isEqualTo("ASIA111111111111");
    }

    @Test
    void findsNoCredentialsWhereTheTokenCannotBeRead() {
        AwsIdentity identity = new AwsIdentity(clients, Optional.empty(),
                Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("none").toString(), "AWS_ROLE_ARN",
                        "arn:aws:iam::111111111111:role/tocsin"),
                Clock.systemUTC());

        assertThat(identity.found().await().atMost(Duration.ofSeconds(5))).isFalse();
    }

    private Map<String, String> serviceAccount(String token) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), token);
        return Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString(), "AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/tocsin",
                "AWS_REGION", "eu-central-1");
    }

    private static String keyOf(IdentityProvider<? extends AwsCredentialsIdentity> provider) throws Exception {
        return provider.resolveIdentity().get(20, TimeUnit.SECONDS).accessKeyId();
    }
}
