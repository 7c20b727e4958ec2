package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class LoginConfigTest {

    private static final String CLUSTER = "postgresql://tocsin.cluster-abc.eu-central-1.rds.amazonaws.com:5432/tocsin";

    @ParameterizedTest
    @CsvSource({
            "tocsin.cluster-abc.eu-central-1.rds.amazonaws.com:5432, eu-central-1",
            "tocsin.abc.us-gov-west-1.rds.amazonaws.com, us-gov-west-1",
            "tocsin.proxy-abc.cn-north-1.rds.amazonaws.com.cn, cn-north-1",
            "db.acme.example:5432, ",
            "10.0.0.7, " })
    void theNameOfAnEndpointSaysItsRegion(String url, String region) {
        assertThat(LoginConfig.regionOf(url, Optional.empty())).isEqualTo(Optional.ofNullable(region));
        assertThat(LoginConfig.regionOf(url, Optional.of("eu-west-3"))).as("unless one is set").contains("eu-west-3");
    }

    @ParameterizedTest
    @CsvSource({ "require", "verify-ca", "verify-full" })
    void tokensGoOverEncryptedConnections(String mode) {
        assertThatCode(() -> LoginConfig.requireGood(settings("rds-iam", CLUSTER + "?sslmode=" + mode + "&a=b")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({ "''", "?sslmode=disable", "?sslmode=prefer", "?sslmode=allow", "?sslmode=require&sslmode=disable" })
    void andOverNoOthers(String parameters) {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", CLUSTER + parameters)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("tocsin.database.login ")
                .hasMessageContaining("sslmode=require");
        assertThatCode(() -> LoginConfig.requireGood(settings("password", CLUSTER + parameters)))
                .as("a password may").doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({ "RDS_IAM", "rds_iam", "Rds-Iam" })
    void itIsTheSameHoweverItIsWritten(String login) {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings(login, CLUSTER))).hasMessageContaining("sslmode=require");
    }

    @Test
    void whatMigratesMayNotConnectOtherwise() {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", CLUSTER + "?sslmode=require",
                "quarkus.datasource.jdbc.url", "jdbc:" + CLUSTER + "?sslmode=disable")))
                .hasMessageContaining("for both drivers");
    }

    @Test
    void aTokenIsForAUserOfADatabase() {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", CLUSTER + "?sslmode=require",
                "quarkus.datasource.username", " "))).hasMessageStartingWith("quarkus.datasource.username ");
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", "")))
                .hasMessageContaining("no quarkus.datasource.reactive.url is set");
    }

    @Test
    void aRegionElsewhereInTheUrlIsNotTheHosts() {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam",
                "postgresql://localhost:5432/tocsin?sslmode=verify-full&sslrootcert=/etc/ca.eu-central-1.rds.pem")))
                .hasMessageStartingWith("tocsin.database.region ");
    }

    @Test
    void anAliasNeedsARegion() {
        String alias = "postgresql://db.acme.example:5432/tocsin?sslmode=require";
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", alias)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("tocsin.database.region ");
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", alias, "tocsin.database.region", "s3cr3t")))
                .hasMessageStartingWith("tocsin.database.region ").hasMessageNotContaining("s3cr3t");
        assertThatCode(() -> LoginConfig.requireGood(settings("rds-iam", alias, "tocsin.database.region", "eu-west-3")))
                .doesNotThrowAnyException();
    }

    private static SmallRyeConfig settings(String login, String url, String... further) {
        Map<String, String> values = new HashMap<>(
                Map.of("tocsin.database.login", login, "quarkus.datasource.reactive.url", url, "quarkus.datasource.username",
                        "tocsin"));
        for (int i = 0; i < further.length; i += 2) {
            values.put(further[i], further[i + 1]);
        }
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "test", 500)).build();
    }
}
