package dev.tocsin.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Reads what statements return. Columns that are null are null here too. */
public final class Rows {

    private Rows() {
    }

    public static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        return stream(rows).map(reader).toList();
    }

    public static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
        return first(rows).map(reader);
    }

    public static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** Null too for a word that this version does not know: another replica may be newer. */
    public static <E extends Enum<E>> E word(Row row, String column, Class<E> type) {
        return word(row.getString(column), type);
    }

    /** The same of a word that was read already. */
    public static <E extends Enum<E>> E word(String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equals(word)).findFirst().orElse(null);
    }

    /** Empty where the column is null. */
    public static List<String> strings(Row row, String column) {
        String[] strings = row.getArrayOfStrings(column);
        return strings == null ? List.of() : List.of(strings);
    }

    /** What a parameter of an array type takes: one member of each. */
    public static <T, C> C[] column(List<T> all, Function<T, C> member, IntFunction<C[]> array) {
        C[] column = array.apply(all.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = member.apply(all.get(i));
        }
        return column;
    }

    /** What a parameter of type timestamptz takes. */
    public static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
