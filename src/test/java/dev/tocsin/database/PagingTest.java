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

    private static final Keys<Long> IDS = Keys.ids("numbers");
    private static final Keys<String> NAMES = Keys.names("things");

    @Test
    void idsGoOnWhereThePageEnded() {
        Paging<Long> first = Paging.of(IDS, 2, 20, null);
        List<Long> found = List.of(30L, 20L, 10L);

        assertThat(first.after()).isEqualTo(Long.MAX_VALUE);
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.page(found)).containsExactly(30L, 20L);
        assertThat(Paging.of(IDS, 2, 20, first.nextToken(found, Function.identity())).after()).isEqualTo(20L);
    }

    @Test
    void namesGoOnWhereThePageEnded() {
        Paging<String> first = Paging.byName("things", "2", null);
        List<String> found = List.of("a", "b", "c");

        assertThat(first.after()).isEmpty();
        assertThat(first.page(found)).containsExactly("a", "b");
        assertThat(Paging.byName("things", null, first.nextToken(found, Function.identity()))).isEqualTo(
                new Paging<>(NAMES, "b", Paging.MOST));
    }

    @Test
    void endsWhereThereIsNoMore() {
        Paging<Long> paging = Paging.of(IDS, null, 2, null);
        List<Long> found = List.of(30L, 20L);

        assertThat(paging.page(found)).isEqualTo(found);
        assertThat(paging.nextToken(found, Function.identity())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "!", "", "Yi8", "things", "things.", "things.!", "things.Yi8", "numbers.",
            "numbers.zzzzzzzzzzzzzz" })
    void takesNoTokenOfAnothersMaking(String token) {
        assertThatThrownBy(() -> Paging.of(NAMES, null, token)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nextToken");
        assertThatThrownBy(() -> Paging.of(IDS, null, 20, token)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nextToken");
    }

    @Test
    void takesNoTokenOfAnotherListThoughItsKeyLooksTheSame() {
        String ofNumbers = Paging.of(IDS, 1, 20, null).token(30L);
        String ofThings = Paging.byName("things", null, null).token("a");

        assertThat(Paging.of(IDS, 1, 20, ofNumbers).after()).isEqualTo(30L);
        assertThatThrownBy(() -> Paging.of(Keys.ids("others"), 1, 20, ofNumbers)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("must be the nextToken of an earlier answer of this very list");
        assertThatThrownBy(() -> Paging.byName("others", null, ofThings)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nextToken");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "101", "-1", "many", "1000" })
    void takesNoOtherSizes(String size) {
        assertThatThrownBy(() -> Paging.byName("things", size, null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("maxResults");
    }
}
