package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.Arn;
import dev.tocsin.chatbot.Item.Origin;
import dev.tocsin.configuration.AwsForm;
import dev.tocsin.configuration.AwsForm.AwsMember;
import dev.tocsin.configuration.AwsForm.Place;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.configuration.Tag;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.Quoted;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.secret.Secret;

/**
 * Reads items that AWS Chatbot says in one form as requests of ours. What its forms have in common is known here: the members
 * are those of AWS Chatbot's API model (2017-10-11) and of CloudFormation's resources.
 */
final class ItemReader {

    private static final int TEXT = 255;
    private static final String KEPT_BY_AWS = "aws:";

    private final ConfigurationKind<?, ?> kind;
    private final AwsForm form;
    private final StrictJson json;

    ItemReader(ConfigurationKind<?, ?> kind, AwsForm form, StrictJson json) {
        this.kind = kind;
        this.form = form;
        this.json = json;
    }

    Place place() {
        return form.place();
    }

    String name() {
        return form.name();
    }

    ConfigurationKind<?, ?> kind() {
        return kind;
    }

    /** Why AWS does not tell the webhook's URL, as a sentence; empty if there is none to tell. */
    Optional<String> urlAdvice() {
        return Optional.ofNullable(form.urlAdvice());
    }

    /** What people should know of those that are made of it. */
    Optional<String> note() {
        return Optional.ofNullable(form.note());
    }

    /** Whether ours can do without that member of AWS's. */
    boolean isLeftOut(String member) {
        return form.members().stream()
                .anyMatch(one -> one.type() == AwsForm.Type.LEFT_OUT && one.theirs().equals(member));
    }

    /** Of an item of the CLI's, which says all that it says. */
    Item read(Fields fields, String source, Map<String, Secret> webhookUrls) {
        return read(fields, source, webhookUrls, new Objections(Fields.MOST_ERRORS), Set.of(), List.of());
    }

    /**
     * @param webhookUrls by the names of configurations
     * @param errors what is wrong with the item already
     * @param toSupply the names whose values would help
     * @param said what the reader may want to know
     */
    Item read(Fields fields, String source, Map<String, Secret> webhookUrls, Objections errors, Set<String> toSupply,
            List<String> said) {
        List<String> notes = new ArrayList<>(said);
        ObjectNode request = request(fields, webhookUrls, notes);
        String name = request.path("configurationName").textValue();
        String label = form.label() == null ? null : fields.text(form.label());
        String disabledBecause = form.place() == Place.CLI ? disabled(fields) : null;
        fields.unread().ifPresent(notes::add);
        errors.addAll(fields.errors());
        Origin origin = new Origin(source, kind.name(), name, notes);
        return errors.isEmpty()
                ? new Item.Configured(origin, this, (ConfigurationMembers) json.bind(request, kind.request()), label,
                        disabledBecause)
                : new Item.Faulty(origin, errors.listed(), toSupply);
    }

    private ObjectNode request(Fields fields, Map<String, Secret> webhookUrls, List<String> notes) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        String name = form.place() == Place.CLI ? nameOrEndOfArn(fields) : fields.text("ConfigurationName");
        put(request, "configurationName", name);
        if (form.urlAdvice() != null && name != null && webhookUrls.containsKey(name)) {
            put(request, "webhookUrl", webhookUrls.get(name).reveal());
        }
        List<String> leftOut = new ArrayList<>();
        for (AwsMember member : form.members()) {
            switch (member.type()) {
                case TEXT -> put(request, member.ours(), fields.text(member.theirs()));
                case TEXTS -> put(request, member.ours(), fields.texts(member.theirs()));
                case TRUTH -> Optional.ofNullable(fields.truth(member.theirs()))
                        .ifPresent(truth -> request.put(member.ours(), truth));
                case SECRET -> Optional.ofNullable(fields.secret(member.theirs()))
                        .ifPresent(secret -> request.put(member.ours(), secret.reveal()));
                case LEFT_OUT -> {
                    if (fields.passOver(member.theirs())) {
                        leftOut.add(member.theirs());
                    }
                }
            }
        }
        put(request, "snsTopicArns", fields.texts("SnsTopicArns"));
        put(request, "iamRoleArn", fields.text("IamRoleArn"));
        Optional.ofNullable(fields.loggingLevel("LoggingLevel"))
                .ifPresent(level -> request.put("loggingLevel", level.name()));
        putTags(request, fields, notes);
        if (!leftOut.isEmpty()) {
            notes.add("Left out, since nothing here is like it: " + String.join(", ", leftOut));
        }
        return request;
    }

    private static void put(ObjectNode request, String member, String value) {
        if (value != null) {
            request.put(member, value);
        }
    }

    private static void put(ObjectNode request, String member, List<String> values) {
        if (values != null) {
            values.forEach(request.putArray(member)::add);
        }
    }

    private void putTags(ObjectNode request, Fields fields, List<String> notes) {
        List<Tag> tags = form.place() == Place.CLI
                ? fields.tags("Tags", "TagKey", "TagValue")
                : fields.tags("Tags", "Key", "Value");
        if (tags == null) {
            return;
        }
        ArrayNode list = request.putArray("tags");
        List<String> keptByAws = new ArrayList<>();
        for (Tag tag : tags) {
            if (tag.tagKey() != null && tag.tagKey().regionMatches(true, 0, KEPT_BY_AWS, 0, KEPT_BY_AWS.length())) {
                keptByAws.add(tag.tagKey());
            } else {
                list.addObject().put("tagKey", tag.tagKey()).put("tagValue", tag.tagValue());
            }
        }
        if (!keptByAws.isEmpty()) {
            notes.add("Left out: tags that AWS keeps for itself ("
                    + String.join(", ", keptByAws.stream().limit(10).map(Quoted::name).toList()) + ")");
        }
    }

    /** ConfigurationName is not required in AWS's model; ChatConfigurationArn is, and ends with it. */
    private static String nameOrEndOfArn(Fields fields) {
        String name = fields.text("ConfigurationName");
        String arn = fields.text("ChatConfigurationArn");
        return name != null
                ? name
                : Arn.parse(arn).map(Arn::resource).map(resource -> resource.substring(resource.lastIndexOf('/') + 1))
                        .orElse(null);
    }

    /** AWS gives the state ENABLED or DISABLED, and for the latter a reason. */
    private static String disabled(Fields fields) {
        String state = fields.text("State");
        String reason = fields.anyText("StateReason");
        if (state != null && !state.equals("ENABLED") && !state.equals("DISABLED")) {
            fields.fail("State", "must be ENABLED or DISABLED", state);
        }
        if (!"DISABLED".equals(state)) {
            return null;
        }
        String words = reason == null || reason.isBlank()
                ? "was disabled in AWS Chatbot"
                : "was disabled in AWS Chatbot: " + reason.substring(0, Math.min(reason.length(), TEXT))
                        .replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return words.length() <= TEXT ? words : words.substring(0, TEXT - 1) + "…";
    }
}
