package dev.tocsin.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Faults as curl programs them, for instance
 * {@code {"path": "/services/T0/B0", "times": 3, "status": 429, "body": "rate_limited", "headers": {"Retry-After": "5"}}}.
 * {@code times} 0 means until cleared; {@code then} is one of answer (the default), proceed, hang_up, take_and_hang_up and
 * silence; {@code delayMillis} comes before any of these.
 */
final class FaultJson {

    private FaultJson() {
    }

    static Fault read(JsonNode json) {
        String path = json.path("path").asText("");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with /");
        }
        int times = json.path("times").asInt(1);
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Fault(path, times == 0 ? Fault.ALWAYS : times, then(json), json.path("status").asInt(500),
                json.path("body").asText(""), headers, Duration.ofMillis(json.path("delayMillis").asLong(0)));
    }

    private static Fault.Then then(JsonNode json) {
        String then = json.path("then").asText("answer");
        try {
            return Fault.Then.valueOf(then.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("then is none of answer, proceed, hang_up, take_and_hang_up, silence", unknown);
        }
    }

    static ArrayNode write(List<Fault> faults) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : faults) {
            ObjectNode json = all.addObject().put("path", fault.address())
                    .put("times", fault.times() == Fault.ALWAYS ? 0 : fault.times())
                    .put("then", fault.then().name().toLowerCase(Locale.ROOT)).put("status", fault.status())
                    .put("body", fault.body()).put("delayMillis", fault.delay().toMillis());
            ObjectNode headers = json.putObject("headers");
            fault.headers().forEach(headers::put);
        }
        return all;
    }
}
