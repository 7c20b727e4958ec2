package dev.tocsin.notice;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The last hand on every notice, whoever made it: no secret of the payload, no link with which a reader could end or confirm
 * an SNS subscription (both work for anyone who holds them), no control characters, no torn characters, and a title in one
 * line.
 */
final class Scrub {

    private static final String REMOVED = "[subscription link removed]";
    /** Query parameters in their {@link Unveiled plain form}; the last is the page that SNS's mails lead to. */
    private static final Pattern SUBSCRIPTION_ACTION = Pattern.compile(
            "Action=(?:Unsubscribe|ConfirmSubscription)|unsubscribe\\.html\\?SubscriptionArn", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_STATE = 60;

    private final Secrets secrets;

    Scrub(Secrets secrets) {
        this.secrets = secrets;
    }

    Notice notice(Notice notice) {
        return new Notice(notice.family(), notice.severity(), title(notice.title()),
                notice.titleLink().flatMap(this::url), notice.region().map(this::text),
                notice.account().map(this::text), notice.texts().stream().map(this::paragraph).toList(),
                notice.facts().stream().map(this::fact).filter(Objects::nonNull).toList(),
                notice.links().stream().map(this::link).flatMap(Optional::stream).toList(),
                notice.image().flatMap(this::url), notice.footer().map(this::text),
                notice.occurredAt(),
                notice.resource().map(this::text), notice.correlationKey().map(this::text),
                notice.slackPayload().map(this::json).map(ObjectNode.class::cast),
                notice.standing().map(this::standing), notice.measurement().map(this::measurement), notice.task());
    }

    private Standing standing(Standing standing) {
        return new Standing(Cut.end(title(standing.state()), LONGEST_STATE), standing.phase(), standing.endsByItself());
    }

    /** A query that may not be shown is not made either: with a mask in it, it would ask for something else. */
    private Measurement measurement(Measurement measurement) {
        return measurement.queries().stream().allMatch(this::isShown) ? measurement
                : new Measurement(List.of(), measurement.breach(), measurement.threshold(), Optional.empty(),
                        measurement.period(), measurement.evaluationPeriods(), measurement.points());
    }

    private boolean isShown(Measurement.Query query) {
        Stream<String> metric = query.metric().stream().flatMap(found -> Stream.concat(
                Stream.of(found.namespace(), found.name(), found.statistic(), found.unit().orElse("")),
                found.dimensions().entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))));
        return Stream.concat(metric, Stream.of(query.id(), query.expression().orElse(""), query.label().orElse("")))
                .allMatch(words -> words.equals(text(words)));
    }

    /** The text without secrets, subscription links, control and torn characters. */
    private String text(String text) {
        return withoutSubscriptionLinks(readable(secrets.hide(text)));
    }

    private String title(String title) {
        String clean = text(title);
        String line = (isOneLine(clean) ? clean : SPACE.matcher(clean).replaceAll(" ")).strip();
        return line.isEmpty() ? "Notification" : Cut.end(line, LONGEST_TITLE);
    }

    /** As nearly all titles are: only words with one space between them. */
    private static boolean isOneLine(String title) {
        return title.indexOf("  ") < 0 && title.indexOf('\n') < 0 && title.indexOf('\t') < 0 && title.indexOf('\r') < 0
                && title.indexOf('\f') < 0 && title.indexOf('\u000B') < 0;
    }

    private Text paragraph(Text text) {
        if (text instanceof Text.Plain plain) {
            return new Text.Plain(text(plain.words()));
        }
        if (text instanceof Text.ClientMarkdown markdown) {
            return new Text.ClientMarkdown(text(markdown.markdown()));
        }
        if (text instanceof Text.Preformatted preformatted) {
            return new Text.Preformatted(text(preformatted.content()), preformatted.missing());
        }
        if (text instanceof Text.Bullets bullets) {
            return new Text.Bullets(bullets.items().stream().map(this::paragraph).toList());
        }
        return new Text.Tags(((Text.Tags) text).tags().stream().map(this::text).toList());
    }

    private Fact fact(Fact fact) {
        String label = text(fact.label());
        if (fact.value() instanceof Fact.Words words) {
            return Fact.of(label, text(words.words()));
        }
        if (fact.value() instanceof Link link) {
            return link(link).map(clean -> Fact.of(label, clean)).orElse(null);
        }
        return new Fact(label, fact.value());
    }

    private Optional<Link> link(Link link) {
        return url(link.url()).map(url -> new Link(text(link.label()), url));
    }

    private Optional<String> url(String url) {
        return Optional.of(readable(url)).filter(this::isHarmless).flatMap(Secrets::withoutSecrets);
    }

    /** A foreign Slack message keeps its form; only its strings are cleaned. */
    private JsonNode json(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> copy.set(text(member.getKey()), json(member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(json(item)));
            return copy;
        }
        return json.isTextual() ? TextNode.valueOf(text(json.textValue())) : json;
    }

    private static String readable(String text) {
        if (isReadable(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (!isUnreadable(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isReadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnreadable(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreadable(char c) {
        if (c >= ' ' && c < 0x7F) {
            return false; // as nearly all are
        }
        return Character.isISOControl(c) && c != '\n' && c != '\t' || Character.isSurrogate(c);
    }

    private boolean isHarmless(String url) {
        return !SUBSCRIPTION_ACTION.matcher(Unveiled.of(url).text()).find() && !secrets.areIn(url);
    }

    /** Linear in the length of the text, whatever is in it. */
    private static String withoutSubscriptionLinks(String text) {
        Unveiled unveiled = Unveiled.of(text);
        // Each of the forms has one of these, and most texts have neither.
        if (unveiled.text().indexOf('=') < 0 && unveiled.text().indexOf('?') < 0) {
            return text;
        }
        Matcher action = SUBSCRIPTION_ACTION.matcher(unveiled.text());
        if (!action.find()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int kept = 0;
        do {
            int start = unveiled.start(action.start());
            if (start < kept) {
                continue;
            }
            while (start > kept && !endsLink(text.charAt(start - 1))) {
                start--;
            }
            int end = unveiled.end(action.end() - 1);
            while (end < text.length() && !endsLink(text.charAt(end))) {
                end++;
            }
            clean.append(text, kept, start).append(REMOVED);
            kept = end;
        } while (action.find());
        return clean.append(text, kept, text.length()).toString();
    }

    private static boolean endsLink(char c) {
        return Character.isWhitespace(c) || "\"'<>|()[]{}`".indexOf(c) >= 0;
    }
}
