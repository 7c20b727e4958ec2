package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.PlainText;
import dev.tocsin.problem.Quoted;
import dev.tocsin.secret.Secret;

/**
 * What is to be imported.
 *
 * @param items in the order in which they stand there
 * @param notes on the document as a whole
 */
record Document(List<Item> items, List<String> notes) {

    static final int MOST = 500;
    static final String WEBHOOK_URLS = "webhookUrls";

    private static final int NAMED = 20;
    private static final String NEXT = "NextToken";
    /** docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
    private static final Set<String> TEMPLATE = Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters",
            "Rules", "Mappings", "Conditions", "Transform", "Resources", "Outputs", "Hooks", "Globals");

    /** Throws {@link Unreadable}. */
    static Document read(JsonNode root, Supplied supplied, ItemReaders forms) {
        if (!root.isObject()) {
            throw new Unreadable("body", "must be an object: what AWS Chatbot's CLI prints, or a CloudFormation template");
        }
        requireKnown(root, forms);
        Map<String, Secret> webhookUrls = webhookUrls(root.path(WEBHOOK_URLS));
        List<Item> items = new ArrayList<>(new DescribedItems(forms, webhookUrls).read(root));
        if (root.has("Resources")) {
            items.addAll(new TemplateItems(new Template(root, supplied), forms, webhookUrls).read());
        }
        requireFew(items.size());
        return new Document(withoutDoubles(items), notes(root, items, webhookUrls.keySet(), forms));
    }

    /** To be asked before so many are read. */
    static void requireFew(int items) {
        if (items > MOST) {
            throw new Unreadable("body", "must have at most " + MOST + " configurations, has " + items
                    + " or more; import them in parts");
        }
    }

    private static void requireKnown(JsonNode root, ItemReaders forms) {
        Set<String> lists = forms.atTheCli().stream().map(ItemReader::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = new TreeSet<>();
        root.fieldNames().forEachRemaining(names::add);
        boolean isTemplate = names.contains("Resources");
        if (!isTemplate && !names.contains(NEXT) && names.stream().noneMatch(lists::contains)) {
            throw new Unreadable("body", "has nothing to import: neither one of the lists that AWS Chatbot's CLI prints ("
                    + String.join(", ", lists) + "), nor Resources, as a CloudFormation template has them");
        }
        names.removeAll(lists);
        names.removeAll(Set.of(NEXT, WEBHOOK_URLS));
        if (isTemplate) {
            names.removeAll(TEMPLATE);
        }
        if (!names.isEmpty()) {
            throw new Unreadable(names.iterator().next(), "unknown member; beside what AWS Chatbot's CLI prints, or a "
                    + "CloudFormation template, there may be " + WEBHOOK_URLS);
        }
    }

    private static Map<String, Secret> webhookUrls(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new Unreadable(WEBHOOK_URLS, "must be an object: names of configurations and their URLs");
        }
        Map<String, Secret> urls = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isTextual() || !PlainText.is(member.getValue().textValue())) {
                throw new Unreadable(WEBHOOK_URLS + "." + Quoted.name(member.getKey()),
                        "must be a string, the webhook's URL");
            }
            urls.put(member.getKey(), Secret.of(member.getValue().textValue()));
        }
        return urls;
    }

    /** The second of a name would be compared with the first, and be told that it differs from what was there before. */
    private static List<Item> withoutDoubles(List<Item> items) {
        Set<String> names = new HashSet<>();
        return items.stream().map(item -> {
            boolean counts = item instanceof Item.Configured;
            String name = item.origin().name();
            return !counts || name == null || names.add(name)
                    ? item
                    : new Item.Faulty(item.origin(), List.of(new Invalid("configurationName",
                            "is the name of an earlier one in this document; names are unique", name)), Set.of());
        }).toList();
    }

    private static List<String> notes(JsonNode root, List<Item> items, Set<String> urls, ItemReaders forms) {
        List<String> notes = new ArrayList<>();
        if (root.path(NEXT).isTextual()) {
            notes.add("The document has a NextToken, so there is more: import the next page as well, or leave out --max-items "
                    + "and --no-paginate.");
        }
        Set<String> strangers = new LinkedHashSet<>(urls);
        Set<String> kinds = forms.withoutUrls();
        items.stream().filter(item -> kinds.contains(item.origin().kind()))
                .forEach(item -> strangers.remove(item.origin().name()));
        if (!strangers.isEmpty()) {
            notes.add(WEBHOOK_URLS + " names what is no webhook in this document: "
                    + strangers.stream().sorted().limit(NAMED).map(Quoted::name).collect(Collectors.joining(", "))
                    + (strangers.size() > NAMED ? " and " + (strangers.size() - NAMED) + " more" : ""));
        }
        notes.addAll(DirectRules.of(root.path("Resources")));
        if (root.path("Resources").properties().stream()
                .anyMatch(resource -> resource.getValue().path("Type").asText().equals("AWS::CloudFormation::Stack"))) {
            notes.add("The template has nested stacks; import their templates as well.");
        }
        return notes;
    }
}
