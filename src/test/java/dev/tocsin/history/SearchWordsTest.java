package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

    @Test
    void whatListsAreNarrowedDownByIsNoLongerThanAWordOfTheIndexMayBe() {
        String tooLong = "a".repeat(2_200);

        assertThat(SearchWords.configuration(tooLong)).hasSizeLessThanOrEqualTo(500);
        assertThat(SearchWords.topic(tooLong)).hasSizeLessThanOrEqualTo(500);
        assertThat(SearchWords.family(tooLong)).hasSizeLessThanOrEqualTo(500);
    }
}
