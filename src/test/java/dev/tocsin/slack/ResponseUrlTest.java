package dev.tocsin.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a person who pressed a button may be answered. */
class ResponseUrlTest {

    private static final List<String> SLACKS = List.of("https://hooks.slack.com", "https://hooks.slack-gov.com");

    @ParameterizedTest
    @ValueSource(strings = { "https://hooks.slack.com/actions/T0123/1234567890/AbC_d-9",
            "https://hooks.slack-gov.com/actions/T1/2/x" })
    void isOneOfSlacks(String url) {
        assertThat(ResponseUrl.of(url, SLACKS).orElseThrow().text()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "https://hooks.slack.com", "https://hooks.slack.com/",
            "http://hooks.slack.com/actions/T/1",
            "HTTPS://hooks.slack.com/actions/T/1", "https://HOOKS.slack.com/actions/T/1",
            "https://hooks.slack.com.evil.example/actions/T/1", "https://hooks.slack.com@evil.example/actions/T/1",
            "https://hooks.slack.com:443/actions/T/1", "https://hooks.slack.com./actions/T/1",
            "https://evil.example/https://hooks.slack.com/actions/T/1", "https://evil.example?https://hooks.slack.com/a",
            "https://hooks.slack.com/actions/../x", "https://hooks.slack.com/actions/%2e%2e/x",
            "https://hooks.slack.com/actions/T/1?x=y", "https://hooks.slack.com/actions/T/1#x",
            "https://hooks.slack.com/actions/T/1\nHost: x", "https://hooks.slack.com\\@evil.example/a",
            "//hooks.slack.com/actions/T/1", "https://169.254.169.254/latest/meta-data", "file:///etc/passwd",
            "https://hooks.slack.com\t/actions", " https://hooks.slack.com/actions/T/1" })
    void anythingElseIsNone(String url) {
        assertThat(ResponseUrl.of(url, SLACKS)).isEmpty();
    }

    @Test
    void whereItLeadsIsSetForTheStandIn() {
        List<String> standIn = List.of("http://localhost:8090", "");

        assertThat(ResponseUrl.of("http://localhost:8090/actions/T0DEMO/x", standIn)).isPresent();
        assertThat(ResponseUrl.of("http://localhost:80901/actions/T0DEMO/x", standIn)).isEmpty();
        assertThat(ResponseUrl.of("https://hooks.slack.com/actions/T/1", standIn)).isEmpty();
    }

    @Test
    void isNotShownInLogs() {
        assertThat(ResponseUrl.of("https://hooks.slack.com/actions/T/s3cr3t", SLACKS).orElseThrow().toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void whatIsSaidThereCallsNobody() {
        assertThat(SlackWhispers.message("<!channel> & \"x\" has acknowledged it already."))
                .contains("&lt;!channel&gt; &amp; \\\"x\\\" has").contains("\"response_type\":\"ephemeral\"")
                .contains("\"replace_original\":false");
    }
}
