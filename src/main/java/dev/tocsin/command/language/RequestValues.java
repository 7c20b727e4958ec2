package dev.tocsin.command.language;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;

/** Makes of the words behind an option what the model says it is: texts, numbers, lists, structures. */
final class RequestValues {

    /** AWS adds to longer lists (types of instances, runtimes) before this build knows it. */
    private static final int MOST_FIXED_VALUES = 40;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern FILE = Pattern.compile("(?i)fileb?://.*", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    private static final Pattern FILE_NAME = Pattern.compile("@[\\w./~-]+");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern
            .compile("[+-]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?");

    private final ServiceModel service;
    private final OperationModel operation;
    private final Variables variables;
    private final TimeWords times;
    /** Of which option we speak. */
    private String option = "";

    RequestValues(ServiceModel service, OperationModel operation, Variables variables, TimeWords times) {
        this.service = service;
        this.operation = operation;
        this.variables = variables;
        this.times = times;
    }

    /** @param words at least one */
    JsonNode of(ShapeMember member, List<Word> words) {
        option = "--" + member.cliName();
        words.forEach(word -> refuseFile(word.text()));
        Shape shape = service.shape(member.shape());
        if (words.stream().anyMatch(word -> variables.isOpen(word.text()))) {
            return JSON.textNode(words.get(0).text());
        }
        if (shape instanceof Shape.Sequence list) {
            return list(list, words);
        }
        if (shape instanceof Shape.Mapping map) {
            ObjectNode all = JSON.objectNode();
            words.forEach(word -> all.setAll((ObjectNode) map(map, tree(word, shape))));
            return all;
        }
        if (words.size() > 1) {
            throw new UnclearCommand(Echo.code(option) + " takes one value, but " + Echo.of(words.get(1).text())
                    + " follows it. Put a value that has spaces in quotation marks.");
        }
        if (shape instanceof Shape.Structure structure) {
            return structure(structure, tree(words.get(0), shape));
        }
        return scalar(member, (Shape.Scalar) shape, JSON.textNode(variables.inText(words.get(0).text())));
    }

    /** What is missing in the request. */
    static List<ShapeMember> missing(ServiceModel service, OperationModel operation, ObjectNode parameters) {
        return service.structure(operation.input()).stream().flatMap(input -> input.members().stream()
                .filter(member -> input.required().contains(member.name()) && !member.isToken())
                .filter(member -> !parameters.has(member.name()))).toList();
    }

    private JsonNode list(Shape.Sequence list, List<Word> words) {
        if (words.size() == 1) {
            Optional<JsonNode> json = CommandJson.container(words.get(0).text()).filter(JsonNode::isArray);
            if (json.isPresent()) {
                return items(list, json.get());
            }
        }
        ArrayNode array = JSON.arrayNode();
        boolean isScalar = service.shape(list.element().shape()) instanceof Shape.Scalar;
        words.forEach(word -> array.add(value(list.element(), isScalar ? JSON.textNode(word.text())
                : tree(word, service.shape(list.element().shape())))));
        return array;
    }

    /** The word as JSON or in AWS's shorthand; its variables are still in it. */
    private JsonNode tree(Word word, Shape shape) {
        String text = word.text();
        Optional<JsonNode> json = CommandJson.container(text);
        if (json.isPresent()) {
            return json.get();
        }
        refuse(ADDRESS, text);
        refuse(FILE_NAME, text);
        String bare = text.strip();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            throw wrong(Echo.of(text) + " is not the JSON that it begins as." + CommandJson.fault(bare));
        }
        return Shorthand.read(text).map(JsonNode.class::cast).orElseThrow(() -> wrong(Echo.of(variables.in(text)) + " is "
                + "neither JSON nor AWS's shorthand, as in " + Echo.code(option + " " + new ValueWords(service).example(shape))
                + "."));
    }

    private JsonNode value(ShapeMember member, JsonNode json) {
        Shape shape = service.shape(member.shape());
        if (shape instanceof Shape.Structure structure) {
            return structure(structure, json);
        }
        if (shape instanceof Shape.Mapping map) {
            return map(map, json);
        }
        if (shape instanceof Shape.Sequence list) {
            return items(list, json);
        }
        return scalar(member, (Shape.Scalar) shape, json);
    }

    /** What is one item, and no list, is a list of it. */
    private ArrayNode items(Shape.Sequence list, JsonNode json) {
        ArrayNode array = JSON.arrayNode();
        (json.isArray() ? json : List.of(json)).forEach(item -> array.add(value(list.element(), item)));
        return array;
    }

    private JsonNode structure(Shape.Structure structure, JsonNode json) {
        if (!json.isObject()) {
            throw wrong("It is to have names and values, as in "
                    + Echo.code(new ValueWords(service).example(structure)) + ", and not " + Echo.of(plain(json)) + ".");
        }
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> given : json.properties()) {
            ShapeMember member = member(structure, given.getKey());
            if (object.has(member.name())) {
                throw wrong(Echo.of(given.getKey()) + " is there twice.");
            }
            if (!given.getValue().isNull()) {
                object.set(member.name(), value(member, given.getValue()));
            }
        }
        structure.members().stream()
                .filter(member -> structure.required().contains(member.name()) && !member.isToken())
                .filter(member -> !object.has(member.name())).findFirst().ifPresent(member -> {
                    throw wrong(Echo.of(member.name()) + " is missing in " + Echo.of(plain(json)) + ".");
                });
        return inOrder(structure, object);
    }

    /** As the model has it, so that the same request always looks the same. */
    private static ObjectNode inOrder(Shape.Structure structure, ObjectNode object) {
        ObjectNode ordered = JSON.objectNode();
        structure.members().stream().filter(member -> object.has(member.name()))
                .forEach(member -> ordered.set(member.name(), object.get(member.name())));
        return ordered;
    }

    private ShapeMember member(Shape.Structure structure, String given) {
        String bare = Nearest.bare(given);
        return structure.member(given)
                .or(() -> structure.members().stream().filter(member -> Nearest.bare(member.name()).equals(bare))
                        .findFirst())
                .orElseThrow(() -> {
                    List<String> names = structure.members().stream().map(ShapeMember::name).toList();
                    String near = Nearest.question(given, names);
                    return wrong("There is no " + Echo.of(given) + " in it."
                            + (near.isEmpty() ? " There is " + Echo.some(names, 12) + "." : near));
                });
    }

    private JsonNode map(Shape.Mapping map, JsonNode json) {
        if (!json.isObject()) {
            throw wrong(
                    "It is to have names and values, as in " + Echo.code(new ValueWords(service).example(map)) + ", and not "
                            + Echo.of(plain(json)) + ".");
        }
        ObjectNode object = JSON.objectNode();
        json.properties().forEach(entry -> {
            String key = scalar(map.key(), (Shape.Scalar) service.shape(map.key().shape()), JSON.textNode(entry.getKey()))
                    .asText();
            object.set(key, value(map.value(), entry.getValue()));
        });
        return object;
    }

    private JsonNode scalar(ShapeMember member, Shape.Scalar scalar, JsonNode json) {
        if (json.isNull()) {
            throw wrong("There is " + Echo.code("null") + " in it. Leave out what has no value.");
        }
        if (scalar.kind() == Shape.Kind.DOCUMENT) {
            return json.isTextual() ? CommandJson.any(variables.inText(json.textValue())).orElse(json) : json;
        }
        if (json.isArray()) {
            throw wrong(Echo.of(member.name()) + " takes one value, and not " + Echo.of(plain(json))
                    + ". Put a value that has commas in quotation marks of its own.");
        }
        String text = variables.in(plain(json));
        refuseFile(text);
        return switch (scalar.kind()) {
            case STRING -> JSON.textNode(choice(scalar, text));
            case INTEGER -> JSON.numberNode((int) whole(member.name(), text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> JSON.numberNode(whole(member.name(), text, Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT, DOUBLE -> JSON.numberNode(decimal(text));
            case BOOLEAN -> JSON.booleanNode(yesOrNo(text));
            case TIMESTAMP -> JSON.textNode(moment(text).toString());
            case BLOB -> JSON.textNode(blob(text));
            case DOCUMENT -> json;
        };
    }

    private static String plain(JsonNode json) {
        return json.isValueNode() ? json.asText() : CommandJson.compact(json);
    }

    private String choice(Shape.Scalar scalar, String text) {
        List<String> values = scalar.values();
        if (values.isEmpty() || values.contains(text)) {
            return text;
        }
        String bare = Nearest.bare(text);
        List<String> alike = values.stream().filter(value -> Nearest.bare(value).equals(bare)).toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        if (values.size() > MOST_FIXED_VALUES) {
            return text;
        }
        throw wrong(Echo.of(text) + " is none of its values." + Nearest.question(text, values) + " They are "
                + Echo.some(values, MOST_FIXED_VALUES) + ".");
    }

    private long whole(String name, String text, long least, long most) {
        LogTimes logTimes = new LogTimes(service, operation);
        if (logTimes.has(name) && !WHOLE.matcher(text).matches()) {
            return logTimes.number(moment(text));
        }
        String number = text.strip();
        if (number.endsWith(".0") && DECIMAL.matcher(number).matches()) {
            number = number.substring(0, number.length() - 2);
        }
        if (WHOLE.matcher(number).matches()) {
            BigDecimal exact = new BigDecimal(number);
            if (exact.compareTo(BigDecimal.valueOf(least)) >= 0 && exact.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return exact.longValueExact();
            }
        }
        throw wrong("It takes a whole number, and " + Echo.of(text) + " is none"
                + (WHOLE.matcher(number).matches() ? " that fits" : "")
                + ".");
    }

    private double decimal(String text) {
        String number = text.strip();
        double value = DECIMAL.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw wrong("It takes a number, and " + Echo.of(text) + " is none.");
        }
        return value == 0 ? 0 : value;
    }

    private boolean yesOrNo(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default ->
                throw wrong("It is " + Echo.code("true") + " or " + Echo.code("false") + ", and not " + Echo.of(text) + ".");
        };
    }

    private Instant moment(String text) {
        return times.moment(text).orElseThrow(() -> wrong("It takes a time, and " + Echo.of(text) + " is none. Times are as in "
                + Echo.code("2025-03-01T14:00:00Z") + ", seconds since 1970, " + Echo.code("now") + " or " + Echo.code("-15m")
                + ", " + Echo.code("-3h") + ", " + Echo.code("-7d") + "."));
    }

    private String blob(String text) {
        refuse(FILE_NAME, text);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void refuseFile(String text) {
        refuse(FILE, text);
    }

    /** A command line would read these; here nothing is read from anywhere. */
    private void refuse(Pattern place, String text) {
        if (place.matcher(text).matches()) {
            throw wrong("Commands in a chat read no files and no addresses, so " + Echo.of(text)
                    + " is not taken. Put what is there into the command.");
        }
    }

    private UnclearCommand wrong(String words) {
        return new UnclearCommand(Echo.code(option) + ": " + words);
    }
}
