package dev.tocsin.aws;

import java.time.Duration;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** As whom AWS is called. Credentials themselves come from where the AWS SDKs look for them. */
@ConfigMapping(prefix = "tocsin.aws")
public interface AwsConfig {

    String ASSUME_ROLE = "tocsin.aws.assume-role";

    /**
     * The role that is assumed in the account of each topic, with {@code {partition}} and {@code {account}} in place of what
     * differs, for instance {@code arn:{partition}:iam::{account}:role/tocsin}. Without it Tocsin calls AWS as itself.
     */
    Optional<String> assumeRole();

    /** The longest that one call to AWS may take, credentials included. */
    @WithDefault("8s")
    Duration timeout();

    /** @throws IllegalArgumentException that begins with the property, if the role could not be one of each account */
    static void requireGood(Config config) {
        config.getOptionalValue(ASSUME_ROLE, String.class).ifPresent(role -> {
            String arn = role.strip().replace("{partition}", "aws").replace("{account}", "123456789012");
            if (!role.contains("{account}") || !arn.matches("arn:aws[a-z-]*:iam::123456789012:role/\\S+")) {
                throw new IllegalArgumentException(ASSUME_ROLE + " must be the ARN of a role with {account} in place of the "
                        + "account, for example arn:{partition}:iam::{account}:role/tocsin.");
            }
        });
    }
}
