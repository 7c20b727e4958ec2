package dev.tocsin.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A place in a JSON tree that may be absent or of any type: asking it for something that it has not gives nothing, never an
 * exception, so that no interpreter breaks on a member that is null, renamed or of another type.
 */
record Json(JsonNode node) {

    Json {
        node = node == null ? MissingNode.getInstance() : node;
    }

    Json at(String... path) {
        JsonNode place = node;
        for (String member : path) {
            place = place.path(member);
        }
        return new Json(place);
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean has(String member) {
        return node.isObject() && node.has(member);
    }

    boolean isEmpty() {
        return node.isMissingNode() || node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    /** A string that is not blank, without white space around it. */
    Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue().strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** As {@link #text}, for places whose absence is no matter. */
    String textOrNull() {
        return text().orElse(null);
    }

    /** A string that is not blank, a number or a boolean, for reading. */
    Optional<String> words() {
        if (node.isNumber()) {
            return Optional.of(plain(node));
        }
        return node.isBoolean() ? Optional.of(node.asText()) : text();
    }

    String wordsOrNull() {
        return words().orElse(null);
    }

    boolean is(String text) {
        return node.isTextual() && text.equals(node.textValue());
    }

    /** A moment in one of the forms that AWS services write. */
    Optional<Instant> moment() {
        return text().flatMap(Moments::read);
    }

    Optional<BigDecimal> number() {
        return node.isNumber() ? decimal(node) : Optional.empty();
    }

    /** The elements of an array, none for anything else. */
    List<Json> items() {
        if (!node.isArray()) {
            return List.of();
        }
        List<Json> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(new Json(item)));
        return items;
    }

    /** The members of an object in their order, none for anything else. */
    void forEachMember(BiConsumer<String, Json> action) {
        node.properties().forEach(member -> action.accept(member.getKey(), new Json(member.getValue())));
    }

    /** The form of an account id. */
    static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<BigDecimal> decimal(JsonNode number) {
        try {
            return Optional.of(number.decimalValue());
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
    }

    /** {@code 30.0} reads as 30, and 1E+999999999 is not written out. */
    private static String plain(JsonNode number) {
        if (!(number instanceof DecimalNode)) {
            return number.asText();
        }
        BigDecimal value = number.decimalValue().stripTrailingZeros();
        long integerDigits = (long) value.precision() - value.scale();
        boolean readable = integerDigits <= 20 && value.scale() <= 20;
        return readable ? value.toPlainString() : value.toString();
    }
}
