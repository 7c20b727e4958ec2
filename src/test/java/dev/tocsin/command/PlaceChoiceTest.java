package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.command.PlaceChoice.Closed;
import dev.tocsin.command.PlaceChoice.One;
import dev.tocsin.command.PlaceChoice.Several;
import dev.tocsin.command.settings.CommandPlace;

class PlaceChoiceTest {

    private static final CommandPlace OPS = FakeSurroundings.place("ops", "111111111111");
    private static final CommandPlace PROD = FakeSurroundings.place("prod", "222222222222");
    private static final CommandPlace ALSO_PROD = FakeSurroundings.place("prod-2", "222222222222");
    private static final CommandPlace OWN = new CommandPlace(1, "own", Optional.empty(), List.of(), true, List.of(), List.of());

    @Test
    void theOnlyOneNeedsNoChoice() {
        assertThat(choose(List.of(OPS), Optional.empty(), Optional.empty())).isEqualTo(new One(OPS));
        assertThat(choose(List.of(OPS), Optional.empty(), Optional.of("222222222222"))).isEqualTo(new One(OPS));
    }

    @Test
    void whatWasChosenGoesBeforeWhatIsUsual() {
        List<CommandPlace> both = List.of(OPS, PROD);

        assertThat(choose(both, Optional.of("111111111111"), Optional.of("222222222222"))).isEqualTo(new One(OPS));
        assertThat(choose(both, Optional.of("prod"), Optional.empty())).isEqualTo(new One(PROD));
        assertThat(choose(both, Optional.empty(), Optional.of("222222222222"))).isEqualTo(new One(PROD));
    }

    @Test
    void elseItIsAskedByAccountsAndByNamesWhereThoseTellNothingApart() {
        assertThat(choose(List.of(PROD, OPS), Optional.empty(), Optional.empty()))
                .isEqualTo(new Several(List.of("111111111111", "222222222222")));
        assertThat(choose(List.of(PROD, ALSO_PROD, OPS, OWN), Optional.empty(), Optional.empty()))
                .isEqualTo(new Several(List.of("111111111111", "own", "prod", "prod-2")));
    }

    @Test
    void whatIsForAnotherIsForNoneOfThese() {
        assertThat(choose(List.of(PROD), Optional.of("staging"), Optional.empty()))
                .as("the only one left is not the one that is meant").isEqualTo(new Closed("staging"));
        assertThat(choose(List.of(OPS, PROD), Optional.of("333333333333"), Optional.of("111111111111")))
                .isEqualTo(new Closed("333333333333"));
    }

    @Test
    void whatDoesNotTellThemApartIsAsked() {
        assertThat(choose(List.of(PROD, ALSO_PROD), Optional.empty(), Optional.of("222222222222")))
                .as("an account that two of them have").isInstanceOf(Several.class);
    }

    private static PlaceChoice choose(List<CommandPlace> places, Optional<String> chosen, Optional<String> usual) {
        return PlaceChoice.of(places, chosen, usual);
    }
}
