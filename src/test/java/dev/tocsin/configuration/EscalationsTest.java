package dev.tocsin.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class EscalationsTest {

    @Test
    void aChainThatEndsIsRight() {
        assertThat(objection("a", "a b", "b c", "c -")).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(objection("a", "a b")).hasValueSatisfying(said -> assertThat(said).startsWith("is no configuration"));
    }

    @Test
    void aCircleIsSaidWithItsWay() {
        assertThat(objection("a", "a b", "b c", "c a")).hasValueSatisfying(
                said -> assertThat(said).startsWith("leads back to where it began, by b, c, a;"));
    }

    /** It is those in the circle that have to change, and whoever leads there is told nothing wrong about itself. */
    @Test
    void aCircleOfOthersIsNotFollowedForEver() {
        assertThat(objection("a", "a b", "b c", "c b")).isEmpty();
    }

    @Test
    void oneThatEscalatesNothingIsRight() {
        assertThat(objection("a", "a -", "b a")).isEmpty();
    }

    private static Optional<String> objection(String name, String... steps) {
        Map<String, Optional<String>> known = new HashMap<>();
        for (String step : steps) {
            String[] words = step.split(" ");
            known.put(words[0], words[1].equals("-") ? Optional.empty() : Optional.of(words[1]));
        }
        return Escalations.objection(name, known);
    }
}
