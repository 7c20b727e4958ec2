package dev.tocsin.chat.teams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Emoji;
import dev.tocsin.chat.LinkLabel;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SafeUrl;
import dev.tocsin.chat.Sparklines;
import dev.tocsin.chat.Tone;
import dev.tocsin.chat.UtcMoment;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/**
 * The card of a notice: a band in the colour of the severity with the title in it, the paragraphs, the facts, a picture, small
 * print, and the links as buttons. All of it is measured as it will stand in the body. The title, links and small print are
 * short and come first when room is given out; then facts go from the end until the paragraphs fit, and when only the first
 * facts are left the paragraphs are cut.
 */
final class TeamsCard {

    /** More than the message around the card takes. */
    private static final int AROUND = 200;
    private static final int TITLE = 1_500;
    private static final int PUSH = 200;
    private static final int SMALL_PRINT = 1_500;
    private static final int MOST_REMARKS = 6;
    private static final int REMARK = 300;
    private static final int SPARKLINE = 300;
    /** Teams shows six buttons of a card. */
    private static final int MAX_BUTTONS = 6;
    private static final int MAX_LINKS = 30;
    private static final int LINKS = 6_000;
    private static final int BUTTON = 80;
    private static final int MAX_FACTS = 60;
    /** What facts keep however long the paragraphs are. */
    private static final int LEAST_FACTS = 4_000;
    private static final int FACT = 1_500;
    private static final int FACT_LABEL = 100;
    private static final int MAX_PARAGRAPHS = 60;
    /** Below this there is nothing to read beside the note that something is cut. */
    private static final int LEAST_TEXT = 150;
    /** For the note that says how many paragraphs are left out. */
    private static final int NOTE = 110;
    private static final String PIECE = "  \u00B7  ";

    private final Posting posting;
    private final Notice notice;
    private int room = TeamsRenderer.LIMIT - AROUND;

    TeamsCard(Posting posting) {
        this.posting = posting;
        this.notice = posting.notice();
    }

    ObjectNode card() {
        ObjectNode card = empty("1.5");
        card.put("fallbackText", Characters.shorten(headline(), PUSH));
        take(card);
        JsonNode band = take(band());
        ArrayNode buttons = JsonNodeFactory.instance.arrayNode();
        Optional<ObjectNode> furtherLinks = links(buttons);
        Optional<ObjectNode> image = image();
        Optional<ObjectNode> smallPrint = smallPrint();
        Optional<ObjectNode> remarks = remarks();
        Optional<ObjectNode> sparkline = sparkline();
        List<CardParagraph> paragraphs = notice.texts().stream().flatMap(text -> CardParagraph.of(text).stream()).toList();
        Optional<ObjectNode> facts = facts(Math.max(LEAST_FACTS, room - wanted(paragraphs)));
        ArrayNode body = card.withArrayProperty("body").add(band);
        addParagraphs(body, paragraphs);
        sparkline.ifPresent(body::add);
        facts.ifPresent(body::add);
        image.ifPresent(body::add);
        furtherLinks.ifPresent(body::add);
        remarks.ifPresent(body::add);
        smallPrint.ifPresent(body::add);
        if (!buttons.isEmpty()) {
            card.set("actions", buttons);
        }
        return card;
    }

    /** A card of a version that has nothing to show yet, as wide as its channel. */
    static ObjectNode empty(String version) {
        ObjectNode card = JsonNodeFactory.instance.objectNode()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json").put("type", "AdaptiveCard")
                .put("version", version);
        card.putObject("msteams").put("width", "Full");
        return card;
    }

    static ObjectNode text(String markdown) {
        return element("TextBlock").put("text", markdown).put("wrap", true);
    }

    private ObjectNode band() {
        ObjectNode band = element("Container").put("style", style(notice.severity())).put("bleed", true);
        ArrayNode items = band.putArray("items");
        items.add(text(TeamsMarkdown.title(headline(), TITLE, notice.titleLink())).put("style", "heading").put("size", "Medium")
                .put("weight", "Bolder"));
        posting.lateSince().map(since -> small("delivered late, published at " + UtcMoment.words(since)))
                .ifPresent(items::add);
        return band;
    }

    private String headline() {
        return Emoji.unicode(PlainWords.headline(notice, Tone.of(notice.severity()).emoji()));
    }

    private static String style(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "attention";
            case MEDIUM -> "warning";
            case LOW -> "emphasis";
            case INFO -> "accent";
            case GOOD -> "good";
        };
    }

    /** The first links as buttons; the others in a line of text. */
    private Optional<ObjectNode> links(ArrayNode buttons) {
        int left = LINKS;
        int omitted = 0;
        List<String> further = new ArrayList<>();
        for (Link link : notice.links()) {
            boolean button = buttons.size() < MAX_BUTTONS && TeamsMarkdown.url(link.url()).isPresent();
            JsonNode shown = button ? button(link)
                    : JsonNodeFactory.instance.textNode(TeamsMarkdown.link(link.label(), link.url()) + PIECE);
            int size = size(shown);
            if (shown.asText().equals(PIECE)) {
                continue;
            }
            if (size > left || further.size() == MAX_LINKS) {
                omitted++;
            } else if (button) {
                buttons.add(take(shown));
                left -= size;
            } else {
                further.add(shown.textValue().substring(0, shown.textValue().length() - PIECE.length()));
                left -= size;
            }
        }
        if (omitted > 0) {
            further.add("\u2026 (cut, " + omitted + " more link" + (omitted == 1 ? ")" : "s)"));
        }
        return further.isEmpty() ? Optional.empty() : Optional.of(take(text(String.join(PIECE, further))));
    }

    /** A button's words and URL are no Markdown. */
    private static ObjectNode button(Link link) {
        String label = Characters.shorten(Characters.line(link.label()), BUTTON);
        String shown = Emoji.unicode(LinkLabel.shown(label, link.url()));
        return element("Action.OpenUrl")
                .put("title", shown.isEmpty() ? LinkLabel.host(link.url()).orElse("\u2026") : shown)
                .put("url", SafeUrl.of(link.url()).orElseThrow());
    }

    private Optional<ObjectNode> image() {
        return notice.image().flatMap(SafeUrl::ofImage).map(url -> take(element("Image").put("url", url)
                .put("altText", Characters.shorten(PlainWords.headline(notice), PUSH)).put("size", "Stretch")));
    }

    private Optional<ObjectNode> sparkline() {
        return Sparklines.of(posting).map(line -> TeamsMarkdown.line(line).cut(SPARKLINE)).filter(line -> !line.isBlank())
                .map(line -> take(text(line).put("fontType", "Monospace")));
    }

    private Optional<ObjectNode> remarks() {
        String remarks = posting.life().remarks().stream().map(remark -> PlainWords.remark(remark, UtcMoment::words))
                .map(remark -> TeamsMarkdown.line(remark).cut(REMARK)).filter(remark -> !remark.isBlank()).limit(MOST_REMARKS)
                .collect(Collectors.joining(TeamsMarkdown.NEW_LINE));
        return remarks.isEmpty() ? Optional.empty() : Optional.of(take(small(remarks)));
    }

    private Optional<ObjectNode> smallPrint() {
        List<String> parts = new ArrayList<>();
        notice.footer().map(footer -> TeamsMarkdown.line(footer).cut(SMALL_PRINT)).filter(footer -> !footer.isEmpty())
                .ifPresent(parts::add);
        notice.occurredAt().map(UtcMoment::words).ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty()
                : Optional.of(take(small(String.join(PIECE, parts)).put("spacing", "Medium")));
    }

    private static int wanted(List<CardParagraph> paragraphs) {
        return paragraphs.stream().mapToInt(paragraph -> paragraph.words().size() + size(paragraph(paragraph, ""))).sum();
    }

    private Optional<ObjectNode> facts(int most) {
        ObjectNode set = element("FactSet");
        ArrayNode facts = set.putArray("facts");
        int left = Math.min(most, room) - size(set) - size(omittedFacts(MAX_FACTS));
        for (Fact fact : notice.facts()) {
            ObjectNode shown = fact(fact);
            int size = size(shown);
            if (size > left || facts.size() == MAX_FACTS) {
                facts.add(omittedFacts(notice.facts().size() - facts.size()));
                break;
            }
            facts.add(shown);
            left -= size;
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(take(set));
    }

    private static ObjectNode omittedFacts(int count) {
        return fact("\u2026", "(cut, " + count + " more)");
    }

    private static ObjectNode fact(Fact fact) {
        String label = TeamsMarkdown.label(Characters.shorten(Characters.line(fact.label()), FACT_LABEL)).cut(FACT);
        String value = value(fact.value());
        // A bare hyphen would be a list.
        return fact(label, value.isEmpty() ? "\u2013" : value);
    }

    private static ObjectNode fact(String title, String value) {
        return JsonNodeFactory.instance.objectNode().put("title", title).put("value", value);
    }

    private static String value(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return TeamsMarkdown.plain(words.words(), TeamsMarkdown.NEW_LINE).cut(FACT);
        }
        if (value instanceof Fact.Moment moment) {
            return UtcMoment.words(moment.instant());
        }
        return value instanceof Link link ? TeamsMarkdown.link(link.label(), link.url()) : "";
    }

    private void addParagraphs(ArrayNode body, List<CardParagraph> paragraphs) {
        int shown = 0;
        for (CardParagraph paragraph : paragraphs) {
            boolean last = shown + 1 == paragraphs.size();
            int fits = room - size(paragraph(paragraph, "")) - (last ? 0 : NOTE);
            if (shown == MAX_PARAGRAPHS || fits < LEAST_TEXT) {
                int omitted = paragraphs.size() - shown;
                body.add(take(text("\u2026 (cut, " + omitted + " more paragraph" + (omitted == 1 ? ")" : "s)"))));
                return;
            }
            body.add(take(paragraph(paragraph, paragraph.words().cut(fits))));
            shown++;
        }
    }

    private static ObjectNode paragraph(CardParagraph paragraph, String words) {
        ObjectNode text = text(words);
        return paragraph.monospace() ? text.put("fontType", "Monospace") : text;
    }

    private static ObjectNode small(String markdown) {
        return text(markdown).put("size", "Small").put("isSubtle", true);
    }

    private static ObjectNode element(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private <T extends JsonNode> T take(T node) {
        room -= size(node);
        return node;
    }

    /** With the comma behind it. */
    private static int size(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
