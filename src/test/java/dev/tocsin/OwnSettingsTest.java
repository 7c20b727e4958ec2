package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.tngtech.archunit.core.domain.JavaClass;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.StartSettings;
import io.smallrye.config.ConfigMapping;

/** Before anything is started, as in {@code main}. */
class OwnSettingsTest {

    private final Set<String> set = new HashSet<>();

    @AfterEach
    void clear() {
        set.forEach(System::clearProperty);
    }

    @Test
    void nothingIsWrongWithTheDefaults() {
        assertThat(mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tocsin.sns.max-age              | s3cr3t      | is no duration. Write it as 500ms, 10s, 5m, 24h or 30d.
            tocsin.aws.timeout              | ''          | is set, and empty. Give it a value, or remove it to have its default.
            tocsin.sns.subscribe            | s3cr3t      | has none of the values that it can have. They are: auto, never.
            tocsin.delivery.burst           | 99999999999 | is no whole number, or too large a one.
            tocsin.door.connections         | s3cr3t      | is no whole number, or too large a one.
            tocsin.audit.retention          | ${s3cr3t}   | refers with ${...} to something that is not set.
            tocsin.door.connections         | -1          | is -1, and must be at least 1, for example 10.
            tocsin.delivery.max-in-flight   | -1          | is -1, and must be at least 1, for example 10.
            tocsin.delivery.intake-capacity | 0           | is 0, and must be at least 1, for example 10.
            tocsin.delivery.burst           | 0           | is 0, and must be at least 1, for example 10.
            quarkus.datasource.reactive.max-size | 0      | is 0, and must be at least 1, for example 10.
            tocsin.delivery.fold-after      | -1          | is -1, and must be 0 or more, for example 10.
            tocsin.delivery.fold-for        | 0           | is 0, and must be longer than nothing. Write it as 500ms, 10s, 5m, 24h or 30d.
            tocsin.chat.timeout             | -5s         | is -5s, and must be longer than nothing. Write it as 500ms, 10s, 5m, 24h or 30d.
            tocsin.chat.timeout             | 0           | is 0, and must be longer than nothing. Write it as 500ms, 10s, 5m, 24h or 30d.
            tocsin.delivery.pace            | -1s         | is -1s, and must not be negative. Write it as 0, 500ms, 10s, 5m, 24h or 30d.
            tocsin.database.wait            | -1s         | is -1s, and must not be negative. Write it as 0, 500ms, 10s, 5m, 24h or 30d.
            tocsin.door.farewell            | 9999999999999s | is 9999999999999s, and must be no longer than 36500d.
            tocsin.delivery.shutdown-timeout | 36501d     | is 36501d, and must be no longer than 36500d.
            tocsin.sns.max-age              | 9999999999999s | is 9999999999999s, and must be no longer than 36500d.
            tocsin.public-url               | tocsin.s3cr3t | must be an address with http:// or https:// and a host, without a user, a query or a fragment, for example https://tocsin.example.com.
            tocsin.console.url              | tocsin.s3cr3t | must be an address with http:// or https:// and a host, without a user, a query or a fragment, for example https://tocsin.internal.example.com.
            tocsin.console.url              | https://s3cr3t/console | must be a host without a path, behind which /console is, for example https://tocsin.internal.example.com.
            tocsin.slack.api-url            | https://a:s3cr3t@slack.com/api | must be an address with http:// or https:// and a host, without a user, a query or a fragment, for example https://slack.com/api.
            tocsin.sns.endpoint-override    | ftp://s3cr3t | must be an address with http:// or https:// and a host, without a user, a query or a fragment, for example http://localhost:4566.
            tocsin.sns.signing-certificates | /no/s3cr3t  | must name a folder that is there and that this user may read, for example /etc/tocsin/certificates.
            tocsin.slack.webhook-origins    | https://hooks.slack.com/services/s3cr3t | must be a list of origins of the form https://host[:port], without a path; entry 1 is none
            tocsin.aws.assume-role          | arn:aws:iam::123456789012:role/s3cr3t | must be the ARN of a role with {account} in place of the account, for example arn:{partition}:iam::{account}:role/tocsin.
            tocsin.aws.assume-role          | {account}   | must be the ARN of a role with {account} in place of the account, for example arn:{partition}:iam::{account}:role/tocsin.
            tocsin.cloudwatch-logs.region   | s3cr3t      | must be the id of a Region, for example us-east-1.
            tocsin.cloudwatch-logs.retention-days | 31    | must be one of [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], which CloudWatch Logs knows, for example 30.
            tocsin.context.sso-portal       | http://s3cr3t.awsapps.com/start | must begin with https://, for example https://d-1234567890.awsapps.com/start.
            tocsin.context.ask              | s3cr3t      | has none of the values that it can have. They are: alias, organization, tags.
            tocsin.cloudwatch.as-itself     | s3cr3t      | has none of the values that it can have. They are: everywhere, never, own-account.
            tocsin.api.admin-token          | s3cr3t      | must have at least 16 characters, ASCII and without spaces. Make one with: openssl rand -base64 32
            tocsin.secrets.key              | !s3cr3t     | is not base64. Make a key with: openssl rand -base64 32
            tocsin.secrets.previous-keys    | czNjcjN0    | holds 6 bytes, not 32. Make a key with: openssl rand -base64 32
            tocsin.silence.canary-hour      | -1          | is -1, and must be 0 or more, for example 10.
            tocsin.silence.canary-hour      | 24          | must be an hour of the day, from 0 to 23.
            tocsin.commands.slash-command   | s3cr3t      | must begin with / and go on with up to 31 small letters, digits, hyphens and underscores, for example /tocsin.
            tocsin.commands.region          | s3cr3t      | must be the id of a Region, for example us-east-1.
            tocsin.commands.at-once         | 0           | is 0, and must be at least 1, for example 10.
            quarkus.http.port               | s3cr3t      | must be a port: a whole number from 0 to 65535.
            quarkus.http.port               | 99999       | must be a port: a whole number from 0 to 65535.
            quarkus.management.port         | -1          | must be a port: a whole number from 0 to 65535.
            quarkus.management.port         | ''          | must be a port: a whole number from 0 to 65535.
            quarkus.http.ssl-port           | 65536       | must be a port: a whole number from 0 to 65535.
            quarkus.http.ssl.certificate.files     | /no/s3cr3t        | names a file that is not there, or that this user may not read.
            quarkus.http.ssl.certificate.key-files | pom.xml,no/s3cr3t | names a file that is not there, or that this user may not read.
            quarkus.management.ssl.certificate.key-store-file | no/s3cr3t | names a file that is not there, or that this user may not read.
            """)
    void aWrongValueIsSaidInOneLine(String property, String value, String says) {
        set(property, value);

        assertThat(mistakes()).singleElement().asString()
                .isEqualTo(property + " (" + property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ") " + says);
    }

    @Test
    void filesOfTlsMayAlsoBeResources() {
        set("quarkus.http.ssl.certificate.files", "pom.xml, application.properties");

        assertThat(mistakes()).isEmpty();
    }

    @Test
    void paceMayBeNone() {
        set("tocsin.delivery.pace", "0");

        assertThat(mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "10s, 10s", "9s, 10s", "30s, 30s", "30s, 45s" })
    void aLeaseOutlastsThePostThatItIsFor(String lease, String timeout) {
        set("tocsin.delivery.lease", lease);
        set("tocsin.chat.timeout", timeout);

        assertThat(mistakes()).containsExactly("tocsin.delivery.lease (TOCSIN_DELIVERY_LEASE) must be longer than "
                + "tocsin.chat.timeout (TOCSIN_CHAT_TIMEOUT).");
    }

    @Test
    void aCommandsLeaseOutlastsTheCallThatItIsFor() {
        set("tocsin.commands.lease", "15s");

        assertThat(mistakes()).containsExactly("tocsin.commands.lease (TOCSIN_COMMANDS_LEASE) must be longer than "
                + "tocsin.commands.aws.timeout (TOCSIN_COMMANDS_AWS_TIMEOUT).");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        set("quarkus.http.port", "x");
        set("tocsin.sns.max-age", "x");
        set("tocsin.sns.timeout", "x");
        set("tocsin.delivery.burst", "0");

        assertThatThrownBy(() -> OwnSettings.requireGood(StartSettings.now())).isInstanceOfSatisfying(NoStart.class,
                failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_SETTING);
                    assertThat(failure.getMessage().lines()).hasSize(4);
                });
    }

    @Test
    void noMappingIsForgotten() {
        Set<String> mappings = Household.application().stream().filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::getName).collect(Collectors.toSet());

        assertThat(OwnSettings.MAPPINGS).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(mappings);
    }

    @Test
    void everyNumberAndDurationHasItsRange() {
        List<String> numbers = new ArrayList<>();
        List<String> durations = new ArrayList<>();
        for (Class<?> mapping : OwnSettings.MAPPINGS) {
            for (Method method : mapping.getMethods()) {
                String property = MappedProperty.of(mapping, method);
                if (Set.of(int.class, OptionalInt.class, long.class).contains(method.getReturnType())) {
                    numbers.add(property);
                } else if (method.getGenericReturnType().getTypeName().contains(Duration.class.getName())) {
                    durations.add(property);
                }
            }
        }

        assertThat(Stream.concat(OwnSettings.AT_LEAST_ONE.stream(), OwnSettings.AT_LEAST_ZERO.stream())
                .filter(name -> name.startsWith("tocsin."))).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(Stream.concat(OwnSettings.POSITIVE.stream(), OwnSettings.NOT_NEGATIVE.stream()))
                .containsExactlyInAnyOrderElementsOf(durations);
    }

    @Test
    void everySettingIsKnownByName() {
        Set<String> properties = new TreeSet<>();
        for (Class<?> mapping : OwnSettings.MAPPINGS) {
            for (Method method : mapping.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    properties.add(MappedProperty.of(mapping, method));
                }
            }
        }

        assertThat(new TreeSet<>(OwnSettings.all())).containsAll(properties);
        assertThat(OwnSettings.all()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNearlyASettingIsToldAndAnythingElseIsLeftAlone() {
        assertThat(OwnSettings.misspellings(Set.of("TOCSIN_DELIVERY_PAEC", "TOCSIN_SECRET_KEY", "TOCSIN_PUBLIC_URL",
                "TOCSIN_SERVICE_HOST", "TOCSIN_PORT_8080_TCP_ADDR", "TOCSIN_SECRET_PAYMENTS_WEBHOOK_URL", "PATH")))
                .containsExactly(
                        "TOCSIN_DELIVERY_PAEC is no setting, so it has no effect. Is TOCSIN_DELIVERY_PACE meant?",
                        "TOCSIN_SECRET_KEY is no setting, so it has no effect. Is TOCSIN_SECRETS_KEY meant?");
    }

    private void set(String property, String value) {
        set.add(property);
        System.setProperty(property, value);
    }

    private static List<String> mistakes() {
        return OwnSettings.mistakes(StartSettings.now());
    }
}
