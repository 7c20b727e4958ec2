package dev.tocsin.problem;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An answer that says what is wrong and what to do about it.
 *
 * @param type a URN for the kinds that a client may want to tell apart, else {@code about:blank}
 * @param errors one entry for each member at fault
 * @param more further members that belong to the type
 */
@Schema(description = "What is wrong and what to do about it (RFC 9457)")
public record Problem(
        @Schema(required = true, description = "The kind of problem", examples = "urn:problem-type:tocsin:invalid-request") String type,
        @Schema(required = true, examples = "Invalid request") String title,
        @Schema(required = true, examples = "400") int status,
        @Schema(required = true, description = "What is wrong and what to do", examples = "configurationName: must have 1 to 128 letters, digits, hyphens or underscores") String detail,
        @Schema(description = "The path of the request", examples = "/api/slack/channels") String instance,
        @Schema(description = "The members at fault, if any: the first 100, and a last entry that says how many more there are") List<Invalid> errors,
        @Schema(hidden = true) Map<String, Object> more) {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String GENERIC = "about:blank";

    private static final String TYPES = "urn:problem-type:tocsin:";

    public Problem {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    /** A problem that its status describes well enough. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(GENERIC, title, status, detail, null, List.of(), Map.of());
    }

    /** A problem of a kind of its own, for instance {@code invalid-request}. */
    public static Problem of(String type, int status, String title, String detail) {
        return new Problem(TYPES + type, title, status, detail, null, List.of(), Map.of());
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors, more);
    }

    public Problem with(List<Invalid> invalid) {
        return new Problem(type, title, status, detail, instance, invalid, more);
    }

    /** Adds a member; its value is a string, a number, a boolean or a list of these. */
    public Problem with(String member, Object value) {
        return new Problem(type, title, status, detail, instance, errors, Map.of(member, value));
    }

    /** The body, written without reflection, so that it can be sent before and outside of REST resources as well. */
    public String toJson() {
        JsonObject json = new JsonObject().put("type", type).put("title", title).put("status", status).put("detail", detail);
        if (instance != null) {
            json.put("instance", instance);
        }
        if (!errors.isEmpty()) {
            json.put("errors", new JsonArray(errors.stream().map(Problem::toJson).toList()));
        }
        more.forEach(json::put);
        return json.encode();
    }

    private static Object toJson(Invalid invalid) {
        JsonObject json = new JsonObject().put("field", invalid.field()).put("message", invalid.message());
        return invalid.rejectedValue() == null ? json : json.put("rejectedValue", invalid.rejectedValue());
    }
}
