package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tocsin.sns.Reason;

class WhyUnheardTest {

    @ParameterizedTest
    @EnumSource
    void saysOfEachRefusalWhyAndWhatToDo(Reason reason) {
        WhyUnheard why = WhyUnheard.of(reason);

        for (String words : List.of(why.because(), why.advice())) {
            assertThat(words).matches("[A-Z].*[^.]\\.").doesNotContain("\u2014").hasSizeLessThan(300);
        }
    }

    /** What is our fault comes again, and nothing else does. */
    @ParameterizedTest
    @EnumSource
    void saysWhetherSnsComesAgain(Reason reason) {
        assertThat(WhyUnheard.of(reason).advice().contains("posts it again by itself")).isEqualTo(reason.status() == 503);
    }

    @Test
    void saysSomethingElseOfEach() {
        assertThat(Arrays.stream(Reason.values()).map(WhyUnheard::of).map(WhyUnheard::because)).doesNotHaveDuplicates();
    }

    @Test
    void tellsATopicThatNobodyHearsFromOneThatSomebodyHearsByNow() {
        assertThat(WhyUnheard.ofUnheard(false).because()).contains("any more");
        assertThat(WhyUnheard.ofUnheard(false).advice()).contains("snsTopicArns");
        assertThat(WhyUnheard.ofUnheard(true).because()).contains("one does now");
        assertThat(WhyUnheard.ofRecorded().because()).contains("about the subscription itself");
    }
}
