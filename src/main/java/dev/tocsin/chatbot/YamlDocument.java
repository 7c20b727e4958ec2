package dev.tocsin.chatbot;

import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as CloudFormation writes it into the tree that the same template would be in JSON: {@code !Ref X} becomes
 * {@code {"Ref": "X"}}, {@code !Sub x} becomes {@code {"Fn::Sub": "x"}}. Every scalar stays the text that it is, so that an
 * account id such as 012345678901 is no number. No object is made by its tag: tags that are not CloudFormation's are refused.
 */
final class YamlDocument {

    private static final int CHARACTERS = 2 * 1024 * 1024;
    private static final int DEPTH = 50;
    private static final int ALIASES = 50;
    /** Of the tree, in which each alias is written out. */
    private static final int NODES = 100_000;

    /** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
    private static final Set<String> FUNCTIONS = Set.of("Base64", "Cidr", "And", "Equals", "If", "Not", "Or", "FindInMap",
            "ForEach", "GetAtt", "GetAZs", "ImportValue", "Join", "Length", "Select", "Split", "Sub", "ToJsonString",
            "Transform");
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ,
            Tag.MERGE, Tag.NULL);

    private int nodes;

    private YamlDocument() {
    }

    /** Throws {@link Unreadable}, which repeats nothing of the text. */
    static JsonNode read(String text) {
        if (text.length() > CHARACTERS) {
            throw new Unreadable("body", "is longer than " + CHARACTERS + " characters");
        }
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(DEPTH);
        limits.setMaxAliasesForCollections(ALIASES);
        try {
            Node root = new Composer(new CountedEvents(new StreamReader(text), limits), new ShortScalars(), limits)
                    .getSingleNode();
            return root == null ? JsonNodeFactory.instance.nullNode() : new YamlDocument().tree(root, 0);
        } catch (MarkedYAMLException fault) {
            // Its message has a snippet of the text, and there may be a secret in it.
            throw new Unreadable("body", "is not valid YAML" + place(fault.getProblemMark()));
        } catch (YAMLException fault) {
            throw new Unreadable("body", "is not valid YAML, or deeper than " + DEPTH + " levels, or has more than " + ALIASES
                    + " aliases");
        }
    }

    /** Every scalar is taken as text, so only short ones need to be looked at for what else they may be. */
    private static final class ShortScalars extends Resolver {

        private static final int LONGEST = 100;

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && value.length() > LONGEST && implicit ? Tag.STR
                    : super.resolve(kind, value, implicit);
        }
    }

    /** What is composed of the events takes more memory than the tree, so they are counted before that. */
    private static final class CountedEvents extends ParserImpl {

        private int events;

        CountedEvents(StreamReader reader, LoaderOptions limits) {
            super(reader, limits);
        }

        @Override
        public Event getEvent() {
            if (++events > 2 * NODES) {
                throw new Unreadable("body", "is too large: YAML may have " + NODES + " values");
            }
            return super.getEvent();
        }
    }

    private JsonNode tree(Node node, int depth) {
        // An alias may lead back to where it stands.
        if (depth > DEPTH || ++nodes > NODES) {
            throw new Unreadable("body", "is too large" + place(node.getStartMark()) + ": YAML may be " + DEPTH
                    + " levels deep and have " + NODES + " values, aliases written out");
        }
        Tag tag = node.getTag();
        if (PLAIN.contains(tag)) {
            return value(node, depth);
        }
        String function = tag.getValue().startsWith("!") ? tag.getValue().substring(1) : "";
        if (function.equals("Ref") || function.equals("Condition")) {
            return JsonNodeFactory.instance.objectNode().set(function, value(node, depth));
        }
        if (!FUNCTIONS.contains(function)) {
            throw new Unreadable("body", "has a tag that is not CloudFormation's" + place(node.getStartMark()));
        }
        return JsonNodeFactory.instance.objectNode().set("Fn::" + function,
                function.equals("GetAtt") && node instanceof ScalarNode scalar
                        ? attribute(scalar.getValue())
                        : value(node, depth));
    }

    private JsonNode value(Node node, int depth) {
        if (node instanceof MappingNode mapping) {
            return object(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(element -> list.add(tree(element, depth + 1)));
            return list;
        }
        return Tag.NULL.equals(node.getTag())
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(((ScalarNode) node).getValue());
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple member : mapping.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key) || Tag.MERGE.equals(key.getTag())) {
                throw new Unreadable("body", "has a key that is no word, or a merge (<<), which CloudFormation does not take,"
                        + place(member.getKeyNode().getStartMark()));
            }
            if (object.has(key.getValue())) {
                throw new Unreadable("body", "names a member twice" + place(key.getStartMark()));
            }
            object.set(key.getValue(), tree(member.getValueNode(), depth + 1));
        }
        return object;
    }

    /** {@code Name.Attribute}; only the first dot divides. */
    private static JsonNode attribute(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        List.of(text.split("\\.", 2)).forEach(list::add);
        return list;
    }

    private static String place(Mark mark) {
        return mark == null ? "" : " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
