package dev.tocsin.command.result;

import java.util.List;
import java.util.Optional;

/** An answer for people, before any chat's own form. No text in it is marked up, and no secret is in it. */
public sealed interface ShownResult {

    /** @param ofAll how many there are with those that are not here, if that is known */
    record Table(String title, List<String> columns, List<List<String>> rows, Optional<Integer> ofAll) implements ShownResult {
    }

    record Fields(String title, List<Field> fields) implements ShownResult {

        public record Field(String name, String value) {
        }
    }

    /** To be shown as it is, in letters of one width. */
    record Code(String title, String text) implements ShownResult {
    }

    record Words(String text) implements ShownResult {
    }
}
