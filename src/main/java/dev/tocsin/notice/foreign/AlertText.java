package dev.tocsin.notice.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notice.Cut;

/** Reads the text in which Alertmanager and Grafana list alerts where no template of one's own says otherwise. */
final class AlertText {

    private static final int MOST_ALERTS = 100;
    private static final int MOST_LINES = 20_000;
    private static final int MOST_MEMBERS = 40;
    private static final int LONGEST = 3000;
    private static final List<String> LINKS = List.of("Source", "Silence", "Dashboard", "Panel");

    private final List<Alert> alerts = new ArrayList<>();
    private boolean firing = true;
    private boolean began;
    private int missing;
    private String value;
    private Map<String, String> labels = new LinkedHashMap<>();
    private Map<String, String> annotations = new LinkedHashMap<>();
    private Map<String, String> links = new LinkedHashMap<>();
    private Map<String, String> open;
    private String last;

    private AlertText() {
    }

    /** {@code firing} and {@code resolved} are the headlines of the two lists. */
    static Optional<AlertGroup> read(String text, String firing, String resolved) {
        boolean listed = (text.contains(firing) || text.contains(resolved)) && text.contains("Labels:")
                && text.contains(" = ");
        if (!listed) {
            return Optional.empty();
        }
        AlertText reader = new AlertText();
        text.lines().limit(MOST_LINES).forEach(line -> reader.take(line.strip(), firing, resolved));
        reader.end();
        return reader.alerts.isEmpty() ? Optional.empty()
                : Optional.of(new AlertGroup(List.copyOf(reader.alerts), reader.missing, Optional.empty(), Optional.empty(),
                        Optional.empty()));
    }

    private void take(String line, String firingHead, String resolvedHead) {
        if (line.equals(firingHead) || line.equals(resolvedHead)) {
            end();
            began = true;
            firing = line.equals(firingHead);
        } else if (!began) {
            // What stands before the lists is said in them again.
            return;
        } else if (line.equals("Labels:")) {
            endUnlessEmpty();
            open = labels;
        } else if (line.equals("Annotations:")) {
            open = annotations;
        } else if (line.startsWith("Value: ")) {
            endUnlessEmpty();
            value = Cut.middle(line.substring("Value: ".length()), 240);
        } else if (!isLink(line)) {
            member(line);
        }
    }

    private boolean isLink(String line) {
        for (String link : LINKS) {
            if (line.startsWith(link + ": ")) {
                String url = line.substring(link.length() + 2).strip();
                if (url.startsWith("http")) {
                    links.put(link, url);
                }
                open = null;
                return true;
            }
        }
        return false;
    }

    /** {@code - name = value}; an annotation may go on in the lines below. */
    private void member(String line) {
        if (open == null || line.isEmpty()) {
            return;
        }
        int equals = line.indexOf(" = ");
        if (line.startsWith("- ") && equals > 2 && open.size() < MOST_MEMBERS) {
            last = line.substring(2, equals).strip();
            open.put(last, Cut.end(line.substring(equals + 3).strip(), LONGEST));
        } else if (open == annotations && last != null && open.containsKey(last) && open.get(last).length() < LONGEST) {
            open.put(last, Cut.end(open.get(last) + "\n" + line, LONGEST));
        }
    }

    private void endUnlessEmpty() {
        if (!labels.isEmpty() || !annotations.isEmpty()) {
            end();
        }
    }

    private void end() {
        if (!labels.isEmpty() || !annotations.isEmpty()) {
            if (alerts.size() < MOST_ALERTS) {
                alerts.add(new Alert(firing, labels, annotations, links, Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.ofNullable(value)));
            } else {
                missing++;
            }
        }
        labels = new LinkedHashMap<>();
        annotations = new LinkedHashMap<>();
        links = new LinkedHashMap<>();
        value = null;
        open = null;
        last = null;
    }
}
