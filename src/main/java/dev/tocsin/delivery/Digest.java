package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.delivery.Matters.Stand;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * What many notifications say together, as one notice: how many there are of which severity and kind, how the worst and newest
 * matters stand, and where to read the rest. Every chat shows it as it shows any notice.
 */
final class Digest {

    static final String FAMILY = "digest";
    private static final int MOST_MATTERS = 10;
    private static final int MOST_FAMILIES = 5;
    private static final int MOST_LINKS = 5;
    private static final int IN_FULL = 600;
    /** A matter that changes so often within a digest flaps. */
    static final int FLAPPING = 5;

    private final List<Told> told;

    /** A notification, and what it means. */
    record Told(Instant publishedAt, Notice notice) {
    }

    /** What belongs together, in the order in which it was published. */
    private record Matter(List<Notice> notices) {

        Notice newest() {
            return notices.get(notices.size() - 1);
        }

        Severity severity() {
            return newest().severity();
        }

        /** How often it was told another severity or title than before. */
        int changes() {
            return Stand.changes(notices.stream().map(Stand::of).toList());
        }

        String line() {
            String times = notices.size() == 1 ? ""
                    : " (" + notices.size() + " times"
                            + (changes() >= FLAPPING ? ", flapping: " + changes() + " changes" : "") + ")";
            return severity().name() + ": " + newest().title() + times;
        }
    }

    private Digest(List<Told> told) {
        // SNS may bring them in another order, and a matter stands as it was published last.
        this.told = told.stream().sorted(Comparator.comparing(Told::publishedAt)).toList();
    }

    /**
     * @param told at least one
     * @param history where what it covers is listed
     */
    static Notice of(List<Told> told, String history) {
        return new Digest(told).notice(history);
    }

    private Notice notice(String history) {
        List<Matter> matters = matters();
        Notice.Builder notice = Notice.of(FAMILY, matters.get(0).severity(), title())
                .text(new Text.Bullets(matters.stream().limit(MOST_MATTERS)
                        .map(matter -> (Text) new Text.Plain(matter.line())).toList()));
        if (matters.size() > MOST_MATTERS) {
            notice.text("... and " + (matters.size() - MOST_MATTERS) + " more.");
        }
        inFull(matters.get(0).newest()).ifPresent(notice::text);
        notice.fact("Severities", severities(matters)).fact("Kinds", families())
                .fact("First", first()).fact("Last", last());
        matters.stream().map(Matter::newest).filter(newest -> newest.titleLink().isPresent()).limit(MOST_LINKS)
                .forEach(newest -> notice.link(newest.title(), newest.titleLink()));
        return notice
                .footer("Too much came to show each by itself. Each is in the history: " + history)
                .build();
    }

    private String title() {
        String time = Elapsed.words(Duration.between(first(), last()));
        return told.size() + " notifications in " + (time == null ? "0 seconds" : time);
    }

    private Instant first() {
        return told.stream().map(Told::publishedAt).min(Comparator.naturalOrder()).orElseThrow();
    }

    private Instant last() {
        return told.stream().map(Told::publishedAt).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The worst first, of those the ones told last. */
    private List<Matter> matters() {
        Map<String, Matter> matters = new LinkedHashMap<>();
        for (Told one : told) {
            String key = MatterKey.of(one.notice()).orElseGet(() -> one.notice().family() + " " + one.notice().title());
            Matter matter = matters.remove(key);
            List<Notice> notices = matter == null ? new ArrayList<>() : matter.notices();
            notices.add(one.notice());
            matters.put(key, new Matter(notices));
        }
        List<Matter> newestLast = new ArrayList<>(matters.values());
        Collections.reverse(newestLast);
        newestLast.sort(Comparator.comparing(Matter::severity));
        return newestLast;
    }

    /** How the matters stand, not how often each was told. */
    private static String severities(Collection<Matter> matters) {
        Map<Severity, Long> counts = matters.stream()
                .collect(Collectors.groupingBy(Matter::severity, () -> new EnumMap<>(Severity.class), Collectors.counting()));
        return counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private String families() {
        Map<String, Long> counts = told.stream()
                .collect(Collectors.groupingBy(one -> one.notice().family(), LinkedHashMap::new, Collectors.counting()));
        String most = counts.entrySet().stream().sorted(Map.Entry.<String, Long> comparingByValue().reversed())
                .limit(MOST_FAMILIES).map(count -> count.getValue() + " " + count.getKey()).collect(Collectors.joining(", "));
        return counts.size() <= MOST_FAMILIES ? most : most + " and " + (counts.size() - MOST_FAMILIES) + " other kinds";
    }

    /** What the worst says beyond its title. */
    private static Optional<String> inFull(Notice worst) {
        String words = worst.texts().stream().map(Digest::words).filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
        int end = Math.min(words.length(), IN_FULL);
        if (end < words.length() && Character.isHighSurrogate(words.charAt(end - 1))) {
            end--;
        }
        String cut = words.substring(0, end) + (end < words.length() ? "..." : "");
        return Optional.of(cut).filter(text -> !text.isBlank()).map(text -> worst.title() + "\n" + text);
    }

    private static String words(Text text) {
        if (text instanceof Text.Plain plain) {
            return plain.words();
        }
        return text instanceof Text.ClientMarkdown written ? written.markdown() : "";
    }
}
