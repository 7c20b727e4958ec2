package dev.tocsin.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What accounts are called, and the tags of their resources. Its operations fail with {@link AwsFault}. */
@ApplicationScoped
public class AccountsApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AMZ_JSON = "application/x-amz-json-1.1";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final Pattern ALIAS = Pattern.compile("<member>([a-z0-9-]{3,63})</member>");
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{1,2000})</Message>");

    private final AwsReaders readers;
    private final SignedRequests requests;

    AccountsApi(AwsReaders readers, Clock clock) {
        this.readers = readers;
        this.requests = new SignedRequests(readers.clients(), clock);
    }

    /**
     * What the organization calls an account. Only its management account and those to which it delegates may ask, so this is
     * asked as ourselves.
     *
     * @param region any of the account's partition
     */
    public Uni<Optional<String>> nameInOrganization(String region, String account) {
        return json(readers.ourselves(), AccountQuestion.DESCRIBE_ACCOUNT, region, "AWSOrganizationsV20161128.DescribeAccount",
                JSON.createObjectNode().put("AccountId", account))
                .map(answer -> Optional.ofNullable(answer.path("Account").path("Name").textValue())
                        .filter(name -> !name.isBlank()));
    }

    /**
     * The alias of the reader's account; there is one at most.
     *
     * @param region any of the account's partition
     */
    public Uni<Optional<String>> alias(AwsReader as, String region) {
        return asked(as, AccountQuestion.LIST_ACCOUNT_ALIASES, region,
                request -> request.putHeader("Content-Type", FORM), "Action=ListAccountAliases&Version=2010-05-08")
                .map(answer -> Optional.of(ALIAS.matcher(answer)).filter(Matcher::find).map(alias -> alias.group(1)));
    }

    /** Tags of a resource that the Region has; empty if it has none. */
    public Uni<Map<String, String>> tags(AwsReader as, String region, String arn) {
        return json(as, AccountQuestion.GET_RESOURCES, region, "ResourceGroupsTaggingAPI_20170126.GetResources",
                JSON.createObjectNode().set("ResourceARNList", JSON.createArrayNode().add(arn)))
                .map(answer -> tags(answer.path("ResourceTagMappingList").path(0).path("Tags")));
    }

    private static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : list) {
            if (tag.path("Key").isTextual() && tag.path("Value").isTextual()) {
                tags.put(tag.path("Key").textValue(), tag.path("Value").textValue());
            }
        }
        return tags;
    }

    private Uni<JsonNode> json(AwsReader as, AccountQuestion question, String region, String target, JsonNode body) {
        return asked(as, question, region,
                request -> request.putHeader("Content-Type", AMZ_JSON).putHeader("X-Amz-Target", target), body.toString())
                .map(AccountsApi::tree);
    }

    private Uni<String> asked(AwsReader as, AccountQuestion question, String region,
            Function<SdkHttpRequest.Builder, SdkHttpRequest.Builder> headers, String body) {
        return AwsClients.onCallersContext(() -> {
            AccountQuestion.Endpoint endpoint = question.endpoint(region).orElseThrow(() -> AwsFault.refused(
                    question.action() + " is not to be had for the Region " + region));
            SdkHttpRequest request = headers.apply(SdkHttpRequest.builder().method(SdkHttpMethod.POST).protocol("https")
                    .host(endpoint.host()).encodedPath("/")).build();
            return requests.send(as, request, body.getBytes(StandardCharsets.UTF_8), question.service(), endpoint.region())
                    .map(answer -> good(answer, endpoint.region()))
                    .onFailure().transform(failure -> AwsFault.of(failure, endpoint.region()));
        });
    }

    private static String good(SmallAnswer answer, String region) {
        if (answer.isGood()) {
            return answer.text();
        }
        JsonNode json = tree(answer.text());
        String code = json.path("__type").asText("");
        throw AwsFault.of(code.isEmpty() ? first(XML_CODE, answer.text()) : code.substring(code.lastIndexOf('#') + 1),
                json.path("message").asText(json.path("Message").asText(first(XML_MESSAGE, answer.text()))),
                answer.status(), region);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** Nothing if it is none. */
    private static JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree == null ? JSON.missingNode() : tree;
        } catch (IOException none) {
            return JSON.missingNode();
        }
    }
}
