package dev.tocsin.iam;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A template in YAML, evaluated as CloudFormation does it, as far as our templates need it. */
final class CloudFormation {

    private static final Pattern BLANK = Pattern.compile("\\$\\{([A-Za-z:]+)}");
    private static final Object NO_VALUE = new Object();

    private final Map<String, Node> sections;
    private final Map<String, Node> conditions;
    private final Map<String, Object> values = new HashMap<>();

    private CloudFormation(Map<String, Node> sections, Map<String, Object> given) {
        this.sections = sections;
        this.conditions = members(sections.get("Conditions"));
        members(sections.get("Parameters")).forEach((name, parameter) -> {
            Map<String, Node> members = members(parameter);
            boolean isList = "CommaDelimitedList".equals(scalar(members.get("Type")));
            Node byDefault = members.get("Default");
            if (byDefault != null) {
                values.put(name, isList ? list(scalar(byDefault)) : scalar(byDefault));
            }
        });
        values.putAll(given);
    }

    /** @param given values of parameters, lists as lists, and of pseudo parameters such as {@code AWS::Partition} */
    static CloudFormation of(Path file, Map<String, Object> given) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new CloudFormation(members(new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader)), given);
        }
    }

    /** The properties of a resource. */
    Map<?, ?> properties(String resource) {
        return (Map<?, ?>) value(members(members(sections.get("Resources")).get(resource)).get("Properties"));
    }

    private Object value(Node node) {
        if (node.getTag().startsWith("!")) {
            return function(node.getTag().getValue(), node);
        }
        if (node instanceof MappingNode) {
            Map<String, Object> map = new LinkedHashMap<>();
            members(node).forEach((name, member) -> put(map, name, value(member)));
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().stream().map(this::value).filter(value -> value != NO_VALUE).forEach(list::add);
            return list;
        }
        return scalar(node);
    }

    private Object function(String tag, Node node) {
        return switch (tag) {
            case "!Ref" -> reference(scalar(node));
            case "!Sub" -> substitute(node);
            case "!If" -> value(arguments(node).get(holds(scalar(arguments(node).get(0))) ? 1 : 2));
            default -> throw new IllegalArgumentException("no value: " + tag + node.getStartMark());
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return values.get(name);
    }

    private String substitute(Node node) {
        Map<String, Object> more = new HashMap<>();
        Node text = node;
        if (node instanceof SequenceNode) {
            text = arguments(node).get(0);
            members(arguments(node).get(1)).forEach((name, value) -> more.put(name, value(value)));
        }
        return BLANK.matcher(scalar(text)).replaceAll(blank -> Matcher.quoteReplacement(String.valueOf(
                more.containsKey(blank.group(1)) ? more.get(blank.group(1)) : reference(blank.group(1)))));
    }

    private boolean holds(String condition) {
        return holds(conditions.get(condition));
    }

    private boolean holds(Node node) {
        return switch (node.getTag().getValue()) {
            case "!Condition" -> holds(scalar(node));
            case "!Not" -> !holds(arguments(node).get(0));
            case "!And" -> arguments(node).stream().allMatch(this::holds);
            case "!Or" -> arguments(node).stream().anyMatch(this::holds);
            case "!Equals" -> joined(arguments(node).get(0)).equals(joined(arguments(node).get(1)));
            default -> throw new IllegalArgumentException("no condition: " + node.getTag() + node.getStartMark());
        };
    }

    private Object joined(Node node) {
        if (!node.getTag().getValue().equals("!Join")) {
            return value(node);
        }
        List<?> parts = (List<?>) value(arguments(node).get(1));
        return String.join(scalar(arguments(node).get(0)), parts.stream().map(String::valueOf).toList());
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value != NO_VALUE) {
            map.put(name, value);
        }
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static List<Node> arguments(Node node) {
        return ((SequenceNode) node).getValue();
    }

    private static String scalar(Node node) {
        return ((ScalarNode) node).getValue();
    }

    private static Map<String, Node> members(Node node) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : ((MappingNode) node).getValue()) {
            members.put(scalar(member.getKeyNode()), member.getValueNode());
        }
        return members;
    }
}
