package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.problem.ProblemException;

class PagingTest {

    @Test
    void idsGoOnWhereThePageEnded() {
        Paging<Long> first = Paging.of(Keys.IDS, 2, 20, null);
        List<Long> found = List.of(30L, 20L, 10L);

        assertThat(first.after()).isEqualTo(Long.MAX_VALUE);
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.page(found)).containsExactly(30L, 20L);
        assertThat(Paging.of(Keys.IDS, 2, 20, first.nextToken(found, Function.identity())).after()).isEqualTo(20L);
    }

    @Test
    void namesGoOnWhereThePageEnded() {
        Paging<String> first = Paging.byName("2", null);
        List<String> found = List.of("a", "b", "c");

        assertThat(first.after()).isEmpty();
        assertThat(first.page(found)).containsExactly("a", "b");
        assertThat(Paging.byName(null, first.nextToken(found, Function.identity()))).isEqualTo(
                new Paging<>(Keys.NAMES, "b", Paging.MOST));
    }

    @Test
    void endsWhereThereIsNoMore() {
        Paging<Long> paging = Paging.of(Keys.IDS, null, 2, null);
        List<Long> found = List.of(30L, 20L);

        assertThat(paging.page(found)).isEqualTo(found);
        assertThat(paging.nextToken(found, Function.identity())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "!", "", "zzzzzzzzzzzzzz", "Yi8" })
    void takesNoTokenOfAnothersMaking(String token) {
        assertThatThrownBy(() -> Paging.of(Keys.NAMES, null, token)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nextToken");
        if (!token.equals("Yi8")) { // which happens to be a number in base 36
            assertThatThrownBy(() -> Paging.of(Keys.IDS, null, 20, token)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining("nextToken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "101", "-1", "many", "1000" })
    void takesNoOtherSizes(String size) {
        assertThatThrownBy(() -> Paging.byName(size, null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("maxResults");
    }
}
