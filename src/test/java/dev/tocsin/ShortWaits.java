package dev.tocsin;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;

/**
 * A test of Quarkus waits for hundreds of things that are there within some milliseconds: what it waits for is looked at soon
 * and then less often. Otherwise each takes the tenth of a second that is Awaitility's first look.
 */
public final class ShortWaits implements QuarkusTestBeforeClassCallback {

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(100);

    @Override
    public void beforeClass(Class<?> testClass) {
        Awaitility.setDefaultPollInterval(IterativePollInterval
                .iterative(last -> last.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : last.multipliedBy(2), FIRST));
    }
}
