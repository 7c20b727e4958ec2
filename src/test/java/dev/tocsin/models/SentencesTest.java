package dev.tocsin.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void takesTheFirstSentenceWithoutItsMarkUp() {
        assertThat(Sentences.first("<p>Lists <code>alarms</code>. You can filter them.</p><p>More.</p>", 200))
                .isEqualTo("Lists alarms.");
        assertThat(Sentences.first("<p>Sets &lt;x&gt; &amp; \u201cy\u201d</p>", 200)).isEqualTo("Sets <x> & \"y\"");
        assertThat(Sentences.first("Plain, e.g. V1.2 of it. And so on.", 200)).isEqualTo("Plain, e.g. V1.2 of it.");
    }

    @Test
    void skipsWhatIsSaidBesides() {
        assertThat(Sentences.first("<note><p>Beware.</p></note><p>Deletes it.</p>", 200)).isEqualTo("Deletes it.");
        assertThat(Sentences.first("<p>End of support notice: soon.</p><p>Deletes it.</p>", 200)).isEqualTo("Deletes it.");
        assertThat(Sentences.first("", 200)).isEmpty();
    }

    @Test
    void cutsWhatIsLongBetweenWords() {
        assertThat(Sentences.first("one two three four", 13)).isEqualTo("one two...");
    }
}
