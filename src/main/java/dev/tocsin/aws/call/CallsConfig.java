package dev.tocsin.aws.call;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How AWS is called for people in a chat. */
@ConfigMapping(prefix = "tocsin.commands.aws")
public interface CallsConfig {

    int TIMEOUT_SECONDS = 15;

    /** The longest that a call may take, the role included. AWS Chatbot's is the same. */
    @WithDefault(TIMEOUT_SECONDS + "s")
    Duration timeout();

    /** How many bytes of an answer are read. */
    @WithDefault("1048576")
    int answerBytes();

    /** How many calls are made at the same time; four times as many wait for their turn. */
    @WithDefault("8")
    int atOnce();

    /** What is called instead of AWS, STS included; for tests and for AWS-like services. */
    Optional<URI> endpointOverride();
}
