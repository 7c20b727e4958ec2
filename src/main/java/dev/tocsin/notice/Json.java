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
public record Json(JsonNode node) {

    public Json {
        node = node == null ? MissingNode.getInstance() : node;
    }

    /** Whether there is nothing at this place, not even null. */
    public boolean isAbsent() {
        return node.isMissingNode();
    }

    public Json at(String... path) {
        JsonNode place = node;
        for (String member : path) {
            place = place.path(member);
        }
        return new Json(place);
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean has(String member) {
        return node.isObject() && node.has(member);
    }

    /** Whether it is missing, null, or a container without anything in it. */
    public boolean isEmpty() {
        return node.isMissingNode() || node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    /** A string that is not blank, without white space around it. */
    public Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue().strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /** As {@link #text}, for places whose absence is no matter. */
    public String textOrNull() {
        return text().orElse(null);
    }

    /** A string that is not blank, a number or a boolean, for reading. */
    public Optional<String> words() {
        if (node.isNumber()) {
            return Optional.of(plain(node));
        }
        return node.isBoolean() ? Optional.of(node.asText()) : text();
    }

    public String wordsOrNull() {
        return words().orElse(null);
    }

    public boolean is(String text) {
        return node.isTextual() && text.equals(node.textValue());
    }

    /** Whether the string is one of these. */
    public boolean isOneOf(String... texts) {
        return node.isTextual() && List.of(texts).contains(node.textValue());
    }

    /** The JSON object or array that a string holds, as some services nest it; absent for anything else. */
    public Json opened() {
        return new Json(node.isTextual() ? Body.parseContainer(node.textValue()) : MissingNode.getInstance());
    }

    /** A moment in one of the forms that AWS services write; a number, or a string of digits, counts from 1970. */
    public Optional<Instant> moment() {
        return node.isNumber()
                ? number().flatMap(Moments::ofEpoch)
                : text().flatMap(text -> Moments.read(text).or(() -> Moments.ofDigits(text)));
    }

    public Optional<BigDecimal> number() {
        return node.isNumber() ? decimal(node) : Optional.empty();
    }

    /** The elements of an array, none for anything else. */
    public List<Json> items() {
        if (!node.isArray()) {
            return List.of();
        }
        List<Json> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(new Json(item)));
        return items;
    }

    /** The members of an object in their order, none for anything else. */
    public void forEachMember(BiConsumer<String, Json> action) {
        node.properties().forEach(member -> action.accept(member.getKey(), new Json(member.getValue())));
    }

    /** Whether a member of this name is one whose value no notice shows. */
    public boolean isSecretNamed(String name) {
        return Secrets.isSecret(name, node);
    }

    /** The form of an account id. */
    public static boolean isAccount(String text) {
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
