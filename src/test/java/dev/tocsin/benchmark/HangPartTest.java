package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class HangPartTest {

    @Test
    void oneMessageInAHundredMayTakeLongerThanIsPromised() {
        assertThatCode(() -> HangPart.requirePromise(oneHundred(1))).doesNotThrowAnyException();
    }

    @Test
    void failsIfMoreDoAndSaysByHowMuch() {
        assertThatThrownBy(() -> HangPart.requirePromise(oneHundred(2)))
                .hasMessage("beside 1000 lanes that hang one message in a hundred takes 9000.0 ms or longer, and 250 ms are "
                        + "promised");
    }

    private static double[] oneHundred(int slow) {
        double[] millis = new double[100];
        Arrays.fill(millis, 250);
        Arrays.fill(millis, 0, slow, 9_000);
        return millis;
    }
}
