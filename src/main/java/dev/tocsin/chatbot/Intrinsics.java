package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Quoted;

/**
 * Works out CloudFormation's intrinsic functions as far as a template says it all, with what the caller supplies. What cannot
 * be known is missing in the result and noted, with its place. One use for one value.
 * Facts: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
final class Intrinsics {

    private static final int DEPTH = 60;
    /** Of one text; an ARN has 2,048 characters at most. */
    private static final int LONGEST = 4096;
    /** Each is an object in memory and in the answer. */
    private static final int EFFORT_OF_AN_ERROR = 200;
    /** Looking through a text is quicker than writing it, by about this much. */
    private static final int LOOKED_THROUGH = 8;
    /** Of a place in the template, which names may make long, and of one step of it. */
    private static final int LONGEST_PLACE = 300;
    /** What has a longer name can be no parameter of a template. */
    private static final int LONGEST_NAME = 600;
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:[^{}]*}}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^{}]*)}");
    private static final JsonNode MISSING = MissingNode.getInstance();

    private final Template template;
    private final List<Invalid> unknown = new ArrayList<>();
    private final Set<String> toSupply = new LinkedHashSet<>();

    Intrinsics(Template template) {
        this.template = template;
    }

    List<Invalid> unknown() {
        return List.copyOf(unknown);
    }

    /** Names whose values would help. */
    Set<String> toSupply() {
        return new LinkedHashSet<>(toSupply);
    }

    /** The value without functions; missing where it cannot be known, and for AWS::NoValue. */
    JsonNode value(JsonNode node, String path) {
        return value(node, path, 0);
    }

    /** Whether a condition of the template holds; empty if that cannot be known. */
    Optional<Boolean> condition(String name, String path) {
        return condition(name, path, 0);
    }

    private JsonNode value(JsonNode node, String path, int depth) {
        template.spend(1);
        if (depth > DEPTH) {
            return unknown(path, "is deeper than " + DEPTH + " levels");
        }
        if (node.isArray()) {
            template.spend(Template.EFFORT_OF_AN_ELEMENT);
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                addUnlessMissing(list, value(node.get(i), below(path, "[" + i + "]"), depth + 1));
            }
            return list;
        }
        if (node.isObject()) {
            String only = node.size() == 1 ? node.fieldNames().next() : "";
            return only.equals("Ref") || only.startsWith("Fn::")
                    ? function(only, node.get(only), below(path, "." + only), depth + 1)
                    : object(node, path, depth + 1);
        }
        template.spend(node.isTextual() ? node.textValue().length() / LOOKED_THROUGH : 0);
        return node.isTextual() && node.textValue().contains("{{resolve:") ? resolved(node.textValue(), path) : node;
    }

    private JsonNode object(JsonNode node, String path, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            template.spend(Template.EFFORT_OF_AN_ELEMENT);
            JsonNode value = value(member.getValue(), below(path, "." + member.getKey()), depth);
            if (!value.isMissingNode()) {
                object.set(member.getKey(), value);
            }
        }
        return object;
    }

    private JsonNode function(String name, JsonNode argument, String path, int depth) {
        return switch (name) {
            case "Ref" -> argument.isTextual() ? reference(argument.textValue(), path) : unknown(path, "must name something");
            case "Fn::GetAtt" -> attribute(argument, path);
            case "Fn::Sub" -> sub(argument, path, depth);
            case "Fn::Join" -> join(argument, path, depth);
            case "Fn::Select" -> select(argument, path, depth);
            case "Fn::Split" -> split(argument, path, depth);
            case "Fn::FindInMap" -> findInMap(argument, path, depth);
            case "Fn::If" -> choose(argument, path, depth);
            case "Fn::ImportValue" -> imported(argument, path, depth);
            default -> unknown(path, "is a function that only CloudFormation can work out");
        };
    }

    /** Dynamic references are asked for by what stands between the braces, braces included. */
    private JsonNode resolved(String text, String path) {
        Matcher references = DYNAMIC.matcher(text);
        StringBuilder whole = new StringBuilder();
        while (references.find()) {
            Optional<String> value = template.supplied(references.group());
            if (value.isEmpty()) {
                return unknown(path, "is a dynamic reference, which only CloudFormation can look up",
                        Set.of(references.group()));
            }
            template.spend(value.get().length());
            references.appendReplacement(whole, Matcher.quoteReplacement(value.get()));
        }
        return text(references.appendTail(whole).toString(), path);
    }

    /** What another stack exports is asked for by the export's name. */
    private JsonNode imported(JsonNode argument, String path, int depth) {
        JsonNode name = value(argument, path, depth);
        if (name.isMissingNode()) {
            return MISSING;
        }
        if (!name.isTextual()) {
            return unknown(path, "must name an export");
        }
        return template.supplied(name.textValue()).<JsonNode> map(JsonNodeFactory.instance::textNode)
                .orElseGet(() -> unknown(path, "is what another stack exports as " + Quoted.name(name.textValue()),
                        Set.of(name.textValue())));
    }

    private JsonNode reference(String name, String path) {
        if (name.equals("AWS::NoValue")) {
            return MISSING;
        }
        Template.Found found = template.reference(name);
        return found.value() == null ? unknown(path, found.whyNot(), found.toSupply()) : found.value();
    }

    private JsonNode attribute(JsonNode argument, String path) {
        String whole = argument.isTextual()
                ? argument.textValue()
                : argument.isArray() && argument.size() == 2
                        ? argument.get(0).asText() + "." + argument.get(1).asText()
                        : "";
        if (!whole.contains(".")) {
            return unknown(path, "must name a resource and its attribute");
        }
        return attribute(whole, path);
    }

    private JsonNode attribute(String whole, String path) {
        template.spend(whole.length());
        int dot = whole.indexOf('.');
        Template.Found found = template.attribute(whole.substring(0, dot), whole.substring(dot + 1));
        return found.value() == null ? unknown(path, found.whyNot(), found.toSupply()) : found.value();
    }

    /** A text, or a list of a text and a map of variables. */
    private JsonNode sub(JsonNode argument, String path, int depth) {
        JsonNode text = argument.isArray() ? argument.path(0) : argument;
        if (!text.isTextual()) {
            return unknown(path, "must be a text, or a list of a text and a map");
        }
        template.spend(text.textValue().length());
        int before = unknown.size();
        JsonNode variables = value(argument.isArray() ? argument.path(1) : MISSING, below(path, "[1]"), depth);
        if (unknown.size() > before) {
            return MISSING;
        }
        StringBuilder result = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text.textValue());
        int copied = 0;
        boolean known = true;
        while (variable.find() && result.length() <= LONGEST) {
            result.append(text.textValue(), copied, variable.start());
            copied = variable.end();
            JsonNode value = variable.group(1).isEmpty()
                    ? variable(variable.group(2).strip(), variables, path)
                    : JsonNodeFactory.instance.textNode("${" + variable.group(2) + "}");
            known &= value.isValueNode() && !value.isMissingNode();
            template.spend(value.asText().length());
            result.append(value.asText());
        }
        result.append(text.textValue(), copied, text.textValue().length());
        return known ? text(result.toString(), path) : MISSING;
    }

    private JsonNode variable(String name, JsonNode variables, String path) {
        if (variables.has(name)) {
            return variables.get(name);
        }
        return name.contains(".") ? attribute(name, path) : reference(name, path);
    }

    private JsonNode join(JsonNode argument, String path, int depth) {
        if (!argument.isArray() || argument.size() != 2) {
            return unknown(path, "must be a list of a delimiter and a list");
        }
        int before = unknown.size();
        JsonNode list = value(argument.get(1), below(path, "[1]"), depth);
        if (unknown.size() > before || !list.isArray()) {
            return unknownUnlessSaid(before, path, "must have a list as its second element");
        }
        String delimiter = argument.get(0).asText();
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < list.size() && joined.length() <= LONGEST; i++) {
            String part = (i == 0 ? "" : delimiter) + list.get(i).asText();
            template.spend(part.length());
            joined.append(part);
        }
        return text(joined.toString(), path);
    }

    private JsonNode select(JsonNode argument, String path, int depth) {
        int before = unknown.size();
        JsonNode index = value(argument.path(0), below(path, "[0]"), depth);
        JsonNode list = value(argument.path(1), below(path, "[1]"), depth);
        if (index.isMissingNode() || list.isMissingNode()) {
            return unknownUnlessSaid(before, path, "must be a list of a number and a list");
        }
        int position = index.asInt(-1);
        return position >= 0 && position < list.size()
                ? list.get(position)
                : unknown(path, "selects what is not in the list");
    }

    private JsonNode split(JsonNode argument, String path, int depth) {
        int before = unknown.size();
        JsonNode text = value(argument.path(1), below(path, "[1]"), depth);
        String delimiter = argument.path(0).asText();
        if (!text.isValueNode() || text.isMissingNode() || delimiter.isEmpty()) {
            return unknownUnlessSaid(before, path, "must be a list of a delimiter and a text");
        }
        return template.list(text.asText(), delimiter);
    }

    private JsonNode findInMap(JsonNode argument, String path, int depth) {
        int before = unknown.size();
        JsonNode keys = value(argument, path, depth);
        if (!keys.isArray() || keys.size() < 3) {
            return unknownUnlessSaid(before, path, "must be a list of a mapping's name and two keys");
        }
        JsonNode found = template.mapping(keys.get(0).asText()).path(keys.get(1).asText()).path(keys.get(2).asText());
        template.spend(found.size());
        return found.isMissingNode() ? unknown(path, "finds nothing in the mapping") : found;
    }

    private JsonNode choose(JsonNode argument, String path, int depth) {
        if (!argument.isArray() || argument.size() != 3) {
            return unknown(path, "must be a list of a condition and two values");
        }
        Optional<Boolean> holds = condition(argument.get(0).asText(), below(path, "[0]"), depth);
        if (holds.isEmpty()) {
            return MISSING;
        }
        int position = holds.get() ? 1 : 2;
        return value(argument.get(position), below(path, "[" + position + "]"), depth);
    }

    private Optional<Boolean> condition(String name, String path, int depth) {
        JsonNode condition = template.condition(name);
        if (condition.isMissingNode()) {
            unknown(path, "names a condition that the template does not have");
            return Optional.empty();
        }
        return holds(condition, below("Conditions", "." + name), depth + 1);
    }

    private Optional<Boolean> holds(JsonNode node, String path, int depth) {
        template.spend(1);
        if (depth > DEPTH || !node.isObject() || node.size() != 1) {
            unknown(path, depth > DEPTH ? "is deeper than " + DEPTH + " levels" : "must be a condition function");
            return Optional.empty();
        }
        String function = node.fieldNames().next();
        JsonNode argument = node.get(function);
        String at = below(path, "." + function);
        return switch (function) {
            case "Condition" -> condition(argument.asText(), at, depth + 1);
            case "Fn::Equals" -> equal(argument, at, depth + 1);
            case "Fn::Not" -> holds(argument.path(0), at + "[0]", depth + 1).map(one -> !one);
            case "Fn::And", "Fn::Or" -> several(function.equals("Fn::Or"), argument, at, depth + 1);
            default -> {
                unknown(at, "is a condition that only CloudFormation can work out");
                yield Optional.empty();
            }
        };
    }

    private Optional<Boolean> equal(JsonNode argument, String path, int depth) {
        int before = unknown.size();
        JsonNode one = value(argument.path(0), below(path, "[0]"), depth);
        JsonNode other = value(argument.path(1), below(path, "[1]"), depth);
        template.spend(one.asText().length() / LOOKED_THROUGH);
        return unknown.size() > before ? Optional.empty() : Optional.of(one.asText().equals(other.asText()));
    }

    private Optional<Boolean> several(boolean anyIsEnough, JsonNode argument, String path, int depth) {
        Iterator<JsonNode> parts = argument.elements();
        boolean result = !anyIsEnough;
        for (int i = 0; parts.hasNext(); i++) {
            Optional<Boolean> part = holds(parts.next(), below(path, "[" + i + "]"), depth);
            if (part.isEmpty()) {
                return part;
            }
            result = anyIsEnough ? result || part.get() : result && part.get();
        }
        return Optional.of(result);
    }

    /** Of what was paid for while it was put together. */
    private JsonNode text(String text, String path) {
        return text.length() > LONGEST
                ? unknown(path, "is longer than " + LONGEST + " characters")
                : JsonNodeFactory.instance.textNode(text);
    }

    private JsonNode unknown(String path, String why, Set<String> names) {
        names.stream().filter(name -> name.length() <= LONGEST_NAME).forEach(toSupply::add);
        String supply = names.stream().limit(5).map(name -> "parameter=" + Quoted.name(name) + "=...")
                .collect(Collectors.joining("&"));
        return unknown(path, names.isEmpty() ? why : why + "; supply it with ?" + supply);
    }

    /** The cause is enough. */
    private JsonNode unknownUnlessSaid(int before, String path, String why) {
        return unknown.size() > before ? MISSING : unknown(path, why);
    }

    private JsonNode unknown(String path, String why) {
        template.spend(EFFORT_OF_AN_ERROR);
        unknown.add(Invalid.of(path, why));
        return MISSING;
    }

    /** One step further down; a place that is long already says enough. */
    private static String below(String path, String step) {
        return path.length() > LONGEST_PLACE ? path : path + Quoted.name(step);
    }

    private static void addUnlessMissing(ArrayNode list, JsonNode value) {
        if (!value.isMissingNode()) {
            list.add(value);
        }
    }
}
