package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
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
            "example.com, mailto:someone@example.com",
            "https://evil.example and https://bank.example, https://evil.example",
            "Sign in: https://bank.example, https://evil.example", "ftp://bank.example, https://evil.example",
            "(bank.example), https://evil.example", "\u00BBbank.example\u00AB, https://evil.example",
            "bank.example!, https://evil.example", "bank.example., https://evil.example",
            "*bank.example*, https://evil.example", "*bank*.example, https://evil.example",
            "_bank.example_, https://evil.example", "`bank.example`, https://evil.example",
            "bank\u00AD.example, https://evil.example", "\u202Ebank.example\u202C, https://evil.example",
            "b\u2060ank.exam\uFE0Fple, https://evil.example", "bank\u200A.example, https://evil.example",
            "\uFF45\uFF58\uFF41\uFF4D\uFF50\uFF4C\uFF45\uFF0E\uFF43\uFF4F\uFF4D, https://evil.example",
            "bank\u3002example, https://evil.example", "bank\uFF61example, https://evil.example",
            "bank\u2024example, https://evil.example", "bank\u00B7example, https://evil.example",
            "\u0430pple.com, https://evil.example", "\u0430pple.com, https://apple.com.evil.example",
            "apple.com, https://\u0430pple.com", "https\uFF1A//bank.example, https://evil.example",
            "https:\u2215\u2215bank.example, https://evil.example", "\uD835\uDC1Bank.example, https://evil.example",
            "192.0.2.1, https://evil.example", "192.0.2.1:8443/x, https://evil.example", "0xC0.0.2.1, https://evil.example",
            "http://3221225985/, https://evil.example", "http://192.0.2.1, http://0x7f000001",
            "[2001:db8::1], https://evil.example", "2001:db8::1, https://evil.example",
            "http://[2001:db8::1]/, https://evil.example", "bank.example/login?x=1, https://evil.example",
            "bank.example:443, https://evil.example", "admin@bank.example, https://evil.example",
            "other@example.com, mailto:someone@example.com", "https://bank.example@evil.example/, https://evil.example",
            "xn--bcher-kva.example, https://evil.example" })
    void deceivesWhenItNamesAnotherHost(String label, String url) {
        assertThat(LinkLabel.deceives(label, url)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "https://example.com/runbook, https://example.com/runbook",
            "example.com, https://www.example.com/runbook?a=1#b",
            "www.example.com, https://example.com",
            "example.com, https://wiki.example.com/runbook",
            "Example.com:8443/x, https://example.com:8443/x", "someone@example.com, mailto:someone@example.com",
            "jane@example.com, https://people.example.com/jane", "127.0.0.1, http://0x7f000001/",
            "127.0.0.1, http://2130706433",
            "https://example.com/bank.example/x, https://example.com", "(https://example.com), https://example.com",
            "\uFF45xample.com, https://example.com", "2001:db8::1, http://[2001:db8::1]/" })
    void isHonestWhenItNamesTheHostOrItsDomain(String label, String url) {
        assertThat(LinkLabel.deceives(label, url)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "the runbook of example.com, https://evil.example/a, the runbook of example.com (evil.example)",
            "deploy.sh, https://github.com/a/deploy.sh, deploy.sh (github.com)",
            "Host 192.0.2.1 is down, https://evil.example, Host 192.0.2.1 is down (evil.example)",
            "ask jane@bank.example, https://evil.example, ask jane@bank.example (evil.example)",
            "View bank.example, https://\u0435vil.example, View bank.example (xn--vil-qdd.example)",
            "bank.example, https://evil.example, ''", "the runbook, https://evil.example, the runbook",
            "bank.example today, https://bank.example, bank.example today" })
    void showsTheHostBesideAnAddressThatIsMentioned(String label, String url, String shown) {
        assertThat(LinkLabel.shown(label, url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({ "console.aws.amazon., com, '', com (evil.example)", "https://ba, nk, .example, nk (evil.example)",
            "see the, com, page, com", "see the , com, ' page', com", "'(', Runbook, ').', Runbook" })
    void looksAtTheWordsThatTouchALink(String before, String label, String after, String shown) {
        assertThat(LinkLabel.shown(before, label, after, "https://evil.example")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({ "https://b\u0430nk.example/x, https://xn--bnk-6cd.example/x",
            "https://\uFF42ank\u3002example, https://bank.example",
            "https://b%61nk.example/%61, https://bank.example/%61", "http://0x7f.1/x, http://127.0.0.1/x",
            "http://2130706433:80, http://127.0.0.1:80", "https://b\u00FCcher.example, https://xn--bcher-kva.example",
            "https://B\u00DCCHER.example, https://xn--bcher-kva.example", "HTTPS://Bank.Example/X, HTTPS://Bank.Example/X",
            "https://bank.example:8443/\u00FC, https://bank.example:8443/\u00FC" })
    void leadsToAHostThatIsWrittenPlainly(String url, String safe) {
        assertThat(SafeUrl.of(url)).contains(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = { "View in console", "v1.2.3", "v1.2.3.4", "file.json", "Node.js", "src/main/App.java", "10:15:30",
            "std::string", "50 % of 2.5 GB", "Build #4711", "arn:aws:s3:::bucket", "build 1.0.0-rc.1", "e.g. this", "a::b" })
    void isHonestWhenItOnlyResemblesAnAddress(String label) {
        assertThat(LinkLabel.shown(label, "https://evil.example")).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.", "[", "::", "a::", "@", "://", "www.", "0x", "\u0430", "bank.example/", "1." })
    void isJudgedInTime(String part) {
        String label = part.repeat(100_000 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> LinkLabel.shown(label, label, label, "https://evil.example"));
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> SafeUrl.of("https://" + label));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Runbook", "the runbook of example.com", "Read this. Then act", "", "v1.2.3", "10 % of 1.5" })
    void isHonestWhenItNamesNoHost(String label) {
        assertThat(LinkLabel.deceives(label, "https://evil.example")).isFalse();
    }
}
