package dev.tocsin.aws;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** As whom AWS is called. Credentials themselves come from where the AWS SDKs look for them. */
@ConfigMapping(prefix = "tocsin.aws")
public interface AwsConfig {

    /**
     * The role that is assumed in the account of each topic, with {@code {partition}} and {@code {account}} in place of what
     * differs, for instance {@code arn:{partition}:iam::{account}:role/tocsin}. Without it Tocsin calls AWS as itself.
     */
    Optional<String> assumeRole();

    /** The longest that one call to AWS may take, credentials included. */
    @WithDefault("8s")
    Duration timeout();
}
