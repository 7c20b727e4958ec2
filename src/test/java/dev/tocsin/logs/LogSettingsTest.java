package dev.tocsin.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.CloudWatchLogsConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class LogSettingsTest {

    @Test
    void isOffWithoutARegion() {
        assertThat(settings(Map.of())).isEmpty();
    }

    @Test
    void namesTheGroupsOfThePartition() {
        LogSettings settings = settings(Map.of("region", "cn-north-1")).orElseThrow();

        assertThat(settings.groups()).isEqualTo("arn:aws-cn:logs:cn-north-1:*:log-group:/aws/chatbot/*");
        assertThat(settings.retentionDays()).isEmpty();
    }

    @Test
    void refusesAMisspeltRegionAndDoesNotShowIt() {
        assertThatThrownBy(() -> settings(Map.of("region", "us-s3cr3t1")))
                .hasMessage("tocsin.cloudwatch-logs.region must be the id of a Region, for example us-east-1.");
    }

    @Test
    void refusesARetentionThatCloudWatchLogsDoesNotKnow() {
        assertThat(settings(Map.of("region", "us-east-1", "retention-days", "30")).orElseThrow().retentionDays()).hasValue(30);
        assertThatThrownBy(() -> settings(Map.of("region", "us-east-1", "retention-days", "42")))
                .hasMessageContaining("tocsin.cloudwatch-logs.retention-days").hasMessageContaining("30, 60")
                .hasMessageNotContaining("42");
    }

    @Test
    void namesTheReplicaByItsHostWithoutWhatStreamsMayNotBeCalled() {
        assertThat(replica("tocsin-7d9c-x2x4v")).isEqualTo("tocsin-7d9c-x2x4v");
        assertThat(replica("a:b*c/d")).isEqualTo("a-b-c-d");
        assertThat(replica("x".repeat(600))).hasSize(200);
        assertThat(replica("")).isEqualTo("otherwise");
    }

    private static String replica(String host) {
        return LogSettings.of(config(Map.of("region", "us-east-1")), Map.of("HOSTNAME", host), () -> "otherwise").orElseThrow()
                .replica();
    }

    private static Optional<LogSettings> settings(Map<String, String> properties) {
        return LogSettings.of(config(properties), Map.of(), () -> "replica");
    }

    static CloudWatchLogsConfig config(Map<String, String> properties) {
        Map<String, String> full = new HashMap<>();
        properties.forEach((name, value) -> full.put("tocsin.cloudwatch-logs." + name, value));
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(CloudWatchLogsConfig.class)
                .withSources(new PropertiesConfigSource(full, "test", 100)).build()
                .getConfigMapping(CloudWatchLogsConfig.class);
    }
}
