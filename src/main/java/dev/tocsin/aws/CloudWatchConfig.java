package dev.tocsin.aws;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How metrics, and what belongs to an account, are read. */
@ConfigMapping(prefix = "tocsin.cloudwatch")
public interface CloudWatchConfig {

    /** Whether Tocsin reads as itself where there is no role that it may assume. */
    @WithDefault("own-account")
    AsItself asItself();

    /** Where Tocsin reads as itself. */
    enum AsItself {
        /** In the account that it is of. */
        OWN_ACCOUNT,
        /** In every account, which lets it read where its own account is a monitoring account of CloudWatch. */
        EVERYWHERE,
        NEVER
    }

    /** What is called instead of CloudWatch and the others that are asked about accounts, STS included; for tests. */
    Optional<URI> endpointOverride();
}
