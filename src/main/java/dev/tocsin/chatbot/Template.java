package dev.tocsin.chatbot;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.Partition;
import dev.tocsin.problem.Quoted;

/** A CloudFormation template, and what its names stand for as far as that can be known without the stack. */
final class Template {

    /** AWS Chatbot, and so its templates, are in no other partition. */
    private static final Partition HOME = Partition.AWS;
    /** A parameter's value may lead to a resource, whose name is a parameter: no further. */
    private static final int DEPTH = 5;

    /**
     * Conditions and texts that refer to each other twice at every level are small to write and endless to work out, and so is
     * a long list that is referred to often. One unit is about ten bytes of memory, so all of it is some ten megabytes.
     */
    private static final int PATIENCE = 1_000_000;
    /** In memory an element of a list is as large as this many characters, however short it is. */
    static final int EFFORT_OF_AN_ELEMENT = 8;

    private final JsonNode document;
    private final Supplied supplied;
    private final int depth;
    private final AtomicInteger left;

    Template(JsonNode document, Supplied supplied) {
        this(document, supplied, 0, new AtomicInteger(PATIENCE));
    }

    private Template(JsonNode document, Supplied supplied, int depth, AtomicInteger left) {
        this.document = document;
        this.supplied = supplied;
        this.depth = depth;
        this.left = left;
    }

    /** For each value looked at, each element made and each character written; before it is made. */
    void spend(int effort) {
        if (effort > left.get()) {
            throw new Unreadable("Resources", "refers to itself, or to long lists and texts, too often to be worked out");
        }
        left.addAndGet(-effort);
    }

    /**
     * What a name stands for.
     *
     * @param value null if that cannot be known
     * @param whyNot what is in the way
     * @param toSupply what would help
     */
    record Found(JsonNode value, String whyNot, Set<String> toSupply) {

        static Found of(String text) {
            return new Found(JsonNodeFactory.instance.textNode(text), null, Set.of());
        }

        static Found not(String why, Set<String> toSupply) {
            return new Found(null, why, toSupply);
        }
    }

    JsonNode resources() {
        return document.path("Resources");
    }

    JsonNode condition(String name) {
        return document.path("Conditions").path(name);
    }

    JsonNode mapping(String name) {
        return document.path("Mappings").path(name);
    }

    /** What the caller says a name stands for. */
    Optional<String> supplied(String name) {
        return supplied.of(name);
    }

    /** What {@code Ref} gives. */
    Found reference(String name) {
        JsonNode parameter = document.path("Parameters").path(name);
        Optional<String> given = supplied.of(name);
        if (parameter.isObject()) {
            return parameter(name, parameter, given);
        }
        if (given.isPresent()) {
            return Found.of(given.get());
        }
        return switch (name) {
            case "AWS::Partition" -> Found.of(partition().id());
            case "AWS::URLSuffix" -> Found.of(partition().dnsSuffix());
            case "AWS::Region", "AWS::AccountId", "AWS::StackName", "AWS::StackId" -> Found
                    .not("is " + name + ", which depends on the stack", Set.of(name));
            default -> resource(name, name, "Ref");
        };
    }

    /** What {@code Fn::GetAtt} gives. */
    Found attribute(String resource, String attribute) {
        String whole = resource + "." + attribute;
        return supplied.of(whole).map(Found::of).orElseGet(() -> resource(resource, whole, attribute));
    }

    private Found parameter(String name, JsonNode parameter, Optional<String> given) {
        String type = parameter.path("Type").asText();
        if (given.isEmpty() && type.startsWith("AWS::SSM::Parameter::")) {
            return Found.not("is in the Systems Manager parameter of " + Quoted.name(name), Set.of(name));
        }
        Optional<String> value = given.or(() -> Optional.of(parameter.path("Default")).filter(JsonNode::isValueNode)
                .filter(one -> !one.isNull() && !one.isMissingNode()).map(JsonNode::asText));
        if (value.isEmpty()) {
            return Found.not("is the parameter " + Quoted.name(name) + ", which has no default", Set.of(name));
        }
        boolean isList = type.equals("CommaDelimitedList") || type.startsWith("List<") || type.contains("<List<")
                || type.contains("<CommaDelimitedList>");
        return isList ? new Found(listOfWords(value.get()), null, Set.of()) : Found.of(value.get());
    }

    private ArrayNode listOfWords(String commaDelimited) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : list(commaDelimited, ",")) {
            if (!part.textValue().isBlank()) {
                words.add(part.textValue().strip());
            }
        }
        return words;
    }

    /** The parts of a text, paid for one by one. */
    ArrayNode list(String text, String delimiter) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        int begin = 0;
        while (begin >= 0) {
            int end = text.indexOf(delimiter, begin);
            String part = text.substring(begin, end < 0 ? text.length() : end);
            spend(part.length() + EFFORT_OF_AN_ELEMENT);
            list.add(part);
            begin = end < 0 ? -1 : end + delimiter.length();
        }
        return list;
    }

    /** ARNs and names of what Tocsin refers to: topics, roles, policies. */
    private Found resource(String id, String whole, String attribute) {
        JsonNode resource = resources().path(id);
        if (!resource.isObject()) {
            return Found.not("is " + Quoted.name(whole) + ", which the template does not have", Set.of(whole));
        }
        String type = resource.path("Type").asText();
        return switch (type + " " + attribute) {
            case "AWS::SNS::Topic Ref", "AWS::SNS::Topic TopicArn" -> arn(resource, whole, "TopicName",
                    ":sns:${AWS::Region}:${AWS::AccountId}:");
            case "AWS::SNS::Topic TopicName" -> arn(resource, whole, "TopicName", null);
            case "AWS::IAM::Role Arn" -> arn(resource, whole, "RoleName", ":iam::${AWS::AccountId}:role");
            case "AWS::IAM::ManagedPolicy Ref", "AWS::IAM::ManagedPolicy PolicyArn" -> arn(resource, whole,
                    "ManagedPolicyName", ":iam::${AWS::AccountId}:policy");
            default -> Found.not("is what CloudFormation made of " + Quoted.name(id) + " ("
                    + (type.isEmpty() ? "no type" : Quoted.name(type)) + ")", Set.of(whole));
        };
    }

    /** @param middle between the partition and the name; null for the name alone */
    private Found arn(JsonNode resource, String whole, String nameMember, String middle) {
        JsonNode properties = resource.path("Properties");
        if (depth >= DEPTH || properties.path(nameMember).isMissingNode()) {
            return Found.not("is " + Quoted.name(whole) + ", to which CloudFormation gives a name of its own", Set.of(whole));
        }
        Intrinsics intrinsics = new Intrinsics(new Template(document, supplied, depth + 1, left));
        String name = intrinsics.value(properties.get(nameMember), whole).asText();
        if (middle != null) {
            String path = middle.contains(":iam:") ? iamPath(intrinsics, properties, whole) : "";
            JsonNode start = intrinsics.value(JsonNodeFactory.instance.objectNode().put("Fn::Sub",
                    "arn:${AWS::Partition}" + middle), whole);
            spend(start.asText().length() + path.length() + name.length());
            name = start.asText() + path + name;
        }
        if (intrinsics.unknown().isEmpty()) {
            return Found.of(name);
        }
        Set<String> names = new LinkedHashSet<>(intrinsics.toSupply());
        return Found.not("is " + Quoted.name(whole) + ", for which something must be known",
                names.isEmpty() ? Set.of(whole) : names);
    }

    private static String iamPath(Intrinsics intrinsics, JsonNode properties, String whole) {
        return properties.path("Path").isMissingNode() ? "/" : intrinsics.value(properties.get("Path"), whole).asText();
    }

    private Partition partition() {
        return supplied.of("AWS::Region").flatMap(Partition::ofRegion).orElse(HOME);
    }
}
