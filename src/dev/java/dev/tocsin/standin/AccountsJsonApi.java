package dev.tocsin.standin;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** DescribeAccount of AWS Organizations and GetResources of the tagging API, both in JSON 1.1. */
final class AccountsJsonApi implements Counterpart {

    private static final String ORGANIZATIONS = "AWSOrganizationsV20161128.";
    private static final String TAGGING = "ResourceGroupsTaggingAPI_20170126.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final AwsAccounts accounts;

    AccountsJsonApi(AwsAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Received.Kind kind() {
        return new Received.Kind("ACCOUNTS");
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        String target = inquiry.header("x-amz-target");
        return inquiry.path().equals("/") && (target.startsWith(ORGANIZATIONS) || target.startsWith(TAGGING));
    }

    @Override
    public String room(Inquiry inquiry) {
        return inquiry.header("x-amz-target").replaceFirst(".*\\.", "");
    }

    @Override
    public String faultAddress(Inquiry inquiry) {
        return inquiry.uri() + "#" + room(inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        boolean isTagging = inquiry.header("x-amz-target").startsWith(TAGGING);
        String action = (isTagging ? "tag:" : "organizations:") + room(inquiry);
        if (!AwsAccounts.isSignedFor(inquiry, isTagging ? "tagging" : "organizations")) {
            return error("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!inquiry.header("content-type").equals(CONTENT_TYPE) || !inquiry.json().isObject()) {
            return error("SerializationException", "The body is no " + CONTENT_TYPE);
        }
        if (accounts.isDenied(action)) {
            return error("AccessDeniedException", AwsAccounts.notAllowed(action));
        }
        return switch (action) {
            case "organizations:DescribeAccount" -> describe(inquiry.json().path("AccountId").asText());
            case "tag:GetResources" -> resources(inquiry.json().path("ResourceARNList"));
            default -> error("UnknownOperationException", action);
        };
    }

    private Answer describe(String account) {
        return accounts.name(account).map(name -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putObject("Account").put("Id", account)
                    .put("Arn", "arn:aws:organizations::" + AwsAccounts.USUAL + ":account/o-standin/" + account)
                    .put("Email", account + "@example.com").put("Name", name).put("Status", "ACTIVE")
                    .put("JoinedMethod", "CREATED").put("JoinedTimestamp", 1_700_000_000.0);
            return json(200, answer);
        }).orElseGet(() -> error("AccountNotFoundException", "You specified an account that doesn't exist."));
    }

    /** Those of the wanted that have tags. */
    private Answer resources(JsonNode wanted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("PaginationToken", "");
        answer.putArray("ResourceTagMappingList");
        wanted.forEach(arn -> accounts.tags(arn.asText()).ifPresent(tags -> {
            ObjectNode resource = answer.withArray("ResourceTagMappingList").addObject().put("ResourceARN", arn.asText());
            tags.forEach((key, value) -> resource.withArray("Tags").addObject().put("Key", key).put("Value", value));
        }));
        return json(200, answer);
    }

    private static Answer error(String type, String message) {
        return json(400, JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
    }

    private static Answer json(int status, ObjectNode body) {
        return new Answer(status, CONTENT_TYPE, body.toString(), Map.of(), false);
    }
}
