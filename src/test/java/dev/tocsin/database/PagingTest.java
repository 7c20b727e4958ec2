package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.Histories.Page;

class PagingTest {

    @Test
    void goesOnWhereThePageEnded() {
        Paging first = Paging.of(Optional.of(2), Optional.empty());
        Page<Long> page = Page.of(List.of(30L, 20L, 10L), first, id -> id);

        assertThat(page.items()).containsExactly(30L, 20L);
        assertThat(Paging.of(Optional.of(2), Optional.of(page.nextToken())).before()).isEqualTo(20L);
    }

    @Test
    void endsWhereThereIsNoMore() {
        Page<Long> page = Page.of(List.of(30L, 20L), Paging.of(Optional.of(2), Optional.empty()), id -> id);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void takesNoTokenOfAnothersMaking() {
        assertThatIllegalArgumentException().isThrownBy(() -> Paging.of(Optional.empty(), Optional.of("!")))
                .withMessageContaining("nextToken");
    }
}
