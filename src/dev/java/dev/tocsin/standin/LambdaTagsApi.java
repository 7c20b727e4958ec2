package dev.tocsin.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** AWS Lambda's ListTags, in JSON over REST. */
final class LambdaTagsApi implements Counterpart {

    private static final String PATH = "/2017-03-31/tags/";

    private final AwsAccounts accounts;

    LambdaTagsApi(AwsAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Received.Kind kind() {
        return new Received.Kind("LAMBDA");
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith(PATH);
    }

    @Override
    public String room(Inquiry inquiry) {
        return "ListTags";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        if (!AwsAccounts.isSignedFor(inquiry, "lambda")) {
            return error(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (accounts.isDenied("lambda:ListTags")) {
            return error(403, "AccessDeniedException", AwsAccounts.notAllowed("lambda:ListTags"));
        }
        String arn = URLDecoder.decode(inquiry.path().substring(PATH.length()), StandardCharsets.UTF_8);
        return accounts.tags(arn).map(tags -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ObjectNode all = answer.putObject("Tags");
            tags.forEach(all::put);
            return Answer.json(200, answer.toString());
        }).orElseGet(() -> error(404, "ResourceNotFoundException", "Function not found: " + arn));
    }

    private static Answer error(int status, String type, String message) {
        Answer answer = Answer.json(status, JsonNodeFactory.instance.objectNode().put("Type", "User").put("Message", message)
                .toString());
        return new Answer(status, answer.contentType(), answer.bytes(), Map.of("x-amzn-ErrorType", type), false);
    }
}
