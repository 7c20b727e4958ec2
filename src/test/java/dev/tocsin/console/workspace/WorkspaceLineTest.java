package dev.tocsin.console.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.configuration.State;
import dev.tocsin.configuration.workspaces.SlackWorkspaceView;
import dev.tocsin.console.Light;

class WorkspaceLineTest {

    private static final Instant NOW = Instant.parse("2026-11-25T05:15:26Z");
    private static final List<String> WANTED = List.of("chat:write", "channels:read");

    @Test
    void isGoodWithAllScopes() {
        WorkspaceLine line = line(State.ENABLED, null, null, WANTED, null);

        assertThat(line.light()).isEqualTo(Light.good("Enabled"));
        assertThat(line.because()).isNull();
        assertThat(line.isRenewed()).isFalse();
    }

    @Test
    void namesTheScopesThatAreMissingOnlyWhereSlackToldAny() {
        WorkspaceLine few = line(State.ENABLED, null, null, List.of("chat:write"), null);
        assertThat(few.missingScopes()).containsExactly("channels:read");
        assertThat(few.light().look()).isEqualTo("warn");
        assertThat(few.because()).contains("channels:read");

        assertThat(line(State.ENABLED, null, null, List.of(), null).light().look()).isEqualTo("good");
    }

    @Test
    void whatIsOptionalIsNamedAndNoTrouble() {
        List<String> wanted = List.of("chat:write", "channels:history", "files:write");
        WorkspaceLine line = WorkspaceLine.of(new SlackWorkspaceView("T1", "Acme", State.ENABLED, null, null, NOW,
                List.of("chat:write"), null, null, null, null, null, NOW, NOW), wanted, 0, NOW);

        assertThat(line.light()).isEqualTo(Light.good("Enabled"));
        assertThat(line.missingScopes()).isEmpty();
        assertThat(line.optionalScopes()).extracting(one -> one.scope()).containsExactly("channels:history", "files:write");
    }

    @Test
    void saysWhyItIsDisabledAndWhatToDo() {
        assertThat(line(State.DISABLED, "token_revoked", "authorize it again", WANTED, null).because())
                .isEqualTo("token_revoked: authorize it again");
        assertThat(line(State.DISABLED, null, null, WANTED, null).because()).isEqualTo("nobody said why");
    }

    @Test
    void aTokenThatHasExpiredIsNoGoodOneAndOneThatWillIs() {
        assertThat(line(State.ENABLED, null, null, WANTED, NOW).light().word()).isEqualTo("Token expired");
        WorkspaceLine later = line(State.ENABLED, null, null, WANTED, NOW.plusSeconds(1));
        assertThat(later.light().word()).isEqualTo("Enabled");
        assertThat(later.isRenewed()).isTrue();
    }

    private static WorkspaceLine line(State state, String reason, String advice, List<String> scopes, Instant expiry) {
        return WorkspaceLine.of(new SlackWorkspaceView("T1", "Acme", state, reason, advice, NOW, scopes, null, null, null,
                expiry, null, NOW, NOW), WANTED, 0, NOW);
    }
}
