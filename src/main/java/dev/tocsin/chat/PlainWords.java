package dev.tocsin.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Text;

/** A notice as words without formatting or layout, not yet escaped: for the plain form, push messages and headlines. */
public final class PlainWords {

    private static final int DEEPEST = 4;
    /** Bounded and possessive, so that no text can make it slow. */
    private static final Pattern LABELLED_LINK = Pattern
            .compile("<(https?://[^|<>\\s]{1,2000}+)\\s{0,20}+\\|([^<>\\n]{0,2000}+)>");

    private static final Pattern OWN_EMOJI = Pattern.compile(":[a-z0-9_+-]{1,40}:|\\p{So}");

    private PlainWords() {
    }

    /** {@code TITLE | region | Account: n}, as far as they are known, on one line. */
    public static String headline(Notice notice) {
        return Stream.of(Optional.of(notice.title()), notice.region(), notice.account().map(account -> "Account: " + account))
                .flatMap(Optional::stream).map(Characters::line).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    /** The same after the severity's emoji, unless the title brings one of its own. */
    public static String headline(Notice notice, String emoji) {
        String headline = headline(notice);
        return OWN_EMOJI.matcher(headline).lookingAt() ? headline : emoji + " " + headline;
    }

    /** The whole notice, most important first. */
    public static List<String> lines(Posting posting, Function<Instant, String> moment) {
        Notice notice = posting.notice();
        List<String> lines = new ArrayList<>();
        lines.add(headline(notice, Tone.of(notice.severity()).emoji()));
        notice.titleLink().flatMap(SafeUrl::of).ifPresent(lines::add);
        posting.lateSince().ifPresent(since -> lines.add("delivered late, published at " + moment.apply(since)));
        posting.life().remarks().forEach(remark -> lines.add(remark(remark, moment)));
        notice.texts().forEach(text -> lines.add(of(text)));
        Sparklines.of(posting).ifPresent(lines::add);
        notice.facts().forEach(fact -> lines.add(fact.label() + ": " + of(fact.value(), moment)));
        notice.links().forEach(link -> lines.add(of(link)));
        notice.footer().ifPresent(lines::add);
        notice.occurredAt().ifPresent(instant -> lines.add(moment.apply(instant)));
        lines.removeIf(String::isBlank);
        return lines;
    }

    /** What became of a matter, as one line. */
    public static String remark(Fact remark, Function<Instant, String> moment) {
        return (remark.label() + " " + of(remark.value(), moment)).strip();
    }

    /** A paragraph. */
    public static String of(Text text) {
        return of(text, 0);
    }

    private static String of(Text text, int depth) {
        if (text instanceof Text.Plain plain) {
            return plain.words();
        }
        if (text instanceof Text.ClientMarkdown authored) {
            return withoutLabelledLinks(authored.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            return preformatted.content() + (preformatted.missing() == 0 ? ""
                    : "\u2026 (cut, " + preformatted.missing() + " characters more)");
        }
        if (text instanceof Text.Tags tags) {
            return String.join(", ", tags.tags());
        }
        if (text instanceof Text.Bullets bullets && depth < DEEPEST) {
            return bullets.items().stream().map(item -> (item instanceof Text.Bullets ? "" : "\u2022 ") + of(item, depth + 1))
                    .collect(Collectors.joining("\n"));
        }
        return "\u2026";
    }

    private static String withoutLabelledLinks(String markdown) {
        String head = Characters.head(markdown);
        return LABELLED_LINK.matcher(head)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(2).strip() + " (" + link.group(1) + ")"))
                + markdown.substring(head.length());
    }

    private static String of(Fact.Value value, Function<Instant, String> moment) {
        if (value instanceof Fact.Words words) {
            return words.words();
        }
        if (value instanceof Fact.Moment fact) {
            return moment.apply(fact.instant());
        }
        return value instanceof Link link ? of(link) : "";
    }

    private static String of(Link link) {
        return link.label() + SafeUrl.of(link.url()).map(url -> ": " + url).orElse("");
    }
}
