package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Link;

/**
 * The links that people write into the description of an alarm, in Markdown or bare: what is called a runbook or playbook,
 * before it or in a line of its own above, is labelled "Runbook" and comes first, all else is labelled with its host, never
 * with a text that could promise another place.
 */
final class DescriptionLinks {

    private static final String RUNBOOK = "Runbook";
    private static final int MOST = 5;
    private static final int LONGEST = 2_000;
    private static final int LONGEST_HOST = 80;
    private static final int FAR = 60;
    private static final String ENDS = " \t\r\n<>\"'`|\\)]}";
    private static final String PUNCTUATION = ".,;:!?*_~";

    private DescriptionLinks() {
    }

    static List<Link> in(String description) {
        List<Link> links = new ArrayList<>();
        if (description == null) {
            return links;
        }
        int end = 0;
        for (int start = next(description, 0); start >= 0 && links.size() < MOST; start = next(description, end)) {
            String before = description.substring(Math.max(end, start - FAR), start);
            end = end(description, start);
            String url = description.substring(start, end);
            boolean known = links.stream().anyMatch(link -> link.url().equals(url));
            if (!known && url.length() <= LONGEST) {
                host(url).map(host -> new Link(label(before, url, host), url)).ifPresent(links::add);
            }
        }
        links.sort(Comparator.comparing(link -> !link.label().equals(RUNBOOK)));
        return links;
    }

    private static int next(String text, int from) {
        int start = text.indexOf("http", from);
        while (start >= 0 && !text.startsWith("https://", start) && !text.startsWith("http://", start)) {
            start = text.indexOf("http", start + 1);
        }
        return start;
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (PUNCTUATION.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static String label(String before, String url, String host) {
        String words = (heading(before) + url).toLowerCase(Locale.ROOT).replace(" ", "").replace("-", "");
        return words.contains("runbook") || words.contains("playbook") ? RUNBOOK : host;
    }

    /** The words before it in its line; where there are none, the line above that ends with a colon. */
    private static String heading(String before) {
        String line = before.substring(before.lastIndexOf('\n') + 1);
        String above = line.isBlank() ? before.strip() : "";
        return above.endsWith(":") ? above.substring(above.lastIndexOf('\n') + 1) : line;
    }

    /** Empty for a URL that hides its host behind a user name. */
    private static Optional<String> host(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(Math.min(start, url.length()), end);
        boolean plain = !host.isEmpty() && host.length() <= LONGEST_HOST
                && host.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-:".indexOf(c) >= 0));
        return plain ? Optional.of(host) : Optional.empty();
    }
}
