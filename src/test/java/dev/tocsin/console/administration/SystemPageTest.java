package dev.tocsin.console.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.tocsin.sns.signature.SigningCertificates.Kept;

class SystemPageTest {

    private static final Instant NOW = Instant.parse("2026-11-25T05:15:26Z");

    @Test
    void sizesAreInTheLargestUnitOfWhichThereIsOne() {
        assertThat(SystemPage.size(0)).isEqualTo("0 bytes");
        assertThat(SystemPage.size(1_023)).isEqualTo("1023 bytes");
        assertThat(SystemPage.size(1_536)).isEqualTo("1.5 KiB");
        assertThat(SystemPage.size(5L << 30)).isEqualTo("5.0 GiB");
    }

    @Test
    void aCertificateIsSaidToExpireSoonTwoWeeksBefore() {
        assertThat(word(Duration.ofDays(15))).isEqualTo("Good");
        assertThat(word(Duration.ofDays(13))).isEqualTo("Expires soon");
        assertThat(word(Duration.ofSeconds(-1))).isEqualTo("Expired");
    }

    private static String word(Duration left) {
        return SystemPage.line(new Kept("sns.eu-central-1.amazonaws.com", "x.pem", NOW.plus(left)), NOW).light().word();
    }
}
