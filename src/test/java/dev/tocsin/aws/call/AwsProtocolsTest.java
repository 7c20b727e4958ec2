package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape;
import dev.tocsin.aws.model.Shape.Kind;
import dev.tocsin.aws.model.WireProtocol;

/**
 * Requests and answers as AWS's own tests of its protocols expect them. {@code aws/protocols/README.md} says where they are
 * from. What blobs are is written there as text, and times as seconds.
 */
class AwsProtocolsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROTOCOLS = List.of("ec2", "query", "json", "json_1_0", "rest-json", "rest-xml");

    /** A case of AWS's, and the model that goes with it. */
    record Case(String name, JsonNode expected, ServiceModel service) {

        OperationModel operation() {
            return service.operations().get(0);
        }
    }

    @TestFactory
    Stream<DynamicTest> requestsAreWritten() {
        return PROTOCOLS.stream().flatMap(protocol -> cases("requests-" + protocol))
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> written(one)));
    }

    @TestFactory
    Stream<DynamicTest> answersAreRead() {
        return PROTOCOLS.stream().flatMap(protocol -> cases("answers-" + protocol))
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> read(one)));
    }

    @Test
    void whateverComesIsReadOrNot() {
        Random chance = new Random(7);
        PROTOCOLS.stream().flatMap(protocol -> cases("answers-" + protocol)).forEach(one -> {
            byte[] body = one.expected().path("response").path("body").asText("").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                AwsReply.Whole reply = new AwsReply.Whole(chance.nextInt(4) == 0 ? 400 : 200, headers(one, chance),
                        mutated(body, chance));
                assertThatCode(() -> CallReader.read(one.service(), one.operation(), reply, false)).as(one.name())
                        .doesNotThrowAnyException();
            }
        });
    }

    @Test
    void whateverIsGivenIsWrittenOrRefusedInWords() {
        Random chance = new Random(7);
        PROTOCOLS.stream().flatMap(protocol -> cases("requests-" + protocol)).forEach(one -> {
            for (int i = 0; i < 20; i++) {
                JsonNode given = otherwise(one.expected().path("params"), chance);
                if (given instanceof ObjectNode parameters) {
                    Throwable failure = catchThrowable(
                            () -> new CallWriter(() -> 0).write(one.service(), one.operation(), parameters));
                    assertThat(failure == null || failure instanceof BadParameter).as(one.name() + " " + failure).isTrue();
                }
            }
        });
    }

    private static Map<String, String> headers(Case one, Random chance) {
        Map<String, String> headers = new TreeMap<>();
        one.expected().path("response").path("headers").properties().forEach(header -> headers
                .put(header.getKey().toLowerCase(Locale.ROOT), new String(mutated(header.getValue().asText()
                        .getBytes(StandardCharsets.UTF_8), chance), StandardCharsets.UTF_8)));
        return headers;
    }

    private static byte[] mutated(byte[] body, Random chance) {
        if (body.length == 0) {
            return body;
        }
        byte[] other = Arrays.copyOf(body, chance.nextInt(3) == 0 ? chance.nextInt(body.length) : body.length);
        for (int i = chance.nextInt(4); i > 0 && other.length > 0; i--) {
            other[chance.nextInt(other.length)] = (byte) "<>{}[]\",:0-e&;x \u0000\u00ff".charAt(chance.nextInt(18));
        }
        return other;
    }

    /** With something else in the place of some value. */
    private static JsonNode otherwise(JsonNode value, Random chance) {
        if (chance.nextInt(6) == 0) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return List.<JsonNode> of(json.nullNode(), json.textNode(""), json.textNode("\u0000x\r\n"), json.numberNode(1e300),
                    json.numberNode(-1), json.booleanNode(true), json.arrayNode().add(1).addNull(),
                    json.objectNode().put("x", "y"),
                    json.textNode("9".repeat(30)), json.textNode("../..")).get(chance.nextInt(10));
        }
        if (value.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            value.forEach(one -> list.add(otherwise(one, chance)));
            return list;
        }
        if (value.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            value.properties().forEach(one -> object.set(one.getKey(), otherwise(one.getValue(), chance)));
            return object;
        }
        return value;
    }

    static void written(Case one) throws IOException {
        ServiceModel service = one.service();
        JsonNode given = service.structure(one.operation().input())
                .map(input -> inBase64(service, input, one.expected().path("params"), "?"))
                .orElse(one.expected().path("params"));
        RandomGenerator chance = () -> 0;
        CallRequest request = new CallWriter(chance).write(service, one.operation(), (ObjectNode) given);
        JsonNode expected = one.expected().path("serialized");

        assertThat(uri(request)).isEqualTo(uri(expected.path("uri").asText("/")));
        assertThat(request.method()).isEqualTo(expected.path("method").asText("POST"));
        if (expected.has("body")) {
            assertThat(body(service, request.body())).isEqualTo(body(service,
                    expected.path("body").asText().getBytes(StandardCharsets.UTF_8)));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        expected.path("headers").properties().forEach(header -> assertThat(headers.getOrDefault(header.getKey(), "")
                .replace("; charset=utf-8", "").replace(", ", ",")).as(header.getKey())
                .isEqualTo(header.getValue().asText().replace(", ", ",")));
        expected.path("forbidHeaders").forEach(header -> assertThat(headers).doesNotContainKey(header.asText()));
    }

    private static String code(AwsAnswer answer) {
        return answer instanceof AwsAnswer.Failed failed ? failed.code() : ((AwsAnswer.Refused) answer).code();
    }

    private static String message(AwsAnswer answer) {
        return answer instanceof AwsAnswer.Failed failed ? failed.message() : ((AwsAnswer.Refused) answer).message();
    }

    static void read(Case one) {
        JsonNode response = one.expected().path("response");
        Map<String, String> headers = new TreeMap<>();
        response.path("headers").properties()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
        AwsAnswer answer = CallReader
                .read(one.service(), one.operation(), new AwsReply.Whole(response.path("status_code").asInt(),
                        headers, response.path("body").asText("").getBytes(StandardCharsets.UTF_8)), false)
                .orElseThrow();
        if (one.expected().has("error")) {
            assertThat(answer).isInstanceOf(response.path("status_code").asInt() >= 500
                    ? AwsAnswer.Failed.class
                    : AwsAnswer.Refused.class);
            assertThat(code(answer)).isEqualTo(one.expected().path("errorCode").asText(""));
            assertThat(message(answer)).startsWith(one.expected().path("errorMessage").asText(""));
            return;
        }
        ServiceModel service = one.service();
        JsonNode expected = service.structure(one.operation().output())
                .map(output -> shown(service, output, one.expected().path("result"), output.payload().orElse("?")))
                .orElse(JsonNodeFactory.instance.objectNode());
        assertThat(answer).isInstanceOfSatisfying(AwsAnswer.Done.class,
                done -> assertThat(numbers(done.output())).isEqualTo(numbers(expected)));
    }

    private static List<String> uri(CallRequest request) {
        StringBuilder uri = new StringBuilder(request.path());
        request.query().forEach(one -> uri.append(uri.indexOf("?") < 0 ? '?' : '&').append(Percent.encoded(one.getKey()))
                .append('=').append(Percent.encoded(one.getValue())));
        return uri(uri.toString());
    }

    /** A name without a value is the same as one whose value is empty. */
    private static List<String> uri(String text) {
        List<String> parts = new ArrayList<>();
        int question = text.indexOf('?');
        parts.add(question < 0 ? text : text.substring(0, question));
        if (question >= 0) {
            for (String one : text.substring(question + 1).split("&")) {
                parts.add(one.contains("=") ? one : one + "=");
            }
        }
        return parts;
    }

    private static Object body(ServiceModel service, byte[] body) {
        if (service.protocol() == WireProtocol.REST_XML) {
            return XmlTree.read(body).<Object> map(AwsProtocolsTest::bare).orElse(new String(body, StandardCharsets.UTF_8));
        }
        boolean isJson = service.protocol() == WireProtocol.JSON || service.protocol() == WireProtocol.REST_JSON;
        return isJson
                ? JsonText.read(body).<Object> map(AwsProtocolsTest::numbers).orElse(new String(body, StandardCharsets.UTF_8))
                : new String(body, StandardCharsets.UTF_8);
    }

    /** Without the space between elements. */
    private static XmlElement bare(XmlElement element) {
        return new XmlElement(element.name(), element.attributes(),
                element.children().stream().map(AwsProtocolsTest::bare).toList(),
                element.children().isEmpty() ? element.text() : "");
    }

    private static JsonNode inBase64(ServiceModel service, Shape shape, JsonNode value, String payload) {
        return converted(service, shape, value, payload, (scalar, one) -> scalar.kind() == Kind.BLOB && one.isTextual()
                ? JsonNodeFactory.instance.textNode(
                        Base64.getEncoder().encodeToString(one.textValue().getBytes(StandardCharsets.UTF_8)))
                : one);
    }

    private static JsonNode shown(ServiceModel service, Shape shape, JsonNode value, String payload) {
        return converted(service, shape, value, payload, (scalar, one) -> switch (scalar.kind()) {
            case BLOB -> JsonNodeFactory.instance.textNode(
                    Base64.getEncoder().encodeToString(one.asText().getBytes(StandardCharsets.UTF_8)));
            case TIMESTAMP -> JsonNodeFactory.instance.textNode(WireTime.shown(
                    WireTime.read(one).orElse(Instant.EPOCH)));
            default -> one;
        });
    }

    private interface Conversion {
        JsonNode of(Shape.Scalar shape, JsonNode value);
    }

    private static JsonNode converted(ServiceModel service, Shape shape, JsonNode value, String payload, Conversion scalars) {
        if (shape instanceof Shape.Structure structure && value.isObject()) {
            ObjectNode json = JSON.createObjectNode();
            value.properties().forEach(one -> json.set(one.getKey(), one.getKey().equals(payload) ? one.getValue()
                    : converted(service, service.shape(structure.member(one.getKey()).orElseThrow().shape()), one.getValue(),
                            "?",
                            scalars)));
            return json;
        }
        if (shape instanceof Shape.Sequence sequence) {
            ArrayNode json = JSON.createArrayNode();
            value.forEach(one -> json.add(converted(service, service.shape(sequence.element().shape()), one, "?", scalars)));
            return json;
        }
        if (shape instanceof Shape.Mapping mapping && value.isObject()) {
            ObjectNode json = JSON.createObjectNode();
            value.properties().forEach(one -> json.set(one.getKey(),
                    converted(service, service.shape(mapping.value().shape()), one.getValue(), "?", scalars)));
            return json;
        }
        return shape instanceof Shape.Scalar scalar && !value.isNull() ? scalars.of(scalar, value) : value;
    }

    /** One and the same number for 1 and 1.0. */
    private static JsonNode numbers(JsonNode value) {
        if (value.isNumber()) {
            return JsonNodeFactory.instance.numberNode(value.doubleValue());
        }
        if (value.isArray()) {
            ArrayNode json = JSON.createArrayNode();
            value.forEach(one -> json.add(numbers(one)));
            return json;
        }
        if (value.isObject()) {
            ObjectNode json = JSON.createObjectNode();
            value.properties().forEach(one -> json.set(one.getKey(), numbers(one.getValue())));
            return json;
        }
        return value;
    }

    static Stream<Case> cases(String file) {
        try (InputStream resource = AwsProtocolsTest.class.getResourceAsStream("/aws/protocols/" + file + ".json")) {
            return cases(file, JSON.readTree(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Case> cases(String file, JsonNode suites) {
        List<Case> cases = new ArrayList<>();
        suites.forEach(suite -> suite.path("cases").forEach(one -> cases.add(new Case(file + " " + one.path("id").asText(), one,
                BotocoreModel.of(suite.path("metadata"), suite.path("shapes"), one.path("given"), file.startsWith("requests"),
                        Effect.READS)))));
        return cases.stream();
    }
}
