package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[1]", " \t\r\n{\"a\":1}\n", "\uFEFF{\"a\":1}", "\"words\"", "\"{}\"", "true", " false ",
            "null",
            "-1.5e3", "0", "12" })
    void readsEachKindOfJson(String json) {
        assertThat(Body.read(json).isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " \n", "All is well", "true story", "nullable", "falsehood", "12 apples", "- an item", "'x'",
            "+1",
            ".5", "NaN", "\u00A0{}", "{", "[1", "\"half", "{} and more", "\uFEFF" })
    void takesAllElseForText(String text) {
        assertThat(Body.read(text).isMissingNode()).isTrue();
    }
}
