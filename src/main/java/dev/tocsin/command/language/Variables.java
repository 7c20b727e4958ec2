package dev.tocsin.command.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The values of an alias's variables. They take their place in what has been read already, so a value is text wherever it
 * stands: it can neither end a word nor be an option.
 *
 * @param values by the {@link Nearest#bare bare} names
 * @param areKnown false where an alias is only looked at
 */
record Variables(Map<String, String> values, boolean areKnown) {

    static final Variables NONE = new Variables(Map.of(), true);
    static final Variables OPEN = new Variables(Map.of(), false);

    private static final Pattern MARK = Pattern
            .compile(CommandJson.BARE + "?" + TypedText.VARIABLE + "([A-Za-z0-9_]+)" + TypedText.VARIABLE_END);
    private static final Pattern LITERAL = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?|true|false|null");
    private static final String DANGEROUS_IN_QUERY = "'\"`\\";

    /** The names of the variables in these words, in their order. */
    static Set<String> in(List<Word> words) {
        Set<String> names = new LinkedHashSet<>();
        words.forEach(word -> MARK.matcher(word.text()).results().forEach(mark -> names.add(mark.group(1))));
        return names;
    }

    static boolean areIn(String text) {
        return text.indexOf(TypedText.VARIABLE) >= 0;
    }

    /** Whether the text cannot be judged yet. */
    boolean isOpen(String text) {
        return !areKnown && areIn(text);
    }

    /** The text with the values in their places. */
    String in(String text) {
        return areKnown && areIn(text)
                ? MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(value(mark.group(1))))
                : text;
    }

    /** The same for what may be JSON: there a value stays within its string, or is a number, or true or false. */
    String inText(String text) {
        if (!areKnown || !areIn(text)) {
            return text;
        }
        return CommandJson.container(text).map(json -> CommandJson.compact(in(json))).orElseGet(() -> in(text));
    }

    /** The same for a query, of whose text it must not become a part. */
    String inQuery(String query) {
        if (areKnown) {
            MARK.matcher(query).results().map(mark -> mark.group(1))
                    .filter(name -> value(name).chars().anyMatch(c -> DANGEROUS_IN_QUERY.indexOf(c) >= 0)).findFirst()
                    .ifPresent(name -> {
                        throw new UnclearCommand("The value of " + Echo.of("$" + name)
                                + " stands in a query, so it must have no quotation mark and no backslash.");
                    });
        }
        return in(query);
    }

    private String value(String name) {
        String value = values.get(Nearest.bare(name));
        if (value == null) {
            throw new UnclearCommand("There is no value for " + Echo.of("$" + name) + ".");
        }
        return value;
    }

    private JsonNode in(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> object.set(in(member.getKey()), in(member.getValue())));
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> array.add(in(item)));
            return array;
        }
        if (!json.isTextual()) {
            return json;
        }
        String text = in(json.textValue());
        boolean bare = json.textValue().indexOf(CommandJson.BARE) == 0 && LITERAL.matcher(text).matches();
        return bare ? CommandJson.any(text).orElse(TextNode.valueOf(text)) : TextNode.valueOf(text);
    }
}
