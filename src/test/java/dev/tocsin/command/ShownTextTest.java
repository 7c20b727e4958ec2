package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {

    @Test
    void whatIsShownHasNoSecretWhereverItIsCut() {
        for (int before = 1_900; before < 2_600; before++) {
            String text = "x ".repeat(before / 2) + "y".repeat(before % 2)
                    + " --password hunter2-s3cr3t-word "
                    + "z ".repeat(3_000);
            assertThat(ShownText.of(text)).as("" + before).hasSizeLessThanOrEqualTo(2_000).startsWith("x x ")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aKeyOfWhichTheEndIsNotLookedThroughIsHidden() {
        String text = "acm import-certificate --private-key -----BEGIN PRIVATE KEY-----\n"
                + "MIIEvQIBADANBgkqhkiG\n".repeat(300)
                + "-----END PRIVATE KEY-----";
        assertThat(ShownText.of(text)).startsWith("acm import-certificate").doesNotContain("MIIEvQIBADANBgkqhkiG");
    }

    @Test
    void onlyWholeWordsOfTheBeginningAreLookedThrough() {
        assertThat(ShownText.of("x".repeat(10_000))).isEqualTo("***");
        assertThat(ShownText.of("sns publish " + "x".repeat(10_000))).isEqualTo("sns publish");
        assertThat(ShownText.of("sns publish --message hello")).isEqualTo("sns publish --message hello");
    }
}
