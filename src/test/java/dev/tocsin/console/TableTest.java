package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    private static final String HEAD = "\uFEFFname\r\n";

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', value = {
            "plain -> plain",
            "a;b -> \"a;b\"",
            "a,b -> \"a,b\"",
            "a\"b -> \"a\"\"b\"",
            "=1+1 -> '=1+1",
            "\uFF1D1 -> '\uFF1D1",
            "\uFF0B1 -> '\uFF0B1",
            "\uFF0D1 -> '\uFF0D1",
            "\uFF20SUM -> '\uFF20SUM" })
    void aCellIsOneCellAndNoFormula(String text, String cell) {
        assertThat(file(List.of(text)).csv()).isEqualTo(HEAD + cell + "\r\n");
    }

    @Test
    void aFileThatDoesNotHoldAllSaysSo() {
        Table<String> whole = file(Collections.nCopies(Table.MOST, "x"));
        Table<String> cut = file(Collections.nCopies(Table.MOST + 1, "x"));

        assertThat(whole.name()).isEqualTo("names");
        assertThat(cut.name()).isEqualTo("names-first-1000");
        assertThat(cut.csv()).isEqualTo(whole.csv());
    }

    private static Table<String> file(List<String> rows) {
        return new Table<>("names", List.of(new Table.Column<>("name", row -> row)), rows);
    }
}
