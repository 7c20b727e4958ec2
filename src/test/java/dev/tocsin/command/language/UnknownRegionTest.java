package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownRegionTest {

    @Test
    void saysWhichRegionMayBeMeant() {
        assertThat(UnknownRegion.words("us-east-9"))
                .contains("us-east-9 is not among the Regions that this version knows. Did you mean us-east-1?");
        assertThat(UnknownRegion.words("qa-lusail-1"))
                .contains("qa-lusail-1 is not among the Regions that this version knows.");
    }

    @Test
    void saysNothingOfKnownOnes() {
        assertThat(UnknownRegion.words("eu-central-1")).isEmpty();
        assertThat(UnknownRegion.words("cn-north-1")).isEmpty();
    }
}
