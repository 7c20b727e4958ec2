package dev.tocsin.command.language;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that somebody may have meant. */
final class Nearest {

    private static final int MOST = 4;
    private static final int LONGEST = 80;
    private static final int FAR = 100;

    private Nearest() {
    }

    /** The nearest first; empty if none is near. */
    static List<String> of(String typed, Collection<String> known) {
        if (typed.isBlank() || typed.length() > LONGEST) {
            return List.of();
        }
        String wanted = plain(typed);
        Map<String, Integer> near = known.stream().distinct()
                .collect(Collectors.toMap(name -> name, name -> far(wanted, name)));
        return near.entrySet().stream().filter(entry -> entry.getValue() < FAR)
                .sorted(Map.Entry.<String, Integer> comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).limit(MOST).toList();
    }

    /** {@code  Did you mean `a` or `b`?} with the space before it; nothing if none is near. */
    static String question(String typed, Collection<String> known) {
        List<String> near = of(typed, known);
        return near.isEmpty() ? "" : " Did you mean " + Echo.oneOf(near) + "?";
    }

    /** What differs by a slip of the hand, then what begins alike, then what has the same words in it. */
    private static int far(String wanted, String name) {
        String known = plain(name);
        if (known.length() > LONGEST) {
            return FAR;
        }
        int distance = distance(wanted, known);
        if (distance <= Math.max(1, Math.min(wanted.length(), known.length()) / 4)) {
            return distance;
        }
        if (known.startsWith(wanted)) {
            return 10 + Math.min(20, known.length() - wanted.length());
        }
        Set<String> words = new HashSet<>(Arrays.asList(wanted.split("-+", -1)));
        long shared = Arrays.stream(known.split("-", -1)).distinct().filter(word -> word.length() > 1 && words.contains(word))
                .count();
        boolean alike = shared > 0 && (shared >= words.size() || shared > 1);
        return alike ? 60 - (int) Math.min(20, 5 * shared) + Math.min(15, Math.abs(known.length() - wanted.length())) : FAR;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("^-+", "");
    }

    /** The letters and digits of a name alone, since people write names in several ways. */
    static String bare(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** By how many letters that are missing, added, wrong, or in each other's place. */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }

    /** Those that somebody who typed only the beginning may have meant, in their order. */
    static List<String> beginning(String typed, Collection<String> known) {
        String wanted = plain(typed);
        return known.stream().filter(name -> plain(name).startsWith(wanted)).sorted(Comparator.naturalOrder()).toList();
    }
}
