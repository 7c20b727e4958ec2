package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected tokens were made by botocore 1.43.11 ({@code generate_db_auth_token}) of the same keys at the same time. */
class RdsTokensTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final String HOST = "tocsin.cluster-abc.eu-central-1.rds.amazonaws.com";

    @TempDir
    Path folder;

    private RdsTokens tokens = new RdsTokens(PATIENCE, Map.of(), NOON);

    @AfterEach
    void forget() {
        tokens.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.sessionToken");
    }

    @Test
    void aTokenIsWhatAwssOwnToolsMakeOfTheSameKeys() {
        keys();

        assertThat(token("tocsin").split("[&?]")).containsExactlyInAnyOrder(HOST + ":5432/", "Action=connect",
                "DBUser=tocsin", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=AKIDEXAMPLE%2F20261129%2Feu-central-1%2Frds-db%2Faws4_request",
                "X-Amz-Date=20261129T120000Z", "X-Amz-Expires=900", "X-Amz-SignedHeaders=host",
                "X-Amz-Signature=cd120f9bdea1cc186d28ae31e0b7f273d350117d3a47f8ffabca4e98b8c7e6c5");
    }

    @Test
    void temporaryKeysAndUnusualNamesAreSignedToo() {
        keys();
        System.setProperty("aws.sessionToken", "session/token+==");

        assertThat(token("tocsin user").split("[&?]")).containsExactlyInAnyOrder(HOST + ":5432/", "Action=connect",
                "DBUser=tocsin%20user", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=AKIDEXAMPLE%2F20261129%2Feu-central-1%2Frds-db%2Faws4_request",
                "X-Amz-Date=20261129T120000Z", "X-Amz-Expires=900", "X-Amz-SignedHeaders=host",
                "X-Amz-Security-Token=session%2Ftoken%2B%3D%3D",
                "X-Amz-Signature=e67bcacda59619caadef3ca59af731eaf38219ef2ef98317490124d799796bed");
    }

    @Test
    void withoutCredentialsThereIsNoToken() {
        tokens = new RdsTokens(PATIENCE, Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("none").toString(),
                "AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/tocsin"), NOON);

        assertThatThrownBy(() -> token("tocsin")).isInstanceOf(AwsFault.class);
    }

    private static void keys() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    }

    private String token(String user) {
        return tokens.token(HOST, 5432, user, "eu-central-1").await().atMost(PATIENCE);
    }
}
