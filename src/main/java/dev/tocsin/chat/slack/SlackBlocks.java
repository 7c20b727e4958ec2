package dev.tocsin.chat.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SafeUrl;
import dev.tocsin.chat.Sparklines;
import dev.tocsin.chat.Tone;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Text;

/**
 * The blocks of a notice. Slack takes 50 blocks, 3,000 characters in a section and 2,000 in each of its 10 fields, and about
 * 13,200 in all before it says {@code msg_blocks_too_long}; the limits here leave some room below that. Facts, links and
 * small print are short and come first when room is given out; the paragraphs take what is left and say what was cut.
 */
final class SlackBlocks {

    static final int SECTION = 2_900;

    private static final int TOTAL = 11_500;
    private static final int TITLE = 1_000;
    private static final int FACTS = 5_000;
    private static final int FACT = 1_900;
    private static final int FACT_LABEL = 200;
    private static final int MAX_FACTS = 40;
    private static final int FIELDS_IN_SECTION = 10;
    private static final int MAX_TEXT_SECTIONS = 30;
    private static final int LEAST_ROOM = 120;
    private static final int SPARKLINE = 300;

    private final Posting posting;
    private final Notice notice;
    private final ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
    private int room = TOTAL;

    SlackBlocks(Posting posting) {
        this.posting = posting;
        this.notice = posting.notice();
    }

    ArrayNode blocks() {
        blocks.add(section(take(title(notice, TITLE))));
        List<String> fields = fields();
        String links = take(links());
        Optional<String> sparkline = sparkline();
        List<String> smallPrint = SlackSmallPrint.lines(posting);
        smallPrint.forEach(this::take);
        Optional<ObjectNode> offers = SlackButtons.offers(posting);
        offers.ifPresent(block -> take(block.toString()));
        addTexts();
        sparkline.ifPresent(line -> blocks.add(section(line)));
        for (int i = 0; i < fields.size(); i += FIELDS_IN_SECTION) {
            blocks.add(fieldsSection(fields.subList(i, Math.min(fields.size(), i + FIELDS_IN_SECTION))));
        }
        notice.image().flatMap(SafeUrl::ofImage).ifPresent(this::addImage);
        picture().ifPresent(blocks::add);
        if (!links.isEmpty()) {
            blocks.add(section(links));
        }
        SlackButtons.block(posting.life()).ifPresent(blocks::add);
        offers.ifPresent(blocks::add);
        if (!smallPrint.isEmpty()) {
            blocks.add(context(smallPrint));
        }
        return blocks;
    }

    static ObjectNode section(String mrkdwn) {
        ObjectNode section = block("section");
        section.set("text", mrkdwn(mrkdwn));
        return section;
    }

    static ObjectNode context(List<String> mrkdwn) {
        ObjectNode context = block("context");
        ArrayNode elements = context.putArray("elements");
        mrkdwn.forEach(text -> elements.add(mrkdwn(text)));
        return context;
    }

    static String title(Notice notice, int budget) {
        return Mrkdwn.title(PlainWords.headline(notice, Tone.of(notice.severity()).shortcode()), budget, notice.titleLink());
    }

    /** Unless something better is drawn. */
    private Optional<String> sparkline() {
        boolean isDrawn = posting.life().chart().flatMap(SlackChart::drawn).isPresent();
        return isDrawn || picture().isPresent() ? Optional.empty()
                : Sparklines.of(posting).map(line -> take(Mrkdwn.plain(line).cut(SPARKLINE))).filter(line -> !line.isEmpty());
    }

    private void addTexts() {
        int slots = MAX_TEXT_SECTIONS;
        int omitted = 0;
        for (Text text : notice.texts()) {
            Pieces pieces = SlackParagraph.of(text);
            if (pieces.isEmpty()) {
                continue;
            }
            if (slots == 0 || room < LEAST_ROOM) {
                omitted++;
                continue;
            }
            String before = "\n";
            for (String part : pieces.split(Math.min(SECTION, room), Math.min(slots, Math.max(1, room / SECTION)))) {
                blocks.add(section(take(Mrkdwn.continued(before, part))));
                before = part;
                slots--;
            }
        }
        if (omitted > 0) {
            blocks.add(section("\u2026 (cut, " + omitted + " more paragraph" + (omitted == 1 ? ")" : "s)")));
        }
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        int left = FACTS;
        for (Fact fact : notice.facts()) {
            String field = field(fact, Math.min(FACT, left));
            if (fields.size() == MAX_FACTS - 1 && notice.facts().size() > MAX_FACTS || field.length() + LEAST_ROOM > left) {
                fields.add(take("\u2026 (cut, " + (notice.facts().size() - fields.size()) + " more)"));
                break;
            }
            left -= field.length();
            fields.add(take(field));
        }
        return fields;
    }

    private static String field(Fact fact, int budget) {
        String label = Mrkdwn.label(Characters.shorten(Characters.line(fact.label()), FACT_LABEL)).cut(5 * FACT_LABEL);
        String head = label.isEmpty() ? "" : "*" + label + "*\n";
        String value = value(fact.value(), budget - head.length());
        return head + (value.isEmpty() ? "-" : value);
    }

    private static String value(Fact.Value value, int budget) {
        if (budget < LEAST_ROOM) {
            return "\u2026";
        }
        if (value instanceof Fact.Words words) {
            return Mrkdwn.plain(words.words()).cut(budget);
        }
        if (value instanceof Fact.Moment moment) {
            return Mrkdwn.moment(moment.instant());
        }
        return value instanceof Link link ? Mrkdwn.pieces().whole(Mrkdwn.link(link.label(), link.url())).cut(budget) : "";
    }

    private Optional<ObjectNode> picture() {
        return posting.life().chart().flatMap(SlackChart::picture);
    }

    private String links() {
        Pieces links = Mrkdwn.pieces();
        for (Link link : notice.links()) {
            String shown = Mrkdwn.link(link.label(), link.url());
            if (!shown.isEmpty()) {
                links.whole(links.isEmpty() ? "" : "  \u00B7  ").whole(shown);
            }
        }
        return links.cut(SECTION);
    }

    private void addImage(String url) {
        blocks.add(block("image").put("image_url", url).put("alt_text",
                Mrkdwn.label(Characters.shorten(PlainWords.headline(notice), 200)).cut(1_200)));
    }

    private String take(String text) {
        room -= text.length();
        return text;
    }

    private static ObjectNode fieldsSection(List<String> fields) {
        ObjectNode section = block("section");
        ArrayNode array = section.putArray("fields");
        fields.forEach(field -> array.add(mrkdwn(field)));
        return section;
    }

    /** Verbatim, so that Slack searches the text for no mentions or links of its own. */
    private static ObjectNode mrkdwn(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    private static ObjectNode block(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
