package dev.tocsin.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ConsoleAddressTest {

    private static final Optional<URI> INSIDE = Optional.of(URI.create("https://tocsin.internal.example.com/"));

    @Test
    void pagesAreBehindTheHostThatIsSet() {
        assertThat(new ConsoleAddress(INSIDE, true).of("/topics"))
                .hasValue("https://tocsin.internal.example.com/console/topics");
    }

    @Test
    void whereNothingIsSetNobodyIsLedAnywhere() {
        assertThat(new ConsoleAddress(Optional.empty(), true).of("/topics")).isEmpty();
    }

    @Test
    void nobodyIsLedToAConsoleThatIsOff() {
        assertThat(new ConsoleAddress(INSIDE, false).of("/topics")).isEmpty();
    }
}
