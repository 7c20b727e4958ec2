package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.standin.ChatStandIn;
import io.vertx.core.Vertx;
import software.amazon.awssdk.profiles.ProfileFile;

/** Roles that profiles of AWS's configuration files take; STS is the stand-in's, which gives keys that tell the account. */
class ProfileRolesTest {

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
    void aRoleIsAssumedWithTheKeysOfTheProfileThatItNames() throws Exception {
        AwsIdentity identity = identity("ops", """
                [profile ops]
                role_arn = arn:aws:iam::222222222222:role/ops
                source_profile = people
                region = eu-central-1
                external_id = known
                role_session_name = chat
                duration_seconds = 900
                [profile people]
                aws_access_key_id = AKIAPEOPLE
                aws_secret_access_key = s3cr3t
                """);

        assertThat(keyOf(identity)).isEqualTo("ASIA222222222222");
        assertThat(keyOf(identity)).as("kept until it lapses").isEqualTo("ASIA222222222222");

        assertThat(standIn.received().all()).singleElement().satisfies(asked -> {
            assertThat(asked.headers().get("authorization")).contains("Credential=AKIAPEOPLE/", "/eu-central-1/sts/");
            assertThat(asked.body()).contains("ExternalId=known", "RoleSessionName=chat", "DurationSeconds=900");
        });
    }

    @Test
    void rolesAreAssumedOneFromTheOther() throws Exception {
        AwsIdentity identity = identity("last", """
                [profile last]
                role_arn = arn:aws:iam::333333333333:role/last
                source_profile = between
                [profile between]
                role_arn = arn:aws:iam::222222222222:role/between
                source_profile = people
                [profile people]
                aws_access_key_id = AKIAPEOPLE
                aws_secret_access_key = s3cr3t
                """);

        assertThat(identity.found().await().atMost(Duration.ofSeconds(20))).isTrue();
        assertThat(keyOf(identity)).isEqualTo("ASIA333333333333");
        assertThat(standIn.received().all()).extracting(asked -> asked.headers().get("authorization")).satisfiesExactly(
                first -> assertThat(first).contains("Credential=AKIAPEOPLE/", "/us-east-1/sts/"),
                second -> assertThat(second).contains("Credential=ASIA222222222222/"));
    }

    @Test
    void aProfileMayBeItsOwnSource() throws Exception {
        AwsIdentity identity = identity("own", """
                [profile own]
                role_arn = arn:aws:iam::222222222222:role/own
                source_profile = own
                aws_access_key_id = AKIAOWN
                aws_secret_access_key = s3cr3t
                """);

        assertThat(keyOf(identity)).isEqualTo("ASIA222222222222");
        assertThat(standIn.received().all().get(0).headers().get("authorization")).contains("Credential=AKIAOWN/");
    }

    @Test
    void aTokenIsExchangedForTheRoleOfItsProfile() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "token-of-a-profile");
        AwsIdentity identity = identity("default", """
                [default]
                role_arn = arn:aws:iam::222222222222:role/web
                web_identity_token_file = %s
                """.formatted(token));

        assertThat(keyOf(identity)).isEqualTo("ASIA222222222222");
        assertThat(standIn.received().all().get(0).body()).contains("WebIdentityToken=token-of-a-profile");
    }

    /** The SDK asks the process's own environment, in which a test has no keys; so it is the kind of failure that tells. */
    @Test
    void aRoleIsAssumedWithTheKeysOfThePlace() {
        AwsIdentity identity = identity("place", """
                [profile place]
                role_arn = arn:aws:iam::222222222222:role/place
                credential_source = EcsContainer
                """);

        assertThatThrownBy(() -> keyOf(identity)).hasStackTraceContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        assertThat(standIn.received().all()).isEmpty();
    }

    @Test
    void aChangeOfTheFilesIsFollowed() throws Exception {
        List<ProfileFile> files = new ArrayList<>(List.of(file(ops("222222222222"))));
        AwsIdentity identity = identity("ops", () -> files.get(files.size() - 1));

        assertThat(keyOf(identity)).isEqualTo("ASIA222222222222");
        files.add(file(ops("444444444444")));
        assertThat(keyOf(identity)).isEqualTo("ASIA444444444444");
    }

    @Test
    void variablesWithATokenComeBeforeProfiles() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "token-of-a-pod");
        AwsIdentity identity = new AwsIdentity(clients, Optional.empty(), Map.of("AWS_PROFILE", "ops",
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/pod"),
                () -> file(ops("222222222222")), Clock.systemUTC());

        assertThat(keyOf(identity)).isEqualTo("ASIA111111111111");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source_profile = none      | names the source_profile none, which is not there
            source_profile = circle    | leads back to itself by source_profile
            source_profile = wrong     | is its own source_profile and has no keys
            credential_source = Moon   | has the credential_source Moon, and not Environment, EcsContainer or Ec2InstanceMetadata
            region = eu-west-1         | needs either source_profile or credential_source beside role_arn
            duration_seconds = an hour | has a duration_seconds that is no number
            """)
    void aProfileThatCannotBeFollowedIsNamedWithWhatIsWrong(String line, String says) {
        AwsIdentity identity = identity("wrong", """
                [profile wrong]
                role_arn = arn:aws:iam::222222222222:role/wrong
                %s
                [profile circle]
                role_arn = arn:aws:iam::222222222222:role/circle
                source_profile = wrong
                """.formatted(line));

        assertThat(identity.found().await().atMost(Duration.ofSeconds(5))).isFalse();
        assertThatThrownBy(() -> keyOf(identity)).cause().isInstanceOf(AwsFault.class).hasMessageContaining("the AWS profile ")
                .hasMessageEndingWith(says);
        assertThat(standIn.received().all()).isEmpty();
    }

    @Test
    void whatStsSaysOfARoleIsTheFaultOfTheCredentials() {
        AwsIdentity identity = identity("ops", ops("no-account"));

        assertThatThrownBy(() -> keyOf(identity)).cause().isInstanceOf(AwsFault.class)
                .hasMessageContaining("ValidationError: RoleArn is invalid");
    }

    private static String ops(String account) {
        return """
                [profile ops]
                role_arn = arn:aws:iam::%s:role/ops
                source_profile = people
                [profile people]
                aws_access_key_id = AKIAPEOPLE
                aws_secret_access_key = s3cr3t
                """.formatted(account);
    }

    private static AwsIdentity identity(String profile, String files) {
        ProfileFile file = file(files);
        return identity(profile, () -> file);
    }

    private static AwsIdentity identity(String profile, Supplier<ProfileFile> files) {
        return new AwsIdentity(clients, Optional.empty(), Map.of("AWS_PROFILE", profile), files, Clock.systemUTC());
    }

    private static ProfileFile file(String text) {
        return ProfileFile.builder().type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).build();
    }

    private static String keyOf(AwsIdentity identity) throws Exception {
        return identity.in("aws", "eu-west-1", Optional.empty()).resolveIdentity().get(20, TimeUnit.SECONDS).accessKeyId();
    }
}
