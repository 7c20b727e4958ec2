package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActingRolesTest {

    @Test
    void aSessionNamesThePersonAndIsFoundAsThoseOfAwsChatbotAre() {
        assertThat(ActingRoles.session("U0123456789")).isEqualTo("chatbot-session-U0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "U 1", "<@U1>", "U1\u00e9/..",
            "UUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUU" })
    void aSessionIsOneThatStsTakes(String user) {
        assertThat(ActingRoles.session(user)).matches("[\\w+=,.@-]{2,64}");
    }
}
