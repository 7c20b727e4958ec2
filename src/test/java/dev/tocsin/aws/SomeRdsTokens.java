package dev.tocsin.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.inject.Vetoed;

import io.smallrye.mutiny.Uni;

/** Tokens of some keys at a time that the test says. */
public final class SomeRdsTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RdsTokens tokens;

    public SomeRdsTokens(Clock clock) {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        this.tokens = new RdsTokens(PATIENCE, Map.of(), clock);
    }

    /** Of a service account whose token cannot be read. */
    public static RdsTokens none() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        return new RdsTokens(PATIENCE, Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/none", "AWS_ROLE_ARN",
                "arn:aws:iam::111111111111:role/tocsin"), Clock.systemUTC());
    }

    public RdsTokens tokens() {
        return tokens;
    }

    /** There are no credentials any more once that is so. */
    public RdsTokens tokensUnless(BooleanSupplier away) {
        return new Lapsing(tokens, away);
    }

    @Vetoed
    private static final class Lapsing extends RdsTokens {

        private final RdsTokens tokens;
        private final BooleanSupplier away;

        Lapsing(RdsTokens tokens, BooleanSupplier away) {
            super(PATIENCE, Map.of(), Clock.systemUTC());
            this.tokens = tokens;
            this.away = away;
        }

        @Override
        public Uni<String> token(String host, int port, String user, String region) {
            return away.getAsBoolean() ? Uni.createFrom().failure(AwsFault.ofCredentials("the role is gone"))
                    : tokens.token(host, port, user, region);
        }
    }

    /** For a database in Frankfurt. */
    public String token(String host, int port, String user) {
        return tokens.token(host, port, user, "eu-central-1").await().atMost(PATIENCE);
    }
}
