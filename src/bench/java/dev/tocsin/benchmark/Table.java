package dev.tocsin.benchmark;

import java.util.List;
import java.util.Locale;

/** The results, to be read. */
final class Table {

    private Table() {
    }

    static String of(List<Section> sections, List<Application> applications) {
        StringBuilder table = new StringBuilder();
        for (Section section : sections) {
            table.append('\n').append(section.title()).append(" (").append(section.name()).append(")\n");
            section.figures().forEach(figure -> table.append(line(figure, applications)));
            section.remark().ifPresent(words -> table.append("  ").append(words).append('\n'));
            section.failure().ifPresent(why -> table.append("  FAILED: ").append(why).append('\n'));
        }
        return table.toString();
    }

    private static String line(Figure figure, List<Application> applications) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-58s", figure.name()));
        boolean inTurns = figure.values().keySet().equals(
                new java.util.HashSet<>(applications.stream().map(Application::name).toList())) && applications.size() > 1;
        figure.values().keySet().forEach(who -> line.append(cell(figure, who, applications.size() > 1)));
        if (inTurns) {
            double before = figure.median(applications.get(0).name());
            double after = figure.median(applications.get(1).name());
            line.append(before == 0 ? "" : String.format(Locale.ROOT, "  after/before %.2f", after / before));
        }
        return line.append('\n').toString();
    }

    private static String cell(Figure figure, String who, boolean isNamed) {
        String value = number(figure.median(who)) + " " + figure.unit();
        String limit = Double.isNaN(figure.limit(who)) ? ""
                : String.format(Locale.ROOT, "  %s %s, ratio %.2f", figure.limit(), number(figure.limit(who)),
                        figure.ratio(who));
        return String.format(Locale.ROOT, "  %s%14s%s", isNamed ? who + " " : "", value, limit);
    }

    /** Three digits that matter, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT,
                size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f",
                value);
    }
}
