package dev.tocsin.console.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.tocsin.problem.ProblemException;

class TokenExpiryTest {

    private static final Instant NOW = Instant.parse("2026-11-25T05:15:26.808Z");

    @Test
    void countsDaysFromNow() {
        assertThat(TokenExpiry.of("30", "", NOW)).isEqualTo("2026-12-25T05:15:26Z");
        assertThat(TokenExpiry.of("365", "2030-01-01", NOW)).isEqualTo("2027-11-25T05:15:26Z");
    }

    @Test
    void aDayIsUsedToItsEnd() {
        assertThat(TokenExpiry.of("date", "2027-12-31", NOW)).isEqualTo("2028-01-01T00:00:00Z");
    }

    @Test
    void neverIsNoMoment() {
        assertThat(TokenExpiry.of("never", "2027-12-31", NOW)).isNull();
    }

    /** Whoever says nothing must not get a token for ever. */
    @Test
    void nothingElseIsTaken() {
        for (String choice : new String[] { null, "", "0", "3650", "always" }) {
            assertThatThrownBy(() -> TokenExpiry.of(choice, null, NOW)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("expiresAt");
        }
        for (String day : new String[] { null, "", "31.12.2027", "2027-02-30" }) {
            assertThatThrownBy(() -> TokenExpiry.of("date", day, NOW)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("expiresOn");
        }
    }
}
