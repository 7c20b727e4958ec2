package dev.tocsin.command.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.ShownResult.Code;
import dev.tocsin.command.result.ShownResult.Words;
import dev.tocsin.notice.SecretFree;

/** What a Lambda function answered: whether it worked, what it said, and the end of its log if that was asked for. */
final class LambdaAnswer {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PAYLOAD = "Payload";
    private static final String LOG = "LogResult";
    private static final String FAILURE = "FunctionError";
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private LambdaAnswer() {
    }

    /** With what is in base64 as what it is, so that nothing in it is hidden from those who look for secrets. */
    static JsonNode opened(Command.Call call, JsonNode output) {
        if (!isInvocation(call) || !output.isObject()) {
            return output;
        }
        ObjectNode opened = output.deepCopy();
        text(output.path(PAYLOAD)).ifPresent(payload -> opened.set(PAYLOAD, json(payload)));
        text(output.path(LOG)).ifPresent(log -> opened.set(LOG, TextNode.valueOf(SecretFree.text(log))));
        return opened;
    }

    static Optional<ShownResult> shown(Command.Call call, JsonNode safe) {
        if (!isInvocation(call)) {
            return Optional.empty();
        }
        String name = Cells.of(call.parameters().path("FunctionName"));
        int status = safe.path("StatusCode").asInt();
        JsonNode payload = safe.path(PAYLOAD);
        if (status == ACCEPTED || status == NO_CONTENT) {
            return Optional.of(new Words(status == ACCEPTED ? name + " was asked, and will run; its answer is not waited for."
                    : name + " can be invoked so; it was a dry run."));
        }
        String failure = Cells.of(safe.path(FAILURE));
        String title = failure.isEmpty() ? name + " answered (" + status + ")" : name + " failed: " + failure;
        String answer = payload.isMissingNode() || payload.isTextual() && payload.textValue().isEmpty() ? "(no answer)"
                : payload.isTextual() ? payload.textValue() : PrettyJson.of(payload);
        String log = safe.path(LOG).asText("");
        return Optional.of(new Code(title, log.isBlank() ? answer : answer + "\n\nLog\n" + log.strip()));
    }

    private static boolean isInvocation(Command.Call call) {
        return call.service().name().equals("lambda") && call.operation().name().equals("Invoke");
    }

    private static Optional<String> text(JsonNode base64) {
        if (!base64.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64.textValue()))).toString());
        } catch (IllegalArgumentException | CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String payload) {
        try {
            JsonNode json = MAPPER.readTree(payload);
            return json.isMissingNode() ? TextNode.valueOf("") : json;
        } catch (IOException text) {
            return TextNode.valueOf(payload);
        }
    }
}
