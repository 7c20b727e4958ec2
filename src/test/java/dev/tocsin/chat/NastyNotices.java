package dev.tocsin.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/** Random notices made of what breaks renderers; the same seed makes the same notice. */
public final class NastyNotices {

    private static final String[] PARTS = { "<!channel>", "<!here|x>", "<!everyone>", "<!subteam^S1|@ops>", "<@U123>",
            "<@U1|x>",
            "<#C1>", "@All", "@Present", "@channel", "@here", "@everyone", "@jane@example.com", "<", ">", "&", "&amp;",
            "&lt;!here&gt;",
            "&#60;", "<https://example.com|label>", "<https://example.com|<!channel>>", "<javascript:alert(1)|x>", "<https://a",
            "https://example.com/@All?a=1&b=<!here>", "http://x|y", "mailto:a@b.c", "```", "`", "``", "*", "**", "_", "~", "* ",
            "[a](javascript:x)", "![", "](", "\\", "# ", "- ", "1. ", "\n", "\r\n", "\n\n", "\t", " ", "\u0000", "\u0007",
            "\u001B[31m",
            "\u202E", "\u2066", "\u200F", "\u2028", "\uFEFF", "\uD83D", "\uDE00", "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDCBB",
            "e\u0301", "\u4E2D\u6587", "word", "snake_case", "<!date^1^{date}|x>", "<!date^x|<!here>", ":warning:", "/md ",
            "{}", "\"",
            "<!\u0000channel>", "<\u202E!channel>", "@\u0000channel", "@\u202Ehere", "&\u0000amp;", "``\u0000`" };

    private final Random random;
    /** How much is still to be made, so that nesting does not multiply. */
    private int left = 300;

    public NastyNotices(long seed) {
        this.random = new Random(seed);
    }

    public Posting posting(Form form) {
        return new Posting(random.nextLong(), notice(), form,
                random.nextBoolean() ? Optional.empty() : Optional.of(moment()), random.nextBoolean() ? Life.NONE : life());
    }

    private Life life() {
        return new Life(random.nextInt(4) > 0 ? Optional.empty()
                : Optional.of(new Life.InThread("1772442931.000200", random.nextBoolean(), random.nextBoolean())),
                list(12, this::fact),
                list(5, () -> new Life.Button(pick(Life.Action.values()), new UUID(random.nextLong(), random.nextLong()))),
                maybe(this::chart))
                .offering(list(8, () -> new Life.Offer("o" + random.nextInt(6), words(12))));
    }

    private Chart chart() {
        return switch (random.nextInt(4)) {
            case 0 -> new Chart.Picture("F0123ABCD", words(60));
            case 1 -> new Chart.Sparkline(words(60));
            default -> new Chart.Lines(words(30), list(60, () -> words(3)), list(9, () -> new Chart.Series(words(8),
                    list(60, () -> random.nextInt(8) == 0 ? null : number()))), words(20));
        };
    }

    private Measurement measurement() {
        return new Measurement(List.of(), pick(Measurement.Breach.values()), maybe(this::number), Optional.empty(),
                Duration.ofMinutes(1), 3, list(60, () -> new Measurement.Point(moment(), number())));
    }

    private double number() {
        return random.nextInt(12) == 0
                ? pick(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE,
                        Double.MIN_VALUE, -0.0)
                : random.nextGaussian() * Math.pow(10, random.nextInt(12) - 3);
    }

    private Notice notice() {
        return new Notice("nasty", Severity.values()[random.nextInt(Severity.values().length)], words(200), maybe(this::url),
                maybe(() -> words(5)), maybe(() -> words(5)), list(8, () -> text(0)), list(60, this::fact),
                list(30, () -> new Link(words(10), url())), maybe(this::url), maybe(() -> words(300)), maybe(this::moment),
                Optional.empty(), Optional.empty(), maybe(() -> (ObjectNode) payload()),
                maybe(() -> Standing.open(words(10))), maybe(this::measurement));
    }

    /** Random JSON that looks like a Slack message, more or less. */
    private JsonNode payload() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("text", words(100)).put("channel", "C1").put("link_names", true);
        payload.set("blocks", array(70, 0));
        payload.set("attachments", array(3, 0));
        return payload;
    }

    private ArrayNode array(int most, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list(most, () -> node(depth + 1)).forEach(array::add);
        return array;
    }

    private JsonNode node(int depth) {
        if (--left < 0 || depth > 14 || random.nextInt(4) == 0) {
            return JsonNodeFactory.instance.textNode(words(30));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", pick("section", "header", "context", "actions", "button", "mrkdwn", "plain_text", "rich_text",
                "rich_text_section", "broadcast", "usergroup", "image", "input", "divider", "overflow", "text", "link"));
        for (String name : List.of("text", "fields", "elements", "accessory", "title", "url", "image_url", "value", words(1))) {
            switch (random.nextInt(5)) {
                case 0 -> node.put(name, words(random.nextInt(20) == 0 ? 4_000 : 20));
                case 1 -> node.set(name, node(depth + 1));
                case 2 -> node.set(name, array(3, depth + 1));
                case 3 -> node.put(name, url());
                default -> node.remove(name);
            }
        }
        return node;
    }

    private Text text(int depth) {
        return switch (random.nextInt(--left < 0 || depth > 6 ? 4 : 5)) {
            case 0 -> new Text.Plain(words(random.nextInt(4) == 0 ? 3_000 : 60));
            case 1 -> new Text.ClientMarkdown(words(random.nextInt(4) == 0 ? 3_000 : 60));
            case 2 -> new Text.Preformatted(words(random.nextInt(4) == 0 ? 3_000 : 60));
            case 3 -> new Text.Tags(list(30, () -> words(5)));
            default -> new Text.Bullets(list(6, () -> text(depth + 1)));
        };
    }

    private Fact fact() {
        return switch (random.nextInt(3)) {
            case 0 -> Fact.of(words(8), moment());
            case 1 -> Fact.of(words(8), new Link(words(5), url()));
            default -> Fact.of(words(8), words(random.nextInt(5) == 0 ? 1_000 : 10));
        };
    }

    private Instant moment() {
        return random.nextInt(10) == 0 ? pick(Instant.MAX, Instant.MIN, Instant.EPOCH)
                : Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
    }

    private String url() {
        return pick("https://", "http://", "mailto:", "javascript:", "", "HTTPS://") + words(random.nextInt(10) == 0 ? 600 : 4);
    }

    /** Up to so many parts of what breaks renderers. */
    public String words(int most) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.append(pick(PARTS));
        }
        return words.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> list(int most, Supplier<T> item) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
