package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Teams shows of Adaptive Cards that come by a webhook: the part of the schema up to version 1.5 that has something to
 * show, and the one action that needs no bot. Stricter than Teams, which passes over members that it does not know.
 */
final class TeamsCardRules {

    private static final Set<String> ANYWHERE = Set.of("type", "id", "spacing", "separator", "isVisible", "height");
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "TextBlock", Set.of("text", "wrap", "color", "fontType", "isSubtle", "maxLines", "size", "weight", "style",
                    "horizontalAlignment"),
            "Container", Set.of("items", "style", "bleed", "minHeight"),
            "ColumnSet", Set.of("columns", "style", "bleed"),
            "Column", Set.of("items", "style", "width", "bleed"),
            "FactSet", Set.of("facts"),
            "Image", Set.of("url", "altText", "size", "width"),
            "ActionSet", Set.of("actions"),
            "Action.OpenUrl", Set.of("title", "url", "style", "tooltip"));
    private static final Set<String> OF_CARD = Set.of("$schema", "type", "version", "msteams", "body", "actions",
            "fallbackText");
    /** Of members that take some words only, whatever the element. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "color", Set.of("default", "dark", "light", "accent", "good", "warning", "attention"),
            "fontType", Set.of("default", "monospace"),
            "weight", Set.of("default", "lighter", "bolder"),
            "spacing", Set.of("default", "none", "small", "medium", "large", "extralarge", "padding"));
    private static final Set<String> TEXT_SIZES = Set.of("default", "small", "medium", "large", "extralarge");
    private static final Set<String> IMAGE_SIZES = Set.of("auto", "stretch", "small", "medium", "large");
    private static final Set<String> BANDS = Set.of("default", "emphasis", "good", "attention", "warning", "accent");
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5");
    private static final Pattern URL = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final int MOST_ACTIONS = 6;
    private static final int DEEPEST = 8;

    private TeamsCardRules() {
    }

    /** Why Teams would not show the card as it is meant, with the place; empty if it would. */
    static Optional<String> refusal(JsonNode card) {
        try {
            checkCard(card);
            return Optional.empty();
        } catch (Unshowable unshowable) {
            return Optional.of(unshowable.getMessage());
        }
    }

    private static void checkCard(JsonNode card) {
        require(card.path("type").asText().equals("AdaptiveCard"), "Property 'type' must be 'AdaptiveCard'", "");
        members(card, OF_CARD, "");
        require(card.path("$schema").asText().equals("http://adaptivecards.io/schemas/adaptive-card.json"), "another schema",
                "/$schema");
        require(VERSIONS.contains(card.path("version").asText()), "Teams shows versions up to 1.5", "/version");
        card.path("msteams").fieldNames().forEachRemaining(
                name -> require(name.equals("width"), "a webhook may set the width alone, and mention nobody",
                        "/msteams/" + name));
        require(card.path("msteams").path("width").asText("Full").equals("Full"), "must be Full", "/msteams/width");
        require(card.path("body").size() > 0, "there is nothing to show", "/body");
        elements(card.path("body"), "/body", 0);
        actions(card.path("actions"), "/actions");
        require(card.toString().getBytes(StandardCharsets.UTF_8).length <= TeamsWebhook.LARGEST, "too large", "");
    }

    private static void elements(JsonNode elements, String at, int depth) {
        require(elements.isArray() && depth < DEEPEST, "must be an array, and not too deep", at);
        for (int i = 0; i < elements.size(); i++) {
            element(elements.get(i), at + "/" + i, depth);
        }
    }

    private static void element(JsonNode element, String at, int depth) {
        String type = element.path("type").asText();
        require(MEMBERS.containsKey(type) && !type.startsWith("Action."), "unknown element " + type, at);
        members(element, MEMBERS.get(type), at);
        switch (type) {
            case "TextBlock" -> text(element, at);
            case "Container", "Column" -> {
                require(!element.path("items").isEmpty(), "is empty", at + "/items");
                word(BANDS, element, "style", at);
                elements(element.path("items"), at + "/items", depth + 1);
            }
            case "ColumnSet" -> elements(element.path("columns"), at + "/columns", depth + 1);
            case "FactSet" -> facts(element.path("facts"), at + "/facts");
            case "Image" -> {
                require(element.path("url").asText().regionMatches(true, 0, "https://", 0, 8), "must be an https URL",
                        at + "/url");
                word(IMAGE_SIZES, element, "size", at);
            }
            default -> actions(element.path("actions"), at + "/actions");
        }
    }

    private static void text(JsonNode element, String at) {
        require(element.path("text").isTextual() && !element.path("text").textValue().isBlank(), "is blank", at + "/text");
        require(element.path("wrap").asBoolean(), "would be cut at the end of its first line", at + "/wrap");
        word(TEXT_SIZES, element, "size", at);
        word(Set.of("default", "heading", "columnheader"), element, "style", at);
    }

    private static void facts(JsonNode facts, String at) {
        require(facts.isArray() && !facts.isEmpty(), "is empty", at);
        for (int i = 0; i < facts.size(); i++) {
            JsonNode fact = facts.get(i);
            require(fact.size() == 2 && fact.path("title").isTextual() && fact.path("value").isTextual(),
                    "a fact has title and value", at + "/" + i);
        }
    }

    private static void actions(JsonNode actions, String at) {
        require(actions.size() <= MOST_ACTIONS, "Teams shows no more than " + MOST_ACTIONS + " buttons", at);
        for (int i = 0; i < actions.size(); i++) {
            JsonNode action = actions.get(i);
            require(action.path("type").asText().equals("Action.OpenUrl"), "needs a bot", at + "/" + i);
            members(action, MEMBERS.get("Action.OpenUrl"), at + "/" + i);
            require(!action.path("title").asText().isBlank(), "is blank", at + "/" + i + "/title");
            require(URL.matcher(action.path("url").asText()).matches(), "is no URL to open", at + "/" + i + "/url");
        }
    }

    private static void members(JsonNode object, Set<String> known, String at) {
        object.fieldNames().forEachRemaining(name -> {
            require(known.contains(name) || !at.isEmpty() && ANYWHERE.contains(name), "unknown member", at + "/" + name);
            if (WORDS.containsKey(name)) {
                word(WORDS.get(name), object, name, at);
            }
        });
    }

    private static void word(Set<String> words, JsonNode object, String name, String at) {
        JsonNode value = object.path(name);
        require(value.isMissingNode() || words.contains(value.asText().toLowerCase(Locale.ROOT)), "unknown word",
                at + "/" + name);
    }

    private static void require(boolean condition, String fault, String at) {
        if (!condition) {
            throw new Unshowable(fault + " [" + at + "]");
        }
    }

    /** Ends the check at the first fault. */
    private static final class Unshowable extends RuntimeException {

        Unshowable(String fault) {
            super(fault, null, false, false);
        }
    }
}
