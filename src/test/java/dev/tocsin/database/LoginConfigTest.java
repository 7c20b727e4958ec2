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
            "postgresql://tocsin.cluster-abc.eu-central-1.rds.amazonaws.com:5432/tocsin?sslmode=require, eu-central-1",
            "postgresql://tocsin.abc.us-gov-west-1.rds.amazonaws.com/tocsin, us-gov-west-1",
            "postgresql://tocsin.proxy-abc.cn-north-1.rds.amazonaws.com.cn, cn-north-1",
            "tocsin.cluster-abc.eu-central-1.rds.amazonaws.com, eu-central-1",
            "postgresql://db.acme.example:5432/tocsin, ",
            "postgresql://10.0.0.7/x.us-east-1.rds, " })
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
    @CsvSource({ "''", "?sslmode=disable", "?sslmode=prefer", "?sslmode=allow" })
    void andOverNoOthers(String parameters) {
        assertThatThrownBy(() -> LoginConfig.requireGood(settings("rds-iam", CLUSTER + parameters)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("tocsin.database.login ")
                .hasMessageContaining("sslmode=require");
        assertThatCode(() -> LoginConfig.requireGood(settings("password", CLUSTER + parameters)))
                .as("a password may").doesNotThrowAnyException();
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
                Map.of("tocsin.database.login", login, "quarkus.datasource.reactive.url", url));
        for (int i = 0; i < further.length; i += 2) {
            values.put(further[i], further[i + 1]);
        }
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(values, "test", 500)).build();
    }
}
