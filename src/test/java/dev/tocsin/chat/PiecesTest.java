package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class PiecesTest {

    private final Pieces pieces = new Pieces(String::length);

    @Test
    void keepsWhatFits() {
        assertThat(pieces.loose("exactly ten".substring(0, 10)).cut(10)).isEqualTo("exactly te");
    }

    @Test
    void cutsBetweenPiecesAndCountsCharacters() {
        pieces.loose("a".repeat(50)).whole("<https://example.com|label>").loose("\uD83D\uDE00".repeat(50));
        String cut = pieces.cut(100);
        assertThat(cut).isEqualTo("a".repeat(50) + " \u2026 (cut, 77 characters more)");
    }

    @Test
    void closesTheFenceThatACutLeavesOpen() {
        assertThat(pieces.fenced(new Pieces(String::length).loose("x".repeat(500))).cut(100))
                .matches("(?s)```\nx+\n``` \u2026 \\(cut, \\d+ characters more\\)").hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void splitsAtTheEndOfALine() {
        List<String> parts = pieces.loose("one two three\n".repeat(20)).split(100, 10);
        assertThat(String.join("", parts)).isEqualTo("one two three\n".repeat(20));
        assertThat(parts).hasSize(4).allMatch(part -> part.endsWith("three\n") && part.length() <= 100);
    }

    @Test
    void cutsTheLastOfTooManyParts() {
        List<String> parts = pieces.loose("a".repeat(1_000)).split(100, 2);
        assertThat(parts).hasSize(2).allMatch(part -> part.length() <= 100);
        assertThat(parts.get(1)).containsPattern("\\(cut, \\d+ characters more\\)$");
    }
}
