package dev.tocsin;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.access.AdminToken;
import dev.tocsin.access.ConsoleConfig;
import dev.tocsin.access.PeopleConfig;
import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.audit.AuditConfig;
import dev.tocsin.aws.AwsConfig;
import dev.tocsin.aws.CloudWatchConfig;
import dev.tocsin.aws.CloudWatchLogsConfig;
import dev.tocsin.aws.call.CallsConfig;
import dev.tocsin.chart.ChartsConfig;
import dev.tocsin.chat.ChatConfig;
import dev.tocsin.chat.WebhookOrigins;
import dev.tocsin.chat.chime.ChimeConfig;
import dev.tocsin.chat.slack.SlackConfig;
import dev.tocsin.chat.teams.TeamsConfig;
import dev.tocsin.command.CommandsConfig;
import dev.tocsin.context.ContextConfig;
import dev.tocsin.database.ClockConfig;
import dev.tocsin.database.LoginConfig;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.delivery.LiveConfig;
import dev.tocsin.door.DoorConfig;
import dev.tocsin.lines.LineConfig;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.silence.SilenceConfig;
import dev.tocsin.slack.SlackAppConfig;
import dev.tocsin.sns.SnsConfig;
import dev.tocsin.start.ExitCode;
import dev.tocsin.start.ListeningAddress;
import dev.tocsin.start.Misspellings;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.Places;
import dev.tocsin.start.Ranges;
import dev.tocsin.start.StartSettings;
import dev.tocsin.start.TlsFiles;

/**
 * What is asked of the values of settings before anything is started for their sake: all of our mappings can be made of them,
 * and numbers are such that Tocsin can work with them. The ranges go by names, because natively no mapping can be walked.
 */
final class OwnSettings {

    static final List<Class<?>> MAPPINGS = List.of(DoorConfig.class, SnsConfig.class, ClockConfig.class, AwsConfig.class,
            CloudWatchLogsConfig.class, CloudWatchConfig.class, ChartsConfig.class, ContextConfig.class,
            LoginConfig.class, DeliveryConfig.class, LiveConfig.class,
            AuditConfig.class,
            PeopleConfig.class,
            ConsoleConfig.class,
            ChatConfig.class,
            SlackConfig.class, ChimeConfig.class, TeamsConfig.class, SlackAppConfig.class, LineConfig.class,
            SilenceConfig.class, CallsConfig.class, CommandsConfig.class);

    static final List<String> AT_LEAST_ONE = List.of("tocsin.door.connections", "tocsin.cloudwatch-logs.retention-days",
            "tocsin.delivery.intake-capacity", "tocsin.delivery.burst", "tocsin.delivery.max-in-flight",
            "tocsin.delivery.step-aside-after", "tocsin.delivery.max-interruptions", "tocsin.live.changes-per-minute",
            "tocsin.commands.aws.answer-bytes", "tocsin.commands.aws.at-once",
            "tocsin.commands.at-once", "tocsin.commands.at-once-per-channel", "tocsin.commands.per-minute-and-person",
            "tocsin.commands.per-minute-and-channel",
            "quarkus.datasource.reactive.max-size",
            "quarkus.datasource.jdbc.max-size");

    /** Of which none at all has a meaning. */
    static final List<String> AT_LEAST_ZERO = List.of("tocsin.delivery.fold-after", "tocsin.silence.canary-hour");

    static final List<String> POSITIVE = List.of("tocsin.door.head-timeout", "tocsin.door.body-timeout",
            "tocsin.door.answer-timeout", "tocsin.sns.max-age", "tocsin.sns.timeout", "tocsin.sns.body-timeout",
            "tocsin.sns.reconcile-every", "tocsin.aws.timeout", "tocsin.delivery.statement-timeout", "tocsin.delivery.lease",
            "tocsin.delivery.poll", "tocsin.delivery.fold-for", "tocsin.delivery.backoff", "tocsin.delivery.longest-pause",
            "tocsin.delivery.longest-backoff", "tocsin.delivery.give-up-after", "tocsin.delivery.try-shut-every",
            "tocsin.delivery.retention",
            "tocsin.audit.retention", "tocsin.console.session", "tocsin.chat.timeout", "tocsin.slack.timeout",
            "tocsin.charts.timeout", "tocsin.context.timeout", "tocsin.live.new-episode-after",
            "tocsin.silence.canary-within", "tocsin.commands.aws.timeout", "tocsin.commands.answer-within",
            "tocsin.commands.lease", "tocsin.commands.retention");

    /** Of which none at all has a meaning. */
    static final List<String> NOT_NEGATIVE = List.of("tocsin.sns.clock-skew", "tocsin.delivery.pace",
            "tocsin.delivery.digest-after",
            "tocsin.delivery.longest-retry-after", "tocsin.delivery.late-after", "tocsin.delivery.shutdown-timeout",
            "tocsin.database.wait", "tocsin.door.farewell", "tocsin.live.change-every", "tocsin.silence.topic-after",
            "tocsin.silence.destination-after");

    /** Addresses, each with an example. */
    static final Map<String, String> ADDRESSES = Map.of(
            "tocsin.public-url", "https://tocsin.example.com",
            "tocsin.console.url", "https://tocsin.internal.example.com",
            "tocsin.sns.certificates-override", "https://mirror.example.com",
            "tocsin.sns.endpoint-override", "http://localhost:4566",
            "tocsin.cloudwatch-logs.endpoint-override", "http://localhost:4566",
            "tocsin.cloudwatch.endpoint-override", "http://localhost:4566",
            "tocsin.commands.aws.endpoint-override", "http://localhost:4566",
            ContextConfig.PORTAL, "https://d-1234567890.awsapps.com/start",
            "tocsin.slack.api-url", "https://slack.com/api",
            "tocsin.slack.authorize-url", "https://slack.com/oauth/v2/authorize");

    static final List<String> WEBHOOK_ORIGINS = List.of("tocsin.slack.webhook-origins", "tocsin.chime.webhook-origins",
            "tocsin.teams.webhook-origins");

    private static final String CERTIFICATES = "tocsin.sns.signing-certificates";

    /** Those that are of none of the other lists. */
    private static final List<String> OTHERS = List.of("tocsin.sns.subscribe", "tocsin.sns.corretto",
            "tocsin.sns.manage-topic-attributes",
            "tocsin.sns.manage-delivery-policy", "tocsin.live.enabled", "tocsin.live.charts",
            "tocsin.commands.slash-command", "tocsin.commands.region", "tocsin.silence.tell", "tocsin.silence.canary",
            "tocsin.silence.canary-shown", CERTIFICATES,
            AwsConfig.ASSUME_ROLE, LoginConfig.LOGIN, LoginConfig.REGION,
            "tocsin.cloudwatch-logs.region", "tocsin.cloudwatch.as-itself", ContextConfig.ACCOUNTS,
            "tocsin.context.accounts-file", "tocsin.context.ask", "tocsin.context.owner-tags", "tocsin.context.runbook-tags",
            "tocsin.context.sso-role",
            "tocsin.slack.client-id", "tocsin.slack.client-secret", "tocsin.slack.signing-secret", "tocsin.slack.scopes",
            "tocsin.slack.open-install", "tocsin.console.enabled", "tocsin.oidc.admin-roles", "tocsin.oidc.editor-roles",
            "tocsin.oidc.viewer-roles",
            "tocsin.api.admin-token", "tocsin.secrets.key", "tocsin.secrets.previous-keys", "tocsin.configurations-file",
            "tocsin.configurations-check-every", "tocsin.embedded.folder", "tocsin.log.format");

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
                AT_LEAST_ZERO.stream().flatMap(property -> Ranges.atLeastZero(config, property).stream()),
                POSITIVE.stream().flatMap(property -> Ranges.positive(config, property).stream()),
                NOT_NEGATIVE.stream().flatMap(property -> Ranges.notNegative(config, property).stream()),
                Stream.concat(POSITIVE.stream(), NOT_NEGATIVE.stream())
                        .flatMap(property -> Ranges.withinReason(config, property).stream()),
                leaseTooShort(config).stream(),
                commandLeaseTooShort(config).stream(),
                ADDRESSES.entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .flatMap(one -> Places.address(config, one.getKey(), one.getValue()).stream()),
                Places.folder(config, CERTIFICATES, "/etc/tocsin/certificates").stream(),
                WEBHOOK_ORIGINS.stream().flatMap(property -> objection(() -> WebhookOrigins.require(config, property))),
                objection(() -> ConsoleAddress.requireGood(config)),
                objection(() -> AwsConfig.requireGood(config)),
                objection(() -> LoginConfig.requireGood(config)),
                objection(() -> CloudWatchLogsConfig.requireGood(config)),
                objection(() -> ContextConfig.requireGood(config)),
                objection(() -> SilenceConfig.requireGood(config)),
                objection(() -> CommandsConfig.requireGood(config)),
                objection(() -> AdminToken.requireGood(config)),
                objection(() -> SecretSealer.requireGoodKeys(config))).flatMap(lines -> lines).distinct().toList();
    }

    /** What probably is a misspelling, for the log: nothing keeps anybody from giving variables such names. */
    static List<String> misspellings(Set<String> variables) {
        return Misspellings.of(variables, all());
    }

    static List<String> all() {
        return Stream.of(AT_LEAST_ONE, AT_LEAST_ZERO, POSITIVE, NOT_NEGATIVE, ADDRESSES.keySet(), WEBHOOK_ORIGINS, OTHERS)
                .flatMap(Collection::stream).filter(property -> property.startsWith("tocsin.")).toList();
    }

    /** Of a room's own check, which says what is wrong by an exception. */
    private static Stream<String> objection(Runnable check) {
        try {
            check.run();
            return Stream.empty();
        } catch (IllegalArgumentException wrong) {
            return StartSettings.line(wrong).stream();
        }
    }

    /** Otherwise another replica would post again what one is still posting. */
    private static Optional<String> leaseTooShort(Config config) {
        return Ranges.longer(config, "tocsin.delivery.lease", Duration.ofSeconds(DeliveryConfig.LEASE_SECONDS),
                "tocsin.chat.timeout", Duration.ofSeconds(ChatConfig.TIMEOUT_SECONDS));
    }

    /** Otherwise a change would count as cut off while AWS may still answer. */
    private static Optional<String> commandLeaseTooShort(Config config) {
        return Ranges.longer(config, "tocsin.commands.lease", Duration.ofSeconds(CommandsConfig.LEASE_SECONDS),
                "tocsin.commands.aws.timeout", Duration.ofSeconds(CallsConfig.TIMEOUT_SECONDS));
    }
}
