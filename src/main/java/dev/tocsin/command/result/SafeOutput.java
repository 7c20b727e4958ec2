package dev.tocsin.command.result;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.ShapeMember;
import dev.tocsin.notice.SecretFree;

/**
 * What AWS answered, without what nobody is to read in a chat: what its models call sensitive, what notices hide, and the
 * values of environments and user data, whatever their names are.
 */
final class SafeOutput {

    private static final int DEEPEST = 100;
    private static final TextNode MASK = TextNode.valueOf(SecretFree.MASK);
    private static final Set<String> MAPS = Set.of("environmentvariables", "runtimeenvironmentvariables",
            "runtimeenvironmentsecrets", "environmentoverrides", "buildenvironmentvariables");
    private static final Set<String> LISTS = Set.of("environment", "environmentvariables", "environmentvariablesoverride",
            "environmentvariableoverrides");
    private static final Set<String> WHOLE = Set.of("userdata", "secretstring", "secretbinary", "plaintext", "privatekey",
            "keymaterial", "authkey", "customerrouterconfig", "activationcode");
    /** Behind which a secret follows in the arguments of a program. */
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "--?[a-z0-9_.-]{0,60}(?:password|passwd|passphrase|pwd|token|secret|api-?key|(?:access|private|secret)-?key)",
            Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST_BASE64 = 16;

    private final ServiceModel service;
    private final OperationModel operation;

    private SafeOutput(ServiceModel service, OperationModel operation) {
        this.service = service;
        this.operation = operation;
    }

    /**
     * All of it, without what its place says is secret. That is quick, and has to be before a query, which could ask for
     * secrets a letter at a time.
     */
    static JsonNode of(ServiceModel service, OperationModel operation, JsonNode output) {
        SafeOutput safe = new SafeOutput(service, operation);
        JsonNode shallow = safe.shallow(output, 0);
        Shape shape = operation.output().map(service::shape).orElse(null);
        JsonNode hidden = safe.hidden(SecretFree.members(shallow), shape, "", 0);
        return safe.hasSensitiveTokens(shape) ? hidden : withTokens(operation, shallow, hidden);
    }

    /** What is asked, in the same way; of what people typed nothing is secret that does not look so. */
    static JsonNode ofRequest(ServiceModel service, OperationModel operation, JsonNode parameters) {
        SafeOutput safe = new SafeOutput(service, operation);
        Shape shape = operation.input().map(service::shape).orElse(null);
        JsonNode hidden = safe.hidden(SecretFree.members(safe.shallow(parameters, 0)), shape, "", 0);
        return SecretFree.json(withoutSecretBlobs(hidden));
    }

    /** As much of it as is shown, without secrets that show only by their form; those take longer to find. */
    static JsonNode searched(OperationModel operation, JsonNode safe) {
        JsonNode shown = Trimmed.of(safe);
        return withTokens(operation, shown, SecretFree.json(withoutSecretBlobs(shown)));
    }

    /** Records of streams are in Base64, in which no secret shows its form. */
    private static JsonNode withoutSecretBlobs(JsonNode json) {
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(withoutSecretBlobs(item)));
            return copy;
        }
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> copy.set(member.getKey(), withoutSecretBlobs(member.getValue())));
            return copy;
        }
        return json.isTextual() && hasSecretInside(json.textValue()) ? MASK : json;
    }

    private static boolean hasSecretInside(String text) {
        if (text.length() < SHORTEST_BASE64 || text.length() % 4 != 0) {
            return false;
        }
        try {
            String inside = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            return !SecretFree.text(inside).equals(inside);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private boolean hasSensitiveTokens(Shape output) {
        return pageTokens(operation).flatMap(name -> inner(output, name).stream())
                .anyMatch(token -> token instanceof Shape.Scalar scalar && scalar.isSensitive());
    }

    private static JsonNode withTokens(OperationModel operation, JsonNode before, JsonNode after) {
        if (after instanceof ObjectNode object) {
            pageTokens(operation).filter(before::has).forEach(name -> object.set(name, before.get(name)));
        }
        return after;
    }

    /** They are called tokens, and open nothing. */
    private static Stream<String> pageTokens(OperationModel operation) {
        return operation.paging().map(OperationModel.Paging::outputToken).stream()
                .flatMap(tokens -> Arrays.stream(tokens.split(","))).map(String::strip);
    }

    /** So that nothing after this goes deep. */
    private JsonNode shallow(JsonNode json, int depth) {
        if (json.isValueNode() || json.isMissingNode()) {
            return json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
        }
        if (depth > DEEPEST) {
            return TextNode.valueOf("\u2026");
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(shallow(item, depth + 1)));
            return copy;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(member -> copy.set(member.getKey(), shallow(member.getValue(), depth + 1)));
        return copy;
    }

    /** @param shape null where the model does not say */
    private JsonNode hidden(JsonNode json, Shape shape, String parent, int depth) {
        if (shape instanceof Shape.Scalar scalar && scalar.isSensitive()) {
            return json.isNull() ? json : MASK;
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            Shape element = shape instanceof Shape.Sequence list ? service.shape(list.element().shape()) : null;
            boolean isSecret = false;
            for (JsonNode item : json) {
                copy.add(isSecret && item.isTextual() ? MASK : hidden(item, element, parent, depth + 1));
                isSecret = item.isTextual() && SECRET_OPTION.matcher(item.textValue()).matches();
            }
            return copy;
        }
        if (!json.isObject()) {
            return json;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(member -> copy.set(member.getKey(),
                member(json, member.getKey(), member.getValue(), shape, parent, depth)));
        return copy;
    }

    private JsonNode member(JsonNode object, String name, JsonNode value, Shape shape, String parent, int depth) {
        String bare = NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        if (WHOLE.contains(bare) || isSecureString(object, bare) || isSetting(object, bare)) {
            return value.isNull() ? value : MASK;
        }
        Shape inner = isShown(object, bare) ? null : inner(shape, name).orElse(null);
        JsonNode clean = hidden(value, inner, bare, depth + 1);
        boolean map = MAPS.contains(bare) || bare.equals("variables") && parent.equals("environment");
        if (map && clean.isObject()) {
            return masked(clean, clean.properties().stream().map(Map.Entry::getKey).toList());
        }
        if (LISTS.contains(bare) && clean.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(clean.size());
            clean.forEach(item -> copy.add(item.isObject() ? masked(item, List.of("value", "Value")) : MASK));
            return copy;
        }
        return clean;
    }

    private static ObjectNode masked(JsonNode object, List<String> names) {
        ObjectNode copy = object.deepCopy();
        names.stream().filter(copy::has).forEach(name -> copy.set(name, MASK));
        return copy;
    }

    private Optional<Shape> inner(Shape shape, String name) {
        if (shape instanceof Shape.Structure structure) {
            return structure.member(name).map(ShapeMember::shape).map(service::shape);
        }
        return shape instanceof Shape.Mapping map ? Optional.of(service.shape(map.value().shape())) : Optional.empty();
    }

    /** The models call sensitive what may be so: what a function answers, and parameters that are no secure strings. */
    private boolean isShown(JsonNode object, String bare) {
        boolean answer = operation.name().equals("Invoke") && service.name().equals("lambda") && bare.equals("payload");
        boolean plain = bare.equals("value") && object.path("Type").asText().startsWith("String") && object.has("Name");
        return answer || plain;
    }

    private static boolean isSecureString(JsonNode object, String bare) {
        return bare.equals("value") && object.path("Type").asText().equals("SecureString");
    }

    /** Elastic Beanstalk has environments' values among its settings. */
    private static boolean isSetting(JsonNode object, String bare) {
        return bare.equals("value") && object.path("Namespace").asText().endsWith(":application:environment");
    }
}
