package dev.tocsin.standin;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.SlackRules.Refusal;

/** How the Web API answers: with status 200 also where it refuses. */
final class SlackReplies {

    private SlackReplies() {
    }

    static ObjectNode yes() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    static ObjectNode no(String error) {
        return JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error);
    }

    static Answer answer(ObjectNode answer) {
        return Answer.json(200, answer.toString());
    }

    static Answer error(String error) {
        return answer(no(error));
    }

    static Answer refused(Refusal refusal) {
        ObjectNode answer = no(refusal.error());
        answer.putObject("response_metadata").putArray("messages").add("[ERROR] " + refusal.detail());
        return answer(answer);
    }

    static Answer missing(String argument) {
        return refused(new Refusal("invalid_arguments", "missing required field: " + argument));
    }

    static Answer missingScope(String needed, List<String> provided) {
        return answer(no("missing_scope").put("needed", needed).put("provided", String.join(",", provided)));
    }

    static Answer tooFast(int seconds) {
        return Answer.json(429, no("ratelimited").toString()).retryAfter(seconds);
    }
}
