package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLabelTest {

    @ParameterizedTest
    @CsvSource({
            "https://console.aws.amazon.com/sns, https://evil.example/sns",
            "HTTPS://Console.AWS.amazon.com, https://evil.example",
            "console.aws.amazon.com, https://evil.example/console.aws.amazon.com",
            "console.aws.amazon.com/sns, https://console.aws.amazon.com.evil.example",
            "www.example.com, https://evil.example",
            "https://example.com\u200B, https://evil.example",
            "exam\u200Bple.com, https://evil.example",
            "https://example.com, https://example.com@evil.example",
            "https://someone@example.com/x, https://evil.example",
            "example.com, mailto:someone@example.com" })
    void deceivesWhenItNamesAnotherHost(String label, String url) {
        assertThat(LinkLabel.deceives(label, url)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "https://example.com/runbook, https://example.com/runbook",
            "example.com, https://www.example.com/runbook?a=1#b",
            "www.example.com, https://example.com",
            "example.com, https://wiki.example.com/runbook",
            "Example.com:8443/x, https://example.com:8443/x" })
    void isHonestWhenItNamesTheHostOrItsDomain(String label, String url) {
        assertThat(LinkLabel.deceives(label, url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Runbook", "the runbook of example.com", "Read this. Then act", "", "v1.2.3", "10 % of 1.5" })
    void isHonestWhenItNamesNoHost(String label) {
        assertThat(LinkLabel.deceives(label, "https://evil.example")).isFalse();
    }
}
