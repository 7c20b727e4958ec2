package dev.tocsin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.access.PeopleConfig;
import dev.tocsin.audit.AuditConfig;
import dev.tocsin.aws.AwsConfig;
import dev.tocsin.aws.CloudWatchLogsConfig;
import dev.tocsin.chat.ChatConfig;
import dev.tocsin.chat.chime.ChimeConfig;
import dev.tocsin.chat.slack.SlackConfig;
import dev.tocsin.database.ClockConfig;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.door.DoorConfig;
import dev.tocsin.slack.SlackAppConfig;
import dev.tocsin.sns.SnsConfig;
import dev.tocsin.start.ExitCode;
import dev.tocsin.start.ListeningAddress;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.Ranges;
import dev.tocsin.start.StartSettings;
import dev.tocsin.start.TlsFiles;

/**
 * What is asked of the values of settings before anything is started for their sake: all of our mappings can be made of them,
 * and numbers are such that Tocsin can work with them. The ranges go by names, because natively no mapping can be walked.
 */
final class OwnSettings {

    static final List<Class<?>> MAPPINGS = List.of(DoorConfig.class, SnsConfig.class, ClockConfig.class, AwsConfig.class,
            CloudWatchLogsConfig.class, DeliveryConfig.class, AuditConfig.class, PeopleConfig.class, ChatConfig.class,
            SlackConfig.class, ChimeConfig.class, SlackAppConfig.class);

    static final List<String> AT_LEAST_ONE = List.of("tocsin.door.connections", "tocsin.cloudwatch-logs.retention-days",
            "tocsin.delivery.intake-capacity", "tocsin.delivery.burst", "tocsin.delivery.max-in-flight",
            "tocsin.delivery.step-aside-after", "tocsin.delivery.max-interruptions", "quarkus.datasource.reactive.max-size",
            "quarkus.datasource.jdbc.max-size");

    static final List<String> POSITIVE = List.of("tocsin.door.head-timeout", "tocsin.door.body-timeout",
            "tocsin.door.answer-timeout", "tocsin.sns.max-age", "tocsin.sns.timeout", "tocsin.sns.body-timeout",
            "tocsin.sns.reconcile-every", "tocsin.aws.timeout", "tocsin.delivery.statement-timeout", "tocsin.delivery.lease",
            "tocsin.delivery.poll", "tocsin.delivery.backoff", "tocsin.delivery.longest-pause",
            "tocsin.delivery.longest-backoff", "tocsin.delivery.give-up-after", "tocsin.delivery.retention",
            "tocsin.audit.retention", "tocsin.chat.timeout", "tocsin.slack.timeout");

    /** Of which none at all has a meaning. */
    static final List<String> NOT_NEGATIVE = List.of("tocsin.sns.clock-skew", "tocsin.delivery.pace",
            "tocsin.delivery.longest-retry-after", "tocsin.delivery.late-after", "tocsin.delivery.shutdown-timeout",
            "tocsin.database.wait");

    private OwnSettings() {
    }

    /** @throws NoStart with a line for each that is wrong */
    static void requireGood(Config config) {
        List<String> lines = mistakes(config);
        if (!lines.isEmpty()) {
            throw new NoStart(ExitCode.WRONG_SETTING, lines);
        }
    }

    static List<String> mistakes(Config config) {
        return Stream.of(
                ListeningAddress.mistakes(config).stream(),
                TlsFiles.mistakes(config).stream(),
                StartSettings.mistakes(MAPPINGS).stream(),
                AT_LEAST_ONE.stream().flatMap(property -> Ranges.atLeastOne(config, property).stream()),
                POSITIVE.stream().flatMap(property -> Ranges.positive(config, property).stream()),
                NOT_NEGATIVE.stream().flatMap(property -> Ranges.notNegative(config, property).stream()),
                leaseTooShort(config).stream()).flatMap(lines -> lines).toList();
    }

    /** Otherwise another replica would post again what one is still posting. */
    private static Optional<String> leaseTooShort(Config config) {
        return Ranges.longer(config, "tocsin.delivery.lease", Duration.ofSeconds(DeliveryConfig.LEASE_SECONDS),
                "tocsin.chat.timeout", Duration.ofSeconds(ChatConfig.TIMEOUT_SECONDS));
    }
}
