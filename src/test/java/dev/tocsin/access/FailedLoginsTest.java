package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import io.vertx.core.net.SocketAddress;

class FailedLoginsTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final FailedLogins failed = new FailedLogins(clock);
    private final SocketAddress one = address("192.0.2.1");

    @Test
    void tenAMinuteAreTaken() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            assertThat(failed.begin(one)).isEmpty();
        }
        clock.pass(Duration.ofSeconds(15));
        assertThat(failed.begin(one)).contains(Duration.ofSeconds(45));
        assertThat(failed.begin(one)).contains(Duration.ofSeconds(45));
        assertThat(failed.begin(address("192.0.2.2"))).isEmpty();

        clock.pass(Duration.ofSeconds(45).minusMillis(1));
        assertThat(failed.begin(one)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(failed.begin(one)).isEmpty();
    }

    @Test
    void whatWasRightDoesNotCount() {
        for (int i = 0; i < 3 * FailedLogins.MOST; i++) {
            assertThat(failed.begin(one)).isEmpty();
            failed.takeBack(one);
        }
    }

    @Test
    void whatIsStillUnderWayCounts() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            failed.begin(one);
        }
        assertThat(failed.begin(one)).isPresent();
    }

    @Test
    void addressesOfOneNetworkAreOneAddress() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            failed.begin(address("2001:db8:1:2::" + Integer.toHexString(i)));
        }
        assertThat(failed.begin(address("2001:db8:1:2:aaaa::1"))).isPresent();
        assertThat(failed.begin(address("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void aClockThatIsPutBackLocksNobodyOut() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            failed.begin(one);
        }
        clock.pass(Duration.ofHours(-1));

        assertThat(failed.begin(one)).isEmpty();
    }

    private static SocketAddress address(String ip) {
        return SocketAddress.inetSocketAddress(50_000, ip);
    }
}
