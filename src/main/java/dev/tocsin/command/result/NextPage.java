package dev.tocsin.command.result;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.model.OperationModel.Paging;
import dev.tocsin.command.language.Command;

/** The parameters that ask for what comes after an answer. */
final class NextPage {

    private NextPage() {
    }

    static Optional<ObjectNode> after(Command.Call call, JsonNode output) {
        return call.operation().paging().flatMap(paging -> after(call, paging, output));
    }

    /** Whether a call asks for what comes after an answer. */
    static boolean isAskedBy(Command.Call call) {
        return call.operation().paging().stream().flatMap(paging -> Arrays.stream(paging.inputToken().split(",")))
                .anyMatch(member -> call.parameters().has(member.strip()));
    }

    private static Optional<ObjectNode> after(Command.Call call, Paging paging, JsonNode output) {
        if (paging.more().isPresent() && !found(paging.more().get(), output).asBoolean(false)) {
            return Optional.empty();
        }
        String[] members = paging.inputToken().split(",");
        String[] tokens = paging.outputToken().split(",");
        ObjectNode next = call.parameters().deepCopy();
        boolean any = false;
        for (int i = 0; i < Math.min(members.length, tokens.length); i++) {
            JsonNode token = found(tokens[i].strip(), output);
            String member = members[i].strip();
            if (token.isTextual() && !token.textValue().isEmpty() || token.isNumber() || token.isObject()) {
                any |= !token.equals(call.parameters().path(member));
                next.set(member, token);
            }
        }
        return any ? Optional.of(next) : Optional.empty();
    }

    /** Nearly all are plain names. */
    private static JsonNode found(String path, JsonNode output) {
        if (path.chars().allMatch(Character::isLetterOrDigit)) {
            return output.path(path);
        }
        try {
            return QueryRuntime.evaluated(path, output);
        } catch (IllegalArgumentException none) {
            return MissingNode.getInstance();
        }
    }
}
