package dev.tocsin.aws.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.Shape.Structure;
import dev.tocsin.aws.model.ShapeMember;

/** Writes an operation and its parameters as a request, in the protocol of its service. */
final class CallWriter {

    private static final String CONTENT_TYPE = "Content-Type";

    private final RandomGenerator chance;

    CallWriter(RandomGenerator chance) {
        this.chance = chance;
    }

    /** @throws BadParameter if the parameters are none that the operation takes */
    CallRequest write(ServiceModel service, OperationModel operation, ObjectNode given) {
        ObjectNode parameters = service.structure(operation.input()).map(input -> withTokens(input, given)).orElse(given);
        return switch (service.protocol()) {
            case QUERY, EC2 -> new CallRequest(operation.method(), operation.uri(), List.of(),
                    Map.of(CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8"),
                    FormBody.of(service, operation, parameters));
            case JSON -> json(service, operation, parameters);
            case REST_JSON, REST_XML -> RestRequest.of(service, operation, parameters);
        };
    }

    private static CallRequest json(ServiceModel service, OperationModel operation, ObjectNode parameters) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(CONTENT_TYPE,
                "application/x-amz-json-" + (service.jsonVersion().isEmpty() ? "1.1" : service.jsonVersion()));
        headers.put("X-Amz-Target", service.targetPrefix() + "." + operation.name());
        String body = service.structure(operation.input())
                .map(input -> new JsonBody(service).structure(input, parameters, "").toString()).orElse("{}");
        return new CallRequest(operation.method(), operation.uri(), List.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode withTokens(Structure input, ObjectNode given) {
        List<String> missing = input.members().stream().filter(ShapeMember::isToken).map(ShapeMember::name)
                .filter(name -> !given.hasNonNull(name)).toList();
        if (missing.isEmpty()) {
            return given;
        }
        ObjectNode filled = given.deepCopy();
        missing.forEach(name -> filled.put(name, token()));
        return filled;
    }

    /** A UUID by chance, as RFC 9562 has them (version 4). */
    private String token() {
        long high = chance.nextLong() & ~0xF000L | 0x4000L;
        long low = chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
