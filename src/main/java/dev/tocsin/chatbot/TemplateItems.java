package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chatbot.Item.Origin;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.Quoted;
import dev.tocsin.secret.Secret;

/**
 * Reads the {@code AWS::Chatbot::*} resources of a CloudFormation template. Facts: the resource's page in
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference.
 */
final class TemplateItems {

    private static final String OURS = "AWS::Chatbot::";
    /** Tocsin can do without them, and templates seldom say them in full. */
    private static final Set<String> DISPENSABLE = Set.of("IamRoleArn", "Tags", "CustomizationResourceArns");

    private final Template template;
    private final ItemReaders forms;
    private final Map<String, Secret> webhookUrls;

    TemplateItems(Template template, ItemReaders forms, Map<String, Secret> webhookUrls) {
        this.template = template;
        this.forms = forms;
        this.webhookUrls = webhookUrls;
    }

    List<Item> read() {
        if (!template.resources().isObject()) {
            throw new Unreadable("Resources", "must be an object");
        }
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, JsonNode> resource : template.resources().properties()) {
            item(resource.getKey(), resource.getValue()).ifPresent(items::add);
            Document.requireFew(items.size());
        }
        return items;
    }

    private Optional<Item> item(String id, JsonNode resource) {
        String source = "Resources." + Quoted.name(id);
        if (id.startsWith("Fn::ForEach")) {
            return Optional.of(new Item.Unsupported(new Origin(source, "loop", null, List.of()),
                    "Loops are not written out here; import what AWS Chatbot's CLI prints."));
        }
        String type = resource.path("Type").asText();
        if (!type.startsWith(OURS)) {
            return Optional.empty();
        }
        String name = type.substring(OURS.length());
        Optional<ItemReader> form = forms.inTemplates(name);
        if (form.isPresent()) {
            return ifItIsMade(form.get(), resource, source);
        }
        return Optional.of(name.equals("CustomAction")
                ? unsupported(source, "custom-action", resource, "ActionName", "Tocsin has no custom actions.")
                : unsupported(source, "other", resource, "ConfigurationName",
                        "Tocsin does not know " + Quoted.name(type) + "."));
    }

    private Item unsupported(String source, String kind, JsonNode resource, String nameMember, String why) {
        JsonNode name = new Intrinsics(template).value(resource.path("Properties").path(nameMember), source);
        return new Item.Unsupported(new Origin(source, kind, name.isTextual() ? name.textValue() : null, List.of()), why);
    }

    /** Empty if the resource's condition does not hold. */
    private Optional<Item> ifItIsMade(ItemReader form, JsonNode resource, String source) {
        JsonNode condition = resource.path("Condition");
        if (condition.isTextual()) {
            Intrinsics intrinsics = new Intrinsics(template);
            Optional<Boolean> holds = intrinsics.condition(condition.textValue(), source + ".Condition");
            if (holds.isEmpty()) {
                return Optional.of(new Item.Faulty(new Origin(source, form.kind().name(), null, List.of()),
                        intrinsics.unknown(), intrinsics.toSupply()));
            }
            if (!holds.get()) {
                return Optional.empty();
            }
        }
        return Optional.of(item(form, resource.path("Properties"), source + ".Properties", source));
    }

    private Item item(ItemReader form, JsonNode properties, String path, String source) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        Objections errors = new Objections(Fields.MOST_ERRORS);
        Set<String> toSupply = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            template.spend(Template.EFFORT_OF_AN_ELEMENT);
            Intrinsics intrinsics = new Intrinsics(template);
            JsonNode value = intrinsics.value(property.getValue(), path + "." + Quoted.name(property.getKey()));
            if (intrinsics.unknown().isEmpty() && !value.isMissingNode()) {
                known.set(property.getKey(), value);
            } else if (!intrinsics.unknown().isEmpty() && isDispensable(form, property.getKey())) {
                notes.add("Left out: " + words(intrinsics.unknown().get(0)));
            } else {
                errors.addAll(intrinsics.unknown());
                toSupply.addAll(intrinsics.toSupply());
            }
        }
        return form.read(new Fields(known, path), source, webhookUrls, errors, toSupply, notes);
    }

    private static boolean isDispensable(ItemReader form, String property) {
        return DISPENSABLE.contains(property) || form.isLeftOut(property);
    }

    private static String words(Invalid error) {
        return error.field() + " " + error.message();
    }
}
