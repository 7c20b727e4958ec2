package dev.tocsin.aws;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** Whether and where the outcomes of deliveries are written to CloudWatch Logs. */
@ConfigMapping(prefix = "tocsin.cloudwatch-logs")
public interface CloudWatchLogsConfig {

    /** The Region of the log groups; AWS Chatbot's are in us-east-1. Nothing is written where there is none. */
    Optional<String> region();

    /** How many days the log groups that Tocsin creates keep their entries; for ever where nothing is said. */
    OptionalInt retentionDays();

    /** What is called instead of AWS itself (CloudWatch Logs, and STS for roles); for tests and for AWS-like services. */
    Optional<URI> endpointOverride();
}
