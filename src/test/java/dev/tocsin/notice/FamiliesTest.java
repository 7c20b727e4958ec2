package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class FamiliesTest {

    @Test
    void areThoseThatTheSamplesAreTakenFor() {
        TreeSet<String> found = Samples.names().stream()
                .map(name -> AllInterpreters.asked().interpret(Samples.sample(name)).family())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Families.KNOWN).containsExactlyElementsOf(found);
    }
}
