package dev.tocsin.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.aws.AwsConfig;
import dev.tocsin.aws.TopicArn;
import io.quarkus.runtime.Startup;

/** The documents of the templates, read once and filled in for each reader. */
@Startup // a file that is missing is better missed now than by the first reader
@ApplicationScoped
public class Policies {

    private static final String DEFAULT_ROLE = "arn:${partition}:iam::${account}:role/tocsin";

    private final ObjectMapper mapper;
    private final Map<KnownTemplate, String> texts = new EnumMap<>(KnownTemplate.class);
    /** What the settings say. */
    private final Map<String, String> known = new HashMap<>();

    Policies(ObjectMapper mapper, AwsConfig aws, @ConfigProperty(name = "tocsin.public-url") Optional<URI> publicUrl) {
        this.mapper = mapper;
        for (KnownTemplate template : KnownTemplate.values()) {
            texts.put(template, read(template));
        }
        known.put("endpoint", publicUrl.filter(url -> "https".equals(url.getScheme()) && url.getHost() != null)
                .map(BaseUrl::of).orElse("https://${tocsin_public_url}") + "/sns");
        known.put("account_roles", aws.assumeRole().map(role -> role.replace("{partition}", "${partition}")
                .replace("{account}", "${account}")).orElse(DEFAULT_ROLE));
        known.put("channel_roles", "arn:${partition}:iam::${account}:role/${channel_role}");
        known.put("key", "arn:${partition}:kms:*:${account}:key/${key_id}");
    }

    /** What Tocsin's role needs to do everything for this topic that it can do. */
    public ObjectNode forTocsin(TopicArn topic) {
        ObjectNode policy = mapper.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        for (KnownTemplate template : List.of(KnownTemplate.TOCSIN_SUBSCRIBE, KnownTemplate.TOCSIN_LIST_TOPICS,
                KnownTemplate.TOCSIN_TEST,
                KnownTemplate.TOCSIN_MANAGE_TOPIC_ATTRIBUTES)) {
            fill(template, Scope.of(topic)).document().path("Statement").forEach(statements::add);
        }
        return policy;
    }

    /** The statement with which a topic of another account lets Tocsin's role subscribe. */
    public ObjectNode statementOfForeign(TopicArn topic) {
        return (ObjectNode) fill(KnownTemplate.TOPIC_POLICY_TOCSIN, Scope.of(topic)).document().at("/Statement/0");
    }

    /** AWS Chatbot's templates for the role that a configuration names. */
    public List<PolicyTemplate> forChannelRoles() {
        return all(Scope.of(Optional.empty(), Optional.empty(), Optional.empty())).stream()
                .filter(template -> template.kind() == KnownTemplate.Kind.CHANNEL_ROLE).toList();
    }

    List<PolicyTemplate> all(Scope scope) {
        return Arrays.stream(KnownTemplate.values()).map(template -> fill(template, scope)).toList();
    }

    private PolicyTemplate fill(KnownTemplate template, Scope scope) {
        Map<String, String> values = new HashMap<>(known);
        values.putAll(scope.values());
        Blanks.Filled filled = new Blanks(values).fill(texts.get(template));
        return new PolicyTemplate(template.templateName(), template.kind(), template.title(), template.purpose(),
                filled.left(), object(filled.json()));
    }

    private ObjectNode object(String json) {
        try {
            JsonNode tree = mapper.readTree(json);
            return (ObjectNode) tree;
        } catch (JsonProcessingException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    private static String read(KnownTemplate template) {
        String name = "/iam/" + template.templateName() + ".json";
        try (InputStream file = Policies.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no resource " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
