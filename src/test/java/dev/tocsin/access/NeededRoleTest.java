package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeededRoleTest {

    private static final NeededRole NEEDED_ROLE = new NeededRole(
            List.of(() -> List.of("/api/slack/channels", "/api/slack/channels/*", "/api/chime/webhooks/*")));

    @ParameterizedTest
    @CsvSource({ "/api/tokens", "/api/tokens/", "/api/tokens/deploy-bot", "/api/audit", "/api/audit/anything" })
    void readingTokensAndAuditIsTheAdministrators(String path) {
        assertThat(NEEDED_ROLE.of("GET", path)).isEqualTo(Role.ADMIN);
        assertThat(NEEDED_ROLE.of("HEAD", path)).isEqualTo(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/notifications", "/api/slack/workspaces", "/api/added/later", "/api/tokensandmore", "/api",
            "/api/topics/arn:aws:sns:eu-central-1:123456789012:alarms", "/api/topics/arn%3Aaws%3Asns" })
    void readingAnythingElseIsEverybodys(String path) {
        assertThat(NEEDED_ROLE.of("GET", path)).isEqualTo(Role.VIEWER);
    }

    @ParameterizedTest
    @CsvSource({ "POST,/api/slack/channels", "PATCH,/api/slack/channels/a", "DELETE,/api/chime/webhooks/a",
            "POST,/api/deliveries/7/redeliver", "POST,/api/notifications/7/deliver", "POST,/api/configurations/a/test",
            "POST,/api/preview", "POST,/api/postings/7/acknowledge", "POST,/api/postings/7/resolve",
            "POST,/api/postings/7/reopen" })
    void changingConfigurationsAndSendingIsTheEditors(String method, String path) {
        assertThat(NEEDED_ROLE.of(method, path)).isEqualTo(Role.EDITOR);
    }

    @ParameterizedTest
    @CsvSource({ "POST,/api/slack/workspaces", "DELETE,/api/slack/workspaces/T1", "POST,/api/tokens", "POST,/api/added/later",
            "PUT,/api", "POST,/api/slack/channels/a/b", "POST,/api/deliveries/7/forget", "BREW,/api/added/later" })
    void changingWhatNobodySaidAnythingOfIsTheAdministrators(String method, String path) {
        assertThat(NEEDED_ROLE.of(method, path)).isEqualTo(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/tokens;a=b", "/api;a=b/tokens", "/api//tokens", "/api/%74okens", "/api/tok%65ns/x",
            "/api/notifications/../tokens;x", "/api/slack;a/channels", "/api/slack//channels", "/Api/tokens", "" })
    void anAddressInAnUnusualSpellingIsTheAdministrators(String path) {
        assertThat(NEEDED_ROLE.of("GET", path)).isEqualTo(Role.ADMIN);
    }

    @Test
    void eachRoleIncludesThoseBeforeIt() {
        assertThat(Role.VIEWER.names()).containsExactlyInAnyOrder("viewer");
        assertThat(Role.EDITOR.names()).containsExactlyInAnyOrder("viewer", "editor");
        assertThat(Role.ADMIN.names()).containsExactlyInAnyOrder("viewer", "editor", "admin");
    }
}
