package dev.tocsin.start;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Environment variables that look like settings of ours and are none. Others may begin with TOCSIN_ too: Kubernetes makes some
 * for each Service, and a configurations file refers to any. So only those are meant that are nearly the name of a setting,
 * and they are told without keeping Tocsin from its work.
 */
public final class Misspellings {

    private static final String PREFIX = "TOCSIN_";
    private static final int NEAR = 2;

    private Misspellings() {
    }

    /**
     * A line for each.
     *
     * @param variables that are set
     * @param properties that there are
     */
    public static List<String> of(Set<String> variables, Collection<String> properties) {
        Set<String> known = properties.stream().map(Setting::variable).collect(Collectors.toCollection(TreeSet::new));
        return new TreeSet<>(variables).stream().filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .flatMap(name -> nearest(name, known)
                        .map(meant -> name + " is no setting, so it has no effect. Is " + meant + " meant?").stream())
                .toList();
    }

    private static Optional<String> nearest(String name, Set<String> known) {
        return known.stream().filter(one -> distance(name, one) <= NEAR).findFirst();
    }

    /** How many letters have to be added, removed or changed (Levenshtein); as much as is of interest here. */
    static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > NEAR) {
            return NEAR + 1;
        }
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[other.length() + 1];
            line[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(changed, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[other.length()];
    }
}
