package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionMarksTest {

    @ParameterizedTest
    @ValueSource(chars = { '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069' })
    void whatTurnsTheDirectionIsShownByItsNumber(char turn) {
        assertThat(DirectionMarks.shown("<b class=\"foreign\">ops" + turn + "gpj</b>" + turn))
                .isEqualTo("<b class=\"foreign\">opsU+%04Xgpj</b>U+%<04X".formatted((int) turn));
    }

    @Test
    void whatAFormSendsBackStaysAsItIs() {
        String html = "<input value=\"a\u202eb\"><textarea name=\"message\">a\u202eb $1 \\ &lt;</textarea>";

        assertThat(DirectionMarks.shown(html)).isEqualTo(html);
    }
}
