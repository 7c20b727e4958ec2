package dev.tocsin.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({ "https://a.test, https://a.test", "https://a.test/, https://a.test", "https://a.test///, https://a.test",
            "https://a.test/b//c/, https://a.test/b//c" })
    void hasNoSlashAtItsEnd(URI url, String base) {
        assertThat(BaseUrl.of(url)).isEqualTo(base);
    }
}
