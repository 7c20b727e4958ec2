package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdBlockTest {

    @ParameterizedTest
    @CsvSource({ "0, 1", "0, 2", "0, 4096", "0, 4097", "4095, 4097", "4096, 8192", "0, 1000000", "999999, 1000001",
            "8191, 12288", "123456789, 987654321" })
    void hasAllIdsOfARange(long above, long below) {
        IdRange range = new IdRange(above, below);
        IdBlock block = IdBlock.around(range);

        assertThat(block.lowest()).isLessThanOrEqualTo(above + 1);
        assertThat(block.end()).isGreaterThanOrEqualTo(below);
    }

    @Test
    void itsHalvesAreTheWhole() {
        IdBlock block = IdBlock.around(new IdRange(0, 1_000_000));

        assertThat(block.older().lowest()).isEqualTo(block.lowest());
        assertThat(block.older().end()).isEqualTo(block.newer().lowest());
        assertThat(block.newer().end()).isEqualTo(block.end());
    }

    @Test
    void itsSignBeginsThoseOfItsHalvesAndOfEachId() {
        IdBlock block = IdBlock.around(new IdRange(0, 10_000));
        String sign = SearchWords.stretches(block.lowest(), block.places());

        assertThat(SearchWords.stretches(block.newer().lowest(), block.newer().places())).isEqualTo(sign + "1");
        assertThat(SearchWords.stretches(9_999, 30)).startsWith(sign).hasSize(31).isEqualTo("=" + "0".repeat(28) + "10");
    }

    @Test
    void meetsOnlyRangesWithIdsOfIt() {
        IdBlock block = new IdBlock(4096, 30);

        assertThat(block.meets(new IdRange(0, 4096))).isFalse();
        assertThat(block.meets(new IdRange(0, 4097))).isTrue();
        assertThat(block.meets(new IdRange(8191, 9000))).isFalse();
        assertThat(block.meets(new IdRange(8190, 9000))).isTrue();
    }
}
