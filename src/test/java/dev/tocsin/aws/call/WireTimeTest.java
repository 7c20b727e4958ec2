package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-25T12:00:00Z            | 2026-11-25T12:00:00+00:00
            2026-11-25T12:00:00.123Z        | 2026-11-25T12:00:00.123000+00:00
            2026-11-25T13:00:00+01:00       | 2026-11-25T12:00:00+00:00
            2026-11-25T12:00:00             | 2026-11-25T12:00:00+00:00
            2026-11-25                      | 2026-11-25T00:00:00+00:00
            1795608000                      | 2026-11-25T12:00:00+00:00
            1795608000.5                    | 2026-11-25T12:00:00.500000+00:00
            1.795608E9                      | 2026-11-25T12:00:00+00:00
            -1                              | 1969-12-31T23:59:59+00:00
            Wed, 25 Nov 2026 12:00:00 GMT   | 2026-11-25T12:00:00+00:00
            Wed, 25 Nov 2026 12:00:00.5 GMT | 2026-11-25T12:00:00.500000+00:00
            """)
    void timesAreReadInAllTheirForms(String text, String shown) {
        assertThat(WireTime.read(text)).map(WireTime::shown).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "yesterday", "2026-13-01", "2026-11-25T25:00:00Z", "1e99", "Wed, 25" })
    void whatIsNoTimeIsNone(String text) {
        assertThat(WireTime.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ISO_8601 | 2026-11-25T12:00:00Z          | 2026-11-25T12:00:00.250Z
            RFC_822  | Wed, 25 Nov 2026 12:00:00 GMT | Wed, 25 Nov 2026 12:00:00 GMT
            UNIX     | 1795608000                    | 1795608000.25
            """)
    void timesAreWrittenAsTheirPlaceAsks(WireTime form, String whole, String quarter) {
        Instant time = Instant.parse("2026-11-25T12:00:00Z");
        assertThat(form.write(time)).isEqualTo(whole);
        assertThat(form.write(time.plusMillis(250))).isEqualTo(quarter);
    }
}
