package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = { "/console", "/console/", "/console/deliveries", "/console/deliveries/4711",
            "/console/deliveries?state=DEAD&maxResults=20", "/console?a=/b", "/console/topics/arn:aws:sns:eu-central-1:1:a",
            "/console/topics/arn%3Aaws%3Asns", "/console/notifications?q=a%20b+c", "/console/a..b/...", "/console/?" })
    void aPageOfTheConsoleIsWhereItLeads(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "/api/tokens", "/consolefoo", "/console.evil.example", "//evil.example/console",
            "///evil.example", "/\\evil.example", "\\\\evil.example", "/console\\..\\..\\evil", "https://evil.example/console",
            "HTTPS:/console", "javascript:alert(1)", "data:text/html,x", "/console//evil.example", "/console/..//evil.example",
            "/console/../api/tokens", "/console/%2e%2e/api/tokens", "/console/.%2E/api", "/console/.", "/console/./x",
            "/console/a/../b", "/console;x=y", "/console/a;x=y", "/console#x", "/console/a#//evil.example", " /console",
            "/console ", "/console/a b", "/console\t", "/console\r\nLocation: https://evil.example", "/console/%0d%0aX:y",
            "/console/%00", "/console/%7f", "/console/%zz", "/console/%", "/console/\u0000", "/console/\u2028",
            "/console/\u202e",
            "/console/ä", "/console/<script>", "/console/\"", "@evil.example/console", "console", "./console", "?then=/console",
            "/CONSOLE", "/%63onsole", "/console/login", "/console/login?then=/console/login", "/console/login/provider",
            "/console/logout", "/console/logout?x=y", "/console/logout/", "/console/assets/console.css",
            "/console@evil.example", "/console:80" })
    void anythingElseLeadsToTheFirstPage(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo("/console");
    }

    @Test
    void soDoesNothingAndWhatHasNoEnd() {
        assertThat(LocalPath.orHome(null)).isEqualTo("/console");
        assertThat(LocalPath.orHome("/console/" + "a".repeat(1_991))).hasSize(2_000);
        assertThat(LocalPath.orHome("/console/" + "a".repeat(1_992))).isEqualTo("/console");
    }

    @Test
    void theLoginLeadsBackToWhereSomebodyWantedToGo() {
        assertThat(LocalPath.loginBefore("/console/deliveries?state=DEAD&a=b"))
                .isEqualTo("/console/login?then=%2Fconsole%2Fdeliveries%3Fstate%3DDEAD%26a%3Db");
        assertThat(LocalPath.loginBefore("//evil.example")).isEqualTo("/console/login");
    }
}
